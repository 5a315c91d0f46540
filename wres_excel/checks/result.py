"""What the rules say of one return."""

from dataclasses import dataclass
from typing import NamedTuple

from wres_excel.domain.model import Return
from wres_excel.findings import Finding


class Skipped(NamedTuple):
    """A rule that could not be checked, and why in words."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What the rules say of one return; every rule asked for is in just one of the three.

    result: the return as it was read; passed: ids of rules; skipped: rules that had nothing to
    look at, do not belong to the edition or found nothing but what another rule tells better, each
    with its reason.
    """

    result: Return
    findings: tuple[Finding, ...]
    passed: tuple[str, ...]
    skipped: tuple[Skipped, ...]
