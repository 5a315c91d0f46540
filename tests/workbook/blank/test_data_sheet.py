"""The Data sheet: a row an item, and checks that turn from 'to do' to 'complete'."""

from collections.abc import Mapping
from itertools import product

import pytest
from support import full_answers, marked_answers, zero_answers

from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.terms import Group, Period
from wres_excel.editions import load_edition
from wres_excel.workbook.own_form import own_form

from .blanks import Shown, data_of, opened

EDITION = load_edition("2019")
HEADING_ROW = 6
GROUPS: tuple[Group, ...] = ("white", "bme", "unknown")
WORDS = {"white": "White", "bme": "BME", "unknown": "Ethnicity unknown/null", "all": "All staff"}


def answers(figures: Mapping[str, tuple[object, ...]], *periods: Period) -> dict[Place, Answer]:
    """Figures for White, BME and unknown; a text stands for a marker such as N/A."""
    return {
        Place(item, period, group): answer(number)
        for item, numbers in figures.items()
        for period in periods or EDITION.periods
        for group, number in zip(GROUPS, numbers, strict=False)
    }


def answer(number: object) -> Answer:
    if isinstance(number, int | float):
        return Answer("reported", number, raw=str(number))
    return Answer("not_applicable", raw=str(number))


def filled(given: Mapping[Place, Answer], edition: Edition = EDITION) -> Shown:
    """The Data sheet with answers and our results, as openpyxl reads the results."""
    return Shown(own_form(edition).fill(given), "Data")


def row_of(sheet: Shown, edition: Edition, item: str) -> int:
    title = next(s.title for s in edition.sections if s.key == edition.by_key[item].section)
    wanted = [title, edition.by_key[item].label]
    return next(row for row, texts in enumerate(sheet.rows, 1) if texts[2:4] == wanted)


def check(given: Mapping[Place, Answer], item: str, edition: Edition = EDITION) -> object:
    sheet = filled(given, edition)
    return sheet.at(row_of(sheet, edition, item), sheet.column("Check", HEADING_ROW))


def checks(sheet: Shown) -> set[object]:
    return set(sheet.below("Check", HEADING_ROW))


def test_every_item_has_a_row_with_its_number_section_label_and_measure(name: str) -> None:
    edition, sheet = load_edition(name), opened(name)["Data"]
    titles = {section.key: section.title for section in edition.sections}
    items = [i for i in edition.items if i.sheet == "Data" and i.note_of is None]
    rows = list(sheet.iter_rows(7, sheet.max_row, 1, 5, values_only=True))
    assert [row[:4] for row in rows] == [
        (i.indicator or "[z]", i.number or "[z]", titles[i.section], i.label) for i in items
    ]
    for item, row in zip(items, rows, strict=True):
        assert str(row[4]).startswith(item.measure)
        assert ("calculated" in row[4]) is item.derived
        assert ("two-year average" in row[4]) is item.averaged


def test_columns_are_headed_by_date_and_group_the_earlier_year_first(name: str) -> None:
    edition, sheet = load_edition(name), opened(name)["Data"]
    dates = [d for d in (edition.previous_snapshot, edition.snapshot) if d]
    figures = [f"{d.day} {d:%B %Y} {WORDS[g]}" for d, g in product(dates, (*GROUPS, "all"))]
    labels = ["Indicator", "Data item", "Section", "Item", "Measure"]
    assert [cell.value for cell in sheet[6]] == [*labels, *figures, "Check", "Notes"]


@pytest.mark.parametrize(
    ("name", "question"), [("2015", "2014 survey KF18"), ("2022", "2021 survey Q14a")]
)
def test_survey_items_name_the_survey_taken_the_autumn_before_and_its_question(
    name: str, question: str
) -> None:
    edition, sheet = load_edition(name), Shown(data_of(name), "Data")
    row = row_of(sheet, edition, "survey.harassment_public")
    assert sheet.at(row, 5) == f"percentage, {question}"


def test_a_blank_workbook_is_all_to_do_and_a_full_one_all_complete(name: str) -> None:
    edition = load_edition(name)
    optional = {"optional"} if name == "2015" else set()
    assert checks(filled({}, edition)) == {"to do", "waits for figures", *optional}
    assert checks(filled(full_answers(edition), edition)) == {"complete", "calculated"}


def test_a_row_turns_from_to_do_to_complete_cell_by_cell() -> None:
    item, places = "recruitment.shortlisted", 2 * len(GROUPS)
    given: dict[Place, Answer] = {}
    seen = [check(given, item)]
    for place in answers({item: (9, 8, 7)}):
        given[place] = answer(1)
        seen.append(check(given, item))
    left = [f"to do: {places - done} of its cells" for done in range(1, places)]
    assert seen == ["to do", *left, "complete"]


def test_a_word_in_place_of_a_figure_completes_a_cell() -> None:
    assert check(
        answers({"recruitment.shortlisted": ("N/A", 0, 3)}), "recruitment.shortlisted"
    ) == ("complete")


@pytest.mark.parametrize("wrong", [2.5, -1])
def test_a_headcount_that_is_not_whole_is_pointed_at(wrong: float) -> None:
    given = answers({"clinical.band_5": (1, 2, 3)}) | answers(
        {"clinical.band_5": (4, wrong)}, "current"
    )
    assert check(given, "clinical.band_5") == "check: K26 is not a whole number from 0"


