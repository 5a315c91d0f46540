"""What a formula computes, in terms of the items of a form instead of its addresses."""

from collections.abc import Iterable, Iterator, Mapping

from wres_excel.domain.terms import Group, Period
from wres_excel.workbook.formula_tokens import MOST_CELLS, Area, Spot, parse_area, tokens_of
from wres_excel.workbook.locate import Location
from wres_excel.workbook.records import Sheet, Workbook


class FormulaMeanings:
    """Names the cells of a form by what stands in them, so that a moved formula means the same."""

    def __init__(self, workbook: Workbook, locations: Iterable[Location]) -> None:
        self._sheets: Mapping[str, Sheet] = {sheet.name: sheet for sheet in workbook.sheets}
        self._places: dict[Spot, str] = {}
        self._columns: dict[tuple[str, int], tuple[Period, Group]] = {}
        for place, sheet, row, column, *_ in locations:
            self._places[sheet, row, column] = " ".join(place)
            self._columns[sheet, column] = place.period, place.group

    def of(self, formula: str, at: Location) -> tuple[str, ...]:
        """Return the words of a formula, cells named by item, period and group.

        formula: without "="; at: where it stands. A cell that is no item's is named by the words
        of its row and the group of its column, or else by how far away it is.
        """
        return tuple(
            self._reference(token.text, at)
            if token.kind == "reference"
            else token.text
            if token.kind == "text"
            else token.text.upper()
            for token in tokens_of(formula)
        )

    def _reference(self, text: str, at: Location) -> str:
        area = parse_area(text)
        if area.size > MOST_CELLS:
            return text.replace("$", "").upper()
        names = sorted(self._named(area, at.sheet))
        if names:
            return "+".join(names)
        return self._other(area, at)

    def _named(self, area: Area, home: str) -> Iterator[str]:
        for spot in area.spots(home):
            if spot in self._places:
                yield self._places[spot]

    def _other(self, area: Area, at: Location) -> str:
        sheet = area.sheet or at.sheet
        column = self._columns.get((sheet, area.left))
        words = self._words(sheet, area.top, area.left)
        if area.size == 1 and column and words:
            return " ".join((*words, *column))
        ends = (area.top - at.row, area.left - at.column, area.bottom - at.row)
        return f"{area.sheet or ''}!{ends}{area.right - at.column}"

    def _words(self, sheet: str, row: int, column: int) -> tuple[str, ...]:
        cells = self._sheets[sheet].cells if sheet in self._sheets else {}
        texts = (cells.get((row, left)) for left in range(1, column))
        return tuple(cell.raw for cell in texts if cell and cell.kind == "text")
