"""What changed between two returns of one organisation."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wres_excel.comparison.caveats import Caveats, breaks_between
from wres_excel.comparison.findings import compare_findings
from wres_excel.comparison.indicators import effects
from wres_excel.comparison.organisation import compare_organisations
from wres_excel.comparison.records import Changes, Comparison, Kind, Lone
from wres_excel.comparison.values import change, is_same, pairs
from wres_excel.domain.model import Edition, Item, Return, Value
from wres_excel.domain.periods import same_snapshot
from wres_excel.domain.terms import Period


class Alignment(NamedTuple):
    """A period of the old return and the one of the new return that it is compared with."""

    kind: Kind
    old: Period
    new: Period


def compare_returns(old: Return, new: Return, known: Iterable[Edition] = ()) -> Changes:
    """Return what changed from one return to another of the same organisation.

    Figures meet by item, group and snapshot date, so that last year's current figures meet this
    year's previous-year figures; between two editions the current figures are compared over time
    as well. known: every edition there is, for what editions between the two broke with. Raises
    UsageError if the returns are of different organisations.
    """
    findings = compare_organisations(old, new)
    caveats = Caveats(old.edition, new.edition, breaks_between(old.edition, new.edition, known))
    return Changes(
        old,
        new,
        tuple(_compare(old, new, at, caveats) for at in alignments(old.edition, new.edition)),
        tuple(_only_in(old, new.edition)),
        tuple(_only_in(new, old.edition)),
        compare_findings(old.findings, new.findings),
        findings=findings,
    )


def alignments(old: Edition, new: Edition) -> Iterator[Alignment]:
    """Yield which periods are compared: those of one date, the current first, then over time."""
    for period in reversed(old.periods):
        for other in reversed(new.periods):
            if same_snapshot(old.snapshot_of(period), new.snapshot_of(other)):
                yield Alignment("same date", period, other)
    if not same_snapshot(old.snapshot, new.snapshot):
        yield Alignment("over time", "current", "current")


def _compare(old: Return, new: Return, at: Alignment, caveats: Caveats) -> Comparison:
    changes, compared, respelt = [], 0, 0
    name_of = new.edition.name_of
    for item, before, after in pairs(old, new, at.old, at.new):
        if not is_same(item, before, after):
            changes.append(change(item, name_of(item), before, after, caveats))
        elif not item.derived and before.raw != after.raw:
            respelt += 1
        compared += before.status != "blank" and after.status != "blank"
    return Comparison(
        at.kind,
        at.old,
        at.new,
        old.edition.snapshot_of(at.old),
        new.edition.snapshot_of(at.new),
        compared,
        respelt,
        tuple(changes),
        tuple(effects(old, new, at.old, at.new, caveats)),
    )


def _only_in(r: Return, other: Edition) -> Iterator[Lone]:
    """Yield the items, or the groups of items, that the other edition does not ask for."""
    values: dict[str, list[Value]] = {}
    for value in r.values:
        values.setdefault(value.place.item, []).append(value)
    for item in r.edition.items:
        lone = [v for v in values.get(item.key, ()) if not _is_asked(other, item, v)]
        if lone:
            yield Lone(item, r.edition.name_of(item), tuple(lone))


def _is_asked(edition: Edition, item: Item, value: Value) -> bool:
    known = edition.by_key.get(item.key)
    return known is not None and value.place.group in known.groups
