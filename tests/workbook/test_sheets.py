"""Whole workbooks, read cell for cell as openpyxl reads them, and refused where they are broken."""

import contextlib
import io
import zipfile
from datetime import date, datetime
from hashlib import sha256

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Protection
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet, Validation, Workbook
from wres_excel.workbook.sheets import read_workbook

from .strangers import (
    ASK_SENDER,
    DOCUMENT,
    FETCH_AGAIN,
    MAIN,
    SHEET_PART,
    parts_of,
    read,
    refusal,
    relations,
    rows,
    workbook_xml,
    zipped,
)

SST = f'<sst xmlns="{MAIN}"><si><t>Band 5</t></si></sst>'
VALUES = (
    "text", " with  space ", "multi\nline", "<&>\"'", "été ✓ 😀", "=not",
    0, 7, -3, 0.1, 1e-7, 12345.678, True, False, None,
)  # fmt: skip


def made_by_openpyxl() -> bytes:
    """Return a workbook with values, formulas, merges, hidden parts, validations and a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for row, value in enumerate(VALUES, 1):
        cell = sheet.cell(row, 1, value)
        if value == "=not":
            cell.data_type = "s"
    sheet["B1"] = "=SUM(A7:A12)"
    sheet["B2"] = ArrayFormula("B2:B3", "=A8:A9*2")
    sheet["B4"] = datetime(2019, 3, 31, 9, 30)
    sheet["B5"] = "#DIV/0!"
    sheet["B6"].number_format = "0.0%"
    sheet["B6"].protection = Protection(locked=False)
    sheet["B7"].comment = Comment("see note", "analyst")
    sheet.merge_cells("D1:F2")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.protection.enable()
    rule = DataValidation("whole", formula1="0", formula2="99", allow_blank=True)
    rule.add("B8:B9")
    sheet.add_data_validation(rule)
    book.create_sheet("Empty").sheet_state = "hidden"
    book.create_sheet("Deep").sheet_state = "veryHidden"
    chart = BarChart()
    chart.add_data(Reference(sheet, range_string="Data!$A$7:$A$9"))
    book.create_chartsheet("Chart").add_chart(chart)
    book.defined_names["total"] = openpyxl.workbook.defined_name.DefinedName(
        "total", attr_text="Data!$B$1"
    )
    sheet.print_area = "A1:B9"
    book.properties.title = "WRES 2019"
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def made_by_xlsxwriter(texts: tuple[str, ...] = ("Band 5", "<a> & b", "été")) -> bytes:
    """Return a workbook with texts, numbers, results of formulas, rich text and a drop-down."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        bold, percent = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)
        sheet.write_number("B1", 0.125, percent)
        sheet.write_formula("B2", "=B1*2", percent, 0.25)
        sheet.write_formula("B3", '=IF(B1>0,"","x")', None, "")
        sheet.write_formula("B4", "=1/0", None, "#DIV/0!")
        sheet.write_formula("B5", "=B1>0", None, True)
        sheet.write_array_formula("B6:B7", "{=B1:B2*2}", None, 0.25)
        sheet.write_rich_string("B8", "plain ", bold, "bold")
        sheet.write_boolean("B9", False)
        sheet.write_blank("B10", None, percent)
        sheet.write_datetime(
            "B11", date(2019, 3, 31), book.add_format({"num_format": "dd/mm/yyyy"})
        )
        sheet.merge_range("D1:E1", "merged")
        sheet.data_validation("C1:C3", {"validate": "list", "source": ["Yes", "No"]})
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column("G:H", None, None, {"hidden": True})
    return stream.getvalue()


def read_bytes(data: bytes) -> Workbook:
    return read_workbook(package_from_bytes(data, "return.xlsx"))


def value_of(cell: Cell) -> object:
    """Return the value of a cell as openpyxl states it; an empty text is nothing to openpyxl."""
    if cell.kind == "number":
        return float(cell.raw)
    return cell.raw == "TRUE" if cell.kind == "boolean" else cell.raw or None


@pytest.mark.parametrize("make", [made_by_openpyxl, made_by_xlsxwriter])
def test_every_value_is_what_openpyxl_reads(make):
    """Dates are left to the number formats: here they are numbers, as they are stored."""
    data = make()
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    for sheet in read_bytes(data).sheets:
        referee = {} if sheet.name == "Chart" else cells_of(book[sheet.name])
        dated = {place for place, cell in referee.items() if getattr(cell, "is_date", False)}
        expected = {place: cell.value for place, cell in referee.items() if place not in dated}
        found = {place: value_of(cell) for place, cell in sheet.cells.items()}
        assert {place: found.pop(place, None) for place in expected} == expected
        assert found.keys() == dated


