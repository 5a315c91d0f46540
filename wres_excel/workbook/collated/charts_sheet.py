"""The Charts sheet: what came in, how indicators moved, how likelihoods spread and stand out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from wres_excel.collation.indicators import Standing
from wres_excel.collation.records import About, RegisterRow, RegisterStatus
from wres_excel.domain.four_fifths import FOUR_FIFTHS
from wres_excel.domain.model import Edition
from wres_excel.workbook.blank.heights import text_height
from wres_excel.workbook.blank.render import accept
from wres_excel.workbook.collated.drawing import Block, Drawing, Spot
from wres_excel.workbook.collated.frame import Frame
from wres_excel.workbook.collated.sheet import Cell, Column, Marked
from wres_excel.workbook.collated.styles import INDENT
from wres_excel.workbook.collated.tallies import (
    CHANGES,
    MIDDLE,
    RANGES,
    Outlier,
    arrived,
    changes,
    files,
    furthest,
    in_doubt,
    likelihoods,
    spread,
)
from wres_excel.workbook.collated.words import STATUS_MEANINGS, STATUS_WORDS, title_of

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "Charts"
WIDTHS = (50.0, 16.0, 18.0, 14.0, 15.0, 13.0, 23.0, 46.0)
WHOLE, HALF, GAP = 1400, 695, 10
CHART_ROWS = 18
BOLD = 0.93
"""How much of a column a heading can fill, being bold."""
PRINT_SCALE = 60
FIRST_CHART_ROW = 6
FULL_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Part:
    """A table of the sheet: what it is of, its name, its columns, its rows."""

    heading: str
    name: str
    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn: the returns of one edition, and the register; round: what it is about."""

    edition: Edition | None
    standings: Sequence[Standing]
    register: tuple[RegisterRow, ...]
    round: str | None = None


def write_charts(frame: Frame, sheet: "Worksheet", about: About, shown: Shown) -> None:
    """Write the sheet: charts first, and below them the tables that hold their figures."""
    parts, ratios = _parts(shown), likelihoods(shown.standings)
    rows_of_charts = 1 + bool(ratios) + len(ratios)
    count = bool(parts[0].rows) + bool(parts[1].rows) + 2 * len(ratios)
    filled = [part for part in parts if part.rows]
    frame.write_top(sheet, title_of(about.edition, "charts"), *_sentences(shown, filled, count))
    for number, width in enumerate(WIDTHS):
        accept(sheet.set_column(number, number, width))
    blocks = _write_tables(frame, sheet, filled, FIRST_CHART_ROW + rows_of_charts * CHART_ROWS)
    _draw(Drawing(frame.workbook, sheet), shown, blocks, ratios)
    sheet.set_print_scale(PRINT_SCALE)
    accept(sheet.set_h_pagebreaks(_page_breaks(rows_of_charts)))


def _page_breaks(rows_of_charts: int) -> list[int]:
    """Return after which rows a page ends: two rows of charts, the others, then the tables."""
    ends = sorted({min(2, rows_of_charts), rows_of_charts})
    return [FIRST_CHART_ROW - 1 + end * CHART_ROWS for end in ends]


def _sentences(shown: Shown, parts: Sequence[Part], charts: int) -> tuple[str, ...]:
    tables, drawn = _number(len(parts), "table"), _number(charts, "chart")
    edition = shown.edition.name if shown.edition else "none"
    low, high = FOUR_FIFTHS
    return (
        f"This worksheet contains {tables} and {drawn}. The figures of the charts stand in the "
        "tables below them. No cell is empty.",
        f"Indicators are those of the {_number(len(shown.standings), 'return')} of edition "
        f"{edition} that count; organisations without a figure, or with one in doubt "
        "for an error, take no part in its chart, and such a change is not compared.",
        f"By the four-fifths rule a ratio from {low:.2f} to {high:.2f} is treated as no adverse "
        "impact.",
    )


def _number(count: int, what: str) -> str:
    word = FULL_WORDS[count] if count < len(FULL_WORDS) else f"{count:,}"
    return f"{word} {what}{'' if count == 1 else 's'}"


