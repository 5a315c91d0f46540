"""Organisations that count the same people, such as a merger and its parts."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from wres_excel.collation.disclosure.cells import Cells
from wres_excel.collation.disclosure.release import date_of
from wres_excel.collation.records import Taken

Merged = Mapping[str, tuple[str, ...]]


def withheld_dates(returns: Iterable[Taken], merged: Merged) -> dict[str, frozenset[str]]:
    """Return for which dates an organisation's counts must stay unpublished as a whole.

    returns: those of the collection that count; merged: by the code of a merged organisation the
    codes of its parts. Where two organisations that share a code report one date, the difference
    between them would be somebody's figure: only the larger of the two is published for the date.
    """
    dates: dict[str, set[str]] = {}
    codes: dict[str, frozenset[str]] = {}
    for taken in returns:
        name = taken.summary.organisation
        if name is not None:
            found = {date_of(row.period) for row in taken.values if row.status == "reported"}
            dates.setdefault(name, set()).update(found)
            codes[name] = codes.get(name, frozenset()) | _codes(taken, merged)
    return _withheld(dates, codes)


def _codes(taken: Taken, merged: Merged) -> frozenset[str]:
    """Return every code that a return speaks for, with those of the parts of a merger."""
    summary = taken.summary
    own = {*(summary.organisation or "").split("+"), *summary.codes}
    return frozenset(own | {part for code in own for part in merged.get(code, ())})


def _withheld(
    dates: Mapping[str, set[str]], codes: Mapping[str, frozenset[str]]
) -> dict[str, frozenset[str]]:
    sharing: dict[str, list[str]] = {}
    for name, own in codes.items():
        for code in own:
            sharing.setdefault(code, []).append(name)
    found: dict[str, frozenset[str]] = {}
    for names in sharing.values():
        for pair in combinations(names, 2):
            smaller, larger = sorted(pair, key=lambda name: (len(codes[name]), name))
            both = frozenset(dates[smaller] & dates[larger])
            found[smaller] = found.get(smaller, frozenset()) | both
    return found


def restated_dates(returns: Sequence[Mapping[str, Cells]]) -> list[frozenset[str]]:
    """Return for each return of one organisation the dates that a later one states anew.

    returns: counts by date, the earliest edition first. Between the figures of an organisation
    before and after a merger lie those of whoever joined it.
    """
    return [
        frozenset(
            date
            for date, table in earlier.items()
            if any(_differ(table, later.get(date, {})) for later in returns[place + 1 :])
        )
        for place, earlier in enumerate(returns)
    ]


def _differ(one: Cells, other: Cells) -> bool:
    common = ((cell, other[node]) for node, cell in one.items() if node in other)
    return any(a != b for a, b in common if a.value is not None and b.value is not None)