def cells_of(sheet: Worksheet) -> dict[tuple[int, int], openpyxl.cell.Cell]:
    """Return every cell within the used range by its place."""
    return {(cell.row, cell.column): cell for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("make", [made_by_openpyxl, made_by_xlsxwriter])
def test_every_formula_and_number_format_is_what_openpyxl_reads(make):
    data = make()
    workbook = read_bytes(data)
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in workbook.sheets:
        if sheet.name == "Chart":
            continue
        for place, cell in sheet.cells.items():
            referee = book[sheet.name].cell(*place)
            assert workbook.formats[cell.style] == referee.number_format
            assert workbook.locked[cell.style] == referee.protection.locked
            stated = getattr(referee.value, "text", referee.value)
            assert (referee.data_type == "f") == (cell.formula is not None)
            assert cell.formula is None or f"={cell.formula.text}" == stated


@pytest.mark.parametrize("make", [made_by_openpyxl, made_by_xlsxwriter])
def test_merges_and_hidden_parts_are_what_openpyxl_reads(make):
    data = make()
    sheet, referee = read_bytes(data).sheets[0], openpyxl.load_workbook(io.BytesIO(data))["Data"]
    assert {(r.min_row, r.min_col, r.max_row, r.max_col) for r in referee.merged_cells} == set(
        sheet.merges
    )
    assert sheet.hidden_rows == {
        row for row, facts in referee.row_dimensions.items() if facts.hidden
    }
    assert sheet.hidden_columns == {
        column
        for facts in referee.column_dimensions.values()
        if facts.hidden
        for column in range(facts.min, facts.max + 1)
    }
    assert sheet.protected == bool(referee.protection.sheet)


@pytest.mark.parametrize("make", [made_by_openpyxl, made_by_xlsxwriter])
def test_validations_are_what_openpyxl_reads(make):
    data = make()
    (rule,) = read_bytes(data).sheets[0].validations
    (referee,) = openpyxl.load_workbook(io.BytesIO(data))["Data"].data_validations.dataValidation
    assert rule == Validation(
        tuple((r.min_row, r.min_col, r.max_row, r.max_col) for r in referee.sqref.ranges),
        referee.type,
        referee.operator or "between",
        referee.formula1,
        referee.formula2 or "",
        referee.allow_blank,
        (referee.errorStyle or "stop") if referee.showErrorMessage else "none",
    )


def test_what_a_workbook_says_about_itself_is_read():
    data = made_by_openpyxl()
    workbook = read_bytes(data)
    assert (workbook.file, workbook.sha256) == ("return.xlsx", sha256(data).hexdigest())
    assert workbook.application.startswith("Microsoft Excel")
    assert workbook.title == "WRES 2019"
    assert datetime.fromisoformat(workbook.modified)
    assert (workbook.date1904, workbook.has_macros, workbook.external_links) == (False,) * 3
    assert workbook.defined_names == {
        "total": "Data!$B$1",
        "Data!_xlnm.Print_Area": "'Data'!$A$1:$B$9",
    }
    assert [(sheet.name, sheet.state, len(sheet.cells)) for sheet in workbook.sheets[1:]] == [
        ("Empty", "hidden", 0),
        ("Deep", "veryHidden", 0),
        ("Chart", "visible", 0),
    ]
    assert workbook.sheets[0].comments == {(7, 2): "see note"}


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="_"), min_size=1, max_size=60
    )
)
@example("a\rb\x01\ufffe")
def test_any_text_that_xlsxwriter_stores_comes_back(text: str):
    """Without underscores: XlsxWriter leaves some that would be read as the start of an escape."""
    assert read_bytes(made_by_xlsxwriter((text,))).sheets[0].cells[1, 1].raw == text


def test_text_that_looks_like_an_escape_comes_back_from_xlsxwriter():
    assert read_bytes(made_by_xlsxwriter(("_x0041_",))).sheets[0].cells[1, 1].raw == "_x0041_"


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=60,
    )
)
def test_any_text_that_openpyxl_stores_comes_back(text: str):
    book = openpyxl.Workbook()
    book.active["A1"] = text
    book.active["A1"].data_type = "s"
    assert read_bytes(saved(book)).sheets[0].cells[1, 1].raw == text


def test_a_strict_document_reads_as_a_transitional_one():
    cells = rows('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    plain = zipped(parts_of(cells, strings=SST))
    strict = zipped(
        {
            name: part.replace(DOCUMENT, "http://purl.oclc.org/ooxml/officeDocument/relationships")
            .replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
            for name, part in parts_of(cells, strings=SST).items()
        }
    )  # fmt: skip
    assert read_bytes(strict).sheets == read_bytes(plain).sheets
    assert read_bytes(plain).sheets[0].cells == {(1, 1): Cell(1, 1, "text", "Band 5")}


def test_targets_may_be_absolute_and_the_workbook_anywhere():
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r1", "officeDocument", "/book.xml")),
        "book.xml": workbook_xml(("Data", "r1")),
        "_rels/book.xml.rels": relations(("r1", "worksheet", "/xl/../sheet.xml")),
        "sheet.xml": rows('<row r="1"><c r="A1"><v>1</v></c></row>'),
    }
    assert read_bytes(zipped(parts)).sheets == (
        Sheet("Data", "sheet.xml", cells={(1, 1): Cell(1, 1, "number", "1")}),
    )


