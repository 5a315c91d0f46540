"""A form as an outline: the cell of each item with its label, headings and formula."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wres_excel.domain.model import Edition, Place
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.formula_texts import FormulaTexts
from wres_excel.workbook.locate import Located, Location, Spot
from wres_excel.workbook.locate.lexicon import Lexicon, lexicon_of
from wres_excel.workbook.records import Sheet, Workbook

_SEEN = re.compile(r"(?P<shown>.*) in (?P<cell>[A-Z]{1,3}[0-9]+)", re.DOTALL)
_BY_NUMBER = "data item "


class Entry(NamedTuple):
    """The cell of one place of a form.

    label: the text of its row or its question; headings: those of its column; formula: as it
    reads, without "=", None if there is none.
    """

    location: Location
    label: str
    headings: tuple[str, ...]
    formula: str | None


@dataclass(frozen=True)
class Outline:
    """One form.

    entries: by place, notes left out; doubtful: the places that several cells may be; texts: by
    sheet and spot, what stands in none of the items' cells, labels and headings; label_columns: by
    sheet, the column that the labels of data items stand in, with the first row of an item.
    """

    workbook: Workbook
    edition: Edition
    entries: Mapping[Place, Entry]
    doubtful: frozenset[Place]
    texts: Mapping[str, Mapping[tuple[int, int], str]]
    label_columns: Mapping[str, tuple[int, int]]


def outline(workbook: Workbook, edition: Edition, located: Located) -> Outline:
    """Return the outline of a form in which the items of an edition were located."""
    return _Outlining(workbook, edition, located).outline()


@dataclass
class _Outlining:
    """One form while its outline is made; told: the spots of labels, headings and answers."""

    workbook: Workbook
    edition: Edition
    located: Located
    told: set[Spot] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._sheets: Mapping[str, Sheet] = {sheet.name: sheet for sheet in self.workbook.sheets}
        self._lexicon: Lexicon = lexicon_of(self.edition)
        self._locations = [
            location
            for place, location in self.located.locations.items()
            if self.edition.by_key[place.item].note_of is None
        ]
        self.told |= {(at.sheet, at.row, at.column) for at in self.located.locations.values()}
        self._labels = {at.place: self._label_spot(at) for at in self._locations}
        self._columns = self._label_columns()

    def outline(self) -> Outline:
        formulas = FormulaTexts(self.workbook)
        entries = {at.place: self._entry(at, formulas) for at in self._locations}
        return Outline(
            self.workbook,
            self.edition,
            entries,
            frozenset(self.located.ambiguous),
            {sheet.name: dict(self._texts(sheet)) for sheet in self.workbook.sheets},
            self._columns,
        )

    def _entry(self, at: Location, formulas: FormulaTexts) -> Entry:
        seen = [match for match in map(_SEEN.fullmatch, at.reasons[1:]) if match]
        self.told |= {(at.sheet, *parse_address(match["cell"])) for match in seen}
        cell = self._sheets[at.sheet].cells.get((at.row, at.column))
        formula = formulas.of(at.sheet, cell) if cell else None
        headings = tuple(match["shown"].strip("'") for match in seen)
        return Entry(at, self._label(at), headings, formula)

    def _label(self, at: Location) -> str:
        """Return the text of a row; where it was edited, what stands where labels stand."""
        spot = self._labels[at.place]
        if spot is None and at.sheet in self._columns:
            spot = (at.row, self._columns[at.sheet][0])
        if spot is None:
            return ""
        self.told.add((at.sheet, *spot))
        text = self._text(at.sheet, spot)
        return text[: at.after].rstrip(": ") if at.after else text

    def _label_spot(self, at: Location) -> tuple[int, int] | None:
        """Return where an item's own label stands: in its row, or where its reason says."""
        if not at.reasons[0].startswith(_BY_NUMBER):
            seen = _SEEN.fullmatch(at.reasons[0])
            return parse_address(seen["cell"]) if seen else (at.row, at.column)
        cells = self._sheets[at.sheet].cells
        for column in range(at.column - 1, 0, -1):
            cell = cells.get((at.row, column))
            reading = self._lexicon.read(cell.raw) if cell and cell.kind == "text" else None
            if reading and any(item.key == at.place.item for item in reading.items):
                return at.row, column
        return None

    def _label_columns(self) -> dict[str, tuple[int, int]]:
        data = self._lexicon.data_keys
        columns: dict[str, Counter[int]] = {}
        rows: dict[str, int] = {}
        for at in self._locations:
            spot = self._labels[at.place]
            if at.place.item in data and spot:
                columns.setdefault(at.sheet, Counter())[spot[1]] += 1
                rows[at.sheet] = min(at.row, rows.get(at.sheet, at.row))
        return {sheet: (c.most_common(1)[0][0], rows[sheet]) for sheet, c in columns.items()}

    def _texts(self, sheet: Sheet) -> Iterator[tuple[tuple[int, int], str]]:
        for spot, cell in sorted(sheet.cells.items()):
            text = " ".join(cell.raw.split())
            told = (sheet.name, *spot) in self.told
            if cell.kind == "text" and cell.formula is None and text and not told:
                yield spot, text

    def _text(self, sheet: str, spot: tuple[int, int]) -> str:
        cell = self._sheets[sheet].cells.get(spot)
        return " ".join(cell.raw.split()) if cell else ""
