"""What a sheet with one table consists of, before any spreadsheet library is involved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from wres_excel.workbook.collated.styles import Style

Prints = Literal["all", "table", "first page"]
Content = str | int | float | None


class Marked(NamedTuple):
    """A content that does not look like the rest of its column."""

    content: Content
    style: Style


Cell = Content | Marked
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its width in characters, how its cells look."""

    heading: str
    width: float
    style: Style = "text"


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with one table that is written row by row.

    sentences: what a reader must know, below the title; table: the name of the table; count: how
    many rows there are, which rows then gives once; frozen: how many columns stay in view;
    scrolls: whether the headings, under many sentences, scroll away with them;
    pages: how many sheets of paper wide it prints; prints: what of it does.
    """

    name: str
    title: str
    sentences: tuple[str, ...]
    table: str
    columns: tuple[Column, ...]
    count: int
    rows: Iterable[Row]
    frozen: int = 0
    scrolls: bool = False
    pages: int = 1
    prints: Prints = "all"

    @property
    def heading_row(self) -> int:
        """The row of the column headings, counted from 1."""
        return len(self.sentences) + 3
