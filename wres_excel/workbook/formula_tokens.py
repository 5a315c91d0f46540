"""A formula cut into words, by one pattern: quick enough to run over every formula of a return.

Only what plain spreadsheets use is known here. What is not known is a word of kind "other", and
nobody builds on a formula that has one.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wres_excel.workbook.addresses import LAST_COLUMN, LAST_ROW, column_letters, column_number

Spot = tuple[str, int, int]
"""Sheet name, row and column, both from 1."""

LONGEST_FORMULA = 8192
MOST_CELLS = 5_000

_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*+")
    |(?P<reference>
        (?:(?P<sheet>'(?:[^']|'')++'|[A-Za-z_][\w.]*+)!)?
        (?P<first>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})
        (?::(?P<last>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}))?
        (?![\w.(!\[:]))
    |(?P<call>[A-Za-z_][\w.]*\()
    |(?P<number>(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![\w.:!]))
    |(?P<operator><=|>=|<>|[-+*/^&=<>%(),])
    |(?P<gap>\s+)
    |(?P<other>'(?:[^']|'')*+'|[\w.\[\]\#!?\\]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_EXTERNAL = re.compile(r"'(?:[^'\[]|'')*\[[^'\]]+\]|\[[^\]]+\][^!]*!")
_END = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")


class Token(NamedTuple):
    """One word of a formula: "text", "reference", "call", "number", "operator" or "other"."""

    kind: str
    text: str


class Area(NamedTuple):
    """A rectangle of cells; sheet is None for the sheet of the formula."""

    sheet: str | None
    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """The number of cells."""
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def spots(self, home: str) -> Iterator[Spot]:
        """Yield the cells row by row; home: the sheet that the formula stands on."""
        sheet = home if self.sheet is None else self.sheet
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield sheet, row, column


@lru_cache(maxsize=8192)
def referenced(formula: str, home: str) -> frozenset[Spot]:
    """Return the cells that a formula names, in a cheap look that takes what it can read.

    formula: without "="; home: the name of the sheet it stands on. Areas of more than MOST_CELLS
    are left out, so a result that is not as expected proves nothing yet.
    """
    return frozenset(spot for area in _areas(formula) for spot in area.spots(home))


def _areas(formula: str) -> set[Area]:
    areas = {
        area_of(match)
        for match in _TOKEN.finditer(formula[:LONGEST_FORMULA])
        if match.lastgroup == "reference"
    }
    return {area for area in areas if area.size <= MOST_CELLS}


def is_external(formula: str) -> bool:
    """Return whether a formula reads another workbook: [1]Data!A1, '[last year.xlsx]Data'!A1."""
    return "[" in formula and any(
        _EXTERNAL.match(match["sheet"] or match[0])
        for match in _TOKEN.finditer(formula[:LONGEST_FORMULA])
        if match.lastgroup in ("reference", "other")
    )


def tokens_of(formula: str) -> list[Token]:
    """Return the words of a formula, without the spaces between them."""
    return [
        Token(match.lastgroup or "other", match[0])
        for match in _TOKEN.finditer(formula)
        if match.lastgroup != "gap"
    ]


def parse_area(reference: str) -> Area:
    """Return the cells that a token of kind "reference" means."""
    match = _TOKEN.fullmatch(reference)
    if match is None:
        raise ValueError(f"{reference!r} is no reference")
    return area_of(match)


def area_of(match: re.Match[str]) -> Area:
    """Return the cells that a match of the pattern means."""
    row, column = _end(match["first"])
    other_row, other_column = _end(match["last"]) if match["last"] else (row, column)
    return Area(
        _sheet(match["sheet"]),
        min(row, other_row),
        min(column, other_column),
        max(row, other_row),
        max(column, other_column),
    )


@lru_cache(maxsize=2048)
def moved(formula: str, rows: int, columns: int) -> str:
    """Return a formula as it reads when it is copied down by rows and right by columns.

    Excel stores the followers of a shared formula without a text of their own.
    """

    def move(match: re.Match[str]) -> str:
        if match.lastgroup != "reference":
            return match[0]
        sheet = f"{match['sheet']}!" if match["sheet"] else ""
        ends = (match["first"], match["last"]) if match["last"] else (match["first"],)
        return sheet + ":".join(_moved_end(end, rows, columns) for end in ends)

    return _TOKEN.sub(move, formula)


def _moved_end(end: str, rows: int, columns: int) -> str:
    match = _END.fullmatch(end)
    if match is None:
        return end
    fixed_column, letters, fixed_row, digits = match.groups()
    column = column_number(letters) + (0 if fixed_column else columns)
    row = int(digits) + (0 if fixed_row else rows)
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        return "#REF!"
    return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"


def _end(text: str) -> tuple[int, int]:
    letters = text.replace("$", "").rstrip("0123456789")
    digits = text.replace("$", "")[len(letters) :]
    return int(digits), column_number(letters)


def _sheet(text: str | None) -> str | None:
    if text is None or not text.startswith("'"):
        return text
    return text[1:-1].replace("''", "'")
