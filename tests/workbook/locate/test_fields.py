"""The answers of the Reporting Template stand right of their label, below it, or behind it."""

import pytest

from workbook.locate.sketch import everything, page, workbook
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import Located, locate
from wres_excel.workbook.records import Sheet

EDITION = load_edition("2016")
COMPLETENESS = Place("background.completeness", "current", "all")


def located_on(*sheets: Sheet) -> Located:
    return locate(workbook(*sheets), EDITION)


@pytest.mark.parametrize(
    "label",
    [
        "Any issues of completeness of data",
        "1a Any issues of completeness of data",
        "Q1a. Any issues of completeness of the data?",
        "2. any issues of COMPLETENESS of data:",
        "Background narrative: any issues of completeness of data",
        "1a) Background narrative - any issues of\\ncompleteness of data",
    ],
)
def test_a_question_is_known_however_it_is_numbered(label: str) -> None:
    found = located_on(page(f"| {label} | _ |")).locations[COMPLETENESS]
    assert (found.cell, found.inside_label) == ("B1", False)


@pytest.mark.parametrize(
    ("rows", "merges", "cell"),
    [
        ("| Any issues of completeness of data | None |", [], "B1"),
        ("| Any issues of completeness of data | | | None |", ["A1:C1"], "D1"),
        ("| Any issues of completeness of data |\n| None |", [], "A2"),
        ("| Any issues of completeness of data | |\n| _ | |", ["A1:D1", "A2:D2"], "A2"),
        ("| Any issues of completeness of data | _ |\n| None | |", [], "A2"),
        ("| Any issues of completeness of data |", [], "B1"),
        ("| Any issues of completeness of data |\n| Action Plan | |", [], "B1"),
    ],
)
def test_the_answer_stands_right_of_its_label_or_below(
    rows: str, merges: list[str], cell: str
) -> None:
    assert located_on(page(rows, merges=merges)).locations[COMPLETENESS].cell == cell


def test_blank_answers_stand_where_the_other_answers_do() -> None:
    sheet = page(
        """
        | Any issues of completeness of data | _ |
        | _ | |
        | Action Plan | _ |
        | We will do better | |
        | Names of commissioners this report has been sent to | _ |
        | Example CCG | |
        """
    )
    assert located_on(sheet).locations[COMPLETENESS].cell == "A2"


def test_a_column_headed_answer_holds_the_answers() -> None:
    sheet = page(
        """
        | Ref | Question | Guidance | Answer | Check |
        | 1a | Any issues of completeness of data | Say which | _ | =A1 |
        """
    )
    assert located_on(sheet).locations[COMPLETENESS].cell == "D2"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Any issues of completeness of data: none", "none"),
        ("1a Any issues of completeness of data\\nNone known: see 2b", "None known: see 2b"),
        ("Background narrative: any issues of completeness of data: as at 31 March 2014, White",
         "as at 31 March 2014, White"),
        ("Any issues of completeness of data:", ""),
    ],
)  # fmt: skip
def test_an_answer_may_stand_behind_its_label_in_one_cell(text: str, answer: str) -> None:
    found = located_on(page(f"| {text} |")).locations[COMPLETENESS]
    assert (found.cell, found.inside_label) == ("A1", True)
    assert text.replace("\\n", "\n")[found.after :].strip() == answer


def test_a_repeat_by_formula_is_not_the_place_of_an_answer() -> None:
    front = page("| Action Plan | We will |", name="Front")
    repeat = page("| Action Plan | =Front!B1 |", name="Repeat")
    found = located_on(repeat, front).locations[Place("action_plan", "current", "all")]
    assert found.sheet == "Front"


GRID = """
| | | Data for reporting year | Data for previous year | Narrative | Action taken and planned |
| 1 | Staff in each pay band | _ | _ | _ | _ |
| 2 | Something else | _ | _ | _ | _ |
| | Indicator 3 | _ | _ | _ | _ |
| | 4. Access to non-mandatory training | _ | _ | _ | _ |
| | % of staff experiencing harassment, bullying or abuse from staff in the last 12 months | _ | _ |
| | | | | | |
| 6 | Any other factors or data which should be taken into consideration | _ | | | |
| 7 | Action Plan | _ | | | |
"""


def test_an_indicators_row_is_known_by_its_number_or_its_words() -> None:
    found = everything(located_on(page(GRID)))
    narratives = {
        key.split(".")[0]: at for key, at in found.items() if key.split()[0].endswith("narrative")
    }
    assert narratives == {
        "indicator_1": "Data!E2",
        "indicator_2": "Data!E3",
        "indicator_3": "Data!E4",
        "indicator_4": "Data!E5",
        "indicator_6": "Data!E6",
    }


def test_the_columns_of_the_table_of_indicators_go_by_their_headings() -> None:
    found = everything(located_on(page(GRID)))
    assert {key: at for key, at in found.items() if key.startswith("indicator_1.")} == {
        "indicator_1.reporting_year current all": "Data!C2",
        "indicator_1.previous_year current all": "Data!D2",
        "indicator_1.narrative current all": "Data!E2",
        "indicator_1.action current all": "Data!F2",
    }


def test_questions_below_the_table_are_no_rows_of_it() -> None:
    found = everything(located_on(page(GRID)))
    assert found["other_factors current all"] == "Data!C8"
    assert found["action_plan current all"] == "Data!C9"


def test_columns_of_years_alone_are_no_table_of_indicators() -> None:
    sheet = page("| | Data for reporting year | Data for previous year |\n| 1 | _ | _ |")
    assert located_on(sheet).locations == {}
