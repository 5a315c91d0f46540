"""Formulas cut into words: what they name, and how they read in another cell."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.formula_tokens import is_external, moved, parse_area, referenced, tokens_of

REFERENCES = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from(["", "Data!", "'A b'!", "'It''s'!"]),
    st.sampled_from(["", "$"]),
    st.sampled_from(["B", "AA", "Z"]),
    st.sampled_from(["", "$"]),
    st.integers(5, 99),
)


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("A1", {("Data", 1, 1)}),
        ("SUM(A1:B2)", {("Data", r, c) for r in (1, 2) for c in (1, 2)}),
        ("'It''s me'!$B$3+Other!c4", {("It's me", 3, 2), ("Other", 4, 3)}),
        ('"A1"&LOG10(B2)', {("Data", 2, 2)}),
        ("[1]Data!A1", set()),
        ("A1.5+XFE!A:A", set()),
        ("SUM(A1:A1048576)", set()),
        ('"unclosed A1', {("Data", 1, 1)}),
        ("", set()),
    ],
)
def test_the_cells_that_a_formula_names(formula: str, cells: set[tuple[str, int, int]]) -> None:
    assert referenced(formula, "Data") == cells


@settings(deadline=None)
@given(st.lists(REFERENCES, min_size=1, max_size=4), st.integers(-3, 20), st.integers(-1, 20))
def test_a_moved_formula_reads_as_openpyxl_translates_it(
    references: list[str], rows: int, columns: int
) -> None:
    formula = f'IF({"+".join(references)}>1,"B7",SUM({references[0]}))'
    target = format_address(30 + rows, 30 + columns)
    translated = Translator(f"={formula}", origin="AD30").translate_formula(target)
    assert moved(formula, rows, columns) == translated.removeprefix("=")


def test_a_formula_moved_off_the_grid_names_no_cell() -> None:
    assert moved("A1+$A$1", -1, 0) == "#REF!+$A$1"


@settings(deadline=None)
@given(st.text(alphabet="A1$:!'\"[](),+ .\u00e9\n#", max_size=60))
def test_any_text_is_cut_into_words_without_loss(text: str) -> None:
    words = "".join(token.text for token in tokens_of(text))
    assert "".join(words.split()) == "".join(text.split())
    assert isinstance(is_external(text), bool)
    assert isinstance(referenced(text, "Data"), frozenset)


def test_a_long_row_of_quotes_is_read_in_no_time() -> None:
    """A pattern that tries again and again would take minutes over this."""
    for text in ("'" * 8000, '"' * 7999, "A" * 8000, "'a'" * 2500 + "!"):
        assert tokens_of(text)
        assert not is_external(f"[{text}")


def test_what_is_no_reference_has_no_area() -> None:
    with pytest.raises(ValueError, match="no reference"):
        parse_area("A1+B2")
