"""A row is an item's by its number, or by its label and its section; what is unclear is left."""

import pytest

from workbook.locate.sketch import page, places, workbook
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import Located, locate
from wres_excel.workbook.records import Sheet

EDITION = load_edition("2019")


def located_in(*rows: str, left: int = 1) -> Located:
    """Return what is located in a table of these rows, each a label with what stands before it."""
    heads = "|" + "| " * (rows[-1].count("|") + 1) + "White 2018 | White 2019"
    body = "\n".join(f"{row} | _ | _" for row in rows)
    return locate(workbook(page(f"{heads}\n{body}", left=left)), EDITION)


def row_of(located: Located, item: str) -> int | None:
    rows = {found.row for place, found in located.locations.items() if place.item == item}
    return rows.pop() if len(rows) == 1 else None


@pytest.mark.parametrize(
    ("section", "label", "item"),
    [
        ("Clinical", "Band 8 - Range A", "clinical.band_8a"),
        ("NON-CLINICAL WORKFORCE", "8a", "non_clinical.band_8a"),
        ("of which non-medical", "Very Senior Manager (VSM)", "clinical.vsm"),
        ("1a) Non clinical staff", "AfC Band\u00a05 ", "non_clinical.band_5"),
        ("Clinical workforce: of which non-medical", "band  5:", "clinical.band_5"),
        ("of which Medical & Dental", "Other", "medical.other"),
        ("3", "- of which Senior Medical Manager", "medical.senior_medical_managers"),
        ("3. Formal disciplinary process", "Staff in workforce", "disciplinary.workforce"),
        ("Indicator 4", "Number of staff in the workforce", "training.workforce"),
        ("Staff survey", "% of staff believing that the organisation provides equal "
         "opportunities for career progression or promotion", "survey.equal_opportunities"),
        ("Board", "of which:\\nVoting Board members", "board.voting"),
        ("Board", "Executive Board members - % by ethnicity", "board.executive_share"),
    ],
)  # fmt: skip
def test_an_item_is_known_by_its_label_under_its_section(
    section: str, label: str, item: str
) -> None:
    assert row_of(located_in(section, label), item) == 3


def test_a_section_may_stand_in_a_column_of_its_own() -> None:
    located = located_in(
        "Clinical: non-medical | Band 5",
        "Non-clinical | Band 5",
        "Indicator 4 | Number of staff in workforce",
    )
    found = [row_of(located, i) for i in ("clinical.band_5", "non_clinical.band_5")]
    assert [*found, row_of(located, "training.workforce")] == [2, 3, 4]


def test_a_label_may_name_its_section_itself() -> None:
    located = located_in("Non-clinical: Band 5", "Band 5 (clinical)", "Clinical - VSM")
    found = [
        row_of(located, item) for item in ("non_clinical.band_5", "clinical.band_5", "clinical.vsm")
    ]
    assert found == [2, 3, 4]


def test_a_tab_may_name_the_section() -> None:
    table = "| | White 2018 | White 2019 |\n| Band 5 | _ | _ |"
    sheets = [page(table, name="Clinical"), page(table, name="Non-clinical")]
    located = locate(workbook(*sheets), EDITION)
    assert places(located, EDITION, "clinical.band_5") == {
        "2018 white": "Clinical!B2",
        "2019 white": "Clinical!C2",
    }


def test_a_heading_merged_over_its_rows_ends_with_them() -> None:
    sheet = page(
        """
        | | | White 2018 | White 2019 |
        | Non-clinical | Band 4 | _ | _ |
        | | Band 5 | _ | _ |
        | | Band 6 | _ | _ |
        """,
        merges=["A2:A3"],
    )
    located = locate(workbook(sheet), EDITION)
    assert row_of(located, "non_clinical.band_5") == 3
    assert row_of(located, "non_clinical.band_6") is None


def test_neighbours_tell_where_no_heading_does() -> None:
    located = located_in(
        "Number of shortlisted applicants",
        "Number of staff in workforce",
        "Number of staff entering the formal disciplinary process",
        "Number of staff in workforce",
        "Number of staff accessing non-mandatory training and CPD",
        "Total Board members",
        "of which: Voting Board members",
        "Total Board members",
        "of which: Exec Board members",
    )
    items = ("disciplinary.workforce", "training.workforce", "board.total", "board.total_again")
    assert [row_of(located, item) for item in items] == [3, 5, 7, 9]


