"""The receipt: what was asked for passes, and every kind of damage is caught and named."""

from hashlib import sha256

import pytest

from wres_excel.errors import DamageError
from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.compare import (
    ChangedCell,
    ChangedPart,
    Comparison,
    CopiedPart,
    Original,
    compare,
    raise_on_damage,
)
from wres_excel.workbook.package import Package, package_from_bytes
from wres_excel.workbook.sheets import read_workbook

from .strangers import MAIN, SHEET_PART, parts_of, relations, workbook_xml, worksheet, zipped

STYLES = f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf/><xf/><xf/></cellXfs></styleSheet>'
SHEET = worksheet(
    '<cols><col min="4" max="5" style="3"/></cols><sheetData>'
    '<row r="1"><c r="A1" s="1"/><c r="B1"><v>2</v></c><c r="C1"><f>B1*2</f><v>4</v></c></row>'
    '<row r="2" s="2" customFormat="1"/><row r="4" ht="9"></row></sheetData>'
    '<pageMargins left="1"/>'
)
BOOK = workbook_xml(("Data", "r1"), more='<calcPr calcId="1"/>')
FLAGGED = BOOK.replace("<calcPr", '<calcPr fullCalcOnLoad="1"')
ALLOWED = {SHEET_PART: {(1, 1), (1, 3), (2, 1), (3, 4), (4, 1)}}


def form_parts(sheet=SHEET, book=BOOK):
    return parts_of(sheet, workbook=book, styles=STYLES, strings=f'<sst xmlns="{MAIN}"/>')


def packed(parts):
    return package_from_bytes(zipped(parts), "out.xlsx")


FORM = packed(form_parts())


def altered(*changes, sheet=SHEET):
    for old, new in changes:
        assert sheet.count(old) == 1
        sheet = sheet.replace(old, new)
    return packed(form_parts(sheet))


def damage_of(after, allowed=ALLOWED):
    with pytest.raises(DamageError) as caught:
        raise_on_damage(compare(FORM, after, allowed))
    return str(caught.value)


def digest(content):
    return sha256(content.encode()).hexdigest()


ASKED = (
    ('<c r="A1" s="1"/>', '<c r="A1" s="1" t="inlineStr"><is><t>x</t></is></c>'),
    ("<v>4</v>", "<v>6</v>"),
    (
        ' customFormat="1"/>',
        ' customFormat="1"><c r="A2" s="2"><v>1</v></c></row>'
        '<row r="3"><c r="D3" s="3"><v>1</v></c></row>',
    ),
    ('ht="9">', 'ht="9"><c r="A4"><v>1</v></c>'),
)


def test_what_was_asked_for_is_on_the_receipt_and_is_no_damage():
    sheet = SHEET
    for old, new in ASKED:
        sheet = sheet.replace(old, new)
    parts = form_parts(sheet, FLAGGED)
    receipt = compare(FORM, packed(parts), ALLOWED)
    raise_on_damage(receipt)
    changed = {SHEET_PART: (SHEET, sheet), "xl/workbook.xml": (BOOK, FLAGGED)}
    one = Content("number", "1")
    assert receipt == Comparison(
        "out.xlsx",
        tuple(
            CopiedPart(name, digest(part), True)
            for name, part in form_parts().items()
            if name not in changed
        ),
        tuple(ChangedPart(name, *map(digest, changed[name])) for name in parts if name in changed),
        (
            ChangedCell("Data", "A1", BLANK, Content("text", "x")),
            ChangedCell("Data", "C1", Content("number", "4"), Content("number", "6")),
            ChangedCell("Data", "A2", BLANK, one),
            ChangedCell("Data", "D3", BLANK, one),
            ChangedCell("Data", "A4", BLANK, one),
        ),
        (),
    )


def test_an_untouched_copy_has_an_empty_receipt():
    receipt = compare(FORM, FORM, {})
    assert (receipt.changed, receipt.cells, receipt.damage) == ((), (), ())


def test_a_part_packed_anew_is_copied_but_not_identical():
    after = package_from_bytes(zipped(form_parts(), method=0), "out.xlsx")
    receipt = compare(FORM, after, {})
    assert not receipt.damage
    assert not any(part.identical for part in receipt.copied)


