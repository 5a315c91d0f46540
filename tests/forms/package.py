"""A workbook as a zip of parts: enough surgery to add what no spreadsheet library writes."""

import io
import posixpath
import zipfile
from collections.abc import Sequence

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

SHEET_CT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOK = "xl/workbook.xml"
CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The children of a worksheet and of a workbook stand in the order of the schema; Excel calls a
# file damaged that has them in another.
SHEET_ORDER = tuple(
    """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
    pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
    smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects
    AlternateContent controls webPublishItems tableParts extLst
    """.split()  # noqa: SIM905
)
BOOK_ORDER = tuple(
    """
    fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups
    externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches extLst
    """.split()  # noqa: SIM905
)


class Package:
    """The parts of a workbook by name; changed in place and written with a fixed clock."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def to_bytes(self) -> bytes:
        """Return the package as a zip, the same bytes for the same parts."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, part in self.parts.items():
                info = zipfile.ZipInfo(name, (2019, 6, 3, 9, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, part)
        return stream.getvalue()

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML part."""
        return etree.fromstring(self.parts[name])

    def save(self, name: str, root: etree._Element) -> None:
        """Write a root back into its part."""
        self.parts[name] = DECLARATION + etree.tostring(root)

    def add(self, name: str, content: str | bytes, content_type: str = "") -> str:
        """Add a part, with an override of its content type unless its suffix decides that."""
        self.parts[name] = content.encode() if isinstance(content, str) else content
        if content_type:
            self._declare("Override", {"PartName": f"/{name}", "ContentType": content_type})
        return name

    def suffix_type(self, suffix: str, content_type: str) -> None:
        """Declare the content type of parts with this suffix, unless it is declared already."""
        root = self.xml(CONTENT_TYPES)
        if not any(entry.get("Extension") == suffix for entry in root):
            self._declare("Default", {"Extension": suffix, "ContentType": content_type})

    def retype(self, name: str, content_type: str) -> None:
        """Change the declared content type of a part."""
        root = self.xml(CONTENT_TYPES)
        entry = next(entry for entry in root if entry.get("PartName") == f"/{name}")
        entry.set("ContentType", content_type)
        self.save(CONTENT_TYPES, root)

    def _declare(self, kind: str, attributes: dict[str, str]) -> None:
        root = self.xml(CONTENT_TYPES)
        entry = etree.Element(f"{{{TYPES}}}{kind}", attributes)
        root.insert(0 if kind == "Default" else len(root), entry)
        self.save(CONTENT_TYPES, root)

    def relate(self, source: str, kind: str, target: str, external: bool = False) -> str:
        """Add a relationship from a part ("" is the package itself) and return its id."""
        name = rels_of(source)
        if name not in self.parts:
            self.parts[name] = DECLARATION + f'<Relationships xmlns="{RELS}"/>'.encode()
        root = self.xml(name)
        number = f"rId{len(root) + 101}"
        attributes = {"Id": number, "Type": kind if ":" in kind else f"{R}/{kind}"}
        attributes["Target"] = target if external else _relative(source, target)
        if external:
            attributes["TargetMode"] = "External"
        etree.SubElement(root, f"{{{RELS}}}Relationship", attributes)
        self.save(name, root)
        return number

    def related(self, source: str, kind: str) -> dict[str, str]:
        """Return the parts that a part points to with this kind of relationship, by id."""
        name = rels_of(source)
        if name not in self.parts:
            return {}
        return {
            entry.get("Id", ""): _absolute(source, entry.get("Target", ""))
            for entry in self.xml(name)
            if entry.get("Type", "").endswith(f"/{kind}")
        }

    def sheets(self) -> dict[str, str]:
        """Return the parts of the worksheets by sheet name, in the order of the tabs."""
        parts = self.related(BOOK, "worksheet")
        entries = self.xml(BOOK).iterfind(f"{{{MAIN}}}sheets/{{{MAIN}}}sheet")
        return {entry.get("name", ""): parts[entry.get(f"{{{R}}}id", "")] for entry in entries}

    def data_sheet(self) -> str:
        """Return the part of the sheet with most cells, which is the one worth furnishing."""
        return max(self.sheets().values(), key=lambda part: self.parts[part].count(b"<c "))


def rels_of(source: str) -> str:
    """Return the part that holds the relationships of a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relative(source: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(source) or ".")


def _absolute(source: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def place_child(root: etree._Element, child: etree._Element, order: Sequence[str]) -> None:
    """Insert a child of a worksheet or workbook where the schema wants it."""
    rank = order.index(etree.QName(child).localname)
    after = [at for at, each in enumerate(root) if _rank(each, order) <= rank]
    root.insert(after[-1] + 1 if after else 0, child)


def _rank(element: etree._Element, order: Sequence[str]) -> int:
    return order.index(etree.QName(element).localname)


def main(tag: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """Return a new element of the main namespace."""
    element = etree.fromstring(f'<{tag} xmlns="{MAIN}"/>')
    for name, value in (attributes or {}).items():
        element.set(name, value)
    return element


def extend(root: etree._Element, uri: str, xml: str) -> None:
    """Add an extension to a worksheet; xml may use the prefixes x14 and xm."""
    extensions = root.find(f"{{{MAIN}}}extLst")
    if extensions is None:
        extensions = main("extLst")
        place_child(root, extensions, SHEET_ORDER)
    text = f'<ext xmlns="{MAIN}" xmlns:x14="{X14}" xmlns:xm="{XM}" uri="{uri}">{xml}</ext>'
    extensions.append(etree.fromstring(text))
