"""Whole workbooks patched and read back, by our own reader and by openpyxl as the referee."""

import io
import math
import zipfile
from datetime import date

import openpyxl
import pytest
from forms.furniture import ADDITIONS, FEATURES, furnish
from forms.layouts import LAYOUTS
from forms.looking import opened
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from wres_excel.errors import DamageError
from wres_excel.workbook.addresses import format_address, parse_address
from wres_excel.workbook.cells import BLANK, Cell, Content, Formula
from wres_excel.workbook.compare import compare, raise_on_damage
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.patch import Edit, Result, is_signed, patch, prepare
from wres_excel.workbook.sheets import read_workbook

from .strangers import (
    MAIN,
    SHEET_PART,
    parts_of,
    relations,
    rows,
    workbook_xml,
    worksheet,
    zipped,
)

PARTS = {"Data": SHEET_PART}
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
    "<cellXfs><xf/><xf/><xf/><xf/></cellXfs>"
    '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (
            ("workbook", "sheet.main"),
            ("worksheets/sheet1", "worksheet"),
            ("sharedStrings", "sharedStrings"),
            ("styles", "styles"),
        )
    )
    + "</Types>"
)
FIVE = Content("number", "5")
STRINGS = f'<sst xmlns="{MAIN}"><si><t>one</t></si><si><r><t>tw</t></r><r><t>o</t></r></si></sst>'
FORM = rows(
    '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="2"/><c r="C1"><v>1.50</v></c></row>'
    '<row r="2"><c r="A2" t="str"><f>A1&amp;""</f><v>two</v></c><c r="B2"><f>B1*2</f></c></row>'
)


def package(sheet=FORM, **named):
    parts = parts_of(sheet, **({"strings": STRINGS, "styles": STYLES} | named))
    return package_from_bytes(zipped(parts | {"[Content_Types].xml": TYPES}), "form.xlsx")


def cells_of(data):
    return read_workbook(package_from_bytes(data, "out.xlsx")).sheets[0].cells


def data_edit(address, content):
    cell = openpyxl.utils.cell.coordinate_from_string(address)
    column = openpyxl.utils.column_index_from_string(cell[0])
    return Edit("Data", cell[1], column, content)


def data_result(address, content):
    edit = data_edit(address, BLANK)
    return Result(edit.sheet, edit.row, edit.column, content)


def test_edits_and_results_stand_in_their_cells_and_nothing_else_changed():
    form = package()
    data = patch(
        form,
        [data_edit("B1", FIVE), data_edit("D4", Content("text", "=x"))],
        [data_result("A2", None), data_result("B2", Content("number", "10"))],
        sheet_parts=PARTS,
    )
    assert cells_of(data) == cells_of(form.data) | {
        (1, 2): Cell(1, 2, "number", "5", 2),
        (2, 1): Cell(2, 1, "blank", "", 0, Formula('A1&""')),
        (2, 2): Cell(2, 2, "number", "10", 0, Formula("B1*2")),
        (4, 4): Cell(4, 4, "text", "=x"),
    }
    after = package_from_bytes(data, "out.xlsx")
    assert [entry.name for entry in after.entries] == [entry.name for entry in form.entries]
    changed = {name for name in form.index if form.part(name) != after.part(name)}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/workbook.xml"}
    assert b'</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in after.part("xl/workbook.xml")


def test_openpyxl_reads_what_was_written():
    contents = {
        "A1": (Content("number", "-1.25E+2"), -125),
        "B1": (Content("text", " <&> \n_x0041_"), " <&> \n_x005F_x0041_"),
        "C1": (Content("boolean", "FALSE"), False),
        "D1": (Content("error", "#N/A"), "#N/A"),
        "E1": (Content("date", "2019-03-31"), date(2019, 3, 31)),
        "A9": (Content("text", "=SUM(A1)"), "=SUM(A1)"),
    }
    edits = [data_edit(address, content) for address, (content, _) in contents.items()]
    sheet = openpyxl.load_workbook(io.BytesIO(patch(package(), edits, [], sheet_parts=PARTS)))[
        "Data"
    ]
    assert {address: sheet[address].value for address in contents} == {
        address: value for address, (_, value) in contents.items()
    }
    assert sheet["A9"].data_type == "s"