def test_workbooks_already_read_serve_as_well():
    after = altered(("<v>4</v>", "<v>6</v>"))
    read = read_workbook(FORM), read_workbook(after)
    assert compare(FORM, after, ALLOWED, workbooks=read) == compare(FORM, after, ALLOWED)


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
def test_an_empty_sheet_may_be_opened(data):
    form = packed(form_parts(worksheet(data)))
    row = '<row r="3"><c r="D3"><v>1</v></c></row>'
    after = packed(form_parts(worksheet(f"{data.partition('>')[0].rstrip('/')}>{row}</sheetData>")))
    raise_on_damage(compare(form, after, ALLOWED))


def test_a_comment_about_cells_is_no_place_for_them():
    form, after = (
        packed(form_parts(f"<!-- <sheetData> --><?pi <sheetData> ?>{worksheet(data)}"))
        for data in ("<sheetData/>", '<sheetData><row r="2"><c r="A2"/></row></sheetData>')
    )
    raise_on_damage(compare(form, after, ALLOWED))


def test_a_sheet_that_lost_its_place_for_cells_is_damage():
    form, after = (packed(form_parts(worksheet(data))) for data in ("<sheetData/>", ""))
    with pytest.raises(DamageError, match="Data: The sheet has no place for cells"):
        raise_on_damage(compare(form, after, ALLOWED))


def test_implied_addresses_prefixes_and_utf16_are_understood():
    sheet = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c/><x:c/></x:row><x:row/>'
        "<!-- <c/> --><x:row s='2' customFormat='1'><x:c/></x:row></x:sheetData></x:worksheet>"
    )
    new = sheet.replace("<x:c/></x:row><x:row/>", "<x:c><x:v>1</x:v></x:c></x:row><x:row/>")
    new = new.replace(
        "<x:c/></x:row></x:s", "<x:c/><x:c r='B3' s='2'><x:v>1</x:v></x:c></x:row></x:s"
    )
    form, after = (packed(form_parts(text.encode("utf-16"))) for text in (sheet, new))
    raise_on_damage(compare(form, after, {SHEET_PART: {(1, 2), (3, 2)}}))
    with pytest.raises(DamageError, match="Data!B1: A cell changed"):
        raise_on_damage(compare(form, after, {SHEET_PART: {(3, 2)}}))


CELLS = {
    "a cell that was not to be written": (
        ("<v>2</v>", "<v>3</v>"),
        "Data!B1: A cell changed that was not to be written (found 3; expected 2)",
    ),
    "a new cell that was not to be written": (
        ('ht="9">', 'ht="9"><c r="B4"><v>1</v></c>'),
        "Data!B4: A cell changed that was not to be written (found 1)",
    ),
    "a cell that is gone": (
        ('<c r="B1"><v>2</v></c>', ""),
        "Data!B1: A cell of the form is gone",
    ),
    "an allowed cell that is gone": (
        ('<c r="A1" s="1"/>', ""),
        "Data!A1: A cell of the form is gone",
    ),
    "the style of an allowed cell": (
        ('s="1"', 's="2"'),
        "Data!A1: The style of a cell changed (found 2; expected 1)",
    ),
    "the style of another cell": (
        ('<c r="B1">', '<c r="B1" s="2">'),
        "Data!B1: The style of a cell changed (found 2; expected 0)",
    ),
    "a new cell without the style of its row": (
        (' customFormat="1"/>', ' customFormat="1"><c r="A2"><v>1</v></c></row>'),
        "Data!A2: The style of a cell changed (found 0; expected 2)",
    ),
    "a new cell without the style of its column": (
        ('<row r="4"', '<row r="3"><c r="D3"><v>1</v></c></row><row r="4"'),
        "Data!D3: The style of a cell changed (found 0; expected 3)",
    ),
    "a formula that is gone": (("<f>B1*2</f>", ""), "Data!C1: The formula of a cell changed"),
    "a formula that is another": (("B1*2", "B1*3"), "Data!C1: The formula of a cell changed"),
    "a formula in a new cell": (
        ('ht="9">', 'ht="9"><c r="A4"><f>B1</f></c>'),
        "Data!A4: The formula of a cell changed",
    ),
    "a cell written otherwise": (
        ('<c r="B1">', "<c r='B1'>"),
        "Data!B1: A cell is stored otherwise than in the form",
    ),
    "an attribute of a cell": (
        ('<c r="B1">', '<c r="B1" ph="1">'),
        "Data!B1: A cell is stored otherwise than in the form",
    ),
}
OUTSIDE = {
    "a byte after the cells": ('left="1"', 'left="2"'),
    "a byte before the cells": ('max="5"', 'max="4"'),
    "a space before the cells": ("<cols>", "<cols> "),
    "quotes after the cells": ('left="1"', "left='1'"),
    "an element that is gone": ('<pageMargins left="1"/>', ""),
    "the height of a row": ('ht="9"', 'ht="8"'),
    "the style of a row": (' s="2" customFormat="1"', ""),
    "a row that is gone": ('<row r="4" ht="9"></row>', ""),
    "a row that is new": ('<row r="4"', '<row r="3" ht="1"/><row r="4"'),
    "a row without cells to be written": ("</sheetData>", '<row r="9"/></sheetData>'),
    "a space between cells": ('<c r="B1">', ' <c r="B1">'),
    "a comment between rows": ('<row r="4"', '<!-- --><row r="4"'),
}


