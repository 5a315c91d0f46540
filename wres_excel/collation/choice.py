"""What becomes of one file that came in."""

from dataclasses import dataclass
from typing import Literal

from wres_excel.collation.records import Summary

Verdict = Literal["counts", "duplicate", "superseded", "unreadable"]
LOOK = "Look at both, and take away the one that should not count."


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of one file that came in.

    reason: why, in words, and what to do; empty for a return that counts and has no rival;
    other: the file that it equals, or that counts in its place.
    """

    summary: Summary
    verdict: Verdict
    reason: str = ""
    other: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the values of the return are part of the dataset."""
        return self.verdict == "counts"


def sentences(*parts: str) -> str:
    """Return the sentences that are not empty as one text."""
    return " ".join(part for part in parts if part)
