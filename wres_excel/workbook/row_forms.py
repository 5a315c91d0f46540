"""The rows of a sheet in the plain form that Excel and its like write them, read by patterns.

A row is taken apart into its values and what surrounds them. What surrounds them is the same in
every return of one form, so it is understood once and kept. Only rows that match the patterns from
end to end are understood, and all that these let through is well-formed XML with one meaning;
anything else is left to the parser of XML, which is slower and knows all of it.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from wres_excel.workbook.addresses import LAST_ROW, parse_address
from wres_excel.workbook.cells import Cell, Formula
from wres_excel.workbook.plain_xml import (
    ATTRIBUTES,
    ESCAPED,
    GAP,
    PLAIN,
    attributes_of,
    unescaped,
)
from wres_excel.workbook.stored import read_formula
from wres_excel.workbook.xml import is_true

MOST_FORMS = 4096
MOST_CELLS = 128
LONGEST = 8_000
SLOT = "\0"
"""Stands for a value that was taken out; no XML can hold it."""

_INLINE = "inlineStr"
_VALUES = re.compile(f"<v>({PLAIN})</v>")
_ELEMENTS = re.compile(f'(<v>{PLAIN}</v>|<is><t(?: xml:space="preserve")?>{ESCAPED}</t></is>)')
_ROW = re.compile(f"{GAP}*<row{ATTRIBUTES}{GAP}*(/?)>")
_FORMULA = f"<f{ATTRIBUTES}{GAP}*(?:/>|>({ESCAPED})</f>)"
_CELL = re.compile(f"{GAP}*<c{ATTRIBUTES}{GAP}*(?:/>|>(?:{_FORMULA})?({SLOT})?</c>)")


class Slot(NamedTuple):
    """A cell whose value is to be put in."""

    spot: tuple[int, int]
    type: str | None
    style: int
    formula: Formula | None


class RowForm(NamedTuple):
    """Rows without their values: one, or several of which all but the last are empty.

    cells: by row and column, those with a value being blank; first, last: the lowest and the
    highest number of a row, 0 if there is none; open: whether the last row wants closing.
    """

    cells: Mapping[tuple[int, int], Cell]
    slots: tuple[Slot, ...]
    hidden: tuple[int, ...]
    first: int
    last: int
    open: bool


def part_rows(rows: str) -> tuple[str, list[str]]:
    """Return rows with SLOT in the place of each value, and the values.

    Where some cells have texts of their own each value is still within its element, <v> or <is>.
    """
    pieces = (_ELEMENTS if _INLINE in rows else _VALUES).split(rows)
    return SLOT.join(pieces[::2]), pieces[1::2]


def plain_values(slots: Sequence[Slot], values: list[str]) -> list[str]:
    """Return the values of part_rows as they mean.

    Raises ValueError if they are not one for each slot, or one is not fit for its cell: a text of
    a cell's own counts only in a cell that is said to have one.
    """
    if len(values) != len(slots):
        raise ValueError(f"{len(values)} values for {len(slots)} cells")
    if not values or values[0][:1] != "<":
        return values
    return [
        value[len("<v>") : -len("</v>")] if value[1] == "v" else _own_text(slot, value)
        for slot, value in zip(slots, values, strict=True)
    ]


def _own_text(slot: Slot, value: str) -> str:
    if slot.type != _INLINE:
        raise ValueError(value[:40])
    return unescaped(value[value.index(">", len("<is>")) + 1 : -len("</t></is>")])


def row_form(markup: str, styles: int) -> RowForm:
    """Return what a row is without its values; returns of one form share it.

    markup: everything from after the row before to the end of the last cell, SLOT in the place of
    each value; styles: how many cell styles the workbook has. Raises ValueError if the row is not
    in the plain form, or is no row of a form for people.
    """
    if len(markup) > LONGEST:
        raise ValueError(markup[:40])
    return _kept(markup, styles)


@lru_cache(maxsize=MOST_FORMS)
def _kept(markup: str, styles: int) -> RowForm:
    return _RowReader(markup, styles).form()


class _RowReader:
    """One row while it is read; raises ValueError where it is not in the plain form."""

    def __init__(self, markup: str, styles: int) -> None:
        self._markup, self._styles = markup, styles
        self._numbers: list[int] = []
        self._hidden: list[int] = []
        self._cells: dict[tuple[int, int], Cell] = {}
        self._slots: list[Slot] = []

    def form(self) -> RowForm:
        at, is_open = self._rows()
        while match := is_open and _CELL.match(self._markup, at):
            self._add(match)
            at = match.end()
        if self._markup[at:].strip(" \n\t") or len(self._cells) > MOST_CELLS:
            raise ValueError(self._markup[at : at + 40])
        first, last = (self._numbers[0], self._numbers[-1]) if self._numbers else (0, 0)
        slots, hidden = tuple(self._slots), tuple(self._hidden)
        return RowForm(self._cells, slots, hidden, first, last, is_open)

    def _rows(self) -> tuple[int, bool]:
        """Read rows up to one that has cells; return where these begin, and whether it came."""
        at = 0
        while match := _ROW.match(self._markup, at):
            self._add_row(attributes_of(match[1]))
            at = match.end()
            if not match[2]:
                return at, True
        return at, False

    def _add_row(self, attributes: dict[str, str]) -> None:
        stated = attributes.get("r", "")
        number = int(stated) if stated.isascii() and stated.isdecimal() else 0
        if not (self._numbers[-1] if self._numbers else 0) < number <= LAST_ROW:
            raise ValueError(stated)
        self._numbers.append(number)
        if is_true(attributes.get("hidden")):
            self._hidden.append(number)

    def _add(self, match: re.Match[str]) -> None:
        attributes = attributes_of(match[1])
        row, column = spot = parse_address(attributes.get("r", ""))
        if row != self._numbers[-1] or spot in self._cells:
            raise ValueError(attributes["r"])
        stated = attributes.get("s", "0")
        style = int(stated) if stated in _numerals(self._styles) else 0
        formula = None
        if match[2] is not None:
            formula = read_formula(attributes_of(match[2]), unescaped(match[3] or ""))
        if match[4]:
            self._slots.append(Slot(spot, attributes.get("t"), style, formula))
        self._cells[spot] = Cell(row, column, "blank", "", style, formula)


@lru_cache(maxsize=16)
def _numerals(styles: int) -> frozenset[str]:
    return frozenset(str(number) for number in range(styles))
