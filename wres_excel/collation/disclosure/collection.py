"""A collection as it may be published, for every form of output alike."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from wres_excel.collation.disclosure.cells import Dated
from wres_excel.collation.disclosure.equations import Node, components
from wres_excel.collation.disclosure.hold_back import hold_back
from wres_excel.collation.disclosure.overlap import Merged, restated_dates, withheld_dates
from wres_excel.collation.disclosure.register import publish_register
from wres_excel.collation.disclosure.release import Table, release, tables
from wres_excel.collation.disclosure.rules import DEFAULT_THRESHOLD
from wres_excel.collation.records import Collection, Taken
from wres_excel.domain.model import Edition

EditionOf = Callable[[str], Edition]
NOBODY: Merged = {}


def publishable(
    collection: Collection,
    edition_of: EditionOf,
    threshold: int = DEFAULT_THRESHOLD,
    merged: Merged = NOBODY,
) -> "PublishedCollection":
    """Return a collection with only what may be published of it.

    edition_of: an edition by its name, as ValueRow has it; threshold: the smallest count of
    people that may be shown; merged: by the code of a merged organisation the codes of its parts.
    Raises ValueError for a threshold below 2, which would hold nothing back.
    """
    return PublishedCollection(collection, edition_of, threshold, merged)


class PublishedCollection:
    """A collection without small numbers, findings, narratives and names.

    Counts from 1 to the threshold less 1 are held back, with what sums would give them away by;
    a rate, a ratio or a percentage is shown only where it follows from counts that are shown.
    Findings quote figures and are left out. So is a return whose organisation has no code: nobody
    can tell which other figures give it away.
    """

    def __init__(
        self,
        collection: Collection,
        edition_of: EditionOf,
        threshold: int = DEFAULT_THRESHOLD,
        merged: Merged = NOBODY,
    ) -> None:
        if threshold < 2:
            raise ValueError(f"a threshold of {threshold} holds nothing back; give 2 or more")
        self.about = replace(collection.about, skipped=(), published=True, threshold=threshold)
        self.register = publish_register(collection.register)
        self._collection = collection
        self._edition_of = edition_of
        self._threshold = threshold
        self._merged = merged
        self._withheld: dict[str, frozenset[str]] | None = None

    def counting(self) -> Iterator[Taken]:
        """Yield every return that counts and whose organisation is known, as it is published.

        The collection must give the returns of one organisation one after the other, since the
        figures of one edition stand again in the next.
        """
        if self._withheld is None:
            self._withheld = withheld_dates(self._collection.counting(), self._merged)
        for name, returns in groupby(self._collection.counting(), _organisation):
            if name is not None:
                withheld = self._withheld.get(name, frozenset())
                grew = name in self._merged
                yield from publish(list(returns), self._edition_of, self._threshold, withheld, grew)


def publish(
    returns: Sequence[Taken],
    edition_of: EditionOf,
    threshold: int = DEFAULT_THRESHOLD,
    withheld: frozenset[str] = frozenset(),
    grew: bool = False,
) -> list[Taken]:
    """Return all the returns of one organisation as they may be published.

    returns: the earliest edition first; edition_of, threshold: as for publishable; withheld:
    snapshot dates, as ISO text, of which nothing that counts people is published; grew: whether
    others were merged into the organisation, so that of dates stated anew the last counts.
    """
    pairs = [(taken, edition_of(taken.values[0].edition)) for taken in returns if taken.values]
    counts = [tables(taken, edition) for taken, edition in pairs]
    hidden = _hidden([edition for _, edition in pairs], counts, edition_of, threshold)
    anew = restated_dates(counts) if grew else [frozenset[str]()] * len(pairs)
    return [
        release(taken, edition, hidden, withheld | dates, threshold)
        for (taken, edition), dates in zip(pairs, anew, strict=True)
    ]


def _hidden(
    editions: Sequence[Edition],
    counts: Sequence[Mapping[str, Table]],
    edition_of: EditionOf,
    threshold: int,
) -> Mapping[str, frozenset[Node]]:
    dates: dict[str, Dated] = {}
    for edition, by_date in zip(editions, counts, strict=True):
        for date, table in by_date.items():
            dated = dates.setdefault(date, Dated())
            dated.editions.append(edition.name)
            dated.tables.append(table)
    return {
        date: hold_back(
            components(tuple(edition_of(name) for name in dict.fromkeys(dated.editions))),
            dated.versions(),
            threshold,
        )
        for date, dated in dates.items()
    }


def _organisation(taken: Taken) -> str | None:
    return taken.summary.organisation
