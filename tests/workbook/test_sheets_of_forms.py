"""Every form of the corpus is read cell for cell as openpyxl reads it, where openpyxl can tell."""

import io
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, get_args

import pytest
from forms.furniture import ADDITIONS, MARKUP, furnish
from forms.layouts import LAYOUTS
from forms.looking import opened
from openpyxl.cell.cell import ERROR_CODES, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel

from wres_excel.workbook.cells import Cell, Kind
from wres_excel.workbook.formula_texts import FormulaTexts
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.sheets import read_workbook

from .fillings import seen_by_openpyxl

PLAIN = [(name, ()) for name in LAYOUTS]
FURNISHED = [(name, ADDITIONS) for name in LAYOUTS]
WRITTEN_OTHERWISE = [("own_formulas", (feature,)) for feature in (*MARKUP, "inline_strings")]
EDITED = [("three_sheets", ("edited",))]
FORMS = PLAIN + FURNISHED + WRITTEN_OTHERWISE + EDITED
every_form = pytest.mark.parametrize(
    "form", FORMS, ids=lambda form: "-".join((form[0], *form[1][:1]))
)


class Both(NamedTuple):
    """A form as we read it, and as openpyxl does: with formulas, and with their results."""

    workbook: Workbook
    formulas: Any
    results: Any

    def sheets(self) -> Iterator[tuple[Sheet, Any, Any]]:
        for sheet in self.workbook.sheets:
            yield sheet, self.formulas[sheet.name], self.results[sheet.name]


@cache
def both(form: tuple[str, tuple[str, ...]]) -> Both:
    """Read a form with a value in every place, and whatever else it is furnished with."""
    name, features = form
    layout = LAYOUTS[name]
    words = name.startswith("reporting")
    values = {key: f"Answer {at}" if words else at / 8 for at, key in enumerate(layout.places, 1)}
    form_data = layout.build(values)
    data = edited(form_data) if features == ("edited",) else furnish(form_data, *features)
    workbook = read_workbook(package_from_bytes(data, "form.xlsx"))
    return Both(workbook, seen_by_openpyxl(data), seen_by_openpyxl(data, results=True))


def edited(data: bytes) -> bytes:
    """Return a form with errors, struck and commented cells, and a hidden sheet."""
    book = opened(data)
    sheet = book["Workforce"]
    for row, error in enumerate(ERROR_CODES, start=200):
        sheet.cell(row, 4).value = error
        sheet.cell(row, 5).value = row % 2 == 0
    sheet["D8"].font = Font(strike=True, bold=True)
    sheet["D9"].comment = Comment("see note", "analyst")
    book["Board"].sheet_state = "hidden"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_as(cell: Cell, referee: Any, workbook: Workbook) -> object:
    """Return what we read as openpyxl would put it: it makes dates of numbers by their format."""
    if cell.kind == "number" and isinstance(referee.value, datetime):
        calendar = {"epoch": CALENDAR_MAC_1904} if workbook.date1904 else {}
        return from_excel(float(cell.raw), **calendar)
    if cell.kind == "number":
        return float(cell.raw)
    if cell.kind == "date":
        when = datetime.fromisoformat(cell.raw)
        return when if isinstance(referee.value, datetime) else when.date()
    return cell.raw == "TRUE" if cell.kind == "boolean" else cell.raw or None


@every_form
def test_every_value_and_every_error_is_what_openpyxl_reads(form: Any) -> None:
    """No cell more and none less; an empty text is nothing to openpyxl."""
    read = both(form)
    for sheet, _, results in read.sheets():
        referee = {(cell.row, cell.column): cell for row in results.iter_rows() for cell in row}
        expected = {
            at: (c.value, c.data_type == "e") for at, c in referee.items() if c.value is not None
        }
        found = {
            at: (read_as(cell, results.cell(*at), read.workbook), cell.kind == "error")
            for at, cell in sheet.cells.items()
            if cell.raw
        }
        assert found == expected, sheet.name


@every_form
def test_every_formula_is_what_openpyxl_reads_in_that_cell(form: Any) -> None:
    """A follower of a shared formula has a text of its own there too."""
    read = both(form)
    texts = FormulaTexts(read.workbook)
    for sheet, formulas, _ in read.sheets():
        cells = [cell for row in formulas.iter_rows() for cell in row if cell.data_type == "f"]
        expected = {(c.row, c.column): getattr(c.value, "text", c.value) for c in cells}
        assert {
            at: f"={texts.of(sheet.name, cell)}"
            for at, cell in sheet.cells.items()
            if cell.formula is not None
        } == expected, sheet.name


@every_form
def test_every_format_lock_and_strike_is_what_openpyxl_reads(form: Any) -> None:
    """Of a cell that a merged one covers openpyxl keeps nothing."""
    read = both(form)
    workbook = read.workbook
    for sheet, formulas, _ in read.sheets():
        for at, cell in sheet.cells.items():
            referee = formulas.cell(*at)
            if isinstance(referee, MergedCell):
                continue
            found = (
                workbook.formats[cell.style],
                workbook.locked[cell.style],
                workbook.struck[cell.style],
            )
            told = (referee.number_format, referee.protection.locked, bool(referee.font.strike))
            assert found == told, (sheet.name, at)


@every_form
def test_what_is_merged_hidden_protected_and_commented_is_what_openpyxl_reads(form: Any) -> None:
    read = both(form)
    for sheet, formulas, _ in read.sheets():
        merges = {
            (r.min_row, r.min_col, r.max_row, r.max_col) for r in formulas.merged_cells.ranges
        }
        assert set(sheet.merges) == merges
        assert sheet.state == formulas.sheet_state
        assert sheet.protected == bool(formulas.protection.sheet)
        assert sheet.hidden_rows == {
            at for at, row in formulas.row_dimensions.items() if row.hidden
        }
        assert sheet.hidden_columns == hidden_columns(formulas)
        assert sheet.comments == comments(formulas)


def hidden_columns(sheet: Any) -> set[int]:
    return {
        column
        for facts in sheet.column_dimensions.values()
        if facts.hidden
        for column in range(facts.min, facts.max + 1)
    }


def comments(sheet: Any) -> dict[tuple[int, int], str]:
    return {
        (cell.row, cell.column): cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment
    }


@every_form
def test_a_book_is_of_the_sheets_and_the_calendar_that_openpyxl_reads(form: Any) -> None:
    read = both(form)
    assert [sheet.name for sheet in read.workbook.sheets] == read.formulas.sheetnames
    assert read.workbook.date1904 == (read.formulas.epoch == CALENDAR_MAC_1904)
    modified = read.formulas.properties.modified
    assert datetime.fromisoformat(read.workbook.modified or "").replace(tzinfo=None) == modified
    assert read.workbook.title == read.formulas.properties.title


def test_the_forms_show_every_distinction() -> None:
    """A comparison of nothing with nothing proves nothing."""
    sheets = [sheet for form in FORMS for sheet in both(form).workbook.sheets]
    cells = [cell for sheet in sheets for cell in sheet.cells.values()]
    assert {cell.kind for cell in cells} == set(get_args(Kind))
    kinds = {cell.formula.kind for cell in cells if cell.formula}
    assert kinds == {"normal", "shared", "array"}
    assert any(cell.formula and not cell.formula.text for cell in cells)
    assert {sheet.state for sheet in sheets} == {"visible", "hidden", "veryHidden"}
    assert any(any(both(form).workbook.struck) for form in FORMS)
    for field in ("merges", "hidden_rows", "hidden_columns", "comments", "protected"):
        assert any(getattr(sheet, field) for sheet in sheets), field
