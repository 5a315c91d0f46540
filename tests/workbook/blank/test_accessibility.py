"""The essential rules for accessible spreadsheets, each test named after its rule.

Where the issue asks for what a rule forbids, the test says so: fills that mark inputs and
headings, charts on the Summary sheet, and there a second table below the first.
"""

import re

import pytest
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from .blanks import INPUTS_AND_RESULTS, cells, lines_of, looks, opened, parts, pixels, tables

FRONT, SUMMARY = "Front page", "Summary"
HEADING_FILL = "FF12436D"
LINE_HEIGHT = 14.25


def data_sheets(name: str) -> list[Worksheet]:
    """Every sheet but the Front page, which is the cover."""
    return [sheet for sheet in opened(name) if sheet.title != FRONT]


def inside(cell: Cell, corners: tuple[int, int, int, int]) -> bool:
    top, left, bottom, right = corners
    return top <= cell.row <= bottom and left <= cell.column <= right


def above(sheet: Worksheet) -> list[str]:
    """The sentences of column A between the title and the first table."""
    return [str(sheet.cell(row, 1).value) for row in range(2, tables(sheet)[0][0])]


def test_t1_every_sheet_of_data_holds_a_real_table(name: str) -> None:
    assert [len(sheet.tables) for sheet in data_sheets(name)] == (
        [1, 1, 1, 1] if name == "2015" else [1, 1, 1, 2]
    )


def test_t2_and_t7_tables_have_plain_unique_names_and_no_filter(name: str) -> None:
    found = [table for sheet in opened(name) for table in sheet.tables.values()]
    names = [table.displayName for table in found]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[A-Za-z_]+", table) for table in names)
    assert all(table.autoFilter is None for table in found)


def test_t3_no_cell_is_merged(name: str) -> None:
    assert not any(sheet.merged_cells.ranges for sheet in opened(name))


def test_t4_no_row_or_column_of_a_table_is_blank(name: str) -> None:
    for sheet in data_sheets(name):
        for top, left, bottom, right in tables(sheet):
            rows = sheet.iter_rows(top + 1, bottom, left, right)
            assert all(row[0].value is not None for row in rows)
            columns = sheet.iter_cols(left, right, top, top)
            assert all(column[0].value for column in columns)


def test_t5_every_table_has_one_heading_row_filled_and_unique(name: str) -> None:
    for sheet in data_sheets(name):
        for table in sheet.tables.values():
            assert table.headerRowCount in (None, 1)
            heading = next(iter(sheet[table.ref]))
            texts = [cell.value for cell in heading]
            assert all(isinstance(text, str) and text.strip() for text in texts)
            assert len(set(texts)) == len(texts)
            assert [column.name for column in table.tableColumns] == texts


def test_t6_text_in_a_table_wraps_and_no_sentence_or_title_runs_out_of_its_sheet(
    name: str,
) -> None:
    for sheet in opened(name):
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert len(widths) >= 3
        for cell in cells(sheet):
            boxed = any(inside(cell, corners) for corners in tables(sheet))
            if boxed and isinstance(cell.value, str) and cell.data_type == "s":
                assert cell.alignment.wrap_text or cell.value == "[z]", cell
            elif cell.data_type == "s" and not cell.alignment.wrap_text:
                assert pixels(cell.value) < sheet_width(sheet), cell


def sheet_width(sheet: Worksheet) -> float:
    """The width in pixels of the columns that are printed; a group of columns counts as one."""
    return sum(
        dimension.width * 8 * (dimension.max - dimension.min + 1)
        for dimension in sheet.column_dimensions.values()
    )


def test_t6_no_text_is_taller_than_its_row(name: str) -> None:
    for sheet in opened(name):
        widths = width_by_column(sheet)
        for cell in cells(sheet):
            if cell.data_type == "s" and cell.alignment.wrap_text:
                look = {"bold": cell.font.b, "indent": bool(cell.alignment.indent)}
                lines = lines_of(cell.value, widths[cell.column], **look)
                height = sheet.row_dimensions[cell.row].height
                assert lines * LINE_HEIGHT <= height, (cell, cell.value)


