"""How the cells of the Checks sheet look: formats added to those of the workbook."""

from dataclasses import dataclass

from wres_excel.findings import Severity
from wres_excel.workbook.annotate.highlight import LIGHT, fill_xml
from wres_excel.workbook.annotate.records import SEVERITIES
from wres_excel.workbook.annotate.stylebook import StyleBook
from wres_excel.workbook.blank.styles import FONT, LINE, NAVY

FORMATS_NEEDED = 10
"""How many cell formats the sheet asks for."""

_TITLE = "Heading 1"
_TITLE_BUILTIN = "16"


@dataclass(frozen=True, slots=True)
class Looks:
    """The number of each cell format; priorities: by severity."""

    title: int
    sentence: int
    heading: int
    number_heading: int
    text: int
    number: int
    link: int
    priorities: dict[Severity, int]


def add_looks(book: StyleBook) -> Looks:
    """Add the formats of the Checks sheet to the styles of a workbook, and return their numbers."""
    plain, bold = _font(book), _font(book, "<{p}b/>")
    lined = book.add("borders", _BORDER)
    navy = book.add("fills", fill_xml(NAVY.removeprefix("#")))
    head = _font(book, "<{p}b/>", colour="FFFFFF")
    link = _font(book, "<{p}u/>", colour=NAVY.removeprefix("#"))
    return Looks(
        title=_title(book),
        sentence=_format(book, plain, wrap=False),
        heading=_format(book, head, fill=navy),
        number_heading=_format(book, head, fill=navy, side="right"),
        text=_format(book, plain, border=lined),
        number=_format(book, plain, border=lined, side="right"),
        link=_format(book, link, border=lined),
        priorities={
            severity: _format(
                book, bold, border=lined, fill=book.add("fills", fill_xml(LIGHT[severity]))
            )
            for severity in SEVERITIES
        },
    )


_BORDER = (
    "<{p}border><{p}left/><{p}right/><{p}top/>"
    f'<{{p}}bottom style="thin"><{{p}}color rgb="FF{LINE.removeprefix("#")}"/></{{p}}bottom>'
    "<{p}diagonal/></{p}border>"
)


def _font(book: StyleBook, before: str = "", size: int = 11, colour: str = "000000") -> int:
    """The parts of a font stand in the order of the schema, which Excel insists on."""
    return book.add(
        "fonts",
        f'<{{p}}font>{before}<{{p}}sz val="{size}"/><{{p}}color rgb="FF{colour}"/>'
        f'<{{p}}name val="{FONT}"/><{{p}}family val="2"/></{{p}}font>',
    )


def _format(
    book: StyleBook,
    font: int,
    *,
    fill: int = 0,
    border: int = 0,
    side: str = "left",
    wrap: bool = True,
    style: int = 0,
) -> int:
    wrapped, moved = (' wrapText="1"', ' indent="1"') if wrap else ("", "")
    alignment = f'<{{p}}alignment horizontal="{side}" vertical="top"{wrapped}{moved}/>'
    return book.add(
        "cellXfs",
        f'<{{p}}xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="{border}" '
        f'xfId="{style}" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
        f"{alignment}</{{p}}xf>",
    )


def _title(book: StyleBook) -> int:
    """The title has the built-in heading style, by which screen readers find it."""
    font = _font(book, "<{p}b/>", 16, NAVY.removeprefix("#"))
    for node in book.entries("cellStyles"):
        facts = node.attributes
        if facts.get("builtinId") == _TITLE_BUILTIN or facts.get("name") == _TITLE:
            number = facts.get("xfId", "")
            master = int(number) if number.isdecimal() else 0
            return _format(book, font, wrap=False, style=master)
    master = book.add(
        "cellStyleXfs", f'<{{p}}xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"/>'
    )
    named = f'<{{p}}cellStyle name="{_TITLE}" xfId="{master}" builtinId="{_TITLE_BUILTIN}"/>'
    book.add("cellStyles", named)
    return _format(book, font, wrap=False, style=master)
