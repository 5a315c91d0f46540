"""Do the figures add up: parts and wholes, totals, shares, the Report against the Data sheet."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from wres_excel.checks.hits import FINE, Hit, Looked, a_year_later
from wres_excel.checks.subject import Check
from wres_excel.domain.expressions import Binary, Expression, Ref, Sum
from wres_excel.domain.model import Edition, Item, Place, Value
from wres_excel.domain.numbers import Number, digits, tidy
from wres_excel.domain.rounding import decimals_of
from wres_excel.domain.terms import Group, Measure, Period
from wres_excel.domain.wording import number_in_words

MOST_DECIMALS = 4
"""Excel's own shares have fifteen digits, which no more add up exactly than three rounded ones."""
_NOISE = 1e-6


def part_exceeds_whole(check: Check) -> Looked:
    """Yield a hit for each part that is more than the whole it is a part of."""
    for place in check.edition.places:
        whole = check.subject.item(place).subset_of
        if whole is None:
            continue
        of = place._replace(item=whole)
        part, total = check.subject.given(place), check.subject.number(of)
        if part is None or total is None:
            continue
        yield FINE if part <= total else _too_many(check, place, part, of, total)


def total_mismatch(check: Check) -> Looked:
    """Yield a hit for each total that was typed in and is not the sum of its parts.

    A formula that shows something else has a rule of its own.
    """
    for value in _derived(check, "headcount"):
        shown, computed = value.value, value.computed
        if shown is None or computed is None:
            continue
        if value.formula is not None or abs(shown - computed) < _NOISE:
            yield FINE
        else:
            yield _mistyped(check, value, shown, computed)


def shares_add_to_100(check: Check) -> Looked:
    """Yield a hit for each set of shares of one whole that do not add up to it.

    Three rounded shares may miss 100 by half a unit each; cut off instead of rounded, as many
    programs print them, by a whole unit each.
    """
    for item, period in _share_items(check):
        shown = {g: check.subject.given(Place(item.key, period, g)) for g in item.groups}
        known = {g: round(share, MOST_DECIMALS) for g, share in shown.items() if share is not None}
        if len(known) < len(item.groups):
            continue
        total = sum(Decimal(digits(share)) for share in known.values())
        unit = Decimal(1).scaleb(-max(decimals_of(share) for share in known.values()))
        room = len(known) * unit
        if 100 - room <= total <= 100 + room / 2:
            yield FINE
        else:
            place = Place(item.key, period, item.groups[0])
            places = tuple(place._replace(group=group) for group in item.groups)
            yield Hit(place, f"{_sum_of(known)} = {digits(tidy(total))} %", "100 %", covers=places)


def staff_total_differs(check: Check) -> Looked:
    """Yield a hit if the number of staff in the report is far from the workforce by band."""
    workforce = _workforce(check)
    yield from _against(check, sum(workforce.values()), workforce, "percent")


def bme_proportion_differs(check: Check) -> Looked:
    """Yield a hit if the proportion of BME staff in the report is not that of the workforce."""
    workforce = _workforce(check)
    yield from _against(check, _percent(workforce.get("bme", 0), workforce), workforce, "points")


def self_reporting_differs(check: Check) -> Looked:
    """Yield a hit if the proportion that self-reported is not the workforce less the unknown."""
    workforce = _workforce(check)
    share = 100 - _percent(workforce.get("unknown", 0), workforce)
    yield from _against(check, share, workforce, "points")


def _workforce(check: Check) -> dict[Group, Number]:
    """Return by group the headcount that the rule compares with, its second item."""
    _, item = check.rule.items
    return check.subject.over_groups(item, "current") if item in check.edition.by_key else {}


def _against(
    check: Check, expected: float, workforce: Mapping[Group, Number], limit: str
) -> Looked:
    """Compare an answer of the report with what the workforce gives, by points or by percent."""
    place = Place(check.rule.items[0], "current", "all")
    answer = check.subject.given(place)
    if answer is None or not sum(workforce.values()):
        return
    room = check.limit(limit) * (expected / 100 if limit == "percent" else 1)
    if abs(answer - expected) <= room:
        yield FINE
        return
    measure: Measure = "headcount" if limit == "percent" else "percentage"
    workforce_gives = number_in_words(round(expected, 1 if measure == "percentage" else 0), measure)
    yield Hit(place, number_in_words(answer, measure), f"about {workforce_gives}")


def _percent(part: Number, whole: Mapping[Group, Number]) -> float:
    total = sum(whole.values())
    return 100 * part / total if total else 0.0


def _too_many(check: Check, place: Place, part: Number, of: Place, total: Number) -> Hit:
    whole = check.edition.name_of(check.subject.item(of))
    facts = {"whole": f"'{whole}'"}
    expected = f"at most {number_in_words(total, 'headcount')}, as in {check.subject.cells([of])}"
    shown = number_in_words(part, "headcount")
    return Hit(place, shown, expected, facts, explains=a_year_later(place))


def _mistyped(check: Check, value: Value, shown: Number, computed: Number) -> Hit:
    way = _way(check.edition, check.subject.item(value.place).formula)
    numbers = [number_in_words(each, "headcount") for each in (shown, computed)]
    return Hit(value.place, numbers[0], f"{numbers[1]}, {way}")


def _way(edition: Edition, formula: Expression | None) -> str:
    """Return in words how a headcount follows from others."""
    match formula:
        case Binary("-", Ref(item=whole), Ref(item=part)):
            names = [edition.name_of(edition.by_key[key]) for key in (whole, part)]
            return f"'{names[0]}' less '{names[1]}'"
        case Ref(item=same):
            return f"as in '{edition.name_of(edition.by_key[same])}'"
    return "the sum of its parts"


def _derived(check: Check, measure: Measure) -> Iterator[Value]:
    for value in check.subject.result.values:
        item = check.subject.item(value.place)
        if item.derived and item.measure == measure:
            yield value


def _share_items(check: Check) -> Iterator[tuple[Item, Period]]:
    """Yield each item that shows an item's groups as shares of their sum."""
    for item in check.edition.items:
        if item.measure == "percentage" and _is_share(item.formula):
            yield from ((item, period) for period in item.periods)


def _is_share(formula: Expression | None) -> bool:
    match formula:
        case Binary("/", _, Sum(parts)):
            return len({part.item for part in parts}) == 1
    return False


def _sum_of(shares: Mapping[Group, Number]) -> str:
    return " + ".join(digits(share) for share in shares.values())
