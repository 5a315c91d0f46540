"""The organisation stands beside its label, wherever that is."""

import pytest

from workbook.locate.sketch import page, workbook
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import OrganisationCells, locate
from wres_excel.workbook.records import Sheet

EDITION = load_edition("2019")


def cells_of(*sheets: Sheet) -> OrganisationCells:
    return locate(workbook(*sheets), EDITION).organisation


@pytest.mark.parametrize(
    "label",
    [
        "Name of organisation",
        "Organisation name:",
        "Name of provider organisation",
        "Trust",
        "Provider",
        "1. Name of Trust",
        "ORGANISATION",
    ],
)
def test_the_name_stands_right_of_its_label(label: str) -> None:
    assert cells_of(page(f"| {label} | Example Trust |", top=4, left=3)).name == ("Data", 4, 4)


@pytest.mark.parametrize("label", ["Organisation code", "ODS code", "Trust code (ODS code)", "ODS"])
def test_the_code_stands_right_of_its_label(label: str) -> None:
    found = cells_of(page(f"| {label.replace('Trust code (', '(')} | RXY |"))
    assert found.code == ("Data", 1, 2)


def test_it_may_stand_below_its_label() -> None:
    found = cells_of(page("| Name of organisation | Organisation code |\n| Example Trust | RXY |"))
    assert (found.name, found.code) == (("Data", 2, 1), ("Data", 2, 2))


def test_it_may_stand_behind_its_label_in_one_cell() -> None:
    found = cells_of(page("| Organisation: Example Trust |\n| ODS code:\\nRXY |"))
    assert (found.name, found.code) == (("Data", 1, 1), ("Data", 2, 1))
    assert dict(found.after) == {"code": 10, "name": 13}


def test_a_typed_name_counts_before_a_formula_that_repeats_it() -> None:
    repeat = page("| Name of organisation | =Front!B1 |", name="Report")
    front = page("| Name of organisation | Example Trust |", name="Front")
    found = cells_of(repeat, front)
    assert found.name == ("Front", 1, 2)
    assert found.repeats == (("name", ("Report", 1, 2)),)


def test_a_visible_sheet_counts_before_a_hidden_one() -> None:
    hidden = page("| Name of organisation | Old Trust |", name="Old", state="veryHidden")
    shown = page("| Trust | Example Trust |")
    assert cells_of(hidden, shown).name == ("Data", 1, 2)


def test_a_lone_word_without_an_answer_is_no_label() -> None:
    assert cells_of(page("| Trust |\n| Organisation |")) == OrganisationCells()


def test_the_editions_own_items_are_located_with_it() -> None:
    located = locate(workbook(page("| Trust | Example Trust |\n| ODS code | RXY |")), EDITION)
    name = located.locations[Place("report.organisation_name", "current", "all")]
    code = located.locations[Place("report.organisation_code", "current", "all")]
    assert (name.cell, name.why, code.cell) == ("B1", "'Trust' in A1", "B2")