@pytest.mark.parametrize(
    ("edits", "results"),
    [
        ([], []),
        ([("A1", Content("text", "two"))], [("A2", Content("text", "two"))]),
        ([("B1", BLANK), ("C1", Content("number", "1.50")), ("Z99", BLANK)], [("B2", None)]),
        ([], [("B2", BLANK)]),
    ],
)
def test_what_stands_there_already_gives_the_same_file(edits, results):
    form = package()
    written = [data_edit(*edit) for edit in edits]
    beside = [data_result(*result) for result in results]
    assert patch(form, written, beside, sheet_parts=PARTS) == form.data


def test_the_same_bytes_give_the_same_file_whatever_a_reader_makes_of_them():
    digits = f"0.{'3' * 99}"
    form = package(rows(f'<row><c r="A1"><v>{digits}</v></c></row>'))
    assert cells_of(form.data)[1, 1].kind == "error"
    assert patch(form, [data_edit("A1", Content("number", digits))], [], sheet_parts=PARTS) == (
        form.data
    )


def test_the_same_digits_in_another_kind_are_a_change():
    data = patch(package(), [data_edit("C1", Content("text", "1.50"))], [], sheet_parts=PARTS)
    assert cells_of(data)[1, 3] == Cell(1, 3, "text", "1.50")


def test_the_same_work_gives_the_same_bytes():
    edits = [data_edit("B1", FIVE)]
    once, again = (patch(package(), edits, [], sheet_parts=PARTS) for _ in range(2))
    assert once == again


def test_a_stamp_fills_a_form_many_times_and_each_copy_is_like_a_patch():
    form = package()
    workbook = read_workbook(form)
    targets = [("Data", 1, 2), ("Data", 5, 1)]
    stamp = prepare(form, targets, [("Data", 2, 2)], sheet_parts=PARTS, workbook=workbook)
    for number in ("1", "2"):
        edits = [data_edit("B1", Content("number", number))]
        results = [data_result("B2", Content("number", number * 2))]
        assert stamp.apply(edits, results) == patch(form, edits, results, sheet_parts=PARTS)
    assert stamp.apply([], []) == form.data


