"""How wide columns and how tall rows of a sheet are, to say where a box over its cells ends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wres_excel.workbook.addresses import LAST_COLUMN, LAST_ROW
from wres_excel.workbook.annotate.markup import Markup

Corner = tuple[int, int, int, int]
"""Column and pixels into it, row and pixels into it; columns and rows count from 0."""

MOST_STEPS = 200
"""Columns or rows that a box may span; beyond that they are hidden, or next to nothing."""

_ROW = re.compile(rb"<(?:[\w.-]+:)?row(?=[\s/>])([^>]*)>")
_FACT = re.compile(rb"""\s(r|ht|hidden)\s*=\s*["']([^"']*)["']""")
_DIGIT_PIXELS = 7
_PIXELS_PER_POINT = 4 / 3


@dataclass(frozen=True, slots=True)
class Geometry:
    """Sizes in pixels: of columns and rows by number from 1 where they say it, else the usual."""

    columns: tuple[tuple[int, int, int], ...]
    rows: Mapping[int, int]
    usual_width: int = 64
    usual_height: int = 20

    def width(self, column: int) -> int:
        """Return how wide a column is, 0 if it is hidden."""
        widths = (width for low, high, width in self.columns if low <= column <= high)
        return next(widths, self.usual_width)

    def height(self, row: int) -> int:
        """Return how tall a row is, 0 if it is hidden."""
        return self.rows.get(row, self.usual_height)

    def room_right_of(self, column: int, columns: int = 12) -> int:
        """Return how many pixels the next columns after one take."""
        last = min(column + columns, LAST_COLUMN)
        return sum(self.width(each) for each in range(column + 1, last + 1))

    def corner(self, start: Corner, width: int, height: int) -> Corner:
        """Return the lower right corner of a box that begins at a corner; never beyond the grid."""
        column, across, row, down = start
        left, top = across + width, down + height
        last_column = min(column + MOST_STEPS, LAST_COLUMN - 1)
        last_row = min(row + MOST_STEPS, LAST_ROW - 1)
        while left > self.width(column + 1) and column < last_column:
            left -= self.width(column + 1)
            column += 1
        while top > self.height(row + 1) and row < last_row:
            top -= self.height(row + 1)
            row += 1
        return column, left, row, top


def read_geometry(markup: Markup) -> Geometry:
    """Return the sizes of a sheet; its markup must have been read with the inside of <cols>."""
    columns = markup.root.find("cols")
    usual = markup.root.find("sheetFormatPr")
    facts = usual.attributes if usual else {}
    return Geometry(
        tuple(_column(node.attributes) for node in (columns.children if columns else ())),
        _rows(markup.text),
        _pixels_wide(facts.get("defaultColWidth"), 64),
        _pixels_tall(facts.get("defaultRowHeight"), 20),
    )


def _column(facts: Mapping[str, str]) -> tuple[int, int, int]:
    hidden = facts.get("hidden") in ("1", "true")
    width = 0 if hidden else _pixels_wide(facts.get("width"), 64)
    low, high = facts.get("min", ""), facts.get("max", "")
    known = low.isdecimal() and high.isdecimal()
    return (int(low), int(high), width) if known else (0, 0, width)


def _rows(text: bytes) -> dict[int, int]:
    sizes, number = dict[int, int](), 0
    for match in _ROW.finditer(text):
        facts = {key: value.decode() for key, value in _FACT.findall(match[1])}
        told = facts.get(b"r", "")
        number = int(told) if told.isdecimal() else number + 1
        if facts.get(b"hidden") in ("1", "true"):
            sizes[number] = 0
        elif b"ht" in facts:
            sizes[number] = _pixels_tall(facts[b"ht"], 20)
    return sizes


def _pixels_wide(characters: str | None, usual: int) -> int:
    width = _size(characters)
    return usual if width is None else int((256 * width + 128 // _DIGIT_PIXELS) / 256 * 7)


def _pixels_tall(points: str | None, usual: int) -> int:
    height = _size(points)
    return usual if height is None else round(height * _PIXELS_PER_POINT)


def _size(text: str | None) -> float | None:
    """A size that is no number, or out of bounds, is as good as none."""
    try:
        size = float(text or "")
    except ValueError:
        return None
    return size if 0 <= size <= 1000 else None
