"""The text on a form that comes nearest to one that was looked for and not found."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from wres_excel.domain.terms import Group, Period
from wres_excel.vocabulary import meanings, normalise
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate.records import Nearest
from wres_excel.workbook.locate.survey import Survey, heading_of

CUTOFF = 0.6
MOST = 200


class Neighbourhood:
    """The short texts of a workbook that mean nothing to the edition."""

    def __init__(self, surveys: Iterable[Survey]) -> None:
        self._texts: dict[str, tuple[Survey, Cell]] = {}
        for survey, cell in ((s, cell) for s in surveys for cell in s.unread):
            self._texts.setdefault(normalise(cell.raw), (survey, cell))

    def nearest(self, text: str) -> Nearest | None:
        """Return the cell whose text is most like this one, if any is like it at all."""
        wanted = normalise(text)
        close = get_close_matches(wanted, list(self._akin(wanted))[:MOST], n=1, cutoff=CUTOFF)
        if not close:
            return None
        survey, cell = self._texts[close[0]]
        return Nearest(survey.sheet.name, cell.row, cell.column, " ".join(cell.raw.split()))

    def _akin(self, wanted: str) -> Iterator[str]:
        """Yield the texts that share a word or are as short, which is quicker than comparing all."""
        words = set(wanted.split())
        for text in self._texts:
            if abs(len(text) - len(wanted)) <= len(wanted) // 2 and (
                len(wanted) < 16 or words & set(text.split())
            ):
                yield text


def nearest_heading(
    surveys: Iterable[Survey], period: Period, group: Group | None
) -> Nearest | None:
    """Return the heading nearest to one that was looked for.

    For a period it is a heading that names another time; for a group a text of the heading rows
    that is no heading the edition knows, such as 'Non-BAME'.
    """
    for survey in surveys:
        rows = {mark.row for mark in survey.headings if heading_of(mark).pure}
        if group is None:
            others = [m for m in survey.headings if heading_of(m).period == "other"]
            found = [(mark.row, mark.column, mark.shown) for mark in others]
        else:
            found = [
                (cell.row, cell.column, cell.raw)
                for cell in survey.unread
                if cell.row in rows and _resembles(cell.raw, group)
            ]
        if found:
            row, column, text = found[0]
            return Nearest(survey.sheet.name, row, column, " ".join(text.split()))
    return None


def _resembles(text: str, group: Group) -> bool:
    """Return whether a text shares a word with a spelling of the group, or nearly so."""
    words = normalise(text).split()
    known = {
        word
        for spelling, key in meanings("groups").items()
        if key == group
        for word in spelling.split()
    }
    return any(get_close_matches(word, known, n=1, cutoff=CUTOFF) for word in words)
