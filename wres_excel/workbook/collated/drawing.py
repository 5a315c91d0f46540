"""The charts of a collation as native Excel charts: accessible colours, and patterns besides."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wres_excel.domain.four_fifths import FOUR_FIFTHS
from wres_excel.workbook.blank.render import accept
from wres_excel.workbook.blank.styles import FONT, FRAME, LINE, PALETTE

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAVY, ORANGE, DARK = PALETTE["BME"], PALETTE["White"], PALETTE["Unknown"]
HATCHED = "wide_upward_diagonal"
HEIGHT = 330
TALLEST = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a chart stands: its row from 1, how far from the left, how wide, in pixels."""

    row: int
    left: int
    width: int


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a table that a chart shows: its sheet, first and last row from 1."""

    sheet: str
    first: int
    last: int

    def column(self, number: int) -> list[str | int]:
        """Return a column of the block, counted from 1, as XlsxWriter takes it."""
        return [self.sheet, self.first - 1, number - 1, self.last - 1, number - 1]


class Drawing:
    """Draws the charts of one sheet."""

    def __init__(self, workbook: "Workbook", sheet: "Worksheet") -> None:
        self._workbook = workbook
        self._sheet = sheet

    def bars(self, spot: Spot, block: Block, title: str, alt_text: str) -> None:
        """Draw one bar across for each row: labels in the first column, counts in the second."""
        chart = self._workbook.add_chart({"type": "bar"})
        chart.add_series(_series(block, 2, NAVY, "Organisations") | {"data_labels": _labels()})
        chart.set_legend({"none": True})
        _axes(chart, across=_counts("Organisations"), up=_names(reverse=True))
        self._put(spot, chart, title, alt_text)

    def columns(
        self, spot: Spot, block: Block, column: int, title: str, alt_text: str, marked: int
    ) -> None:
        """Draw a column for each row, the marked one plain and the others hatched."""
        chart = self._workbook.add_chart({"type": "column"})
        count = block.last - block.first + 1
        points = [_plain(NAVY) if n == marked else _hatched(ORANGE) for n in range(count)]
        series = _series(block, column, ORANGE, title) | {"points": points}
        chart.add_series(series | {"data_labels": _labels()})
        chart.set_legend({"none": True})
        _axes(chart, across=_names(), up=_counts("Organisations"))
        self._put(spot, chart, title, alt_text)

    def stacked(
        self, spot: Spot, block: Block, names: Sequence[str], title: str, alt_text: str
    ) -> None:
        """Draw a stacked bar for each row: columns from the second, one for each name."""
        chart = self._workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
        looks = (_plain(NAVY), _plain(LINE), _hatched(ORANGE), _dotted(DARK))
        for column, (name, look) in enumerate(zip(names, looks, strict=True), 2):
            chart.add_series(_series(block, column, NAVY, name) | look)
        chart.set_legend({"position": "bottom", "font": _font(10)})
        share = {**_counts("Share of organisations"), "num_format": "0%"}
        _axes(chart, across=share, up=_names(reverse=True))
        self._put(spot, chart, title, alt_text)

    def likelihoods(
        self, spot: Spot, block: Block, title: str, alt_text: str, highest: float
    ) -> None:
        """Draw a column for each organisation, and lines at the ends of the four-fifths range.

        block: labels in the third column, ratios in the fourth, the ends in the two after it;
        highest: of the ratios.
        """
        chart = self._workbook.add_chart({"type": "column"})
        series = _series(block, 4, NAVY, "Relative likelihood", 3)
        chart.add_series(series | {"data_labels": _labels("0.00")})
        lines = self._workbook.add_chart({"type": "line"})
        for column, end, dash in zip((5, 6), FOUR_FIFTHS, ("dash", "solid"), strict=True):
            look = {"line": {"color": ORANGE, "width": 2, "dash_type": dash}}
            lines.add_series(_series(block, column, ORANGE, f"{end:.2f}", 3, **look))
        chart.combine(lines)
        chart.set_legend({"position": "bottom", "font": _font(10)})
        _axes(chart, across=_names(), up=_ratios(highest))
        self._put(spot, chart, title, alt_text)

    def _put(self, spot: Spot, chart: "Chart", title: str, alt_text: str) -> None:
        name = {"name": title, "name_font": _font(12, bold=True), "overlay": False}
        chart.set_title(name)
        chart.set_size({"width": spot.width, "height": HEIGHT})
        options = {
            "x_offset": spot.left,
            "y_offset": 4,
            "description": alt_text,
            "object_position": 3,
        }
        accept(self._sheet.insert_chart(spot.row - 1, 0, chart, options))


def _axes(chart: "Chart", *, across: dict[str, Any], up: dict[str, Any]) -> None:
    """Set the axes as they are seen, whichever way XlsxWriter calls them."""
    chart.set_x_axis(across)
    chart.set_y_axis(up)


def _names(*, reverse: bool = False) -> dict[str, Any]:
    axis: dict[str, Any] = {"num_font": _font(9), "line": {"color": FRAME}}
    return axis | ({"reverse": True, "crossing": "max"} if reverse else {})


def _counts(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "name_font": _font(9),
        "num_font": _font(9),
        "num_format": "#,##0",
        "min": 0,
        "major_gridlines": {"visible": True, "line": {"color": LINE}},
    }


def _ratios(highest: float) -> dict[str, Any]:
    """Return an axis of ratios, cut where one of them would make all others look alike."""
    axis = {**_counts("Ratio; 1 is equal"), "num_format": "0.00"}
    if highest <= TALLEST:
        return axis
    return axis | {"name": f"Ratio; columns above {TALLEST} are cut", "max": TALLEST}


def _series(
    block: Block, column: int, colour: str, name: str, labels: int = 1, **look: Any
) -> dict[str, Any]:
    return {
        "name": name,
        "categories": block.column(labels),
        "values": block.column(column),
        **(look or {**_plain(colour), "gap": 60}),
    }


def _plain(colour: str) -> dict[str, Any]:
    return {"fill": {"color": colour}, "border": {"color": colour}}


def _hatched(colour: str) -> dict[str, Any]:
    pattern = {"pattern": HATCHED, "fg_color": colour, "bg_color": "#FFFFFF"}
    return {"pattern": pattern, "border": {"color": colour}, "fill": None}


def _dotted(colour: str) -> dict[str, Any]:
    pattern = {"pattern": "percent_20", "fg_color": colour, "bg_color": "#FFFFFF"}
    return {"pattern": pattern, "border": {"color": colour}, "fill": None}


def _labels(form: str = "#,##0") -> dict[str, Any]:
    return {"value": True, "num_format": form, "font": _font(9), "position": "outside_end"}


def _font(size: int, *, bold: bool = False) -> dict[str, Any]:
    return {"name": FONT, "size": size, "bold": bold, "color": "#000000"}
