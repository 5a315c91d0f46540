"""The essential rules for accessible spreadsheets, each test named after its rule.

Where the issue asks for what a rule advises against, the test says so: filter buttons and frozen
headings, since the file is for finding things, fills for headings and for what stands out, and a
sheet of charts with several tables.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl.cell import Cell
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from workbook.blank.blanks import pixels
from workbook.blank.test_accessibility import contrast
from wres_excel.collation.disclosure import PublishedCollection
from wres_excel.editions import load_edition

from .given import collation
from .opened import data_of, load, opened, written

COVER, CHARTS, VALUES = "About", "Charts", "Values"
FILLS = {"FF12436D", "FFFBE9F1", "FFF2F2F2", "FFFFFFFF"}
SHORTHAND = {"[c]", "[x]", "[z]"}


@pytest.fixture(scope="module", params=["not for publication", "published"])
def book(request: pytest.FixtureRequest) -> Workbook:
    """A workbook of twelve organisations, and one of three as it may be published."""
    if request.param == "published":
        return load(written(PublishedCollection(collation(3), load_edition, 10)))
    return opened(12)


def data_sheets(book: Workbook) -> list[Worksheet]:
    """Every sheet but the cover."""
    return [sheet for sheet in book if sheet.title != COVER]


def corners(sheet: Worksheet) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row, last column of each table, from the top."""
    bounds = [range_boundaries(table.ref) for table in sheet.tables.values()]
    return sorted((top, left, bottom, right) for left, top, right, bottom in bounds)


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """Every cell of a sheet, of Values the first thousand rows."""
    last = 1000 if sheet.title.startswith(VALUES) else None
    return (cell for row in sheet.iter_rows(max_row=last) for cell in row)


def looks(book: Workbook) -> list[Cell]:
    """One cell of each look."""
    found = {c.style_id: c for s in book for c in cells(s) if c.has_style and c.value is not None}
    return list(found.values())


def charts_tables(book: Workbook) -> int:
    """How many tables the sheet of charts must have; a published one tells of no files."""
    return 4 if book.properties.subject == "For publication" else 5


def test_t1_and_s6_every_sheet_of_data_holds_one_real_table_and_charts_several(
    book: Workbook,
) -> None:
    counts = {sheet.title: len(sheet.tables) for sheet in data_sheets(book)}
    assert counts.pop(CHARTS) == charts_tables(book)
    assert set(counts.values()) == {1}


def test_t2_tables_have_plain_unique_names_and_t7_filter_buttons_where_rows_are_found(
    book: Workbook,
) -> None:
    found = [(sheet.title, table) for sheet in book for table in sheet.tables.values()]
    names = [table.displayName for _, table in found]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Za-z_]+", name) for name in names)
    for sheet, table in found:
        filtered = table.autoFilter is not None
        assert filtered is (sheet != CHARTS)
        assert not filtered or table.autoFilter.ref == table.ref


def test_t3_no_cell_is_merged(book: Workbook) -> None:
    assert not any(sheet.merged_cells.ranges for sheet in book)


def test_t4_and_t5_tables_have_no_blank_row_and_one_heading_row_filled_and_unique(
    book: Workbook,
) -> None:
    for sheet in data_sheets(book):
        for table in sheet.tables.values():
            heads, *rows = sheet[table.ref]
            texts = [cell.value for cell in heads]
            assert all(isinstance(text, str) and text.strip() for text in texts)
            assert len({text.lower() for text in texts}) == len(texts)
            assert [column.name for column in table.tableColumns] == texts
            assert table.headerRowCount in (None, 1)
            assert all(any(cell.value is not None for cell in row) for row in rows)


def test_t6_text_in_a_table_wraps_and_no_sentence_runs_out_of_its_sheet(book: Workbook) -> None:
    for sheet in book:
        boxes = corners(sheet)
        widths = [d.width * 8 * (d.max - d.min + 1) for d in sheet.column_dimensions.values()]
        for cell in cells(sheet):
            if not isinstance(cell.value, str):
                continue
            inside = any(
                top <= cell.row <= bottom and left <= cell.column <= right
                for top, left, bottom, right in boxes
            )
            if inside:
                assert cell.alignment.wrap_text or cell.value in SHORTHAND, cell
            elif not cell.alignment.wrap_text and cell.hyperlink is None:
                assert pixels(cell.value) < sum(widths), cell


