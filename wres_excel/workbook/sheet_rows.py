"""A whole sheet read by patterns: its frame as XML, its rows as forms with values put in."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from wres_excel.workbook.cell_stream import Context
from wres_excel.workbook.cells import Cell, Kind
from wres_excel.workbook.plain_xml import DECLARATION
from wres_excel.workbook.row_forms import Slot, part_rows, plain_values, row_form
from wres_excel.workbook.stored import interpret

MOST_ROWS = 5_000
"""Of a longer sheet too little could be kept."""

MOST_FORMS = 64
LONGEST_KEPT = 200_000
LONGEST_WHOLE = 16

_NEW = tuple.__new__


def part_sheet(data: bytes) -> tuple[str, str] | None:
    """Return a sheet without its rows, and the rows, or None if it is not in the plain form.

    The plain form is UTF-8 without comments, sections of character data and instructions, with
    one <sheetData>, whose name has no prefix. data: the content of the part.
    """
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    head, opened, rest = text.partition("<sheetData>")
    rows, closed, tail = rest.rpartition("</sheetData>")
    if not (opened and closed) or not _is_plain(head) or "<!" in tail or "<?" in tail:
        return None
    if "sheetData" in head or "sheetData" in tail or "sheetData" in rows:
        return None
    return f"{head}{opened}{closed}{tail}", rows


def _is_plain(head: str) -> bool:
    declared = DECLARATION.match(head)
    start = declared.end() if declared else 0
    return "<!" not in head and "<?" not in head[start:]


def read_rows(rows: str, context: Context) -> tuple[dict[tuple[int, int], Cell], frozenset[int]]:
    """Return the cells and the hidden rows of what stands within <sheetData>.

    Raises ValueError if the rows are not all in the plain form, if there are more cells than there
    is room for, and for whatever else the parser of XML has to refuse.
    """
    markup, values = part_rows(rows)
    styles = len(context.styles)
    form = _kept(markup, styles) if len(markup) <= LONGEST_KEPT else _sheet_form(markup, styles)
    if len(form.cells) > context.room:
        raise ValueError(f"{len(form.cells)} cells")
    return _filled(form, plain_values(form.slots, values), context.strings), form.hidden


class _SheetForm(NamedTuple):
    """The rows of a sheet without their values."""

    cells: dict[tuple[int, int], Cell]
    slots: list[Slot]
    hidden: frozenset[int]


def _sheet_form(markup: str, styles: int) -> _SheetForm:
    *rows, rest = markup.split("</row>")
    if len(rows) > MOST_ROWS:
        raise ValueError(f"{len(rows)} rows")
    cells: dict[tuple[int, int], Cell] = {}
    slots: list[Slot] = []
    hidden: list[int] = []
    last = 0
    for row, is_open in (*((row, True) for row in rows), (rest, False)):
        form = row_form(row, styles)
        if form.open != is_open or (form.first and form.first <= last):
            raise ValueError(row[:40])
        last = form.last or last
        cells.update(form.cells)
        slots += form.slots
        hidden += form.hidden
    return _SheetForm(cells, slots, frozenset(hidden))


_kept = lru_cache(maxsize=MOST_FORMS)(_sheet_form)


def _filled(
    form: _SheetForm, values: Sequence[str], strings: Sequence[str]
) -> dict[tuple[int, int], Cell]:
    """Return the cells with their values; what is plain is told here, for speed."""
    cells, count = form.cells.copy(), len(strings)
    for (spot, kind, style, formula), value in zip(form.slots, values, strict=True):
        found: tuple[Kind, str]
        is_whole = value.isdecimal() and value.isascii() and len(value) < LONGEST_WHOLE
        if is_whole and kind is None:
            found = "number", value
        elif is_whole and kind == "s" and int(value) < count:
            found = "text", strings[int(value)]
        else:
            found = interpret(kind, value, None, strings)
        cells[spot] = _NEW(Cell, (*spot, *found, style, formula))
    return cells
