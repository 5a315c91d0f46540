"""Changes as JSON: both sides of all that changed, in one shape."""

import json

from comparison.returns import full_return, make_return, number
from support import full_answers

from wres_excel.comparison.records import Changes, FormChange
from wres_excel.comparison.returns import compare_returns
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Place
from wres_excel.editions import editions, load_edition
from wres_excel.tables.changes import changes_to_json

E2024 = load_edition("2024")
BAND = Place("clinical.band_5", "current", "bme")


def changed(old: Answer, new: Answer, place: Place = BAND) -> Changes:
    answers = full_answers(E2024)
    pair = (make_return(E2024, answers | {place: answer}) for answer in (old, new))
    return compare_returns(*pair, editions())


def test_json_holds_both_sides_of_a_change() -> None:
    data = json.loads(changes_to_json(changed(number(400), number(410))))
    (change,) = [c for c in data["comparisons"][0]["changes"] if c["cause"] == "answer"]
    old, new = change.pop("old"), change.pop("new")
    assert change == {
        "item": "clinical.band_5",
        "number": 20,
        "indicator": 1,
        "label": "1b Clinical workforce: of which non-medical: Band 5",
        "group": "bme",
        "cause": "answer",
        "difference": 10,
        "percent": 2.5,
        "caveat": None,
    }
    assert old == {
        "status": "reported",
        "value": 400,
        "text": None,
        "raw": "400",
        "computed": None,
        "sheet": "Data",
        "cell": new["cell"],
    }
    assert new["value"] == 410


def test_json_says_what_an_indicator_did_and_which_way_it_is_divided() -> None:
    data = json.loads(changes_to_json(changed(number(400), number(410))))
    effect = data["comparisons"][0]["effects"][3]
    assert (effect["indicator"], effect["movement"]) == (4, "further")
    assert effect["old"]["direction"] == "white / bme"
    assert effect["old"]["result"]["value"] != effect["new"]["result"]["value"]
    assert effect["in_words"].startswith("Relative likelihood (White / BME) ")


def test_json_is_of_one_shape_for_returns_and_for_forms() -> None:
    r = full_return(E2024)
    change = FormChange("sheet gone", "Notes", old="Notes", old_sheet="Notes")
    forms = json.loads(changes_to_json(Changes(r, r, forms=(change,))))
    figures = json.loads(changes_to_json(compare_returns(r, r)))
    assert forms.keys() == figures.keys()
    assert figures["forms"] is None
    assert [(c["kind"], c["old"], c["new"]) for c in forms["forms"]] == [
        ("sheet gone", "Notes", None)
    ]


def test_json_names_what_was_not_compared() -> None:
    changes = compare_returns(full_return(load_edition("2023")), full_return(E2024))
    data = json.loads(changes_to_json(changes))
    assert data["not_compared"] == [{"return": "old", "period": "2022-03-31"}]
