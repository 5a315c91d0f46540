"""Formulas worked out: as LibreOffice and Excel do, or not at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wres_excel.workbook.drift.arithmetic import (
    CellError,
    NotAnalysableError,
    Scalar,
    parse,
    result,
)
from wres_excel.workbook.formula_tokens import Spot

CELLS: dict[Spot, Scalar] = {
    ("Data", 1, 1): 10.0,
    ("Data", 2, 1): 4.0,
    ("Data", 3, 1): "words",
    ("Data", 5, 1): True,
    ("Other", 1, 1): 7.0,
}


def worked_out(formula: str) -> Scalar:
    return result(parse(formula), "Data", lambda spot: CELLS.get(spot))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1-A2-1", 5),
        ("A1-A2*2", 2),
        ("(A1-A2)*2", 12),
        ("A1/A2/2", 1.25),
        ("-A1+A2", -6),
        ("--A1", 10),
        ("+A1%", 0.1),
        ("1.5e1*.5", 7.5),
        ("SUM(A1:A5)", 14),
        ("SUM(A1:A2,Other!A1,3)", 24),
        ("SUM(A9)", 0),
        ("COUNT(A1:A5)", 2),
        ("COUNTA(A1:A5)", 4),
        ("COUNTBLANK(A1:A5)", 1),
        ("IF(A1>A2,1,2)", 1),
        ("IF(A1<=A2,1)", False),
        ('IF(COUNT(A1:A2)<2,"",A1/A2)', 2.5),
        ('IF(A4="","empty",1)', "empty"),
        ('IF(A3="WORDS",1,2)', 1),
        ('IF(A3<>"words",1,2)', 2),
        ('IFERROR(A1/A9,"none")', "none"),
        ('IFERROR(A1/A2,"none")', 2.5),
        ("IF(ISERROR(A1/0),0,1)", 0),
        ("IF(AND(A1>1,NOT(A2>9)),1,2)", 1),
        ("IF(OR(A1>99,ISNUMBER(A2)),1,2)", 1),
        ("IF(ISBLANK(A4),1,2)", 1),
        ("ROUND(A1/3,2)", 3.33),
        ("ROUND(A1/4)", 2),
        ("ABS(A2-A1)", 6),
        ("MAX(A1:A2)-MIN(A1:A2)", 6),
        ("N(A3)+N(A1)", 10),
        ('"a""b"&A1', 'a"b10'),
        ("TRUE", True),
        ("A1*A5", 10),
    ],
)
def test_plain_formulas_have_their_result(formula: str, expected: Scalar) -> None:
    assert worked_out(formula) == expected


@pytest.mark.parametrize("formula", ["A1/0", "A1+A3", "SUM(A1)/A9", "IF(A3,1,2)"])
def test_what_excel_shows_as_an_error_is_an_error(formula: str) -> None:
    with pytest.raises(CellError):
        worked_out(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "",
        "SUM(",
        "SUM(A1",
        "A1 A2",
        "A1^2",
        "OFFSET(A1,1,0)",
        "Workforce*2",
        "[1]Data!A1",
        "A:A",
        "{1,2}",
        "A1:A3+1",
        "ROUND()",
        "IF(A1)",
        "ABS()",
        "SUM(A1:ZZ9999)",
        "(" * 200 + "1" + ")" * 200,
        "1" * 9000,
        "#REF!+1",
    ],
)
def test_what_is_not_known_is_not_guessed(formula: str) -> None:
    with pytest.raises(NotAnalysableError):
        worked_out(formula)


@settings(deadline=None)
@given(st.text(alphabet='A1:2+-*/()%,<>=&"SUMIF .!', max_size=40))
def test_any_text_has_a_result_or_a_reason(text: str) -> None:
    try:
        found = worked_out(text)
    except (NotAnalysableError, CellError):
        return
    assert found is None or isinstance(found, int | float | str | bool)


NUMBERS = st.integers(1, 50).map(str)
TERMS = st.recursive(
    NUMBERS,
    lambda part: (
        st.builds("({}{}{})".format, part, st.sampled_from("+-*"), part)
        | st.builds("{}{}{}".format, part, st.sampled_from("+-*"), part)
        | part.map(lambda text: f"SUM({text},1)")
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(TERMS)
def test_operators_bind_as_they_do_in_python(text: str) -> None:
    expected = eval(text, {"SUM": lambda *numbers: sum(numbers)})
    assert worked_out(text) == pytest.approx(expected)
