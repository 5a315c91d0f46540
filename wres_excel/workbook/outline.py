"""Where the rows and cells of one sheet lie in its XML, as offsets into the bytes."""

from collections import defaultdict
from collections.abc import Collection
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from xml.parsers import expat

from wres_excel.errors import DamageError
from wres_excel.workbook.addresses import parse_address, parse_range
from wres_excel.workbook.tags import element_end, start_tag_end

Spot = tuple[int, int]
"""A row and a column, both from 1."""

_NAMESPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_KNOWN = ("worksheet", "cols", "col", "sheetData", "row", "c", "f", "v", "is", "extLst")
_LOCAL = {f"{namespace} {name}": name for namespace in _NAMESPACES for name in _KNOWN}
_SPILLING = ("array", "dataTable")


@dataclass(slots=True)
class Element:
    """Where an element starts, and what expat reports at its end (see tags.element_end)."""

    start: int
    closing: int = 0

    def tag_end(self, part: bytes) -> int:
        """Return where the start tag ends, one past its ">"."""
        return start_tag_end(part, self.start)

    def end(self, part: bytes) -> int:
        """Return where the whole element ends, one past its last ">"."""
        return element_end(part, self.tag_end(part), self.closing)


@dataclass(slots=True)
class CellElement(Element):
    """One <c>; its <f> and its values, that is <v> and <is>, are known if it was asked for."""

    column: int = 0
    formula: Element | None = None
    values: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class RowElement(Element):
    """One <row>; style is what its empty cells look like, None if it says nothing.

    Its cells are known if one of them was asked for.
    """

    number: int = 0
    style: str | None = None
    cells: list[CellElement] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """A sheet: its <sheetData>, rows, styles of columns, and ranges of array formulas."""

    data: Element
    rows: list[RowElement] = field(default_factory=list)
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    spills: list[tuple[int, int, int, int]] = field(default_factory=list)

    def column_style(self, column: int) -> str | None:
        """Return the style that an empty cell takes from its column, if it has one."""
        styles = (style for low, high, style in self.column_styles if low <= column <= high)
        return next(styles, None)

    def is_spilled(self, spot: Spot) -> bool:
        """Return whether an array formula or a data table covers the spot."""
        row, column = spot
        return any(
            top <= row <= bottom and left <= column <= right
            for top, left, bottom, right in self.spills
        )


def outline_sheet(part: bytes, wanted: Collection[Spot]) -> Outline:
    """Return where the parts of a worksheet lie, with the inside of the wanted cells.

    part is the XML in UTF-8, whatever its declaration says. Raises DamageError if it is not
    well-formed, carries a DTD, is no worksheet, or is laid out in a way that makes a splice unsafe.
    """
    return _Scanner(wanted).scan(part)


_NOWHERE = Element(-1)


