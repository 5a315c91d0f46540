"""What a reference in a formula means: which cells of which sheet, or that this is not fixed."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from wres_excel.workbook.addresses import LAST_COLUMN, LAST_ROW, column_number, parse_range
from wres_excel.workbook.outline import Spot
from wres_excel.workbook.patch import Target
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.structured import Table

_QUALIFIED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]:]+))!(.+)", re.DOTALL)
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")
_STRUCTURED = re.compile(r"([^\[\]!:]+)\[(.*)\]", re.DOTALL)
_FIXED = re.compile(r"\$[A-Za-z]{1,3}\$\d+(:\$[A-Za-z]{1,3}\$\d+)?|\$\D+:\$\D+|\$\d+:\$\d+")


class Area(NamedTuple):
    """A rectangle of cells on one sheet; is_open if it names whole columns or whole rows."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    is_open: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        """The number of rows and of columns."""
        return self.bottom - self.top + 1, self.right - self.left + 1

    @property
    def size(self) -> int:
        """The number of cells."""
        rows, columns = self.shape
        return rows * columns

    def cells(self) -> Iterator[Target]:
        """Yield every cell, row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield self.sheet, row, column

    def spots_among(self, spots: Collection[Spot]) -> Iterator[Spot]:
        """Yield those of the spots (rows and columns, from 1) that lie in the area."""
        if self.size > len(spots):
            for row, column in spots:
                if self.top <= row <= self.bottom and self.left <= column <= self.right:
                    yield row, column
            return
        yield from ((row, column) for _, row, column in self.cells() if (row, column) in spots)


class Resolver:
    """Knows the sheets, the defined names and the tables that references may name."""

    def __init__(self, workbook: Workbook, tables: Mapping[str, Table]) -> None:
        self._sheets = {sheet.name.lower(): sheet.name for sheet in workbook.sheets}
        self._names = {name.lower(): text for name, text in workbook.defined_names.items()}
        self._tables = tables

    def is_name(self, word: str) -> bool:
        """Return whether a defined name of the whole workbook is spelt like this."""
        return word.lower() in self._names

    def find(self, text: str, sheet: str, row: int) -> Area | None:
        """Return the cells that a reference means, None if this depends on more than its text.

        text: as written in a formula; sheet and row: where that formula stands.
        """
        home, rest = self._split(text, sheet)
        if home is None:
            return None
        return (
            _plain_area(home, rest) or self._named(home, rest) or self._in_table(rest, sheet, row)
        )

    def _split(self, text: str, sheet: str) -> tuple[str | None, str]:
        match = _QUALIFIED.fullmatch(text)
        if not match:
            return sheet, text
        stated = match[1].replace("''", "'") if match[1] else match[2]
        return self._sheets.get(stated.lower()), match[3]

    def _named(self, home: str, name: str) -> Area | None:
        """A name means cells only if it is one absolute reference, with its sheet."""
        own = self._names.get(f"{home}!{name}".lower())
        text = (self._names.get(name.lower(), "") if own is None else own).removeprefix("=")
        match = _QUALIFIED.fullmatch(text)
        if not match or not _FIXED.fullmatch(match[3]):
            return None
        sheet, rest = self._split(text, home)
        return _plain_area(sheet, rest) if sheet else None

    def _in_table(self, text: str, sheet: str, row: int) -> Area | None:
        match = _STRUCTURED.fullmatch(text)
        name, specification = (match[1], match[2]) if match else (text, "")
        table = self._tables.get(name.lower())
        span = table.find(specification, sheet, row) if table else None
        return Area(table.sheet, *span) if table and span else None


def _plain_area(sheet: str, text: str) -> Area | None:
    if match := _COLUMNS.fullmatch(text):
        first, last = sorted((column_number(match[1]), column_number(match[2])))
        inside = last <= LAST_COLUMN
        return Area(sheet, 1, first, LAST_ROW, last, is_open=True) if inside else None
    if match := _ROWS.fullmatch(text):
        first, last = sorted((int(match[1]), int(match[2])))
        inside = last <= LAST_ROW
        return Area(sheet, first, 1, last, LAST_COLUMN, is_open=True) if inside else None
    try:
        return Area(sheet, *parse_range(text))
    except ValueError:
        return None