def _parts(shown: Shown) -> list[Part]:
    return [_arrived(shown), _changes(shown), _spread(shown), _outliers(shown), _files(shown)]


def _arrived(shown: Shown) -> Part:
    columns = (
        Column("Status", 0),
        Column("Organisations", 0, "whole"),
        Column("Share", 0, "share"),
    )
    found = arrived(shown.register, shown.round)
    rows: list[tuple[Cell, ...]] = [
        (_status_words(status), count, count / found.expected) for status, count in found.counts
    ]
    return Part(_came_in(shown), "Chart_of_statuses", columns, rows)


def _came_in(shown: Shown) -> str:
    """Return how many returns came in, of how many that were expected where that is known."""
    found = arrived(shown.register, shown.round)
    if not found.known:
        return f"Returns that came in: {_number(found.came_in, 'organisation')}"
    share = f" ({found.came_in / found.expected:.0%})" if found.expected else ""
    expected = f"{found.expected:,} expected organisation{'' if found.expected == 1 else 's'}"
    return f"Returns that came in: {found.came_in:,} of {expected}{share}"


def _files(shown: Shown) -> Part:
    columns = (Column("What became of it", 0), Column("Files", 0, "whole"))
    rows: list[tuple[Cell, ...]] = [
        (_status_words(status), count) for status, count in files(shown.register)
    ]
    return Part("Files by what became of them", "Table_of_files", columns, rows)


def _status_words(status: RegisterStatus) -> str:
    return f"{STATUS_WORDS[status]}: {STATUS_MEANINGS[status]}"


def _changes(shown: Shown) -> Part:
    columns = (Column("Change on last year", 0), *(Column(name, 0, "whole") for name in CHANGES))
    rows: list[tuple[Cell, ...]] = [
        (_title(shown, each.indicator), *each.counts) for each in changes(shown.standings)
    ]
    return Part("Change of each indicator on last year", "Chart_of_changes", columns, rows)


def _spread(shown: Shown) -> Part:
    numbers = likelihoods(shown.standings)
    columns = [Column(f"Indicator {number}", 0, "whole") for number in numbers]
    counts = [spread(shown.standings, number) for number in numbers]
    rows: list[tuple[Cell, ...]] = [
        (name, *row) for name, row in zip(RANGES, zip(*counts, strict=True), strict=False)
    ]
    heading = "Relative likelihoods by range: organisations"
    return Part(heading, "Chart_of_ranges", (Column("Relative likelihood", 0), *columns), rows)


def _outliers(shown: Shown) -> Part:
    columns = (
        Column("Indicator", 0),
        Column("Number", 0, "whole"),
        Column("Code", 0),
        Column("Ratio", 0, "ratio"),
        Column("Lower end", 0, "ratio"),
        Column("Upper end", 0, "ratio"),
        Column("Direction", 0),
        Column("Organisation", 0),
    )
    rows: list[tuple[Cell, ...]] = [
        _outlier(shown, outlier)
        for number in likelihoods(shown.standings)
        for outlier in furthest(shown.standings, number)
    ]
    heading = "Organisations furthest from equal"
    return Part(heading, "Chart_of_organisations", columns, rows)


def _outlier(shown: Shown, outlier: Outlier) -> tuple[Cell, ...]:
    summary, result = outlier.standing.summary, outlier.result
    code = summary.organisation or "no code"
    name = summary.organisation_name or "no name"
    title = _title(shown, result.indicator)
    return (title, result.indicator, code, outlier.ratio, *FOUR_FIFTHS, result.flag, name)


def _title(shown: Shown, number: int) -> str:
    titles = {i.number: i.title for i in shown.edition.indicators} if shown.edition else {}
    return f"{number} {titles.get(number, '')}".strip()


