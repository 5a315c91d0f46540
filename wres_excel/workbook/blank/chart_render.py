"""Charts of a plan as native Excel charts: accessible colours, and patterns besides them."""

from typing import TYPE_CHECKING, Any

from wres_excel.workbook.blank.plan import Chart, Series
from wres_excel.workbook.blank.styles import FONT, FRAME, LINE, PALETTE
from wres_excel.workbook.formulas import Block

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

PATTERNS = {
    "White": "wide_upward_diagonal",
    "Unknown": "percent_50",
    "Year before": "wide_upward_diagonal",
}
FIRST_COLOUR, SECOND_COLOUR = PALETTE["BME"], PALETTE["White"]


def insert_chart(workbook: "Workbook", sheet: "Worksheet", chart: Chart) -> None:
    """Put a chart on a sheet; raises RuntimeError if XlsxWriter refuses it."""
    kind = {
        "type": "bar" if chart.sideways else "column",
        "subtype": "percent_stacked" if chart.stacked else None,
    }
    drawn = workbook.add_chart({k: v for k, v in kind.items() if v})
    for series in chart.series:
        drawn.add_series(_series(series, chart))
    drawn.set_title({"name": chart.title, "name_font": _font(12, bold=True), "overlay": False})
    drawn.set_legend({"position": "bottom", "font": _font(10)})
    across, up = _category_axis(chart), _value_axis(chart)
    drawn.set_x_axis(up if chart.sideways else across)
    drawn.set_y_axis(across if chart.sideways else up)
    drawn.set_size({"width": chart.width, "height": chart.height})
    options = {"x_offset": chart.left, "description": chart.alt_text, "object_position": 3}
    if sheet.insert_chart(chart.row - 1, 0, drawn, options) == -1:
        raise RuntimeError(f"XlsxWriter refused the chart {chart.title!r}")


def _category_axis(chart: Chart) -> dict[str, Any]:
    return {"num_font": _font(9), "line": {"color": FRAME}, "reverse": chart.sideways}


def _value_axis(chart: Chart) -> dict[str, Any]:
    return {
        "name": chart.axis,
        "name_font": _font(9),
        "num_font": _font(9),
        "num_format": chart.number_format,
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": LINE}},
    }


def _series(series: Series, chart: Chart) -> dict[str, Any]:
    colour = PALETTE.get(series.name) or (
        SECOND_COLOUR if series.name in PATTERNS else FIRST_COLOUR
    )
    labelled = not chart.stacked or series.name == "BME"
    return {
        "name": series.name,
        "categories": _reference(series.labels),
        "values": _reference(series.numbers),
        "border": {"color": colour},
        "gap": 60,
        **_fill(series.name, colour),
        **({"data_labels": _labels(chart)} if labelled else {}),
    }


def _labels(chart: Chart) -> dict[str, Any]:
    colour = "#FFFFFF" if chart.stacked else "#000000"
    position = {"position": "inside_base"} if chart.stacked else {"position": "outside_end"}
    font = {**_font(8), "color": colour}
    return {"value": True, "num_format": chart.number_format, "font": font, **position}


def _fill(name: str, colour: str) -> dict[str, Any]:
    if name not in PATTERNS:
        return {"fill": {"color": colour}}
    pattern = {"pattern": PATTERNS[name], "fg_color": colour, "bg_color": "#FFFFFF"}
    return {"pattern": pattern}


def _reference(blocks: tuple[Block, ...]) -> str:
    from wres_excel.workbook.blank.render import absolute

    parts = [absolute(block.first, block.last) for block in blocks]
    return f"={parts[0]}" if len(parts) == 1 else f"=({','.join(parts)})"


def _font(size: int, *, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "bold": bold, "color": "#000000"}
