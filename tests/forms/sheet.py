"""The one sheet of a package that features are added to: its inputs, and rows beneath the table."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .package import BOOK, BOOK_ORDER, MAIN, SHEET_CT, SHEET_ORDER, Package, R, main, place_child
from .paper import row_column

STYLES = "xl/styles.xml"
COUNT_FORMAT = "3"
"""Number format id of #,##0, which cells for headcounts have."""

LISTS = "Lists"
CHOICES = ("Acute", "Ambulance", "Community", "Mental health")


@dataclass(slots=True)
class Sheet:
    """The data sheet of a package while a feature is added to it."""

    package: Package
    part: str = ""
    root: etree._Element = field(init=False)

    def __post_init__(self) -> None:
        self.part = self.part or self.package.data_sheet()
        self.root = self.package.xml(self.part)

    @property
    def name(self) -> str:
        """The sheet's name as its tab shows it."""
        names = {part: name for name, part in self.package.sheets().items()}
        return names[self.part]

    def save(self) -> None:
        """Write the sheet back into its package."""
        self.package.save(self.part, self.root)

    def add(self, child: etree._Element) -> None:
        """Insert a child where the schema wants it."""
        place_child(self.root, child, SHEET_ORDER)

    def cells(self) -> Iterator[etree._Element]:
        """Yield the cells in the order of the file."""
        return self.root.iter(f"{{{MAIN}}}c")

    def inputs(self, number_format: str = COUNT_FORMAT) -> list[str]:
        """Return the addresses of unlocked cells with this number format that hold no formula."""
        styles = unlocked_styles(self.package, number_format)
        return [
            cell.get("r", "")
            for cell in self.cells()
            if cell.get("s", "0") in styles and cell.find(f"{{{MAIN}}}f") is None
        ]

    def figures(self) -> list[str]:
        """Return three cells one beneath the other that features may refer to."""
        cells = self.inputs() or self.inputs("49")
        column, known = row_column(cells[0])[1], set(cells)
        below = sorted((row_column(cell), cell) for cell in known)
        return [cell for (_, at), cell in below if at == column][:3]

    def scratch_row(self) -> int:
        """Return a row well beneath all that the form holds."""
        rows = [int(row.get("r", "0")) for row in self.root.iter(f"{{{MAIN}}}row")]
        return max(rows) + 3

    def append_row(self, number: int, *cells: etree._Element) -> None:
        """Add a row at the end and let the sheet's dimension know."""
        row = main("row", {"r": str(number)})
        row.extend(cells)
        data = self.root.find(f"{{{MAIN}}}sheetData")
        assert data is not None
        data.append(row)
        dimension = self.root.find(f"{{{MAIN}}}dimension")
        if dimension is not None:
            last = dimension.get("ref", "A1").split(":")[-1].rstrip("0123456789")
            dimension.set("ref", f"A1:{last}{number}")


def unlocked_styles(package: Package, number_format: str) -> set[str]:
    """Return the indices of unlocked cell formats with this number format."""
    formats = package.xml(STYLES).find(f"{{{MAIN}}}cellXfs")
    assert formats is not None
    return {str(at) for at, each in enumerate(formats) if _is_open(each, number_format)}


def _is_open(each: etree._Element, number_format: str) -> bool:
    protection = each.find(f"{{{MAIN}}}protection")
    unlocked = protection is not None and protection.get("locked") in ("0", "false")
    return unlocked and each.get("numFmtId") == number_format


def text_cell(address: str, text: str) -> etree._Element:
    """Return a cell with an inline string."""
    cell = main("c", {"r": address, "t": "inlineStr"})
    inline = etree.SubElement(cell, f"{{{MAIN}}}is")
    etree.SubElement(inline, f"{{{MAIN}}}t").text = text
    return cell


def number_cell(address: str, number: float) -> etree._Element:
    """Return a cell with a number."""
    cell = main("c", {"r": address})
    etree.SubElement(cell, f"{{{MAIN}}}v").text = str(number)
    return cell


def formula_cell(
    address: str, formula: str, result: float, attributes: dict[str, str] | None = None
) -> etree._Element:
    """Return a cell with a formula and its stored result; attributes are those of the formula."""
    cell = main("c", {"r": address})
    etree.SubElement(cell, f"{{{MAIN}}}f", attributes or {}).text = formula or None
    etree.SubElement(cell, f"{{{MAIN}}}v").text = str(result)
    return cell


def ensure_lists(package: Package) -> None:
    """Add a very hidden sheet with the choices of drop-downs and the largest headcount allowed."""
    if LISTS in package.sheets():
        return
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{choice}</t></is></c></row>'
        for row, choice in enumerate(CHOICES, start=2)
    )
    first = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Kind</t></is></c>'
        '<c r="B1"><v>0</v></c><c r="C1"><v>99999</v></c></row>'
    )
    text = f'<worksheet xmlns="{MAIN}"><sheetData>{first}{rows}</sheetData></worksheet>'
    part = package.add("xl/worksheets/sheet90.xml", text, f"{SHEET_CT}.worksheet+xml")
    number = package.relate(BOOK, "worksheet", part)
    root = package.xml(BOOK)
    sheets = root.find(f"{{{MAIN}}}sheets")
    assert sheets is not None
    attributes = {"name": LISTS, "sheetId": "90", "state": "veryHidden", f"{{{R}}}id": number}
    etree.SubElement(sheets, f"{{{MAIN}}}sheet", attributes)
    package.save(BOOK, root)


def add_to_book(package: Package, child: etree._Element) -> None:
    """Insert a child of the workbook where the schema wants it, in place of an empty one."""
    root = package.xml(BOOK)
    for empty in root.findall(child.tag):
        root.remove(empty)
    place_child(root, child, BOOK_ORDER)
    package.save(BOOK, root)
