"""Sheets of other years' returns in one workbook: only where it is certain does one give way."""

import pytest

from workbook.locate.sketch import page, places, workbook
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import Located, locate, recognise
from wres_excel.workbook.records import Sheet, State

EDITION = load_edition("2019")
ITEM = "clinical.band_5"


def two_years(first: str, second: str, name: str = "", value: str = "4") -> Sheet:
    """Return a sheet of three data items with the figures of two years."""
    return page(
        f"""
        | | | {first} | | {second} | |
        | | | White | BME | White | BME |
        | 20 | Band 5 | {value} | {value} | {value} | {value} |
        | 21 | Band 6 | {value} | {value} | {value} | {value} |
        | 22 | Band 7 | {value} | {value} | {value} | {value} |
        """,
        name or f"{first} to {second}",
    )


OWN = two_years("31 March 2018", "31 March 2019", "Data")
LAST = two_years("31 March 2017", "31 March 2018", "Last")
HERE = {
    "2018 white": "Data!C3",
    "2018 bme": "Data!D3",
    "2019 white": "Data!E3",
    "2019 bme": "Data!F3",
}


def notes(located: Located) -> list[str]:
    return [str(finding) for finding in located.findings if finding.rule == "other-year-sheet"]


def ambiguous(located: Located) -> set[str]:
    return {place.period for place in located.ambiguous}


def test_the_sheet_with_both_years_counts_and_a_note_names_the_other() -> None:
    located = locate(workbook(LAST, OWN), EDITION)
    assert (places(located, EDITION, ITEM), located.ambiguous) == (HERE, {})
    assert notes(located) == [
        "note[other-year-sheet] form.xlsx, Last!E3: The figures of 31 March 2018 stand on a sheet "
        "of another year's return as well, and were not read from there (item 2018-03-31; found 6 "
        "cells of 'Last'; expected one sheet, such as 'Data', which has both years). Nothing need "
        "be done if the sheet was kept for comparison; if its figures are the right ones, copy "
        "them to this year's sheet."
    ]


def test_the_order_of_the_sheets_does_not_matter() -> None:
    first, second = (locate(workbook(*s), EDITION) for s in ((LAST, OWN), (OWN, LAST)))
    assert first.locations == second.locations
    assert notes(first) == notes(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("31ST MARCH 2017", "31ST MARCH 2018"),
        ("1 April 2017", "1 April 2018"),
        ("@2017-03-31", "@2018-03-31"),
        ("2017", "2018"),
        ("2016/17", "2017/18"),
        ("March 2017", "March 2018"),
    ],
)
def test_the_other_year_is_understood_however_it_is_written(first: str, second: str) -> None:
    located = locate(workbook(OWN, two_years(first, second, "Last")), EDITION)
    assert (places(located, EDITION, ITEM), len(notes(located))) == (HERE, 1)


def test_a_sheet_of_the_next_edition_gives_way_if_the_older_one_is_asked_for() -> None:
    following = two_years("31 March 2019", "31 March 2020", "Next")
    located = locate(workbook(following, OWN), EDITION)
    assert (places(located, EDITION, ITEM), located.ambiguous) == (HERE, {})
    assert "The figures of 31 March 2019 stand on a sheet of another" in notes(located)[0]


def test_of_four_editions_in_one_workbook_the_newest_is_recognised_and_whole() -> None:
    sheets = [two_years(f"31 March {y - 1}", f"31 March {y}", f"{y}") for y in range(2016, 2020)]
    found = recognise(workbook(*sheets), [load_edition(str(y)) for y in range(2015, 2025)])
    assert found.edition is not None
    assert found.located is not None
    assert found.edition.name == "2019"
    assert places(found.located, EDITION, ITEM)["2018 white"] == "2019!C3"
    assert [note.split(":")[0] for note in notes(found.located)] == [
        "note[other-year-sheet] form.xlsx, 2018!E3"
    ]


