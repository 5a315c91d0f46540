"""The Indicators sheet: a row for each return, some columns for each of the nine indicators."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wres_excel.collation.benchmark import Whereabouts, where
from wres_excel.collation.evidence import Quality
from wres_excel.collation.indicator_words import flag_words, movement_words, quality_words, remarks
from wres_excel.collation.indicators import DECIMALS, Basis, Figure, Flag, Result, Standing
from wres_excel.collation.joint import in_words
from wres_excel.collation.records import About
from wres_excel.domain.model import Edition
from wres_excel.domain.numbers import Number, to_share
from wres_excel.domain.terms import GROUP_WORDS, Group
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

NAME = "Indicators"
FIRST = (
    Column("Organisation code", 16),
    Column("Organisation", 46, "strong"),
    Column("Region", 18),
    Column("Type", 18),
    Column("Edition", 10),
    Column("Quality of the data", 25),
    Column("Errors", 12, "whole"),
    Column("Warnings", 14, "whole"),
)
LAST = Column("Why there is no figure, or what to know of it", 70)
STYLES: Mapping[Basis, Style] = {
    "ratio": "ratio",
    "difference": "points",
    "gap": "points",
    "share": "share",
}
UNITS: Mapping[Basis, str] = {
    "ratio": "relative likelihood",
    "difference": "BME less workforce, points",
    "gap": "BME less White, points",
    "share": "BME share",
}
FLAG_STYLES: Mapping[Flag, Style] = {
    "BME less likely": "alert",
    "BME more likely": "alert",
    "within 0.80 to 1.25": "calm",
}
ERRORS, WARNINGS, CLEAN = "errors found", "warnings only", "no errors or warnings"


def indicators_sheet(
    about: About,
    standings: Sequence[Standing],
    known: Mapping[str, Whereabouts],
    shown: Edition | None,
    edition_of: EditionOf,
) -> TableSheet:
    """Return the plan of the Indicators sheet; shown: the edition whose words head the columns."""
    numbers = sorted({result.indicator for s in standings for result in s.results})
    columns = [c for n in numbers for c in _columns(n, standings, shown, about)]
    return TableSheet(
        NAME,
        title_of(about.edition, "indicators"),
        _sentences(about, standings, edition_of),
        "Nine_indicators",
        (*FIRST, *columns, LAST),
        len(standings),
        (tuple(_row(standing, known, numbers, about)) for standing in standings),
        frozen=2,
        scrolls=True,
        pages=6,
        prints="table",
    )


def quality_cell(standing: Standing) -> Cell:
    """Return in words whether the figures of a return can be relied on."""
    if standing.summary.errors:
        return Marked(ERRORS, "alert")
    return Marked(WARNINGS, "caution") if standing.summary.warnings else Marked(CLEAN, "calm")


def figure_cell(figure: Figure, basis: Basis) -> Cell:
    """Return a figure as a cell of a column of its kind, or the marker of why there is none."""
    if figure.value is None:
        return Marked(MARKERS[figure.absence or "not given"], "marker")
    if basis == "share":
        return Marked(float(to_share(figure.value)), "share")
    return Marked(without_sign(figure.value, DECIMALS[basis]), STYLES[basis])


def without_sign(number: Number, decimals: int) -> Number:
    """Return a number, 0 where it would be shown as -0.0."""
    return 0 if round(number, decimals) == 0 else number


def _columns(
    number: int, standings: Sequence[Standing], shown: Edition | None, about: About
) -> tuple[Column, ...]:
    title = next((i.title for i in shown.indicators if i.number == number), "") if shown else ""
    bases = {r.basis for s in standings for r in s.results if r.indicator == number}
    basis = next(iter(bases)) if len(bases) == 1 else None
    unit = f" ({UNITS[basis]})" if basis else ""
    style = STYLES[basis] if basis else "ratio"
    columns = (
        Column(f"{number} {title}{unit}".replace("  ", " "), 34, style),
        Column(f"{number} Last year", 14, style),
        Column(f"{number} Change on last year", 28),
        Column(f"{number} Direction", 22),
    )
    return columns if about.published else (*columns, Column(f"{number} Quality", 30))


def _row(
    standing: Standing, known: Mapping[str, Whereabouts], numbers: Iterable[int], about: About
) -> Iterator[Cell]:
    summary, at = standing.summary, where(standing.summary.organisation, known)
    yield from (summary.organisation, summary.organisation_name)
    yield from (at.region or NOT_KNOWN, at.type or NOT_KNOWN, standing.edition)
    yield from (quality_cell(standing), summary.errors, summary.warnings)
    results = {result.indicator: result for result in standing.results}
    for number in numbers:
        yield from _result_cells(results.get(number), about)
    yield _remarks(standing) or None


def _result_cells(result: Result | None, about: About) -> Iterator[Cell]:
    if result is None:
        yield from (None,) * (4 if about.published else 5)
        return
    yield figure_cell(result.figure, result.basis)
    yield figure_cell(result.earlier, result.basis)
    yield from (movement_cell(result), flag_cell(result))
    if not about.published:
        yield found_cell(result.quality)


def movement_cell(result: Result) -> Cell:
    """Return what became of a figure since last year, in words and, where it matters, colour.

    Of ratios only those outside the four-fifths rule can be worse.
    """
    style: Style = "caution" if result.change_in_doubt else "text"
    if result.movement == "worse" and not result.change_in_doubt:
        style = "alert" if result.basis == "ratio" else "text"
    return Marked(movement_words(result), style)


def flag_cell(result: Result) -> Cell:
    """Return which way a figure points, in words and colour."""
    style = "caution" if result.in_doubt else FLAG_STYLES.get(result.flag, "text")
    return Marked(flag_words(result), style)


def found_cell(quality: Quality) -> Cell:
    """Return where the errors and warnings about an indicator are, errors in colour."""
    return Marked(quality_words(quality), "alert" if quality.errors else "text")


def _remarks(standing: Standing) -> str:
    texts = [(r.indicator, "; ".join(remarks(r))) for r in standing.results]
    return " ".join(f"Indicator {number}: {text}." for number, text in texts if text)


def _sentences(
    about: About, standings: Sequence[Standing], edition_of: EditionOf
) -> tuple[str, ...]:
    if not standings:
        return ("This worksheet contains no table: no return counts.",)
    return (
        "This worksheet contains one table. A row is one return that counts. Points are "
        f"percentage points. {EMPTY}",
        "Figures are computed from the counts in the return; where those are not all given, the "
        "figure that it reports stands instead, and the last column says so.",
        *directions(sorted({standing.edition for standing in standings}), edition_of),
        "By the four-fifths rule a ratio from 0.80 to 1.25 is treated as no adverse impact; "
        "outside, Direction says which way it points for BME staff. The rule looks at the ratio "
        "before rounding.",
        "Last year is the figure of the year before in the same return. Better is closer to "
        "equal, worse is further from it.",
        "There is no material change where the digits shown do not differ, or where both ratios "
        "lie from 0.80 to 1.25.",
        quality_sentence(about),
        SHORTHAND,
        FILTERS_SCROLLING,
        PRINTED,
    )


def quality_sentence(about: About) -> str:
    """Return how figures whose return has errors are told apart."""
    if about.published:
        return (
            "Findings are left out, and so figures that they put in doubt are not marked: look at "
            "those in the file that is not for publication before this one goes out."
        )
    return (
        "Quality names the cells of errors and warnings about an indicator and what it follows "
        "from, of both years. A figure that an error touches is in doubt: no chart, place or "
        "quartile takes it in."
    )


def directions(names: Iterable[str], edition_of: EditionOf) -> Iterator[str]:
    """Yield a sentence on which likelihood is divided by which, for editions that do it alike."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        alike[_direction_words(edition_of(name))].append(name)
    for words, which in alike.items():
        yield f"Relative likelihoods of edition {in_words(which)}: {words}."


def _direction_words(edition: Edition) -> str:
    pairs: defaultdict[tuple[Group, Group], list[str]] = defaultdict(list)
    for number, pair in sorted(edition.directions.items()):
        pairs[pair].append(str(number))
    return "; ".join(
        f"indicator{'s' if len(numbers) > 1 else ''} {in_words(numbers)}: {GROUP_WORDS[one]} "
        f"likelihood divided by {GROUP_WORDS[other]}"
        for (one, other), numbers in pairs.items()
    )
