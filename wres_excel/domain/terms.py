"""The closed lists of words that the WRES uses for groups, periods, measures and statuses."""

from collections.abc import Mapping
from typing import Literal, get_args

Group = Literal["white", "bme", "unknown", "all"]
Period = Literal["current", "previous"]
Measure = Literal["headcount", "percentage", "percentage points", "rate", "ratio", "text", "month"]
Status = Literal[
    "reported",
    "blank",
    "not_applicable",
    "not_collected",
    "suppressed",
    "error",
    "uncalculated",
    "unreadable",
]

GROUPS: tuple[Group, ...] = get_args(Group)
GROUP_WORDS: Mapping[Group, str] = {
    "white": "White",
    "bme": "BME",
    "unknown": "Ethnicity unknown/null",
    "all": "All staff",
}
WHY_NO_NUMBER: Mapping[Status, str] = {
    "blank": "not given",
    "not_applicable": "not applicable",
    "not_collected": "not collected",
    "suppressed": "suppressed",
    "error": "an error value",
    "uncalculated": "saved without its result",
    "unreadable": "not a number",
}
"""What stands where a number would, in words."""