def test_an_average_of_two_years_may_end_in_a_half_and_in_nothing_else() -> None:
    item = "disciplinary.entered"
    given = full_answers(EDITION)
    assert check(given | answers({item: (0.5, 1.5, 2)}), item) == "complete"
    assert check(given | answers({item: (0.5, 1.25, 2)}), item) == (
        "check: G45 is not a whole or half number from 0"
    )
    later = load_edition("2021")
    assert check(full_answers(later) | answers({item: (0.5, 1, 2)}), item, later) == (
        "check: F45 is not a whole number from 0"
    )


@pytest.mark.parametrize(
    ("percent", "said"), [(100, "complete"), (0, "complete"), (100.1, None), (-1, None)]
)
def test_a_percentage_beyond_0_to_100_is_pointed_at(percent: float, said: str | None) -> None:
    given = answers({"survey.discrimination": (percent, 5)})
    expected = said or "check: F55 is not between 0 % and 100 %"
    assert check(given, "survey.discrimination") == expected


PARTS_AND_WHOLES = [
    ("medical.senior_medical_managers", "medical.consultants"),
    ("recruitment.appointed", "recruitment.shortlisted"),
    ("disciplinary.entered", "disciplinary.workforce"),
    ("training.accessed", "training.workforce"),
    ("board.voting", "board.total"),
    ("board.executive", "board.total"),
]


@pytest.mark.parametrize(("part", "whole"), PARTS_AND_WHOLES)
@pytest.mark.parametrize("period", EDITION.periods)
def test_a_part_that_is_more_than_its_whole_is_pointed_at_with_both_cells(
    part: str, whole: str, period: Period
) -> None:
    given = full_answers(EDITION) | answers({part: (1, 20_000)}, period)
    sheet = filled(given)
    letter = "G" if period == "previous" else "K"
    at, limit = (f"{letter}{row_of(sheet, EDITION, key)}" for key in (part, whole))
    said = sheet.at(row_of(sheet, EDITION, part), sheet.column("Check", HEADING_ROW))
    assert said == f"check: {at} is more than {limit}"
    assert sheet[at] == 20_000
    assert float(str(sheet[limit])) < 20_000


def test_a_part_may_be_all_of_its_whole_and_is_not_compared_with_a_word() -> None:
    given = answers({"recruitment.appointed": (5, 5, 5), "recruitment.shortlisted": (5, "N/A", 6)})
    assert check(given, "recruitment.appointed") == "complete"


RATIO = "recruitment.relative_likelihood"


@pytest.mark.parametrize(
    ("appointed", "shortlisted", "said"),
    [
        ((1, 1), (10, 10), "calculated"),
        ((1, 1), (10,), "waits for figures"),
        ((1, 1), (10, "N/A"), "no result: words stand in place of a figure"),
        ((1, 0), (10, 0), "no result: it would divide by 0"),
        ((1, 0), (10, 10), "no result: it would divide by 0"),
    ],
)
def test_a_derived_row_says_whether_it_waits_or_has_no_result_and_why(
    appointed: tuple[object, ...], shortlisted: tuple[object, ...], said: str
) -> None:
    given = answers({"recruitment.appointed": appointed, "recruitment.shortlisted": shortlisted})
    sheet = filled(given)
    row = row_of(sheet, EDITION, RATIO)
    assert sheet.at(row, sheet.column("Check", HEADING_ROW)) == said
    result = sheet.at(row, sheet.column("31 March 2019 All staff", HEADING_ROW))
    assert (result == 1) if said == "calculated" else (result in (None, ""))


def test_no_cell_shows_an_error_whatever_is_typed(name: str) -> None:
    edition = load_edition(name)
    for given in ({}, zero_answers(edition), marked_answers(edition, 3)):
        sheet = filled(given, edition)
        values = [value for row in sheet.rows for value in row]
        assert not any(isinstance(value, str) and value.startswith("#") for value in values)


def test_zeros_everywhere_are_complete_figures_without_a_likelihood() -> None:
    sheet = filled(zero_answers(EDITION))
    assert checks(sheet) == {"complete", "calculated", "no result: it would divide by 0"}


def test_the_population_of_2015_is_asked_for_and_not_required() -> None:
    edition = load_edition("2015")
    assert check({}, "population.share", edition) == "optional"
    half = {Place("population.share", "current", "white"): answer(80)}
    assert check(half, "population.share", edition) == "to do: 1 of its cells"


def test_all_staff_are_added_once_every_group_is_there() -> None:
    item, heading = "clinical.band_5", "31 March 2019 All staff"
    for numbers, total in (((1, 2), None), ((1, 2, "N/A"), None), ((1, 2, 0), 3)):
        sheet = filled(answers({item: numbers}))
        value = sheet.at(row_of(sheet, EDITION, item), sheet.column(heading, HEADING_ROW))
        assert (value or None) == total


def test_a_note_stands_beside_the_item_it_is_about() -> None:
    words = "Band 5 counted twice last year"
    note = Answer("reported", text=words, raw=words)
    sheet = filled({Place("note.clinical.band_5", "current", "all"): note})
    row = row_of(sheet, EDITION, "clinical.band_5")
    assert sheet.at(row, sheet.column("Notes", HEADING_ROW)) == words
