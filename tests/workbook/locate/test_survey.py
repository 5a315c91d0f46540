"""A look at the cells of a sheet takes each for what a person would take it for."""

import pytest

from workbook.locate.sketch import page, workbook
from wres_excel.editions import load_edition
from wres_excel.workbook.cells import Cell, Kind
from wres_excel.workbook.locate.lexicon import lexicon_of
from wres_excel.workbook.locate.survey import Survey, heading_of, survey_sheet
from wres_excel.workbook.records import Sheet

LEXICON = lexicon_of(load_edition("2019"))


def survey_of(kind: Kind, raw: str, style: int = 0) -> Survey:
    sheet = Sheet("Data", "x", cells={(1, 1): Cell(1, 1, kind, raw, style)})
    return survey_sheet(sheet, workbook(sheet), LEXICON)


@pytest.mark.parametrize(
    ("kind", "raw", "style"),
    [("number", "43555", 1), ("date", "2019-03-31", 0), ("date", "2019-03-31T00:00:00", 0)],
)
def test_a_date_reads_as_its_words(kind: Kind, raw: str, style: int) -> None:
    (mark,) = survey_of(kind, raw, style).headings
    assert (mark.shown, heading_of(mark).period) == ("31 March 2019", "current")


@pytest.mark.parametrize(
    ("kind", "raw", "style"),
    [("date", "12:30:00", 0), ("number", "0", 1), ("number", "43555", 0), ("boolean", "TRUE", 0)],
)
def test_what_is_no_date_heads_nothing(kind: Kind, raw: str, style: int) -> None:
    assert survey_of(kind, raw, style).headings == []


@pytest.mark.parametrize("raw", ["20", "20.0", "20."])
def test_a_data_item_number_may_be_text(raw: str) -> None:
    assert survey_of("text", raw).numbers == [(1, 1, 20)]


@pytest.mark.parametrize(("raw", "found"), [("63", 1), ("64", 0), ("0", 0), ("1.5", 0)])
def test_only_whole_numbers_of_the_edition_are_data_item_numbers(raw: str, found: int) -> None:
    assert len(survey_of("number", raw).numbers) == found


def test_a_bare_year_is_kept_apart() -> None:
    survey = survey_of("number", "2019")
    assert (len(survey.years), survey.headings) == (1, [])


def test_the_anchor_of_a_cell_is_the_first_of_its_merged_range() -> None:
    sheet = page("| a | | |\n| | | |", merges=["A1:B2", "C1:C2"])
    merges = survey_sheet(sheet, workbook(sheet), LEXICON).merges
    assert [merges.anchor(*spot) for spot in ((1, 1), (2, 2), (2, 3), (3, 1), (1, 4))] == [
        (1, 1),
        (1, 1),
        (1, 3),
        (3, 1),
        (1, 4),
    ]
