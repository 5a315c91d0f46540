"""The findings about rows of a metrics file, as they are gathered."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from wres_excel.domain.model import Edition, Item
from wres_excel.domain.terms import Group, Period
from wres_excel.findings import Finding

_SHOWN = 60


class RefusedError(Exception):
    """A row, or a word of it, that is not understood; the fields are those of a Finding."""

    def __init__(
        self, rule: str, message: str, found: str, expected: str, remedy: str = ""
    ) -> None:
        super().__init__(message)
        self.rule = rule
        self.message = message
        self.found = found
        self.expected = expected
        self.remedy = remedy


@dataclass(slots=True)
class Refusals:
    """Gathers findings about the rows of one file, read for one edition."""

    file: str
    edition: Edition
    findings: list[Finding] = field(default_factory=list)

    def add(
        self,
        line: int,
        refusal: RefusedError,
        item: Item | None = None,
        period: Period | None = None,
        group: Group | None = None,
    ) -> None:
        """Add the finding of a refusal; item, period and group as far as they are understood."""
        self.findings.append(
            Finding(
                refusal.rule,
                "error",
                refusal.message,
                refusal.remedy,
                item=item.key if item else None,
                period=self.edition.snapshot_of(period).isoformat() if period else None,
                group=group,
                file=self.file,
                line=line,
                found=refusal.found,
                expected=refusal.expected,
            )
        )

    def by_line(self, more: Iterable[Finding] = ()) -> tuple[Finding, ...]:
        """Return all findings and some more in the order of their lines."""
        return tuple(sorted([*self.findings, *more], key=lambda finding: finding.line or 0))


def short(text: str) -> str:
    """Return text that fits into a message."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
