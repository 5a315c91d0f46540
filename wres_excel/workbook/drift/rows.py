"""Rows that were relabelled, lost their number, or were put between those of the form."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from wres_excel.domain.model import Item
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.drift.form import Form
from wres_excel.workbook.formats import is_date_format
from wres_excel.workbook.gather import brief
from wres_excel.workbook.locate.headings import NAMED_GROUPS
from wres_excel.workbook.locate.lexicon import Lexicon, lexicon_of
from wres_excel.workbook.locate.survey import YEARS
from wres_excel.workbook.placement import MOST_FORMS, Placement
from wres_excel.workbook.records import Sheet

EDITED = Finding(
    "label-edited",
    "note",
    "The row bears this item's number, but its label was edited",
    "Check that the figures are this item's, and put its own label back.",
)
NUMBER_LOST = Finding(
    "label-edited",
    "note",
    "The row bears this item's label, but the data item number beside it was edited",
    "Check that the figures are this item's, and put its number back.",
)
ADDED = Finding(
    "row-added",
    "note",
    "A row with figures was added that is no item of the form",
    "Count the people of this row under an item of the form, unless it is a total of other rows.",
)

FURTHEST = 12
MOST_ROWS = 5_000
MOST_BENEATH = 50
FEWEST = 3


@dataclass
class Outline:
    """Where the rows of data items on one sheet are.

    left: the leftmost figure of the table; columns: those of White, BME and unknown; items: by
    row; taken: rows of the form that are some item's, for certain or not.
    """

    left: int = 1_000_000
    columns: set[int] = field(default_factory=set)
    items: dict[int, Item] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Rows:
    """The rows of data items on one sheet; outline is shared by all returns of a form."""

    sheet: Sheet
    outline: Outline

    def words(self, row: int) -> Iterator[Cell]:
        """Yield the cells of a row that are not blank, left of its figures."""
        cells, left = self.sheet.cells, self.outline.left
        for column in range(max(1, left - FURTHEST), left):
            cell = cells.get((row, column))
            if cell is not None and cell.kind != "blank":
                yield cell


def tables_of(form: Form) -> list[Rows]:
    """Return the rows of data items, sheet by sheet."""
    outlines = _outlines(form.placement)
    return [Rows(form.sheets[name], outline) for name, outline in outlines.items()]


@lru_cache(maxsize=MOST_FORMS)
def _outlines(placement: Placement) -> Mapping[str, Outline]:
    """Return where the rows of data items are, by the name of the sheet."""
    outlines: dict[str, Outline] = {}
    data_keys = lexicon_of(placement.edition).data_keys
    for placed in placement.placed:
        place, at = placed.place, placed.location
        if place.item not in data_keys:
            continue
        outline = outlines.setdefault(at.sheet, Outline())
        outline.left = min(outline.left, at.column)
        outline.items[at.row] = placed.item
        if place.group in NAMED_GROUPS:
            outline.columns.add(at.column)
    for rivals in placement.ambiguous.values():
        for at in rivals:
            if at.sheet in outlines:
                outlines[at.sheet].taken.add(at.row)
    return outlines


def edited_labels(form: Form, tables: Iterable[Rows]) -> Iterator[Finding]:
    """Yield the rows whose label or number is not the item's, where the other rows have both."""
    lexicon = lexicon_of(form.edition)
    for rows in tables:
        yield from _relabelled(form, rows, lexicon)


def _relabelled(form: Form, rows: Rows, lexicon: Lexicon) -> Iterator[Finding]:
    labels: dict[int, Cell] = {}
    numbers: dict[int, Cell] = {}
    for row, item in rows.outline.items.items():
        for cell in rows.words(row):
            if cell.raw in _numbers_of(item.number):
                numbers[row] = cell
            elif cell.kind == "text" and _is_label(lexicon, cell.raw, item.key):
                labels.setdefault(row, cell)
    label_column, number_column = _usual_column(labels), _usual_column(numbers)
    for row, item in rows.outline.items.items():
        if row not in labels and row in numbers and label_column:
            yield from _edited(form, rows, EDITED, (row, label_column), item.key, item.label)
        elif row not in numbers and row in labels and number_column:
            spot = (row, number_column)
            yield from _edited(form, rows, NUMBER_LOST, spot, item.key, str(item.number))


