"""The merged ranges of one sheet, looked up by cell."""

from bisect import bisect_right
from collections.abc import Iterable

from wres_excel.workbook.records import Range

TALLEST = 500
MOST_ROWS = 200_000
WIDEST = 256


class Merges:
    """Merged ranges; of one that is taller or wider than any form's, the rest is passed over."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._anchors = {(merge[0], merge[1]): merge for merge in ranges}
        self._rows: dict[int, list[Range]] | None = None

    def extent(self, row: int, column: int) -> Range:
        """Return the range that begins at a cell, or the cell itself."""
        top, left, bottom, right = self._anchors.get((row, column), (row, column, row, column))
        return top, left, bottom, min(right, left + WIDEST)

    def anchor(self, row: int, column: int) -> tuple[int, int]:
        """Return the first cell of the range that a cell lies in, or the cell itself."""
        if not self._anchors or (row, column) in self._anchors:
            return row, column
        here = self._by_row().get(row, [])
        at = bisect_right(here, column, key=lambda merge: merge[1]) - 1
        if at >= 0 and here[at][3] >= column:
            return here[at][0], here[at][1]
        return row, column

    def _by_row(self) -> dict[int, list[Range]]:
        if self._rows is None:
            self._rows = {}
            spent = 0
            for merge in sorted(self._anchors.values(), key=lambda merge: merge[1]):
                rows = range(merge[0], min(merge[2], merge[0] + TALLEST) + 1)
                spent += len(rows)
                if spent > MOST_ROWS:
                    break
                for row in rows:
                    self._rows.setdefault(row, []).append(merge)
        return self._rows
