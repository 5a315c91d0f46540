"""The calculation engine gives what Excel gives, for every kind of formula it is trusted with."""

import io
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.engine import EngineError, can_hold, name_sheets, open_engine
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.patch import Edit, patch
from wres_excel.workbook.recalculation import recalculate
from wres_excel.workbook.sheets import read_workbook

from .ledgers import at, needs_libreoffice, number, recalculated

pytest.importorskip("ironcalc")

STALE = 7777

DATA: dict[str, float | str | bool] = {
    "A1": 1,
    "A2": 20,
    "A4": "n/a",
    "A5": 30.5,
    "A6": 0,
    "B1": "White",
    "B2": "BME",
    "B3": "white",
    "B4": "Unknown",
    "B5": "BME",
    "B6": "Wh*te",
    "C1": 5,
    "C2": 7,
    "C3": 9,
    "C4": 11,
    "C5": 13,
    "C6": 0.1,
    "C7": 0.2,
    "C8": 0.3,
    "D1": 0.1234,
    "D2": 0.5,
    "D4": -2.5,
    "D5": 2.5,
    "D6": "12",
    "D7": "31 March 2019",
    "E1": "Band 5",
    "E2": "Band 6",
    "E3": "Band 7",
    "E4": "band 8a",
    "E6": "x",
    "E7": "<5",
    "F1": 100,
    "F2": 200,
    "F3": 300,
    "F4": 400,
}
CONFORMANCE = """
A1+0
SUM(A1:A6)
SUM(A:A)
SUM(1:1)
SUM(A1:A2,C1:C5,5)
SUM(A1,A4,A6)
A1+A3
A1-A3
A1*A3
A1/A3
A1/A6
A1+A4
-A4+A1
A1&" of "&A2
A1&A3&"x"
A1/C3+A2%
50%*A1
-A1^2+2^3
SUMIF(B1:B6,"BME",C1:C6)+A1
SUMIF(B1:B6,B1,C1:C6)+A1
SUMIF(B1:B6,"W*",C1:C6)+A1
SUMIF(B:B,"BME",C:C)+A1
SUMIF(C1:C6,">10")+A1
SUMIFS(C1:C5,B1:B5,"BME",A1:A5,">20")
SUMIFS(C1:C5,A1:A5,"<>")
AVERAGEIF(B1:B6,"BME",C1:C6)+A1
AVERAGEIFS(C1:C5,B1:B5,"zz")+A1
COUNT(A1:A8)
COUNT(A:A)
COUNTA(A1:A8)
COUNTBLANK(A1:A8)
COUNTIF(A1:A8,">0")
COUNTIF(A1:A8,0)
COUNTIF(A1:A8,"")
COUNTIF(B1:B6,"wh~*te")+A1
COUNTIF(B:B,"bme")+A1
COUNTIFS(B1:B5,"BME",A1:A5,">10")
IF(A1>5,"yes","no")
IF(A1<50,,"large")
IF(A1>100,"x")
IF(A3="","blank",A1)
IF(A3=0,A1,1)
IF(AND(ISNUMBER(A1),ISNUMBER(C1)),A1/C1,"")
IF(OR(A1="",C1=""),"",A1-C1)
IF(NOT(A1=5),1,2)
IF(A1="","",IF(A1>5,IF(A2>15,"big","mid"),"small"))
IF(COUNT(A1:A3)=3,"Complete",COUNT(A1:A3)&" of 3")
IF((A1>2),1,0)
IF(A1,1,0)
IF(SUM(A1:A2),1,0)
IF(A1*C1,1,0)
AND(A1>1,TRUE)
AND(A1<5,A4+1>2)
OR(A1>5,A4+1>2)
AND(A1>1,(A2>1),COUNT(A1:A2))
OR(A1>50,A2>50)
IFERROR(A1/A6,"")
IFERROR(A1/C1,"")
IFERROR((A1/C1)/(A6/C2),"")
IFERROR(A4+A1,-1)
_xlfn.IFNA(MATCH(A1,C1:C3,0),"none")
ROUND(A1/C3,2)
ROUND(A1/(A1+A2)*100,1)
ABS(A1-C1)
INDEX(A1:C5,1,1)
INDEX(A1:A5,MATCH("unknown",B1:B5,0))+A1
INDEX(A:A,MATCH("White",B:B,0))
MATCH(A1,C1:C5,0)
MATCH("BME",B:B,0)+A1
VLOOKUP("band 8A",E1:F4,2,FALSE)+A1
VLOOKUP("Band 9",E1:F4,2,0)&A1
HLOOKUP("White",B1:C3,2,FALSE)&A1
SUMPRODUCT(A1:A5,C1:C5)
SUMPRODUCT((B1:B5="BME")*(C1:C5>8)*C1:C5)+A1
SUMPRODUCT(--(C1:C5>A1))
MAX(A1:A8)
MIN(A1:A8)
AVERAGE(A1:A8)
AVERAGE(H1:H5)+A1
A1=10
A1<>10
A1>=5
B1="white"&LEFT(A1,0)
(A4="N/A")=(A1=10)
A1&""=E1
C6+C7=C8+A1*0
IF(C6+C7=C8+A1*0,"OK","CHECK")
ISBLANK(A1)
ISBLANK(A3)+A1
ISTEXT(A1)
ISERROR(A1/A6)
ISNA(MATCH(A1,B1:B6,0))
ISERR(A1/A6)
ISLOGICAL(A1=1)
LEN(A1&B1)
MID(B1&A1,2,3)
RIGHT(B1&A1,2)
TRIM(" a "&A1)
UPPER(B1&A1)
LOWER(B1&A1)
CONCATENATE(A1,"-",B1)
EXACT(A1,"5")
NA()+A1
D6+A1
IF(D7="31 March 2019",A1,0)
""&IF(A1=5,"",A1)
TRUE()=(A1=5)
""".strip().splitlines()

