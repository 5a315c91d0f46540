"""How tall rows must be for their text, since not every program fits them when it opens a file."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wres_excel.workbook.blank.plan import Slot, Style

LINE, MARGIN, TALLEST = 14.5, 3.0, 409.0
TITLES: Mapping[Style, float] = {"title": 24.0, "heading": 20.0, "sentence": 16.0}
CHARACTERS_PER_UNIT = 1.15


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
    room = max(width * CHARACTERS_PER_UNIT, 1)
    lines = sum(max(1, math.ceil(len(line) / room)) for line in text.splitlines() or [""])
    return min(lines * LINE + MARGIN, TALLEST)


def _height(slot: Slot, widths: Sequence[float], least: Mapping[Style, int]) -> float:
    if slot.style in TITLES:
        return TITLES[slot.style]
    empty = least.get(slot.style, 1) * LINE + MARGIN
    if isinstance(slot.content, str):
        return max(empty, text_height(slot.content, widths[slot.column - 1]))
    return empty