def test_t8_frozen_headings_come_with_a_sentence_that_says_how_to_turn_them_off(
    book: Workbook,
) -> None:
    frozen = [sheet.title for sheet in book if sheet.freeze_panes]
    assert frozen == [name for name in book.sheetnames if name not in (COVER, CHARTS)]
    for name in frozen:
        sheet = book[name]
        top = corners(sheet)[0][0]
        scrolls = name in ("Indicators", "Benchmark")
        assert int(re.sub(r"\D", "", sheet.freeze_panes)) == (1 if scrolls else top + 1)
        assert any("Unfreeze Panes and Data, Filter." in line for line in above(sheet))


def above(sheet: Worksheet) -> list[str]:
    """The sentences of column A between the title and the first table."""
    return [str(sheet.cell(row, 1).value) for row in range(2, corners(sheet)[0][0])]


def test_t9_a_sentence_says_why_a_cell_is_empty(book: Workbook) -> None:
    for sheet in data_sheets(book):
        assert any("empty" in line for line in above(sheet)), sheet.title


def test_t10_and_t12_nothing_is_hidden_and_every_column_has_a_width(book: Workbook) -> None:
    for sheet in book:
        assert sheet.sheet_state == "visible"
        dimensions = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
        assert not any(dimension.hidden for dimension in dimensions)
        columns = {
            number
            for dimension in sheet.column_dimensions.values()
            for number in range(dimension.min, dimension.max + 1)
        }
        assert columns >= set(range(1, sheet.max_column + 1))


def test_n5_n6_and_n7_shorthand_is_bracketed_explained_and_never_beside_a_number(
    book: Workbook,
) -> None:
    for name in ("Indicators", "Benchmark"):
        explained = " ".join(above(book[name]))
        assert all(f"{marker} " in explained for marker in SHORTHAND)
        texts = {cell.value for cell in cells(book[name]) if isinstance(cell.value, str)}
        assert {text for text in texts if re.fullmatch(r"\[\w+\]", text)} <= SHORTHAND
        assert not {text for text in texts if re.search(r"\bN/?A\b", text)}


def test_f1_and_f2_text_is_upright_arial_of_at_least_11_points_that_no_theme_changes(
    book: Workbook,
) -> None:
    for cell in looks(book):
        font = cell.font
        assert (font.name, font.i, font.scheme) == ("Arial", False, None), cell
        assert font.sz >= 11
        assert not cell.alignment.textRotation


def test_f3_numbers_stand_right_under_headings_that_stand_right(book: Workbook) -> None:
    for sheet in data_sheets(book):
        for top, left, bottom, right in corners(sheet):
            for column in range(left, right + 1):
                head = sheet.cell(top, column).alignment.horizontal
                below = [sheet.cell(row, column) for row in range(top + 1, min(bottom, 200) + 1)]
                numbers = [c for c in below if isinstance(c.value, int | float)]
                assert {c.alignment.horizontal for c in numbers} <= {head}
                assert not numbers or head == "right"


def test_f3_numbers_have_thousands_commas_or_per_cent(book: Workbook) -> None:
    numbers = {
        cell.number_format
        for cell in looks(book)
        if isinstance(cell.value, int | float) and not cell.is_date
    }
    assert numbers <= {
        "#,##0", "#,##0.0###", "0.0%", "0.0000", "0.00", "+0.0;-0.0;0.0", "+0.00;-0.00;0.00",
    }  # fmt: skip


def test_f4_f6_and_f7_there_is_no_header_footer_text_box_picture_macro_or_formula() -> None:
    with ZipFile(BytesIO(data_of(12))) as package:
        for name in package.namelist():
            assert not re.search(r"vmlDrawing|media/|vba", name), name
            if name.startswith(("xl/worksheets/", "xl/drawings/")):
                content = package.read(name)
                assert not re.search(rb"headerFooter|<xdr:(sp|pic|cxnSp)\b|<f>", content), name


