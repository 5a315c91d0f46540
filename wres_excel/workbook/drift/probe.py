"""Whether a formula of the form computes what its item is declared to be, tried out on figures.

Comparing texts would call every other spelling a change, and comparing which cells are named would
take "all rows less the subset" for wrong. So figures are put in the place of the form's own, and
the formula has to give what the declaration gives.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from wres_excel.domain.derived import Outcome, compute
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.numbers import parse_digits
from wres_excel.domain.rounding import close
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.drift.agreement import sources_of
from wres_excel.workbook.drift.arithmetic import (
    CellError,
    NotAnalysableError,
    Scalar,
    parse,
    result,
)
from wres_excel.workbook.drift.form import Entry, Form, spot_of
from wres_excel.workbook.formats import is_percent_format
from wres_excel.workbook.formula_tokens import Spot
from wres_excel.workbook.placement import MOST_FORMS, Placement

MOST_STEPS = 100_000
DEEPEST = 16
_SCATTER = (7_919, 9_973)
"""Two primes: multiples of the first, modulo the second, are all different and in no order."""


class Probe:
    """Tries the formulas of one form; made only where one of them is suspected."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._figures, self._outcomes, self._places = _trial(form.placement)
        self._sheets = {name.casefold(): name for name in form.sheets}
        self._known: dict[Spot, Scalar] = {}
        self._depth = 0
        self._steps = 0

    def proves_change(self, entry: Entry) -> bool:
        """Return whether an entry's formula certainly gives something else than its item means.

        False if it does not, and if the formula cannot be analysed or gives no number.
        """
        formula, expected = self._form.formula(entry), self._outcomes[entry.value.place].number
        if formula is None or expected is None or self._is_doubtful(entry):
            return False
        self._depth = 0
        try:
            found = result(parse(formula), entry.location.sheet, self._look)
        except (NotAnalysableError, CellError, RecursionError):
            return False
        if isinstance(found, str | bool) or found is None:
            return False
        return not _same(entry.item, found, expected)

    def _is_doubtful(self, entry: Entry) -> bool:
        """A figure that stands in two cells of the form may be read from either."""
        sources = sources_of(self._form.edition, entry.value.place)
        return any(place in self._form.located.ambiguous for place in sources)

    def _look(self, spot: Spot) -> Scalar:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise NotAnalysableError("too many cells")
        sheet = self._sheets.get(spot[0].casefold())
        if sheet is None:
            raise NotAnalysableError("another workbook, or a sheet that is gone")
        return self._content((sheet, *spot[1:]))

    def _content(self, spot: Spot) -> Scalar:
        if spot not in self._known:
            place = self._places.get(spot)
            cell = self._form.sheets[spot[0]].cells.get(spot[1:])
            figure = None if place is None else self._figure(place, cell)
            self._known[spot] = self._stored(spot[0], cell) if figure is None else figure
        return self._known[spot]

    def _figure(self, place: Place, cell: Cell | None) -> float | None:
        """Return the figure tried at a place, as its cell would hold it; None for words."""
        item = self._form.edition.by_key[place.item]
        number = self._outcomes[place].number if item.derived else self._figures.get(place)
        if number is None:
            return None
        style = cell.style if cell else 0
        shared = item.in_percent and is_percent_format(self._form.workbook.formats[style])
        return number / 100 if shared else float(number)

    def _stored(self, sheet: str, cell: Cell | None) -> Scalar:
        """Return what a cell beside the located ones holds, or what its own formula gives."""
        if cell is None:
            return None
        if cell.formula is not None:
            return self._helper(sheet, cell)
        if cell.kind == "error":
            raise CellError(cell.raw)
        if cell.kind == "number":
            return _as_float(cell.raw)
        return cell.raw or None

    def _helper(self, sheet: str, cell: Cell) -> Scalar:
        formula = self._form.formulas.of(sheet, cell)
        self._depth += 1
        if formula is None or self._depth > DEEPEST:
            raise NotAnalysableError("goes through too many cells")
        try:
            return result(parse(formula), sheet, self._look)
        finally:
            self._depth -= 1


class _Trial(NamedTuple):
    """The figures to try a form with, what they give, and what stands in its cells."""

    figures: Mapping[Place, float]
    outcomes: Mapping[Place, Outcome]
    places: Mapping[Spot, Place]


@lru_cache(maxsize=MOST_FORMS)
def _trial(placement: Placement) -> _Trial:
    figures = _figures(placement)
    places = {spot_of(at): place for place, at in placement.locations.items()}
    return _Trial(figures, compute(placement.edition, figures), places)


def _figures(placement: Placement) -> dict[Place, int]:
    """Return a figure for every input that counts, no two alike; 0 for what the form has not.

    Parts are kept smaller than what they are parts of, so that no guard of the form trips.
    """
    factor, modulus = _SCATTER
    edition = placement.edition
    inputs = (place for place in edition.places if _counts(edition, place))
    return {
        place: _least(edition.by_key[place.item]) + at * factor % modulus
        if place in placement.locations
        else 0
        for at, place in enumerate(inputs, start=1)
    }


def _counts(edition: Edition, place: Place) -> bool:
    item = edition.by_key[place.item]
    return not (item.derived or item.in_words)


def _least(item: Item) -> int:
    return 20_000 if item.subset_of is None else 2_000


def _same(item: Item, found: float, expected: float) -> bool:
    if close(item.measure, found, expected):
        return True
    return item.in_percent and close(item.measure, found * 100, expected)


def _as_float(digits: str) -> float:
    number = parse_digits(digits)
    if number is None:
        raise NotAnalysableError(digits[:40])
    return float(number)
