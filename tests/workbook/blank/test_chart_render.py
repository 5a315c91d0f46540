"""Native charts: what they show, in accessible colours and patterns, with words for all."""

import re
from dataclasses import replace
from functools import lru_cache
from io import BytesIO

import pytest
from lxml import etree
from openpyxl.utils import range_boundaries
from xlsxwriter import Workbook

from wres_excel.editions import load_edition
from wres_excel.workbook.blank.chart_render import insert_chart
from wres_excel.workbook.blank.plan import Chart
from wres_excel.workbook.own_form import own_form

from .blanks import opened, parts
from .test_accessibility import contrast

BME, WHITE, UNKNOWN = "12436D", "F46A25", "3D3D3D"  # from the project's chart palette
SPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
SERIES = {
    "Indicators 2 to 4": ["year", "Year before"],
    "Indicators 5 to 8": ["BME", "White"],
    "Indicators 1 and 9": ["BME", "White"],
    "Non-clinical staff": ["BME", "White", "Unknown"],
    "Clinical staff": ["BME", "White", "Unknown"],
}


@lru_cache(maxsize=2)
def charts(name: str) -> list[etree._Element]:
    found = sorted(part for part in parts(name) if part.startswith("xl/charts/chart"))
    return [etree.fromstring(parts(name)[part]) for part in found]


def texts(chart: etree._Element, path: str) -> list[str]:
    """The texts at a path inside a chart."""
    return [str(node.text) for node in chart.iterfind(path, SPACES)]


def title(chart: etree._Element) -> str:
    return "".join(texts(chart, "c:chart/c:title//a:t"))


def kind(chart: etree._Element) -> str:
    return next(key for key in SERIES if title(chart).startswith(key))


def series(chart: etree._Element) -> list[etree._Element]:
    return list(chart.iterfind(".//c:ser", SPACES))


def test_charts_show_the_nine_indicators_and_from_2016_the_bands(name: str) -> None:
    shown = [kind(chart) for chart in charts(name)]
    assert shown == list(SERIES)[: 3 if name == "2015" else 5]


def test_every_chart_has_alt_text_of_its_own_that_says_where_the_figures_stand(name: str) -> None:
    drawing = etree.fromstring(parts(name)["xl/drawings/drawing1.xml"])
    alt = [str(node.get("descr")) for node in drawing.iter("{*}cNvPr")]
    assert len(alt) == len(set(alt)) == len(charts(name))
    for words in alt:
        assert re.search(
            r"[Bb]ars of the .+\. The figures stand in the table (above|below)\.$", words
        )


def test_series_bear_names_and_colours_from_the_palette_and_differ_in_pattern_too(
    name: str,
) -> None:
    for chart in charts(name):
        names = [texts(s, "c:tx/c:v")[0] for s in series(chart)]
        year = str(load_edition(name).snapshot.year)
        expected = [year if word == "year" else word for word in SERIES[kind(chart)]]
        assert names == expected[: len(names)]
        assert len(names) == len(expected) - (name == "2015" and year in names)
        looks = [look(s) for s in series(chart)]
        assert [colour for colour, _ in looks] == [BME, WHITE, UNKNOWN][: len(looks)]
        assert len({pattern for _, pattern in looks}) == len(looks), "colour alone"


def look(one: etree._Element) -> tuple[str, str]:
    """The colour and the pattern of a series' bars, which have an outline of the same colour."""
    patterns = [str(node.get("prst")) for node in one.iterfind("c:spPr/a:pattFill", SPACES)]
    colours = [
        str(node.get("val"))
        for path in ("c:spPr/a:solidFill/a:srgbClr", "c:spPr/a:pattFill/a:fgClr/a:srgbClr")
        for node in one.iterfind(path, SPACES)
    ]
    (outline,) = one.iterfind("c:spPr/a:ln/a:solidFill/a:srgbClr", SPACES)
    assert colours == [outline.get("val")]
    return colours[0], patterns[0] if patterns else "solid"


def test_neighbouring_colours_differ_from_the_page_by_more_than_three_to_one() -> None:
    for colour in (BME, UNKNOWN):
        assert contrast(colour, "FFFFFF") >= 3
    assert contrast(BME, WHITE) >= 3


