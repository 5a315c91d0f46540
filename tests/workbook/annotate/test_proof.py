"""Every way in which a copy might come out otherwise than meant is found before it is written."""

from collections.abc import Callable

import pytest

from wres_excel.errors import DamageError
from wres_excel.workbook.annotate import copy as making
from wres_excel.workbook.annotate.proof import Meant, prove
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.sheets import read_workbook

from ..strangers import DOCUMENT, MAIN, relations, workbook_xml, zipped
from .given import ROWS, annotated, finding, names, part, small, with_part

SHEET = "xl/worksheets/sheet1.xml"
STYLES = "xl/styles.xml"
BOOK = "xl/workbook.xml"
COMMENTS = (
    f'<comments xmlns="{MAIN}"><authors><author>Me</author></authors><commentList>'
    '<comment ref="A1" authorId="0"><text><t>Mine</t></text></comment></commentList></comments>'
)
DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="_x0000_s1025"><br></v:shape></xml>'
)
LINKS = relations(
    ("r1", "comments", "../comments9.xml"), ("r2", "vmlDrawing", "../drawings/v9.vml")
)
POINTER = f'<legacyDrawing xmlns:r="{DOCUMENT}" r:id="r2"/>'
NAMES = (
    '<definedNames><definedName name="N" localSheetId="0">Data!$A$1</definedName></definedNames>'
)
ORIGINAL = small(
    ROWS + POINTER,
    more={
        "xl/comments9.xml": COMMENTS,
        "xl/drawings/v9.vml": DRAWING,
        "xl/worksheets/_rels/sheet1.xml.rels": LINKS,
        "docProps/other.xml": "<other/>",
    },
    workbook=workbook_xml(("Data", "r1"), more=NAMES),
)
MEANT = Meant("Checks", {SHEET: frozenset({(1, 2)})}, {SHEET: frozenset({(1, 2)})})


def proven(copy: bytes, meant: Meant = MEANT) -> None:
    package = package_from_bytes(ORIGINAL, "return.xlsx")
    prove(package, read_workbook(package), copy, meant)


def good() -> bytes:
    return annotated(ORIGINAL, [finding("B1")])


def test_a_good_copy_is_let_through() -> None:
    proven(good())


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return change


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (SHEET, replaced("<v>5</v>", "<v>6</v>"), "A cell changed in more than its fill"),
        (SHEET, replaced("B1*2", "B1*3"), "A cell changed in more than its fill"),
        (SHEET, replaced("<v>10</v>", ""), "A cell changed in more than its fill"),
        (SHEET, replaced('<c r="B3">', '<c r="B3" s="1">'), "A cell changed in more than its fill"),
        (
            SHEET,
            replaced(
                "<legacyDrawing", '<mergeCells><mergeCell ref="A5:A6"/></mergeCells><legacyDrawing'
            ),
            "Merged, hidden or validated cells of a sheet changed",
        ),
        (
            SHEET,
            replaced("<sheetData>", "<sheetPr/><sheetData>"),
            "Something other than the fill of its cells changed in the sheet",
        ),
        (
            SHEET,
            replaced('<c r="B1"', '<c ph="1" r="B1"'),
            "A cell is stored otherwise than its fill needs",
        ),
        (SHEET, replaced("</worksheet>", "</worksheet"), "The copy cannot be read back"),
        (
            STYLES,
            replaced('numFmtId="9" fontId="0" fillId="0"', 'numFmtId="0" fontId="0" fillId="0"'),
            "The part xl/styles.xml changed in more than was meant",
        ),
        (
            STYLES,
            replaced('applyFill="1" numFmtId="9"', 'applyFill="1" numFmtId="2"'),
            "A cell has another number format or lock",
        ),
        (
            STYLES,
            lambda part: part.replace(b"<cellStyles", b"<other", 1).replace(
                b"</cellStyles", b"</other", 1
            ),
            "The part xl/styles.xml changed in more than was meant",
        ),
        (
            BOOK,
            replaced('localSheetId="1"', 'localSheetId="0"'),
            "The part xl/workbook.xml changed in more than was meant",
        ),
        (
            BOOK,
            replaced("<sheets>", "<workbookPr/><sheets>"),
            "The part xl/workbook.xml changed in more than was meant",
        ),
        (
            "xl/comments9.xml",
            replaced("<author>Me</author>", "<author>You</author>"),
            "The part xl/comments9.xml changed in more than was meant",
        ),
        (
            "xl/comments9.xml",
            replaced(">Mine<", ">Yours<"),
            "A comment of the workbook is not whole in the copy",
        ),
        (
            "xl/drawings/v9.vml",
            replaced("<br>", ""),
            "The part xl/drawings/v9.vml changed in more than was meant",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            replaced("styles.xml", "Styles.xml"),
            "The part xl/_rels/workbook.xml.rels changed in more than was meant",
        ),
        (
            "docProps/other.xml",
            replaced("other", "another"),
            "The part docProps/other.xml changed in more than was meant",
        ),
        (
            "xl/tables/table1.xml",
            replaced("</table>", ""),
            "The part xl/tables/table1.xml is not well-formed",
        ),
    ],
)
def test_damage_is_named(name: str, change: Callable[[bytes], bytes], message: str) -> None:
    with pytest.raises(DamageError) as caught:
        proven(with_part(good(), name, change))
    assert caught.value.message == message
    assert caught.value.file == "return.xlsx"
    assert caught.value.remedy == (
        "Nothing was written. Please report this, with the workbook if you may share it."
    )


def repacked(change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    return zipped(change({name: part(good(), name) for name in names(good())}))


def test_a_part_that_is_missing_is_damage() -> None:
    gone = repacked(lambda parts: {n: p for n, p in parts.items() if n != "docProps/other.xml"})
    with pytest.raises(DamageError, match="Parts of the workbook are missing in the copy"):
        proven(gone)


def test_a_part_that_nobody_meant_is_damage() -> None:
    more = repacked(lambda parts: {**parts, "xl/media/image1.png": b"x"})
    with pytest.raises(DamageError, match="xl/media/image1.png is not well-formed"):
        proven(more)
    more = repacked(lambda parts: {**parts, "xl/theme/theme1.xml": b"<x/>"})
    with pytest.raises(DamageError, match="xl/theme/theme1.xml was not in the workbook"):
        proven(more)


def test_another_sheet_in_front_than_meant_is_damage() -> None:
    with pytest.raises(DamageError, match="The sheet in front of the copy is another"):
        proven(good(), Meant("Faults", MEANT.styled, MEANT.noted))


def test_a_note_that_is_not_there_is_damage() -> None:
    noted = {SHEET: frozenset({(1, 2), (3, 2)})}
    with pytest.raises(DamageError) as caught:
        proven(good(), Meant("Checks", MEANT.styled, noted))
    assert (caught.value.sheet, caught.value.cell) == ("Data", "B3")


def test_a_copy_that_fails_the_proof_is_never_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(copy: making._Copy) -> tuple[bytes, Meant]:
        return b"no workbook", MEANT

    monkeypatch.setattr(making._Copy, "make", spoil)
    with pytest.raises(DamageError, match="The copy cannot be read back"):
        annotated(ORIGINAL, [finding("B1")])
