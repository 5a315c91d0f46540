"""How the cells of our own workbooks look: one table from a style's name to its format."""

from collections.abc import Mapping
from typing import Any

from wres_excel.workbook.blank.plan import Style

FONT = "Arial"
NAVY = "#12436D"
PALE = "#FFF7D6"
FRAME = "#595959"
LINE = "#BFBFBF"
PALETTE: Mapping[str, str] = {"BME": "#12436D", "White": "#F46A25", "Unknown": "#3D3D3D"}

_BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_size": 11,
    "font_scheme": "none",
    "valign": "top",
}
_CELL = {**_BASE, "text_wrap": True, "bottom": 1, "bottom_color": LINE}
_INPUT = {
    **_BASE,
    "text_wrap": True,
    "bg_color": PALE,
    "border": 1,
    "border_color": FRAME,
    "locked": False,
}
_NUMBER = {"align": "right"}
_WORDS = {"align": "left", "text_wrap": True}
_HEAD = {
    **_BASE,
    "bold": True,
    "text_wrap": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "border": 1,
    "border_color": "#FFFFFF",
}
SHARE, MONTH = "0.0%", "mmmm yyyy"

FORMATS: Mapping[Style, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": NAVY},
    "heading": {**_BASE, "bold": True, "font_size": 13, "font_color": NAVY},
    "sentence": _BASE,
    "column heading": {**_HEAD, "align": "left"},
    "number heading": {**_HEAD, "align": "right"},
    "label": {**_CELL, "align": "left"},
    "remark": {**_CELL, "align": "left", "indent": 1},
    "not applicable": {**_CELL, "align": "right", "font_color": FRAME},
    "check": {**_CELL, "align": "left", "indent": 1, "bold": True},
    "link": {**_CELL, "font_color": NAVY, "underline": 1},
    "text input": {**_INPUT, **_WORDS},
    "month input": {**_INPUT, "align": "left", "num_format": MONTH},
    "headcount input": {**_INPUT, **_NUMBER, "num_format": "#,##0"},
    "average input": {**_INPUT, **_NUMBER, "num_format": "#,##0.0"},
    "percentage input": {**_INPUT, **_NUMBER, "num_format": SHARE},
    "wide headcount input": {**_INPUT, "align": "left", "num_format": "#,##0"},
    "wide percentage input": {**_INPUT, "align": "left", "num_format": SHARE},
    "text result": {**_CELL, **_WORDS},
    "month result": {**_CELL, "align": "left", "num_format": MONTH},
    "headcount result": {**_CELL, **_NUMBER, "num_format": "#,##0"},
    "average result": {**_CELL, **_NUMBER, "num_format": "#,##0.0"},
    "percentage result": {**_CELL, **_NUMBER, "num_format": SHARE},
    "percentage points result": {**_CELL, **_NUMBER, "num_format": "+0.0%;-0.0%;0.0%"},
    "rate result": {**_CELL, **_NUMBER, "num_format": "0.0000"},
    "ratio result": {**_CELL, **_NUMBER, "num_format": "0.00"},
}
