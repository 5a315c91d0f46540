"""Cells cut into the XML of one sheet: what changes, and that nothing else does."""

import pytest

from wres_excel.errors import DamageError
from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.splice import plan_splice, splice
from wres_excel.workbook.tags import start_tag_end

from .strangers import MAIN, worksheet

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
FIVE = Content("number", "5")
WORDS = Content("text", " a<b & c>d ")
INLINE = '<is><t xml:space="preserve"> a&lt;b &amp; c&gt;d </t></is>'


def rows(content, before=""):
    return worksheet(f"{before}<sheetData>{content}</sheetData>").encode()


def edited(part, spot, content):
    return splice(plan_splice(part, [spot], []), {spot: content})


def resulted(part, spot, content):
    return splice(plan_splice(part, [], [spot]), {spot: content})


CELLS = {
    "a self-closing cell keeps its style": (
        '<c r="A1" s="3"/>',
        FIVE,
        '<c r="A1" s="3"><v>5</v></c>',
    ),
    "a shared string gives way to a number": (
        '<c r="A1" s="3" t="s"><v>0</v></c>',
        FIVE,
        '<c r="A1" s="3"><v>5</v></c>',
    ),
    "t is replaced where it stands, whatever the quotes and the space": (
        "<c  t='s'\n r='A1'  ph = \"1\" ><v>0</v></c>",
        WORDS,
        '<c t="inlineStr"\n r=\'A1\'  ph = "1">' + INLINE + "</c>",
    ),
    "cm and vm describe the old value and go": (
        '<c cm="1" r="A1" vm="2" s="4"/>',
        FIVE,
        '<c r="A1" s="4"><v>5</v></c>',
    ),
    "a text is written inline and escaped": (
        '<c r="A1"/>',
        WORDS,
        f'<c r="A1" t="inlineStr">{INLINE}</c>',
    ),
    "control characters and look-alike escapes are coded": (
        '<c r="A1"/>',
        Content("text", "a\x07_x0041_"),
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve">a_x0007__x005F_x0041_</t></is></c>',
    ),
    "an inline string gives way to a truth value": (
        '<c r="A1" t="inlineStr"><is><t>old</t></is></c>',
        Content("boolean", "TRUE"),
        '<c r="A1" t="b"><v>1</v></c>',
    ),
    "an error is written as one": (
        '<c r="A1"/>',
        Content("error", "#N/A"),
        '<c r="A1" t="e"><v>#N/A</v></c>',
    ),
    "a date is written as one": (
        '<c r="A1"/>',
        Content("date", "2019-03-31"),
        '<c r="A1" t="d"><v>2019-03-31</v></c>',
    ),
    "blank takes the content and leaves the style": (
        '<c r="A1" s="3" t="s"><v>0</v></c>',
        BLANK,
        '<c r="A1" s="3"></c>',
    ),
    "blank leaves an empty cell alone": ('<c r="A1" s="3" />', BLANK, '<c r="A1" s="3" />'),
    "an address that is not given is not added": ("<c s='1'/>", FIVE, "<c s='1'><v>5</v></c>"),
    "extensions, comments and space in a cell stay": (
        '<c r="A1"> <!-- x --><v>1</v><extLst><ext uri="u"/></extLst>\n</c >',
        FIVE,
        '<c r="A1"> <!-- x --><v>5</v><extLst><ext uri="u"/></extLst>\n</c >',
    ),
    "both values of a doubtful cell go": (
        '<c r="A1"><is><t>x</t></is>-<v>1</v></c>',
        FIVE,
        '<c r="A1"><v>5</v>-</c>',
    ),
    "a > within an attribute ends nothing": (
        '<c r="A1" x="a>b t=\'s\'/" t="s"><v>0</v></c>',
        FIVE,
        '<c r="A1" x="a>b t=\'s\'/"><v>5</v></c>',
    ),
}


@pytest.mark.parametrize(("old", "content", "new"), CELLS.values(), ids=CELLS)
def test_a_cell_that_stands_there(old, content, new):
    part = rows(f'<row r="1">{old}<c r="B1"><v>7</v></c></row>')
    assert edited(part, (1, 1), content) == part.replace(old.encode(), new.encode())