def test_macros_external_links_and_the_1904_calendar_are_noticed():
    book = workbook_xml(("Data", "r1"), more='<workbookPr date1904="1"/>')
    links = relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"),
        ("r2", "externalLink", "externalLinks/externalLink1.xml"),
    )
    parts = {**parts_of(workbook=book, workbook_rels=links), "xl/vbaProject.bin": b""}
    workbook = read_bytes(zipped(parts))
    assert (workbook.date1904, workbook.has_macros, workbook.external_links) == (True,) * 3


def test_macro_sheets_of_excel_4_are_macros_and_have_no_cells():
    book = workbook_xml(("Data", "r1"), ("Run", "r2"))
    links = relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "xlMacrosheet", "macrosheets/m.xml")
    )
    workbook = read(workbook=book, workbook_rels=links)
    assert workbook.has_macros
    assert workbook.sheets[1] == Sheet("Run", "xl/macrosheets/m.xml")


def test_a_name_of_a_sheet_that_does_not_exist_belongs_to_the_workbook():
    names = f'<definedNames><definedName name="n" localSheetId="{"9" * 5000}">1</definedName>'
    workbook = read(workbook=workbook_xml(("Data", "r1"), more=f"{names}</definedNames>"))
    assert workbook.defined_names == {"n": "1"}


MADE = made_by_xlsxwriter()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(MADE) - 1), st.binary(max_size=6), st.integers(0, 6))
def test_a_file_damaged_anywhere_is_read_or_refused_and_nothing_else(place, content, gone):
    data = MADE[:place] + content + MADE[place + gone :]
    with contextlib.suppress(UnreadableFile):
        assert read_bytes(data).sheets


PARTS = {
    info.filename: zipfile.ZipFile(io.BytesIO(MADE)).read(info)
    for info in zipfile.ZipFile(io.BytesIO(MADE)).infolist()
}


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_part_damaged_anywhere_is_read_or_refused_and_nothing_else(data):
    name = data.draw(st.sampled_from(sorted(PARTS)))
    part, place = PARTS[name], data.draw(st.integers(0, len(PARTS[name])))
    content = data.draw(st.text(st.sampled_from('<>"/&#;= 019AZrst:')).map(str.encode))
    damaged = part[:place] + content + part[place + data.draw(st.integers(0, 9)) :]
    with contextlib.suppress(UnreadableFile):
        assert read_bytes(zipped({**PARTS, name: damaged})).sheets


def test_a_relation_out_of_the_package_is_not_followed():
    outside = relations(("r1", "worksheet", "http://example.org/")).replace(
        "/></R", ' TargetMode="External"/></R'
    )
    assert refusal(lambda: read(workbook_rels=outside)) == sheets_refused(
        "a sheet without a name or a part", "a name and a part each"
    )


def sheets_refused(found: str, expected: str) -> str:
    return (
        "return.xlsx: The workbook is damaged: its list of sheets cannot be used (found "
        f"{found}; expected {expected}). {ASK_SENDER}"
    )