def new_parser() -> expat.XMLParserType:
    """Return a namespace-aware parser of UTF-8 that refuses a DTD."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def run_parser(parser: expat.XMLParserType, part: bytes) -> None:
    """Parse a whole part, or raise DamageError if it is not well-formed."""
    try:
        parser.Parse(part, True)
    except expat.ExpatError as err:
        raise DamageError("A part of this workbook is not well-formed XML", found=str(err)) from err


def _refuse_dtd(*_declaration: object) -> None:
    raise DamageError(
        "A part of this workbook carries a document type declaration, which no spreadsheet needs",
        remedy="Open the workbook in Excel, save it under a new name, and use that.",
    )


class _Scanner:
    """One pass of expat over a sheet; its handlers fill an Outline."""

    def __init__(self, wanted: Collection[Spot]) -> None:
        self.wanted: defaultdict[int, set[int]] = defaultdict(set)
        for row, column in wanted:
            self.wanted[row].add(column)
        self.outline = Outline(_NOWHERE)
        self.path: list[str] = []
        self.row = RowElement(0)
        self.columns: AbstractSet[int] = frozenset()
        self.cell = CellElement(0)
        self.child = Element(0)
        self.parser = new_parser()

    def scan(self, part: bytes) -> Outline:
        self.parser.StartElementHandler = self.on_start
        self.parser.EndElementHandler = self.on_end
        try:
            run_parser(self.parser, part)
        except ValueError as err:
            raise DamageError("An address in this sheet is not understood", found=str(err)) from err
        if self.outline.data is _NOWHERE:
            raise DamageError("This part of the workbook is not a worksheet with cells")
        return self.outline

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        local = _LOCAL.get(name, "")
        path = self.path
        path.append(local)
        depth = len(path)
        if depth == 5 and path[3] == "c":
            self.start_child(local, attributes)
        elif depth == 4 and path[2] == "row":
            self.start_cell(local, attributes)
        elif depth == 3 and path[1] == "sheetData":
            self.start_row(local, attributes)
        elif depth == 3 and path[1] == "cols" and "style" in attributes:
            self.note_column(attributes)
        elif depth == 2 and local == "sheetData" and path[0] == "worksheet":
            self.start_data()

    def on_end(self, _name: str) -> None:
        path = self.path
        depth = len(path)
        local = path.pop()
        if depth == 5 and path[3] == "c":
            self.child.closing = self.parser.CurrentByteIndex
        elif depth == 4 and local == "c" and self.columns:
            self.cell.closing = self.parser.CurrentByteIndex
        elif depth == 3 and local == "row":
            self.row.closing = self.parser.CurrentByteIndex

    def start_data(self) -> None:
        if self.outline.data is not _NOWHERE:
            raise DamageError("This sheet has its cells in two places")
        self.outline.data = Element(self.parser.CurrentByteIndex)

    def note_column(self, attributes: dict[str, str]) -> None:
        low, high = int(attributes.get("min", "")), int(attributes.get("max", ""))
        self.outline.column_styles.append((low, high, attributes["style"]))

    def start_row(self, local: str, attributes: dict[str, str]) -> None:
        if local != "row":
            raise _unknown_element()
        number = int(attributes.get("r", self.row.number + 1))
        if number <= self.row.number:
            raise DamageError("The rows of this sheet are not in order", found=f"row {number}")
        custom = attributes.get("customFormat", "0") in ("1", "true")
        style = attributes.get("s") if custom else None
        self.row = RowElement(self.parser.CurrentByteIndex, number=number, style=style)
        self.outline.rows.append(self.row)
        self.columns = self.wanted.get(number, frozenset())

    def start_cell(self, local: str, attributes: dict[str, str]) -> None:
        if not self.columns or local == "extLst":
            return
        if local != "c":
            raise _unknown_element()
        cells = self.row.cells
        column = self.read_column(attributes, cells[-1].column if cells else 0)
        self.cell = CellElement(self.parser.CurrentByteIndex, column=column)
        cells.append(self.cell)

    def read_column(self, attributes: dict[str, str], last: int) -> int:
        address = attributes.get("r")
        row, column = parse_address(address) if address else (self.row.number, last + 1)
        if row != self.row.number or column <= last:
            raise DamageError("The cells of this sheet are not in order", cell=address)
        return column

    def start_child(self, local: str, attributes: dict[str, str]) -> None:
        reference = attributes.get("ref", "")
        if local == "f" and attributes.get("t") in _SPILLING and ":" in reference:
            self.outline.spills.append(parse_range(reference))
        self.child = Element(self.parser.CurrentByteIndex)
        if self.cell.column in self.columns:
            if local == "f":
                self.cell.formula = self.child
            elif local in ("v", "is"):
                self.cell.values.append(self.child)


def _unknown_element() -> DamageError:
    return DamageError(
        "This sheet holds something among its cells that this program does not know",
        remedy="Open the workbook in Excel, save it under a new name, and use that.",
    )