def _write_tables(
    frame: Frame, sheet: "Worksheet", parts: Sequence[Part], row: int
) -> dict[str, Block]:
    """Write tables one below the other; return the rows of each by its name."""
    blocks: dict[str, Block] = {}
    for part in parts:
        frame.write(sheet, row, 1, part.heading, "heading")
        last = row + 1 + len(part.rows)
        options = {
            "name": part.name,
            "columns": frame.head(part.columns),
            "style": None,
            "autofilter": False,
        }
        accept(sheet.add_table(row, 0, last - 1, len(part.columns) - 1, options))
        accept(sheet.set_row(row, _height([column.heading for column in part.columns], BOLD)))
        for number, cells in enumerate(part.rows, row + 2):
            _write_row(frame, sheet, part, number, cells)
        blocks[part.name] = Block(NAME, row + 2, last)
        row = last + 2
    return blocks


def _write_row(
    frame: Frame, sheet: "Worksheet", part: Part, number: int, cells: Sequence[Cell]
) -> None:
    accept(sheet.set_row(number - 1, _height(cells)))
    for place, (column, cell) in enumerate(zip(part.columns, cells, strict=True), 1):
        content, style = cell if isinstance(cell, Marked) else (cell, column.style)
        if content is not None:
            frame.write(sheet, number, place, content, style)


def _height(cells: Sequence[Cell], bold: float = 1) -> float:
    """Return the height in points that the texts of a row need."""
    return max(
        text_height(cell, (width - INDENT) * bold)
        for cell, width in zip(cells, WIDTHS, strict=False)
        if isinstance(cell, str)
    )


def _draw(drawing: Drawing, shown: Shown, blocks: dict[str, Block], ratios: Sequence[int]) -> None:
    below = "The figures stand in the tables below."
    row = FIRST_CHART_ROW
    if "Chart_of_statuses" in blocks:
        spot = Spot(row, 0, HALF)
        title = _came_in(shown)
        drawing.bars(spot, blocks["Chart_of_statuses"], title, f"Bars by status. {below}")
    if "Chart_of_changes" in blocks:
        spot = Spot(row, HALF + GAP, HALF)
        title = "Change of each indicator on last year"
        alt = f"Stacked bars of the organisations for which an indicator got better. {below}"
        drawing.stacked(spot, blocks["Chart_of_changes"], CHANGES, title, alt)
    _draw_likelihoods(drawing, shown, blocks, ratios, row + CHART_ROWS)


def _draw_likelihoods(
    drawing: Drawing, shown: Shown, blocks: dict[str, Block], ratios: Sequence[int], row: int
) -> None:
    """Draw for each likelihood how it spreads, side by side, and below who stands out."""
    width = (WHOLE - GAP * (len(ratios) - 1)) // max(len(ratios), 1)
    first = blocks["Chart_of_organisations"].first if ratios else 0
    for n, number in enumerate(ratios):
        spot = Spot(row, n * (width + GAP), width)
        title, alt = _title(shown, number), _spread_words(number)
        drawing.columns(spot, blocks["Chart_of_ranges"], n + 2, title, alt, MIDDLE)
        found = furthest(shown.standings, number)
        block = Block(NAME, first, first + len(found) - 1)
        place = Spot(row + (n + 1) * CHART_ROWS, 0, WHOLE)
        title, alt = _outlier_words(shown, number, len(found))
        drawing.likelihoods(place, block, title, alt, found[0].ratio)
        first += len(found)


def _spread_words(number: int) -> str:
    return (
        f"Columns of how many organisations have a relative likelihood of indicator {number} in "
        "each range. The figures stand in the tables below."
    )


def _outlier_words(shown: Shown, number: int, found: int) -> tuple[str, str]:
    every = sum(spread(shown.standings, number))
    who = f"all {found}" if found == every else f"the {found} furthest from equal of {every:,}"
    if every == 1:
        who = "the only organisation with a figure"
    doubted = in_doubt(shown.standings, number)
    who += f"; {doubted:,} in doubt left out" if doubted else ""
    title = f"{_title(shown, number)}: {who}"
    return title, (
        f"Columns of the relative likelihood of indicator {number} by organisation, {who}, with "
        "lines at 0.80 and 1.25. The figures stand in the tables below."
    )
