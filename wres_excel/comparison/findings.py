"""Which findings of two returns are new, which are gone, and which stayed."""

from collections.abc import Hashable, Sequence

from wres_excel.comparison.records import FindingChanges
from wres_excel.findings import Finding


def compare_findings(old: Sequence[Finding], new: Sequence[Finding]) -> FindingChanges:
    """Return the findings of two returns sorted by whether both have them.

    Findings are the same if rule, item, period and group are; where there are several of a kind,
    those that found the same belong together first.
    """
    pairs = [(old_at, new_at) for old_at, new_at in _paired(old, new)]
    kept, again = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    return FindingChanges(
        tuple(finding for at, finding in enumerate(new) if at not in again),
        tuple(finding for at, finding in enumerate(old) if at not in kept),
        tuple(finding for at, finding in enumerate(new) if at in again),
    )


def _paired(old: Sequence[Finding], new: Sequence[Finding]) -> list[tuple[int, int]]:
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: list[tuple[int, int]] = []
    for exact in (True, False):
        waiting: dict[Hashable, list[int]] = {}
        for at in left:
            waiting.setdefault(_key(old[at], exact), []).append(at)
        for at in right:
            same = waiting.get(_key(new[at], exact))
            if same:
                pairs.append((same.pop(0), at))
        left = [at for at in left if at not in {pair[0] for pair in pairs}]
        right = [at for at in right if at not in {pair[1] for pair in pairs}]
    return pairs


def _key(finding: Finding, exact: bool) -> Hashable:
    known = (finding.rule, finding.item, finding.period, finding.group)
    return (*known, finding.found) if exact else known
