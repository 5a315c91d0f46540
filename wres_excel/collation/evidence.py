"""What stands behind the figures of an indicator, and what was found wrong there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from wres_excel.collation.records import FindingRow, ValueRow
from wres_excel.domain.expressions import refs
from wres_excel.domain.model import Edition, Indicator
from wres_excel.domain.terms import WHY_NO_NUMBER, Status

Spot = tuple[str, str]
"""An item, by key, and a group."""
Rows = Mapping[tuple[str, str, str], ValueRow]
"""The values of a return by item, snapshot date and group."""

MOST_NAMED = 3
_LONGEST = 60
_SPOILT = ("unreadable", "error")


class Quality(NamedTuple):
    """The cells of errors and of warnings about the items of an indicator."""

    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class Found:
    """The errors and warnings of one return by the item that they are about."""

    def __init__(self, findings: Iterable[FindingRow] = ()) -> None:
        self._by_item: defaultdict[str, list[FindingRow]] = defaultdict(list)
        for finding in findings:
            if finding.item and finding.severity in ("error", "warning"):
                self._by_item[finding.item].append(finding)

    def errors_at(self, spots: Iterable[Spot], period: str) -> tuple[str, ...]:
        """Return the cells of errors about some spots in a period, given as its snapshot date."""
        return tuple(
            _where(finding)
            for item, group in spots
            for finding in self._by_item.get(item, ())
            if finding.severity == "error"
            and finding.period in (None, period)
            and finding.group in (None, group)
        )

    def quality(self, items: Iterable[str]) -> Quality:
        """Return the cells of errors and warnings about some items, in both periods."""
        if not self._by_item:
            return Quality()
        about = [finding for item in items for finding in self._by_item.get(item, ())]
        cells = (
            tuple(dict.fromkeys(_where(f) for f in about if f.severity == severity))
            for severity in ("error", "warning")
        )
        return Quality(*cells)


@lru_cache(maxsize=2048)
def sources(edition: Edition, item: str, group: str) -> tuple[Spot, ...]:
    """Return a spot, and after it all that it follows from by the edition's arithmetic."""
    found: dict[Spot, None] = {(item, group): None}
    formula = edition.by_key[item].formula
    for ref in refs(formula) if formula else ():
        found |= dict.fromkeys(sources(edition, ref.item, ref.group or group))
    return tuple(found)


@lru_cache(maxsize=512)
def items_behind(edition: Edition, indicator: Indicator) -> tuple[str, ...]:
    """Return the items of an indicator that are numbers, and all that it follows from."""
    own = [i.key for i in edition.items if i.indicator == indicator.number and not i.in_words]
    shown = [key for key in (indicator.shows, indicator.compares) if key]
    behind = (
        item
        for key in shown
        for group in edition.by_key[key].groups
        for item, _ in sources(edition, key, group)
    )
    return tuple(dict.fromkeys((*own, *behind)))


def doubts(
    edition: Edition, rows: Rows, found: Found, spots: Sequence[Spot], period: str
) -> tuple[str, ...]:
    """Return the cells that put a figure in doubt: errors in what it follows from.

    What a return says of a rate or a ratio counts only where nothing could be computed, since
    otherwise nothing follows from it.
    """
    inputs = [spot for spot in spots if _used(edition, rows, spot, period)]
    spoilt = (rows.get((item, period, group)) for item, group in inputs)
    cells = [row_cell(row) for row in spoilt if row is not None and row.status in _SPOILT]
    return tuple(dict.fromkeys((*found.errors_at(inputs, period), *filter(None, cells))))


def why_none(edition: Edition, rows: Rows, item: str, group: str, period: str) -> str:
    """Return why there is no number: cells that could not be read, else those without a figure."""
    spots = sources(edition, item, group)
    behind = [row for spot in spots if (row := rows.get(_at(spot, period))) is not None]
    spoilt = [text for row in behind if row.status in _SPOILT and (text := _spoilt(row))]
    if spoilt:
        return listed(spoilt, "; ")
    row = rows.get((item, period, group))
    if row is None:
        return WHY_NO_NUMBER["blank"]
    empty = [] if row.status == "suppressed" else list(_without_figure(edition, behind))
    return listed(empty, "; ") or WHY_NO_NUMBER[cast(Status, row.status)]


def listed(parts: Sequence[str], between: str = ", ") -> str:
    """Return some parts in words, the first few named and the rest counted."""
    shown = between.join(parts[:MOST_NAMED])
    more = len(parts) - MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def row_cell(row: ValueRow) -> str | None:
    """Return where a value stands as Excel writes it, None where that is not known."""
    return f"{row.sheet}!{row.cell}" if row.sheet and row.cell else row.cell


def _at(spot: Spot, period: str) -> tuple[str, str, str]:
    return spot[0], period, spot[1]


def _used(edition: Edition, rows: Rows, spot: Spot, period: str) -> bool:
    item = edition.by_key[spot[0]]
    row = rows.get(_at(spot, period))
    computed = row is not None and row.computed is not None
    return item.measure == "headcount" or not (item.derived and computed)


def _spoilt(row: ValueRow) -> str | None:
    cell = row_cell(row)
    if cell is None or not row.raw:
        return None
    raw = _short(row.raw)
    return f"{cell} shows {raw}" if row.status == "error" else f"{cell} could not be read: {raw!r}"


def _without_figure(edition: Edition, behind: Sequence[ValueRow]) -> Iterator[str]:
    """Yield which of the cells that a result follows from hold no figure, and what they say."""
    for row in behind[1:]:
        cell = row_cell(row)
        if row.value is None and cell and not edition.by_key[row.item].derived:
            yield (
                f"{cell} is blank" if row.status == "blank" else f"{cell} says {_short(row.raw)!r}"
            )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _where(finding: FindingRow) -> str:
    if finding.sheet and finding.cell:
        return f"{finding.sheet}!{finding.cell}"
    return finding.cell or finding.label or finding.rule
