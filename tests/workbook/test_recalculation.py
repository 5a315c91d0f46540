"""Results beside the formulas of a form being filled: never a stale one, never a wrong one."""

import sys
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wres_excel.errors import DamageError
from wres_excel.findings import Finding
from wres_excel.workbook import entries
from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.engine import Engine, EngineError
from wres_excel.workbook.recalculation import (
    Recalculated,
    prepare_recalculation,
    recalculate,
)

from .ledgers import Held, at, ledger, number, shown, table

TEXT = Content("text", "n/a")
try:
    import ironcalc  # noqa: F401
except ImportError:
    HAS_ENGINE = False
else:
    HAS_ENGINE = True
needs_engine = pytest.mark.skipif(not HAS_ENGINE, reason="the extra recalc is not installed")


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not installed."""
    monkeypatch.setitem(sys.modules, "ironcalc", None)


def run(
    cells: Mapping[str, Held],
    edits: Mapping[str, Content],
    known: Mapping[str, Content] | None = None,
    **more: Any,
) -> Recalculated:
    """Recalculate a workbook of one sheet, S, after edits by address."""
    package, workbook = ledger({"S": cells}, **more)
    return recalculate(
        package,
        workbook,
        {at(address): content for address, content in edits.items()},
        {at(address): content for address, content in (known or {}).items()},
    )


def results(
    cells: Mapping[str, Held],
    edits: Mapping[str, Content],
    known: Mapping[str, Content] | None = None,
    **more: Any,
) -> dict[str, str | None]:
    """Return the raw results by address; no formula differs from what is known."""
    done = run(cells, edits, known, **more)
    assert done.findings == ()
    return shown(done.results)


CHAIN: dict[str, Held] = {
    "A1": 1.0,
    "B1": ("A1*2", 2.0),
    "C1": ("B1+1", 3.0),
    "D1": ("Z1+1", 1.0),
}


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_stale_results_are_dropped_and_others_kept() -> None:
    assert results(CHAIN, {"A1": number(5)}) == {"B1": None, "C1": None}


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_known_results_are_written() -> None:
    known = {"B1": number(10), "D1": number(1)}
    assert results(CHAIN, {"A1": number(5)}, known) == {"B1": "10", "C1": None}


@pytest.mark.usefixtures("no_engine")
def test_what_depends_on_a_known_result_that_changed_is_stale() -> None:
    assert results(CHAIN, {}, {"B1": number(10)}) == {"B1": "10", "C1": None}
    assert results(CHAIN, {}, {"B1": number(2)}) == {}


@pytest.mark.usefixtures("no_engine")
def test_a_known_blank_drops_a_result() -> None:
    assert results(CHAIN, {}, {"B1": BLANK, "C1": Content("text", "")}) == {"B1": None, "C1": ""}


@needs_engine
def test_the_engine_computes_what_is_not_known() -> None:
    assert results(CHAIN, {"A1": number(5)}) == {"B1": "10", "C1": "11"}
    assert results(CHAIN, {"A1": TEXT}) == {"B1": "#VALUE!", "C1": "#VALUE!"}


@pytest.mark.parametrize("same", ["1", "1.0", "1e0"])
def test_the_same_values_change_nothing(same: str) -> None:
    """Whatever the state of the results that stand there: nobody asked for them to change."""
    stale = {**CHAIN, "C1": ("B1+1", 77.0), "E1": "=A1", "F1": ('INDIRECT("A1")', 4.0)}
    assert run(stale, {"A1": Content("number", same)}) == Recalculated()


@needs_engine
def test_results_that_stand_there_already_are_left_out() -> None:
    cells = {"A1": 1.0, "B1": ("A1>0", "TRUE"), "C1": ("A1*0", 0.0), "D1": ('IF(A1>0,"x","")', "x")}
    assert results(cells, {"A1": number(5)}) == {"B1": "TRUE"}


@needs_engine
def test_a_formula_without_a_result_gets_one() -> None:
    cells: dict[str, Held] = {"A1": 1.0, "B1": "=A1*2", "C1": "=Z1", "D1": "=B1+C1"}
    assert results(cells, {"A1": number(5)}) == {"B1": "10", "D1": "10"}


@needs_engine
def test_a_formula_that_never_had_a_result_spoils_what_reads_it() -> None:
    """Even if nothing written leads to it: what it would give is not known."""
    cells: dict[str, Held] = {"A1": 1.0, "B1": "=TEXT(Z1,0)", "C1": ("A1&B1", "10"), "D1": "=A1"}
    assert results(cells, {"A1": number(5)}) == {"C1": None, "D1": "5"}
    assert results(cells, {"A1": number(5)}, {"B1": TEXT}) == {"B1": "n/a", "C1": "5n/a", "D1": "5"}


@pytest.mark.usefixtures("no_engine")
def test_a_formula_without_a_result_has_none_to_drop() -> None:
    assert results({"A1": 1.0, "B1": "=A1*2"}, {"A1": number(5)}) == {}


@needs_engine
@pytest.mark.parametrize(
    "formula",
    ["INDIRECT(A1)", "OFFSET(A1,0,0)", "TODAY()", "OWN(A1)", "TEXT(A1,0)", "A1#"],
)
def test_what_the_engine_is_not_trusted_with_spoils_what_reads_it(formula: str) -> None:
    cells: dict[str, Held] = {
        "A1": 1.0,
        "B1": (formula, 9.0),
        "C1": ("IFERROR(B1,0)", 9.0),
        "D1": ("A1+1", 2.0),
        "E1": ("C1+D1", 11.0),
    }
    assert results(cells, {"A1": number(5)}) == {"B1": None, "C1": None, "D1": "6", "E1": None}


@needs_engine
def test_a_link_to_another_workbook_keeps_its_result_and_what_reads_it_uses_that() -> None:
    cells: dict[str, Held] = {
        "A1": 1.0,
        "B1": ("[1]Other!$A$1", 9.0),
        "C1": ("A1+B1", 10.0),
        "D1": ("A1+'[1]Other'!$A$1", 10.0),
    }
    assert results(cells, {"A1": number(5)}) == {"C1": "14", "D1": None}


@needs_engine
def test_a_known_result_stands_in_for_what_cannot_be_computed() -> None:
    cells: dict[str, Held] = {
        "A1": 1.0,
        "B1": ("TEXT(A1,0)", "1"),
        "C1": ('IF(B1="5","yes","no")', "no"),
        "D1": ("TEXT(A1,0)", "1"),
        "E1": ("D1&B1", "11"),
        "F1": ("E1", "11"),
    }
    known = {"B1": Content("text", "5"), "E1": Content("text", "55")}
    assert results(cells, {"A1": number(5)}, known) == {
        "B1": "5",
        "C1": "yes",
        "D1": None,
        "E1": "55",
        "F1": "55",
    }


@needs_engine
@pytest.mark.parametrize("unfit", [BLANK, Content("date", "2019-03-31"), Content("error", "#SST!")])
def test_a_known_result_that_the_engine_cannot_hold_spoils_what_reads_it(unfit: Content) -> None:
    """A blank does not say whether the formula gives an empty text or an error."""
    cells: dict[str, Held] = {"A1": 1.0, "B1": ("TEXT(A1,0)", "1"), "C1": ("B1&A1", "11")}
    done = results(cells, {"A1": number(5)}, {"B1": unfit})
    assert done == {"B1": unfit.raw or None, "C1": None}


@needs_engine
@pytest.mark.parametrize("unfit", [Content("date", "2019-03-31"), Content("text", "x" * 2000)])
def test_an_input_that_the_engine_cannot_hold_spoils_what_reads_it(unfit: Content) -> None:
    cells: dict[str, Held] = {"A1": 1.0, "A2": 1.0, "B1": ("A1&A2", "11"), "C1": ("A2+1", 2.0)}
    assert results(cells, {"A1": unfit, "A2": number(2)}) == {"B1": None, "C1": "3"}


@needs_engine
def test_a_constant_that_the_engine_cannot_hold_spoils_what_reads_it() -> None:
    cells: dict[str, Held] = {"A1": 1.0, "A2": "#SPILL!", "B1": ("A1+A2", 2.0), "C1": ("A1", 1.0)}
    assert results(cells, {"A1": number(2)}) == {"B1": None, "C1": "2"}


@needs_engine
def test_a_date_in_words_is_not_computed_with() -> None:
    """Excel reads a number in it, other programs give an error, and IFERROR would hide that."""
    cells: dict[str, Held] = {
        "A1": 1.0,
        "A2": "31 March 2019",
        "B1": ("IFERROR(A1+A2,0)", 0.0),
        "B2": ("B1+1", 1.0),
        "C1": ("A1&A2", ""),
        "D1": ("SUMPRODUCT(A1:A2*1)", 1.0),
        "E1": ("SUM(A1:A2)", 1.0),
    }
    expected = {"B1": None, "C1": "231 March 2019", "D1": None, "E1": "2", "B2": None}
    assert results(cells, {"A1": number(2)}) == expected


@needs_engine
def test_a_mark_of_suppression_is_no_criterion() -> None:
    cells: dict[str, Held] = {"A1": 1.0, "A2": 9.0, "B1": ("COUNTIF(A2:A9,A1)", 0.0)}
    assert results(cells, {"A1": Content("text", "<5")}) == {"B1": None}
    assert results(cells, {"A1": number(9)}) == {"B1": "1"}


@needs_engine
@pytest.mark.parametrize(
    ("formula", "held"),
    [("COUNTIF(A2:A9,A1)", "#N/A"), ("MATCH(A1,A2:A9,0)", "*"), ("A1<A2", "White staff")],
)
def test_programs_differ_over_what_is_looked_for_and_which_text_comes_first(
    formula: str, held: str
) -> None:
    cells: dict[str, Held] = {"A1": 1.0, "A2": "White", "B1": (formula, 7.0)}
    kind = "error" if held.startswith("#") else "text"
    assert results(cells, {"A1": Content(kind, held)}) == {"B1": None}


@needs_engine
def test_formulas_that_wait_for_themselves_get_no_result() -> None:
    cells: dict[str, Held] = {
        "A1": 1.0,
        "B1": ("IFERROR(C1,0)+A1", 1.0),
        "C1": ("IFERROR(B1,0)", 1.0),
        "D1": ("C1+A1", 2.0),
        "E1": ("A1", 1.0),
    }
    done = results(cells, {"A1": number(2)})
    assert done == {"B1": None, "C1": None, "D1": None, "E1": "2"}


@needs_engine
def test_an_error_of_the_engine_is_never_hidden_by_a_formula() -> None:
    """0.1+0.2-0.3 leaves a remain that no two programs agree on; what tests it is not known."""
    cells: dict[str, Held] = {
        "A1": 0.0,
        "A2": 0.2,
        "A3": 0.3,
        "B1": ("A1+A2-A3", 1.0),
        "C1": ('IF(B1=0,"OK","CHECK")', "x"),
    }
    assert results(cells, {"A1": number(0.1)}) == {"B1": None, "C1": None}


def test_arrays_lose_their_results_wherever_they_spilled() -> None:
    cells: dict[str, Held] = {
        "A1": 1.0,
        "A2": 2.0,
        "B1": ("A1:A2*2", 2.0, 't="array" ref="B1:B3"'),
        "B2": 4.0,
        "B3": "",
        "C1": ("B2", 4.0),
        "D1": ("", 1.0, 't="dataTable" ref="D1:D2"'),
        "D2": 5.0,
    }
    expected = {"B1": None, "B2": None, "B3": None, "C1": None, "D1": None, "D2": None}
    assert results(cells, {"A2": number(3)}) == expected


@needs_engine
def test_references_of_every_kind_reach_the_engine() -> None:
    package, workbook = ledger(
        {
            "S": {
                "A1": "Band",
                "B1": "Heads",
                "A2": "5",
                "B2": 1.0,
                "A3": "6",
                "B3": 2.0,
                "D1": ("SUM(Staff[Heads])", 3.0),
                "D2": ("SUM(All)", 3.0),
                "D3": ("SUM($B:$B)", 3.0),
                "D4": ("SUM('It''s'!A1,b2)", 2.0),
                "D5": ("SUM(2:2)", 1.0),
                "E5": ("SUM(Staff[[#This Row],[Heads]])", 0.0),
                "D7": ("", 0.0, 't="shared" si="1"'),
            },
            "It's": {"A1": 1.0, "B1": ("S!B2*A1", 1.0)},
        },
        names={"All": "S!$B$2:$B$3"},
        tables={"S": table("Staff", "A1:B3", "Band", "Heads")},
    )
    done = recalculate(package, workbook, {at("B2"): number(5), at("A1", "It's"): number(3)}, {})
    assert shown(done.results) == {
        "It's!B1": "15",
        "D1": "7",
        "D2": "7",
        "D3": "7",
        "D4": "8",
        "D5": "12",
        "E5": None,
        "D7": None,
    }


@needs_engine
def test_a_formula_that_gives_something_else_is_shown_and_reported() -> None:
    cells: dict[str, Held] = {
        "A1": 1.0,
        "B1": ("ROUND(A1/3,2)", 0.33),
        "C1": ("B1*3", 1.0),
        "D1": ("A1/3", 0.33),
        "E1": ('IF(A1="","",A1/0)', ""),
        "F1": ('IF(A1=5,"",0)', 0.0),
    }
    known = {"B1": number(5 / 3), "D1": number(5 / 3), "E1": BLANK, "F1": BLANK}
    done = run(cells, {"A1": number(5)}, known)
    assert shown(done.results) == {
        "B1": "1.67",
        "C1": "5.01",
        "D1": "1.6666666666666667",
        "E1": "#DIV/0!",
        "F1": "",
    }
    message = "The form's own formula gives another result than the definition of this item"
    remedy = "Compare the formula with the definition; the cell shows what the formula gives."
    place = {"file": "form.xlsx", "sheet": "S"}
    assert done.findings == (
        Finding(
            *("formula-differs", "warning", message, remedy),
            **place,
            cell="B1",
            found="1.67",
            expected="1.6666666666666667",
        ),
        Finding(
            *("formula-differs", "warning", message, remedy),
            **place,
            cell="E1",
            found="#DIV/0!",
            expected="",
        ),
    )


def test_a_cell_that_was_not_announced_is_refused() -> None:
    package, workbook = ledger({"S": CHAIN})
    prepared = prepare_recalculation(package, workbook, [at("A1")])
    with pytest.raises(DamageError) as caught:
        prepared.results({at("A2"): number(1)}, {})
    assert str(caught.value).startswith("form.xlsx, S!A2: This cell was not among those announced")


def test_reachable_cells_are_all_that_may_get_a_result() -> None:
    cells: dict[str, Held] = {
        **CHAIN,
        "E1": ("A1:A2*2", 2.0, 't="array" ref="E1:E2"'),
        "E2": 4.0,
        "F1": ("NOW()", 1.0),
    }
    package, workbook = ledger({"S": cells})
    prepared = prepare_recalculation(package, workbook, [at("A1"), at("D1")])
    expected = {at(each) for each in ("B1", "C1", "D1", "E1", "E2", "F1")}
    assert prepared.reachable == expected


@needs_engine
def test_every_copy_is_computed_as_if_it_were_the_only_one() -> None:
    package, workbook = ledger({"S": {**CHAIN, "E1": ("TEXT(A1,0)", "1"), "F1": ("E1&A1", "11")}})
    prepared = prepare_recalculation(package, workbook, [at("A1"), at("A2"), at("C1"), at("E1")])
    first = prepared.results({at("A1"): number(5)}, {at("E1"): Content("text", "5")})
    second = prepared.results({at("A1"): TEXT, at("A2"): number(1)}, {})
    third = prepared.results({at("A1"): number(7)}, {at("C1"): number(15)})
    again = prepared.results({at("A1"): number(5)}, {at("E1"): Content("text", "5")})
    assert shown(first.results) == {"B1": "10", "C1": "11", "E1": "5", "F1": "55"}
    assert shown(second.results) == {"B1": "#VALUE!", "C1": "#VALUE!", "E1": None, "F1": None}
    assert shown(third.results) == {"B1": "14", "C1": "15", "E1": None, "F1": None}
    assert again == first


@needs_engine
@pytest.mark.parametrize("method", ["put", "put_formulas", "compute"])
def test_an_engine_that_fails_is_as_good_as_none_and_built_anew(
    monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    package, workbook = ledger({"S": CHAIN})
    prepared = prepare_recalculation(package, workbook, [at("A1")])

    def fail(*_: object) -> None:
        raise EngineError("no")

    with monkeypatch.context() as patched:
        patched.setattr(Engine, method, fail)
        done = prepared.results({at("A1"): number(5)}, {})
        assert shown(done.results) == {"B1": None, "C1": None}
    done = prepared.results({at("A1"): number(5)}, {})
    assert shown(done.results) == {"B1": "10", "C1": "11"}


@needs_engine
def test_what_the_engine_has_to_look_at_and_to_build_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Texts that double at each step would fill the memory; Excel ends them at 32,767 letters."""
    doubling: dict[str, Held] = {"A1": "x", "B1": ("A1", "x")}
    doubling |= {f"B{row}": (f"B{row - 1}&B{row - 1}", "x") for row in range(2, 12)}
    done = results(doubling, {"A1": Content("text", "y" * 1000)})
    assert [done[f"B{row}"] for row in range(5, 12)] == ["y" * 16_000, "y" * 32_000, *[None] * 5]
    wide: dict[str, Held] = {"A1": 1.0, "B1": ("SUM(A1:A9)", 1.0), "B2": ("SUM(A1:A9)", 1.0)}
    monkeypatch.setattr(entries, "MOST_CELLS", 10)
    assert sorted(map(str, results(wide, {"A1": number(2)}).values())) == ["2", "None"]


