"""What keeps a value out of a cell: each reason is a finding that says what stands in the way."""

from dataclasses import replace

import pytest

from wres_excel.domain.model import Place
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.cells import Content
from wres_excel.workbook.locate import Location
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.refusals import (
    FORBIDDEN,
    FORMULA,
    INSIDE_LABEL,
    LOCKED,
    MERGED,
    OVERWRITTEN,
    PRESENT,
    Gatekeeper,
)
from wres_excel.workbook.sheets import read_workbook

from .strangers import MAIN, parts_of, worksheet, zipped

TEN = Content("number", "10")
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/>'
    '<xf numFmtId="0"><protection locked="0"/></xf>'
    '<xf numFmtId="9"><protection locked="0"/></xf></cellXfs></styleSheet>'
)
ROWS = """
<row r="1"><c r="A1" s="1"/><c r="B1" s="1"><v>10</v></c><c r="C1" s="1"><v>7</v></c>
<c r="D1" s="1"><f>B1+C1</f><v>17</v></c><c r="E1" s="1"><f>B1</f><v>10</v></c></row>
<row r="2"><c r="A2"/><c r="B2" s="1"><v>0.28999999999999998</v></c>
<c r="C2" s="1" t="str"><v>10</v></c><c r="D2" s="1" t="str"><v></v></c></row>
<row r="3"><c r="A3" s="1"/><c r="B3" s="1"/></row>
<row r="4"><c r="A4" s="1"><f t="array" ref="A4:A6">B1:B3*2</f><v>20</v></c></row>
<row r="5"><c r="A5" s="1"><v>14</v></c></row>
<row r="6" s="1" customFormat="1"/>
<row r="8"><c r="A8" s="1"><f t="shared" ref="A8:B8" si="0">B1*2</f><v>20</v></c>
<c r="B8" s="1"><f t="shared" si="0"/><v>14</v></c></row>
"""
RULES = (
    '<mergeCells><mergeCell ref="A3:B3"/></mergeCells><dataValidations><dataValidation '
    'type="whole" sqref="A1" showErrorMessage="1"><formula1>0</formula1><formula2>10</formula2>'
    "</dataValidation></dataValidations>"
)
PROTECTION = '<sheetProtection sheet="1"/>'
COLUMNS = '<cols><col min="8" max="8" style="2"/></cols>'


def gatekeeper(protection: str = PROTECTION) -> Gatekeeper:
    sheet = worksheet(f"{COLUMNS}<sheetData>{ROWS}</sheetData>{protection}{RULES}")
    package = package_from_bytes(zipped(parts_of(sheet, styles=STYLES)), "form.xlsx")
    spots = [parse_address(f"{column}{row}") for column in "ABCDEFGH" for row in range(1, 10)]
    return Gatekeeper.of(package, read_workbook(package), [("Data", *spot) for spot in spots])


def location(cell: str, after: int = 0) -> Location:
    return Location(Place("any", "current", "bme"), "Data", *parse_address(cell), (), after)


def judge(
    cell: str, content: Content = TEN, *, overwrite: bool = False, protection: str = PROTECTION
) -> tuple[Content | None, Finding | None]:
    return gatekeeper(protection).judge(location(cell), content, overwrite=overwrite)


def test_an_empty_unlocked_cell_takes_a_value() -> None:
    assert judge("A1") == (TEN, None)


def test_a_cell_with_an_empty_text_counts_as_empty() -> None:
    assert judge("D2") == (TEN, None)


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(("cell", "formula"), [("D1", "=B1+C1"), ("A4", "=B1:B3*2")])
def test_a_formula_is_never_overwritten(cell: str, formula: str, overwrite: bool) -> None:
    finding = replace(FORMULA, found=formula, expected="a cell to type in")
    assert judge(cell, overwrite=overwrite) == (None, finding)


def test_a_cell_that_an_array_formula_fills_is_a_formula_too() -> None:
    """A5 holds a bare number, and A6 nothing, but both are part of the array of A4."""
    finding = replace(FORMULA, found="=B1:B3*2", expected="a cell to type in")
    assert judge("A5", overwrite=True) == (None, finding)
    assert judge("A6", overwrite=True) == (None, finding)
    assert judge("A7") != (None, finding)


