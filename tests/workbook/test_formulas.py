"""Formulas as Excel stores them, and what we compute beside them, with LibreOffice as referee."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import needs_libreoffice, recalculated
from xlsxwriter import Workbook

from wres_excel.workbook.formulas import (
    FUNCTIONS,
    At,
    Block,
    FormulaError,
    Op,
    Results,
    Scalar,
    Spot,
    Tree,
    call,
    to_excel,
)

OWN = "Data"
CELLS: Mapping[str, Scalar] = {"A1": 6, "A2": 2.5, "A3": "to do: 3", "A4": "N/A", "A5": 0}


def spot(address: str, sheet: str = OWN) -> Spot:
    return Spot(sheet, int(address[1:]), ord(address[0]) - 64)


def at(address: str, sheet: str = OWN) -> At:
    return At(spot(address, sheet))


def block(first: str, last: str, sheet: str = OWN) -> Block:
    return Block(spot(first, sheet), spot(last, sheet))


ALL = block("A1", "A6")
FAULT = Op("/", 1, 0)


def result(formula: Tree) -> Scalar:
    """What a formula gives beside CELLS; A6 and all other cells are blank."""
    contents = {spot(address): content for address, content in CELLS.items()}
    return Results({spot("Z9"): formula}, contents).at(spot("Z9"))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (at("C7"), "C7"),
        (at("C7", "Summary"), "'Summary'!C7"),
        (at("C7", "Trust's sheet"), "'Trust''s sheet'!C7"),
        (block("C7", "D9"), "C7:D9"),
        (block("C7", "D9", "Report indicators"), "'Report indicators'!C7:D9"),
        ("to do", '"to do"'),
        ("", '""'),
        ('the "senior" staff', '"the ""senior"" staff"'),
        (12, "12"),
        (0.8, "0.8"),
        (0.00001, "1E-05"),
        (Op("+", at("A1"), 2), "A1+2"),
        (Op("-", at("A1"), Op("-", at("A2"), at("A3"))), "A1-(A2-A3)"),
        (Op("*", Op("+", at("A1"), 1), Op("+", at("A2"), 1)), "(A1+1)*(A2+1)"),
        (Op("<>", Op("*", at("A1"), 2), call("INT", at("A1"))), "(A1*2)<>INT(A1)"),
        (Op("&", Op("&", "to do: ", at("A1")), " left"), '("to do: "&A1)&" left"'),
        (call("COUNT", at("A1"), block("B1", "B3")), "COUNT(A1,B1:B3)"),
        (call("IF", Op("<", at("A1"), 0), "", Op("/", 1, at("A1"))), 'IF(A1<0,"",1/A1)'),
    ],
)
def test_a_formula_is_stored_as_excel_writes_it(formula: Tree, text: str) -> None:
    assert to_excel(formula, OWN) == text


def test_a_function_that_could_not_be_computed_is_refused_when_it_is_written() -> None:
    with pytest.raises(KeyError, match="VLOOKUP"):
        call("VLOOKUP", 1)


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (at("A6"), 0),
        (Op("+", at("A1"), at("A6")), 6),
        (Op("-", at("A1"), at("A2")), 3.5),
        (Op("*", at("A1"), at("A2")), 15),
        (Op("/", at("A1"), 4), 1.5),
        (Op("+", "12", at("A1")), 18),
        (Op("<", at("A1"), 7), True),
        (Op(">", at("A1"), 6), False),
        (Op(">=", at("A1"), 6), True),
        (Op("<=", at("A1"), 5), False),
        (Op(">=", Op("/", 0.08, 0.1), 0.8), True),
        (Op("=", Op("/", 0.08, 0.1), 0.8), True),
        (Op("<", Op("/", 0.08, 0.1), 0.8), False),
        (Op("<", 0.7999999999, 0.8), True),
        (Op("=", at("A4"), "n/a"), True),
        (Op("<>", at("A4"), "n/a"), False),
        (Op("=", at("A6"), ""), True),
        (Op("=", at("A6"), 0), True),
        (Op("=", at("A5"), ""), False),
        (Op("=", "6", at("A1")), False),
        (Op(">", at("A4"), 1000), True),
        (Op("&", "n: ", Op("/", at("A1"), 2)), "n: 3"),
        (Op("&", Op("/", 1, 3), at("A6")), "0.333333333333333"),
        (Op("&", "is ", Op("=", 1, 1)), "is TRUE"),
        (call("AND", Op("<", 1, 2), Op("<", 2, 1)), False),
        (call("OR", Op("<", 1, 2), Op("<", 2, 1)), True),
        (call("COUNT", ALL), 3),
        (call("COUNT", at("A1"), at("A4"), at("A6")), 1),
        (call("COUNTA", ALL, at("A1")), 6),
        (call("COUNTIF", ALL, "to do*"), 1),
        (call("COUNTIF", ALL, "TO DO*"), 1),
        (call("COUNTIF", ALL, "check: *"), 0),
        (call("INT", at("A2")), 2),
        (call("INT", Op("-", 0, at("A2"))), -3),
        (call("ISNUMBER", at("A5")), True),
        (call("ISNUMBER", at("A4")), False),
        (call("ISNUMBER", at("A6")), False),
        (call("SUM", ALL, 1), 9.5),
        (call("IF", at("A5"), "yes", "no"), "no"),
        (call("IF", at("A5"), "yes"), False),
        (call("IFERROR", at("A1"), "none"), 6),
    ],
    ids=lambda value: to_excel(value, OWN) if isinstance(value, Op | At) else None,
)
def test_a_formula_gives_what_excel_gives(formula: Tree, value: Scalar) -> None:
    assert result(formula) == value
    assert isinstance(result(formula), bool) is isinstance(value, bool)


@pytest.mark.parametrize(
    "formula",
    [
        FAULT,
        Op("+", FAULT, 1),
        Op("&", "n: ", FAULT),
        Op("=", FAULT, FAULT),
        Op("*", at("A4"), 2),
        call("SUM", FAULT, 1),
        call("INT", at("A4")),
        call("AND", FAULT, Op("=", 1, 1)),
        call("OR", Op("=", 1, 1), FAULT),
        call("IF", FAULT, 1, 2),
        call("IF", at("A4"), 1, 2),
        call("IF", Op("=", 1, 1), FAULT, 2),
        call("IFERROR", FAULT, FAULT),
    ],
    ids=lambda formula: to_excel(formula, OWN),
)
def test_an_error_travels_up_to_the_cell_unless_it_is_caught(formula: Tree) -> None:
    with pytest.raises(FormulaError):
        result(formula)
    assert result(call("IFERROR", formula, "caught")) == "caught"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        (call("COUNT", FAULT, 1), 1),
        (call("COUNTA", FAULT, at("A6")), 1),
        (call("ISNUMBER", FAULT), False),
        (call("IF", Op("=", 1, 2), FAULT, "never"), "never"),
    ],
)
def test_functions_that_look_at_kinds_only_are_not_upset_by_an_error(
    formula: Tree, value: Scalar
) -> None:
    assert result(formula) == value


def test_an_error_in_a_cell_reaches_what_adds_it_and_not_what_counts_it() -> None:
    formulas: dict[Spot, Tree] = {
        spot("B1"): FAULT,
        spot("B2"): call("SUM", block("A1", "B1")),
        spot("B3"): call("COUNT", block("A1", "B1")),
        spot("B4"): call("COUNTIF", block("A1", "B1"), "x*"),
    }
    results = Results(formulas, {spot("A1"): 5})
    assert (results.at(spot("B3")), results.at(spot("B4"))) == (1, 0)
    with pytest.raises(FormulaError):
        results.at(spot("B2"))


def test_formulas_see_the_results_of_others_and_each_is_computed_once() -> None:
    seen: list[Spot] = []

    class Once(dict[Spot, Tree]):
        def get(self, key: Spot, default: Any = None) -> Any:
            seen.append(key)
            return super().get(key, default)

    double = Op("+", at("A1"), at("A1"))
    formulas = Once({spot("B1"): double, spot("B2"): Op("*", at("B1"), at("B1"))})
    assert Results(formulas, {spot("A1"): 3}).at(spot("B2")) == 36
    assert sorted(seen) == [spot("B1"), spot("B2")]


NUMBERS = st.sampled_from([0, 1, 2, 3, 0.5, 2.5, 12, -1])
TEXTS = st.sampled_from(["", "N/A", "n/a", "to do", "To do: 2", "check: x"])
ADDRESSES = st.sampled_from([f"{column}{row}" for column in "AB" for row in range(1, 7)])
BLOCKS = st.sampled_from([block("A1", "A6"), block("B2", "B4"), block("A1", "B6")])
AMOUNTS = st.one_of(st.sampled_from(["+", "-", "*", "/"]))
COMPARISONS = st.sampled_from(["<", ">", "=", "<>", "<=", ">="])


def calls(function: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    return st.builds(lambda *given: call(function, *given), *arguments)


def truths(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    compared = st.builds(Op, COMPARISONS, inner, inner)
    return st.one_of(
        compared,
        calls("AND", compared, compared),
        calls("OR", compared, compared),
        calls("ISNUMBER", ADDRESSES.map(at) | inner),
    )


def numbers(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.one_of(
        st.builds(Op, AMOUNTS, inner, inner),
        calls("INT", inner),
        calls("SUM", BLOCKS, NUMBERS),
        calls("COUNT", BLOCKS, ADDRESSES.map(at), st.builds(Op, AMOUNTS, inner, inner)),
        calls("COUNTA", BLOCKS, ADDRESSES.map(at)),
        calls("COUNTIF", BLOCKS, st.sampled_from(["to do*", "check: *", "n*"])),
    )


def texts(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    return st.builds(Op, st.just("&"), inner, inner)


def grow(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    chosen = calls("IF", truths(inner), inner, inner)
    return st.one_of(numbers(inner), texts(inner), chosen, calls("IFERROR", inner, inner))


LEAVES = st.one_of(NUMBERS, TEXTS, ADDRESSES.map(at))
TREES = st.recursive(LEAVES, grow, max_leaves=6).flatmap(
    lambda tree: st.one_of(st.just(tree), truths(st.just(tree)))
)
GRID: Mapping[str, Scalar] = {
    "A1": 6,
    "A2": 2.5,
    "A3": "to do: 3",
    "A4": "N/A",
    "A5": 0,
    "B1": 3,
    "B2": "check: A1",
    "B3": -4,
    "B4": 7,
    "B5": "To do",
}


def random_formulas(count: int) -> list[Op | At | Any]:
    """The same formulas in each run, all different, none a bare constant."""
    found: dict[str, Tree] = {}

    @settings(
        max_examples=count * 3,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(TREES)
    def collect(tree: Tree) -> None:
        if not isinstance(tree, int | float | str):
            found.setdefault(to_excel(tree, OWN), tree)

    collect()
    return list(found.values())[:count]


def workbook_of(formulas: list[Tree]) -> bytes:
    """A sheet with GRID and the formulas in column Z, one a row."""
    buffer = BytesIO()
    workbook = Workbook(buffer)
    sheet = workbook.add_worksheet(OWN)
    for address, content in GRID.items():
        sheet.write(address, content)
    for row, formula in enumerate(formulas):
        sheet.write_formula(row, 25, "=" + to_excel(formula, OWN), value="stale")
    workbook.close()
    return buffer.getvalue()


def ours(formulas: list[Tree]) -> list[Scalar]:
    """What we compute for each formula, #ERR for an error of any kind."""
    places = {Spot(OWN, row, 26): formula for row, formula in enumerate(formulas, 1)}
    results = Results(places, {spot(address): content for address, content in GRID.items()})

    def value(place: Spot) -> Scalar:
        try:
            return results.at(place)
        except FormulaError:
            return "#ERR"

    return [value(place) for place in places]


def agree(mine: Scalar, theirs: Any) -> bool:
    if isinstance(theirs, str) and theirs.startswith("#"):
        return mine == "#ERR"
    if isinstance(mine, str) or isinstance(theirs, str) or theirs is None:
        return mine == (theirs or "")
    return mine == pytest.approx(theirs, rel=1e-9, abs=1e-9)


@needs_libreoffice
@pytest.mark.slow
def test_random_formulas_give_what_libreoffice_gives(tmp_path: Path) -> None:
    formulas = random_formulas(300)
    assert len(formulas) == 300
    used = " ".join(to_excel(formula, OWN) for formula in formulas)
    assert all(f"{name}(" in used for name in (*FUNCTIONS, "IF", "IFERROR"))
    computed = recalculated({"random": workbook_of(formulas)}, tmp_path)["random"]
    sheet = openpyxl.load_workbook(BytesIO(computed), data_only=True)[OWN]
    theirs = [sheet.cell(row, 26).value for row in range(1, len(formulas) + 1)]
    assert "stale" not in theirs
    differing = [
        (to_excel(formula, OWN), mine, other)
        for formula, mine, other in zip(formulas, ours(formulas), theirs, strict=True)
        if not agree(mine, other)
    ]
    assert differing == []
