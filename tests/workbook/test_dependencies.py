"""Which formulas depend on which cells, for every way in which a formula can name them."""

import pytest

from wres_excel.errors import DamageError
from wres_excel.workbook import dependencies as module
from wres_excel.workbook import formula_cells as cells_module
from wres_excel.workbook.dependencies import Dependencies, find_dependencies
from wres_excel.workbook.formula_cells import formula_cells
from wres_excel.workbook.references import Resolver
from wres_excel.workbook.structured import read_tables

from .ledgers import Held, at, ledger, table

STAFF = table("Staff", "A1:B4", "Band", "Head 'n' count", more='totalsRowCount="1"')
NAMES = {
    "Inputs": "S!$A$1:$A$3",
    "Moving": "S!A1",
    "Two": "S!$A$1,S!$A$2",
    "Rate": "0.5",
    "Gone": "#REF!",
    "Doubled": "_xlfn.LAMBDA(_xlpm.x,_xlpm.x*S!$A$1)",
}


def dependencies(formulas: dict[str, Held], *targets: str) -> Dependencies:
    package, workbook = ledger(
        {"S": formulas, "My data": {"A1": 1.0}}, names=NAMES, tables={"S": STAFF}
    )
    found = tuple(formula_cells(workbook, Resolver(workbook, read_tables(package, workbook))))
    return find_dependencies(found, [at(target) for target in targets] or [at("A1")])


def reads(formula: str, cell: str, sheet: str = "S") -> bool:
    """Whether D2 depends on a cell because of what its formula names, and roams nowhere."""
    package, workbook = ledger(
        {"S": {"D2": formula}, "My data": {"A1": 1.0}}, names=NAMES, tables={"S": STAFF}
    )
    found = tuple(formula_cells(workbook, Resolver(workbook, read_tables(package, workbook))))
    graph = find_dependencies(found, [at(cell, sheet)])
    assert not graph.roamers
    return at("D2") in graph.affected([at(cell, sheet)])


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        ("=A1+1", "A1"),
        ("=$A$1", "A1"),
        ("=SUM(A1:B3)", "B2"),
        ("=SUM(b3:a1)", "A2"),
        ("=SUM(A:A)", "A900000"),
        ("=SUM($2:3)", "XFD3"),
        ("=S!A1", "A1"),
        ("=s!a1", "A1"),
        ("=SUM(Inputs)", "A3"),
        ("=SUM(INPUTS)", "A1"),
        ("=SUM(S!Inputs)", "A1"),
        ("=SUM(A1:B2 B2:C3)", "B2"),
        ("=SUM((A1,B1))", "B1"),
        ("=IF(FALSE,A1,2)", "A1"),
        ('=SUMIF(A1:A3,"x",B1:B3)', "B3"),
        ("=_xlfn.XLOOKUP(1,A1:A3,B1:B3)", "B2"),
        ("=SUM(Staff[Band])", "A2"),
        ("=SUM(Staff[Head ''n'' count])", "B3"),
        ("=SUM(Staff)", "B2"),
        ("=SUM(Staff[])", "A3"),
        ("=Staff[[#This Row],[Band]]", "A2"),
        ("=SUM(Staff[[#Headers],[Band]])", "A1"),
        ("=SUM(Staff[[#Totals],[Band]])", "A4"),
        ("=SUM(Staff[[Band]:[Head ''n'' count]])", "B2"),
        ("=SUM(Staff[[#Headers],[#Data],[Band]])", "A1"),
        ("=SUM(Staff[#All])", "B4"),
        ("={1,2}*A1", "A1"),
    ],
)
def test_a_formula_depends_on_the_cells_it_names(formula: str, cell: str) -> None:
    assert reads(formula, cell)


def test_a_sheet_is_named_in_quotes() -> None:
    assert reads("='My data'!A1*2", "A1", "My data")
    assert not reads("='My data'!A1*2", "A1", "S")


@pytest.mark.parametrize(
    ("formula", "cell"),
    [
        ("=SUM(A1:B3)", "C1"),
        ("=SUM(A:A)", "B1"),
        ('="A1"&B1', "A1"),
        ("=SUM(Inputs)", "A4"),
        ("=SUM(Staff[Band])", "A1"),
        ("=SUM(Staff[Band])", "A4"),
        ("=SUM(Staff[Band])", "B2"),
        ("=Staff[[#This Row],[Band]]", "A3"),
        ("=1+2", "A1"),
        ("=S!#REF!+1", "A1"),
        ("=#REF!+1", "A1"),
    ],
)
def test_a_formula_depends_on_no_other_cells(formula: str, cell: str) -> None:
    assert not reads(formula, cell)


