"""Headings give every column its period, its group and its kind of figure, however they nest."""

import pytest

from workbook.locate.sketch import page, places, workbook
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import locate
from wres_excel.workbook.records import Sheet

EDITION = load_edition("2019")
BY_YEAR = {
    "2018 white": "Data!B4",
    "2018 bme": "Data!C4",
    "2018 unknown": "Data!D4",
    "2019 white": "Data!E4",
    "2019 bme": "Data!F4",
    "2019 unknown": "Data!G4",
}


def band_5(*sheets: Sheet) -> dict[str, str]:
    return places(locate(workbook(*sheets), EDITION), EDITION, "non_clinical.band_5")


def form(first: str, second: str, merges: tuple[str, ...] = ()) -> Sheet:
    """Return a form with two rows of headings over one item."""
    return page(
        f"""
        | | {first} |
        | | {second} |
        | Non-clinical |
        | Band 5 | _ | _ | _ | _ | _ | _ |
        """,
        merges=merges,
    )


GROUPS = "White | BME | Unknown | White | BME | Unknown"


@pytest.mark.parametrize(
    "years",
    [
        "31 March 2018 | | | 31 March 2019 | |",
        "31ST MARCH 2018 | | | 31ST MARCH 2019 | |",
        "As at 31/03/2018 | | | As at 31.03.19 | |",
        "@2018-03-31 | | | @2019-03-31 | |",
        "2018 | | | 2019 | |",
        "2017/18 | | | 2018/19 | |",
        "Previous year | | | Current year | |",
        "Data for previous year | | | Data for reporting year | |",
        "1 April 2017 to 31 March 2018 | | | 1 April 2018 to 31 March 2019 | |",
        "Year ending March 2018 | | | Year ending March 2019 | |",
    ],
)
def test_a_year_is_understood_however_it_is_written(years: str) -> None:
    assert band_5(form(years, GROUPS)) == BY_YEAR


@pytest.mark.parametrize(
    "groups",
    [
        "WHITE | BAME | ETHNICITY UNKNOWN/NULL",
        "White staff | BME staff | Not stated",
        "White\u00a0 | Ethnic minority | Unknown",
        "White | Global majority | Null",
        "White headcount | Black and minority ethnic | Ethnicity\\nnot known",
        "Total White | Total BME | Total unknown",
    ],
)
def test_a_group_is_understood_however_it_is_written(groups: str) -> None:
    years = "2018 | | | 2019 | |"
    assert band_5(form(years, f"{groups} | {groups}")) == BY_YEAR


def test_a_merged_year_heads_the_columns_it_spans_and_no_others() -> None:
    sheet = form("2018 | | | 2019 | |", GROUPS, merges=("B1:D1", "E1:G1"))
    assert band_5(sheet) == BY_YEAR


def test_a_group_may_stand_over_the_years() -> None:
    sheet = form("White | | BME | | Unknown |", "2018 | 2019 | 2018 | 2019 | 2018 | 2019")
    assert band_5(sheet) == {
        "2018 white": "Data!B4",
        "2018 bme": "Data!D4",
        "2018 unknown": "Data!F4",
        "2019 white": "Data!C4",
        "2019 bme": "Data!E4",
        "2019 unknown": "Data!G4",
    }


def test_one_cell_may_say_both() -> None:
    sheet = page(
        """
        | | White 2018 | 31 March 2018: BME | Unknown, 2018 | 2019 White | BME (2019) | 2019 Null |
        | | | | | | | |
        | Non-clinical |
        | Band 5 | _ | _ | _ | _ | _ | _ |
        """
    )
    assert band_5(sheet) == BY_YEAR


def test_verified_figures_are_the_place_and_not_the_prepopulated_ones_beside_them() -> None:
    sheet = page(
        """
        | | 31 March 2018 | | | | 31 March 2019 | | | |
        | | White | | BME | | White | | BME | |
        | | Pre-populated figures | Verified figures | Prepopulated | Verified \
            | Pre-populated figures | Verified figures | Prepopulated | Verified |
        | Non-clinical |
        | Band 5 | 9 | _ | 9 | _ | 9 | _ | 9 | _ |
        """
    )
    assert band_5(sheet) == {
        "2018 white": "Data!C5",
        "2018 bme": "Data!E5",
        "2019 white": "Data!G5",
        "2019 bme": "Data!I5",
    }