def test_several_sheets_of_each_edition_pair_up_item_by_item() -> None:
    def parts(year: int, staff: str, applicants: str) -> tuple[Sheet, Sheet]:
        heads = f"| | | {year - 1} | {year} |\n| | | White | White |\n"
        bands = "| 20 | Band 5 | 4 | 4 |\n| 21 | Band 6 | 4 | 4 |"
        shortlisting = "| 34 | Number of shortlisted applicants | 4 | 4 |\n| 35 | | 4 | 4 |"
        return page(heads + bands, staff), page(heads + shortlisting, applicants)

    wanted = {"2018 white": "Staff!C3", "2019 white": "Staff!D3"}
    this, last = parts(2019, "Staff", "Jobs"), parts(2018, "Staff 2018", "Jobs 2018")
    located = locate(workbook(*this, *last), EDITION)
    assert (places(located, EDITION, ITEM), located.ambiguous) == (wanted, {})
    assert places(located, EDITION, "recruitment.shortlisted") == {
        "2018 white": "Jobs!C3",
        "2019 white": "Jobs!D3",
    }
    assert [note.split(":")[0] for note in notes(located)] == [
        "note[other-year-sheet] form.xlsx, Staff 2018!D3",
        "note[other-year-sheet] form.xlsx, Jobs 2018!D3",
    ]


def test_what_the_own_sheet_has_no_row_for_is_read_from_the_other_with_its_cell() -> None:
    own = page(
        """
        | | | 31 March 2018 | 31 March 2019 |
        | | | White | White |
        | 21 | Band 6 | 4 | 4 |
        """
    )
    located = locate(workbook(own, LAST), EDITION)
    assert places(located, EDITION, ITEM) == {"2018 white": "Last!E3", "2018 bme": "Last!F3"}


@pytest.mark.parametrize(
    "other",
    [
        two_years("31 March 2014", "31 March 2018", "Other"),
        two_years("30 June 2017", "31 March 2018", "Other"),
        two_years("31 March 2018", "31 March 2020", "Other"),
        two_years("31 March 2018", "Plan", "Other"),
        two_years("31 March 2018", "31 March 2018", "Other"),
        two_years("31 March 2018", "31 March 2019", "Other"),
    ],
    ids=lambda sheet: sheet.cells[1, 3].raw + " " + sheet.cells[1, 5].raw,
)
def test_what_is_no_other_edition_s_pair_of_years_stays_ambiguous(other: Sheet) -> None:
    located = locate(workbook(OWN, other), EDITION)
    assert "previous" in ambiguous(located)
    assert notes(located) == []


def test_without_a_sheet_of_both_years_nothing_gives_way() -> None:
    following = two_years("31 March 2018", "Plan", "This")
    located = locate(workbook(following, LAST), EDITION)
    assert (ambiguous(located), notes(located)) == ({"previous"}, [])


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_of_both_years_is_no_reason_to_leave_a_visible_one(state: State) -> None:
    hidden = page(
        "| | | 2018 | 2019 |\n| | | White | White |\n| 20 | Band 5 | 4 | 4 |", state=state
    )
    located = locate(workbook(hidden, LAST), EDITION)
    assert places(located, EDITION, ITEM)["2018 white"] == "Last!E3"
    assert notes(located) == []


def test_figures_taken_from_last_year_s_sheet_by_formula_stand_on_this_year_s() -> None:
    """The sheet that the year belongs to is the one that is read, as it would be alone."""
    linked = two_years("31 March 2018", "31 March 2019", "Data")
    cells = {**linked.cells}
    for column in (3, 4):
        cells[3, column] = page("| =Last!E3 |", top=3, left=column).cells[3, column]
    located = locate(workbook(Sheet("Data", "x", cells=cells), LAST), EDITION)
    assert (places(located, EDITION, ITEM), located.ambiguous) == (HERE, {})


def test_an_edition_of_one_year_has_nothing_to_compare() -> None:
    edition = load_edition("2015")
    sheets = [
        page(f"| | {day} |\n| | White |\n| Total Board members | 4 |", name)
        for day, name in (("1 April 2015", "A"), ("1 April 2015", "B"))
    ]
    located = locate(workbook(*sheets), edition)
    assert located.ambiguous.keys() == {Place("board.total", "current", "white")}
    assert notes(located) == []
