"""A rule of the return, as the catalogue declares it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wres_excel.findings import Severity

FoundBy = Literal["reading", "checking"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it looks at, what it says, how much it matters, where it comes from.

    id: a stable code; topic: the heading it stands under; severity: the worst its findings can
    be; found_by: "reading" for what shows while a workbook is read, "checking" for what its
    values tell; looks_at, why, remedy, source: in words; needs: what a return must give for the
    rule to be checked at all; message: the finding's sentence, with {facts} in braces; editions:
    those it holds for, none for every one; warn_only: those in which an error is a warning still,
    as in a new rule's first year; instead_of: rules whose finding about the same value it
    replaces, because it says more; items: keys of the items it looks at, where it names them one by
    one; limits: its numbers by name; limit_words: by the same names what they mean, with {} for the
    number, such as "at least {} people"; words: the spellings it looks for; typed_only: whether
    what a formula works out is left to the rules about what it follows from.
    """

    id: str
    topic: str
    title: str
    severity: Severity
    found_by: FoundBy
    looks_at: str
    message: str
    remedy: str
    why: str
    source: str
    needs: str = ""
    editions: tuple[str, ...] = ()
    warn_only: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    limits: Mapping[str, float] = field(default_factory=dict)
    limit_words: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    typed_only: bool = False

    def holds_for(self, edition: str) -> bool:
        """Return whether the rule belongs to an edition."""
        return not self.editions or edition in self.editions

    def severity_in(self, edition: str, severity: Severity) -> Severity:
        """Return how much a finding of this rule matters in an edition."""
        return "warning" if severity == "error" and edition in self.warn_only else severity
