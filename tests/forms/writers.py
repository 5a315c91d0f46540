"""Two independent ways from a drawn form to bytes, XlsxWriter and openpyxl, both deterministic."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import openpyxl
import xlsxwriter
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from .paper import Draft, Entry, Formula, Held, Page, Values, row_column

Engine = Literal["xlsxwriter", "openpyxl"]

MADE = datetime(2019, 6, 3, 9, 0, 0)

# Style names: number format, bold, fill, unlocked. Input cells are unlocked, so that a form
# which is protected afterwards behaves as its author would want.
STYLES: dict[str, tuple[str, bool, str, bool]] = {
    "": ("General", False, "", False),
    "title": ("General", True, "", False),
    "heading": ("General", True, "D9E1F2", False),
    "date_heading": ("d mmmm yyyy", True, "D9E1F2", False),
    "short_date_heading": ("dd/mm/yyyy", True, "D9E1F2", False),
    "input": ("#,##0", False, "FFF2CC", True),
    "percent": ("0.0", False, "FFF2CC", True),
    "percent_cell": ("0.0%", False, "FFF2CC", True),
    "text_input": ("@", False, "FFF2CC", True),
    "derived": ("0.00", False, "E7E6E6", False),
}

# XlsxWriter stores these as formats of the user's own unless it is told their number.
BUILT_IN = {"General": 0, "0.00": 2, "#,##0": 3, "@": 49}


def render(draft: Draft, engine: Engine, values: Values | None = None) -> bytes:
    """Write the form, with these values standing at their places; the rest stays empty.

    A value of a derived item whose cell holds a formula becomes that formula's stored result.
    A number for a cell with a percent format is a number of percent and is stored as Excel
    stores it: 12.3 as 0.123.
    """
    filled = _filled(draft, values or {})
    writers: dict[Engine, Callable[[Draft, dict[str, _Cells]], bytes]] = {
        "xlsxwriter": _with_xlsxwriter,
        "openpyxl": _with_openpyxl,
    }
    return writers[engine](draft, filled)


_Cells = dict[tuple[int, int], Entry]


def _filled(draft: Draft, values: Values) -> dict[str, _Cells]:
    cells = {page.name: dict(page.cells) for page in draft.pages}
    for key, value in values.items():
        sheet, cell = draft.places[key]
        where = row_column(cell)
        entry = cells[sheet][where]
        cells[sheet][where] = Entry(_held(entry, value), entry.style)
    return cells


def _held(entry: Entry, value: float | str) -> Held:
    if isinstance(entry.held, Formula):
        return Formula(entry.held.text, value)
    if entry.prefix:
        return f"{entry.prefix}{value}"
    if entry.style == "percent_cell" and not isinstance(value, str):
        return float(Decimal(str(value)) / 100)
    return value


def _with_xlsxwriter(draft: Draft, filled: dict[str, _Cells]) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": draft.epoch_1904})
    book.set_properties({"author": "Example form author", "created": MADE})
    formats = {name: book.add_format(_xlsxwriter_style(name)) for name in STYLES}
    for page in draft.pages:
        sheet = book.add_worksheet(page.name)
        _xlsxwriter_page(sheet, page, filled[page.name], formats)
    book.close()
    return stream.getvalue()


def _xlsxwriter_style(name: str) -> dict[str, Any]:
    number_format, bold, fill, unlocked = STYLES[name]
    stored = BUILT_IN.get(number_format, number_format)
    style: dict[str, Any] = {"num_format": stored, "locked": not unlocked}
    if name != "":
        style |= {"bold": bold, "text_wrap": True, "border": 1}
    if fill:
        style["bg_color"] = f"#{fill}"
    return style


def _xlsxwriter_page(sheet: Any, page: Page, cells: _Cells, formats: dict[str, Any]) -> None:
    for column, width in page.widths.items():
        sheet.set_column(column - 1, column - 1, width)
    for top, left, bottom, right in page.merges:
        style = formats[cells[top, left].style]
        sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, "", style)
    for (row, column), entry in cells.items():
        held = entry.prefix if entry.held is None and entry.prefix else entry.held
        code = _xlsxwriter_cell(sheet, row - 1, column - 1, held, formats[entry.style])
        if code:
            raise ValueError(f"XlsxWriter refused {page.name} {row},{column}: {code}")


def _xlsxwriter_cell(sheet: Any, row: int, column: int, held: Held, style: Any) -> int:
    if held is None:
        return int(sheet.write_blank(row, column, None, style))
    if isinstance(held, Formula):
        return int(sheet.write_formula(row, column, f"={held.text}", style, held.result))
    if isinstance(held, date):
        return int(sheet.write_datetime(row, column, held, style))
    if isinstance(held, str):
        return int(sheet.write_string(row, column, held, style))
    return int(sheet.write_number(row, column, held, style))


def _with_openpyxl(draft: Draft, filled: dict[str, _Cells]) -> bytes:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    if draft.epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    book.properties.creator = "Example form author"
    book.properties.created = MADE
    for page in draft.pages:
        _openpyxl_page(book.create_sheet(page.name), page, filled[page.name])
    stream = io.BytesIO()
    book.save(stream)
    return _without_clock(stream.getvalue())


def _openpyxl_page(sheet: Any, page: Page, cells: _Cells) -> None:
    for (row, column), entry in sorted(cells.items(), key=lambda pair: pair[0]):
        cell = sheet.cell(row, column)
        _openpyxl_style(cell, entry.style)
        held = entry.prefix if entry.held is None and entry.prefix else entry.held
        cell.value = f"={held.text}" if isinstance(held, Formula) else held
        if isinstance(held, str):
            cell.data_type = "s"
        number_format = STYLES[entry.style][0]
        cell.number_format = number_format
    for top, left, bottom, right in page.merges:
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def _openpyxl_style(cell: Any, name: str) -> None:
    _, bold, fill, unlocked = STYLES[name]
    cell.font = Font(bold=bold)
    cell.protection = Protection(locked=not unlocked)
    if name:
        cell.alignment = Alignment(wrap_text=True)
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)


def _without_clock(data: bytes) -> bytes:
    """Replace the time of saving, which openpyxl writes into the properties and every entry."""
    stream = io.BytesIO()
    stamp = rb"\g<1>" + MADE.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>"
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*(<)", stamp, part)
            entry = zipfile.ZipInfo(info.filename, (2019, 6, 3, 9, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return stream.getvalue()
