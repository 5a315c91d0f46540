"""Rows and cells: where they stand, what stands in them, and where damage is refused."""

import time

import pytest

from wres_excel.workbook import cell_stream, sheets
from wres_excel.workbook.cells import Cell, Formula

from .strangers import ASK_SENDER, MAIN, read_data, refusal, rows


def damaged(fact: str, found: str, expected: str) -> str:
    return (
        f"return.xlsx, Data: The workbook is damaged: {fact} (found {found}; expected {expected})."
        f" {ASK_SENDER}"
    )


def cells(content: str, **named: str) -> list[Cell]:
    return list(read_data(rows(content), **named).cells.values())


def test_cells_are_kept_with_place_kind_style_and_formula():
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf/></cellXfs></styleSheet>'
    assert cells(
        '<row r="2"><c r="B2" s="1"><f>A1*2</f><v>3.10</v></c><c r="C2" s="1"/>'
        '<c r="D2"><f>A1</f></c><c r="E2" t="str"><f>A1</f><v></v></c></row>',
        styles=styles,
    ) == [
        Cell(2, 2, "number", "3.10", 1, Formula("A1*2")),
        Cell(2, 3, "blank", "", 1),
        Cell(2, 4, "blank", "", 0, Formula("A1")),
        Cell(2, 5, "text", "", 0, Formula("A1")),
    ]


def test_a_style_that_does_not_exist_counts_as_the_first():
    assert cells('<row r="1"><c r="A1" s="7"><v>1</v></c></row>') == [Cell(1, 1, "number", "1")]


@pytest.mark.parametrize("digits", ["\u0665", "\uff15", "\u0967", "\u00b2", "1\u0665"])
@pytest.mark.parametrize("plain", [True, False])
def test_addresses_are_of_the_digits_0_to_9_alone(digits: str, plain: bool):
    """Arabic, fullwidth and Devanagari digits and powers are no digits of an address."""
    prefix = "" if plain else "<!-- c -->"
    row = f'{prefix}<row r="{digits}"><c><v>1</v></c></row>'
    assert refusal(lambda: cells(row)) == damaged(
        "a row lies outside the sheet", f"row {digits}", "rows 1 to 1048576"
    )
    cell = f'{prefix}<row r="5"><c r="A{digits}"><v>1</v></c></row>'
    assert refusal(lambda: cells(cell)) == damaged(
        "a cell lies outside the sheet", f"a cell at {f'A{digits}'!r}", "cells A1 to XFD1048576"
    )


def test_rows_and_cells_without_address_follow_the_one_before():
    content = "<row><c/><c/></row><row r='5'><c r='C5'/><c/></row><row><c/></row>"
    assert [(cell.row, cell.column) for cell in cells(content)] == [
        (1, 1), (1, 2), (5, 3), (5, 4), (6, 1),
    ]  # fmt: skip


def test_inline_text_joins_its_runs_and_leaves_phonetic_guides_out():
    content = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Band </t></r><r><rPr/><t>5_x000D_</t></r>'
        '<rPh sb="0" eb="1"><t>guide</t></rPh></is></c>'
        '<c r="B1" t="inlineStr"><is><t>new</t></is></c></row>'
    )
    assert [cell.raw for cell in cells(content)] == ["Band 5\r", "new"]


def test_prefixes_comments_sections_and_white_space_change_nothing():
    plain = '<row r="1"><c r="A1"><f>B1&lt;2</f><v>12</v></c></row>'
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}">\n <x:sheetData>\n <x:row r="1">\n  <x:c r="A1">\n'
        "   <x:f>B1<![CDATA[<]]>2</x:f>\n <x:v>1<!-- c -->2</x:v>\n  </x:c>\n </x:row>\n"
        "</x:sheetData>\n</x:worksheet>"
    )
    assert list(read_data(prefixed).cells.values()) == cells(plain)


def test_a_sheet_in_utf_16_reads_the_same():
    text = rows('<row r="1"><c r="A1" t="str"><v>Männer</v></c></row>')
    assert list(read_data(text.encode("utf-16")).cells.values()) == [Cell(1, 1, "text", "Männer")]


def test_a_million_declared_rows_cost_nothing():
    content = '<row r="1"><c r="A1"><v>1</v></c></row>'
    content += '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = rows(content).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    before = time.perf_counter()
    assert list(read_data(sheet).cells) == [(1, 1), (1048576, 16384)]
    assert time.perf_counter() - before < 0.2


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('<row r="1"><c r="XFE1"/></row>', "a cell at 'XFE1'"),
        ('<row r="1"><c r="A1048577"/></row>', "a cell at 'A1048577'"),
        ('<row r="1"><c r=""/></row>', "a cell at ''"),
        (f'<row r="1"><c r="{"A" * 500}"/></row>', f"a cell at '{'A' * 40}'"),
        ("<c/>", "a cell before the first row"),
        ('<row r="3"><c r="XFD3"/><c/></row>', "a cell after XFD3"),
    ],
)
def test_a_cell_outside_the_grid_is_refused(content: str, found: str):
    assert refusal(lambda: cells(content)) == damaged(
        "a cell lies outside the sheet", found, "cells A1 to XFD1048576"
    )


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('<row r="1048577"/>', "row 1048577"),
        ('<row r="0"/>', "row 0"),
        ('<row r="x"/>', "row x"),
        (f'<row r="{"9" * 5000}"/>', f"row {'9' * 40}"),
        ('<row r="1048576"/><row/>', "row 1048577"),
    ],
)
def test_a_row_outside_the_grid_is_refused(content: str, found: str):
    assert refusal(lambda: cells(content)) == damaged(
        "a row lies outside the sheet", found, "rows 1 to 1048576"
    )


def test_a_cell_in_the_row_of_another_is_refused():
    assert refusal(lambda: cells('<row r="5"><c r="A3"/></row>')) == damaged(
        "a cell stands in a row that is not its own", "A3 in row 5", "its own row"
    )


@pytest.mark.parametrize("again", ['<c r="A1"/>', '</row><row r="1"><c r="$A$1"/>'])
def test_a_cell_stored_twice_is_refused_with_its_place(again: str):
    assert refusal(lambda: cells(f'<row r="1"><c r="A1"/>{again}</row>')) == (
        "return.xlsx, Data!A1: The workbook is damaged: a cell is stored twice, and which one "
        f"counts is not known (found two contents; expected every cell once). {ASK_SENDER}"
    )


@pytest.mark.parametrize("content", ["<row><c/><c/><c/></row>", "<row><c/><c/><c/></row><row/>"])
def test_more_cells_than_the_cap_are_refused(content: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cell_stream, "MAX_CELLS", 2)
    monkeypatch.setattr(sheets, "MAX_CELLS", 2)
    assert refusal(lambda: cells(content)) == (
        "return.xlsx, Data: The workbook holds too many cells to be a WRES return (found more than "
        "2 cells; expected at most 2 cells in all sheets). Remove sheets that do not belong to the "
        "return, save it, then try again."
    )


def test_hidden_rows_are_kept():
    sheet = read_data(rows('<row r="2" hidden="1"/><row r="3" hidden="0"/><row hidden="true"/>'))
    assert sheet.hidden_rows == {2, 4}
