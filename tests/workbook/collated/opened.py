"""Workbooks of collations as openpyxl sees them, and tables as rows."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from wres_excel.collation.records import Collection
from wres_excel.workbook.collated import write_collated

from .given import collation

Rows = list[dict[str, Any]]


def written(collection: Collection, **options: Any) -> bytes:
    """The workbook of a collation."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "collated.xlsx")
        write_collated(collection, target, **options)
        return target.read_bytes()


@lru_cache(maxsize=4)
def data_of(count: int) -> bytes:
    """The workbook of a collation of so many organisations."""
    return written(collation(count))


@lru_cache(maxsize=4)
def opened(count: int) -> Workbook:
    """The same as openpyxl sees it; tests only read it."""
    return load(data_of(count))


def load(data: bytes) -> Workbook:
    """A workbook as openpyxl sees it."""
    return openpyxl.load_workbook(BytesIO(data))


def table(sheet: Worksheet, name: str | None = None) -> Rows:
    """The rows of a table by heading; of the only one, unless a name is given."""
    found = sheet.tables[name] if name else next(iter(sheet.tables.values()))
    heads, *rows = sheet[found.ref]
    headings = [cell.value for cell in heads]
    return [dict(zip(headings, (cell.value for cell in row), strict=True)) for row in rows]
