"""Which fill a cell gets for its findings: one a severity, light or dark as its own text wants."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from wres_excel.findings import Severity
from wres_excel.workbook.annotate.colours import BLACK, Colour, Palette, contrast, from_hex
from wres_excel.workbook.annotate.records import SEVERITIES, Placed, Spot
from wres_excel.workbook.annotate.stylebook import StyleBook
from wres_excel.workbook.records import Range, Sheet

MOST_CELLS = 1_000
"""Cells of one finding that are highlighted; of larger areas the first cell alone is."""

ENOUGH = 4.5
# Strong enough to be told from the pale yellow that forms give the cells to fill in.
LIGHT: Mapping[Severity, str] = {"error": "FFB3BC", "warning": "FFC000", "note": "BDD7EE"}
DARK: Mapping[Severity, str] = {"error": "7F0016", "warning": "5C3D00", "note": "12436D"}


def fill_xml(colour: str) -> str:
    """Return the XML of a plain fill, a colour such as FFB3BC, for StyleBook.add."""
    return (
        f'<{{p}}fill><{{p}}patternFill patternType="solid"><{{p}}fgColor rgb="FF{colour}"/>'
        '<{p}bgColor indexed="64"/></{p}patternFill></{p}fill>'
    )


def fill_colour(severity: Severity, text: Colour) -> str:
    """Return the fill for a severity on which text of a colour is best read.

    The light one serves wherever it contrasts enough, so that a severity mostly looks the same.
    """
    light, dark = LIGHT[severity], DARK[severity]
    ratio = contrast(text, from_hex(light))
    return dark if ratio < ENOUGH and contrast(text, from_hex(dark)) > ratio else light


def worst_of(sheet: Sheet, placed: Iterable[Placed]) -> dict[Spot, Severity]:
    """Return the cells to highlight in a sheet, each with the worst severity found there."""
    worst: dict[Spot, Severity] = {}
    for each in placed:
        for spot in _spots(sheet, each):
            there = worst.get(spot, "note")
            worst[spot] = min(there, each.finding.severity, key=SEVERITIES.index)
    return worst


def _spots(sheet: Sheet, placed: Placed) -> Iterator[Spot]:
    """Yield the cells of a sheet that a finding is about, its own first."""
    if placed.sheet is sheet and placed.area is not None:
        yield from _cells(placed.area)
    for where, area in placed.also:
        if where is sheet:
            yield from _cells(area)


def _cells(area: Range) -> Iterator[Spot]:
    top, left, bottom, right = area
    if (bottom - top + 1) * (right - left + 1) > MOST_CELLS:
        bottom, right = top, left
    for row in range(top, bottom + 1):
        yield from ((row, column) for column in range(left, right + 1))


@dataclass
class Highlighter:
    """Gives cell formats their highlighted likeness, as long as the workbook has room for more.

    room: how many formats may be added; full: whether a cell had to stay as it was.
    """

    book: StyleBook
    palette: Palette
    room: int
    full: bool = False
    made: dict[tuple[int, Severity], int] = field(default_factory=dict)

    def style(self, style: int, severity: Severity) -> int:
        """Return the number of the format a cell gets in place of its own."""
        key = style, severity
        if key not in self.made:
            if self.room < 1:
                self.full = True
                return style
            before = self.book.count("cellXfs")
            fill = self.book.add("fills", fill_xml(fill_colour(severity, self._text(style))))
            self.made[key] = self.book.with_fill(style, fill)
            self.room -= self.book.count("cellXfs") - before
        return self.made[key]

    def _text(self, style: int) -> Colour:
        font = self.book.font_of(style)
        colour = font.find("color") if font else None
        return self.palette.resolve(colour.attributes) if colour else BLACK
