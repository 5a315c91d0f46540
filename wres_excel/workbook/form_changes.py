"""How two forms differ: items added, gone, moved and relabelled, and all that is not an item's."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from wres_excel.comparison.records import FormChange, FormChangeKind
from wres_excel.domain.model import Edition, Place
from wres_excel.workbook.form_outline import Entry, Outline
from wres_excel.workbook.form_texts import changed_texts
from wres_excel.workbook.formula_meaning import FormulaMeanings
from wres_excel.workbook.locate import Location
from wres_excel.workbook.records import Sheet

ALIKE = 0.5
Pair = tuple[Place, Entry, Entry]


def form_changes(old: Outline, new: Outline) -> tuple[FormChange, ...]:
    """Return how one form differs from another, of the same edition or not.

    Items meet by key, group and role, the previous year's cells of one form with those of the
    other. An item that has two rival cells in either form is left out: reading says so.
    """
    renamed = pair_sheets(old, new)
    return (
        *_sheets(old, new, renamed),
        *_items(old, new, "item gone"),
        *_items(new, old, "item added"),
        *_moved(old, new, renamed),
        *_labels(old, new),
        *_headings(old, new),
        *_formulas(old, new),
        *changed_texts(old, new, renamed),
    )


def pair_sheets(old: Outline, new: Outline) -> dict[str, str]:
    """Return the sheets of the new form by those of the old: by name, else by what they hold."""
    names = {_folded(sheet.name): sheet.name for sheet in new.workbook.sheets}
    pairs = {
        sheet.name: names[_folded(sheet.name)]
        for sheet in old.workbook.sheets
        if _folded(sheet.name) in names
    }
    for sheet in old.workbook.sheets:
        if sheet.name not in pairs:
            left = [s for s in new.workbook.sheets if s.name not in pairs.values()]
            ranked = [(_likeness(old, sheet, new, other), other.name) for other in left]
            likeness, alike = max(ranked, default=(0.0, ""))
            if likeness >= ALIKE:
                pairs[sheet.name] = alike
    return pairs


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _likeness(old: Outline, one: Sheet, new: Outline, other: Sheet) -> float:
    """Return how many texts or items two sheets have in common, as a share of the larger's."""
    texts = [{c.raw.strip() for c in s.cells.values() if c.kind == "text"} for s in (one, other)]
    items = [
        {place.item for place, entry in form.entries.items() if entry.location.sheet == sheet.name}
        for form, sheet in ((old, one), (new, other))
    ]
    return max(_shared(*texts), _shared(*items))


def _shared(one: set[str], other: set[str]) -> float:
    most = max(len(one), len(other))
    return len(one & other) / most if most else 0.0


def _sheets(old: Outline, new: Outline, pairs: Mapping[str, str]) -> Iterator[FormChange]:
    sheets = {sheet.name: sheet for sheet in new.workbook.sheets}
    for sheet in old.workbook.sheets:
        other = pairs.get(sheet.name)
        if other is None:
            yield FormChange("sheet gone", sheet.name, old=sheet.name, old_sheet=sheet.name)
            continue
        at = FormChange("sheet renamed", other, old_sheet=sheet.name, new_sheet=other)
        if other != sheet.name:
            yield replace(at, old=sheet.name, new=other)
        states = _state(sheet), _state(sheets[other])
        if states[0] != states[1]:
            yield replace(at, kind="sheet shown or hidden", old=states[0], new=states[1])
    for name in sheets:
        if name not in pairs.values():
            yield FormChange("sheet added", name, new=name, new_sheet=name)


def _state(sheet: Sheet) -> str:
    return "visible" if sheet.state == "visible" else "hidden"


def _items(this: Outline, other: Outline, kind: FormChangeKind) -> Iterator[FormChange]:
    """Yield the items of one form that the other has no cell for, whole or place by place."""
    lone = [p for p in this.entries if p not in other.entries and p not in other.doubtful]
    held = {place.item for place in (*other.entries, *other.doubtful)}
    told: set[str] = set()
    for place in lone:
        whole = place.item not in held
        if whole and place.item in told:
            continue
        told.add(place.item)
        yield _lone(kind, this, place, whole)


def _lone(kind: FormChangeKind, form: Outline, place: Place, whole: bool) -> FormChange:
    at, label = form.entries[place].location, form.entries[place].label
    change = _about(kind, form.edition, place)
    if whole:
        change = replace(change, period=None, group=None)
    if kind == "item gone":
        return replace(change, old=label, old_sheet=at.sheet, old_cell=at.cell)
    return replace(change, new=label, new_sheet=at.sheet, new_cell=at.cell)


def _moved(old: Outline, new: Outline, sheets: Mapping[str, str]) -> Iterator[FormChange]:
    for place, before, after in _both(old, new):
        one, other = before.location, after.location
        if (sheets.get(one.sheet), one.cell) != (other.sheet, other.cell):
            yield _change("item moved", new, place, before, after, None, None)


def _labels(old: Outline, new: Outline) -> Iterator[FormChange]:
    told = set()
    for place, before, after in _both(old, new):
        key = place.item, before.label, after.label
        if before.label != after.label and key not in told:
            told.add(key)
            change = _change("label changed", new, place, before, after, before.label, after.label)
            yield replace(change, period=None, group=None)


def _headings(old: Outline, new: Outline) -> Iterator[FormChange]:
    told = set()
    for place, before, after in _both(old, new):
        key = place.period, place.group, before.headings, after.headings
        if before.headings != after.headings and key not in told:
            told.add(key)
            texts = " / ".join(before.headings), " / ".join(after.headings)
            yield _change("heading changed", new, place, before, after, *texts)


def _formulas(old: Outline, new: Outline) -> Iterator[FormChange]:
    both = list(_both(old, new))
    meanings = [
        FormulaMeanings(side.workbook, at)
        for side, at in zip((old, new), _spots(both), strict=True)
    ]
    for place, before, after in both:
        if not _mean_the_same(before, after, *meanings):
            was, now = (f"={e.formula}" if e.formula else None for e in (before, after))
            yield _change("formula changed", new, place, before, after, was, now)


def _spots(both: Sequence[Pair]) -> tuple[list[Location], list[Location]]:
    return [before.location for _, before, _ in both], [after.location for _, _, after in both]


def _mean_the_same(before: Entry, after: Entry, old: FormulaMeanings, new: FormulaMeanings) -> bool:
    """Return whether two formulas compute the same, of what both forms have."""
    if before.formula is None or after.formula is None:
        return before.formula == after.formula
    if before.formula == after.formula and before.location.cell == after.location.cell:
        return True
    return old.of(before.formula, before.location) == new.of(after.formula, after.location)


def _both(old: Outline, new: Outline) -> Iterable[Pair]:
    return (
        (place, old.entries[place], entry)
        for place, entry in new.entries.items()
        if place in old.entries
    )


def _change(
    kind: FormChangeKind,
    new: Outline,
    place: Place,
    before: Entry,
    after: Entry,
    was: str | None,
    now: str | None,
) -> FormChange:
    one, other = before.location, after.location
    return replace(
        _about(kind, new.edition, place),
        old=was,
        new=now,
        old_sheet=one.sheet,
        old_cell=one.cell,
        new_sheet=other.sheet,
        new_cell=other.cell,
    )


def _about(kind: FormChangeKind, edition: Edition, place: Place) -> FormChange:
    item = edition.by_key[place.item]
    return FormChange(
        kind,
        edition.name_of(item),
        item=item.key,
        number=item.number,
        indicator=item.indicator,
        period=place.period,
        group=place.group,
    )