def test_every_chart_is_titled_has_a_legend_and_names_its_scale_from_zero(name: str) -> None:
    for chart in charts(name):
        assert title(chart)
        assert chart.find(".//c:legend", SPACES) is not None
        (axis,) = chart.iterfind(".//c:valAx", SPACES)
        assert "".join(texts(axis, "c:title//a:t"))
        (least,) = axis.iterfind("c:scaling/c:min", SPACES)
        assert least.get("val") == "0"


def test_bars_are_labelled_with_their_numbers(name: str) -> None:
    for chart in charts(name):
        labelled = [s.find("c:dLbls/c:showVal", SPACES) is not None for s in series(chart)]
        assert labelled[0]
        assert all(labelled) or "Unknown" in SERIES[kind(chart)]


def test_charts_point_at_cells_of_the_summary_with_labels_and_numbers_in_step(name: str) -> None:
    sheet = opened(name)["Summary"]
    for chart in charts(name):
        for one in series(chart):
            labels, numbers = (cells_of(one, path) for path in ("c:cat//c:f", "c:val//c:f"))
            assert [row for row, _ in labels] == [row for row, _ in numbers]
            assert all(isinstance(sheet.cell(*spot).value, str) for spot in labels)
            assert all(
                str(sheet.cell(*spot).value).startswith("=") or sheet.cell(*spot).value == "[z]"
                for spot in numbers
            )


def cells_of(one: etree._Element, path: str) -> list[tuple[int, int]]:
    (reference,) = texts(one, path)
    found = []
    for area in reference.strip("()").split(","):
        sheet, _, corners = area.replace("$", "").rpartition("!")
        assert sheet == "'Summary'"
        left, top, right, bottom = range_boundaries(corners)
        found += [(row, left) for row in range(top, bottom + 1)]
        assert left == right
    return found


def test_each_chart_shows_the_indicators_and_the_columns_that_its_title_says() -> None:
    sheet = opened("2019")["Summary"]

    def shown(chart: etree._Element) -> set[str]:
        (first, *_) = series(chart)
        return {str(sheet.cell(*spot).value)[0] for spot in cells_of(first, "c:cat//c:f")}

    first, second, third, non_clinical, clinical = charts("2019")
    assert [shown(c) for c in (first, second, third)] == [set("234"), set("5678"), set("19")]
    assert [len(cells_of(series(c)[0], "c:val//c:f")) for c in (non_clinical, clinical)] == [14, 19]
    headings = {c: sheet.cell(6, c).value for c in range(1, 8)}
    columns = [cells_of(s, "c:val//c:f")[0][1] for c in (first, second) for s in series(c)]
    assert [headings[c] for c in columns] == ["Ratio or difference", "Year before", "BME", "White"]


def test_charts_stand_clear_of_each_other_and_of_the_tables(name: str) -> None:
    sheets = own_form(load_edition(name)).book.sheets
    drawn = [chart for sheet in sheets for chart in sheet.charts]
    rows = {chart.row for chart in drawn}
    for row in rows:
        side_by_side = sorted((c for c in drawn if c.row == row), key=lambda c: c.left)
        for one, following in zip(side_by_side, side_by_side[1:], strict=False):
            assert one.left + one.width <= following.left
    summary = opened(name)["Summary"]
    for chart in drawn:
        points, row = 0.0, chart.row
        while points < chart.height * 0.75:
            assert all(summary.cell(row, column).value is None for column in range(1, 8)), row
            points += 15
            row += 1


def test_a_chart_that_xlsxwriter_refuses_is_an_error() -> None:
    workbook = Workbook(BytesIO())
    sheet = workbook.add_worksheet("Summary")
    chart = Chart("Title", "Alt", "Axis", "0%", 100, 100, row=2_000_000)
    good = own_form(load_edition("2019")).book.sheets[-1].charts[0]
    refused = pytest.raises(RuntimeError, match="refused the chart 'Title'")
    with refused, pytest.warns(UserWarning, match="Cannot insert chart"):
        insert_chart(workbook, sheet, replace(chart, series=good.series))
