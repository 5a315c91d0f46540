"""Other ways to write the same sheet: prefixes, strict namespaces, missing addresses, encodings."""

import copy
import io
import re
import zipfile
from typing import Any

from lxml import etree

from .package import BOOK, MAIN, MC, Package, main
from .paper import address, row_column
from .sheet import Sheet

STRINGS = "xl/sharedStrings.xml"
X14AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
XR = "http://schemas.microsoft.com/office/spreadsheetml/2014/revision"
CELL = re.compile(rb"<(?:x:)?c[ />]")
# Transitional namespaces and relationship types, and what Strict Open XML calls them.
STRICT = {
    b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": (
        b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": (
        b"http://purl.oclc.org/ooxml/officeDocument/customProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties"
    ),
    b"http://schemas.openxmlformats.org/officeDocument/2006/": (
        b"http://purl.oclc.org/ooxml/officeDocument/"
    ),
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    ),
    b"http://schemas.openxmlformats.org/drawingml/2006/": (
        b"http://purl.oclc.org/ooxml/drawingml/"
    ),
}


def make_rich_text(package: Package) -> None:
    """Split every third text into two runs, the first bold: shared ones, else those in cells."""
    name = STRINGS if STRINGS in package.parts else package.data_sheet()
    root = package.xml(name)
    items = list(root.iter(f"{{{MAIN}}}si", f"{{{MAIN}}}is"))
    for item in items[::3]:
        text = item.findtext(f"{{{MAIN}}}t") or ""
        if len(text) > 1:
            item[:] = [_run(text[:1], bold=True), _run(text[1:], bold=False)]
    package.save(name, root)


def _run(text: str, bold: bool) -> etree._Element:
    run = main("r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{{{MAIN}}}rPr"), f"{{{MAIN}}}b")
    piece = etree.SubElement(run, f"{{{MAIN}}}t")
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def make_inline_strings(package: Package) -> None:
    """Move the texts of the data sheet into its cells, where openpyxl has them already."""
    if STRINGS not in package.parts:
        return
    shared = package.xml(STRINGS)
    sheet = Sheet(package)
    for cell in sheet.cells():
        if cell.get("t") == "s":
            number = int(cell.findtext(f"{{{MAIN}}}v") or 0)
            inline = main("is")
            inline.extend(copy.deepcopy(piece) for piece in shared[number])
            cell.set("t", "inlineStr")
            cell[:] = [inline]
    sheet.save()


def add_excel_attributes(package: Package) -> None:
    """Write the ignorable attributes that Excel itself writes on the root and on every row."""
    sheet = Sheet(package)
    root = _with_prefixes(sheet.root, {"mc": MC, "x14ac": X14AC, "xr": XR})
    root.set(f"{{{MC}}}Ignorable", "x14ac xr")
    root.set(f"{{{XR}}}uid", "{00000000-0001-0000-0000-000000000000}")
    for row in root.iter(f"{{{MAIN}}}row"):
        row.set(f"{{{X14AC}}}dyDescent", "0.25")
    sheet.root = root
    sheet.save()


def _with_prefixes(
    root: etree._Element, prefixes: dict[str, str], drop_default: bool = False
) -> etree._Element:
    """Return the root again with more prefixes declared on it."""
    known: Any = dict(root.nsmap)
    if drop_default:
        known.pop(None, None)
    new = etree.Element(root.tag, nsmap=known | prefixes)
    for name, value in root.attrib.items():
        new.set(name, value)
    new.extend(list(root))
    return new


def make_prefixed(package: Package) -> None:
    """Write the main namespace with the prefix x, as the Open XML SDK does."""
    names = {BOOK, STRINGS, "xl/styles.xml", *package.sheets().values()}
    for name in sorted(names & package.parts.keys()):
        root = package.xml(name)
        new = _with_prefixes(root, {"x": MAIN}, drop_default=True)
        etree.cleanup_namespaces(new, keep_ns_prefixes=["x", "r", "mc", "x14", "x14ac", "xr"])
        package.save(name, new)


def imply_addresses(package: Package) -> None:
    """Leave out the addresses of rows and cells, with empty ones where there are gaps."""
    sheet = Sheet(package)
    data = sheet.root.find(f"{{{MAIN}}}sheetData")
    assert data is not None
    rows = {int(row.get("r", "0")): row for row in data}
    data[:] = [rows.get(number, main("row")) for number in range(1, max(rows) + 1)]
    for row in data:
        cells = {row_column(cell.get("r", ""))[1]: cell for cell in row}
        row[:] = [cells.get(at, main("c")) for at in range(1, max(cells, default=0) + 1)]
        for element in (row, *row):
            element.attrib.pop("r", "")
        row.attrib.pop("spans", "")
    sheet.save()


def write_iso_dates(package: Package) -> None:
    """Store a date as ISO text in a cell of type d, as Strict files may."""
    sheet = Sheet(package)
    row = sheet.scratch_row()
    cell = main("c", {"r": address(row, 2), "t": "d"})
    etree.SubElement(cell, f"{{{MAIN}}}v").text = "2019-06-03"
    sheet.append_row(row, cell)
    sheet.save()


def make_strict(package: Package) -> None:
    """Turn the package into Strict Open XML, which openpyxl does not read."""
    for name, part in package.parts.items():
        if name.endswith((".xml", ".rels")):
            package.parts[name] = _strict(part)
    book = package.parts[BOOK]
    start = book.index(b"workbook ") + len(b"workbook ")
    package.parts[BOOK] = book[:start] + b'conformance="strict" ' + book[start:]


def _strict(part: bytes) -> bytes:
    for transitional, strict in STRICT.items():
        part = part.replace(transitional, strict)
    return part


def encode_utf16(package: Package) -> None:
    """Encode the data sheet as UTF-16 with a byte order mark, which the standard allows."""
    name = max(package.parts, key=lambda part: len(CELL.findall(package.parts[part])))
    body = etree.tostring(etree.fromstring(package.parts[name]), encoding="unicode")
    declared = f'<?xml version="1.0" encoding="UTF-16" standalone="yes"?>{body}'
    package.parts[name] = declared.encode("utf-16")


def make_odd_zip(data: bytes) -> bytes:
    """Pack the parts as other programs do: some stored, extra fields, a folder, a comment."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        new.comment = b"Made by Example Forms"
        for at, name in enumerate(old.namelist()):
            info = zipfile.ZipInfo(name, (2018, 2, 1 + at % 28, 12, 30, 0))
            info.compress_type = zipfile.ZIP_STORED if at % 3 else zipfile.ZIP_DEFLATED
            info.extra = b"\xfe\xca\x04\x00wres"
            info.comment = b"part" if at % 4 == 0 else b""
            new.writestr(info, old.read(name), compresslevel=1)
        new.writestr(zipfile.ZipInfo("xl/", (2018, 2, 1, 0, 0, 0)), b"")
    return stream.getvalue()
