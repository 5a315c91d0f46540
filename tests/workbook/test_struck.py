"""Texts of which a run is struck through: the text stays whole, and its sheet says which part."""

import io

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from wres_excel.workbook.cells import Cell
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet
from wres_excel.workbook.sheets import read_workbook

from .strangers import MAIN, read_data, rows

SHARED = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
HALF = '<r><rPr><strike/></rPr><t xml:space="preserve">14 </t></r><r><rPr><b/></rPr><t>4</t></r>'
NONE = '<r><rPr><strike val="0"/></rPr><t>14</t></r><r><t> 4</t></r>'
RUNS = [
    (HALF, {(1, 1): "14"}),
    (HALF + HALF, {(1, 1): "14 14"}),
    (f'{HALF}<rPh sb="0"><t>guide</t></rPh>', {(1, 1): "14"}),
    ("<r><t>4</t></r><r><rPr><b/><strike val='1'/></rPr><t>_x0031_4\n</t></r>", {(1, 1): "14"}),
    (NONE, {}),
    ('<r><rPr><strike/></rPr><t xml:space="preserve"> </t></r><r><t>4</t></r>', {}),
    ("<t>strike</t>", {}),
]


def strings(*items: str) -> str:
    content = "".join(f"<si>{item}</si>" for item in items)
    return f'<sst xmlns="{MAIN}">{content}</sst>'


def inline(runs: str) -> str:
    return f'<row r="1"><c r="A1" t="inlineStr"><is>{runs}</is></c><c r="B1"><v>4</v></c></row>'


@pytest.mark.parametrize(("runs", "struck"), RUNS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_run_of_a_shared_string(runs: str, struck: object, encoding: str) -> None:
    sheet = read_data(rows(SHARED), strings=strings(runs, "<t>4</t>").encode(encoding))
    assert sheet.struck == struck
    assert {type(cell.raw) for cell in sheet.cells.values()} == {str}


@pytest.mark.parametrize(("runs", "struck"), RUNS)
def test_a_run_of_a_text_of_the_cell_s_own(runs: str, struck: object) -> None:
    sheet = read_data(rows(inline(runs)))
    assert sheet.struck == struck
    assert {type(cell.raw) for cell in sheet.cells.values()} == {str}


def test_the_text_stays_what_the_cell_holds_and_only_its_own_cells_are_struck() -> None:
    row = '<row r="1">{}</row>'.format(
        "".join(f'<c r="{at}1" t="s"><v>{n}</v></c>' for at, n in (("A", 1), ("B", 0), ("C", 1)))
    )
    assert read_data(rows(row), strings=strings(HALF, "<t>14 4</t>")) == Sheet(
        "Data",
        "xl/worksheets/sheet1.xml",
        cells={
            (1, 1): Cell(1, 1, "text", "14 4"),
            (1, 2): Cell(1, 2, "text", "14 4"),
            (1, 3): Cell(1, 3, "text", "14 4"),
        },
        struck={(1, 2): "14"},
    )


def test_a_row_the_patterns_do_not_know_is_struck_all_the_same() -> None:
    sheet = rows(SHARED.replace("<row", "<!-- c --><row"))
    assert read_data(sheet, strings=strings(HALF, "<t>4</t>")).struck == {(1, 1): "14"}


def test_a_text_that_the_cell_does_not_show_strikes_nothing() -> None:
    """What counts beside a text of the cell's own is the value."""
    row = f'<row r="1"><c r="A1" t="str"><is>{HALF}</is><v>14</v></c><c r="B1"><v>4</v></c></row>'
    sheet = read_data(rows(row))
    assert (sheet.cells[1, 1].raw, sheet.struck) == ("14", {})


def test_runs_as_openpyxl_writes_them() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"] = CellRichText(TextBlock(InlineFont(strike=True), "14"), " ", "4")
    page["B3"] = CellRichText(TextBlock(InlineFont(b=True), "14"), " ", "4")
    stream = io.BytesIO()
    book.save(stream)
    sheet = read_workbook(package_from_bytes(stream.getvalue(), "book.xlsx")).sheets[0]
    assert [cell.raw for cell in sheet.cells.values()] == ["14 4", "14 4"]
    assert sheet.struck == {(2, 2): "14"}
