"""From the cells of a workbook to the values of an edition: find, clean, interpret, compute."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wres_excel.domain.answers import Answer, answer_from_cell, answer_from_count
from wres_excel.domain.derived import Outcome, compute
from wres_excel.domain.model import Edition, Organisation, Place, Value
from wres_excel.domain.spellings import Spellings
from wres_excel.findings import Finding
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formats import is_date_format, is_percent_format
from wres_excel.workbook.formula_texts import FormulaTexts
from wres_excel.workbook.formula_tokens import Spot
from wres_excel.workbook.gather import gather_rule
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.placement import Placed, Placement, placement_of
from wres_excel.workbook.records import Sheet, Workbook

_BLANK = Answer("blank")


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
    placement, reader = placement_of(edition, located), _Reader(workbook, edition, spellings)
    read = [reader.value(placed) for placed in placement.placed]
    outcomes = compute(edition, _inputs(placement, read))
    values = tuple(_values(placement, read, outcomes))
    return Extract(
        values,
        _organisation(reader, located),
        (*located.findings, *gather_rule(reader.findings, "uncalculated")),
    )


def _inputs(placement: Placement, read: Sequence[Value]) -> dict[Place, int | float]:
    return {
        placed.place: value.value
        for placed, value in zip(placement.placed, read, strict=True)
        if value.value is not None and placed.item.formula is None
    }


def _values(
    placement: Placement, read: Sequence[Value], outcomes: Mapping[Place, Outcome]
) -> Iterator[Value]:
    """Yield the values in the order of the edition, those of derived items with their outcome."""
    for place, item, number in placement.order:
        value = Value(place, "blank") if number is None else read[number]
        if item.formula is not None:
            yield Value(*value[:7], *outcomes[place], *value[9:])
        elif item.note_of is None or value.status != "blank":
            yield value


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

    def value(self, placed: Placed) -> Value:
        """Return what stands in the cell of a place, and keep what is odd about it."""
        name, spot = placed.location.sheet, placed.spot
        sheet = self._sheets[name]
        cell, comment = sheet.cells.get(spot), sheet.comments.get(spot) or None
        if cell is None:
            return placed.empty._replace(comment=comment) if comment else placed.empty
        status, number, text, raw = self._answer(placed, cell)
        formula = self._formula(name, cell) if cell.formula else None
        about = (self._codes[cell.style], formula, comment)
        return Value(
            placed.place, status, number, text, name, placed.address, raw, None, None, *about
        )

    def _answer(self, placed: Placed, cell: Cell) -> Answer:
        _, _, kind, raw, style, formula = cell
        if kind == "blank" and not raw and formula is None:
            return _BLANK
        percent, date = self._percent[style], self._dates[style]
        if placed.counted and not (percent or date):
            count = answer_from_count(kind, raw)
            if count is not None:
                return count
        answer, odd = answer_from_cell(
            placed.item,
            kind,
            _after_label(cell, placed.location.after),
            self._spellings,
            formula=formula is not None,
            percent_format=percent,
            date_format=date,
            date1904=self._workbook.date1904,
            format_known=self._codes[style] is not None,
        )
        if odd:
            self.findings += [self._at(placed.location, finding) for finding in odd]
        return answer

    def _formula(self, sheet: str, cell: Cell) -> str | None:
        formula = self._formulas.of(sheet, cell)
        return f"={formula}" if formula else None

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

    def text(self, spot: Spot | None, after: int) -> str | None:
        """Return the text of a cell behind its label, or None where there is none."""
        cell = self._sheets[spot[0]].cells.get(spot[1:]) if spot else None
        return (cell.raw[after:].strip() or None) if cell else None


def _after_label(cell: Cell, after: int) -> str:
    """Return what a cell holds; where its label stands before the answer, the answer alone."""
    return cell.raw[after:].strip() if after else cell.raw
