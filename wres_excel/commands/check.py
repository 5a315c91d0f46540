"""Check: every rule of the return, with what was found, what passed and what was skipped."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from wres_excel.checks.result import CheckResult
from wres_excel.checks.run import run_checks
from wres_excel.checks.subject import Subject
from wres_excel.commands.read import read
from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place, Return
from wres_excel.domain.rule import Rule
from wres_excel.errors import UsageError
from wres_excel.report.narrative import write_narrative
from wres_excel.rules import rules


def check(
    workbook: str | Path,
    *,
    previous: str | Path | None = None,
    edition: str | Path | Edition | None = None,
    select: str | Collection[str] = (),
    ignore: str | Collection[str] = (),
) -> CheckResult:
    """Return what every rule of the return says of a workbook.

    previous: last year's return of the same organisation, with which the figures of the previous
    year are compared; edition: where the workbook's own content is not to decide; select, ignore:
    ids of rules to check, none for all, and not to check. Raises UsageError for an unknown rule,
    UnreadableFile and EditionError as `read` does.
    """
    chosen = choose_rules(_ids(select), _ids(ignore))
    result = read(workbook, edition=edition)
    last = read(previous) if previous is not None else None
    return check_return(result, last, chosen)


def check_return(
    result: Return, previous: Return | None = None, chosen: Sequence[Rule] | None = None
) -> CheckResult:
    """Return what rules say of a return that was read; chosen: None for every rule.

    What reading found that no rule of the catalogue speaks of is kept, so that nothing is lost.
    """
    subject = Subject(result, previous, write_texts(result))
    checked = run_checks(subject, rules() if chosen is None else chosen)
    known = {rule.id for rule in rules()}
    others = tuple(finding for finding in result.findings if finding.rule not in known)
    return replace(checked, findings=(*others, *checked.findings))


def write_texts(result: Return) -> dict[Place, str]:
    """Return the texts of the Report that `fill` would write from a return's figures, by place.

    There are none without a cell for such a text that is filled in.
    """
    edition = result.edition
    texts = {
        f"indicator_{indicator.number}.{column.key}"
        for section in edition.sections
        for column in section.columns
        for indicator in edition.indicators
        if column.period
    }
    if not any(value.text for value in result.values if value.place.item in texts):
        return {}
    inputs = [v for v in result.values if not edition.by_key[v.place.item].derived]
    answers = {
        v.place: Answer(v.status, v.value, v.text, v.raw)
        for v in inputs
        if v.place.item not in texts and v.status != "blank"
    }
    outcomes = compute(edition, {v.place: v.value for v in inputs if v.value is not None})
    written = write_narrative(edition, answers, outcomes)
    return {place: answer.text or "" for place, answer in written.items()}


def choose_rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to check; raises UsageError for an id that no rule has."""
    known = {rule.id for rule in rules()}
    for name in (*select, *ignore):
        if name not in known:
            raise _unknown(name, known)
    return tuple(
        rule for rule in rules() if (not select or rule.id in select) and rule.id not in ignore
    )


def _ids(given: str | Collection[str]) -> Collection[str]:
    """Return one id or several as a collection."""
    return (given,) if isinstance(given, str) else given


def _unknown(name: str, known: Collection[str]) -> UsageError:
    near = get_close_matches(name, sorted(known), n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return UsageError(
        "There is no such rule",
        found=name,
        expected="the id of a rule",
        remedy=f"{hint}`wres-excel rules` lists them.",
    )
