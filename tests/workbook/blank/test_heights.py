"""Rows tall enough for their text, measured against how wide Arial really runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.editions import editions
from wres_excel.workbook.blank.heights import row_heights, text_height
from wres_excel.workbook.blank.plan import Slot
from wres_excel.workbook.formulas import At, Op, Spot, call

from .blanks import lines_of

LINE, TALLEST = 14.25, 409
WORDS = sorted({word for edition in editions() for i in edition.items for word in i.label.split()})
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=80).map(" ".join)
WIDTHS = st.sampled_from([30.0, 40.0, 44.0, 48.0, 78.0, 80.0])


def test_the_width_of_arial_is_measured_as_the_font_has_it() -> None:
    assert [lines_of("nnnnn", width) for width in (5, 6)] == [2, 1]
    assert lines_of("one two", 4) == 2
    assert lines_of("one\n\ntwo", 40) == 3


@given(SENTENCES, WIDTHS)
def test_a_row_has_room_for_any_sentence_of_our_words(text: str, width: float) -> None:
    needed = lines_of(text, width) * LINE
    assert text_height(text, width) >= min(needed, TALLEST)


@given(SENTENCES, WIDTHS)
def test_a_row_is_never_much_taller_than_its_text(text: str, width: float) -> None:
    lines = lines_of(text, width)
    assert text_height(text, width) <= (lines * 1.2 + 1) * LINE + 12


@given(st.text(max_size=6000), st.floats(1, 100))
def test_every_text_has_a_height_that_excel_allows(text: str, width: float) -> None:
    assert LINE <= text_height(text, width) <= TALLEST


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("short", 1),
        ("one\ntwo\nthree", 3),
        ("x" * 19, 1),
        ("x" * 20, 2),
        ("x" * 40, 3),
        ("nine char word pairs", 1),
        ("fourteen.chars fourteen.chars", 2),
    ],
)
def test_lines_break_between_words_and_inside_a_word_that_is_too_long(
    text: str, lines: int
) -> None:
    one, two = text_height("x", 20), text_height("x\nx", 20)
    assert text_height(text, 20) == pytest.approx(one + (lines - 1) * (two - one))


def test_a_row_is_as_tall_as_the_tallest_text_it_may_come_to_show() -> None:
    check = call("IF", Op("=", At(Spot("S", 1, 1)), ""), "to do", "word " * 30)
    slots = [Slot(1, 1, "label", "short"), Slot(1, 2, "check", check), Slot(2, 1, "label", "short")]
    heights = row_heights(slots, (20.0, 20.0), {})
    assert heights[2] == text_height("short", 20)
    assert heights[1] >= text_height("word " * 30, 20)


def test_the_parts_of_a_joined_text_are_measured_together() -> None:
    joined = Op("&", Op("&", "twelve chars", At(Spot("S", 1, 1))), "twelve chars")
    heights = row_heights([Slot(1, 1, "check", joined)], (15.0,), {})
    assert heights[1] > text_height("twelve chars", 15)


def test_an_input_has_room_for_as_many_lines_as_its_style_asks_for() -> None:
    slots = [Slot(1, 1, "text input"), Slot(2, 1, "label", "x")]
    heights = row_heights(slots, (20.0,), {"text input": 3})
    assert heights[1] == text_height("x\nx\nx", 20)
    assert heights[2] == text_height("x", 20)
