"""What the rules say of a return, as text for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from wres_excel.checks.result import CheckResult, Skipped
from wres_excel.domain.model import Edition
from wres_excel.domain.wording import finding_in_words
from wres_excel.findings import Finding, Severity
from wres_excel.rules import rules

ORDER: tuple[Severity, ...] = ("error", "warning", "note")
WHOLE = "The return as a whole"
SMALL_NUMBERS = "Small numbers"
"""The topic whose findings ask for nothing in the return, so that they stand apart, and last."""
WHEN_PUBLISHED = "Small numbers, for when the report is published"


def check_as_text(checked: CheckResult, *, quiet: bool = False) -> str:
    """Return the findings by indicator, worst first, each with its cell, and what was not checked.

    Notes about small numbers stand together after all others. quiet: leave out notes and the
    rules that were skipped. What passed is told in one line.
    """
    shown = [f for f in checked.findings if not (quiet and f.severity == "note")]
    lines = [_heading(checked), _summary(checked)]
    for title, findings in _groups(checked.result.edition, shown):
        lines += ["", title]
        for _, alike in groupby(findings, key=lambda finding: (finding.rule, finding.remedy)):
            lines += _lines(checked.result.edition, list(alike))
    if checked.skipped and not quiet:
        lines += ["", "Not checked"]
        lines += _not_checked(checked.skipped)
    return "\n".join(lines)


def by_indicator(edition: Edition, findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings under the title of their indicator, the worst group and finding first."""
    groups: dict[int, list[Finding]] = {}
    for finding in findings:
        item = edition.by_key.get(finding.item or "")
        groups.setdefault((item.indicator if item else None) or 0, []).append(finding)
    titles = {each.number: f"Indicator {each.number}: {each.title}" for each in edition.indicators}
    ordered = [
        (sorted(group, key=_weight), number or len(titles) + 1, titles.get(number, WHOLE))
        for number, group in groups.items()
    ]
    ordered.sort(key=lambda each: (_weight(each[0][0]), each[1]))
    return [(title, group) for group, _, title in ordered]


def counts_in_words(findings: Iterable[Finding]) -> str:
    """Return how many findings there are: "2 errors, 1 warning and no notes"."""
    counts = Counter(finding.severity for finding in findings)
    errors, warnings, notes = (_count(counts[severity], severity) for severity in ORDER)
    return f"{errors}, {warnings} and {notes}"


def _count(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def _heading(checked: CheckResult) -> str:
    result = checked.result
    code, name = result.organisation.code, result.organisation.name
    who = f"{name} ({code})" if code and name else name or code or "Organisation not known"
    return f"{who}, edition {result.edition.name}, {result.source.file}"


def _summary(checked: CheckResult) -> str:
    passed, skipped = len(checked.passed), len(checked.skipped)
    told = counts_in_words(checked.findings).capitalize()
    return f"{told}. Rules passed: {passed}; not checked: {skipped}."


def _lines(edition: Edition, alike: Sequence[Finding]) -> Iterator[str]:
    """Yield a line for each finding of one rule, and what to do about all of them."""
    for finding in alike:
        where = f"{finding.sheet}!{finding.cell}" if finding.sheet and finding.cell else "-"
        yield f"  {finding.severity:7}  {where:12}  {_told(edition, finding)} [{finding.rule}]"
    if alike[0].remedy:
        yield f"{'':11}{alike[0].remedy}"


def _told(edition: Edition, finding: Finding) -> str:
    about = finding_in_words(edition, finding)
    facts = [
        f"{word} {text}"
        for word, text in (("found", finding.found), ("expected", finding.expected))
        if text
    ]
    lead = f"{about}: " if about else ""
    return lead + finding.message.rstrip(".") + (f" ({'; '.join(facts)})." if facts else ".")


def _groups(edition: Edition, shown: Sequence[Finding]) -> list[tuple[str, list[Finding]]]:
    """Return findings by indicator, and at the end those about small numbers."""
    small = {rule.id for rule in rules() if rule.topic == SMALL_NUMBERS}
    groups = by_indicator(edition, [finding for finding in shown if finding.rule not in small])
    published = [finding for finding in shown if finding.rule in small]
    return [*groups, (WHEN_PUBLISHED, published)] if published else groups


def _not_checked(skipped: Iterable[Skipped]) -> list[str]:
    """Return a line for each reason, with all the rules that could not be checked for it."""
    rules: dict[str, list[str]] = {}
    for each in skipped:
        rules.setdefault(each.reason, []).append(each.rule)
    return [f"  {', '.join(names)}: {reason}" for reason, names in rules.items()]


def _weight(finding: Finding) -> int:
    return ORDER.index(finding.severity)
