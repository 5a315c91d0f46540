"""In the wide form nothing that stands beside the columns of the groups is lost."""

import pytest

from wres_excel.domain.metrics import Understood, understand
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.spellings import load_spellings
from wres_excel.tables.metrics import parse_metrics

SPELLINGS = load_spellings()
EDITION = load_edition("2024")
NAME = "report.organisation_name"


def read(text: str) -> Understood:
    metrics = parse_metrics(text.encode(), "m.csv", SPELLINGS)
    assert metrics.findings == ()
    return understand(metrics, EDITION, SPELLINGS)


def findings(text: str) -> list[str]:
    return [str(finding) for finding in read(text).findings]


def values(text: str) -> dict[tuple[str, str], object]:
    (organisation,) = read(text).organisations.values()
    return {
        (place.item, place.group): answer.text if answer.value is None else answer.value
        for place, answer in organisation.answers.items()
    }


@pytest.mark.parametrize("column", ["value", "Value", "all", "Total", "text", "Overall"])
def test_an_answer_of_one_value_may_stand_in_any_column_of_no_group(column: str) -> None:
    text = f"item,white,bme,unknown,{column}\n20,1,2,3,\n{NAME},,,,Example Trust\n"
    assert findings(text) == []
    assert values(text) == {
        ("clinical.band_5", "white"): 1,
        ("clinical.band_5", "bme"): 2,
        ("clinical.band_5", "unknown"): 3,
        (NAME, "all"): "Example Trust",
    }


def test_an_answer_of_one_value_given_in_two_columns_is_refused() -> None:
    assert findings(f"item,white,all,value\n{NAME},,One,Two\n") == [
        "error[given-twice] m.csv:2: The same value is given twice (item "
        "report.organisation_name, 2024-03-31, all; found two columns of this row; expected one "
        "row for each item, period, group and organisation). Empty one of the two cells."
    ]


def test_answers_of_one_value_in_the_column_of_a_group_are_told_once() -> None:
    rows = [f"{NAME},Trust,,", "report.date,,2024-10,", "20,1,2,3", "staff.employed,9,9,"]
    assert findings("item,white,bme,unknown\n" + "\n".join(rows)) == [
        "error[unknown-group] m.csv:2: 3 rows give an answer that has one value in a column of a "
        "group (found 'Name of organisation' and so on, lines 2 to 3, 5; expected such answers in "
        "a column all or value). Add a column all or value to the header, and move such answers "
        "there: the name, the code, dates, narratives, notes, ratios."
    ]
    assert findings(f"item,white,bme,unknown\n{NAME},Trust,,\n") == [
        "error[unknown-group] m.csv:2: The row gives an answer that has one value in a column of "
        "a group (found 'Name of organisation'; expected such answers in a column all or value). "
        "Add a column all or value to the header, and move such answers there: the name, the "
        "code, dates, narratives, notes, ratios."
    ]


def test_many_lines_far_apart_are_counted() -> None:
    notes = [item.key for item in EDITION.items if item.note_of][:15]
    text = "item,white,value\n" + "".join(f"{key},x,\n21,,\n" for key in notes)
    (finding,) = (f for f in read(text).findings if f.severity == "error")
    assert finding.found == (
        "'Notes on Under Band 1' and so on, lines "
        + ", ".join(str(line) for line in range(2, 26, 2))
        + " and 3 more"
    )


def test_a_value_of_no_group_beside_groups_is_refused_once_and_used_in_no_row() -> None:
    text = "item,white,bme,unknown,value\n20,1,2,3,6\n21,4,5,6,15\n"
    assert findings(text) == [
        "error[unknown-group] m.csv:2: 2 rows give a value of no group beside those of the groups "
        "(found '6' and so on, lines 2 to 3; expected a value in the column of each group alone). "
        "Empty the column value in these rows: it is for answers that have one value. If it "
        "holds totals, name it Total."
    ]
    assert list(values(text).values()) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("column", "found"), [("value", "nothing"), ("Total", "Total")])
def test_a_value_of_no_group_alone_is_refused(column: str, found: str) -> None:
    assert findings(f"item,white,bme,unknown,{column}\n20,,,,6\n") == [
        "error[unknown-group] m.csv:2: The item has a value for each group, and the row does not "
        f"say which (item clinical.band_5, 2024-03-31; found {found}; expected white or bme or "
        "unknown)."
    ]


def test_a_total_is_compared_with_its_row_and_never_written() -> None:
    text = "item,white,bme,unknown,Total\n20,1,2,3,6\n21,4,5,,12\n22,1,*,,9\n23,1,2,,many\n"
    assert findings(text) == [
        "note[total-not-written] m.csv:2: Totals in the column 'Total' are compared with the "
        "sum of the groups where these are counts, and never written (found 4 values, 2 "
        "of them not compared, being no counts or beside none).",
        "warning[total-differs] m.csv:3: The total given is not the sum of the figures in its row "
        "(item clinical.band_6, 2024-03-31; found 12; expected 9 (4 + 5)). Check the figures and "
        "the total; the total itself is never written.",
    ]
    assert {group for _, group in values(text)} == {"white", "bme", "unknown"}


def test_the_total_of_figures_that_are_no_counts_is_not_compared() -> None:
    assert findings("item,white,bme,all\nsurvey.harassment_public,20%,30%,25%\n") == [
        "note[total-not-written] m.csv:2: Totals in the column 'all' are compared with the sum "
        "of the groups where these are counts, and never written (found 1 value, 1 of "
        "them not compared, being no counts or beside none)."
    ]


def test_a_total_beside_a_figure_that_is_not_understood_is_not_compared() -> None:
    found = read("item,white,bme,Total\n20,6l,2,63\n").findings
    assert [(f.rule, f.severity) for f in found] == [
        ("wrong-kind", "error"),
        ("total-not-written", "note"),
    ]


def test_a_ratio_is_no_total() -> None:
    found = read("item,white,bme,Ratio\n35,6,2,1.5\n").findings
    assert [(f.rule, f.found) for f in found] == [("unknown-group", "Ratio")]


def test_an_unknown_item_or_period_is_one_finding_a_row() -> None:
    found = read("item,period,white,bme,unknown\nnothing,,1,2,3\n20,1999,1,2,3\n").findings
    assert [(f.rule, f.line) for f in found] == [("unknown-item", 2), ("unknown-period", 3)]


def test_organisations_and_claims_are_told_apart_in_the_wide_form_too() -> None:
    text = "organisation,item,white,bme,value\nRXY,36,14.7%,,\nRAL,20,1,,\nRAL,staff.employed,,,9\n"
    understood = read(text)
    assert understood.findings == ()
    assert {
        code: (list(one.answers), list(one.claims))
        for code, one in understood.organisations.items()
    } == {
        "RXY": ([], [Place("recruitment.likelihood", "current", "white")]),
        "RAL": (
            [
                Place("clinical.band_5", "current", "white"),
                Place("staff.employed", "current", "all"),
            ],
            [],
        ),
    }
