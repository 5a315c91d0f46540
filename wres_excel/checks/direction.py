"""Is a ratio the right way round, was it rounded on the way, are White and BME swapped."""

from collections.abc import Iterator

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.expressions import Binary, Ref, Sum, evaluate
from wres_excel.domain.model import Edition, Item, Place, Value
from wres_excel.domain.numbers import Number
from wres_excel.domain.rounding import close
from wres_excel.domain.terms import GROUP_WORDS, Group
from wres_excel.domain.wording import number_in_words

PAIR: tuple[Group, Group] = ("white", "bme")
_ROUNDED = (2, 3, 4)
"""To how many decimals likelihoods are printed, before their ratio is taken."""


def reciprocal_ratio(check: Check) -> Looked:
    """Yield a hit for each relative likelihood that was divided the other way round.

    A ratio so near to 1 that both ways agree within the limit `apart` cannot be told.
    """
    for item, value, shown, computed in _ratios(check):
        if not computed or abs(computed - 1 / computed) < check.limit("apart"):
            continue
        if close("ratio", shown, computed) or not close("ratio", shown, 1 / computed):
            yield FINE
        else:
            yield _reciprocal(item, value, shown, computed)


def rounded_before_division(check: Check) -> Looked:
    """Yield a hit for each relative likelihood that follows only from likelihoods rounded first.

    Both may be published: 1.8 from the counts and 1.7 from the rates shown beside them.
    """
    for item, value, shown, computed in _ratios(check):
        if close("ratio", shown, computed):
            yield FINE
            continue
        rounded = [r for r in _from_rounded(check, item, value.place) if close("ratio", shown, r)]
        if rounded:
            numbers = [number_in_words(each, "ratio") for each in (shown, computed)]
            yield Hit(value.place, numbers[0], f"{numbers[1]} from the headcounts themselves")


def columns_swapped(check: Check) -> Looked:
    """Yield a hit for each headcount whose White and BME figures change places between the years.

    That is so if the White share of one year is nearly the BME share of the other, and far from
    its own; limits: `near` and `far`, both as shares of 1, `far_if_few` below `many` people.
    """
    for item in check.items:
        shares = [_white_share(check, item, period) for period in ("previous", "current")]
        if len(check.edition.periods) < 2 or None in shares:
            continue
        yield _compared(check, item, *[share for share in shares if share is not None])


def _compared(check: Check, item: Item, before: float, now: float) -> Hit | Fine:
    swapped = abs(now - (1 - before)) <= check.limit("near")
    if not (swapped and abs(now - before) >= _far(check, item)):
        return FINE
    shares = [f"{100 * share:.0f} %" for share in (before, now)]
    found = f"{shares[0]} White in the previous year, {shares[1]} in the reporting year"
    place = Place(item.key, "current", "white")
    covers = tuple(
        Place(item.key, period, group) for period in check.edition.periods for group in PAIR
    )
    explains = _moved_with(check.edition, item)
    return Hit(place, found, "much the same share in both", covers=covers, explains=explains)


def _far(check: Check, item: Item) -> float:
    """Return how far a share must move to be no chance: further, the fewer people there are."""
    few = any(
        sum(check.subject.number(Place(item.key, period, group)) or 0 for group in PAIR)
        < check.limit("many")
        for period in check.edition.periods
    )
    return check.limit("far_if_few") if few else check.limit("far")


def _moved_with(edition: Edition, item: Item) -> tuple[Place, ...]:
    """Return the places whose figures move with swapped columns: the item's and its parts'."""
    parts = {part.item for part in item.formula.parts} if isinstance(item.formula, Sum) else set()
    parts.add(item.key)
    parts |= {each.key for each in edition.items if each.subset_of in parts}
    return tuple(Place(key, "current", group) for key in sorted(parts) for group in PAIR)


def _white_share(check: Check, item: Item, period: str) -> float | None:
    """Return the White share of White and BME headcount together, None if not known."""
    number = check.subject.number
    before = period == "previous"
    white = number(Place(item.key, "previous" if before else "current", "white"))
    bme = number(Place(item.key, "previous" if before else "current", "bme"))
    if white is None or bme is None or white + bme < check.limit("people"):
        return None
    return white / (white + bme)


def _ratios(check: Check) -> Iterator[tuple[Item, Value, Number, Number]]:
    """Yield each relative likelihood that is shown and can be computed, with both numbers."""
    for value in check.subject.result.values:
        item = check.subject.item(value.place)
        if item.measure == "ratio" and value.value is not None and value.computed is not None:
            yield item, value, value.value, value.computed


def _from_rounded(check: Check, item: Item, place: Place) -> Iterator[float]:
    """Yield the ratio of the likelihoods rounded to each usual number of decimals."""
    for decimals in _ROUNDED:

        def rate(ref: Ref, decimals: int = decimals) -> float:
            at = Place(ref.item, place.period, ref.group or place.group)
            return round(float(check.subject.number(at) or 0), decimals)

        if item.formula is not None:
            try:
                yield evaluate(item.formula, rate)
            except ZeroDivisionError:
                continue


def _reciprocal(item: Item, value: Value, shown: Number, computed: Number) -> Hit:
    match item.formula:
        case Binary("/", Ref(group=first), Ref(group=second)) if first and second:
            way = f", {GROUP_WORDS[first]} divided by {GROUP_WORDS[second]}"
        case _:
            way = ""
    numbers = [number_in_words(each, "ratio") for each in (shown, computed)]
    facts = {"shown": numbers[0], "computed": numbers[1]}
    return Hit(value.place, numbers[0], f"{numbers[1]}{way}", facts)
