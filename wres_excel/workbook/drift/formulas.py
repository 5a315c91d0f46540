"""Formulas of derived items: typed over, or changed from what the item means."""

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from wres_excel.domain.model import Place
from wres_excel.findings import Finding
from wres_excel.workbook.drift.agreement import sources_of
from wres_excel.workbook.drift.form import Entry, Form, spot_of
from wres_excel.workbook.drift.meaning import difference, meaning, shown
from wres_excel.workbook.drift.probe import Probe
from wres_excel.workbook.formula_tokens import Spot, is_external, referenced
from wres_excel.workbook.gather import brief
from wres_excel.workbook.placement import MOST_FORMS, Placement

OVERWRITTEN = Finding(
    "formula-overwritten",
    "warning",
    "An answer was typed over the formula of this item",
    "Put the formula back: copy it from the cell beside it, or from a blank form.",
)
CHANGED = Finding(
    "formula-changed",
    "warning",
    "The formula of this item computes something else than the item means",
    "Put the form's own formula back, or use the value that the inputs give.",
)


def overwritten(form: Form, entries: Collection[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry that was typed in while its neighbours hold formulas."""
    for entry in entries:
        yield form.finding(OVERWRITTEN, entry, found=shown(entry), expected=meaning(form, entry))


def overwritten_entries(form: Form) -> list[Entry]:
    """Return the derived entries that are typed where a formula stood.

    That a formula stood there is shown by the same item's formulas in other columns; or, for an
    item that is typed throughout, by formulas in most derived cells of the form.
    """
    by_item: dict[str, list[bool]] = {}
    for entry in form.derived:
        by_item.setdefault(entry.item.key, []).append(entry.cell.formula is not None)
    formulas = sum(sum(found) for found in by_item.values())
    mostly = formulas > len(form.derived) / 2
    return [
        entry
        for entry in form.derived
        if entry.cell.formula is None and (mostly or any(by_item[entry.item.key]))
    ]


def changed_entries(form: Form, doubted: Collection[Place]) -> list[Entry]:
    """Return the derived entries whose formula is certainly not what their item means.

    doubted: the places whose results do not follow from the figures shown. A formula that names
    just the cells it should and shows the right result is not looked into any further.
    """
    suspects = [
        entry
        for entry in form.derived
        if entry.cell.formula is not None
        and (
            entry.value.place in doubted
            or entry.value.status == "uncalculated"
            or not _names_its_sources(form, entry)
        )
    ]
    if not suspects:
        return []
    probe = Probe(form)
    return [
        entry
        for entry in suspects
        if is_external(form.formula(entry) or "") or probe.proves_change(entry)
    ]


def changed(form: Form, entries: Collection[Entry]) -> Iterator[Finding]:
    """Yield a finding for each entry with a changed formula."""
    for entry in entries:
        formula = form.formula(entry) or ""
        yield form.finding(
            CHANGED,
            entry,
            message=CHANGED.message + difference(form, entry, formula),
            found=brief(f"={formula}"),
            expected=meaning(form, entry),
        )


def _names_its_sources(form: Form, entry: Entry) -> bool:
    formula = form.formula(entry)
    if formula is None:
        return True
    spots = _source_spots(form.placement)[entry.value.place]
    return referenced(formula, entry.location.sheet) == spots


@lru_cache(maxsize=MOST_FORMS)
def _source_spots(placement: Placement) -> Mapping[Place, frozenset[Spot]]:
    """Return where a form has the sources of each place."""
    edition, locations = placement.edition, placement.locations
    return {
        place: frozenset(
            spot_of(locations[source])
            for source in sources_of(edition, place)
            if source in locations
        )
        for place in edition.places
    }
