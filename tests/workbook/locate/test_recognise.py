"""The edition is told by content with its reason, or refused where nothing tells it."""

import pytest

from tests.forms.layouts import LAYOUTS, Layout
from workbook.locate.sketch import page, workbook
from wres_excel.editions import editions, load_edition
from wres_excel.workbook.blank import plan_book, render_book
from wres_excel.workbook.locate import Recognition, locate, recognise
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet
from wres_excel.workbook.sheets import read_workbook

ROWS = "\n".join(f"| Band {band} | _ | _ | _ |" for band in (3, 4, 5))


def recognised(*sheets: Sheet) -> Recognition:
    return recognise(workbook(*sheets), editions())


def refusal(*sheets: Sheet) -> str:
    recognition = recognised(*sheets)
    assert (recognition.edition, recognition.located) == (None, None)
    return str(recognition.findings[0])


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_form_of_the_corpus_is_of_its_edition(layout: Layout) -> None:
    form = read_workbook(package_from_bytes(layout.build(), "form.xlsx"))
    recognition = recognise(form, editions())
    assert recognition.edition is load_edition(layout.edition)
    assert recognition.located == locate(form, load_edition(layout.edition))


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.name)
def test_our_own_workbook_is_of_its_edition(edition) -> None:
    form = read_workbook(package_from_bytes(render_book(plan_book(edition)), "own.xlsx"))
    assert recognise(form, editions()).edition is edition


@pytest.mark.parametrize(
    ("layout", "reason"),
    [
        ("plain_reprint", "31ST MARCH 2019 in Data!H5; 63 of 63 items"),
        ("real_dates_1904", "31 March 2019 in Data!H5; 63 of 63 items"),
        ("groups_over_years", "2019 in Data!F6; 63 of 63 items"),
        ("rows_missing_and_added", "31st March 2020 in Sheet1!G5; 59 of 63 items"),
        ("sheet_per_year", "31 March 2024 in the sheet's name '31 March 2024'; 63 of 63 items"),
        (
            "reporting_template_2016",
            "Workforce Race Equality Standard Reporting Template (2016) in "
            "Reporting Template!A1; 53 of 53 items",
        ),
    ],
)
def test_the_reason_names_the_words_the_cell_and_the_items(layout: str, reason: str) -> None:
    form = read_workbook(package_from_bytes(LAYOUTS[layout].build(), "form.xlsx"))
    assert recognise(form, editions()).reason == reason


@pytest.mark.parametrize(
    "table",
    [
        f"| WRES 2019 return |\n| Non-clinical | White | BME | Unknown |\n{ROWS}",
        "| WRES as at 31 March 2019, last year 31 March 2018 |\n"
        f"| Non-clinical | White current year | BME current year | Null current year |\n{ROWS}",
        f"| Non-clinical | White 2017 | White 2018 | White 2019 | BME 2019 |\n{ROWS}",
        f"| Date | @2020-03-31 |\n| | | | |\n| Non-clinical | White 2018 | BME 2018 | White 2019 |"
        f"\n{ROWS}",
    ],
)
def test_the_newest_year_that_heads_figures_decides_or_a_title_does(table: str) -> None:
    edition = recognised(page(table)).edition
    assert edition is not None
    assert edition.name == "2019"


def test_a_return_of_the_disability_standard_is_refused() -> None:
    sheet = page(
        "| WDES return 2019 |\n| | Disabled | Non-disabled | Unknown |\n"
        "| Band 5 | 1 | 2 | 3 |\n| Band 6 | 1 | 2 | 3 |"
    )
    assert refusal(sheet) == (
        "error[other-standard] form.xlsx: This looks like a Workforce Disability Equality "
        "Standard return, not a WRES return (found 'WDES return 2019' in Data!A1; expected "
        "columns for White and BME staff). Send the return for the Workforce Race Equality "
        "Standard."
    )


def test_headings_alone_tell_the_disability_standard() -> None:
    assert "found 'Non-disabled staff' in Data!B1" in refusal(
        page("| | Non-disabled staff | Disabled staff |\n| Band 5 | 1 | 2 |")
    )


def test_a_wres_return_may_mention_the_other_standard() -> None:
    notes = page("| See also the WDES |", name="Notes")
    form = page(f"| Non-clinical | White 2019 | BME 2019 | Unknown 2019 |\n{ROWS}")
    assert recognised(notes, form).edition is load_edition("2019")


@pytest.mark.parametrize(
    "sheet", [Sheet("Sheet1", "x"), page("| Budget 2019 | 2018 |\n| Pay | 1 |", name="Sheet1")]
)
def test_a_workbook_of_something_else_is_refused(sheet: Sheet) -> None:
    assert refusal(sheet) == (
        "error[not-a-return] form.xlsx: This workbook is not a WRES return: it has none of the "
        "items that a return has (found sheets 'Sheet1'; expected rows such as 'Band 5' with "
        "columns for White and BME staff). Check that this is the right file."
    )


def test_a_return_without_a_year_is_not_guessed() -> None:
    assert refusal(page(f"| Non-clinical | White | BME | Unknown |\n{ROWS}")) == (
        "error[edition-unclear] form.xlsx: Nothing tells for certain which edition of the WRES "
        "this return is (found no snapshot date and no year; expected a heading such as '31 March "
        "2025'). Name the edition with --edition."
    )


def test_a_return_with_titles_of_two_years_is_not_guessed() -> None:
    table = f"| WRES 2019 or WRES 2021 |\n| Non-clinical | White | BME | Unknown |\n{ROWS}"
    assert refusal(page(table)) == (
        "error[edition-unclear] form.xlsx: Nothing tells for certain which edition of the WRES "
        "this return is (found 'WRES 2019 or WRES 2021' in Data!A1; expected a heading such as "
        "'31 March 2025'). Name the edition with --edition."
    )


def test_columns_for_who_is_not_bme_are_columns_for_groups_too() -> None:
    """The years head figures, so the newest decides, and no title need name the WRES."""
    heads = "| | | Non-BAME 2018 | BAME 2018 | Non-BAME 2019 | BAME 2019 |"
    rows = "\n".join(f"| {n} | Band {n - 15} | _ | _ | _ | _ |" for n in (20, 21, 22))
    found = recognised(page(f"{heads}\n{rows}"))
    assert found.reason == "Non-BAME 2019 in Data!E1; 3 of 63 items"
    assert found.edition is load_edition("2019")