MISSING = {
    "before the next cell": (
        '<row r="2"><c r="A2"/><c r="C2"/></row>',
        '<row r="2"><c r="A2"/><c r="B2"><v>5</v></c><c r="C2"/></row>',
    ),
    "after the last cell": (
        '<row r="2"><c r="A2"></c> <extLst/></row>',
        '<row r="2"><c r="A2"></c><c r="B2"><v>5</v></c> <extLst/></row>',
    ),
    "after the last cell though rows follow": (
        '<row r="2"><c r="A2"/></row><row r="3"><c r="A3"/></row>',
        '<row r="2"><c r="A2"/><c r="B2"><v>5</v></c></row><row r="3"><c r="A3"/></row>',
    ),
    "in a row without cells": (
        '<row r="2"><extLst/></row>',
        '<row r="2"><c r="B2"><v>5</v></c><extLst/></row>',
    ),
    "in a row that is closed at once": (
        '<row r="2" ht="20" />',
        '<row r="2" ht="20" ><c r="B2"><v>5</v></c></row>',
    ),
    "with the style of its row": (
        '<row r="2" s="8" customFormat="1"/>',
        '<row r="2" s="8" customFormat="1"><c r="B2" s="8"><v>5</v></c></row>',
    ),
    "without the style of a row that does not apply it": (
        '<row r="2" s="8"/>',
        '<row r="2" s="8"><c r="B2"><v>5</v></c></row>',
    ),
    "in a row before the next": (
        '<row r="1"/><row r="3"><c/></row>',
        '<row r="1"/><row r="2"><c r="B2"><v>5</v></c></row><row r="3"><c/></row>',
    ),
    "in a row after the last": (
        '<row r="1"></row >\n',
        '<row r="1"></row ><row r="2"><c r="B2"><v>5</v></c></row>\n',
    ),
    "where rows and cells are only counted": (
        "<row/><row><c/></row><row/>",
        '<row/><row><c/><c r="B2"><v>5</v></c></row><row/>',
    ),
    "in a sheet without rows": (" ", '<row r="2"><c r="B2"><v>5</v></c></row> '),
}


@pytest.mark.parametrize(("old", "new"), MISSING.values(), ids=MISSING)
def test_a_missing_cell_comes(old, new):
    assert edited(rows(old), (2, 2), FIVE) == rows(new)


def test_a_missing_cell_takes_the_style_of_its_column():
    cols = '<cols><col min="2" max="3" style="4"/><col min="5" max="5" width="3"/></cols>'
    new = rows('<row r="1"><c r="C1" s="4"><v>5</v></c></row>', cols)
    assert edited(rows('<row r="1"/>', cols), (1, 3), FIVE) == new
    plain = rows('<row r="1"><c r="E1"><v>5</v></c></row>', cols)
    assert edited(rows('<row r="1"/>', cols), (1, 5), FIVE) == plain


def test_a_blank_for_a_missing_cell_adds_nothing():
    part = rows("")
    assert edited(part, (3, 3), BLANK) == part


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData />"])
def test_a_closed_sheet_is_opened_only_for_a_value(data):
    part = worksheet(data).encode()
    opened = data.replace("/>", '><row r="1"><c r="A1"><v>5</v></c></row></sheetData>')
    assert edited(part, (1, 1), FIVE) == worksheet(opened).encode()
    assert edited(part, (1, 1), BLANK) == part


def test_many_cells_land_in_order_whatever_the_order_they_are_given_in():
    spots = [(4, 2), (2, 5), (2, 1), (1, 1), (4, 1), (2, 3)]
    part = rows('<row r="2"><c r="C2"/></row><row r="5"/>')
    assert splice(plan_splice(part, spots, []), dict.fromkeys(spots, FIVE)) == rows(
        '<row r="1"><c r="A1"><v>5</v></c></row>'
        '<row r="2"><c r="A2"><v>5</v></c><c r="C2"><v>5</v></c><c r="E2"><v>5</v></c></row>'
        '<row r="4"><c r="A4"><v>5</v></c><c r="B4"><v>5</v></c></row><row r="5"/>'
    )


def test_a_plan_serves_any_part_of_its_cells():
    part = rows('<row r="1"><c r="A1"/></row><row r="3"/>')
    plan = plan_splice(part, [(1, 1), (1, 2), (2, 1), (3, 1)], [])
    assert splice(plan, {}) == part
    assert splice(plan, {(1, 2): FIVE, (2, 1): BLANK}) == part.replace(
        b'<c r="A1"/>', b'<c r="A1"/><c r="B1"><v>5</v></c>'
    )