# Small random workbooks against a tiny evaluator.

SPOTS = [f"{letter}{row}" for letter in "ABC" for row in (1, 2, 3)]
FORMULAS = st.sampled_from(
    [
        ("{0}+{1}*2", lambda a, b: a + b * 2),
        ("SUM({0},{1})-{1}", lambda a, b: a + b - b),
        ("IF({0}>{1},{0},{1})", max),
        ("MAX({0},{1},0)", lambda a, b: max(a, b, 0)),
        ("IF(AND({0}=0,{1}=0),1,ABS({0}))", lambda a, b: 1 if a == b == 0 else abs(a)),
    ]
)


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, Held], dict[str, Any], dict[str, int]]:
    """A workbook whose formulas read the cells before them, with stale results; its edits."""
    cells: dict[str, Held] = {}
    meaning: dict[str, Any] = {}
    for place, spot in enumerate(SPOTS):
        if place < 3 or draw(st.booleans()):
            cells[spot] = meaning[spot] = draw(st.integers(-50, 50))
        else:
            (text, compute), one, two = (
                draw(FORMULAS),
                *(draw(st.sampled_from(SPOTS[:place])) for _ in "12"),
            )
            cells[spot] = (
                (text.format(one, two), 0.5)
                if draw(st.booleans())
                else "=" + (text.format(one, two))
            )
            meaning[spot] = (compute, one, two)
    inputs = [spot for spot, means in meaning.items() if isinstance(means, int)]
    edits = draw(st.dictionaries(st.sampled_from(inputs), st.integers(-50, 50), min_size=1))
    return cells, meaning, edits


