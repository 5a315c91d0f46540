"""Whether a number shown for a derived item is what the figures give, rounding allowed for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from wres_excel.domain.expressions import Compiled, Ref, compiled, refs
from wres_excel.domain.model import Edition, Item, Place, Value
from wres_excel.domain.numbers import Number, to_percent
from wres_excel.domain.rounding import close
from wres_excel.domain.terms import Measure
from wres_excel.workbook.drift.form import Entry, Form

_ROUNDED: Mapping[Measure, tuple[int, ...]] = {"ratio": (2, 3, 4), "percentage points": (0, 1, 2)}
"""To how many decimals the figures may have been rounded first that a measure sets against."""


def follows(form: Form, entry: Entry) -> bool:
    """Return whether the number of a derived entry follows from what the form shows.

    Either the inputs give it; or the figures that it is declared to follow from do as they are
    shown, right or wrong, so that one wrong total is one finding and not one for each ratio of it.
    A ratio may have been worked out from rates that were rounded first.
    """
    value = entry.value
    if value.value is None:
        return _rightly_empty(form, entry)
    if value.computed is not None and _same(entry, value.value, value.computed):
        return True
    return any(_same(entry, value.value, each) for each in _from_shown(form, entry))


def _same(entry: Entry, shown: Number, exact: float) -> bool:
    """Compare; a share of 1 that was read as percent has a finding of its own."""
    measure = entry.item.measure
    if close(measure, shown, exact):
        return True
    return _may_be_share(entry, shown) and close(measure, to_percent(shown), exact)


def _may_be_share(entry: Entry, shown: Number) -> bool:
    """Percentage points of 1 and less are doubtful only where the number format is not known."""
    if entry.item.measure == "percentage":
        return 0 < shown <= 1
    is_points = entry.item.measure == "percentage points"
    return is_points and entry.value.format is None and 0 < abs(shown) <= 1


def _rightly_empty(form: Form, entry: Entry) -> bool:
    """Return whether a formula has reason to show nothing: no result, 0, or nothing to go by."""
    if entry.value.status != "blank" or not entry.value.computed:
        return True
    items = form.edition.by_key
    return any(
        value is not None and items[value.place.item].derived and value.status == "blank"
        for value in (form.by_place.get(p) for p in sources_of(form.edition, entry.value.place))
    )


def sources_of(edition: Edition, place: Place) -> tuple[Place, ...]:
    """Return the places that a place is declared to follow from, none for an input."""
    return _sources(edition)[place]


@lru_cache(maxsize=16)
def _sources(edition: Edition) -> Mapping[Place, tuple[Place, ...]]:
    formulas = {item.key: item.formula for item in edition.items}
    return {
        place: tuple(place_of(ref, place) for ref in refs(formula)) if formula else ()
        for place in edition.places
        for formula in (formulas[place.item],)
    }


def place_of(ref: Ref, place: Place) -> Place:
    """Return the place that a declaration means when it is read for another place."""
    return Place(ref.item, place.period, ref.group or place.group)


def _from_shown(form: Form, entry: Entry) -> Iterator[float]:
    """Yield what the figures shown give: as they are, and rounded as people print them."""
    number_of = _arithmetic(form.edition).formulas.get(entry.value.place)
    if number_of is None:
        return
    for decimals in (None, *_ROUNDED.get(entry.item.measure, ())):
        try:
            number = number_of(_figures(form, decimals))
        except ZeroDivisionError:
            continue
        yield number * 100 if entry.item.in_percent else number


@dataclass(frozen=True, slots=True)
class _Arithmetic:
    """How the derived places of an edition follow from a row of all its figures.

    positions: where in the row the figure of a place stands.
    """

    positions: Mapping[Place, int]
    formulas: Mapping[Place, Compiled]


@lru_cache(maxsize=16)
def _arithmetic(edition: Edition) -> _Arithmetic:
    positions: dict[Place, int] = {}

    def position(place: Place, ref: Ref) -> int:
        return positions.setdefault(place_of(ref, place), len(positions))

    formulas = {
        place: compiled(formula, partial(position, place))
        for place in edition.places
        for formula in (edition.by_key[place.item].formula,)
        if formula is not None
    }
    return _Arithmetic(positions, formulas)


def _figures(form: Form, decimals: int | None) -> list[float | None]:
    """Return the figures of a form as arithmetic takes them, derived ones rounded if asked for."""
    if decimals not in form.figures:
        items, values = form.edition.by_key, form.by_place
        form.figures[decimals] = [
            _figure(items[place.item], values.get(place), decimals)
            for place in _arithmetic(form.edition).positions
        ]
    return form.figures[decimals]


def _figure(item: Item, value: Value | None, decimals: int | None) -> float:
    """Return a figure as arithmetic takes it, a blank as 0 as Excel does."""
    number = None if value is None else value.value if value.value is not None else value.computed
    if number is None:
        return 0.0
    if decimals is not None and item.derived:
        number = round(number, decimals)
    return number / 100 if item.in_percent else float(number)