# Formulas that another program computes otherwise, or that say more than one thing.
DISTRUSTED = """
TEXT(A1,"0.0%")
INT(A1*0.29)
ROUND(A1,0)
ROUND(A1,C1)
A1^0.5
A1^C1
D7+A1
"31/03/2019"+A1
"£5"*A1
ABS(D7)+A1
COUNTIF(A1:A8,">=a")
COUNTIF(A1:A8,"<>BME")
COUNTIF(A1:A8,"*")
COUNTIF(A1:A8,"=")
MATCH("*",A1:A8,0)
VLOOKUP("?"&A1,A1:B8,2,FALSE)
A1>"x"
A1&"x">B1
AND(A1:A2)
AND(A1,TRUE)
COUNTIF(A1:A8,"31/03/2019")
COUNTIF(A1:A8,E7)
COUNTIF(A1:A8,">"&C1)
COUNTIF(A:A,"")
COUNTIF(A:A,E1)
COUNTBLANK(A:A)
SUMPRODUCT(A:A,C:C)
SUMPRODUCT(A1:A2000*1)
MATCH(A1,C1:C5)
MATCH(A1,C1:C5,1)
MATCH(A1,A1:C5,0)
MATCH(A1,C5,0)&MATCH(A1,IF(TRUE,C1:C5),0)
VLOOKUP(A1,C1:D5,2,TRUE)
VLOOKUP(A1,C1:D5,2)
VLOOKUP(A1,C1:D5,C1,FALSE)
INDEX(A1:C5,A6,1)
INDEX(A1:C5,2)
INDEX(A1:A5,0)
INDEX(A1,1,1,1)
INDEX(A:A,3)
INDEX(IF(TRUE,A1:A5),1)
A1:A6+1
A1:A6
SUM(A1:A6*2)
SUM(IF(A1:A6>1,1,0))
SUM(A1:A2 A2:A3)
SUM((A1,A2))
IF(A1-C1,1,2)
IF(A1&"x",1,2)
IF("TRUE",A1,2)
IF(A1)
AND("x",A1>1)
AND(A1-C1,TRUE)
AND(IF(A1>1,"",1))
NOT(A1&"")
{1,2}+A1
SUM({1,2},A1)
A1+#N/A
ROUND(A1,)
SUBSTITUTE(B1,"W",A1)
A1&1/3
A1&C6*0.00001
C6+C7-C8-A1*0
A1*1E+300*1E+300
A1*1E+15
A1&REPT("x",40000)
SUM(A1:B100000)
OWNFUNCTION(A1)
STDEV(A1:C5)
A1+A1:A3
IF(A1>1,A1:A3)
""".strip().splitlines()


DISTRUSTED.append("+".join(["A1"] * 600))