def test_f5_fills_mark_headings_and_what_stands_out_never_alone_and_with_contrast(
    book: Workbook,
) -> None:
    for cell in looks(book):
        ground = cell.fill.fgColor.rgb if cell.fill.fill_type else "FFFFFFFF"
        ink = cell.font.color.rgb if cell.font.color is not None else "FF000000"
        ink = ink if isinstance(ink, str) else "FF000000"
        assert ground in FILLS
        assert contrast(ink[2:], ground[2:]) >= 4.5, cell
        if cell.fill.fill_type:
            assert cell.font.b
            assert isinstance(cell.value, str)


def test_f6_every_chart_has_a_text_in_its_place() -> None:
    with ZipFile(BytesIO(data_of(12))) as package:
        drawing = package.read("xl/drawings/drawing1.xml").decode()
    texts = re.findall(r'<xdr:cNvPr id="\d+" name="Chart \d+" descr="([^"]+)"', drawing)
    assert len(texts) == drawing.count("<xdr:graphicFrame ") == 8
    assert len(set(texts)) == 8


def test_f8_links_say_in_words_which_sheet_they_lead_to(book: Workbook) -> None:
    links = [cell for cell in cells(book[COVER]) if cell.hyperlink]
    assert [cell.value for cell in links] == [
        f"Go to the sheet {name}" for name in book.sheetnames[1:]
    ]
    for cell in links:
        assert cell.hyperlink.target is None
        assert f"'{cell.value.removeprefix('Go to the sheet ')}'!A1" == cell.hyperlink.location


def test_s1_and_s2_sheets_have_short_unique_names_and_none_is_blank(book: Workbook) -> None:
    assert all(len(name) < 31 and name == name.strip() for name in book.sheetnames)
    assert all(sheet["A2"].value for sheet in book)


def test_s3_the_first_cell_is_the_title_in_heading_1_and_subtitles_are_heading_2(
    book: Workbook,
) -> None:
    for sheet in book:
        headings = {c.coordinate: c.style for c in cells(sheet) if c.style.startswith("Heading")}
        assert headings.pop("A1") == "Heading 1"
        assert sheet["A1"].value.startswith("Workforce Race Equality Standard 2024: ")
        several = {"Heading 2"} if sheet.title in (COVER, CHARTS) else set()
        assert set(headings.values()) == several


def test_s4_below_the_title_a_sentence_says_how_many_tables_and_charts_follow(
    book: Workbook,
) -> None:
    for sheet in data_sheets(book):
        number = {4: "four", 5: "five"}[charts_tables(book)]
        held = f"{number} tables and eight charts" if sheet.title == CHARTS else "one table"
        assert sheet["A2"].value.startswith(f"This worksheet contains {held}. ")


def test_s5_tables_start_in_column_a_and_nothing_stands_below_the_last(book: Workbook) -> None:
    for sheet in data_sheets(book):
        boxes = corners(sheet)
        assert {left for _, left, _, _ in boxes} == {1}
        assert sheet.max_row == boxes[-1][2]


def test_p1_the_document_has_a_title_a_language_and_no_person_as_author(book: Workbook) -> None:
    properties = book.properties
    assert properties.title == "Workforce Race Equality Standard 2024: collation of returns"
    assert (properties.language, properties.creator) == ("en-GB", "wres-excel")
    assert properties.subject in ("For publication", "Not for publication")


def test_p2_the_first_sheet_is_in_front_and_each_opens_at_a1_and_full_size(book: Workbook) -> None:
    assert book.active.title == COVER
    for sheet in book:
        view = sheet.sheet_view
        assert view.zoomScale in (None, 100)
        assert view.tabSelected in (None, sheet.title == COVER)
        assert view.selection[-1].activeCell == "A1"
        assert view.topLeftCell in (None, "A1")
