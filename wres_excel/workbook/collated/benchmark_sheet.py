"""The Benchmark sheet: each organisation's place among all, in its region and of its type."""

from collections.abc import Iterator, Mapping, Sequence

from wres_excel.collation.benchmark import (
    SMALLEST,
    Benchmark,
    Place,
    Scope,
    Whereabouts,
    where,
)
from wres_excel.collation.indicator_words import UNITS, remarks
from wres_excel.collation.indicators import DECIMALS, Figure, Result, Standing
from wres_excel.collation.records import About
from wres_excel.domain.model import Edition
from wres_excel.domain.numbers import to_share
from wres_excel.workbook.collated.indicators_sheet import (
    figure_cell,
    flag_cell,
    found_cell,
    movement_cell,
    quality_cell,
    quality_sentence,
    without_sign,
)
from wres_excel.workbook.collated.sheet import Cell, Column, Marked, TableSheet
from wres_excel.workbook.collated.styles import Style
from wres_excel.workbook.collated.survey import EditionOf
from wres_excel.workbook.collated.words import (
    EMPTY,
    FILTERS_SCROLLING,
    MARKERS,
    NOT_KNOWN,
    PRINTED,
    SHORTHAND,
    title_of,
)

NAME = "Benchmark"
SCOPES: tuple[tuple[Scope, str], ...] = (
    ("all", "All"),
    ("region", "Region"),
    ("type", "Type"),
)
FEW = f"fewer than {SMALLEST}"


def benchmark_sheet(
    about: About,
    standings: Sequence[Standing],
    known: Mapping[str, Whereabouts],
    groups: Benchmark,
    edition_of: EditionOf,
) -> TableSheet:
    """Return the plan of the Benchmark sheet: a row for each return and indicator."""
    return TableSheet(
        NAME,
        title_of(about.edition, "benchmark"),
        _sentences(about)
        if standings
        else ("This worksheet contains no table: no return counts.",),
        "Benchmark_of_organisations",
        tuple(_columns(about)),
        sum(len(standing.results) for standing in standings),
        _rows(about, standings, known, groups, edition_of),
        frozen=2,
        scrolls=True,
        pages=3,
        prints="table",
    )


def _columns(about: About) -> Iterator[Column]:
    yield Column("Organisation code", 16)
    yield Column("Organisation", 46, "strong")
    yield from (Column("Region", 18), Column("Type", 18), Column("Edition", 10))
    yield Column("Quality of the data", 25)
    yield from (Column("Indicator", 13, "whole"), Column("Indicator in words", 30))
    yield from (Column("Figure", 12, "ratio"), Column("Unit of the figure", 19))
    yield from (Column("White", 11, "rate"), Column("BME", 11, "rate"))
    yield from (Column("Last year", 14, "ratio"), Column("Change", 13, "points"))
    yield from (Column("Change on last year", 28), Column("Direction", 22))
    if not about.published:
        yield Column("Quality of this indicator", 30)
    for _, name in SCOPES:
        yield Column(f"{name}: organisations", 15, "whole")
        yield Column(f"{name}: place, 1 is lowest", 12, "whole")
        yield Column(f"{name}: quarter", 17)
        for quartile in ("lower quartile", "median", "upper quartile"):
            yield Column(f"{name}: {quartile}", 12, "ratio")
    yield Column("Why there is no figure, or what to know of it", 60)


def _sentences(about: About) -> tuple[str, ...]:
    return (
        f"This worksheet contains one table. A row is one indicator of one return. {EMPTY} Filter "
        "by Indicator, then by Region or Type, to compare organisations.",
        "Organisations are compared with all of the same edition, with their region and with "
        "their type, as the register has them; those without a figure, or with one in "
        "doubt, take no part.",
        "Quartiles are Excel's QUARTILE.INC. The quarter and the place go by the figure itself: "
        "lowest is not always best, and equal figures share a place.",
        f"A group of {FEW} organisations with a figure has no quartiles: [x], and the quarter says "
        f"{FEW}. White and BME are what the figure is made from.",
        quality_sentence(about),
        SHORTHAND,
        FILTERS_SCROLLING,
        PRINTED,
    )


def _rows(
    about: About,
    standings: Sequence[Standing],
    known: Mapping[str, Whereabouts],
    groups: Benchmark,
    edition_of: EditionOf,
) -> Iterator[tuple[Cell, ...]]:
    for standing in standings:
        at = where(standing.summary.organisation, known)
        edition = edition_of(standing.edition)
        titles = {indicator.number: indicator.title for indicator in edition.indicators}
        for result in standing.results:
            places = [groups.place(standing, result.indicator, s, at) for s, _ in SCOPES]
            shows = _shown_style(edition, result)
            title = titles[result.indicator]
            cells = _cells(standing, result, at, title, shows)
            quality = () if about.published else (found_cell(result.quality),)
            placed = (cell for place in places for cell in _place_cells(place, result))
            yield (*cells, *quality, *placed, "; ".join(remarks(result)) or None)


def _shown_style(edition: Edition, result: Result) -> Style:
    """Return how the White and BME figures of an indicator look: rates or percentages."""
    indicator = next(i for i in edition.indicators if i.number == result.indicator)
    return "share" if edition.by_key[indicator.shows].in_percent else "rate"


def _cells(
    standing: Standing,
    result: Result,
    at: Whereabouts,
    title: str,
    shows: Style,
) -> Iterator[Cell]:
    summary = standing.summary
    yield from (summary.organisation, summary.organisation_name)
    yield from (at.region or NOT_KNOWN, at.type or NOT_KNOWN, standing.edition)
    yield from (quality_cell(standing), result.indicator, title)
    yield from (figure_cell(result.figure, result.basis), UNITS[result.basis])
    yield from (_part_cell(figure, shows) for figure in (result.white, result.bme))
    yield figure_cell(result.earlier, result.basis)
    yield _change_cell(result)
    yield from (movement_cell(result), flag_cell(result))


def _part_cell(figure: Figure, style: Style) -> Cell:
    if figure.value is None:
        return Marked(MARKERS[figure.absence or "not given"], "marker")
    return Marked(float(to_share(figure.value)) if style == "share" else figure.value, style)


def _change_cell(result: Result) -> Cell:
    """Return the change in the unit of the figure; of a share in percentage points."""
    if result.change is None:
        return Marked(MARKERS["not given"], "marker")
    change = without_sign(result.change, DECIMALS[result.basis])
    return Marked(change, "change" if result.basis == "ratio" else "points")


def _place_cells(place: Place | None, result: Result) -> tuple[Cell, ...]:
    none = Marked(MARKERS["not given"], "marker")
    if place is None:
        why = "in doubt" if result.in_doubt else "no figure or group"
        return (none, none, why, none, none, none)
    if place.quartiles is None:
        return (place.organisations, place.place, FEW, none, none, none)
    figures = (figure_cell(Figure(value), result.basis) for value in place.quartiles)
    return (place.organisations, place.place, place.quarter, *figures)
