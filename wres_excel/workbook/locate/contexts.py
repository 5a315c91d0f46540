"""Which section a row stands in: by what the row says itself, and by the headings above it."""

from bisect import bisect_right
from collections.abc import Iterator

from wres_excel.workbook.locate.lexicon import Lexicon
from wres_excel.workbook.locate.survey import Mark, Survey

FURTHEST = 12


class Contexts:
    """The section headings of one sheet."""

    def __init__(self, survey: Survey, lexicon: Lexicon) -> None:
        self._survey = survey
        self._marks = sorted(
            (mark for mark in survey.sections if mark.reading.sections),
            key=lambda mark: (mark.row, mark.column),
        )
        self._rows = [mark.row for mark in self._marks]
        tab = lexicon.read(survey.sheet.name)
        self._tab = tab.sections if tab else frozenset[str]()

    def narrow(self, row: int, columns: range, sections: frozenset[str]) -> frozenset[str] | None:
        """Return which of some sections a row can stand in.

        columns: where the row's own table stands, where several stand side by side. Returns None
        if nothing on the sheet says, an empty set if what stands nearest contradicts them.
        """
        told = False
        for heading in self._nearest_first(row, columns):
            common = sections & heading
            if not common:
                return sections if told else frozenset()
            sections, told = common, True
            if len(sections) == 1:
                return sections
        return sections if told else None

    def _nearest_first(self, row: int, columns: range) -> Iterator[frozenset[str]]:
        last = bisect_right(self._rows, row)
        for mark in reversed(self._marks[max(0, last - FURTHEST) : last]):
            if mark.column in columns and self._reaches(mark, row):
                yield mark.reading.sections
        if self._tab:
            yield self._tab

    def _reaches(self, mark: Mark, row: int) -> bool:
        """A heading merged over rows reaches to the last of them, any other as far as the next."""
        bottom = self._survey.merges.extent(mark.row, mark.column)[2]
        return bottom == mark.row or row <= bottom
