"""How a copy that `check --annotate` made is told from the return it was made of."""

import re

from wres_excel.workbook.annotate.copy import CHECKS, TABLE
from wres_excel.workbook.package import Package, package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.relations import read_relations
from wres_excel.workbook.xml import attribute, parse_xml

_NAME = re.compile(rf"{CHECKS}( \d+)?")
_TITLE = re.compile(r"Workforce Race Equality Standard\b.*: checks\b.*", re.DOTALL)
_TABLE = re.compile(rf"{TABLE}(_\d+)?")


def is_annotated(workbook: Workbook, data: bytes) -> bool:
    """Return whether a workbook is an annotated copy with findings, whoever saved it since.

    data: the bytes of the .xlsx or .xlsm that it was read from. Our sheet must stand in front, with
    our title and with our table, so that a sheet of this name of somebody's own is none.
    """
    first = workbook.sheets[0]
    if not _is_titled(first):
        return False
    package = package_from_bytes(data, workbook.file)
    return _TABLE.fullmatch(_table_of(first, package)) is not None


def _is_titled(sheet: Sheet) -> bool:
    title = sheet.cells.get((1, 1))
    named = _NAME.fullmatch(sheet.name) is not None
    return named and title is not None and _TITLE.fullmatch(title.raw) is not None


def _table_of(sheet: Sheet, package: Package) -> str:
    """Return the name of the first table on a sheet, empty without any."""
    for relation in read_relations(package, sheet.part):
        if relation.kind == "table" and package.find(relation.target) is not None:
            root = parse_xml(package.part(relation.target), relation.target, package.name)
            return attribute(root, "displayName") or ""
    return ""
