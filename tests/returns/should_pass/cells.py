"""Cells that hold their value in an unusual way, or out of sight."""

from forms.furniture import FEATURES
from forms.package import Package
from forms.paper import Formula
from openpyxl.styles import Font

from ..cases import case
from ..keys import now, subset, survey
from ..made import Found, Made
from ..parts import put_cell

RICH = '<is><r><t xml:space="preserve">Not </t></r><r><rPr><b/></rPr><t>collected</t></r></is>'


@case("inline strings")
def texts_stored_in_their_cells(made: Made) -> None:
    made.operate(lambda package: _feature(package, "inline_strings"))


@case("rich text")
def labels_and_an_answer_in_rich_text(made: Made) -> None:
    made.operate(lambda package: _feature(package, "rich_text"))
    key = survey()[0]
    made.type(key, "Not collected", "not_collected")
    made.operate(lambda package: put_cell(package, made.place(key)[1], RICH, t="inlineStr"))


@case("hidden rows and columns")
def hidden_rows_and_columns_with_figures(made: Made) -> None:
    """The row gives one note at its first figure, the column another at its first."""
    row, _ = made.spot(now("clinical.band_5"))
    made.edit(lambda book: setattr(book["Data"].row_dimensions[row], "hidden", True))
    made.edit(lambda book: setattr(book["Data"].column_dimensions["G"], "hidden", True))
    made.find("hidden-value", "note", ("clinical.band_5", "2018-03-31", "white"))
    made.find("hidden-value", "note", ("non_clinical.under_band_1", "2018-03-31", "unknown"))


@case("hidden rows and columns", layout="three_sheets")
def a_hidden_sheet_with_figures(made: Made) -> None:
    made.edit(lambda book: setattr(book["Board"], "sheet_state", "hidden"))
    made.find("hidden-value", "note", ("board.total", "2024-03-31", "white"))


@case("strike-through")
def a_figure_struck_through(made: Made) -> None:
    key = subset()[0]
    made.edit_cell(key, lambda cell: setattr(cell, "font", Font(strike=True)))
    made.find("struck-through", "note", key)


@case("a formula in an input")
def a_sum_typed_into_an_input(made: Made) -> None:
    key = subset()[0]
    made.type(key, Formula("3+1", 4))
    made.find("input-formula", "note", key)


@case("control characters")
def control_characters_in_texts(made: Made) -> None:
    """They are stored as _x0007_, and a return behind a number is no part of it."""
    name = now("report.organisation_name", "all")
    made.type(name, "Example\x07 NHS\rTrust", text="Example\x07 NHS\rTrust")
    key = subset()[0]
    made.type(key, "4\r", value=4)
    made.find("number-as-text", "note", key)


@case("1,048,576 declared rows")
def a_million_declared_rows(made: Made) -> None:
    """The dimension says so, a cell in the last corner holds a blank, and the rest is as it was."""

    def declare(package: Package) -> None:
        part = package.data_sheet()
        text = package.parts[part].decode()
        start, end = text.index('<dimension ref="'), text.index("/>", text.index("<dimension"))
        text = text[:start] + '<dimension ref="A1:XFD1048576"' + text[end:]
        last = '<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        package.parts[part] = text.replace("</sheetData>", last).encode()

    made.operate(declare)


@case("100,000 styles")
def a_hundred_thousand_styles(made: Made) -> None:
    """Every copy and paste between workbooks adds some."""

    def multiply(package: Package) -> None:
        text = package.parts["xl/styles.xml"].decode()
        more = "".join(f'<xf numFmtId="10" fontId="{at}"/>' for at in range(100_000))
        package.parts["xl/styles.xml"] = text.replace("</cellXfs>", f"{more}</cellXfs>").encode()

    made.operate(multiply)
    key = survey()[0]
    style = "100000"
    made.operate(lambda package: put_cell(package, made.place(key)[1], "<v>0.123</v>", s=style))
    made.say(key, value=12.3, raw="0.123", format="0.00%")


@case("a row 'Personal/ad hoc salary'")
def a_row_for_ad_hoc_salaries(made: Made) -> None:
    """It stands beneath the last row, where a total would leave it out."""
    key = now("board.difference")
    row, column = made.spot(key)
    made.page(key).put(row + 1, 3, "Personal/ad hoc salary", "heading")
    made.page(key).put(row + 1, column, 2, "input")
    made.findings.append(Found("row-added", "note", "Data", f"H{row + 1}"))


def _feature(package: Package, name: str) -> None:
    package.parts = Package(FEATURES[name](package.to_bytes())).parts