@pytest.mark.parametrize(
    "formula",
    [
        '=INDIRECT("A1")',
        "=SUM(OFFSET(A1,1,1))",
        "=TODAY()",
        "=A1+NOW()",
        "=RAND()",
        "=_xlfn.LET(_xlpm.x,1,_xlpm.x)",
        "=_xlfn.ANCHORARRAY(A1)",
        "=A1#",
        "=Moving",
        "=SUM(Two)",
        "=Rate*2",
        "=Gone",
        "=Doubled(2)",
        "=NoSuchName",
        "=NoSuchSheet!A1",
        "=SUM(S:T!A1)",
        "=OwnFunction(A1)",
        "=A1:INDEX(B:B,3)",
        "=SUM(NoTable[x])",
        "=SUM(Staff[Pay])",
        "=SUM(Staff[[#Odd],[Band]])",
        "=SUM(Staff[[Band],[Band]])",
        "=SUM(Staff[[Band]:[Band]:[Band]])",
        '=SUMIF(A1:A3,"x",B1)',
        '=SUMIF(A1:A3,"x",IF(TRUE,B1:B3))',
        "=A1000000000",
        "=SUM(A1:ZZZZ9)",
        "=SUM(XFE:XFE)",
        "=SUM(9999999:9999999)",
        "=A1)",
        "=SUM(A1",
        '="open',
        "=",
        "=" + "(" * 80 + "A1" + ")" * 80,
        "=" + "1+" * 5000 + "1",
    ],
)
def test_what_cannot_be_told_depends_on_everything(formula: str) -> None:
    graph = dependencies({"D2": formula})
    assert graph.roamers == {at("D2")}
    assert graph.affected([at("A1")]) == {at("D2")}
    assert graph.affected([]) == set()


def test_this_row_of_a_table_means_nothing_outside_it() -> None:
    assert dependencies({"D9": "=Staff[[#This Row],[Band]]"}).roamers == {at("D9")}


def test_formulas_depend_through_others() -> None:
    graph = dependencies({"B1": "=A1", "C1": "=B1", "D1": "=C1", "E1": "=F1", "F1": "=2"})
    assert graph.affected([at("A1")]) == {at("B1"), at("C1"), at("D1")}
    assert graph.downstream([at("A1")], stop={at("C1")}) == {at("B1"), at("C1")}
    assert [cell for cell in graph.order if cell[2] <= 4] == [at("B1"), at("C1"), at("D1")]


def test_what_roams_passes_on_that_anything_may_have_changed() -> None:
    graph = dependencies({"B1": '=INDIRECT("Z9")', "C1": "=B1", "D1": "=Z1"})
    assert graph.affected([at("A1")]) == {at("B1"), at("C1")}


def test_formulas_that_wait_for_themselves_are_not_in_order() -> None:
    graph = dependencies({"B1": "=C1", "C1": "=B1+A1", "D1": "=C1", "E1": "=A1", "F1": "=F1"})
    assert graph.order == (at("E1"),)
    assert graph.affected([at("A1")]) == {at("B1"), at("C1"), at("D1"), at("E1")}


def test_followers_of_a_shared_formula_read_what_stands_beside_them() -> None:
    shared = {
        "B1": ("A1*$A$9", 0, 't="shared" ref="B1:B3" si="0"'),
        "B2": ("", 0, 't="shared" si="0"'),
        "B3": ("", 0, 't="shared" si="0"'),
        "C1": ("", 0, 't="shared" si="7"'),
    }
    graph = dependencies(shared, "A1", "A2", "A3", "A9")
    assert graph.roamers == {at("C1")}
    assert graph.affected([at("A2")]) == {at("B2"), at("C1")}
    assert graph.affected([at("A9")]) == {at("B1"), at("B2"), at("B3"), at("C1")}


@pytest.mark.parametrize("leader", ["A1#", "A1+1"])
def test_a_shared_formula_that_cannot_be_moved_depends_on_everything(leader: str) -> None:
    """Moved beyond the first column, a relative reference means nothing."""
    shared = {
        "B2": (leader, 0, 't="shared" ref="A2:B3" si="0"'),
        "A3": ("", 0, 't="shared" si="0"'),
        "C3": ("", 0, 't="shared"'),
    }
    assert dependencies(shared).roamers >= {at("A3"), at("C3")}


def test_what_reads_a_spilled_result_depends_on_its_array_formula() -> None:
    array = {
        "B1": ("A1:A3*2", 0, 't="array" ref="B1:B3"'),
        "B2": 4.0,
        "B3": 6.0,
        "C1": "=B3",
        "D1": ("", 0, 't="dataTable" ref="D1:D2"'),
        "D2": 1.0,
        "E1": "=D2",
        "F1": ("1", 0, 't="array" ref="nowhere"'),
    }
    graph = dependencies(array, "A3")
    assert graph.roamers == {at("D1")}
    assert graph.affected([at("A3")]) == {at("B1"), at("C1"), at("D1"), at("E1")}


def test_a_lost_table_leaves_its_references_open(monkeypatch: pytest.MonkeyPatch) -> None:
    for xml in ("<table", table("T", "nowhere", "x"), table("T", "A1:B2", "x")):
        package, workbook = ledger({"S": {"D1": "=SUM(T[x])"}}, tables={"S": xml})
        assert read_tables(package, workbook) == {}


def test_work_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond its bounds a formula counts as reading everything; arrays beyond them are refused."""
    formulas = {"B1": "=SUM(A1:A3)", "B2": "=SUM(A1:A3)"}
    monkeypatch.setattr(module, "MAX_STEPS", 4)
    assert dependencies(formulas, "A1", "A2").roamers == {at("B2")}
    monkeypatch.setattr(cells_module, "MAX_LETTERS", 10)
    assert dependencies(formulas).roamers == {at("B2")}
    monkeypatch.setattr(cells_module, "MAX_STEPS", 1)
    with pytest.raises(DamageError, match="overlap"):
        dependencies({"B1": ("1", 0, 't="array" ref="B1:B2"'), "B2": 1.0})