@pytest.mark.parametrize("namespace", [MAIN, STRICT])
def test_new_elements_take_the_prefix_of_their_surroundings(namespace):
    part = (
        f'<x:worksheet xmlns:x="{namespace}"><x:sheetData><x:row r="1"><x:c r="A1"/></x:row>'
        '<x:row r="3"/></x:sheetData></x:worksheet>'
    ).encode()
    spots = [(1, 1), (1, 2), (2, 1), (3, 1)]
    text = Content("text", "t")
    inline = '<x:is><x:t xml:space="preserve">t</x:t></x:is></x:c>'
    assert splice(plan_splice(part, spots, []), dict.fromkeys(spots, text)).decode() == (
        f'<x:worksheet xmlns:x="{namespace}"><x:sheetData>'
        f'<x:row r="1"><x:c r="A1" t="inlineStr">{inline}<x:c r="B1" t="inlineStr">{inline}</x:row>'
        f'<x:row r="2"><x:c r="A2" t="inlineStr">{inline}</x:row>'
        f'<x:row r="3"><x:c r="A3" t="inlineStr">{inline}</x:row></x:sheetData></x:worksheet>'
    )


@pytest.mark.parametrize(
    ("codec", "mark", "declared"),
    [
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "UTF-16LE"),
        ("utf-16-be", b"", "UTF-16"),
        ("utf-8", b"", None),
    ],
)
def test_a_part_keeps_its_encoding_and_its_byte_order_mark(codec, mark, declared):
    declaration = f"<?xml version='1.0' encoding='{declared}' ?>\r\n" if declared else ""
    old = declaration + rows("<row><c t='s'><v>0</v></c><c/>é😀</row>").decode()
    new = old.replace("<c/>", '<c t="inlineStr"><is><t xml:space="preserve">ä😀</t></is></c>')
    part = mark + old.encode(codec)
    assert edited(part, (1, 2), Content("text", "ä😀")) == mark + new.encode(codec)