def _edited(
    form: Form, rows: Rows, template: Finding, spot: tuple[int, int], key: str, expected: str
) -> Iterator[Finding]:
    """Yield the finding about a label or a number, unless its cell is covered by a merged one."""
    cell = rows.sheet.cells.get(spot)
    covered = any(
        top <= spot[0] <= bottom and left <= spot[1] <= right and (top, left) != spot
        for top, left, bottom, right in rows.sheet.merges
    )
    if covered:
        return
    yield Finding(
        template.rule,
        template.severity,
        template.message,
        template.remedy,
        item=key,
        file=form.workbook.file,
        sheet=rows.sheet.name,
        cell=format_address(*spot),
        found=brief(cell.raw) if cell and cell.raw else "nothing",
        expected=expected,
    )


def added_rows(form: Form, tables: Iterable[Rows]) -> Iterator[Finding]:
    """Yield the rows between or right beneath those of items that hold figures and are no item's.

    A row of formulas is a total of the form's own; a row whose label is an item's is told of by
    the locator.
    """
    lexicon = lexicon_of(form.edition)
    for rows in tables:
        for row in chain(_rows_between(rows), _rows_beneath(rows)):
            figures = [cell for cell in _figures(form, rows, row) if cell.formula is None]
            if figures and not _is_of_the_form(rows, row, lexicon):
                yield _added(form, rows, row, figures)


def _rows_between(rows: Rows) -> Iterable[int]:
    first, last = min(rows.outline.items), max(rows.outline.items)
    if last - first > MOST_ROWS:
        between = sorted({row for row, _ in rows.sheet.cells if first < row < last})
    else:
        between = list(range(first + 1, last))
    return (
        row for row in between if row not in rows.outline.items and row not in rows.outline.taken
    )


def _rows_beneath(rows: Rows) -> Iterator[int]:
    """Yield the rows that go on where the items end, up to the first without words or figures."""
    cells, last = rows.sheet.cells, max(rows.outline.items)
    for row in range(last + 1, last + 1 + MOST_BENEATH):
        figures = (cells.get((row, column)) for column in rows.outline.columns)
        if row in rows.outline.taken or not any(cell is not None and cell.raw for cell in figures):
            return
        if not any(cell.kind == "text" for cell in rows.words(row)):
            return
        yield row


def _figures(form: Form, rows: Rows, row: int) -> Iterator[Cell]:
    """Yield the cells of a row that hold numbers in the columns of the groups, years left out."""
    for column in sorted(rows.outline.columns):
        cell = rows.sheet.cells.get((row, column))
        if cell is None or cell.kind != "number" or cell.raw in YEARS:
            continue
        if not is_date_format(form.workbook.formats[cell.style]):
            yield cell


def _is_of_the_form(rows: Rows, row: int, lexicon: Lexicon) -> bool:
    """Return whether the words of a row are an item's label or head columns."""
    readings = [lexicon.read(cell.raw) for cell in rows.words(row) if cell.kind == "text"]
    return any(reading and (reading.items or reading.fields) for reading in readings)


def _added(form: Form, rows: Rows, row: int, figures: Sequence[Cell]) -> Finding:
    label = next((brief(cell.raw) for cell in rows.words(row) if cell.kind == "text"), "")
    shown = ", ".join(cell.raw for cell in figures)
    return Finding(
        ADDED.rule,
        ADDED.severity,
        ADDED.message,
        ADDED.remedy,
        file=form.workbook.file,
        sheet=rows.sheet.name,
        cell=format_address(row, figures[0].column),
        found=brief(f"'{label}' with {shown}" if label else f"no label, with {shown}"),
        expected="rows of the form's items only",
    )


def _usual_column(cells: dict[int, Cell]) -> int | None:
    """Return the column that labels or numbers stand in, None if too few do to tell."""
    if len(cells) < FEWEST:
        return None
    return Counter(cell.column for cell in cells.values()).most_common(1)[0][0]


@lru_cache(maxsize=1024)
def _numbers_of(number: int | None) -> frozenset[str]:
    """Return how a cell may show a data item number."""
    return frozenset({f"{number}", f"{number}.0", f"{number}."})


@lru_cache(maxsize=8192)
def _is_label(lexicon: Lexicon, text: str, key: str) -> bool:
    reading = lexicon.read(text)
    return reading is not None and any(item.key == key for item in reading.items)
