"""Which counts a stranger comes too close to, measured against what was sent."""

from collections.abc import Mapping, Sequence

from collation.disclosure.attacker import Attack, Unknown, date_of
from wres_excel.collation.records import ValueRow
from wres_excel.domain.model import Edition


def truths(rows: Sequence[ValueRow], editions: Mapping[str, Edition]) -> dict[Unknown, float]:
    """Return every count of unpublished rows, with the remainders that parts leave."""
    counts = {
        Unknown(row.organisation or "", date_of(row.period), row.item, row.group): row.value
        for row in rows
        if editions[row.edition].by_key[row.item].measure == "headcount" and row.value is not None
    }
    rests = {}
    for row in rows:
        item = editions[row.edition].by_key[row.item]
        here = Unknown(row.organisation or "", date_of(row.period), row.item, row.group)
        whole = here._replace(item=item.subset_of or "")
        if here in counts and whole in counts:
            rests[here._replace(item=f"rest of {item.key}")] = counts[whole] - counts[here]
    return counts | rests


def recovered(
    published: Sequence[ValueRow],
    rows: Sequence[ValueRow],
    editions: Mapping[str, Edition],
    merged: Mapping[str, tuple[str, ...]] | None = None,
    threshold: int = 10,
) -> list[str]:
    """Return every small count that a stranger comes too close to, in words.

    rows: what the organisations sent. Safe is a small count for which every value from 1 to the
    threshold less 1 is left, save those that the zeros and the marks alone rule out, and any other
    count held back for which as many values are left. The stranger tries twice: told nothing, and
    told which of the counts held back are small.
    """
    truth = truths(rows, editions)
    small = frozenset(u for u, value in truth.items() if 0 < value < threshold)
    found = []
    for told in (frozenset(), small):
        attack = Attack(published, editions, merged, told, threshold)
        ranges = attack.ranges(small | (attack.held & truth.keys()))
        close = {u: ends for u, ends in ranges.items() if not _is_wide(u, attack, ends, small)}
        if close:
            least = Attack(zeros_alone(rows), editions, merged, told, threshold).ranges(close)
            found += _closer(close, least, small, threshold)
        for u, (low, high) in ranges.items():
            assert low <= truth[u] <= high, f"the stranger is wrong about {u}: {truth[u]}"
    return found


def _is_wide(u: Unknown, attack: Attack, ends, small: frozenset[Unknown]) -> bool:
    low, high = ends
    most = attack.threshold - 1
    if u in small:
        return low <= 1 and high >= most
    return u not in attack.held or u in attack.shown or high - low >= most - 1


def _closer(close, least, small: frozenset[Unknown], threshold: int) -> list[str]:
    """Return the ranges that are closer than those which zeros alone leave."""
    found = []
    for u, (low, high) in close.items():
        low_0, high_0 = least[u]
        wide = low <= max(1, low_0) and high >= min(threshold - 1, high_0)
        if u not in small:
            wide = high - low >= min(threshold - 2, high_0 - low_0)
        if not wide:
            found.append(f"{u.organisation} {u.date} {u.item} {u.group}: {low:g} to {high:g}")
    return found


def zeros_alone(rows: Sequence[ValueRow]) -> list[ValueRow]:
    """Return rows with every number but 0 held back."""
    return [
        row
        if not row.value and not row.computed
        else row._replace(value=None, computed=None, status="suppressed", raw="[c]")
        for row in rows
    ]
