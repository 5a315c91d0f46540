"""The Checks sheet as the XML of a worksheet, and its table."""

from collections.abc import Iterator, Sequence

from wres_excel.workbook.addresses import column_letters
from wres_excel.workbook.annotate.checks_rows import COLUMNS, Link, Row
from wres_excel.workbook.annotate.checks_styles import Looks
from wres_excel.workbook.annotate.dialect import Dialect
from wres_excel.workbook.annotate.draft import DECLARATION
from wres_excel.workbook.annotate.xml_text import attribute_text, cut_to, element_text
from wres_excel.workbook.blank.heights import text_height

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
WIDTHS = (8, 22, 38, 42, 18, 30, 26, 22, 24)

_BOLD, _INDENT = 0.9, 1.5
_TITLE_HEIGHT, _SENTENCE_HEIGHT, _LEAST_HEIGHT = 26.0, 16.0, 18.0


def sheet_xml(
    dialect: Dialect,
    title: str,
    sentences: Sequence[str],
    rows: Sequence[Row],
    looks: Looks,
    views: int,
) -> bytes:
    """Return the worksheet without its table part, which `with_table` puts in.

    title and sentences: what stands above the table, one a row; views: how many windows the
    workbook opens in, each of which needs a view of the sheet.
    """
    head = header_row(sentences)
    content = [_top_row(1, title, looks.title, _TITLE_HEIGHT)]
    content += [
        _top_row(number, text, looks.sentence, _SENTENCE_HEIGHT)
        for number, text in enumerate(sentences, 2)
    ]
    if rows:
        content.append(_heading_row(head, looks))
        content += [_row(head + at, row, looks) for at, row in enumerate(rows, 1)]
    pieces = (
        DECLARATION,
        b'<worksheet xmlns="%b">' % dialect.main.encode(),
        b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
        b'<dimension ref="A1:%b"/>' % _last_cell(head, rows),
        b"<sheetViews>%b</sheetViews>" % b"".join(map(_view, range(max(views, 1)))),
        b'<sheetFormatPr defaultRowHeight="15"/>',
        b"<cols>%b</cols>" % b"".join(_columns()),
        b"<sheetData>%b</sheetData>" % b"".join(content),
        _hyperlinks(head, rows),
        b'<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
        b'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
        _text_digits(head, rows),
        b"</worksheet>",
    )
    return b"".join(pieces)


def header_row(sentences: Sequence[str]) -> int:
    """Return the row of the column headings: one row is left free above the table."""
    return len(sentences) + 3


def with_table(sheet: bytes, relation: str, dialect: Dialect) -> bytes:
    """Return the worksheet with the table that a relation leads to."""
    values = dialect.relations.encode(), relation.encode()
    part = b'<tableParts count="1"><tablePart xmlns:r="%b" r:id="%b"/></tableParts>' % values
    return sheet.replace(b"</worksheet>", part + b"</worksheet>")


def table_xml(
    dialect: Dialect, number: int, name: str, sentences: Sequence[str], rows: Sequence[Row]
) -> bytes:
    """Return the table over the rows, without filter buttons; number and name are its own."""
    head = header_row(sentences)
    columns = b"".join(
        b'<tableColumn id="%d" name="%b"/>' % (at, attribute_text(text))
        for at, text in enumerate(COLUMNS, 1)
    )
    values = dialect.main.encode(), number, name.encode(), name.encode()
    return (
        DECLARATION
        + b'<table xmlns="%b" id="%d" name="%b" displayName="%b" ' % values
        + b'ref="A%d:%b" totalsRowShown="0">' % (head, _last_cell(head, rows))
        + b'<tableColumns count="%d">%b</tableColumns>' % (len(COLUMNS), columns)
        + b'<tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="0" '
        b'showColumnStripes="0"/></table>'
    )


def _view(number: int) -> bytes:
    return b'<sheetView tabSelected="1" workbookViewId="%d"/>' % number


def _columns() -> Iterator[bytes]:
    for at, width in enumerate(WIDTHS, 1):
        yield b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (at, at, width)


def _last_cell(head: int, rows: Sequence[Row]) -> bytes:
    letters = column_letters(len(COLUMNS))
    return f"{letters}{head + len(rows)}".encode() if rows else b"A%d" % (head - 2)


def _top_row(number: int, text: str, style: int, height: float) -> bytes:
    return b'<row r="%d" ht="%g">%b</row>' % (number, height, _text(f"A{number}", text, style))


def _heading_row(number: int, looks: Looks) -> bytes:
    styles = [looks.number_heading, *[looks.heading] * (len(COLUMNS) - 1)]
    cells = (
        _text(f"{column_letters(at)}{number}", text, style)
        for at, (text, style) in enumerate(zip(COLUMNS, styles, strict=True), 1)
    )
    return b'<row r="%d" ht="20">%b</row>' % (number, b"".join(cells))


def _row(number: int, row: Row, looks: Looks) -> bytes:
    cells = [b'<c r="A%d" s="%d"><v>%d</v></c>' % (number, looks.number, row.order)]
    for at, text in enumerate(row.texts[1:], 2):
        cells.append(_text(f"{column_letters(at)}{number}", text, _style(at, row, looks)))
    return b'<row r="%d" ht="%g">%b</row>' % (number, _height(row), b"".join(cells))


def _style(column: int, row: Row, looks: Looks) -> int:
    if column == 2:
        return looks.priorities[row.severity]
    return looks.link if column == 5 and row.where.sheet else looks.text


def _height(row: Row) -> float:
    """A row is as tall as its tallest text; without customHeight it grows with what is typed."""
    return max(
        _LEAST_HEIGHT,
        *(
            text_height(text, (width - _INDENT) * (_BOLD if at == 1 else 1))
            for at, (text, width) in enumerate(zip(row.texts, WIDTHS, strict=True))
        ),
    )


def _text(address: str, text: str, style: int) -> bytes:
    if not text:
        return b'<c r="%b" s="%d"/>' % (address.encode(), style)
    values = address.encode(), style, element_text(cut_to(text))
    return b'<c r="%b" s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>' % values


def _hyperlinks(head: int, rows: Sequence[Row]) -> bytes:
    links = b"".join(
        _hyperlink(head + at, row.where) for at, row in enumerate(rows, 1) if row.where.sheet
    )
    return b"<hyperlinks>%b</hyperlinks>" % links if links else b""


def _hyperlink(number: int, link: Link) -> bytes:
    quoted = (link.sheet or "").replace("'", "''")
    target, text = attribute_text(f"'{quoted}'!{link.cell}"), attribute_text(link.text)
    return b'<hyperlink ref="E%d" location="%b" display="%b"/>' % (number, target, text)


def _text_digits(head: int, rows: Sequence[Row]) -> bytes:
    """Found and Expected quote cells, so that digits there are text, which Excel would flag."""
    if not rows:
        return b""
    area = b"G%d:H%d" % (head + 1, head + len(rows))
    return b'<ignoredErrors><ignoredError sqref="%b" numberStoredAsText="1"/></ignoredErrors>' % (
        area
    )