def evaluate(meaning: dict[str, Any], spot: str) -> int:
    if isinstance(meaning[spot], int):
        return meaning[spot]
    compute, one, two = meaning[spot]
    return compute(evaluate(meaning, one), evaluate(meaning, two))


def leads_to(meaning: dict[str, Any], changed: set[str], spot: str) -> bool:
    if isinstance(meaning[spot], int):
        return spot in changed
    return any(leads_to(meaning, changed, each) for each in meaning[spot][1:])


@needs_engine
@settings(deadline=None, max_examples=200)
@given(graph=graphs())
def test_results_are_what_the_formulas_mean(graph: Any) -> None:
    """Formulas that depend on an edited cell are computed, all others are left alone."""
    cells, meaning, edits = graph
    changed = {spot for spot, value in edits.items() if value != meaning[spot]}
    after = {**meaning, **edits}
    expected = {
        spot: str(evaluate(after, spot))
        for spot, means in meaning.items()
        if not isinstance(means, int) and leads_to(meaning, changed, spot)
    }
    assert results(cells, {spot: number(value) for spot, value in edits.items()}) == expected


@settings(deadline=None, max_examples=100)
@given(graph=graphs())
def test_without_an_engine_just_the_stale_results_are_dropped(graph: Any) -> None:
    cells, meaning, edits = graph
    changed = {spot for spot, value in edits.items() if value != meaning[spot]}
    stale = {spot for spot in meaning if spot not in edits and leads_to(meaning, changed, spot)}
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "ironcalc", None)
        done = results(cells, {spot: number(value) for spot, value in edits.items()})
    assert done == {spot: None for spot in stale if isinstance(cells[spot], tuple)}