@pytest.mark.parametrize(("change", "message"), CELLS.values(), ids=CELLS)
def test_damage_to_a_cell_is_caught(change, message):
    assert damage_of(altered(change)).startswith(f"out.xlsx, {message}. Nothing was written.")


@pytest.mark.parametrize("change", OUTSIDE.values(), ids=OUTSIDE)
def test_damage_outside_the_cells_is_caught(change):
    fact = "out.xlsx, Data: Something other than its cells changed in the sheet."
    assert damage_of(altered(change)).startswith(fact)


def test_another_byte_order_mark_is_damage():
    after = packed(form_parts(b"\xef\xbb\xbf" + SHEET.encode()))
    assert "Something other than its cells" in damage_of(after)


def test_damage_stays_damage_beside_what_was_asked_for():
    for change in (*(change for change, _ in CELLS.values()), *OUTSIDE.values()):
        asked = [each for each in ASKED if each[0] not in change[0] and change[0] not in each[0]]
        sheet = SHEET
        for old, new in (change, *asked[:1]):
            sheet = sheet.replace(old, new)
        assert compare(FORM, packed(form_parts(sheet)), ALLOWED).damage, change


PARTS = {
    "a part that is missing": (
        {"xl/sharedStrings.xml": None},
        "The part xl/sharedStrings.xml of the form is missing",
    ),
    "a part that is extra": (
        {"xl/calcChain.xml": "<calcChain/>"},
        "The part xl/calcChain.xml was not in the form",
    ),
    "a part that changed": (
        {"xl/styles.xml": STYLES.replace("<xf/>", "<xf />")},
        "The part xl/styles.xml changed, though nothing in it was to be written",
    ),
    "a part that is not well-formed": (
        {SHEET_PART: SHEET[:-1]},
        f"The part {SHEET_PART} is not well-formed",
    ),
    "a prefix that stands for nothing": (
        {SHEET_PART: SHEET.replace("<sheetData>", "<sheetData><y:row/>")},
        f"The part {SHEET_PART} is not well-formed",
    ),
    "a document type declaration": (
        {SHEET_PART: f"<!DOCTYPE worksheet []>{SHEET}"},
        f"The part {SHEET_PART} is not well-formed",
    ),
    "another setting of the workbook": (
        {"xl/workbook.xml": FLAGGED.replace('calcId="1"', 'calcId="2"')},
        "The part xl/workbook.xml changed in more than the flag",
    ),
    "a sheet by another name": (
        {"xl/workbook.xml": FLAGGED.replace("Data", "data")},
        "The part xl/workbook.xml changed in more than the flag",
    ),
    "a workbook that asks for no calculation": (
        {"xl/workbook.xml": BOOK.replace("<calcPr", '<calcPr fullCalcOnLoad="0"')},
        "The part xl/workbook.xml changed in more than the flag",
    ),
    "settings that are gone": (
        {"xl/workbook.xml": BOOK.replace('<calcPr calcId="1"/>', "")},
        "The part xl/workbook.xml changed in more than the flag",
    ),
    "cells that cannot be read back": (
        {SHEET_PART: SHEET.replace("B1", "B0", 1)},
        "The workbook cannot be read back",
    ),
    "no cells at all": (
        {SHEET_PART: worksheet("")},
        "Data!A1: A cell of the form is gone",
    ),
}


