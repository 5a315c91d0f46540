"""Returns leave as JSON and CSV in the contract's form, and the CSV is a metrics file."""

import csv
import io
import json

from hypothesis import assume, given
from hypothesis import strategies as st

from wres_excel.domain.answers import answer_from_text
from wres_excel.domain.metrics import understand
from wres_excel.domain.model import Organisation, Place, Return, Source, Value
from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.spellings import load_spellings
from wres_excel.tables.dataset import return_to_dict, returns_to_csv, returns_to_json
from wres_excel.tables.metrics import parse_metrics

SPELLINGS = load_spellings()
EDITION = load_edition("2019")
BAND_5 = Place("clinical.band_5", "current", "bme")
RATIO = Place("disciplinary.relative_likelihood", "current", "all")
WORDS = Place("background.completeness", "current", "all")
SAVED = "2019-06-03T09:00:00Z"
SOURCE = Source("return.xlsx", "ab" * 32, "Microsoft Excel", "wres-excel 0.1.0", SAVED)


def make_return(*values, findings=(), organisation=None):
    organisation = organisation or Organisation("RXY", "Example Trust")
    return Return(EDITION, organisation, SOURCE, values, findings)


EXAMPLE = make_return(
    Value(BAND_5, "reported", 102, None, "Data", "I27", "102", format="#,##0", comment="a check"),
    Value(
        *(RATIO, "reported", 1.8, None, "Data", "E50", "1.8", 1.829),
        format="0.00",
        formula="=E49/D49",
    ),
    Value(RATIO, "blank", sheet="Data", cell="F50", reason="'Staff' (White) is 0"),
    Value(WORDS, "reported", text='=A1, "\u00e9"\nline', sheet="Report", cell="B2", raw="=A1"),
    findings=(
        Finding("total-mismatch", "error", "It differs", "Check it", sheet="Data", cell="I27"),
        Finding("wrong-kind", "error", "It is wrong", file="m.csv", line=3, found="x"),
    ),
)


def test_json_is_what_the_contract_says():
    common = {"number": None, "indicator": None, "period": "2019-03-31"}
    unknown = {"format": None, "formula": None, "comment": None}
    assert return_to_dict(EXAMPLE) == {
        "edition": "2019",
        "organisation": {"code": "RXY", "name": "Example Trust"},
        "source": {
            "file": "return.xlsx",
            "sha256": "ab" * 32,
            "application": "Microsoft Excel",
            "saved": SAVED,
            "read_with": "wres-excel 0.1.0",
        },
        "values": [
            {
                **common,
                "item": "clinical.band_5",
                "number": 20,
                "indicator": 1,
                "group": "bme",
                "value": 102,
                "text": None,
                "status": "reported",
                "sheet": "Data",
                "cell": "I27",
                "raw": "102",
                "format": "#,##0",
                "formula": None,
                "comment": "a check",
            },
            {
                **common,
                "item": "disciplinary.relative_likelihood",
                "number": 41,
                "indicator": 3,
                "group": "all",
                "value": 1.8,
                "text": None,
                "status": "reported",
                "sheet": "Data",
                "cell": "E50",
                "raw": "1.8",
                "format": "0.00",
                "formula": "=E49/D49",
                "comment": None,
                "computed": 1.829,
            },
            {
                **common,
                "item": "disciplinary.relative_likelihood",
                "number": 41,
                "indicator": 3,
                "group": "all",
                "value": None,
                "text": None,
                "status": "blank",
                "sheet": "Data",
                "cell": "F50",
                "raw": "",
                **unknown,
                "computed": None,
                "reason": "'Staff' (White) is 0",
            },
            {
                **common,
                "item": "background.completeness",
                "group": "all",
                "value": None,
                "text": '=A1, "\u00e9"\nline',
                "status": "reported",
                "sheet": "Report",
                "cell": "B2",
                "raw": "=A1",
                **unknown,
            },
        ],
        "findings": [
            {
                "rule": "total-mismatch",
                "severity": "error",
                "message": "It differs",
                "remedy": "Check it",
                "item": None,
                "period": None,
                "group": None,
                "sheet": "Data",
                "cell": "I27",
                "found": None,
                "expected": None,
            },
            {
                "rule": "wrong-kind",
                "severity": "error",
                "message": "It is wrong",
                "remedy": "",
                "item": None,
                "period": None,
                "group": None,
                "sheet": None,
                "cell": None,
                "found": "x",
                "expected": None,
                "file": "m.csv",
                "line": 3,
            },
        ],
    }


