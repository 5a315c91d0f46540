"""How two forms differ, as text for people: what changed alike in many cells is one line."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from wres_excel.commands.columns import in_columns, shortened
from wres_excel.comparison.records import FormChange, FormChangeKind
from wres_excel.domain.terms import GROUP_WORDS, Period
from wres_excel.workbook.addresses import parse_address

LONGEST = 72
MOST_ITEMS = 12
Renamed = frozenset[tuple[str | None, str | None]]
_TITLES: tuple[tuple[str, tuple[FormChangeKind, ...]], ...] = (
    ("Sheets", ("sheet gone", "sheet added", "sheet renamed", "sheet shown or hidden")),
    ("Items gone", ("item gone",)),
    ("Items added", ("item added",)),
    ("Items relabelled", ("label changed",)),
    ("Headings changed", ("heading changed",)),
    ("Formulas changed", ("formula changed",)),
    ("Items moved", ("item moved",)),
    ("Rows that are no item of the edition", ("row gone", "row added")),
    ("Other texts", ("text changed", "text gone", "text added")),
)
_PERIODS: dict[Period, str] = {"current": "reporting year", "previous": "previous year"}


def forms_as_text(changes: Sequence[FormChange]) -> str:
    """Return how two forms differ, kind by kind."""
    if not changes:
        return "FORMS: no difference in items, labels, headings, formulas, sheets or texts"
    renamed = frozenset((c.old_sheet, c.new_sheet) for c in changes if c.kind == "sheet renamed")
    parts = ["FORMS"]
    for title, kinds in _TITLES:
        here = [change for change in changes if change.kind in kinds]
        if here:
            lines = in_columns(list(_rows(here, renamed)))
            parts.append("\n".join([f"  {title}", *(f"    {line}" for line in lines)]))
    return "\n\n".join(parts)


def _rows(changes: Sequence[FormChange], renamed: Renamed) -> Iterator[tuple[str, str]]:
    groups: dict[Hashable, list[FormChange]] = {}
    many = _many_of_a_sheet(changes)
    for change in changes:
        sheet = change.old_sheet or change.new_sheet
        at_once = sheet in many and change.period is None
        groups.setdefault(sheet if at_once else _alike(change), []).append(change)
    for group in groups.values():
        yield _what(group, renamed), _where(group[0])


def _alike(change: FormChange) -> Hashable:
    """Return what changes have in common that are told in one line."""
    match change.kind:
        case "item moved":
            return change.old_sheet, change.new_sheet, _shift(change)
        case "formula changed":
            return change.item
        case "item gone" | "item added" if change.period:
            return change.kind, change.period, change.group
        case "text changed" | "text gone" | "text added":
            return change.kind, change.old, change.new
    return id(change)


def _many_of_a_sheet(changes: Sequence[FormChange]) -> frozenset[str | None]:
    """Return the sheets of which so many whole items are gone or added that one line must do."""
    sheets = Counter(change.old_sheet or change.new_sheet for change in changes)
    whole = changes[0].kind in ("item gone", "item added")
    return frozenset(sheet for sheet, count in sheets.items() if whole and count > MOST_ITEMS)


def _what(group: Sequence[FormChange], renamed: Renamed) -> str:
    first = group[0]
    match first.kind:
        case "item moved":
            return f"{_items(group)}: {_by(first, renamed)}"
        case "formula changed":
            return f"{_name(first)}: {_pair(first, 'no formula')}{_cells(group)}"
        case "item gone" | "item added":
            which = f" for {_column(first)}" if first.period else ""
            return f"{_items(group)}{which}"
        case "heading changed":
            return f"{_column(first)}: {_pair(first)}"
        case "label changed":
            number = "" if first.number is None else f"data item {first.number}: "
            return f"{number}{_pair(first)}"
        case "sheet renamed":
            return f"renamed {_pair(first)}"
        case "text changed":
            return f"{_pair(first)}{_cells(group)}"
        case "sheet shown or hidden":
            return f"{_quoted(first.label)}: {first.old} -> {first.new}"
    word = first.kind.split()[-1]
    return f"{word} {_quoted(first.label)}{_cells(group)}"


def _cells(group: Sequence[FormChange]) -> str:
    return f" in {len(group)} cells" if len(group) > 1 else ""


def _items(group: Sequence[FormChange]) -> str:
    names = list(dict.fromkeys(_name(change) for change in group))
    if len(names) == 1:
        return names[0]
    first, last = group[0], group[-1]
    if first.number is not None and last.number is not None:
        return f"{len(names)} items, data items {first.number} to {last.number}"
    start, end = (shortened(change.label, LONGEST // 2) for change in (first, last))
    return f"{len(names)} items, '{start}' to '{end}'"


def _name(change: FormChange) -> str:
    number = "" if change.number is None else f" (data item {change.number})"
    return f"{shortened(change.label, LONGEST)}{number}"


def _column(change: FormChange) -> str:
    period = _PERIODS[change.period] if change.period else ""
    group = "" if change.group in (None, "all") else f", {GROUP_WORDS[change.group]}"
    return f"{period}{group}"


def _pair(change: FormChange, without: str = "nothing") -> str:
    return f"{_quoted(change.old, without)} -> {_quoted(change.new, without)}"


def _quoted(text: str | None, without: str = "nothing") -> str:
    return f"'{shortened(text, LONGEST)}'" if text else without


def _shift(change: FormChange) -> tuple[int, int]:
    old, new = parse_address(change.old_cell or "A1"), parse_address(change.new_cell or "A1")
    return new[0] - old[0], new[1] - old[1]


def _by(change: FormChange, renamed: Renamed) -> str:
    """Return a move in words: "down 2 rows, right 1 column"."""
    parts = [
        f"{words[distance > 0]} {abs(distance)} {unit}{'s' if abs(distance) > 1 else ''}"
        for distance, words, unit in zip(
            _shift(change), (("up", "down"), ("left", "right")), ("row", "column"), strict=True
        )
        if distance
    ]
    sheets = change.old_sheet, change.new_sheet
    if change.old_sheet != change.new_sheet and sheets not in renamed:
        parts.insert(0, f"from {_quoted(change.old_sheet)} to {_quoted(change.new_sheet)}")
    return ", ".join(parts)


def _where(change: FormChange) -> str:
    cells = (change.old_sheet, change.old_cell), (change.new_sheet, change.new_cell)
    spots = [f"{sheet}!{cell}" for sheet, cell in cells if sheet and cell]
    return " -> ".join(dict.fromkeys(spots))
