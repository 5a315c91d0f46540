"""What a sheet of our own workbook consists of, before any spreadsheet library is involved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wres_excel.domain.model import Place
from wres_excel.workbook.formulas import Block, Spot, Tree

Style = Literal[
    "title",
    "heading",
    "sentence",
    "column heading",
    "number heading",
    "label",
    "remark",
    "not applicable",
    "check",
    "link",
    "text input",
    "month input",
    "headcount input",
    "average input",
    "percentage input",
    "wide headcount input",
    "wide percentage input",
    "text result",
    "month result",
    "headcount result",
    "average result",
    "percentage result",
    "percentage points result",
    "rate result",
    "ratio result",
]
RuleKind = Literal["whole", "half", "percentage", "month"]


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell: its place on the sheet, how it looks, what stands in it, what item it holds.

    content is a text, a number, a formula or None for a cell to be typed in; link is the sheet
    that a click leads to.
    """

    row: int
    column: int
    style: Style
    content: str | int | Tree | None = None
    place: Place | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be typed into a cell, with the words that Excel shows."""

    row: int
    column: int
    kind: RuleKind
    title: str
    prompt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A real Excel table: its name and corners, the heading row included."""

    name: str
    first_row: int
    last_row: int
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name and the blocks with its labels and its numbers."""

    name: str
    labels: tuple[Block, ...]
    numbers: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart: bars side by side or stacked to 100 %, where it stands, its alt text.

    sideways: bars run across, which leaves room for long labels.
    """

    title: str
    alt_text: str
    axis: str
    number_format: str
    width: int
    height: int
    row: int = 1
    left: int = 0
    series: tuple[Series, ...] = ()
    stacked: bool = False
    sideways: bool = False


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet; widths are in characters, tables and charts may be none.

    frozen is the first row and column that scroll; repeated the heading row that every printed
    page shows; a sheet prints on one page, or as wide as the page with a break before a row.
    """

    name: str
    slots: tuple[Slot, ...]
    widths: tuple[float, ...]
    tables: tuple[Table, ...] = ()
    rules: tuple[Rule, ...] = ()
    charts: tuple[Chart, ...] = ()
    names: Mapping[str, Block] = field(default_factory=dict)
    frozen: tuple[int, int] | None = None
    repeated: int | None = None
    heights: Mapping[int, float] = field(default_factory=dict)
    one_page: bool = False
    page_break: int | None = None

    def spot(self, slot: Slot) -> Spot:
        """Return where in the workbook a slot of this sheet stands."""
        return Spot(self.name, slot.row, slot.column)
