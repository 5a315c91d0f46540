"""Rows of a table as the XML of a worksheet, quickly and one at a time."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wres_excel.workbook.blank.heights import text_height
from wres_excel.workbook.collated.sheet import Cell, Column, Marked
from wres_excel.workbook.collated.styles import INDENT, WRAPPED, Style
from wres_excel.workbook.xml import encode_escapes

LONGEST = 32_767
CUT_OFF = " [cut off here: a cell holds no more; the whole stands in the file itself]"
_ONE_LINE = 20.0
_LINE, _TALLEST = 14.5, 409.0
_SHORT, _MOST_KEPT = 200, 10_000


class Written(NamedTuple):
    """A text as the content of a cell, and the height in points that it needs, 0 for one line."""

    xml: str
    height: float


class Texts(dict[str, Written]):
    """The texts of one column, written once: most come again and again."""

    def __init__(self, width: float) -> None:
        super().__init__()
        self._width = width

    def __missing__(self, text: str) -> Written:
        height = _height(text, self._width)
        written = Written(text_xml(text), height if height > _ONE_LINE else 0)
        if len(text) <= _SHORT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[text] = written
        return written


class RowXml:
    """Writes the rows of one table; index: the number of each style in the workbook."""

    def __init__(self, columns: Sequence[Column], index: Mapping[Style, int]) -> None:
        self._columns = [
            (letters(number), column.style, Texts(column.width - INDENT))
            for number, column in enumerate(columns, 1)
        ]
        self._index = index

    def row(self, number: int, cells: Sequence[Cell]) -> str:
        """Return a row, counted from 1. Raises ValueError if a cell is missing or too many."""
        tallest, parts, index = 0.0, list[str](), self._index
        for (letter, usual, texts), cell in zip(self._columns, cells, strict=True):
            content, style = cell if isinstance(cell, Marked) else (cell, usual)
            if isinstance(content, str):
                xml, height = texts[content]
                start = f'<c r="{letter}{number}" s="{index[style]}" t="inlineStr">'
                parts.append(f"{start}<is>{xml}</is></c>")
                if height > tallest and style in WRAPPED:
                    tallest = height
            elif content is not None:
                parts.append(f'<c r="{letter}{number}" s="{index[style]}"><v>{content!r}</v></c>')
            else:
                parts.append(f'<c r="{letter}{number}" s="{index[style]}"/>')
        height_of_row = f' ht="{tallest:.1f}"' if tallest else ""
        return f'<row r="{number}"{height_of_row}>{"".join(parts)}</row>'


def text_xml(text: str) -> str:
    """Return a text as the <t> element of a cell, never as a formula, and never too long for it."""
    coded = encode_escapes(_fitting(text))
    coded = coded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f"<t{space}>{coded}</t>"


def letters(column: int) -> str:
    """Return the letters of a column, counted from 1: 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _fitting(text: str) -> str:
    """Cut a text that a cell cannot hold, by Excel's count: halves of UTF-16 pairs."""
    if len(text) <= LONGEST // 2:
        return text
    halves = text.encode("utf-16-le")
    if len(halves) // 2 <= LONGEST:
        return text
    kept = halves[: 2 * (LONGEST - len(CUT_OFF))]
    return kept.decode("utf-16-le", errors="ignore") + CUT_OFF


def _height(text: str, width: float) -> float:
    """Return the height that a text needs; of a long one an estimate."""
    if len(text) < 0.5 * width and "\n" not in text:
        return 0
    if len(text) <= _SHORT:
        return text_height(text, width)
    lines = text.count("\n") + 1.12 * len(text) / width + 1
    return min(lines * _LINE, _TALLEST)
