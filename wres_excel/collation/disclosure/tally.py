"""How many figures are held back in a published collection, so that who publishes it can tell."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wres_excel.collation.disclosure.collection import EditionOf
from wres_excel.collation.records import About, Collection, RegisterRow, Taken


class Tally(NamedTuple):
    """How many figures of an indicator were given, and how many of them are suppressed.

    indicator: its number, None for what belongs to none, such as the size of the workforce.
    """

    indicator: int | None
    suppressed: int
    given: int


@dataclass
class Tallied:
    """A published collection that counts what is suppressed in it while it is written.

    inner: the published collection; edition_of: an edition by its name; tallies: by indicator,
    of the last time that all returns were taken. Answers in words are no figures.
    """

    inner: Collection
    edition_of: EditionOf
    tallies: tuple[Tally, ...] = ()

    @property
    def about(self) -> About:
        """What the collection is of."""
        return self.inner.about

    @property
    def register(self) -> tuple[RegisterRow, ...]:
        """The register as it is published."""
        return self.inner.register

    def counting(self) -> Iterator[Taken]:
        """Yield every return that is published, and tally them once the last has been taken."""
        given: Counter[int | None] = Counter()
        suppressed: Counter[int | None] = Counter()
        in_words = lru_cache(maxsize=64)(self._items_in_words)
        for taken in self.inner.counting():
            yield taken
            for row in taken.values:
                held = row.status == "suppressed"
                if (held or row.value is not None) and row.item not in in_words(row.edition):
                    given[row.indicator] += 1
                    suppressed[row.indicator] += held
        self.tallies = tuple(Tally(n, suppressed[n], given[n]) for n in _in_order(given))

    def _items_in_words(self, edition: str) -> frozenset[str]:
        return frozenset(item.key for item in self.edition_of(edition).items if item.in_words)


def _in_order(indicators: Iterable[int | None]) -> list[int | None]:
    """Return numbers of indicators in order, what belongs to none at the end."""
    return sorted(indicators, key=lambda n: (n is None, n or 0))
