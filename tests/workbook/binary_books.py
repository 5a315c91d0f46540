"""Workbooks of the other kinds made byte by byte: .xlsb records, .ods markup, an .xls by xlwt."""

import io
import struct
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path

import xlwt

from wres_excel.workbook.legacy import legacy_from_bytes
from wres_excel.workbook.package import read_file
from wres_excel.workbook.records import Workbook

from .strangers import relations

ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ONE = '<table:table-cell office:value-type="float" office:value="1"/>'
_WRITE_ACCESS, _FILE_PASS = b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"


def xls() -> bytes:
    """Return an .xls with a value of every kind, a merge, and hidden sheets."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    sheet.write_merge(0, 0, 1, 2, "31 March 2019")
    for row, value in enumerate((102, 0.1 + 0.2, -7.0, 1e300, True, " two\nlines "), start=1):
        sheet.write(row, 1, value)
    for row, (value, code) in enumerate(_DATED, start=7):
        sheet.write(row, 1, value, xlwt.easyxf(num_format_str=code))
    sheet.write(12, 1, xlwt.Formula("1/0"))
    sheet.write(13, 1, "")
    sheet.write(14, 1, float("inf"))
    for visibility, name in enumerate(("Hidden", "Very hidden"), start=1):
        book.add_sheet(name).visibility = visibility
    return saved(book)


_DATED = (
    (date(2019, 3, 31), "dd/mm/yyyy"),
    (datetime(2019, 3, 31, 14, 30), "dd/mm/yyyy hh:mm"),
    (time(9, 30), "hh:mm"),
    (1.5, "[h]:mm"),
    (0.123, "0.0%"),
)


def xls_of_1904() -> bytes:
    """Return an .xls that counts its days from 1904."""
    book = xlwt.Workbook()
    book.dates_1904 = True
    book.add_sheet("Data").write(0, 0, date(2019, 3, 31), xlwt.easyxf(num_format_str="d mmm yyyy"))
    return saved(book)


def locked_xls() -> bytes:
    """Return an .xls that says it is encrypted, in place of who wrote it."""
    return xls().replace(_WRITE_ACCESS, _FILE_PASS, 1)


def saved(book: xlwt.Workbook) -> bytes:
    """Return the bytes of a book of xlwt."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: str, **more: str) -> bytes:
    """Return an .ods with these rows on the sheet Data, and with more sheets by name."""
    tables = "".join(
        f'<table:table table:name="{name}">{content}</table:table>'
        for name, content in {"Data": rows, **more}.items()
    )
    spaces = " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0"/>'
    return packed({"mimetype": ODS_TYPE, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_row(cells: str, repeated: int = 1) -> str:
    """Return the markup of a row of an .ods, or of that many like it."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def xlsb(last_row: int = 4, last_column: int = 2, *, name: str = "Data") -> bytes:
    """Return an .xlsb with cells in B3:D3, and a number far down or right; both count from 0."""
    cells = (
        _row(2)
        + _cell(6, 1, _wide("Band 5"))
        + _cell(5, 2, struct.pack("<d", 102.0))
        + _cell(4, 3, b"\x01")
        + _row(last_row)
        + _cell(3, 1, b"\x07")
        + _cell(2, last_column, struct.pack("<I", 12 << 2 | 2))
    )
    area = struct.pack("<4I", 2, last_row, 1, max(3, last_column))
    sheet = _record(0x81) + _record(0x94, area) + _record(0x91) + cells + _record(0x92)
    bundle = struct.pack("<II", 1, 1) + _wide("rId1") + _wide(name)
    book = _record(0x83) + _record(0x8F) + _record(0x9C, bundle) + _record(0x90) + _record(0x84)
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": relations(("rId1", "worksheet", "worksheets/sheet1.bin")),
            "xl/worksheets/sheet1.bin": sheet + _record(0x82),
        }
    )


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """Return a zip file with one more part."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        old = {entry: archive.read(entry) for entry in archive.namelist()}
    return packed({**old, name: part})


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _row(number: int) -> bytes:
    return _record(0, struct.pack("<I", number) + bytes(13))


def _cell(kind: int, column: int, content: bytes) -> bytes:
    return _record(kind, struct.pack("<II", column, 0) + content)


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def _record(kind: int, content: bytes = b"") -> bytes:
    """Return a record: its kind and length in groups of seven bits, then its content."""
    return _sevens(kind) + _sevens(len(content)) + content


def _sevens(number: int) -> bytes:
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes([*out, number])


def opened(path: Path) -> Workbook:
    """Return the workbook of an old kind at a path."""
    return legacy_from_bytes(read_file(path), path.name)
