"""Changes as CSV: whole, with a header that stays, and safe to open in Excel."""

import csv
import io
from dataclasses import replace

from comparison.returns import full_return, make_return, number
from support import full_answers

from wres_excel.comparison.records import Changes, FormChange
from wres_excel.comparison.returns import compare_returns
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Place
from wres_excel.editions import editions, load_edition
from wres_excel.findings import Finding
from wres_excel.tables.changes_csv import CHANGE_COLUMNS, changes_to_csv

E2024 = load_edition("2024")
BAND = Place("clinical.band_5", "current", "bme")
PLAN = Place("action_plan", "current", "all")


def changed(old: Answer, new: Answer, place: Place = BAND) -> Changes:
    answers = full_answers(E2024)
    pair = (make_return(E2024, answers | {place: answer}) for answer in (old, new))
    return compare_returns(*pair, editions())


def rows(changes: Changes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(changes_to_csv(changes), newline="")))


def test_the_header_is_public() -> None:
    assert changes_to_csv(changed(number(1), number(1))).splitlines()[0] == (
        "record,kind,old_period,new_period,indicator,item,number,label,group,old,new,difference,"
        "percent,old_status,new_status,old_sheet,old_cell,new_sheet,new_cell,remark"
    )


def test_a_change_is_a_row() -> None:
    cell = next(v.cell for v in full_return(E2024).values if v.place == BAND)
    typed = [row for row in rows(changed(number(400), number(410))) if row["record"] == "answer"]
    assert typed == [
        {
            "record": "answer",
            "kind": "same date",
            "old_period": "2024-03-31",
            "new_period": "2024-03-31",
            "indicator": "1",
            "item": "clinical.band_5",
            "number": "20",
            "label": "1b Clinical workforce: of which non-medical: Band 5",
            "group": "bme",
            "old": "400",
            "new": "410",
            "difference": "10",
            "percent": "2.5",
            "old_status": "reported",
            "new_status": "reported",
            "old_sheet": "Data",
            "old_cell": cell,
            "new_sheet": "Data",
            "new_cell": cell,
            "remark": "",
        }
    ]


def test_each_indicator_is_a_row_in_words_and_results_are_rows_of_their_own() -> None:
    found = rows(changed(number(400), number(410)))
    effects = [row for row in found if row["record"] == "indicator"]
    assert [row["indicator"] for row in effects] == [str(n) for n in range(1, 10)] * 2
    assert effects[4]["remark"].endswith("unchanged.")
    results = {row["item"] for row in found if row["record"] == "result"}
    assert "disciplinary.workforce" in results


def test_what_is_no_figure_stands_as_it_was_typed_with_its_status() -> None:
    change = changed(number(400), Answer("suppressed", raw="<5"))
    (row,) = [row for row in rows(change) if row["record"] == "answer"]
    assert (row["new"], row["new_status"], row["difference"]) == ("<5", "suppressed", "")


def test_text_that_a_spreadsheet_would_run_is_protected_and_numbers_are_not() -> None:
    formula = "=cmd|' /C calc'!A0"
    dangerous = changed(
        Answer("reported", text="plain", raw="plain"),
        Answer("reported", text=formula, raw=formula),
        PLAN,
    )
    (row,) = [row for row in rows(dangerous) if row["record"] == "answer"]
    assert row["new"] == f"'{formula}"
    (fewer,) = [r for r in rows(changed(number(400), number(390))) if r["record"] == "answer"]
    assert fewer["difference"] == "-10"


def test_what_one_edition_alone_asks_for_is_a_row_for_each_value() -> None:
    changes = compare_returns(full_return(load_edition("2015")), full_return(load_edition("2016")))
    found = [row for row in rows(changes) if row["item"] == "population.share"]
    assert [(r["record"], r["group"], r["old_period"], r["new_period"]) for r in found] == [
        ("only old", "white", "2015-04-01", ""),
        ("only old", "bme", "2015-04-01", ""),
    ]
    assert all(row["old"] and not row["new"] for row in found)


def finding(found: str) -> Finding:
    return Finding(
        "stale-result",
        "warning",
        "The result is old",
        item="clinical.band_5",
        period="2024-03-31",
        group="bme",
        sheet="Data",
        cell="K26",
        found=found,
    )


def test_findings_are_rows_that_say_whether_they_are_new_or_gone_or_stayed() -> None:
    r = full_return(E2024)
    other = replace(finding("2"), rule="typed")
    changes = compare_returns(
        replace(r, findings=(finding("1"), other)),
        replace(r, findings=(finding("1"), replace(other, rule="new"))),
    )
    changes = replace(changes, findings=(Finding("unsure", "warning", "Not certain"),))
    found = [row for row in rows(changes) if row["record"] == "finding"]
    assert [(r["kind"], r["label"], r["old_cell"], r["new_cell"]) for r in found] == [
        ("comparison", "warning[unsure]", "", ""),
        ("new", "warning[new]", "", "K26"),
        ("gone", "warning[typed]", "K26", ""),
        ("stayed", "warning[stale-result]", "", "K26"),
    ]


def test_changes_of_a_form_are_rows() -> None:
    r = full_return(E2024)
    change = FormChange("text added", "+44 20", new="+44 20", new_sheet="Data", new_cell="A9")
    (row,) = rows(Changes(r, r, forms=(change,)))
    assert {key: text for key, text in row.items() if text} == {
        "record": "form",
        "kind": "text added",
        "label": "'+44 20",
        "new": "'+44 20",
        "new_sheet": "Data",
        "new_cell": "A9",
    }


def test_every_column_of_the_csv_is_filled_by_something() -> None:
    """A column that no row ever fills would be a mistake in its name."""
    all_rows = rows(compare_returns(full_return(load_edition("2021")), full_return(E2024, 2)))
    filled = {column for row in all_rows for column, text in row.items() if text}
    assert filled == set(CHANGE_COLUMNS)
