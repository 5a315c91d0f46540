"""A form while it is drawn: pages of cells, and the ground truth of where each value stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Key = tuple[str, str, str]
"""Item key, snapshot date in ISO form, group ('white', 'bme', 'unknown' or 'all')."""

Place = tuple[str, str]
"""Sheet name and cell address."""

Values = Mapping[Key, float | str]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of the form's own, with the result that was saved beside it."""

    text: str
    result: float | str = 0


Held = str | float | date | Formula | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What stands in one cell; prefix is a label that shares the cell with its answer."""

    held: Held
    style: str = ""
    prefix: str = ""


Span = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""


@dataclass(slots=True)
class Page:
    """One sheet; rows and columns count from 1."""

    name: str
    cells: dict[tuple[int, int], Entry] = field(default_factory=dict)
    merges: list[Span] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)

    def put(self, row: int, column: int, held: Held, style: str = "") -> None:
        """Write one cell."""
        self.cells[row, column] = Entry(held, style)

    def put_row(self, row: int, column: int, helds: list[Held], style: str = "") -> None:
        """Write cells side by side."""
        for offset, held in enumerate(helds):
            self.put(row, column + offset, held, style)

    def merge(self, span: Span, held: Held, style: str = "") -> None:
        """Write one cell that spreads over a range; a range of one cell stays a plain cell."""
        self.put(span[0], span[1], held, style)
        if span[:2] != span[2:]:
            self.merges.append(span)


@dataclass(slots=True)
class Draft:
    """A whole form: its pages, the place of each value, and rivals where the form is ambiguous."""

    pages: list[Page] = field(default_factory=list)
    places: dict[Key, Place] = field(default_factory=dict)
    candidates: dict[Key, tuple[Place, ...]] = field(default_factory=dict)
    epoch_1904: bool = False

    def page(self, name: str) -> Page:
        """Add an empty sheet."""
        page = Page(name)
        self.pages.append(page)
        return page

    def named(self, name: str) -> Page:
        """Return the sheet of this name."""
        return next(page for page in self.pages if page.name == name)

    def place(self, key: Key, page: Page, row: int, column: int, style: str = "input") -> None:
        """Record where a value stands and draw its empty cell; no value may stand twice."""
        if key in self.places:
            raise ValueError(f"{key} placed twice")
        self.places[key] = (page.name, address(row, column))
        page.put(row, column, None, style)


def letters(column: int) -> str:
    """Return the column's letters: 1 is A, 27 is AA."""
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def address(row: int, column: int) -> str:
    """Return an address such as E12."""
    return f"{letters(column)}{row}"


def row_column(cell: str) -> tuple[int, int]:
    """Return row and column of an address such as E12."""
    head = cell.rstrip("0123456789")
    column = 0
    for letter in head:
        column = column * 26 + ord(letter) - 64
    return int(cell[len(head) :]), column
