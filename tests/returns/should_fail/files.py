"""Files that are refused."""

from ..cases import case
from ..keys import reword
from ..made import Made
from ..parts import put_text

NAME = "return-X9Y9Z.xlsx"
ASK_SENDER = "Ask its sender for the workbook as Excel saved it."


@case("cells beyond the grid")
def a_cell_beyond_the_last_column(made: Made) -> None:
    made.operate(lambda package: put_text(package, package.data_sheet(), 'r="J8"', 'r="XFE8"'))
    made.refusal = NAME + (
        ", Data: The workbook is damaged: a cell lies outside the sheet (found a cell at "
        f"'XFE8'; expected cells A1 to XFD1048576). {ASK_SENDER}"
    )


@case("cells beyond the grid")
def a_row_beyond_the_last_row(made: Made) -> None:
    end = "</sheetData>"
    row = '<row r="1048577"><c r="A1048577"><v>1</v></c></row></sheetData>'
    made.operate(lambda package: put_text(package, package.data_sheet(), end, row))
    made.refusal = NAME + (
        ", Data: The workbook is damaged: a row lies outside the sheet (found row 1048577; "
        f"expected rows 1 to 1048576). {ASK_SENDER}"
    )


@case("control characters")
def control_characters_in_the_markup(made: Made) -> None:
    made.operate(
        lambda package: put_text(package, package.data_sheet(), "</sheetData>", "&#7;</sheetData>")
    )
    made.refusal = NAME + (
        ": The workbook is damaged: one of its parts is not well-formed XML (found a fault in"
        " line 2 of xl/worksheets/sheet1.xml; expected a file as Excel saved it). Copy or "
        "download the file again from where it came from, then try again."
    )


@case("another standard's return")
def a_disability_return(made: Made) -> None:
    reword(
        made,
        "Workforce Race Equality Standard 2019: data collection",
        "Workforce Disability Equality Standard 2019: data collection",
    )
    reword(made, "WHITE", "DISABLED")
    reword(made, "BME", "NON-DISABLED")
    made.refusal = NAME + (
        ": This looks like a Workforce Disability Equality Standard return, not a WRES return"
        " (found 'Workforce Disability Equality Standard 2019: data collection' in Data!A1; "
        "expected columns for White and BME staff). Send the return for the Workforce Race "
        "Equality Standard."
    )


@case("no WRES return")
def a_holiday_rota(made: Made) -> None:
    for page in made.draft.pages:
        page.cells.clear()
        page.merges.clear()
        page.put(1, 1, "Holiday rota", "title")
    made.refusal = NAME + (
        ": This workbook is not a WRES return: it has none of the items that a return has "
        "(found sheets 'Data'; expected rows such as 'Band 5' with columns for White and BME "
        "staff). Check that this is the right file."
    )


@case("several years", "stale dates")
def dates_of_no_known_edition(made: Made) -> None:
    reword(made, "Workforce Race Equality Standard 2019: data collection", "WRES data collection")
    reword(made, "31ST MARCH 2018", "31ST MARCH 2041")
    reword(made, "31ST MARCH 2019", "31ST MARCH 2042")
    made.refusal = NAME + (
        ": Nothing tells for certain which edition of the WRES this return is (found '31ST "
        "MARCH 2041' in Data!E5; '31ST MARCH 2042' in Data!H5; expected a heading such as '31"
        " March 2025'). Name the edition with --edition."
    )