def test_several_sheets_are_patched_at_once():
    kinds = (("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "two.xml"))
    book = workbook_xml(("Data", "r1"), ("More", "r2"))
    parts = parts_of(rows(""), workbook=book, workbook_rels=relations(*kinds))
    form = package_from_bytes(zipped(parts | {"xl/two.xml": rows("")}), "form.xlsx")
    edits = [data_edit("A1", FIVE), Edit("More", 1, 1, Content("number", "6"))]
    data = patch(form, edits, [], sheet_parts=PARTS | {"More": "XL/two.xml"})
    sheets = read_workbook(package_from_bytes(data, "out.xlsx")).sheets
    assert [sheet.cells[1, 1].raw for sheet in sheets] == ["5", "6"]


CALCULATION = {
    "none": ("<definedNames/><oleSize/>", '<definedNames/><calcPr fullCalcOnLoad="1"/><oleSize/>'),
    "empty": ("<calcPr/>", '<calcPr fullCalcOnLoad="1"/>'),
    "some": (
        "<calcPr calcMode='manual' calcId=\"1\" />",
        '<calcPr fullCalcOnLoad="1" calcMode=\'manual\' calcId="1" />',
    ),
    "off": (
        '<calcPr calcId="1"\tfullCalcOnLoad = \'0\' x="y"></calcPr>',
        '<calcPr calcId="1" fullCalcOnLoad="1" x="y"></calcPr>',
    ),
    "nested": (
        '<extLst><ext uri="u"><calcPr/></ext></extLst>',
        '<calcPr fullCalcOnLoad="1"/><extLst><ext uri="u"><calcPr/></ext></extLst>',
    ),
}


@pytest.mark.parametrize(("old", "new"), CALCULATION.values(), ids=CALCULATION)
@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
def test_the_workbook_asks_for_a_calculation(old, new, codec):
    book = workbook_xml(("Data", "r1"), more=old)
    form = package(workbook=book.encode(codec))
    data = patch(form, [data_edit("B1", FIVE)], [], sheet_parts=PARTS)
    part = package_from_bytes(data, "out.xlsx").part("xl/workbook.xml")
    assert part == book.replace(f"</sheets>{old}", f"</sheets>{new}").encode(codec)


def test_the_flag_takes_the_prefix_of_the_workbook():
    book = workbook_xml(("Data", "r1")).replace("<", "<x:").replace("<x:/", "</x:")
    form = package(workbook=book.replace("xmlns=", "xmlns:x="))
    data = patch(form, [data_edit("B1", FIVE)], [], sheet_parts=PARTS)
    part = package_from_bytes(data, "out.xlsx").part("xl/workbook.xml")
    assert b'</x:sheets><x:calcPr fullCalcOnLoad="1"/></x:workbook>' in part


def test_a_workbook_that_asks_already_keeps_its_part():
    form = package(workbook=workbook_xml(("Data", "r1"), more='<calcPr fullCalcOnLoad="1"/>'))
    data = patch(form, [data_edit("B1", FIVE)], [], sheet_parts=PARTS)
    after = package_from_bytes(data, "out.xlsx")
    assert after.part("xl/workbook.xml") == form.part("xl/workbook.xml")


@pytest.mark.parametrize(
    ("edits", "results", "message"),
    [
        ([("B2", FIVE)], [], "form.xlsx, Data!B2: A formula computes this cell"),
        ([], [("B1", FIVE)], "form.xlsx, Data!B1: No formula stands in this cell"),
        ([("B1", FIVE), ("B1", FIVE)], [], "form.xlsx, Data!B1: This cell was given two contents"),
        ([("B1", Content("number", "x"))], [], "form.xlsx, Data!B1: Something that is no number"),
    ],
)
def test_a_refusal_names_file_sheet_and_cell(edits, results, message):
    written = [data_edit(*edit) for edit in edits]
    beside = [data_result(*result) for result in results]
    with pytest.raises(DamageError) as caught:
        patch(package(), written, beside, sheet_parts=PARTS)
    assert str(caught.value).startswith(message)


def test_a_stamp_writes_only_to_cells_it_was_prepared_for():
    stamp = prepare(package(), [("Data", 1, 2)], [], sheet_parts=PARTS)
    with pytest.raises(DamageError, match=r"Data!C1: This cell was not among those announced"):
        stamp.apply([data_edit("C1", FIVE)], [])


@pytest.mark.parametrize("parts", [{}, {"Data": "xl/none.xml"}])
def test_a_sheet_that_is_not_there_is_refused(parts):
    with pytest.raises(DamageError, match="form.xlsx, Data: The workbook has no such sheet"):
        patch(package(), [data_edit("B1", FIVE)], [], sheet_parts=parts)


def test_a_workbook_part_without_sheets_is_refused():
    form = package()
    bare = package(workbook=f'<workbook xmlns="{MAIN}"/>')
    with pytest.raises(DamageError, match="form.xlsx: .* lists no sheets"):
        patch(
            bare,
            [data_edit("B1", FIVE)],
            [],
            sheet_parts=PARTS,
            workbook=read_workbook(form),
        )


def test_a_signature_is_seen():
    parts = parts_of() | {"_xmlsignatures/origin.sigs": ""}
    assert is_signed(package_from_bytes(zipped(parts), "form.xlsx"))
    assert not is_signed(package())


texts = st.text(
    st.one_of(
        st.sampled_from("_x0041<&>'\" \t\n\r=+\x00\x1f\ufffe😀"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
numbers = st.one_of(
    st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False)
).map(repr)
contents = st.one_of(
    st.builds(Content, st.just("text"), texts),
    st.builds(Content, st.just("number"), numbers),
    st.sampled_from([BLANK, Content("boolean", "TRUE"), Content("error", "#DIV/0!")]),
)
spots = st.tuples(st.integers(1, 12), st.integers(1, 8))

CELL_FORMS = [
    "<{p}c{r} s='1'/>",
    "<{p}c{r}><{p}v>12.50</{p}v></{p}c>",
    '<{p}c t="s"{r} s="2"><{p}v>1</{p}v></{p}c>',
    '<{p}c{r} t="inlineStr"><{p}is><{p}t>in</{p}t></{p}is></{p}c>',
    '<{p}c{r} t="inlineStr"><{p}is><{p}r><{p}t>rich</{p}t></{p}r></{p}is></{p}c>',
    '<{p}c{r} t="b"><{p}v>1</{p}v></{p}c>',
    "<{p}c{r}\n><!-- <c> --></{p}c>",
    '<{p}c{r} s="1" t="str"><{p}f>1&lt;2</{p}f><{p}v>old</{p}v></{p}c>',
    '<{p}c{r}><{p}f t="shared" si="0"/><{p}v>3</{p}v></{p}c>',
    '<{p}c{r} cm="1"><{p}f t="array" ref="{a}">B1</{p}f><{p}v>3</{p}v></{p}c>',
]
ROW_FORMS = ["", ' spans="1:8" ht="20"', ' s="3" customFormat="1"']


@st.composite
def sheets(draw):
    """Return the bytes of a sheet part such as some program might have made it."""
    prefix = draw(st.sampled_from(["", "x:"]))
    pieces, last = [], 0
    for number in sorted(draw(st.sets(st.integers(1, 10), max_size=6))):
        implied = number == last + 1 and draw(st.booleans())
        address = "" if implied else f' r="{number}"'
        pieces.append(draw(row_texts(prefix, number, address)))
        last = number
    name = f"{prefix}sheetData"
    inside = draw(st.sampled_from(["", "\n  "])).join(pieces)
    data = f"<{name}>{inside}</{name}>" if inside else f"<{name}/>"
    cols = f'<{prefix}cols><{prefix}col min="2" max="4" style="3"/></{prefix}cols>'
    space = f'xmlns:x="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    tail = f'<{prefix}pageMargins left="1"/>'
    codec = draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
    declaration = f"<?xml version='1.0' encoding='{codec.removesuffix('-sig')}'?>\r\n"
    body = f"<{prefix}worksheet {space}>{cols}{data}{tail}</{prefix}worksheet>"
    return (declaration + body).encode(codec)


@st.composite
def row_texts(draw, prefix, number, address):
    cells, last = [], 0
    for column in sorted(draw(st.sets(st.integers(1, 7), max_size=5))):
        place = format_address(number, column)
        implied = column == last + 1 and draw(st.booleans())
        form = draw(st.sampled_from(CELL_FORMS))
        cells.append(form.format(p=prefix, a=place, r="" if implied else f' r="{place}"'))
        last = column
    attributes = address + draw(st.sampled_from(ROW_FORMS))
    if not cells and draw(st.booleans()):
        return f"<{prefix}row{attributes}/>"
    return f"<{prefix}row{attributes}>{''.join(cells)}</{prefix}row>"


def expected_style(part, spot):
    root = etree.fromstring(part)
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r", number + 1))
        if number == spot[0] and row.get("customFormat"):
            return int(row.get("s"))
    return 3 if 2 <= spot[1] <= 4 else 0


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(part=sheets(), wanted=st.dictionaries(spots, contents, max_size=12), drop=st.booleans())
def test_any_cells_of_any_sheet_take_their_values_and_all_others_stay(part, wanted, drop):
    """The values are read back, by openpyxl too, and the receipt finds no damage."""
    form = package(part)
    before = read_workbook(form).sheets[0].cells
    formulas = {spot for spot in wanted if spot in before and before[spot].formula}
    edits = [Edit("Data", *spot, wanted[spot]) for spot in wanted if spot not in formulas]
    results = [Result("Data", *spot, None if drop else wanted[spot]) for spot in formulas]
    data = patch(form, edits, results, sheet_parts=PARTS)
    expected = dict(before)
    for item in (*edits, *results):
        spot, content = (item.row, item.column), item.content or BLANK
        old = before.get(spot)
        style = old.style if old else expected_style(part, spot)
        if old or content != BLANK:
            formula = old.formula if old else None
            expected[spot] = Cell(*spot, content.kind, content.raw, style, formula)
    assert cells_of(data) == expected
    after = package_from_bytes(data, "out.xlsx")
    receipt = compare(form, after, {SHEET_PART: set(wanted)})
    raise_on_damage(receipt)
    assert {cell.cell for cell in receipt.cells} == {
        format_address(*spot)
        for spot in {*before, *expected}
        if content_of(before.get(spot)) != content_of(expected.get(spot))
    }
    check_with_openpyxl(data, edits)


@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(part=sheets())
def test_the_values_that_stand_there_give_the_same_file(part):
    form = package(part)
    cells = read_workbook(form).sheets[0].cells.values()
    edits, results = [], []
    for cell in cells:
        kind = Result if cell.formula else Edit
        item = kind("Data", cell.row, cell.column, content_of(cell))
        (results if cell.formula else edits).append(item)
    assert patch(form, edits, results, sheet_parts=PARTS) == form.data


def content_of(cell):
    return Content(cell.kind, cell.raw) if cell else BLANK


def check_with_openpyxl(data, edits):
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Data"]
    for edit in edits:
        value, content = sheet.cell(edit.row, edit.column).value, edit.content
        if content.kind == "number":
            assert math.isclose(value, float(content.raw), rel_tol=1e-15)
        elif content.kind == "blank":
            assert value is None
        elif content.kind == "boolean":
            assert value is True
        elif content.kind == "error":
            assert value == content.raw


def test_a_sheet_with_a_prefix_stays_valid_for_a_strict_parser():
    part = worksheet("<sheetData/>")
    data = patch(package(part), [data_edit("A1", Content("text", "é"))], [], sheet_parts=PARTS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read(SHEET_PART))
    assert root.findtext(".//{*}t") == "é"


CORPUS = {name: ("own_formulas", (name,)) for name in FEATURES} | {
    "everything": ("own_formulas", ADDITIONS),
    "another form": ("current_first", ADDITIONS),
}


@pytest.mark.parametrize(("layout", "features"), CORPUS.values(), ids=CORPUS)
def test_a_form_with_everything_that_libraries_lose_keeps_all_of_it(layout, features):
    """Every input is written; all parts but the sheet and the workbook part are copied raw."""
    form = package_from_bytes(furnish(LAYOUTS[layout].build(), *features), "form.xlsx")
    workbook = read_workbook(form)
    parts = {sheet.name: sheet.part for sheet in workbook.sheets}
    places = [(sheet, *parse_address(cell)) for sheet, cell in LAYOUTS[layout].places.values()]
    formulas = [
        (sheet.name, *spot)
        for sheet in workbook.sheets
        for spot, cell in sheet.cells.items()
        if cell.formula
    ]
    inputs = sorted(set(places) - set(formulas))
    edits = [Edit(*place, Content("number", str(at))) for at, place in enumerate(inputs, 1)]
    results = [Result(*place, Content("number", "0.5")) for place in formulas]
    data = patch(form, edits, results, sheet_parts=parts, workbook=workbook)
    allowed = {part: set() for part in parts.values()}
    for item in (*edits, *results):
        allowed[parts[item.sheet]].add((item.row, item.column))
    receipt = compare(form, package_from_bytes(data, "out.xlsx"), allowed)
    raise_on_damage(receipt)
    assert all(part.identical for part in receipt.copied)
    assert {part.name for part in receipt.changed} <= {*parts.values(), "xl/workbook.xml"}
    if "strict" not in features:
        book = opened(data)
        for edit in edits:
            assert book[edit.sheet].cell(edit.row, edit.column).value == int(edit.content.raw)
