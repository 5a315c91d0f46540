"""Whole workbooks annotated: what was asked for is there, and nothing else is another."""

import random
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from forms.furniture import furnish
from forms.layouts import LAYOUTS
from forms.package import Package, rels_of

from wres_excel.errors import DamageError, UnreadableFile, UsageError
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address, parse_address
from wres_excel.workbook.annotate import About, Heading, stylebook

from ..fillings import entries, loosened, seen_by_openpyxl
from ..strangers import DOCUMENT, RELATIONS, relations, workbook_xml
from ..test_foreign_form import LOOKS
from .given import ROWS, STYLES, annotated, finding, names, part, read, small

FULL = ("own_formulas", "current_first")
"""Hosts that are tried in every look; the others are tried with all additions."""
CASES = [(name, look) for name in LAYOUTS for look in LOOKS if look == "all" or name in FULL]
FILLS = {"error": "FFFFB3BC", "warning": "FFFFC000", "note": "FFBDD7EE"}


@cache
def form(name: str, look: str) -> bytes:
    return furnish(LAYOUTS[name].build(), *LOOKS[look])


def findings_for(name: str) -> list[Finding]:
    """Return findings in cells of a layout that hold figures, some empty cells, and two without."""
    layout, chance = LAYOUTS[name], random.Random(name)
    places = list(layout.places.values()) or [p for c in layout.candidates.values() for p in c]
    picked = sorted(chance.sample(sorted(set(places)), 8))
    sheet = picked[0][0]
    return [
        *(
            finding(cell, chance.choice(["error", "warning", "note"]), sheet=at, message=f"No {n}")
            for n, (at, cell) in enumerate(picked)
        ),
        finding("AZ500", "warning", sheet=sheet, message="Far away"),
        finding(None, "note", sheet=None, message="About the whole return"),
        finding("A1", "note", sheet="No such sheet", message="Nowhere"),
    ]


@cache
def copy_of(name: str, look: str) -> bytes:
    return annotated(form(name, look), findings_for(name))


@pytest.mark.parametrize(("name", "look"), CASES)
def test_openpyxl_finds_notes_fills_links_and_the_sheet_in_front(name: str, look: str) -> None:
    before, after = (seen_by_openpyxl(data) for data in (form(name, look), copy_of(name, look)))
    assert after.sheetnames == ["Checks", *before.sheetnames]
    assert after.active.title == "Checks"
    threads = conversations(form(name, look))
    for each in findings_for(name):
        if each.sheet in before.sheetnames and each.cell:
            row, column = first_of_merge(before[each.sheet], each.cell)
            cell = after[each.sheet].cell(row, column)
            assert cell.fill.fgColor.rgb == FILLS[each.severity]
            if (each.sheet, cell.coordinate) not in threads:
                assert each.message in cell.comment.text
    cells = [cell for row in after["Checks"].iter_rows() for cell in row if cell.hyperlink]
    assert {cell.hyperlink.location for cell in cells} == {
        f"'{each.sheet}'!{each.cell}"
        for each in findings_for(name)
        if each.sheet in before.sheetnames
    }


def first_of_merge(sheet: Any, address: str) -> tuple[int, int]:
    row, column = parse_address(address)
    spans = (s for s in sheet.merged_cells.ranges if address in s)
    return next(((s.min_row, s.min_col) for s in spans), (row, column))


def conversations(data: bytes) -> set[tuple[str, str]]:
    package = Package(loosened(data))
    found = set()
    for sheet, at in package.sheets().items():
        for thread in package.related(at, "threadedComment").values():
            found |= {(sheet, each.get("ref")) for each in package.xml(thread)}
    return found


