"""What surrounds the cells of a sheet: merges, columns, protection and validations."""

import pytest

from wres_excel.workbook import sheet_xml
from wres_excel.workbook.records import Sheet, Validation

from .strangers import ASK_SENDER, SHEET_PART, read_data, refusal, worksheet


def damaged(fact: str, found: str) -> str:
    return (
        f"return.xlsx, Data: The workbook is damaged: {fact} (found {found}; expected a sheet as "
        f"Excel saved it). {ASK_SENDER}"
    )


def test_an_empty_sheet_has_nothing_of_all_that():
    assert read_data(worksheet("<sheetData/>")) == Sheet("Data", SHEET_PART)


def test_merges_hidden_columns_and_protection_are_read():
    sheet = read_data(
        worksheet(
            '<cols><col min="1" max="2"/><col min="3" max="5" hidden="1"/></cols><sheetData/>'
            '<sheetProtection sheet="1"/><mergeCells><mergeCell ref="A1:C2"/><mergeCell ref="D4"/>'
            "</mergeCells>"
        )
    )
    assert sheet == Sheet(
        "Data",
        SHEET_PART,
        merges=((1, 1, 2, 3), (4, 4, 4, 4)),
        hidden_columns=frozenset({3, 4, 5}),
        protected=True,
    )


def test_a_protection_that_is_switched_off_protects_nothing():
    assert not read_data(worksheet('<sheetData/><sheetProtection sheet="0"/>')).protected


def test_validations_of_both_kinds_are_read():
    sheet = read_data(
        worksheet(
            '<sheetData/><dataValidations><dataValidation type="whole" operator="greaterThan" '
            'allowBlank="1" showErrorMessage="1" errorStyle="warning" sqref="B2:B4 D2">'
            "<formula1>0</formula1><formula2> 9 </formula2></dataValidation>"
            '<dataValidation errorStyle="stop" sqref="A1"/>'
            "</dataValidations><extLst><ext><x14:dataValidations xmlns:x14='x14' xmlns:xm='xm'>"
            '<x14:dataValidation type="list" showErrorMessage="1"><x14:formula1>\n'
            "<xm:f>Lists!$A$1:$A$9</xm:f>\n"
            "</x14:formula1><xm:sqref>C2:C9</xm:sqref></x14:dataValidation></x14:dataValidations>"
            "<x14:other xmlns:x14='x14' xmlns:xm='xm'><xm:sqref>Z1</xm:sqref></x14:other>"
            "</ext></extLst>"
        )
    )
    assert sheet.validations == (
        Validation(((2, 2, 4, 2), (2, 4, 2, 4)), "whole", "greaterThan", "0", "9", True, "warning"),
        Validation(((1, 1, 1, 1),), error_style="none"),
        Validation(((2, 3, 9, 3),), "list", formula1="Lists!$A$1:$A$9"),
    )


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        ('<col min="2" max="1"/>', "columns 2 to 1"),
        ('<col min="1" max="16385"/>', "columns 1 to 16385"),
        ('<col min="x"/>', "columns x to "),
        ('<col min="1" max="16384"/><col min="1" max="1"/>', "columns 1 to 1"),
    ],
)
def test_columns_outside_the_grid_are_refused(columns: str, found: str):
    assert refusal(lambda: read_data(worksheet(f"<cols>{columns}</cols>"))) == damaged(
        "the columns of a sheet are not described properly", found
    )


def test_a_merge_outside_the_grid_is_refused():
    assert refusal(lambda: read_data(worksheet('<mergeCell ref="A1:XFE2"/>'))) == damaged(
        "merged cells lie outside the sheet", "'A1:XFE2'"
    )


def test_a_validation_outside_the_grid_is_refused():
    assert refusal(lambda: read_data(worksheet('<dataValidation sqref="A1 A0"/>'))) == damaged(
        "a data validation lies outside the sheet", "'A1 A0'"
    )


@pytest.mark.parametrize(
    "content", ['<mergeCell ref="A1"/>' * 4, '<dataValidation sqref="A1 A2 A3 A4"/>']
)
def test_more_ranges_than_the_cap_are_refused(content: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheet_xml, "MAX_RANGES", 3)
    assert refusal(lambda: read_data(worksheet(content))) == damaged(
        "a sheet is ruled by too many ranges", "more than 3 merged cells and validations"
    )


def test_a_part_of_another_kind_is_refused():
    assert refusal(lambda: read_data("<chartsheet/>")) == damaged(
        "one of its parts is no worksheet", f"chartsheet in {SHEET_PART}"
    )