def test_a_label_that_stands_alone_is_not_guessed() -> None:
    located = located_in("Band 5", "Band 6")
    assert not located.locations
    assert {place.item for place in located.missing} >= {"clinical.band_5", "non_clinical.band_5"}


def test_a_common_word_needs_its_section() -> None:
    assert row_of(located_in("Notes on pay", "Other"), "medical.other") is None
    assert row_of(located_in("Trainee grades", "Other"), "medical.other") == 3
    assert row_of(located_in("Trainee grades", "Locums", "Other"), "medical.other") is None


def test_one_row_of_twins_is_the_first_of_them() -> None:
    located = located_in("Board", "Total Board members")
    assert row_of(located, "board.total") == 3
    assert row_of(located, "board.total_again") is None


def test_a_number_tells_which_of_the_alike_labels_is_meant() -> None:
    located = located_in("20 | Band 5", "6 | Band 5", "21 | Band 6")
    assert row_of(located, "clinical.band_5") == 2
    assert row_of(located, "non_clinical.band_5") == 3


@pytest.mark.parametrize("number", ["39", "39.", "39.0"])
def test_a_number_is_enough_where_the_label_is_strange(number: str) -> None:
    located = located_in("6 | Band 5", "7 | Band 6", f"{number} | Staff in trouble")
    assert row_of(located, "disciplinary.entered") == 4


def test_a_column_headed_data_item_is_enough_where_all_labels_are_strange() -> None:
    sheet = page(
        """
        | Data item | | White 2018 | White 2019 |
        | 39 | Staff in trouble | 1 | 2 |
        """
    )
    assert row_of(locate(workbook(sheet), EDITION), "disciplinary.entered") == 2


def test_a_count_of_rows_that_disagrees_with_the_labels_is_no_data_item_number() -> None:
    located = located_in("| Non-clinical", "1 | Band 4", "2 | Band 5", "3 | Band 6", "4 | Band 7")
    items = [f"non_clinical.band_{band}" for band in (4, 5, 6, 7)]
    assert [row_of(located, item) for item in items] == [3, 4, 5, 6]
    assert not [f for f in located.findings if f.rule == "number-label-conflict"]


def test_a_row_whose_number_and_label_disagree_is_nobodys() -> None:
    located = located_in("5 | Band 4", "6 | Band 5", "9 | Band 7")
    conflicts = [f.cell for f in located.findings if f.rule == "number-label-conflict"]
    assert conflicts == ["A4"]
    assert row_of(located, "non_clinical.band_8a") is None
    assert row_of(located, "non_clinical.band_7") is None


@pytest.mark.parametrize("left", [1, 4, 30])
def test_a_table_may_stand_anywhere(left: int) -> None:
    located = located_in("Non-clinical", "Band 5", left=left)
    columns = {found.column for found in located.locations.values()}
    assert columns == {left + 1, left + 2}


def test_an_edition_without_numbers_goes_by_labels() -> None:
    edition = load_edition("2015")
    sheet: Sheet = page(
        """
        | Data item | | White | BME |
        | 1 | Number of shortlisted applicants | 3 | 4 |
        """
    )
    located = locate(workbook(sheet), edition)
    assert places(located, edition, "recruitment.shortlisted") == {
        "2015 white": "Data!C2",
        "2015 bme": "Data!D2",
    }


def test_more_rows_than_twins_are_all_shown() -> None:
    located = located_in("Board", *["Total Board members"] * 3)
    rows = {
        place.item: sorted({rival.row for rival in rivals})
        for place, rivals in located.ambiguous.items()
    }
    assert rows == {"board.total": [3, 4, 5], "board.total_again": [3, 4, 5]}


def test_a_contradiction_on_a_hidden_sheet_is_silent_where_a_visible_one_has_the_item() -> None:
    rows = "| 5 | Band 4 | _ |\n| 6 | Band 5 | _ |"
    heads = "| | Non-clinical | White 2019 |"
    shown = page(f"{heads}\n{rows}\n| 7 | Band 6 | _ |")
    hidden = page(f"{heads}\n{rows}\n| 7 | Band 9 | _ |", name="Old", state="hidden")
    findings = locate(workbook(shown, hidden), EDITION).findings
    assert not [f for f in findings if f.rule == "number-label-conflict"]