def width_by_column(sheet: Worksheet) -> dict[int, float]:
    """The number of digits that fit into each column, without the padding at its edges."""
    return {
        column: int(dimension.width * 8 + 0.5) / 8 - 5 / 8
        for dimension in sheet.column_dimensions.values()
        for column in range(dimension.min, dimension.max + 1)
    }


def test_t8_frozen_panes_come_with_a_sentence_that_says_how_to_turn_them_off(name: str) -> None:
    frozen = [sheet for sheet in opened(name) if sheet.freeze_panes]
    assert [sheet.title for sheet in frozen] == ["Data", "Report", "Report indicators"]
    for sheet in frozen:
        first_scrolling = int(re.sub(r"\D", "", sheet.freeze_panes))
        assert first_scrolling == tables(sheet)[0][0] + 1
        assert any("choose View, Freeze Panes, Unfreeze Panes." in line for line in above(sheet))


def test_t9_an_empty_cell_in_a_table_is_an_input_or_a_result_and_a_sentence_says_why(
    name: str,
) -> None:
    for sheet in data_sheets(name):
        for cell in cells(sheet):
            if cell.value is None and any(inside(cell, corners) for corners in tables(sheet)):
                assert not cell.protection.locked, cell
        assert any("empty" in line for line in above(sheet)), sheet.title


def test_t10_and_t12_nothing_is_hidden_and_every_column_has_a_width(name: str) -> None:
    for sheet in opened(name):
        assert sheet.sheet_state == "visible"
        dimensions = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
        assert not any(dimension.hidden for dimension in dimensions)
        assert set(width_by_column(sheet)) == set(range(1, sheet.max_column + 1))


def test_f1_and_f2_text_is_upright_arial_of_at_least_11_points_that_no_theme_changes(
    name: str,
) -> None:
    for sheet in opened(name):
        assert sheet["A1"].font.sz >= 16
        for cell in looks(sheet):
            font = cell.font
            assert (font.name, font.i, font.scheme) == ("Arial", False, None), cell
            assert font.sz >= 11
            assert not cell.alignment.textRotation


def test_f3_headings_of_numbers_stand_over_their_numbers(name: str) -> None:
    for sheet in data_sheets(name):
        for top, left, bottom, right in tables(sheet):
            for column in range(left, right + 1):
                sides = {sheet.cell(r, column).alignment.horizontal for r in range(top, bottom + 1)}
                assert len(sides) == 1, (sheet.title, column)


def test_f4_there_is_no_header_footer_text_box_or_picture(name: str) -> None:
    assert not [part for part in parts(name) if "vmlDrawing" in part or "media/" in part]
    for part, content in parts(name).items():
        if part.startswith(("xl/worksheets/", "xl/drawings/")):
            assert not re.search(rb"headerFooter|<xdr:(sp|pic|cxnSp)\b", content), part


def test_f5_fills_mark_inputs_and_headings_only_and_never_alone(name: str) -> None:
    for sheet in opened(name):
        for cell in looks(sheet):
            if cell.fill.fill_type is None:
                assert cell.protection.locked, cell
                continue
            colour = cell.fill.fgColor.rgb
            assert colour == (HEADING_FILL if cell.protection.locked else INPUTS_AND_RESULTS)
            framed = cell.border.left.style and cell.border.top.style
            assert framed, cell
            assert cell.font.b or not cell.protection.locked


def test_f5_text_stands_out_from_its_ground_by_the_aa_contrast_of_four_and_a_half(
    name: str,
) -> None:
    for sheet in opened(name):
        for cell in looks(sheet):
            ground = cell.fill.fgColor.rgb if cell.fill.fill_type else "FFFFFFFF"
            ink = cell.font.color.rgb if cell.font.color is not None else "FF000000"
            ink = ink if isinstance(ink, str) else "FF000000"
            assert contrast(ink[2:], ground[2:]) >= 4.5, cell