def test_json_text_keeps_letters_and_the_order_of_the_contract():
    text = returns_to_json([EXAMPLE])
    assert "\u00e9" in text
    assert text.endswith("}\n")
    read = json.loads(text)
    assert read == return_to_dict(EXAMPLE)
    assert list(read) == ["edition", "organisation", "source", "values", "findings"]
    assert list(read["values"][0])[:6] == [
        *("item", "number", "indicator", "period", "group", "value")
    ]


def test_csv_is_what_the_contract_says():
    sha = "ab" * 32
    about, source = "RXY,Example Trust,2019", f"return.xlsx,{sha}"
    assert returns_to_csv([EXAMPLE]) == (
        "organisation,organisation_name,edition,item,number,indicator,period,group,value,text,"
        "status,sheet,cell,raw,computed,file,sha256\r\n"
        f"{about},clinical.band_5,20,1,2019-03-31,bme,102,,reported,Data,I27,102,,{source}\r\n"
        f"{about},disciplinary.relative_likelihood,41,3,2019-03-31,all,1.8,,reported,Data,E50,1.8,"
        f"1.829,{source}\r\n"
        f"{about},disciplinary.relative_likelihood,41,3,2019-03-31,all,,,blank,Data,F50,,,{source}"
        "\r\n"
        f'{about},background.completeness,,,2019-03-31,all,,"\'=A1, ""\u00e9""\nline",reported,'
        f"Report,B2,'=A1,,{source}\r\n"
    )


def test_numbers_stay_numbers_and_other_raw_content_is_protected():
    place = Place("board.difference", "current", "bme")
    text = returns_to_csv(
        [
            make_return(
                Value(place, "reported", -3.1, raw="-0.031", computed=-3.1),
                Value(BAND_5, "unreadable", raw="-"),
                organisation=Organisation(None, "=Trust"),
            )
        ]
    )
    first, second = csv.DictReader(io.StringIO(text))
    assert (first["value"], first["raw"], first["computed"]) == ("-3.1", "-0.031", "-3.1")
    assert (second["raw"], second["organisation"], second["organisation_name"]) == (
        "'-",
        "",
        "'=Trust",
    )


INPUTS = [place for place in EDITION.places if not EDITION.by_key[place.item].derived]
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=40)
NUMBERS = {
    "headcount": st.integers(0, 10**6).map(str),
    "percentage": st.floats(0, 100).map(repr),
    "month": st.dates().map(lambda day: day.isoformat()),
    "text": TEXTS | TEXTS.map(lambda text: f"={text}") | TEXTS.map(lambda text: f"'@{text}"),
}
MARKERS = st.sampled_from(["N/A", "not collected", "", "<5", "*"])


@st.composite
def answers(draw):
    """Draw answers to some of the inputs, by place."""
    drawn = {}
    for place in draw(st.lists(st.sampled_from(INPUTS), max_size=8, unique=True)):
        item = EDITION.by_key[place.item]
        marker = st.nothing() if item.measure == "month" else MARKERS
        text = draw(NUMBERS[item.measure] | marker)
        drawn[place] = answer_from_text(item, text, SPELLINGS)
    return drawn


CODE = "report.organisation_code"


@given(answers(), st.sampled_from([None, "RXY", "G6V2S"]))
def test_what_is_written_as_csv_is_a_metrics_file_with_the_same_answers(given_answers, code):
    kept = {place: answer for place, answer in given_answers.items() if place.item != CODE}
    assume(kept)
    values = (Value(p, a.status, a.value, a.text, raw=a.raw) for p, a in kept.items())
    text = returns_to_csv([make_return(*values, organisation=Organisation(code))])
    read = parse_metrics(text.encode(), "data.csv", SPELLINGS)
    understood = understand(read, EDITION, SPELLINGS)
    again = understood.organisations[code].answers
    assert (read.findings, understood.findings) == ((), ())
    assert {place: (a.status, a.value, a.text) for place, a in again.items()} == {
        place: (a.status, a.value, a.text) for place, a in kept.items() if a.status != "blank"
    }


def test_several_returns_are_a_json_list() -> None:
    one = json.loads(returns_to_json([EXAMPLE]))
    assert json.loads(returns_to_json([EXAMPLE, EXAMPLE])) == [one, one]
