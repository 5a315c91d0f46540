"""Tables of a workbook, and the references that name their columns: Staff[[#Totals],[BME]]."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.addresses import parse_range
from wres_excel.workbook.package import Package
from wres_excel.workbook.records import Range, Workbook
from wres_excel.workbook.relations import read_relations
from wres_excel.workbook.xml import attribute, child, children, decode_escapes, parse_xml

_ITEM = r"\[((?:'.|[^'\[\]])*)\]"
_ITEMS = re.compile(rf"{_ITEM}(?:\s*[,:]\s*{_ITEM})*")
_SPAN = re.compile(rf"{_ITEM}\s*:\s*{_ITEM}\Z")
_ESCAPED = re.compile(r"'(.)")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the sheet and the range it covers, its columns in lower case, its special rows.

    span: (top, left, bottom, right); headers and totals: how many rows of each kind it has.
    """

    sheet: str
    span: Range
    columns: tuple[str, ...]
    headers: int = 1
    totals: int = 0

    def find(self, specification: str, sheet: str, row: int) -> Range | None:
        """Return the cells that a structured reference means, None if it means none.

        specification: what stands between the outer brackets; sheet and row: where the formula
        stands, for "this row".
        """
        items = _split(specification)
        special = [item.lower() for item in items if item.startswith("#")]
        names = [_ESCAPED.sub(r"\1", item).lower() for item in items if not item.startswith("#")]
        if len(names) == 2 and not _SPAN.search(specification):
            return None
        here = row if sheet == self.sheet else 0
        rows, columns = self._rows(special, here), self._columns(names)
        return (rows[0], columns[0], rows[1], columns[1]) if rows and columns else None

    def _rows(self, special: Iterable[str], here: int) -> tuple[int, int] | None:
        top, _, bottom, _ = self.span
        first, last = top + self.headers, bottom - self.totals
        stretches = {
            "#all": (top, bottom),
            "#headers": (top, first - 1),
            "#data": (first, last),
            "#totals": (last + 1, bottom),
            "#this row": (here, here if first <= here <= last else 0),
        }
        found = [stretches.get(word, (1, 0)) for word in special] or [(first, last)]
        if any(start > end for start, end in found):
            return None
        return min(start for start, _ in found), max(end for _, end in found)

    def _columns(self, names: list[str]) -> tuple[int, int] | None:
        left, right = self.span[1], self.span[3]
        if not names:
            return left, right
        if len(names) > 2 or any(name not in self.columns for name in names):
            return None
        places = [left + self.columns.index(name) for name in names]
        return min(places), max(places)


def read_tables(package: Package, workbook: Workbook) -> dict[str, Table]:
    """Return the tables of a workbook by name in lower case; a damaged one is left out."""
    tables: dict[str, Table] = {}
    for sheet in workbook.sheets:
        for relation in read_relations(package, sheet.part):
            if relation.kind == "table":
                tables.update(_read_table(package, sheet.name, relation.target))
    return tables


def _read_table(package: Package, sheet: str, part: str) -> Mapping[str, Table]:
    try:
        root = parse_xml(package.part(part), part, package.name)
        span = parse_range(attribute(root, "ref") or "")
    except (UnreadableFile, ValueError):
        return {}
    columns = tuple(_column_names(root))
    if len(columns) != span[3] - span[1] + 1:
        return {}
    headers = _count(root, "headerRowCount", 1)
    table = Table(sheet, span, columns, headers, _count(root, "totalsRowCount", 0))
    return {(attribute(root, "displayName") or "").lower(): table}


def _column_names(root: etree._Element) -> Iterable[str]:
    listed = child(root, "tableColumns")
    for column in children(listed, "tableColumn") if listed is not None else ():
        yield decode_escapes(attribute(column, "name") or "").lower()


def _count(root: etree._Element, name: str, otherwise: int) -> int:
    text = attribute(root, name)
    return otherwise if text is None else int(text == "1")


def _split(specification: str) -> list[str]:
    """Return the items of a specification: [#Totals],[BME] are two, BME is one, "" is none."""
    if _ITEMS.fullmatch(specification):
        return re.findall(_ITEM, specification)
    return [specification] if specification else []