def test_a_follower_of_a_shared_formula_is_a_formula_too() -> None:
    finding = replace(FORMULA, found="a formula", expected="a cell to type in")
    assert judge("B8", overwrite=True) == (None, finding)


@pytest.mark.parametrize(
    ("cell", "content"), [("E1", TEN), ("A5", Content("number", "14"))], ids=["formula", "array"]
)
def test_a_formula_that_gives_the_value_already_is_left_alone(cell: str, content: Content) -> None:
    assert judge(cell, content) == (None, None)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_locked_cell_is_refused_on_a_protected_sheet(overwrite: bool) -> None:
    finding = replace(LOCKED, expected="an unlocked cell")
    assert judge("A2", overwrite=overwrite) == (None, finding)
    assert judge("C9", overwrite=overwrite) == (None, finding)


@pytest.mark.parametrize("protection", ["", '<sheetProtection objects="1"/>'])
def test_a_locked_cell_is_free_where_the_sheet_is_not_protected(protection: str) -> None:
    assert judge("A2", protection=protection) == (TEN, None)


@pytest.mark.parametrize("cell", ["B6", "H5", "H9"])
def test_a_cell_not_stored_takes_the_lock_of_its_row_or_column(cell: str) -> None:
    assert judge(cell) == (TEN, None)


def test_a_cell_not_stored_takes_the_style_of_its_row_else_its_column() -> None:
    keeper = gatekeeper()
    cells = ("B6", "H6", "H5", "G5", "A1")
    assert [keeper.style(location(cell)) for cell in cells] == [1, 1, 2, 0, 1]


def test_only_the_first_cell_of_merged_ones_takes_a_value() -> None:
    assert judge("A3") == (TEN, None)
    assert judge("B3", overwrite=True) == (None, MERGED)


def test_an_answer_inside_its_label_is_refused() -> None:
    keeper = gatekeeper()
    assert keeper.judge(location("A1", 8), TEN, overwrite=True) == (None, INSIDE_LABEL)


def test_a_value_that_the_cell_s_rule_forbids_is_refused() -> None:
    eleven = Content("number", "11")
    finding = replace(FORBIDDEN, found="11", expected="a whole number between 0 and 10")
    assert judge("A1", eleven, overwrite=True) == (None, finding)
    assert judge("A1", eleven, protection="") == (None, finding)


def test_another_value_stays_unless_it_may_be_overwritten() -> None:
    kept = replace(PRESENT, found="7", expected="10")
    assert judge("C1") == (None, kept)
    told = replace(OVERWRITTEN, found="7", expected="10")
    assert judge("C1", overwrite=True) == (TEN, told)


def test_text_that_looks_like_the_number_is_another_value() -> None:
    assert judge("C2") == (None, replace(PRESENT, found="10", expected="10"))


@pytest.mark.parametrize("overwrite", [False, True])
def test_the_same_value_is_no_finding_and_keeps_its_digits(overwrite: bool) -> None:
    assert judge("B1", overwrite=overwrite) == (TEN, None)
    assert judge("B1", Content("number", "10.0"), overwrite=overwrite) == (TEN, None)
    as_excel_has_it = Content("number", "0.28999999999999998")
    assert judge("B2", Content("number", "0.29"), overwrite=overwrite) == (as_excel_has_it, None)


def test_the_finding_about_two_reasons_is_the_one_that_cannot_be_helped() -> None:
    """D1 is a formula and holds another value; only the first can stand."""
    _, finding = judge("D1", overwrite=False)
    assert finding is not None
    assert finding.rule == "formula-cell"


def test_every_refusal_is_an_error_with_a_remedy() -> None:
    for finding in (FORMULA, LOCKED, MERGED, FORBIDDEN, PRESENT, INSIDE_LABEL):
        assert (finding.severity, bool(finding.remedy)) == ("error", True)
    assert OVERWRITTEN.severity == "note"
