"""A sheet without some of its cells: what must be the same, byte for byte, before and after.

Written against the text of the XML alone, so that it can vouch for code that uses a parser.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from wres_excel.workbook.addresses import column_number

Spot = tuple[int, int]

_PREFIX = r"(?:[\w.-]+:)?"
_INSIDE = r"""[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*"""
_PASSED_OVER = r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>"
_DATA = re.compile(rf"{_PASSED_OVER}|(?P<data><{_PREFIX}sheetData(?=[\s/>]){_INSIDE}>)", re.DOTALL)
_DATA_END = re.compile(rf"</{_PREFIX}sheetData\s*>")
_TOKEN = re.compile(
    rf"""{_PASSED_OVER}
    |<(?P<prefix>{_PREFIX})c(?=[\s/>])(?P<cell>{_INSIDE})
        (?:(?<=/)>|(?<!/)>[^<]*(?:<(?!/(?P=prefix)c[\s>])[^<]*)*</(?P=prefix)c\s*>)
    |<{_PREFIX}row(?=[\s/>])(?P<row>{_INSIDE})>
    |(?P<row_end></{_PREFIX}row\s*>)""",
    re.DOTALL | re.VERBOSE,
)
_NUMBER = re.compile(r"""\sr\s*=\s*["']\s*(\d+)""")
_LETTERS = re.compile(r"""\sr\s*=\s*["']\s*\$?([A-Za-z]+)""")
_ONLY_A_NUMBER = re.compile(r"""\s*r\s*=\s*["']\d+["']\s*/?""")
_CALCULATION = re.compile(rf"<{_PREFIX}calcPr(?=[\s/>]){_INSIDE}>")
_FLAG = re.compile(r"""\s+fullCalcOnLoad\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BARE_CALCULATION = re.compile(rf"<{_PREFIX}calcPr\s*/>")
_column = lru_cache(maxsize=1024)(column_number)


@dataclass(slots=True)
class Skeleton:
    """A sheet's text: cells that must stay, each with its place, and all between the cells."""

    cells: list[tuple[Spot, str]] = field(default_factory=list)
    rest: str = ""


def skeleton(text: str, left_out: AbstractSet[Spot]) -> Skeleton | None:
    """Return what is left of a sheet without some cells, None if the text has no <sheetData>.

    text: the XML of the sheet part; left_out: cells that may differ. A row that has no other cell
    than these counts as if it was written <row .../>, and as nothing if it has only its number.
    """
    opening = next((match for match in _DATA.finditer(text) if match["data"]), None)
    if opening is None:
        return None
    if opening[0].endswith("/>"):
        return Skeleton([], text)
    closing = list(_DATA_END.finditer(text, opening.end()))[-1]
    walk = _Walk(left_out)
    inside = walk.through(text[opening.end() : closing.start()])
    tag = opening[0] + inside + closing[0] if inside else opening[0][:-1] + "/>"
    return Skeleton(walk.cells, text[: opening.start()] + tag + text[closing.end() :])


def without_calculation_flag(text: str) -> tuple[str, bool]:
    """Return the text of a workbook part as if it asked for no calculation, and whether it does."""
    match = _CALCULATION.search(text)
    if match is None:
        return text, False
    flag = _FLAG.search(match[0])
    value = (flag[1] or flag[2]) if flag else ""
    tag = _BARE_CALCULATION.sub("", _FLAG.sub("", match[0]))
    return text[: match.start()] + tag + text[match.end() :], value in ("1", "true")


class _Walk:
    """One walk through the inside of <sheetData>, row by row."""

    def __init__(self, left_out: AbstractSet[Spot]) -> None:
        self.left_out = left_out
        self.open_rows = {row for row, _ in left_out}
        self.cells: list[tuple[Spot, str]] = []
        self.kept: list[str] = []
        self.row = self.column = self.row_at = 0
        self.row_attributes = ""

    def through(self, text: str) -> str:
        at = 0
        for match in _TOKEN.finditer(text):
            start, end = match.span()
            if start > at:
                self.kept.append(text[at:start])
            _, cell, row, row_end = match.groups()
            if cell is not None:
                self.take_cell(cell, match)
            elif row is not None:
                self.start_row(row, match[0])
            elif row_end:
                self.end_row(row_end)
            else:
                self.kept.append(match[0])
            at = end
        return "".join(self.kept) + text[at:]

    def take_cell(self, attributes: str, whole: re.Match[str]) -> None:
        letters = _LETTERS.search(attributes)
        self.column = _column(letters[1]) if letters else self.column + 1
        spot = self.row, self.column
        if spot not in self.left_out:
            self.cells.append((spot, whole[0]))

    def start_row(self, attributes: str, tag: str) -> None:
        number = _NUMBER.search(attributes)
        self.row = int(number[1]) if number else self.row + 1
        self.column = 0
        self.row_attributes = attributes
        self.row_at = len(self.kept)
        if not (attributes.endswith("/") and self.is_nothing()):
            self.kept.append(tag)

    def end_row(self, tag: str) -> None:
        bare = len(self.kept) == self.row_at + 1 and not self.has_cells()
        if not (bare and self.row in self.open_rows):
            self.kept.append(tag)
        elif self.is_nothing():
            self.kept.pop()
        else:
            self.kept[-1] = self.kept[-1][:-1] + "/>"

    def is_nothing(self) -> bool:
        only_number = _ONLY_A_NUMBER.fullmatch(self.row_attributes)
        return bool(only_number) and self.row in self.open_rows

    def has_cells(self) -> bool:
        return bool(self.cells) and self.cells[-1][0][0] == self.row
