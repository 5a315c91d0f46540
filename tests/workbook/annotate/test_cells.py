"""Formats of cells exchanged in the XML of a sheet, whether or not the cells stand there yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.workbook.annotate.cells import restyle_cells

from ..strangers import rows, worksheet
from .given import read, small


def restyled(text: str, *spots: tuple[int, int]) -> str:
    return restyle_cells(text.encode(), spots, lambda _spot, style: style + 10).decode()


@pytest.mark.parametrize(
    ("before", "spots", "after"),
    [
        ('<row r="1"><c r="A1"/></row>', [(1, 1)], '<row r="1"><c s="10" r="A1"/></row>'),
        (
            "<row r='1'><c r='A1' s='2' t='s'><f>s</f><v>0</v></c></row>",
            [(1, 1)],
            "<row r='1'><c r='A1' s=\"12\" t='s'><f>s</f><v>0</v></c></row>",
        ),
        (
            '<row r="2"><c r="B2"/></row>',
            [(2, 1), (2, 3)],
            '<row r="2"><c r="A2" s="10"/><c r="B2"/><c r="C2" s="10"/></row>',
        ),
        (
            '<row r="2" s="3" customFormat="1"/>',
            [(2, 1), (2, 2)],
            '<row r="2" s="3" customFormat="1"><c r="A2" s="13"/><c r="B2" s="13"/></row>',
        ),
        (
            '<row r="3"/>',
            [(1, 1), (2, 1), (5, 2)],
            '<row r="1"><c r="A1" s="10"/></row><row r="2"><c r="A2" s="10"/></row>'
            '<row r="3"/><row r="5"><c r="B5" s="10"/></row>',
        ),
        ("<row><c/><c/></row>", [(1, 2)], '<row><c/><c s="10"/></row>'),
    ],
)
def test_only_the_cells_named_change(before: str, spots: list[tuple[int, int]], after: str) -> None:
    assert restyled(rows(before), *spots) == rows(after)


def test_an_empty_sheet_gets_its_first_row() -> None:
    assert restyled(worksheet("<sheetData />"), (1, 1), (2, 1)) == worksheet(
        '<sheetData ><row r="1"><c r="A1" s="10"/></row><row r="2"><c r="A2" s="10"/></row>'
        "</sheetData>"
    )


def test_a_cell_put_in_starts_from_the_format_of_its_column() -> None:
    text = worksheet('<cols><col min="2" max="3" style="7"/></cols><sheetData/>')
    assert '<c r="B4" s="17"/>' in restyled(text, (4, 2))


def test_prefixes_are_kept() -> None:
    text = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="1"/></x:sheetData></x:worksheet>'
    )
    assert '<x:row r="1"><x:c r="A1" s="10"/></x:row><x:row r="2"><x:c r="A2" s="10"/></x:row>' in (
        restyled(text, (1, 1), (2, 1))
    )


SPOTS = st.sets(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=12)


@given(SPOTS, SPOTS)
def test_whatever_stands_there_exactly_the_cells_named_have_another_format(
    there: set[tuple[int, int]], named: set[tuple[int, int]]
) -> None:
    filled = restyle_cells(worksheet("<sheetData/>").encode(), there, lambda *_: 0)
    text = restyle_cells(filled, named, lambda *_: 1).decode()
    inner = text.partition(">")[2].removesuffix("</worksheet>")
    cells = read(small(inner)).sheets[0].cells
    assert {spot: cell.style for spot, cell in cells.items()} == {
        spot: int(spot in named) for spot in there | named
    }
