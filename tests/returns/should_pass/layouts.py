"""Forms that are laid out, headed and named otherwise; every figure is found all the same."""

from forms.paper import address

from ..cases import case
from ..keys import CURRENT, PERIODS, PREVIOUS, SUBSET, draw_again, now, reword
from ..made import Found, Made


@case("several data sheets", layout="three_sheets")
def workforce_indicators_and_board_on_sheets_of_their_own(made: Made) -> None:
    """Nothing is changed: the layout is the case."""


@case("several years", layout="sheet_per_year")
def each_year_on_a_sheet_of_its_own(made: Made) -> None:
    """The year stands in the title and on the tab only."""


@case("several years", "several data sheets")
def the_sheet_of_last_year_kept_beside_this_year_s(made: Made) -> None:
    """Last year's figures stand on both sheets; those count that this year's sheet gives."""
    keep(made, 2018)


@case("several years", "several data sheets")
def the_sheets_of_two_earlier_years_kept_beside_this_year_s(made: Made) -> None:
    """The older of them has no year of this edition, so nothing need be said of it."""
    keep(made, 2018)
    draw_again(made, "Data 2017", years_of(2017))


@case("several years", "last year restated")
def last_year_restated_beside_last_year_s_sheet(made: Made) -> None:
    """This year's sheet gives 7 where last year's gave 4."""
    keep(made, 2018)
    made.type((SUBSET, PREVIOUS, "white"), 7)


def keep(made: Made, year: int) -> None:
    """Keep the sheet of an earlier edition, with the figures of this one's."""
    kept = draw_again(made, f"Data {year}", years_of(year))
    row, column = made.spot(now("non_clinical.under_band_1"))
    made.findings.append(Found("other-year-sheet", "note", kept.name, address(row, column)))


def years_of(year: int) -> dict[str, str]:
    """Return what an earlier form says where this year's names a year."""
    title = "Workforce Race Equality Standard {}: data collection"
    return {
        "31ST MARCH 2018": f"31ST MARCH {year - 1}",
        "31ST MARCH 2019": f"31ST MARCH {year}",
        title.format(2019): title.format(year),
    }


@case("columns moved", layout="current_first")
def current_year_and_bme_first(made: Made) -> None:
    """A reader that counted columns would swap all of them."""


@case("rows inserted", "lost numbering", "'8a' and 'Band 8 - Range A' for 8A", layout="no_numbers")
def blank_rows_and_other_spellings_without_numbers(made: Made) -> None:
    reword(made, "8a", "Band 8 - Range A")


@case("'8a' and 'Band 8 - Range A' for 8A", layout="no_numbers")
def band_8a_as_8a(made: Made) -> None:
    assert any(entry.held == "8a" for entry in made.draft.pages[0].cells.values())


@case("rows inserted", layout="indicator_rows_between")
def the_indicator_s_wording_in_rows_between(made: Made) -> None:
    """The wording is merged over the width of the table."""


@case("merged cells", layout="current_first")
def ratios_merged_over_the_columns_of_a_year(made: Made) -> None:
    assert made.draft.pages[0].merges


@case("merged cells", "merged answers")
def answers_merged_with_the_cell_beneath_and_beside(made: Made) -> None:
    """The one value of a year is merged over its three columns."""
    for item in ("recruitment", "disciplinary", "training"):
        for period in PERIODS:
            key = (f"{item}.relative_likelihood", period, "all")
            row, column = made.spot(key)
            made.page(key).merges.append((row, column, row, column + 2))


@case("sheets renamed")
def a_sheet_under_another_name(made: Made) -> None:
    rename(made, "Data", "Copy of sheet1 (2) FINAL")


@case("sheets renamed")
def a_sheet_named_after_its_year(made: Made) -> None:
    rename(made, "Data", "31.03.19 & prev")


@case("'BAME' as a heading")
def bame_as_a_heading(made: Made) -> None:
    reword(made, "BME", "BAME")


@case("'ethnic minority' as a heading")
def ethnic_minority_as_a_heading(made: Made) -> None:
    reword(made, "BME", "Ethnic minority")


@case("'global majority' as a heading")
def global_majority_as_a_heading(made: Made) -> None:
    reword(made, "BME", "Global majority")


@case("stale dates")
def dates_copied_from_an_earlier_year(made: Made) -> None:
    """The figures belong to the dates they stand under: what else was meant nobody can know."""
    reword(made, "Workforce Race Equality Standard 2019: data collection", "WRES data collection")
    earlier = {CURRENT: "2018-03-31", PREVIOUS: "2017-03-31"}
    reword(made, "31ST MARCH 2018", "31ST MARCH 2017")
    reword(made, "31ST MARCH 2019", "31ST MARCH 2018")
    made.edition = "2018"
    moved = {
        (item, earlier[period], group): key for key in made.told for item, period, group in [key]
    }
    made.told = {key: made.told[old] for key, old in moved.items()}


@case("a real date", layout="real_dates")
def years_as_real_dates(made: Made) -> None:
    """Serial numbers with a date format."""


@case("a real date", "a date as a serial number", layout="real_dates_1904")
def years_as_dates_that_count_from_1904(made: Made) -> None:
    """Serial numbers of another calendar."""


@case("edition from the content", layout="financial_years")
def years_as_financial_years(made: Made) -> None:
    """With percentages in percent-formatted cells."""


def rename(made: Made, old: str, new: str) -> None:
    """Give a sheet another name."""
    made.draft.named(old).name = new
    for key, (sheet, cell) in made.draft.places.items():
        if sheet == old:
            made.draft.places[key] = (new, cell)
            made.say(key, sheet=new)


@case("a blank form", "blank and 0")
def a_form_that_came_back_blank(made: Made) -> None:
    """Whose it is stands in it; that it is blank is said once and not of each cell."""
    for key in made.draft.places:
        if not key[0].startswith("report."):
            made.type(key, None, "blank")
    made.find("blank-form", "note")


@case("a label edited")
def a_label_with_words_of_their_own(made: Made) -> None:
    """The data item number beside it still says what it is."""
    key = now("clinical.vsm")
    row, _ = made.spot(key)
    made.page(key).put(row, 3, "Directors and their deputies", "heading")
    made.findings.append(Found("label-edited", "note", "Data", f"C{row}"))
