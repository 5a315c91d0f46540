"""The Summary sheet: the nine indicators and the pay bands, as two tables and native charts."""

from collections.abc import Iterator, Sequence

from wres_excel.domain.four_fifths import FOUR_FIFTHS
from wres_excel.domain.model import Edition, Indicator, Item
from wres_excel.domain.terms import GROUP_WORDS, Group, Period
from wres_excel.workbook.blank.data_grid import Grid
from wres_excel.workbook.blank.data_sheet import result_style
from wres_excel.workbook.blank.heights import row_heights
from wres_excel.workbook.blank.plan import SheetPlan, Slot, Table
from wres_excel.workbook.blank.summary_charts import CHART_ROWS, band_charts, indicator_charts
from wres_excel.workbook.blank.top import heading_slots, top_slots
from wres_excel.workbook.blank.words import NOT_APPLICABLE, day
from wres_excel.workbook.formulas import At, Op, Spot, Tree, call

NAME = "Summary"
HEADING_ROW = 6
WIDTHS = (48.0, 46.0, 13.0, 13.0, 15.0, 13.0, 38.0)
HEADINGS = (
    "Indicator",
    "What it measures",
    "White",
    "BME",
    "Ratio or difference",
    "Year before",
    "In words",
)
BAND_HEADINGS = ("Section", "Band or grade", "BME", "White", "Ethnicity unknown/null", "Headcount")
BAND_GROUPS: tuple[Group, ...] = ("bme", "white", "unknown")
COUNTS = ("no chart", "one chart", "two charts", "three charts", "four charts", "five charts")
NO_RESULT = "no result yet"


def plan_summary_sheet(grid: Grid) -> SheetPlan:
    """Return the plan of the Summary sheet."""
    edition = grid.edition
    rows = {i.number: row for row, i in enumerate(edition.indicators, HEADING_ROW + 1)}
    last = HEADING_ROW + len(rows)
    sections = band_sections(edition)
    charts = indicator_charts(edition, NAME, rows, last + 2)
    first_band = last + 2 + CHART_ROWS * (2 if sections else 1) + 1
    slots = [*_top(edition, bool(sections), len(charts)), *_indicator_table(grid)]
    tables = [Table("Summary_indicators", HEADING_ROW, last, HEADINGS)]
    if sections:
        items = [item for section in sections for item in edition.section_items(section)]
        slots += _band_table(grid, items, first_band)
        tables += [Table("Summary_bands", first_band, first_band + len(items), BAND_HEADINGS)]
        charts += band_charts(edition, sections, NAME, last + 2 + CHART_ROWS, first_band + 1)
    return SheetPlan(
        name=NAME,
        slots=tuple(slots),
        widths=WIDTHS,
        heights=row_heights(slots, WIDTHS, {}),
        tables=tuple(tables),
        charts=tuple(charts),
        page_break=last + 2 + CHART_ROWS if sections else None,
    )


def band_sections(edition: Edition) -> list[str]:
    """Return the sections that hold pay bands: those with more than one input of indicator 1."""
    return [
        section.key
        for section in edition.sections
        if section.indicator == 1
        and not any(item.derived for item in edition.section_items(section.key))
    ]


def _top(edition: Edition, bands: bool, charts: int) -> Iterator[Slot]:
    drawn = COUNTS[charts + 2 * bands]
    tables = f"two tables and {drawn}" if bands else f"one table and {drawn}"
    return top_slots(
        edition,
        "summary",
        f"This worksheet contains {tables}. Everything here is worked out from the sheet Data; "
        "an empty cell waits for its figures.",
        f"Figures as at {day(edition.snapshot)}; likelihoods are shares of 1. "
        f"{NOT_APPLICABLE} means not applicable: there is no figure for that cell to hold.",
        "By the four-fifths rule a ratio from 0.80 to 1.25 is treated as no adverse impact.",
    )