def test_f5_coloured_checks_say_the_same_in_words(name: str) -> None:
    for sheet in opened(name):
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                assert (rule.type, rule.text) in [
                    ("beginsWith", word) for word in ("check", "to do", "complete")
                ]
                fill = rule.dxf.fill.bgColor.rgb[2:] if rule.dxf.fill else "FFFFFF"
                assert contrast(rule.dxf.font.color.rgb[2:], fill) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by the Web Content Accessibility Guidelines."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    shares = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [s / 12.92 if s <= 0.03928 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return sum(w * s for w, s in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_f7_there_is_no_macro(name: str) -> None:
    assert not any("vba" in part.lower() for part in parts(name))


def test_f8_links_say_in_words_which_sheet_they_lead_to(name: str) -> None:
    workbook = opened(name)
    links = [cell for sheet in workbook for cell in cells(sheet) if cell.hyperlink]
    assert links
    for cell in links:
        assert cell.hyperlink.target is None
        sheet = re.fullmatch(r"'(.+)'!A1", cell.hyperlink.location)
        assert sheet is not None
        assert sheet[1] in workbook.sheetnames
        assert cell.value == f"Go to the sheet {sheet[1]}"


def test_s1_sheets_have_short_unique_descriptive_names(name: str) -> None:
    names = opened(name).sheetnames
    assert names == ["Front page", "Data", "Report", "Report indicators", "Summary"]
    assert all(len(sheet) < 31 and sheet == sheet.strip() for sheet in names)


def test_s2_no_sheet_is_blank(name: str) -> None:
    assert all(any(cell.value is not None for cell in cells(sheet)) for sheet in opened(name))


def test_s3_the_first_cell_is_the_title_in_heading_1_and_subtitles_are_heading_2(
    name: str,
) -> None:
    for sheet in opened(name):
        headings = {c.coordinate: c.style for c in cells(sheet) if c.style.startswith("Heading")}
        assert headings.pop("A1") == "Heading 1"
        assert sheet["A1"].value.startswith(f"Workforce Race Equality Standard {name}")
        assert set(headings.values()) == ({"Heading 2"} if sheet.title == FRONT else set())
        assert all(coordinate.startswith("A") for coordinate in headings)


def test_s4_below_the_title_a_sentence_says_how_many_tables_and_charts_follow(name: str) -> None:
    summary = "one table and three charts" if name == "2015" else "two tables and five charts"
    for sheet in data_sheets(name):
        held = summary if sheet.title == SUMMARY else "one table"
        assert sheet["A2"].value.startswith(f"This worksheet contains {held}. ")
        notes = [c for c in cells(sheet) if c.row < tables(sheet)[0][0] and c.value is not None]
        assert {cell.column for cell in notes} == {1}


def test_s5_tables_start_in_column_a_and_nothing_stands_below_the_last(name: str) -> None:
    for sheet in data_sheets(name):
        corners = tables(sheet)
        assert {left for _, left, _, _ in corners} == {1}
        assert sheet.max_row == corners[-1][2]
        assert sheet.max_column == max(right for *_, right in corners)


def test_s7_the_cover_has_title_dates_source_and_status(name: str) -> None:
    front = opened(name)[FRONT]
    assert front["A2"].value.startswith("Figures as at ")
    assert "publication by " in front["A2"].value
    assert "not an official NHS England form" in front["A3"].value


def test_p1_the_document_has_a_title_a_language_and_no_person_as_author(name: str) -> None:
    properties = opened(name).properties
    assert properties.title == f"Workforce Race Equality Standard {name} return"
    assert properties.language == "en-GB"
    assert properties.creator == "wres-excel"
    assert properties.subject
    assert properties.keywords


def test_p2_each_sheet_opens_at_a1_and_full_size_and_the_first_sheet_is_in_front(
    name: str,
) -> None:
    workbook = opened(name)
    assert workbook.active.title == FRONT
    for sheet in workbook:
        view = sheet.sheet_view
        assert view.zoomScale in (None, 100)
        assert view.tabSelected in (None, sheet.title == FRONT)
        assert view.selection[-1].activeCell == "A1"
        assert view.topLeftCell in (None, "A1")
