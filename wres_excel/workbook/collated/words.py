"""The words that several sheets of a collation share."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from wres_excel.collation.indicators import Absence
from wres_excel.collation.records import RegisterStatus
from wres_excel.domain.terms import GROUP_WORDS, Measure
from wres_excel.workbook.collated.sheet import Cell, Marked
from wres_excel.workbook.collated.styles import Style

STATUS_WORDS: Mapping[RegisterStatus, str] = {
    "received": "received",
    "late": "late",
    "missing": "missing",
    "not_required": "not required",
    "unexpected": "unexpected",
    "unreadable": "unreadable",
    "superseded": "superseded",
    "duplicate": "duplicate",
}
"""Statuses of the register in the order in which they are counted and shown."""
STATUS_MEANINGS: Mapping[RegisterStatus, str] = {
    "received": "came in, counts",
    "late": "came in after the day it was due, counts",
    "missing": "expected, and nothing came in",
    "not_required": "need not report, and sent nothing",
    "unexpected": "came in without being on the register, counts",
    "unreadable": "came in and could not be read",
    "superseded": "another return of the same organisation counts",
    "duplicate": "the same file came in twice",
}
STATUS_STYLES: Mapping[RegisterStatus, Style] = {
    "received": "calm",
    "late": "caution",
    "missing": "alert",
    "unexpected": "caution",
    "unreadable": "alert",
}
SEVERITY_STYLES: Mapping[str, Style] = {"error": "alert", "warning": "caution"}
VALUE_STATUS_WORDS: Mapping[str, str] = {
    "not_applicable": "not applicable",
    "not_collected": "not collected",
    "error": "an Excel error value",
    "uncalculated": "saved without its result",
}
UNITS: Mapping[Measure, str] = {
    "headcount": "people",
    "percentage": "per cent",
    "percentage points": "percentage points",
    "rate": "rate",
    "ratio": "ratio",
    "text": "words",
    "month": "month",
}
MARKERS: Mapping[Absence, str] = {
    "suppressed": "[c]",
    "not applicable": "[z]",
    "not given": "[x]",
}
SHORTHAND = (
    "[c] means suppressed, since few people are counted; [x] not available; [z] not applicable. "
    "The last column says why."
)
FILTERS = (
    "The headings are frozen and have filter buttons, to find rows by: to turn them off choose "
    "View, Freeze Panes, Unfreeze Panes and Data, Filter."
)
FILTERS_SCROLLING = (
    "The organisations are frozen, and headings have filter buttons: to turn them off choose View, "
    "Freeze Panes, Unfreeze Panes and Data, Filter. Select a cell of the table, and Excel shows "
    "its headings in place of the column letters while you scroll."
)
PRINTED = "Printed pages hold the table alone, the organisations on each of them."
EMPTY = "An empty cell means that there is nothing to say there."
NOT_KNOWN = "not known"
_EXCEL_EPOCH = date(1899, 12, 30)


def day_cell(text: str | None) -> Cell:
    """Return a date in ISO text as a date of Excel, anything else as it stands."""
    if text is None:
        return None
    try:
        return (date.fromisoformat(text) - _EXCEL_EPOCH).days
    except ValueError:
        return Marked(text, "text")


def moment_cell(text: str | None) -> Cell:
    """Return a date and time in ISO text as a date of Excel, anything else as it stands."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return Marked(text, "text")
    return (moment - datetime.combine(_EXCEL_EPOCH, time())).total_seconds() / 86_400


def made_at(text: str) -> datetime:
    """Return when a collation was made, in universal time."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def group_words(group: str | None) -> str | None:
    """Return a group as people know it, None for a finding about no group."""
    return {str(key): words for key, words in GROUP_WORDS.items()}.get(group or "", group)


def where_words(sheet: str | None, cell: str | None) -> str | None:
    """Return the place of a cell as Excel writes it: Data!I27."""
    return f"{sheet}!{cell}" if sheet and cell else sheet or cell


def title_of(edition: str | None, subject: str) -> str:
    """Return the title of a sheet: Workforce Race Equality Standard 2019: register."""
    name = f" {edition}" if edition else ""
    return f"Workforce Race Equality Standard{name}: {subject}"