def test_prepopulated_figures_are_the_place_where_nothing_stands_beside_them() -> None:
    sheet = page(
        """
        | | Previous year: pre-populated figures | | | Current year: verified figures | | |
        | | White | BME | Unknown | White | BME | Unknown |
        | Non-clinical |
        | Band 5 | _ | _ | _ | _ | _ | _ |
        """
    )
    assert band_5(sheet) == BY_YEAR


def test_headcounts_and_percentages_have_columns_of_their_own() -> None:
    sheet = page(
        """
        | | 2018 | | | | 2019 | | | |
        | | White | | BME | | White | | BME | |
        | | Number | % | Number | % | Number | % | Number | % |
        | Non-clinical |
        | Band 5 | _ | _ | _ | _ | _ | _ | _ | _ |
        | Overall workforce - % by Ethnicity | _ | _ | _ | _ | _ | _ | _ | _ |
        """
    )
    located = locate(workbook(sheet), EDITION)
    assert places(located, EDITION, "non_clinical.band_5") == {
        "2018 white": "Data!B5",
        "2018 bme": "Data!D5",
        "2019 white": "Data!F5",
        "2019 bme": "Data!H5",
    }
    assert places(located, EDITION, "board.workforce_share") == {
        "2018 white": "Data!C6",
        "2018 bme": "Data!E6",
        "2019 white": "Data!G6",
        "2019 bme": "Data!I6",
    }


def test_years_above_the_first_section_hold_for_sections_that_repeat_only_the_groups() -> None:
    sheet = page(
        f"""
        | | 2018 | | | 2019 | | |
        | Clinical | {GROUPS} |
        | Band 6 | _ | _ | _ | _ | _ | _ |
        | | | | | | | |
        | Non-clinical | {GROUPS} |
        | Band 5 | _ | _ | _ | _ | _ | _ |
        """
    )
    assert band_5(sheet) == {key: at.replace("4", "6") for key, at in BY_YEAR.items()}


def test_a_year_of_neither_period_is_passed_over() -> None:
    sheet = page(
        """
        | | 2017 | | 2018 | | 2019 | |
        | Non-clinical | White | BME | White | BME | White | BME |
        | Band 5 | _ | _ | _ | _ | _ | _ |
        """
    )
    assert band_5(sheet) == {
        "2018 white": "Data!D3",
        "2018 bme": "Data!E3",
        "2019 white": "Data!F3",
        "2019 bme": "Data!G3",
    }


def test_counts_that_look_like_years_head_nothing() -> None:
    sheet = page(
        """
        | | White | BME | White | BME |
        | Non-clinical | 2018 | 2018 | 2019 | 2019 |
        | Band 4 | 2019 | 2019 | 2018 | 2018 |
        | Total | 2019 | 2018 | 2018 | 2019 |
        | Band 5 | 2019 | 2019 | 2018 | 2018 |
        """
    )
    assert band_5(sheet) == {
        "2018 white": "Data!B5",
        "2018 bme": "Data!C5",
        "2019 white": "Data!D5",
        "2019 bme": "Data!E5",
    }


def test_tables_side_by_side_keep_to_their_own_columns() -> None:
    sheet = page(
        """
        | | 2018 | | 2019 | | | | 2018 | | 2019 | |
        | Non-clinical | White | BME | White | BME | | Clinical | White | BME | White | BME |
        | Band 5 | _ | _ | _ | _ | | Band 5 | _ | _ | _ | _ |
        | Band 6 | _ | _ | _ | _ | | Band 6 | _ | _ | _ | _ |
        """
    )
    located = locate(workbook(sheet), EDITION)
    assert places(located, EDITION, "non_clinical.band_6") == {
        "2018 white": "Data!B4",
        "2018 bme": "Data!C4",
        "2019 white": "Data!D4",
        "2019 bme": "Data!E4",
    }
    assert places(located, EDITION, "clinical.band_5") == {
        "2018 white": "Data!H3",
        "2018 bme": "Data!I3",
        "2019 white": "Data!J3",
        "2019 bme": "Data!K3",
    }


