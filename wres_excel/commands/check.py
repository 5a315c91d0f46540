"""Check: every rule of the return, with what was found, what passed and what was skipped."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from wres_excel.checks.result import CheckResult
from wres_excel.checks.run import run_checks
from wres_excel.checks.subject import Subject
from wres_excel.commands.read import read
from wres_excel.domain.model import Edition, Return
from wres_excel.domain.rule import Rule
from wres_excel.errors import UsageError
from wres_excel.rules import rules


def check(
    workbook: str | Path,
    *,
    previous: str | Path | None = None,
    edition: str | Path | Edition | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> CheckResult:
    """Return what every rule of the return says of a workbook.

    previous: last year's return of the same organisation, with which the figures of the previous
    year are compared; edition: where the workbook's own content is not to decide; select, ignore:
    ids of rules to check, none for all, and not to check. Raises UsageError for an unknown rule,
    UnreadableFile and EditionError as `read` does.
    """
    chosen = choose_rules(select, ignore)
    result = read(workbook, edition=edition)
    last = read(previous) if previous is not None else None
    return check_return(result, last, chosen)


def check_return(
    result: Return, previous: Return | None = None, chosen: Sequence[Rule] | None = None
) -> CheckResult:
    """Return what rules say of a return that was read; chosen: None for every rule.

    What reading found that no rule of the catalogue speaks of is kept, so that nothing is lost.
    """
    checked = run_checks(Subject(result, previous), rules() if chosen is None else chosen)
    known = {rule.id for rule in rules()}
    others = tuple(finding for finding in result.findings if finding.rule not in known)
    return replace(checked, findings=(*others, *checked.findings))


def choose_rules(select: Collection[str] = (), ignore: Collection[str] = ()) -> tuple[Rule, ...]:
    """Return the rules to check; raises UsageError for an id that no rule has."""
    known = {rule.id for rule in rules()}
    for name in (*select, *ignore):
        if name not in known:
            raise _unknown(name, known)
    return tuple(
        rule for rule in rules() if (not select or rule.id in select) and rule.id not in ignore
    )


def _unknown(name: str, known: Collection[str]) -> UsageError:
    near = get_close_matches(name, sorted(known), n=1)
    hint = f"Did you mean {near[0]!r}? " if near else ""
    return UsageError(
        "There is no such rule",
        found=name,
        expected="the id of a rule",
        remedy=f"{hint}`wres-excel rules` lists them.",
    )
