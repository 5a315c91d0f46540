"""Rows as XML: every text comes back as it was, none is a formula, none is too long."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from wres_excel.workbook.collated.row_xml import CUT_OFF, LONGEST, RowXml, letters, text_xml
from wres_excel.workbook.collated.sheet import Column, Marked
from wres_excel.workbook.collated.styles import STYLES
from wres_excel.workbook.xml import decode_escapes

INDEX = {style: number for number, style in enumerate(STYLES)}
COLUMNS = (Column("Name", 20), Column("Count", 10, "whole"))


def halves(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


def read_back(xml: str) -> str:
    """What a program that reads the cell finds."""
    return decode_escapes(etree.fromstring(xml).text or "")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert read_back(text_xml(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+44 20 7946 0000", "-", "@SUM(A1)", "\t=1", "<r>x</r>"])
def test_a_text_that_looks_like_a_formula_is_a_text(text: str) -> None:
    row = RowXml(COLUMNS, INDEX).row(7, (text, 1))
    cell = etree.fromstring(row)[0]
    assert (cell.get("t"), cell.get("r")) == ("inlineStr", "A7")
    assert cell.find("f") is None
    assert cell.findtext("is/t") == text


@pytest.mark.parametrize("character", ["x", "\N{HIBISCUS}"])
def test_a_text_is_cut_where_a_cell_ends_and_says_so(character: str) -> None:
    wide = halves(character)
    whole, long = character * (LONGEST // wide), character * (LONGEST // wide + 1)
    assert read_back(text_xml(whole)) == whole
    cut = read_back(text_xml(long))
    assert cut.endswith(CUT_OFF)
    assert LONGEST - 1 <= halves(cut) <= LONGEST
    assert set(cut.removesuffix(CUT_OFF)) == {character}


@given(st.integers(-(10**12), 10**12) | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_all_its_digits(number: float) -> None:
    row = etree.fromstring(RowXml(COLUMNS, INDEX).row(1, ("x", number)))
    assert float(row[1].findtext("v") or "") == number


def test_a_row_says_how_each_cell_looks_and_has_its_empty_ones_too() -> None:
    cells = (Marked("late", "caution"), None)
    caution, whole = INDEX["caution"], INDEX["whole"]
    start = f'<row r="3"><c r="A3" s="{caution}" t="inlineStr"><is><t>late</t></is></c>'
    assert RowXml(COLUMNS, INDEX).row(3, cells) == f'{start}<c r="B3" s="{whole}"/></row>'


def test_a_row_is_as_tall_as_its_longest_text_and_never_taller_than_excel_can_show() -> None:
    writer = RowXml(COLUMNS, INDEX)
    heights = [
        float(etree.fromstring(writer.row(1, (text, 1))).get("ht") or 0)
        for text in ("short", "one word after another, many of them", "a\nb\nc", "word " * 5000)
    ]
    assert heights[0] == 0
    assert 30 <= heights[1] <= 50
    assert 45 <= heights[2] <= 50
    assert heights[3] == 409


def test_a_cell_too_many_or_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        RowXml(COLUMNS, INDEX).row(1, ("x",))


def test_texts_are_kept_only_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wres_excel.workbook.collated.row_xml._MOST_KEPT", 2)
    writer = RowXml(COLUMNS, INDEX)
    rows = [writer.row(1, (text, 1)) for text in ("a", "b", "c", "a")]
    assert rows[0] == rows[3]


@given(st.integers(1, 16_384))
def test_letters_are_those_of_excel(column: int) -> None:
    assert letters(column) == openpyxl.utils.get_column_letter(column)
