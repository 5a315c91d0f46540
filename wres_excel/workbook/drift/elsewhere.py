"""Figures that stand in an item's row, but in no cell where its answer belongs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wres_excel.domain.model import Item
from wres_excel.domain.terms import Period
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.drift.form import Form
from wres_excel.workbook.gather import brief, gather_texts
from wres_excel.workbook.locate import Location

ELSEWHERE = Finding(
    "figure-elsewhere",
    "warning",
    "A figure stands in the row of this item, but not in the cell where its answer belongs",
    "Move the figure to the cell under its own heading: it was not read.",
)


@dataclass(slots=True)
class _Answers:
    """The cells of one item's answers of one period, all in one row of one sheet."""

    locations: list[Location] = field(default_factory=list)
    blank: bool = True


def figures_elsewhere(form: Form) -> list[Finding]:
    """Return a finding for each row whose answers are blank, while a figure stands beside them.

    Only columns between the first and one after the last of the period's own are looked at, and
    only what was typed: a total or a percentage that a formula works out is the form's own.
    """
    return gather_texts(_found(form))


def _found(form: Form) -> Iterator[Finding]:
    spans = _spans(form)
    taken = {(each.sheet, each.row, each.column) for each in form.located.locations.values()}
    for (item, period, sheet, row), answers in _rows(form).items():
        if not answers.blank:
            continue
        first, last = spans[sheet, period]
        cells = form.sheets[sheet].cells
        for column in range(first, last + 2):
            cell = cells.get((row, column))
            if cell and _is_figure(cell) and (sheet, row, column) not in taken:
                yield _finding(form, form.edition.by_key[item], answers.locations[0], cell)
                break


def _rows(form: Form) -> Mapping[tuple[str, Period, str, int], _Answers]:
    """Return the answers in figures by item, period, sheet and row."""
    rows: dict[tuple[str, Period, str, int], _Answers] = {}
    for place, location in form.located.locations.items():
        if form.edition.by_key[place.item].in_words:
            continue
        key = (place.item, place.period, location.sheet, location.row)
        answers = rows.setdefault(key, _Answers())
        answers.locations.append(location)
        answers.blank &= form.by_place[place].status == "blank"
    return rows


def _spans(form: Form) -> Mapping[tuple[str, Period], tuple[int, int]]:
    """Return the first and the last column of figures by sheet and period."""
    spans: dict[tuple[str, Period], tuple[int, int]] = {}
    for place, location in form.located.locations.items():
        if form.edition.by_key[place.item].in_words:
            continue
        key, at = (location.sheet, place.period), location.column
        first, last = spans.get(key, (at, at))
        spans[key] = min(first, at), max(last, at)
    return spans


def _is_figure(cell: Cell) -> bool:
    return cell.kind == "number" and cell.formula is None


def _finding(form: Form, item: Item, location: Location, cell: Cell) -> Finding:
    place = location.place
    return Finding(
        ELSEWHERE.rule,
        ELSEWHERE.severity,
        ELSEWHERE.message,
        ELSEWHERE.remedy,
        item=item.key,
        period=form.edition.snapshot_of(place.period).isoformat(),
        group=place.group,
        file=form.workbook.file,
        sheet=location.sheet,
        cell=format_address(cell.row, cell.column),
        found=brief(cell.raw),
        expected=f"a figure in {location.cell}",
    )
