"""What is known of a checked workbook besides its findings, and each finding with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from wres_excel.findings import Finding, Severity
from wres_excel.workbook.records import Range, Sheet

Spot = tuple[int, int]
Obstacle = Literal["", "other file", "hidden", "hidden line", "conversation", "no cells", "unknown"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
PRIORITIES: dict[Severity, str] = {
    "error": "Must be fixed",
    "warning": "Should be looked at",
    "note": "For information",
}


@dataclass(frozen=True, slots=True)
class About:
    """What a finding is about, in the words of the return.

    item: such as "Number appointed from shortlisting, BME, 31 March 2024"; indicator: such as
    "2. Likelihood of appointment from shortlisting"; each empty where there is none.
    """

    item: str = ""
    indicator: str = ""


Label = Callable[[Finding], About]
"""Says in words what a finding is about, where the finding itself has only keys."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Whose return was checked, for the head of the Checks sheet; each None if not known.

    organisation: name and code as they shall be shown; edition: its name, such as "2024"; checked:
    when and with what, as a sentence.
    """

    organisation: str | None = None
    edition: str | None = None
    checked: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, its number on the Checks sheet from 1, and where it is shown.

    sheet: the sheet it names, None without one; area: the cells it is about, merged cells whole,
    None without any; obstacle: why the cell has no note of its own; also: further cells that it
    speaks for, with the sheet of each, which are highlighted too.
    """

    number: int
    finding: Finding
    sheet: Sheet | None = None
    area: Range | None = None
    obstacle: Obstacle = ""
    also: tuple[tuple[Sheet, Range], ...] = ()

    @property
    def noted(self) -> Spot | None:
        """The cell that gets the note, None if there is none."""
        if self.area is None or self.obstacle == "conversation":
            return None
        return self.area[:2]
