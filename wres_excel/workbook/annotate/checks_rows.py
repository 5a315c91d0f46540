"""What the Checks sheet says, before anything is said of how it is stored."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wres_excel.findings import Severity
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.annotate.notes import statement
from wres_excel.workbook.annotate.records import (
    PRIORITIES,
    SEVERITIES,
    Heading,
    Label,
    Obstacle,
    Placed,
)

COLUMNS = (
    "Order",
    "Priority",
    "What to fix",
    "What to do",
    "Where",
    "Item",
    "Found",
    "Expected",
    "Indicator",
)
OBSTACLES: dict[Obstacle, str] = {
    "other file": "This is about another workbook than this one.",
    "hidden": "The sheet is hidden: right-click any sheet tab and choose Unhide to see it.",
    "hidden line": "Its row or column is hidden: unhide it to see the cell.",
    "conversation": "The cell holds a conversation (threaded comment), which was left as it is, "
    "so this stands here and not in a note at the cell.",
    "no cells": "The sheet has no cells to highlight.",
    "unknown": "The workbook has no sheet of this name.",
}


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of a sheet; sheet None where it leads nowhere."""

    text: str
    sheet: str | None
    cell: str


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the table shows it, in the order of COLUMNS."""

    order: int
    severity: Severity
    to_fix: str
    to_do: str
    where: Link
    item: str
    found: str
    expected: str
    indicator: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in each column."""
        return (
            str(self.order),
            PRIORITIES[self.severity],
            self.to_fix,
            self.to_do,
            self.where.text,
            self.item,
            self.found,
            self.expected,
            self.indicator,
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """What could not be done to the copy: highlights left out, a signature taken away."""

    styles_full: bool = False
    was_signed: bool = False


def title_of(heading: Heading) -> str:
    """Return the title of the sheet."""
    edition = f"Workforce Race Equality Standard {heading.edition or ''}".strip()
    who = f", {heading.organisation}" if heading.organisation else ""
    return f"{edition}: checks{who}"


def sentences_of(heading: Heading, placed: Sequence[Placed], limits: Limits) -> Iterator[str]:
    """Yield what a reader must know before the table, a sentence or two a line."""
    yield _counts(placed)
    if placed:
        yield (
            "Each cell concerned is highlighted, and the first cell of each finding has a note. "
            "The links under 'Where' lead there. A cell of this table is empty where there is "
            "nothing to say."
        )
    yield (
        "This sheet, the notes and the highlights are in this copy only. Correct your own "
        "workbook, then check it again."
    )
    if limits.styles_full:
        yield (
            "The workbook has as many cell formats as Excel allows, so not every cell could be "
            "highlighted. The notes are complete."
        )
    if limits.was_signed:
        yield "Your workbook is digitally signed. This copy is not, since it was changed."
    if heading.checked:
        yield heading.checked


def rows_of(placed: Sequence[Placed], label: Label) -> list[Row]:
    """Return a row for each finding, in their order."""
    rows = []
    for each in placed:
        finding, about = each.finding, label(each.finding)
        hint = OBSTACLES.get(each.obstacle, "")
        rows.append(
            Row(
                each.number,
                finding.severity,
                statement(finding),
                " ".join(part for part in (finding.remedy, hint) if part),
                _link(each),
                about.item,
                finding.found or "",
                finding.expected or "",
                about.indicator,
            )
        )
    return rows


def _counts(placed: Sequence[Placed]) -> str:
    if not placed:
        return "This worksheet contains no table: the checks found nothing to report."
    counts = Counter(each.finding.severity for each in placed)
    words = [f"{counts[s]} {PRIORITIES[s].lower()}" for s in SEVERITIES if counts[s]]
    return f"This worksheet contains one table, most urgent first: {', '.join(words)}."


def _link(placed: Placed) -> Link:
    finding, sheet = placed.finding, placed.sheet
    name = sheet.name if sheet else finding.sheet
    cell = finding.cell or (format_address(*placed.area[:2]) if placed.area else None)
    place = "!".join(part for part in (name, cell) if part)
    if placed.obstacle == "other file":
        return Link(", ".join(part for part in (finding.file, place) if part), None, "")
    if sheet is None or placed.obstacle in ("hidden", "no cells"):
        return Link(place, None, "")
    return Link(place, sheet.name, cell if placed.area and cell else "A1")