@pytest.mark.parametrize(("parts", "message"), PARTS.values(), ids=PARTS)
def test_damage_to_parts_is_caught(parts, message):
    changed = {**form_parts(), **parts}
    after = packed({name: part for name, part in changed.items() if part is not None})
    assert message in damage_of(after)


def test_a_sheet_in_which_nothing_was_to_be_written_must_stay():
    after = altered(("<v>4</v>", "<v>6</v>"))
    assert f"The part {SHEET_PART} changed, though nothing" in damage_of(after, {})
    assert "though nothing" in damage_of(after, {SHEET_PART: set()})


def test_the_names_of_parts_ignore_case():
    after = altered(("<v>4</v>", "<v>6</v>"))
    raise_on_damage(compare(FORM, after, {SHEET_PART.upper(): {(1, 3)}}))


def test_a_form_without_calculation_settings_may_get_the_flag():
    bare, flag = "</sheets>", '</sheets><calcPr fullCalcOnLoad="1"/>'
    book = workbook_xml(("Data", "r1"))
    form, after = (packed(form_parts(book=text)) for text in (book, book.replace(bare, flag)))
    raise_on_damage(compare(form, after, {}))


def test_every_sheet_that_changed_is_looked_at():
    kinds = (("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "worksheet", "two.xml"))
    book = workbook_xml(("Data", "r1"), ("More", "r2"))
    parts = parts_of(SHEET, workbook=book, workbook_rels=relations(*kinds))
    form = packed(parts | {"xl/two.xml": SHEET})
    after = packed(parts | {"xl/two.xml": SHEET.replace("<v>2</v>", "<v>3</v>")})
    receipt = compare(form, after, ALLOWED | {"xl/two.xml": {(1, 2)}})
    raise_on_damage(receipt)
    old, new = Content("number", "2"), Content("number", "3")
    assert receipt.cells == (ChangedCell("More", "B1", old, new),)


def test_one_original_serves_for_copies_with_other_cells_allowed():
    original = Original(FORM, read_workbook(FORM))
    for allowed in (ALLOWED, {SHEET_PART: {(1, 3)}}, ALLOWED, {SHEET_PART: {(1, 1)}}):
        for change in (*ASKED, *(change for change, _ in CELLS.values()), *OUTSIDE.values()):
            after = altered(change)
            assert original.compare(after, allowed) == compare(FORM, after, allowed), change


def test_only_the_parts_of_a_copy_that_changed_are_inflated(monkeypatch: pytest.MonkeyPatch):
    original = Original(FORM, read_workbook(FORM))
    after = altered(("<v>4</v>", "<v>6</v>"))
    raise_on_damage(original.compare(after, ALLOWED))
    inflated, part = [], Package.part
    monkeypatch.setattr(Package, "part", lambda *asked: inflated.append(asked[1]) or part(*asked))
    raise_on_damage(original.compare(after, ALLOWED))
    assert inflated == [SHEET_PART]


def test_a_copy_that_cannot_be_read_back_is_damage():
    original = Original(FORM, read_workbook(FORM))
    whole = zipped(form_parts())
    raise_on_damage(original.compare(whole, {}))
    for data in (b"", b"no workbook", whole[: len(whole) // 2]):
        with pytest.raises(DamageError, match="out.xlsx: The workbook cannot be read back"):
            raise_on_damage(original.compare(data, {}))


def test_a_copied_part_with_another_checksum_than_its_own_is_damage():
    at = zipped(form_parts()).index(b"PK\1\2") + 16
    data = bytearray(zipped(form_parts()))
    data[at] ^= 1
    assert "The workbook cannot be read back" in damage_of(
        package_from_bytes(bytes(data), "out.xlsx")
    )