@pytest.mark.parametrize(
    ("sheets", "found", "expected"),
    [
        ((), "no sheets", "at least one sheet"),
        ((("", "r1"),), "a sheet without a name or a part", "a name and a part each"),
        ((("Data", "r9"),), "a sheet without a name or a part", "a name and a part each"),
        ((("Data", "r1"), ("DATA", "r2")), "the sheet DATA twice", "every sheet once"),
        ((("Data", "r1"), ("More", "r1")), "the sheet More twice", "every sheet once"),
    ],
)
def test_a_list_of_sheets_that_cannot_be_used_is_refused(sheets, found, expected):
    targets = relations(
        ("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "worksheets/sheet2.xml")
    )
    book = workbook_xml(*sheets)
    assert refusal(lambda: read(workbook=book, workbook_rels=targets)) == sheets_refused(
        found, expected
    )


NO_WORKBOOK = (
    "return.xlsx: The file is an Office package without a workbook in it (found no part that holds "
    f"a workbook; expected an Excel workbook (.xlsx or .xlsm)). {ASK_SENDER}"
)


def test_a_package_without_a_workbook_part_is_refused():
    assert refusal(lambda: read(workbook=None)) == NO_WORKBOOK
    assert refusal(lambda: read(workbook="<document/>")) == NO_WORKBOOK


def test_a_workbook_is_found_without_the_relations_of_the_package():
    assert read(rels=None).sheets == read().sheets


@pytest.mark.parametrize("kind", ["worksheet", "sharedStrings", "styles"])
def test_a_part_that_is_referred_to_but_missing_is_refused(kind: str):
    targets = relations(("r1", "worksheet", "worksheets/sheet1.xml")).replace(
        "</Relationships>", relations(("r0", kind, "lost.xml")).partition(">")[2]
    )
    book = workbook_xml(("Data", "r0" if kind == "worksheet" else "r1"))
    assert refusal(lambda: read(workbook=book, workbook_rels=targets)) == (
        "return.xlsx: The workbook is damaged: one of its parts is missing (found no part "
        f"xl/lost.xml; expected every part that the workbook refers to). {ASK_SENDER}"
    )


@pytest.mark.parametrize(
    ("part", "sheet"), [(SHEET_PART, "<worksheet><sheetData>"), (SHEET_PART, "plain")]
)
def test_a_sheet_that_is_not_well_formed_is_refused(part: str, sheet: str):
    assert refusal(lambda: read(sheet)) == (
        "return.xlsx: The workbook is damaged: one of its parts is not well-formed XML (found a "
        f"fault in line 1 of {part}; expected a file as Excel saved it). {FETCH_AGAIN}"
    )


@pytest.mark.parametrize(
    "named",
    [
        {"sheet": '<!DOCTYPE a [<!ENTITY a "b">]>' + rows("")},
        {"strings": '<!DOCTYPE a [<!ENTITY a "b">]>' + SST},
        {"styles": '<!DOCTYPE a [<!ENTITY a "b">]><styleSheet/>'},
        {"workbook": '<!DOCTYPE a [<!ENTITY a "b">]><workbook/>'},
        {"workbook_rels": '<!DOCTYPE a [<!ENTITY a "b">]><Relationships/>'},
        {"rels": '<!DOCTYPE a [<!ENTITY a "b">]><Relationships/>'},
    ],
)
def test_a_document_type_is_refused_in_every_part(named: dict[str, str]):
    assert "not safe to open" in refusal(lambda: read(**named))


def commented(comments: str) -> Workbook:
    parts = {
        **parts_of(),
        "xl/worksheets/_rels/sheet1.xml.rels": relations(("r1", "comments", "../comments1.xml")),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{comments}</commentList>'
        "</comments>",
    }
    return read_bytes(zipped(parts))


def test_comments_join_their_runs_and_leave_phonetic_guides_out():
    workbook = commented(
        '<comment ref="B2"><text><t>one </t><r><t>two_x000D_</t></r><rPh><t>guide</t></rPh></text>'
        '</comment><comment ref="C3"/>'
    )
    assert workbook.sheets[0].comments == {(2, 2): "one two\r", (3, 3): ""}


def test_a_comment_outside_the_grid_is_refused():
    assert refusal(lambda: commented('<comment ref="XFE1"/>')) == (
        "return.xlsx: The workbook is damaged: a comment lies outside the sheet (found 'XFE1' in "
        f"xl/comments1.xml; expected cells A1 to XFD1048576). {ASK_SENDER}"
    )


@pytest.mark.parametrize(
    ("stated", "read_as"),
    [
        ("2019-06-03T09:00:00Z", "2019-06-03T09:00:00Z"),
        (" 2019-06-03T09:00:00+01:00\n", "2019-06-03T09:00:00+01:00"),
        ("2019-06-03", "2019-06-03"),
        ("yesterday", None),
        ("2019-13-03T09:00:00Z", None),
        ("", None),
    ],
)
def test_when_a_file_was_saved_is_a_date_and_time_or_not_known(stated: str, read_as: str | None):
    roots = relations(
        ("r1", "officeDocument", "xl/workbook.xml"), ("r2", "core-properties", "docProps/core.xml")
    )
    core = f"<coreProperties><modified>{stated}</modified></coreProperties>"
    book = read_bytes(zipped({**parts_of(rels=roots), "docProps/core.xml": core}))
    assert book.modified == read_as


def test_properties_that_a_file_does_not_state_are_none():
    parts = {
        **parts_of(
            rels=relations(
                ("r1", "officeDocument", "xl/workbook.xml"),
                ("r2", "extended-properties", "docProps/app.xml"),
                ("r3", "core-properties", "docProps/core.xml"),
            )
        ),
        "docProps/app.xml": "<Properties><Application/></Properties>",
    }
    workbook = read_bytes(zipped(parts))
    assert (workbook.application, workbook.modified, workbook.title) == (None,) * 3