RATIO = "Relative likelihood of White staff being appointed from shortlisting compared to BME staff"


@pytest.mark.parametrize("heading", ["All staff", "All", "Total", "Ratio"])
def test_a_value_of_all_groups_stands_in_their_own_column(heading: str) -> None:
    sheet = page(
        f"""
        | | 2018 | | | 2019 | | |
        | | White | BME | {heading} | White | BME | {heading} |
        | {RATIO} | _ | _ | _ | _ | _ | _ |
        """
    )
    located = locate(workbook(sheet), EDITION)
    assert places(located, EDITION, "recruitment.relative_likelihood") == {
        "2018 all": "Data!D3",
        "2019 all": "Data!G3",
    }


@pytest.mark.parametrize("merges", [(), ("B3:D3", "E3:G3")])
def test_a_value_of_all_groups_stands_first_where_it_has_no_column(merges: tuple[str, ...]) -> None:
    sheet = page(
        f"""
        | | 2018 | | | 2019 | | |
        | | BME | White | Unknown | BME | White | Unknown |
        | {RATIO} | _ | _ | _ | _ | _ | _ |
        """,
        merges=merges,
    )
    located = locate(workbook(sheet), EDITION)
    assert places(located, EDITION, "recruitment.relative_likelihood") == {
        "2018 all": "Data!B3",
        "2019 all": "Data!E3",
    }


def test_a_table_of_years_alone_takes_the_values_of_all_groups() -> None:
    sheet = page(
        f"""
        | Indicator 2 | 31 March 2018 | 31 March 2019 |
        | {RATIO} | _ | _ |
        """
    )
    located = locate(workbook(sheet), EDITION)
    assert places(located, EDITION, "recruitment.relative_likelihood") == {
        "2018 all": "Data!B2",
        "2019 all": "Data!C2",
    }


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Workforce data as at 31 March 2019", "Data"),
        ("Return for 2018/19, all staff in post", "Data"),
        ("WRES 2019 return", "Data"),
        ("@2019-03-31", "Data"),
        ("Return", "31 March 2019"),
        ("Return", "WRES 2019"),
        ("Return", "2018-19"),
    ],
)
def test_a_title_or_the_tab_tells_the_period_where_no_column_does(title: str, name: str) -> None:
    sheet = page(
        f"""
        | {title} |
        | | |
        | Non-clinical | White | BME | Unknown |
        | Band 5 | _ | _ | _ |
        """,
        name=name,
    )
    assert band_5(sheet) == {
        "2019 white": f"{name}!B4",
        "2019 bme": f"{name}!C4",
        "2019 unknown": f"{name}!D4",
    }


@pytest.mark.parametrize(
    "title",
    [
        "At 31 March 2019; last year's form was for 31 March 2018",
        "Not before 2019",
        "Headcount",
        "As at 31 March 2012",
    ],
)
def test_a_title_that_tells_no_one_period_is_not_guessed_from(title: str) -> None:
    sheet = page(
        f"""
        | {title} |
        | Non-clinical | White | BME | Unknown |
        | Band 5 | _ | _ | _ |
        """
    )
    assert band_5(sheet) == {}


def test_each_of_two_tables_one_below_the_other_has_its_own_title() -> None:
    sheet = page(
        """
        | As at 31 March 2019 |
        | Non-clinical | White | BME |
        | Band 5 | _ | _ |
        | As at 31 March 2018 |
        | Non-clinical | White | BME |
        | Band 5 | _ | _ |
        """
    )
    assert band_5(sheet) == {
        "2019 white": "Data!B3",
        "2019 bme": "Data!C3",
        "2018 white": "Data!B6",
        "2018 bme": "Data!C6",
    }


def test_an_edition_of_one_period_needs_no_heading_for_it() -> None:
    edition = load_edition("2015")
    sheet = page(
        """
        | | White | BME |
        | Number of shortlisted applicants | _ | _ |
        """
    )
    located = locate(workbook(sheet), edition)
    assert places(located, edition, "recruitment.shortlisted") == {
        "2015 white": "Data!B2",
        "2015 bme": "Data!C2",
    }
