"""A form as it came back: its located values with their cells, sorted by what drift looks at."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from wres_excel.domain.model import Edition, Item, Place, Value
from wres_excel.findings import Finding
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formula_texts import FormulaTexts
from wres_excel.workbook.formula_tokens import Spot
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.placement import Placement, placement_of
from wres_excel.workbook.records import Sheet, Workbook


def spot_of(location: Location) -> Spot:
    """Return sheet, row and column of a location."""
    return location.sheet, location.row, location.column


class Entry(NamedTuple):
    """A located value whose cell is not empty."""

    value: Value
    item: Item
    location: Location
    cell: Cell

    @property
    def spot(self) -> Spot:
        """Where the value stands."""
        return spot_of(self.location)


@dataclass
class Form:
    """One workbook with what was located in it.

    placement: what follows from where its places are; sheets: by name; values: every value;
    inputs, derived: the entries by kind of item; formulas: the text of every formula;
    figures: those that follow from others, as far as anybody asked, by decimals rounded to.
    """

    workbook: Workbook
    edition: Edition
    located: Located
    placement: Placement
    sheets: Mapping[str, Sheet]
    values: Sequence[Value]
    inputs: list[Entry] = field(default_factory=list)
    derived: list[Entry] = field(default_factory=list)
    formulas: FormulaTexts = field(init=False)
    figures: dict[int | None, list[float | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.formulas = FormulaTexts(self.workbook)

    @cached_property
    def by_place(self) -> Mapping[Place, Value]:
        """Every value by its place."""
        return {value.place: value for value in self.values}

    @property
    def entries(self) -> Iterator[Entry]:
        """Yield every entry, inputs first."""
        yield from self.inputs
        yield from self.derived

    def leave_out(self, places: Collection[Place]) -> None:
        """Judge derived entries no further."""
        if places:
            self.derived = [entry for entry in self.derived if entry.value.place not in places]

    def formula(self, entry: Entry) -> str | None:
        """Return the text of the formula in an entry's cell, None if there is none or not known."""
        formula = entry.value.formula
        return formula[1:] if formula else None

    def finding(
        self,
        template: Finding,
        entry: Entry,
        *,
        message: str | None = None,
        found: str | None = None,
        expected: str | None = None,
    ) -> Finding:
        """Return a finding about an entry, with its whole place."""
        place = entry.value.place
        return Finding(
            template.rule,
            template.severity,
            message or template.message,
            template.remedy,
            item=place.item,
            period=self.edition.snapshot_of(place.period).isoformat(),
            group=place.group,
            file=self.workbook.file,
            sheet=entry.location.sheet,
            cell=entry.location.cell,
            found=found,
            expected=expected,
        )


def read_form(
    workbook: Workbook, edition: Edition, located: Located, values: Sequence[Value]
) -> Form:
    """Return the form that a workbook is, once located and extracted."""
    placement = placement_of(edition, located)
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    form = Form(workbook, edition, located, placement, sheets, values)
    by_place = placement.by_place
    for value in values:
        placed = by_place.get(value.place)
        if placed is None:
            continue
        _, item, location, spot, *_ = placed
        cell = sheets[location.sheet].cells.get(spot)
        if cell is None or (cell.kind == "blank" and cell.formula is None):
            continue
        (form.inputs if item.formula is None else form.derived).append(
            Entry(value, item, location, cell)
        )
    return form
