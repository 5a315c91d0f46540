"""What must be known of a collation before its workbook is begun: one pass over its returns."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wres_excel.collation.indicators import Standing, standing_of
from wres_excel.collation.records import Collection, ValueRow
from wres_excel.domain.model import Edition

EditionOf = Callable[[str], Edition]
MOST_BYTES = 1_500_000_000
"""Of one sheet's XML: from 2 GB on a package needs a form that not every program opens."""
_BYTES_A_ROW, _BYTES_A_CHARACTER = 1_200, 6


@dataclass(frozen=True, slots=True)
class Survey:
    """The indicators of every return that counts, how many findings, and how values are split.

    values: the number of rows on each sheet of values.
    """

    standings: tuple[Standing, ...]
    findings: int
    values: tuple[int, ...]

    def round(self, named: str | None) -> str | None:
        """Return the edition that charts are of: the round's, else that of most returns."""
        editions = Counter(standing.edition for standing in self.standings)
        if named in editions or not editions:
            return named
        return max(editions, key=lambda name: (editions[name], name))


def survey(collection: Collection, edition_of: EditionOf, most_rows: int) -> Survey:
    """Return what a workbook of a collation will hold.

    edition_of: an edition by its name; most_rows: how many values one sheet can hold.
    """
    standings, findings, split = list[Standing](), 0, Split(most_rows)
    for taken in collection.counting():
        findings += len(taken.findings)
        split.add(taken.values)
        if taken.summary.edition is not None:
            standings.append(standing_of(taken, edition_of(taken.summary.edition)))
    return Survey(tuple(standings), findings, split.counts())


class Split:
    """Counts rows, and begins another sheet where one is full."""

    def __init__(self, most_rows: int, most_bytes: int = MOST_BYTES) -> None:
        self._most_rows, self._most_bytes = most_rows, most_bytes
        self._full: list[int] = []
        self._rows = self._bytes = 0

    def add(self, rows: Sequence[ValueRow]) -> None:
        """Count the rows of one return."""
        size = len(rows) * _BYTES_A_ROW + _BYTES_A_CHARACTER * _characters(rows)
        if self._rows + len(rows) <= self._most_rows and self._bytes + size <= self._most_bytes:
            self._rows, self._bytes = self._rows + len(rows), self._bytes + size
            return
        for row in rows:
            self._add_one(_BYTES_A_ROW + _BYTES_A_CHARACTER * _characters((row,)))

    def counts(self) -> tuple[int, ...]:
        """Return the number of rows on each sheet."""
        return (*self._full, self._rows)

    def _add_one(self, size: int) -> None:
        if self._rows and (self._rows >= self._most_rows or self._bytes + size > self._most_bytes):
            self._full.append(self._rows)
            self._rows = self._bytes = 0
        self._rows, self._bytes = self._rows + 1, self._bytes + size


def _characters(rows: Iterable[ValueRow]) -> int:
    return sum(len(row.text) + len(row.raw) for row in rows if row.text)