@pytest.mark.parametrize(("name", "look"), CASES)
def test_every_value_formula_result_and_comment_of_the_user_is_there(name: str, look: str) -> None:
    before, after = read(form(name, look)), read(copy_of(name, look))
    for old, new in zip(before.sheets, after.sheets[1:], strict=True):
        assert contents(new, drop_empty=True) == contents(old, drop_empty=True)
        for spot, text in old.comments.items():
            assert new.comments[spot].startswith(text)
        assert (new.merges, new.validations, new.protected) == (
            old.merges,
            old.validations,
            old.protected,
        )
    names_ = {k: v for k, v in after.defined_names.items() if not k.startswith("Checks!")}
    assert names_ == before.defined_names


def contents(sheet: Any, drop_empty: bool) -> dict[Any, Any]:
    return {
        spot: cell._replace(style=0)
        for spot, cell in sheet.cells.items()
        if not drop_empty or cell.kind != "blank" or cell.formula
    }


@pytest.mark.parametrize(("name", "look"), CASES)
def test_only_parts_that_must_change_are_other_entries(name: str, look: str) -> None:
    """Sheets with findings or the selected tab, their notes, styles, and the lists of parts."""
    before, after = entries(form(name, look)), entries(copy_of(name, look))
    plain = Package(loosened(form(name, look)))
    touched = {plain.sheets()[f.sheet] for f in findings_for(name) if f.sheet in plain.sheets()}
    may = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"}
    may |= touched | {rels_of(sheet) for sheet in touched} | selected(plain)
    for sheet in touched:
        for kind in ("comments", "vmlDrawing"):
            may |= set(plain.related(sheet, kind).values())
    assert list(after)[: len(before)] == list(before)
    assert {entry for entry in before if before[entry] != after[entry]} <= may


def selected(package: Package) -> set[str]:
    every = package.sheets().values()
    texts = {at: package.parts[at].replace(b"\0", b"") for at in every}
    return {at for at, text in texts.items() if b'tabSelected="1"' in text}


def test_the_same_input_gives_the_same_bytes() -> None:
    findings = findings_for("own_formulas")
    assert annotated(form("own_formulas", "all"), findings) == copy_of("own_formulas", "all")


def test_no_findings_give_a_sheet_that_says_so_and_no_table() -> None:
    out = annotated(small(), [])
    assert read(out).sheets[0].cells[2, 1].raw == (
        "This worksheet contains no table: the checks found nothing to report."
    )
    assert not [name for name in names(out) if "tables/" in name or "comments" in name]
    assert "Checks!_xlnm.Print_Titles" not in read(out).defined_names


def test_a_note_follows_what_the_user_wrote_in_the_cell() -> None:
    data = form("own_formulas", "all")
    own = next((s.name, spot) for s in read(data).sheets for spot in s.comments)
    sheet, spot = own
    text = comments_in(data, sheet)[spot]
    out = annotated(data, [finding(format_address(*spot), sheet=sheet, found="7")])
    assert comments_in(out, sheet)[spot] == (
        f"{text}\n\nMust be fixed\nThis is more than its whole.\nFound: 7\nWhat to do: Correct it."
    )


def comments_in(data: bytes, sheet: str) -> Mapping[tuple[int, int], str]:
    return next(each.comments for each in read(data).sheets if each.name == sheet)


def test_a_conversation_stays_as_it_is_and_the_checks_sheet_says_why() -> None:
    data = form("own_formulas", "all")
    (sheet, cell) = next(iter(conversations(data)))
    out = annotated(data, [finding(cell, sheet=sheet)])
    spot = parse_address(cell)
    assert comments_in(out, sheet)[spot] == comments_in(data, sheet)[spot]
    said = {each.raw for each in read(out).sheets[0].cells.values()}
    assert (
        "Correct it. The cell holds a conversation (threaded comment), which was left as it is, "
        "so this stands here and not in a note at the cell."
    ) in said
    assert seen_by_openpyxl(out)[sheet][cell].fill.fgColor.rgb == FILLS["error"]


