"""The Checks sheet as its reader meets it: in order, in words, linked, and accessible."""

import re
from typing import Any

import pytest

from wres_excel.workbook.annotate import About, Heading
from wres_excel.workbook.annotate.checks_rows import COLUMNS
from wres_excel.workbook.annotate.colours import contrast, from_hex

from ..fillings import seen_by_openpyxl
from ..strangers import workbook_xml
from .given import annotated, finding, part, read, small

ABOUT = About("Band 5, BME, 31 March 2024", "1. Staff in each band")
FOUND = (
    finding("A1", "note", message="Some cell says <so> & more", remedy="", found="=1+1"),
    finding("B3", "error", found="12", expected="at most 10", item="clinical.band_5"),
    finding(None, "warning", message="The return is late", remedy="Send it."),
    finding("B1:B3", "warning", sheet="data", message="These are alike"),
)


def sheet_of(data: bytes) -> Any:
    return seen_by_openpyxl(data)["Checks"]


@pytest.fixture(scope="module")
def sheet() -> Any:
    heading = Heading("Example NHS Trust (RXY)", "2024", "Checked on 3 June 2024.")
    return sheet_of(annotated(small(), FOUND, heading=heading, label=lambda _: ABOUT))


def test_it_says_whose_return_it_is_how_much_was_found_and_what_to_do_with_the_copy(
    sheet: Any,
) -> None:
    assert [sheet.cell(row, 1).value for row in range(1, 7)] == [
        "Workforce Race Equality Standard 2024: checks, Example NHS Trust (RXY)",
        "This worksheet contains one table, most urgent first: 1 must be fixed, 2 should be "
        "looked at, 1 for information.",
        "Each cell concerned is highlighted, and the first cell of each finding has a note. The "
        "links under 'Where' lead there. A cell of this table is empty where there is nothing to "
        "say.",
        "This sheet, the notes and the highlights are in this copy only. Correct your own "
        "workbook, then check it again.",
        "Checked on 3 June 2024.",
        None,
    ]


def test_the_table_has_a_row_for_each_finding_worst_first(sheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=7)]
    item, indicator = ABOUT.item, ABOUT.indicator
    fix = "This is more than its whole."
    assert rows == [
        list(COLUMNS),
        [1, "Must be fixed", fix, "Correct it.", "Data!B3", item, "12", "at most 10", indicator],
        [
            2,
            "Should be looked at",
            "The return is late.",
            "Send it.",
            "Data",
            item,
            None,
            None,
            indicator,
        ],
        [
            3,
            "Should be looked at",
            "These are alike.",
            "Correct it.",
            "Data!B1:B3",
            item,
            None,
            None,
            indicator,
        ],
        [
            4,
            "For information",
            "Some cell says <so> & more.",
            None,
            "Data!A1",
            item,
            "=1+1",
            None,
            indicator,
        ],
    ]
    assert sheet["G11"].data_type == "s"


def test_every_link_leads_to_its_cell(sheet: Any) -> None:
    links = {cell.value: cell.hyperlink.location for cell in sheet["E"] if cell.hyperlink}
    assert links == {
        "Data!B3": "'Data'!B3",
        "Data": "'Data'!A1",
        "Data!B1:B3": "'Data'!B1:B3",
        "Data!A1": "'Data'!A1",
    }


def test_names_of_sheets_are_quoted_in_links() -> None:
    data = small(workbook=workbook_xml(("Bob&apos;s &amp; &quot;data&quot;", "r1")))
    name = 'Bob\'s & "data"'
    (link,) = [
        cell.hyperlink
        for cell in sheet_of(annotated(data, [finding(sheet=name)]))["E"]
        if cell.hyperlink
    ]
    assert (link.location, link.display) == ("'Bob''s & \"data\"'!B1", f"{name}!B1")


def test_it_is_one_real_table_without_filter_buttons(sheet: Any) -> None:
    (table,) = sheet.tables.values()
    assert (table.displayName, table.ref, table.autoFilter) == ("Checks_list", "A7:I11", None)
    assert [column.name for column in table.tableColumns] == list(COLUMNS)
    assert not sheet.merged_cells.ranges
    assert sheet.freeze_panes is None


def test_text_is_sans_serif_of_11_or_more_and_the_title_a_heading(sheet: Any) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.font.name for cell in cells} == {"Arial"}
    assert {cell.font.size for cell in cells} == {11, 16}
    assert sheet["A1"].style == "Heading 1"
    assert not any(cell.font.i for cell in cells)


def test_texts_of_the_table_wrap_in_sized_columns(sheet: Any) -> None:
    assert all(cell.alignment.wrap_text for row in sheet["A7:I11"] for cell in row)
    assert all(sheet.column_dimensions[letter].width >= 8 for letter in "ABCDEFGHI")
    assert all(sheet.row_dimensions[row].height >= 18 for row in range(7, 12))


def test_colour_is_never_the_only_signal_and_text_contrasts_with_it(sheet: Any) -> None:
    priorities = [sheet.cell(row, 2) for row in range(8, 12)]
    fills = {cell.value: cell.fill.fgColor.rgb for cell in priorities}
    assert len(set(fills.values())) == len(fills) == 3
    for cell in (*priorities, sheet["A7"]):
        ratio = contrast(from_hex(cell.font.color.rgb), from_hex(cell.fill.fgColor.rgb))
        assert ratio >= 4.5


def test_printed_pages_repeat_the_headings_and_fit_their_width(sheet: Any) -> None:
    assert sheet.print_title_rows == "$7:$7"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_cell_of_another_workbook_is_named_with_its_file_and_has_no_link() -> None:
    sheet = sheet_of(annotated(small(), [finding(file="last-year.xlsx")]))
    assert [cell.value for cell in sheet[7][3:5]] == [
        "Correct it. This is about another workbook than this one.",
        "last-year.xlsx, Data!B1",
    ]
    assert sheet["E7"].hyperlink is None


def test_a_table_or_name_of_the_users_that_is_called_the_same_keeps_its_name() -> None:
    names = '<definedNames><definedName name="checks_LIST">Data!$A$1</definedName></definedNames>'
    data = small(workbook=workbook_xml(("Data", "r1"), more=names))
    assert list(sheet_of(annotated(data, [finding()])).tables) == ["Checks_list_2"]


def test_a_heading_style_of_the_users_is_used() -> None:
    from .given import STYLES

    own = STYLES.replace('<cellStyleXfs count="1"><xf/>', '<cellStyleXfs count="2"><xf/><xf/>')
    own = own.replace(
        "</cellStyles>", '<cellStyle name="Titre 1" xfId="1" builtinId="16"/></cellStyles>'
    )
    out = annotated(small(styles=own), [])
    assert part(out, "xl/styles.xml").count(b'builtinId="16"') == 1
    assert sheet_of(out)["A1"].style == "Titre 1"


def test_long_texts_end_where_a_cell_ends() -> None:
    out = annotated(small(), [finding(message="x" * 40_000)])
    longest = max(len(cell.raw) for cell in read(out).sheets[0].cells.values())
    assert longest == 32_767


def test_control_characters_are_stored_as_a_workbook_stores_them() -> None:
    out = annotated(small(), [finding(found="a\x07b_x0041_")])
    sheet = read(out).sheets[0]
    assert "a\x07b_x0041_" in [cell.raw for cell in sheet.cells.values()]
    assert re.search(rb"a_x0007_b_x005F_x0041_", part(out, sheet.part))
