"""What a <c> element stores becomes a kind and a raw content, and nothing is rounded or guessed."""

import pytest

from wres_excel.workbook.cells import Formula
from wres_excel.workbook.stored import interpret, read_formula

STRINGS = ("zero", "one")


@pytest.mark.parametrize(
    ("cell_type", "value", "kind", "raw"),
    [
        (None, None, "blank", ""),
        (None, "", "blank", ""),
        ("n", " ", "blank", ""),
        (None, "0", "number", "0"),
        (None, "102", "number", "102"),
        (None, " 007.50\n", "number", "007.50"),
        (None, "0.1234567890123456789", "number", "0.1234567890123456789"),
        ("n", "-1.5E-7", "number", "-1.5E-7"),
        (None, "+.5", "number", "+.5"),
        (None, "5.", "number", "5."),
        (None, "9" * 60, "number", "9" * 60),
        (None, "9" * 61, "error", "9" * 61),
        (None, "9" * 1000, "error", "9" * 255),
        (None, "1e999", "error", "1e999"),
        (None, "NaN", "error", "NaN"),
        (None, "inf", "error", "inf"),
        (None, "abc", "error", "abc"),
        (None, "1_000", "error", "1_000"),
        (None, "1,5", "error", "1,5"),
        (None, "٣", "error", "٣"),
        ("s", None, "blank", ""),
        ("s", "1", "text", "one"),
        ("s", " 0 ", "text", "zero"),
        ("s", "2", "error", "#SST!"),
        ("s", "-1", "error", "#SST!"),
        ("s", "", "error", "#SST!"),
        ("s", "1" * 5000, "error", "#SST!"),
        ("s", "\u0661", "error", "#SST!"),
        ("str", "", "text", ""),
        ("str", " a_x000D_ ", "text", " a\r "),
        ("str", None, "blank", ""),
        ("inlineStr", "in the wrong place", "text", "in the wrong place"),
        ("inlineStr", None, "blank", ""),
        ("b", "1", "boolean", "TRUE"),
        ("b", "false", "boolean", "FALSE"),
        ("b", "2", "error", "2"),
        ("b", None, "blank", ""),
        ("e", "#DIV/0!", "error", "#DIV/0!"),
        ("e", "#" * 300, "error", "#" * 255),
        ("d", "2019-03-31", "date", "2019-03-31"),
        ("d", "2019-03-31T09:30:00", "date", "2019-03-31T09:30:00"),
        ("d", "2019-03-31T09:30:00Z", "date", "2019-03-31T09:30:00Z"),
        ("d", "09:30:00", "date", "09:30:00"),
        ("d", "yesterday", "error", "yesterday"),
        ("x", "1", "error", "1"),
    ],
)
def test_a_value_is_interpreted_by_its_type(cell_type, value, kind, raw):
    assert interpret(cell_type, value, None, STRINGS) == (kind, raw)


def test_inline_text_counts_only_for_the_type_that_has_it():
    assert interpret("inlineStr", None, "_x0041_", ()) == ("text", "A")
    assert interpret("inlineStr", None, "", ()) == ("text", "")
    assert interpret("n", None, "5", ()) == ("blank", "")


@pytest.mark.parametrize(
    ("attributes", "text", "formula"),
    [
        ({}, "A1+1", Formula("A1+1")),
        ({"t": "normal"}, "A1", Formula("A1")),
        ({"ca": "1"}, "NOW()", Formula("NOW()")),
        ({"t": "shared", "si": "3", "ref": "B1:B9"}, "A1", Formula("A1", "shared", "B1:B9", 3)),
        ({"t": "shared", "si": "3"}, "", Formula("", "shared", None, 3)),
        ({"t": "shared", "si": "x"}, "", Formula("", "shared")),
        ({"t": "array", "ref": "A1"}, "SUM(B1:B2)", Formula("SUM(B1:B2)", "array", "A1")),
        ({"t": "dataTable", "ref": "A1:B2"}, "", Formula("", "dataTable", "A1:B2")),
        ({"t": "other"}, "A1", Formula("A1")),
    ],
)
def test_a_formula_keeps_its_kind_its_range_and_its_number(attributes, text, formula):
    assert read_formula(attributes, text) == formula