def test_all_merged_cells_are_highlighted_and_the_first_gets_the_note() -> None:
    data = small(ROWS + '<mergeCells count="1"><mergeCell ref="B3:C4"/></mergeCells>')
    book = seen_by_openpyxl(annotated(data, [finding("C4", "warning")]))
    sheet = read(annotated(data, [finding("C4", "warning")])).sheets[1]
    assert {spot for spot, cell in sheet.cells.items() if cell.style > 2} == {
        (3, 2),
        (3, 3),
        (4, 2),
        (4, 3),
    }
    assert "Should be looked at" in book["Data"]["B3"].comment.text


def test_the_worst_finding_of_a_cell_decides_its_fill_and_comes_first_in_its_note() -> None:
    found = [finding("B1", "note", message="Last"), finding("B1", "error", message="First")]
    book = seen_by_openpyxl(annotated(small(), found))
    assert book["Data"]["B1"].fill.fgColor.rgb == FILLS["error"]
    assert book["Data"]["B1"].comment.text == (
        "Must be fixed\nFirst.\nWhat to do: Correct it.\n\n"
        "For information\nLast.\nWhat to do: Correct it."
    )


def test_a_highlighted_cell_keeps_everything_of_its_format_but_the_fill() -> None:
    book = seen_by_openpyxl(annotated(small(), [finding("B1")]))
    cell, old = book["Data"]["B1"], seen_by_openpyxl(small())["Data"]["B1"]
    assert (cell.number_format, cell.alignment.horizontal, cell.protection.locked) == (
        "0%",
        "center",
        False,
    )
    assert (cell.font.name, repr(cell.border)) == (old.font.name, repr(old.border))


def test_light_text_gets_a_dark_fill() -> None:
    rows = ROWS.replace('<c r="B1" s="1">', '<c r="B1" s="2">')
    book = seen_by_openpyxl(annotated(small(rows), [finding("B1")]))
    assert book["Data"]["B1"].fill.fgColor.rgb == "FF7F0016"


def test_cells_of_one_look_share_one_new_format() -> None:
    before = len(read(small()).formats)
    one = len(read(annotated(small(), [finding("C5")])).formats)
    many = len(read(annotated(small(), [finding(f"C{row}") for row in range(5, 25)])).formats)
    assert one == many > before


def test_a_workbook_without_styles_gets_some() -> None:
    data = small(ROWS.replace(' s="1"', ""), styles=None)
    book = seen_by_openpyxl(annotated(data, [finding("B1")]))
    assert book["Data"]["B1"].fill.fgColor.rgb == FILLS["error"]
    assert book["Checks"]["A1"].font.name == "Arial"