RESULTS = {
    "a number beside a formula": (
        '<c r="A1" s="3" t="str" cm="1" vm="2"><f t="shared" si="0"/><v>x</v></c>',
        FIVE,
        '<c r="A1" s="3" cm="1"><f t="shared" si="0"/><v>5</v></c>',
    ),
    "a text beside a formula is no inline string": (
        '<c r="A1"><f>B1 &amp; "x"</f></c>',
        WORDS,
        '<c r="A1" t="str"><f>B1 &amp; "x"</f><v> a&lt;b &amp; c&gt;d </v></c>',
    ),
    "an error beside a formula": (
        '<c r="A1"><f>1/0</f><v>0</v></c>',
        Content("error", "#DIV/0!"),
        '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ),
    "no result any more": (
        '<c r="A1" t="b"><f>TRUE()</f><v>1</v></c>',
        None,
        '<c r="A1"><f>TRUE()</f></c>',
    ),
    "still no result": ('<c r="A1"><f>B1</f></c>', None, '<c r="A1"><f>B1</f></c>'),
    "a result between comments": (
        '<c r="A1"><!--1--><f>B1</f><!--2--><v>1</v><!--3--></c>',
        FIVE,
        '<c r="A1"><!--1--><f>B1</f><!--2--><v>5</v><!--3--></c>',
    ),
}


@pytest.mark.parametrize(("old", "content", "new"), RESULTS.values(), ids=RESULTS)
def test_a_result(old, content, new):
    assert resulted(rows(f"<row>{old}</row>"), (1, 1), content) == rows(f"<row>{new}</row>")


def test_a_cell_that_an_array_formula_spills_into_takes_a_result():
    part = rows('<row><c><f t="array" ref="A1:B1">C1:D1</f><v>1</v></c><c><v>2</v></c></row>')
    assert resulted(part, (1, 2), FIVE) == part.replace(b"<v>2</v>", b"<v>5</v>")


FORMULAS = {
    "plain": "<c><f>B1</f></c>",
    "shared": '<c><f t="shared" ref="A1:A9" si="0">B1</f></c>',
    "follower": '<c><f t="shared" si="0"/><v>1</v></c>',
    "array": '<c><f t="array" ref="A1">B1</f></c>',
}


@pytest.mark.parametrize("cell", FORMULAS.values(), ids=FORMULAS)
def test_a_formula_is_never_written_over(cell):
    with pytest.raises(DamageError, match="A1: A formula computes this cell"):
        plan_splice(rows(f"<row>{cell}</row>"), [(1, 1)], [])


@pytest.mark.parametrize("kind", ["array", "dataTable"])
@pytest.mark.parametrize("spot", [(1, 2), (2, 2), (3, 1)])
def test_the_range_of_a_formula_is_never_written_into(kind, spot):
    part = rows(f'<row><c><f t="{kind}" ref="A1:B3">C1</f></c><c/></row><row r="2"/>')
    with pytest.raises(DamageError, match="A formula computes this cell"):
        plan_splice(part, [spot], [])


def test_a_cell_within_the_reference_of_a_shared_formula_is_free():
    part = rows('<row><c><f t="shared" ref="A1:B1" si="0">C1</f></c><c/></row>')
    assert b"<c><v>5</v></c>" in edited(part, (1, 2), FIVE)


@pytest.mark.parametrize("cell", ["", "<c/>", "<c><v>1</v></c>"])
def test_no_result_is_written_where_no_formula_stands(cell):
    with pytest.raises(DamageError, match="A1: No formula stands"):
        plan_splice(rows(f"<row>{cell}</row>"), [], [(1, 1)])


UNSAFE = {
    "document type declaration": (b"<!DOCTYPE a []><a/>", "document type declaration"),
    "not well-formed": (b"<worksheet><sheetData>", "not well-formed"),
    "no namespace": (b"<worksheet><sheetData/></worksheet>", "not a worksheet"),
    "another part": (f'<styleSheet xmlns="{MAIN}"/>'.encode(), "not a worksheet"),
    "two places": (worksheet("<sheetData/><sheetData/>").encode(), "two places"),
    "rows out of order": (rows('<row r="2"/><row r="1"/>'), "rows .* not in order"),
    "a row twice": (rows('<row r="1"/><row r="1"/>'), "rows .* not in order"),
    "cells out of order": (rows('<row r="1"><c r="B1"/><c r="A1"/></row>'), "A1: .* not in order"),
    "a cell twice": (rows('<row r="1"><c r="A1"/><c r="A1"/></row>'), "not in order"),
    "a cell of another row": (rows('<row r="1"><c r="A2"/></row>'), "A2: .* not in order"),
    "a number that is none": (rows('<row r="x"/>'), "address .* not understood"),
    "an address that is none": (rows('<row><c r="1A"/></row>'), "address .* not understood"),
    "columns without numbers": (rows("", '<cols><col style="1"/></cols>'), "not understood"),
    "a strange row": (rows('<x xmlns="u"/>'), "does not know"),
    "a strange cell": (rows("<row><x/></row>"), "does not know"),
    "Latin-1": (b"<?xml version='1.0' encoding='ISO-8859-1'?>" + rows(""), "encoding"),
    "a false declaration": (
        ("<?xml version='1.0' encoding='UTF-8'?>" + rows("").decode()).encode("utf-16"),
        "encoding",
    ),
    "half a character": (b"\xff\xfe\x00\xd8<\x00", "encoding"),
    "bytes that are no UTF-8": (rows("\xe9").decode().encode("latin-1"), "not well-formed"),
}


@pytest.mark.parametrize(("part", "message"), UNSAFE.values(), ids=UNSAFE)
def test_a_part_that_cannot_be_edited_safely_is_refused(part, message):
    with pytest.raises(DamageError, match=message):
        plan_splice(part, [(1, 1)], [])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (Content("number", "1,5"), r"A1: Something that is no number .*found '1,5'"),
        (Content("number", "1e999"), "no number"),
        (Content("number", "nan"), "no number"),
        (Content("number", ""), "no number"),
        (Content("boolean", "yes"), "no boolean"),
        (Content("error", "n/a"), "no error"),
        (Content("date", "31/03/2019"), "no date"),
        (Content("text", "x" * 32_768), "A1: A text is longer .*found 32,768 characters"),
        (Content("text", "😀" * 16_384), "longer"),
        (Content("text", "\ud800"), "half a character"),
    ],
)
def test_a_content_that_no_cell_can_hold_is_refused(content, message):
    with pytest.raises(DamageError, match=message):
        edited(rows("<row><c/></row>"), (1, 1), content)


def test_the_longest_text_fits():
    part = edited(rows("<row><c/></row>"), (1, 1), Content("text", "x" * 32_767))
    assert part.count(b"x" * 32_767) == 1


def test_a_tag_that_never_ends_is_refused():
    with pytest.raises(DamageError, match="could not be followed"):
        start_tag_end(b'<c r="A1>', 0)
