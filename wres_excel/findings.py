"""A finding: something a person should know about a file, with its place and its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from wres_excel.errors import place, render

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, never rendered before it is shown.

    rule: a stable code such as "unknown-item"; message: one sentence; remedy: what to do;
    item, period, group: what it is about, by key, ISO date and group key; file, line: where in a
    metrics file; file, sheet, cell: where in a workbook; found and expected: as text; cells: where
    it speaks for several cells, the others, each with its sheet: "Data!K41".
    """

    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    item: str | None = None
    period: str | None = None
    group: str | None = None
    file: str | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    expected: str | None = None
    cells: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The finding on one line, as the command line shows it."""
        file = f"{self.file}:{self.line}" if self.file and self.line else self.file
        about = ", ".join(part for part in (self.item, self.period, self.group) if part)
        text = render(
            self.message,
            place=place(file, self.sheet, self.cell),
            item=about or None,
            found=self.found,
            expected=self.expected,
            remedy=self.remedy,
        )
        return f"{self.severity}[{self.rule}] {text}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Return whether any of the findings is an error."""
    return any(finding.severity == "error" for finding in findings)