def form(formulas: list[str]) -> bytes:
    """Return a workbook with the data and these formulas in column Z, with wrong results."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("S")
        for address, held in DATA.items():
            sheet.write(address, held) if held != "12" else sheet.write_string(address, "12")
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 25, f"={formula}", None, STALE)
    return stream.getvalue()


def patched(data: bytes) -> tuple[bytes, dict[int, Content | None]]:
    """Return the workbook with 10 in A1, and the results written beside its formulas by row."""
    package = package_from_bytes(data, "form.xlsx")
    workbook = read_workbook(package)
    edits = {at("A1"): number(10), at("Y1"): number(0)}
    done = recalculate(package, workbook, edits, {})
    parts = {sheet.name: sheet.part for sheet in workbook.sheets}
    inputs = [Edit(*target, content) for target, content in edits.items()]
    out = patch(package, inputs, done.results, sheet_parts=parts)
    return out, {result.row: result.content for result in done.results}


def is_same(ours: Any, theirs: Any) -> bool:
    ours, theirs = (0 if each is None or each == "" else each for each in (ours, theirs))
    if isinstance(ours, str) or isinstance(theirs, str):
        return bool(ours == theirs)
    return bool(ours == pytest.approx(theirs, rel=1e-12, abs=0))


@needs_libreoffice
def test_the_engine_agrees_with_libreoffice(tmp_path: Path) -> None:
    """Every formula of a trusted kind gets a result, and LibreOffice computes the same."""
    out, results = patched(form(CONFORMANCE))
    assert [CONFORMANCE[row] for row in range(len(CONFORMANCE)) if not results.get(row + 1)] == []
    (referee,) = recalculated(tmp_path, out)
    ours = openpyxl.load_workbook(io.BytesIO(out), data_only=True)["S"]
    pairs = {
        formula: (ours.cell(row, 26).value, referee["S"].cell(row, 26).value)
        for row, formula in enumerate(CONFORMANCE, start=1)
    }
    assert {formula: pair for formula, pair in pairs.items() if not is_same(*pair)} == {}


def test_what_the_engine_is_not_trusted_with_loses_its_result() -> None:
    """Column Z depends on A1 throughout, and no wrong result is left or written in it."""
    _, results = patched(form(DISTRUSTED))
    left = {f: results.get(row, "kept") for row, f in enumerate(DISTRUSTED, start=1)}
    assert left == dict.fromkeys(DISTRUSTED)


def test_contents_of_every_kind_go_in_and_out() -> None:
    engine = open_engine(["S", "it's"])
    assert engine is not None
    held = {
        at("A1"): Content("number", "0.1"),
        at("A2"): Content("text", "=1+1"),
        at("A3"): Content("boolean", "TRUE"),
        at("A4"): Content("error", "#DIV/0!"),
        at("A5"): Content("text", ""),
        at("A6"): Content("number", "-3"),
        at("A7"): Content("text", "#N/A"),
        at("A8"): Content("boolean", "FALSE"),
    }
    engine.put(held)
    engine.put_formulas({at("B1", "it's"): "Sheet1!A6*Sheet1!A6"})
    computed = engine.compute([*held, at("B1", "it's"), at("Z9")])
    assert computed == {**held, at("B1", "it's"): Content("number", "9"), at("Z9"): None}
    engine.put({at("A6"): BLANK})
    assert engine.compute([at("B1", "it's")]) == {at("B1", "it's"): Content("number", "0")}


def test_results_that_are_not_to_be_trusted_are_none() -> None:
    """Remains of rounding, more digits than Excel writes, errors of the engine's own."""
    engine = open_engine(["S"])
    assert engine is not None
    texts = ["0.1+0.2-0.3", "1E+15*2", '"a"&1/3', "NOSUCH(1)", "A5", "#NUM!", "1/0"]
    engine.put_formulas({("S", row, 1): text for row, text in enumerate(texts, start=1)})
    computed = engine.compute([("S", row, 1) for row in range(1, 8)])
    assert list(computed.values()) == [None] * 6 + [Content("error", "#DIV/0!")]


def test_an_engine_that_fails_says_so_in_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own errors, a text it cannot take, and a panic are one kind; others go on their way."""
    import ironcalc

    engine = open_engine(["S"])
    assert engine is not None
    for content in (Content("number", "1e999"), Content("text", "\ud800")):
        with pytest.raises(EngineError):
            engine.put({at("A1"): content})
    with pytest.raises(EngineError, match="row or column"):
        engine.put({("S", 0, 1): number(1)})

    class PanicException(BaseException):  # noqa: N818
        pass

    def fail(error: BaseException) -> None:
        raise error

    monkeypatch.setattr(ironcalc, "create", lambda _name: fail(PanicException("boom")))
    with pytest.raises(EngineError, match="boom"):
        open_engine(["S"])
    monkeypatch.setattr(ironcalc, "create", lambda _name: fail(KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        open_engine(["S"])


def test_without_the_extra_there_is_no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ironcalc", None)
    assert open_engine(["S"]) is None


def test_sheets_are_called_by_plain_words() -> None:
    assert name_sheets(["Data", "it's"]) == {"Data": "Sheet1", "it's": "Sheet2"}


def test_what_the_engine_can_hold() -> None:
    """It knows no dates, few errors, no narratives, and no digits that are not a number."""
    good = [number(1), BLANK, Content("text", "x" * 1000), Content("error", "#N/A")]
    bad = [Content("date", "2019-03-31"), Content("error", "#SST!"), Content("text", "x" * 1001)]
    assert [can_hold(content) for content in [*good, *bad, Content("number", "1_0")]] == (
        [True] * 4 + [False] * 4
    )
