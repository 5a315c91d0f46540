"""From the cells of a workbook to the values of an edition: find, clean, interpret, compute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wres_excel.domain.answers import Answer, answer_from_cell
from wres_excel.domain.derived import Outcome, compute
from wres_excel.domain.model import Edition, Organisation, Place, Value
from wres_excel.domain.spellings import Spellings
from wres_excel.findings import Finding
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formats import is_date_format, is_percent_format
from wres_excel.workbook.formula_texts import FormulaTexts
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.records import Sheet, Workbook

_EMPTY = Cell(1, 1, "blank", "")
_NO_ANSWER = Answer("blank")
_NO_OUTCOME = Outcome()
_NOTHING = (None, None, None)


@dataclass(frozen=True, slots=True)
class Extract:
    """What a workbook says: every place of its edition, who it speaks for, what is odd."""

    values: tuple[Value, ...]
    organisation: Organisation
    findings: tuple[Finding, ...]


def extract(
    workbook: Workbook, edition: Edition, located: Located, spellings: Spellings
) -> Extract:
    """Return the values of an edition where they were located in a workbook.

    A note without text is left out; every other place of the edition has its value, blank where
    the form has no cell for it. Derived items carry what the inputs give, or why there is none.
    """
    reader = _Reader(workbook, edition, spellings)
    read = {place: reader.answer(location) for place, location in located.locations.items()}
    outcomes = compute(edition, _inputs(edition, read))
    values = tuple(_values(reader, edition, located, read, outcomes))
    return Extract(values, _organisation(reader, located), (*located.findings, *reader.findings))


def _inputs(edition: Edition, read: Mapping[Place, Answer]) -> dict[Place, int | float]:
    return {
        place: answer.value
        for place, answer in read.items()
        if answer.value is not None and not edition.by_key[place.item].derived
    }


def _values(
    reader: "_Reader",
    edition: Edition,
    located: Located,
    read: Mapping[Place, Answer],
    outcomes: Mapping[Place, Outcome],
) -> Iterator[Value]:
    for place in edition.places:
        status, value, text, raw = read.get(place, _NO_ANSWER)
        if status == "blank" and edition.by_key[place.item].note_of is not None:
            continue
        at = located.locations.get(place)
        sheet, cell = (at.sheet, at.cell) if at else (None, None)
        number, reason = outcomes.get(place, _NO_OUTCOME)
        about = reader.about(at) if at else _NOTHING
        yield Value(place, status, value, text, sheet, cell, raw, number, reason, *about)


def _organisation(reader: "_Reader", located: Located) -> Organisation:
    cells = located.organisation
    code, name = (
        reader.text(spot, cells.after.get(part, 0))
        for part, spot in (("code", cells.code), ("name", cells.name))
    )
    return Organisation(code, name)


class _Reader:
    """The workbook at hand, with the findings that its cells give rise to."""

    def __init__(self, workbook: Workbook, edition: Edition, spellings: Spellings) -> None:
        self._workbook = workbook
        self._edition = edition
        self._spellings = spellings
        self._sheets: Mapping[str, Sheet] = {sheet.name: sheet for sheet in workbook.sheets}
        self._codes = [code or None for code in workbook.formats]
        self._percent = [is_percent_format(code) for code in workbook.formats]
        self._dates = [is_date_format(code) for code in workbook.formats]
        self._formulas = FormulaTexts(workbook)
        self.findings: list[Finding] = []

    def answer(self, location: Location) -> Answer:
        """Return what stands at a location, and keep what is odd about it."""
        cell = self._cell(location.sheet, location.row, location.column)
        answer, odd = answer_from_cell(
            self._edition.by_key[location.place.item],
            cell.kind,
            _after_label(cell, location.after),
            self._spellings,
            formula=cell.formula is not None,
            percent_format=self._percent[cell.style],
            date_format=self._dates[cell.style],
            date1904=self._workbook.date1904,
            format_known=self._codes[cell.style] is not None,
        )
        if odd:
            self.findings += [self._at(location, finding) for finding in odd]
        return answer

    def about(self, location: Location) -> tuple[str | None, str | None, str | None]:
        """Return number format, formula and comment of the cell at a location, None where none."""
        _, name, row, column, *_ = location
        sheet, spot = self._sheets[name], (row, column)
        cell, comment = sheet.cells.get(spot), sheet.comments.get(spot) or None
        if cell is None:
            return None, None, comment
        code = self._codes[cell.style]
        if cell.formula is None:
            return code, None, comment
        formula = self._formulas.of(name, cell)
        return code, f"={formula}" if formula else None, comment

    def _at(self, location: Location, finding: Finding) -> Finding:
        place = location.place
        return replace(
            finding,
            item=place.item,
            period=self._edition.snapshot_of(place.period).isoformat(),
            group=place.group,
            file=self._workbook.file,
            sheet=location.sheet,
            cell=location.cell,
        )

    def _cell(self, sheet: str, row: int, column: int) -> Cell:
        return self._sheets[sheet].cells.get((row, column), _EMPTY)

    def text(self, spot: tuple[str, int, int] | None, after: int) -> str | None:
        """Return the text of a cell behind its label, or None where there is none."""
        return (self._cell(*spot).raw[after:].strip() or None) if spot else None


def _after_label(cell: Cell, after: int) -> str:
    """Return what a cell holds; where its label stands before the answer, the answer alone."""
    return cell.raw[after:].strip() if after else cell.raw
