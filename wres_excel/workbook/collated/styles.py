"""How the cells of a collation look: one table from a style's name to its format."""

from collections.abc import Mapping
from typing import Any, Literal, get_args

from wres_excel.workbook.blank.styles import FONT, FRAME, LINE, NAVY

Style = Literal[
    "title",
    "heading",
    "sentence",
    "warning",
    "column heading",
    "number heading",
    "text",
    "strong",
    "link",
    "whole",
    "decimal",
    "share",
    "points",
    "rate",
    "ratio",
    "change",
    "day",
    "moment",
    "marker",
    "alert",
    "caution",
    "calm",
]
STYLES: tuple[Style, ...] = get_args(Style)
LEFT: frozenset[Style] = frozenset(
    {"text", "strong", "link", "alert", "caution", "calm", "day", "moment"}
)
"""Styles of columns whose texts stand left; figures and their headings stand right."""
WRAPPED: frozenset[Style] = frozenset({"text", "strong", "alert", "caution", "calm"})

INDENT = 1.5
"""Characters of a column that its indent takes."""

_BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_size": 11,
    "font_scheme": "none",
    "valign": "top",
}
_CELL = {**_BASE, "bottom": 1, "bottom_color": LINE}
_TEXT = {**_CELL, "text_wrap": True, "align": "left", "indent": 1}
_NUMBER = {**_CELL, "align": "right", "indent": 1}
_HEAD = {
    **_BASE,
    "bold": True,
    "text_wrap": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "border": 1,
    "border_color": "#FFFFFF",
}
ALERT = {"font_color": "#801650", "bg_color": "#FBE9F1", "bold": True}

FORMATS: Mapping[Style, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": NAVY},
    "heading": {**_BASE, "bold": True, "font_size": 13, "font_color": NAVY},
    "sentence": _BASE,
    "warning": {**_BASE, **ALERT, "bg_color": "#FFFFFF", "font_size": 12},
    "column heading": {**_HEAD, "align": "left", "indent": 1},
    "number heading": {**_HEAD, "align": "right", "indent": 1},
    "text": _TEXT,
    "strong": {**_TEXT, "bold": True},
    "link": {**_TEXT, "font_color": NAVY, "underline": 1},
    "whole": {**_NUMBER, "num_format": "#,##0"},
    "decimal": {**_NUMBER, "num_format": "#,##0.0###"},
    "share": {**_NUMBER, "num_format": "0.0%"},
    "points": {**_NUMBER, "num_format": "+0.0;-0.0;0.0"},
    "rate": {**_NUMBER, "num_format": "0.0000"},
    "ratio": {**_NUMBER, "num_format": "0.00"},
    "change": {**_NUMBER, "num_format": "+0.00;-0.00;0.00"},
    "day": {**_CELL, "align": "left", "indent": 1, "num_format": "d mmm yyyy"},
    "moment": {**_CELL, "align": "left", "indent": 1, "num_format": "d mmm yyyy hh:mm"},
    "marker": {**_NUMBER, "font_color": FRAME},
    "alert": {**_TEXT, **ALERT},
    "caution": {**_TEXT, "font_color": "#3D3D3D", "bg_color": "#F2F2F2", "bold": True},
    "calm": {**_TEXT, "font_color": NAVY},
}