def _indicator_table(grid: Grid) -> Iterator[Slot]:
    yield from heading_slots(HEADINGS, HEADING_ROW, range(3, 7))
    for row, indicator in enumerate(grid.edition.indicators, HEADING_ROW + 1):
        yield from _indicator_row(grid, indicator, row)


def _indicator_row(grid: Grid, indicator: Indicator, row: int) -> Iterator[Slot]:
    shown = grid.edition.by_key[indicator.shows]
    yield Slot(row, 1, "label", f"{indicator.number} {indicator.title}")
    yield Slot(row, 2, "label", indicator.wording)
    groups: tuple[Group, ...] = ("white", "bme")
    for column, group in enumerate(groups, 3):
        spot = grid.spot(shown.key, "current", group)
        yield Slot(row, column, result_style(shown), _repeat(spot))
    periods: tuple[Period, ...] = ("current", "previous")
    for column, period in enumerate(periods, 5):
        yield _comparison(grid, indicator, period, row, column)
    yield Slot(row, 7, "remark", _in_words(grid.edition, indicator, Spot(NAME, row, 5)))


def _repeat(spot: Spot) -> Tree:
    return call("IF", call("ISNUMBER", At(spot)), At(spot), "")


def _comparison(grid: Grid, indicator: Indicator, period: Period, row: int, column: int) -> Slot:
    """Return the ratio or difference of an indicator: the item's own, or BME less White."""
    shown = grid.edition.by_key[indicator.shows]
    if period not in grid.edition.periods or (indicator.compares is None and shown.derived):
        return Slot(row, column, "not applicable", NOT_APPLICABLE)
    if indicator.compares is None:
        white, bme = (grid.spot(indicator.shows, period, g) for g in ("white", "bme"))
        both = Op("<", call("COUNT", At(white), At(bme)), 2)
        difference = call("IF", both, "", Op("-", At(bme), At(white)))
        return Slot(row, column, "percentage points result", difference)
    item = grid.edition.by_key[indicator.compares]
    spot = grid.spot(item.key, period, "all" if item.groups == ("all",) else "bme")
    return Slot(row, column, result_style(item), _repeat(spot))


def _in_words(edition: Edition, indicator: Indicator, spot: Spot) -> Tree:
    """Return what the ratio or difference of an indicator is, or what its shares are."""
    number = call("ISNUMBER", At(spot))
    if indicator.compares is None:
        if edition.by_key[indicator.shows].derived:
            return "White and BME shares"
        return call("IF", number, "BME less White, in percentage points", NO_RESULT)
    item = edition.by_key[indicator.compares]
    if item.measure != "ratio":
        return call("IF", number, f"BME: {item.label[:1].lower()}{item.label[1:]}", NO_RESULT)
    low, high = FOUR_FIFTHS
    inside = call("AND", Op(">=", At(spot), low), Op("<=", At(spot), high))
    first, second = (GROUP_WORDS[g] for g in edition.directions[indicator.number])
    words = call(
        "IF",
        inside,
        f"{first} to {second}: within 0.80 to 1.25",
        f"{first} to {second}: outside 0.80 to 1.25",
    )
    return call("IF", number, words, NO_RESULT)


def _band_table(grid: Grid, items: Sequence[Item], heading_row: int) -> Iterator[Slot]:
    yield from heading_slots(BAND_HEADINGS, heading_row, range(3, 7))
    titles = {section.key: section.title for section in grid.edition.sections}
    for row, item in enumerate(items, heading_row + 1):
        yield Slot(row, 1, "label", titles[item.section])
        yield Slot(row, 2, "label", item.label)
        everyone = grid.spot(item.key, "current", "all")
        for column, group in enumerate(BAND_GROUPS, 3):
            share = Op("/", At(grid.spot(item.key, "current", group)), At(everyone))
            yield Slot(row, column, "percentage result", call("IFERROR", share, ""))
        yield Slot(row, 6, "headcount result", _repeat(everyone))
