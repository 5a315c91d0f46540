"""How tall rows must be for their text, since not every program fits them when it opens a file."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wres_excel.workbook.blank.plan import Slot, Style
from wres_excel.workbook.formulas import Call, Op, Tree

LINE, MARGIN, TALLEST = 14.5, 3.0, 409.0
TITLES: Mapping[Style, float] = {"title": 24.0, "heading": 20.0, "sentence": 16.0}
NARROW, WIDE, WIDEST = frozenset(" ijltfrI.,:;/!|'()[]-"), frozenset("&+<=>~"), frozenset("mwMW@%")
DIGITS_PER_UNIT = 0.98  # a column's width counts digits, of which Arial needs a little more room
BOLD: Mapping[Style, float] = {"column heading": 0.93, "number heading": 0.93, "check": 0.9}


def row_heights(
    slots: Iterable[Slot], widths: Sequence[float], least: Mapping[Style, int]
) -> dict[int, float]:
    """Return the height of each row in points.

    widths are those of the columns in characters; least is the number of lines that a cell of a
    style has room for even while it is empty.
    """
    heights: defaultdict[int, float] = defaultdict(float)
    for slot in slots:
        heights[slot.row] = max(heights[slot.row], _height(slot, widths, least))
    return dict(heights)


def text_height(text: str, width: float) -> float:
    """Return the height in points of a text wrapped in a column; Excel's limit is 409."""
    room = max(width * DIGITS_PER_UNIT, 1)
    lines = sum(_lines(line, room) for line in text.splitlines() or [""])
    return min(lines * LINE + MARGIN, TALLEST)


def _lines(paragraph: str, room: float) -> int:
    """Return how many lines a paragraph takes, wrapped between words where they fit."""
    lines, used, space = 1, 0.0, _digits(" ")
    for word in paragraph.split(" "):
        width = _digits(word)
        if used and used + space + width > room:
            lines, used = lines + 1, -space
        used += width + (space if used else 0)
        over = max(0, math.ceil(used / room) - 1)
        lines, used = lines + over, used - over * room
    return lines


def _digits(word: str) -> float:
    """Return about how many digits of Arial are as wide as a word."""
    return sum(_WIDTHS[character] for character in word)


class _Widths(dict[str, float]):
    """The width of each character in digits, found out once."""

    def __missing__(self, character: str) -> float:
        self[character] = _width_of(character)
        return self[character]


def _width_of(character: str) -> float:
    if character in NARROW:
        return 0.6
    if character in WIDEST or not character.isascii():
        return 1.8
    return 1.35 if character.isupper() or character in WIDE else 1.0


_WIDTHS = _Widths()


def _height(slot: Slot, widths: Sequence[float], least: Mapping[Style, int]) -> float:
    if slot.style in TITLES:
        return TITLES[slot.style]
    empty = least.get(slot.style, 1) * LINE + MARGIN
    width = widths[slot.column - 1] * BOLD.get(slot.style, 1)
    texts = () if slot.content is None else _texts(slot.content)
    return max((empty, *(text_height(text, width) for text in texts)))


def _texts(content: Tree) -> list[str]:
    """Return what a cell may come to show, a number inside a text as three digits."""
    match content:
        case str():
            return [content]
        case Op("&", left, right):
            return [start + end for start in _texts(left) for end in _texts(right)]
        case Call("IF" | "IFERROR", arguments):
            return [text for argument in arguments[1:] for text in _texts(argument)]
    return ["000"]