def test_cells_stay_plain_where_no_more_formats_fit_and_the_sheet_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Room for the 3 formats of the workbook and the 10 of the sheet, and no more."""
    monkeypatch.setattr(stylebook, "MOST_STYLES", 13)
    out = annotated(small(), [finding("B1"), finding("A1", "note")])
    said = [cell.raw for cell in read(out).sheets[0].cells.values()]
    assert any(text.startswith("The workbook has as many cell formats") for text in said)
    book = seen_by_openpyxl(out)
    assert book["Data"]["A1"].comment.text.startswith("For information")
    assert book["Data"]["A1"].fill.fgColor.rgb == "00000000"


def test_a_workbook_without_room_for_any_format_is_refused() -> None:
    full = STYLES.replace("</cellXfs>", "<xf/>" * 63_990 + "</cellXfs>")
    with pytest.raises(UsageError) as caught:
        annotated(small(styles=full), [finding()])
    assert str(caught.value) == (
        "return.xlsx: The workbook has as many cell formats as Excel allows, so nothing can be "
        "added. Copy its sheets into a new workbook, save that, then try again."
    )


def test_a_sheet_of_the_users_that_is_called_checks_keeps_its_name() -> None:
    data = small(workbook=workbook_xml(("CHECKS", "r1")))
    assert seen_by_openpyxl(annotated(data, [])).sheetnames == ["Checks 2", "CHECKS"]


def test_tables_of_the_user_keep_their_names_and_numbers() -> None:
    data = form("own_formulas", "all")
    out = annotated(data, findings_for("own_formulas"))
    tables = [part(out, name) for name in names(out) if name.startswith("xl/tables/")]
    assert sorted(table.split(b' id="')[1].split(b'"')[0] for table in tables) == [b"1", b"2"]


def test_names_of_a_sheet_stay_with_it_and_windows_open_in_front() -> None:
    more = (
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">Data!$A$1:$B$3'
        '</definedName><definedName name="All">Data!$A$1</definedName></definedNames>'
        '<customWorkbookViews><customWorkbookView name="Mine" guid="{0}" windowWidth="1" '
        'windowHeight="1" activeSheetId="1"/></customWorkbookViews>'
    )
    views = (
        '<workbookProtection lockStructure="1"/><bookViews><workbookView activeTab="1" '
        'firstSheet="1"/><workbookView/></bookViews>'
    )
    book = workbook_xml(("Data", "r1"), more=more).replace("<sheets>", f"{views}<sheets>")
    data = small(
        f'<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>{ROWS}',
        workbook=book,
    )
    out = annotated(data, [finding()])
    assert read(out).defined_names == {
        "Checks!_xlnm.Print_Titles": "'Checks'!$6:$6",
        "Data!_xlnm.Print_Area": "Data!$A$1:$B$3",
        "All": "Data!$A$1",
    }
    written = part(out, "xl/workbook.xml")
    assert b'<workbookView activeTab="0" firstSheet="0"/><workbookView/>' in written
    assert b'activeSheetId="1"' in written
    assert b'lockStructure="1"' in written
    assert b'tabSelected="0"' in part(out, "xl/worksheets/sheet1.xml")
    assert part(out, "xl/worksheets/sheet2.xml").count(b'tabSelected="1"') == 2


def test_a_chart_sheet_is_named_without_a_link() -> None:
    chart = (
        '<chartsheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews></chartsheet>'
    )
    data = small(
        more={"xl/chartsheets/sheet1.xml": chart},
        workbook=workbook_xml(("Data", "r1"), ("Chart", "r9")).replace(
            'sheetId="1" r:id="r9"', 'sheetId="7" r:id="r9"'
        ),
        workbook_rels=relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r3", "styles", "styles.xml"),
            ("r9", "chartsheet", "chartsheets/sheet1.xml"),
        ),
    )
    out = annotated(data, [finding("A1", sheet="Chart")])
    checks = read(out).sheets[0]
    assert "Correct it. The sheet has no cells to highlight." in texts_of(checks)
    assert b"hyperlink" not in part(out, checks.part)
    assert b'sheetId="8"' in part(out, "xl/workbook.xml")
    assert b'tabSelected="0"' in part(out, "xl/chartsheets/sheet1.xml")


def texts_of(sheet: Any) -> list[str]:
    return [cell.raw for cell in sheet.cells.values()]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_stays_hidden_and_has_no_link(state: str) -> None:
    book = workbook_xml(("Data", "r1"), ("Lists", "r8")).replace(
        '<sheet name="Data" sheetId="1"', f'<sheet name="Data" sheetId="2" state="{state}"'
    )
    data = small(
        more={"xl/worksheets/sheet8.xml": part(small(), "xl/worksheets/sheet1.xml").decode()},
        workbook=book,
        workbook_rels=relations(
            ("r1", "worksheet", "worksheets/sheet1.xml"),
            ("r3", "styles", "styles.xml"),
            ("r8", "worksheet", "worksheets/sheet8.xml"),
        ),
    )
    out = annotated(data, [finding("B1")])
    assert [s.state for s in read(out).sheets] == ["visible", state, "visible"]
    assert "Must be fixed" in read(out).sheets[1].comments[1, 2]
    checks = read(out).sheets[0]
    assert (
        "Correct it. The sheet is hidden: right-click any sheet tab and choose Unhide to see it."
    ) in texts_of(checks)
    assert b"hyperlink" not in part(out, checks.part)


def test_a_signature_is_left_out_and_the_sheet_says_so() -> None:
    signed = {
        "_xmlsignatures/origin.sigs": "",
        "_xmlsignatures/sig1.xml": "<Signature/>",
        "_rels/.rels": (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
            f'Type="{DOCUMENT}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="r2" '
            'Type="http://schemas.openxmlformats.org/package/2006/relationships/'
            'digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>'
        ),
    }
    types = (
        part(small(), "[Content_Types].xml")
        .decode()
        .replace(
            "</Types>", '<Override PartName="/_xmlsignatures/sig1.xml" ContentType="x"/></Types>'
        )
    )
    out = annotated(small(more={**signed, "[Content_Types].xml": types}), [finding()])
    assert "Your workbook is digitally signed. This copy is not, since it was changed." in texts_of(
        read(out).sheets[0]
    )
    assert not any(name.startswith("_xmlsignatures") for name in names(out))
    assert b"signature" not in part(out, "_rels/.rels") + part(out, "[Content_Types].xml")
    assert seen_by_openpyxl(out)["Data"]["B1"].value == 5


def test_a_shared_workbook_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        annotated(small(more={"xl/revisions/revisionHeaders.xml": "<headers/>"}), [])
    assert str(caught.value) == (
        "return.xlsx: The workbook is shared in the old way, with a record of its changes, and no "
        "sheet can be added to it. Open it in Excel, choose Review, Unshare Workbook, save it, "
        "then try again."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), "old Office file"),
        (b"a,b\n", "CSV or text file"),
    ],
)
def test_what_is_no_xlsx_is_refused_with_what_to_do(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        annotated(data, [])


def test_ods_and_xlsb_are_refused_with_what_to_do() -> None:
    from ..strangers import zipped

    ods = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    xlsb = zipped({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": "x"})
    for data in (ods, xlsb):
        with pytest.raises(UnreadableFile, match=r"save it as an Excel Workbook \(\.xlsx\)"):
            annotated(data, [])


def test_a_sheet_that_cannot_be_cut_into_safely_is_named() -> None:
    rows = '<sheetData><row r="2"><c r="A2"/></row><row r="1"><c r="A1"/></row></sheetData>'
    with pytest.raises(DamageError) as caught:
        annotated(small(rows), [finding("A1")])
    assert (caught.value.file, caught.value.sheet) == ("return.xlsx", "Data")


def test_calculation_is_left_alone() -> None:
    data = form("own_formulas", "all")
    out = annotated(data, findings_for("own_formulas"))
    assert part(out, "xl/calcChain.xml") == part(data, "xl/calcChain.xml")
    assert (b"fullCalcOnLoad" in part(out, "xl/workbook.xml")) == (
        b"fullCalcOnLoad" in part(data, "xl/workbook.xml")
    )


def test_the_label_gives_item_and_indicator() -> None:
    def label(each: Finding) -> About:
        return About(f"Label of {each.item}", "1. Staff")

    out = annotated(small(), [finding(item="clinical.band_5")], label=label)
    said = texts_of(read(out).sheets[0])
    assert "Label of clinical.band_5" in said
    assert "1. Staff" in said
    assert "clinical.band_5" not in said


def test_zip_readers_find_every_part_whole() -> None:
    import io

    for name, look in (("own_formulas", "odd_zip"), ("current_first", "all")):
        with zipfile.ZipFile(io.BytesIO(copy_of(name, look))) as archive:
            assert archive.testzip() is None


def test_an_annotated_copy_can_be_annotated_again() -> None:
    first = annotated(small(), [finding()])
    second = annotated(first, [finding(message="Still wrong")])
    book = seen_by_openpyxl(second)
    assert book.sheetnames == ["Checks 2", "Checks", "Data"]
    assert book["Data"]["B1"].comment.text.count("Must be fixed") == 2
    assert part(second, "xl/comments1.xml").count(b"<author>") == 1


def test_heading_without_facts_still_names_the_return() -> None:
    out = annotated(small(), [], heading=Heading())
    assert read(out).sheets[0].cells[1, 1].raw == "Workforce Race Equality Standard: checks"
