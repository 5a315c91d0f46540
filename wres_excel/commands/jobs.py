"""What goes into the workbook of one organisation: its answers and all that follows from them."""

from dataclasses import replace
from pathlib import Path

from wres_excel.commands.stamping import Job
from wres_excel.domain.answers import LONGEST_TEXT, Answer
from wres_excel.domain.claims import compare_claims
from wres_excel.domain.derived import compute
from wres_excel.domain.metrics import CODE, NAME, OrganisationMetrics
from wres_excel.domain.model import Edition
from wres_excel.errors import UsageError
from wres_excel.findings import Finding
from wres_excel.report.narrative import write_narrative


def make_job(
    edition: Edition, given: OrganisationMetrics, code: str | None, target: Path, file: str
) -> tuple[Job, tuple[Finding, ...]]:
    """Return what goes into a workbook, and how the values claimed for derived items compare.

    given: what the metrics file says of the organisation; code: its code, None where no row names
    one; target: the workbook to be; file: the metrics file, for messages. Raises UsageError if
    the organisation's name is longer than a cell may hold.
    """
    given = _named(given, code, file)
    numbers = {p: a.value for p, a in given.answers.items() if a.value is not None}
    outcomes = compute(edition, numbers)
    claims = compare_claims(edition, given.claims, outcomes, lines=given.lines, file=file)
    narrative = write_narrative(edition, given.answers, outcomes)
    asked = frozenset(place for place in given.answers if place in given.lines)
    answers = {**given.answers, **narrative}
    return Job(target, answers, outcomes, frozenset(answers) - asked), claims


def _named(given: OrganisationMetrics, code: str | None, file: str) -> OrganisationMetrics:
    """Give the code and name of the columns as answers where no row gives them."""
    if given.name and len(given.name.encode("utf-16-le")) > 2 * LONGEST_TEXT:
        raise UsageError(
            "The name of an organisation is too long",
            file=file,
            found=f"{len(given.name):,} characters",
            expected=f"at most {LONGEST_TEXT:,} in the column organisation_name",
            remedy="Shorten it.",
        )
    known = {CODE: code, NAME: given.name}
    columns = {p: Answer("reported", text=text, raw=text) for p, text in known.items() if text}
    return replace(given, answers={**columns, **given.answers})
