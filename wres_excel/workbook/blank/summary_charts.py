"""The charts of the Summary sheet, as records: what they show, where, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from wres_excel.domain.model import Edition
from wres_excel.workbook.blank.plan import Chart, Series
from wres_excel.workbook.blank.words import day
from wres_excel.workbook.formulas import Block, Spot

CHART_ROWS = 17
CHART_WIDTH = 415
BAND_CHART_WIDTH = 625
CHART_HEIGHT = 320
INDICATOR_CHARTS = (
    Chart(
        title="Indicators 2 to 4: relative likelihood",
        alt_text="Bars of the relative likelihoods of indicators 2, 3 and 4. "
        "The figures stand in the table above.",
        axis="Ratio; 1 is equal",
        number_format="0.00",
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        sideways=True,
    ),
    Chart(
        title="Indicators 5 to 8: NHS Staff Survey",
        alt_text="Bars of the survey results of BME and White staff. "
        "The figures stand in the table above.",
        axis="Share of staff",
        number_format="0%",
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
        sideways=True,
    ),
    Chart(
        title="Indicators 1 and 9: staff and Board",
        alt_text="Bars of the BME and White shares among staff and on the Board. "
        "The figures stand in the table above.",
        axis="Share of the group",
        number_format="0%",
        width=CHART_WIDTH,
        height=CHART_HEIGHT,
    ),
)


def indicator_charts(
    edition: Edition, sheet: str, rows: Mapping[int, int], row: int
) -> list[Chart]:
    """Return three charts, side by side, that show all nine indicators.

    rows are those of the indicators in their table on the sheet, by number: a chart without any
    of its indicators is left out; row is where the charts begin.
    """

    def series(name: str, column: int, indicators: Sequence[int]) -> Series:
        labels, numbers = (
            tuple(_cell(sheet, rows[i], c) for i in indicators if i in rows) for c in (1, column)
        )
        return Series(name, labels, numbers)

    years = [series(str(edition.snapshot.year), 5, (2, 3, 4))]
    if edition.previous_snapshot:
        years.append(series("Year before", 6, (2, 3, 4)))
    survey, shares = (
        (series("BME", 4, indicators), series("White", 3, indicators))
        for indicators in ((5, 6, 7, 8), (1, 9))
    )
    drawn = [
        replace(chart, row=row, series=tuple(shown))
        for chart, shown in zip(INDICATOR_CHARTS, (years, survey, shares), strict=True)
        if shown[0].labels
    ]
    return [replace(chart, left=n * (CHART_WIDTH + 10)) for n, chart in enumerate(drawn)]


def _cell(sheet: str, row: int, column: int) -> Block:
    return Block(Spot(sheet, row, column), Spot(sheet, row, column))


def band_charts(
    edition: Edition, sections: Sequence[str], sheet: str, row: int, first_row: int
) -> list[Chart]:
    """Return two charts of representation by band: non-clinical staff, and clinical staff.

    sections are those of the table of bands, in its order; first_row is the table's first row.
    """
    counts = [len(edition.section_items(section)) for section in sections]
    middle = first_row + counts[0]
    parts = (
        (first_row, middle - 1, "Non-clinical"),
        (middle, first_row + sum(counts) - 1, "Clinical"),
    )
    return [
        Chart(
            title=f"{name} staff by band, {day(edition.snapshot)}",
            alt_text=f"Stacked bars of the BME, White and unknown shares of {name.lower()} staff "
            "in each band. The figures stand in the table below.",
            axis="Share of the band",
            number_format="0%",
            row=row,
            left=n * (BAND_CHART_WIDTH + 10),
            width=BAND_CHART_WIDTH,
            height=CHART_HEIGHT,
            series=_band_series(sheet, first, last),
            stacked=True,
        )
        for n, (first, last, name) in enumerate(parts)
    ]


def _band_series(sheet: str, first: int, last: int) -> tuple[Series, ...]:
    def block(column: int) -> tuple[Block, ...]:
        return (Block(Spot(sheet, first, column), Spot(sheet, last, column)),)

    names = (("BME", 3), ("White", 4), ("Unknown", 5))
    return tuple(Series(name, block(2), block(column)) for name, column in names)
