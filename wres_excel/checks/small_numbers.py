"""Numbers so small that publishing them could tell something about a person."""

from wres_excel.checks.hits import FINE, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.expressions import Binary, Ref
from wres_excel.domain.model import Item, Place


def small_counts(check: Check) -> Looked:
    """Yield a hit for each section with headcounts above 0 and below the limit `people`."""
    for _, _, places in check.subject.blocks():
        small = [p for p in places if _is_small(check, p)]
        if not any(check.subject.item(p).measure == "headcount" for p in places):
            continue
        if not small:
            yield FINE
            continue
        cells = f"{len(small)} of {len(places)}: {check.subject.cells(small)}"
        yield Hit(small[0], cells, facts=check.subject.these(small), covers=tuple(small))


def telling_percentages(check: Check) -> Looked:
    """Yield a hit for each item whose percentages or rates give a small headcount away."""
    for item in check.edition.items:
        part = _part_of(item)
        if part is None:
            continue
        shown = [p for p in check.edition.places if p.item == item.key and _is_shown(check, p)]
        telling = [p for p in shown if _is_small(check, p._replace(item=part))]
        if telling:
            facts, cells = check.subject.these(telling), check.subject.cells(telling)
            yield Hit(telling[0], cells, facts=facts, covers=tuple(telling))
        elif shown:
            yield FINE


def _is_small(check: Check, place: Place) -> bool:
    if check.subject.item(place).measure != "headcount":
        return False
    number = check.subject.number(place)
    return number is not None and 0 < number < check.limit("people")


def _is_shown(check: Check, place: Place) -> bool:
    return check.subject.given(place) is not None and check.subject.asked(place)


def _part_of(item: Item) -> str | None:
    """Return the headcount that a percentage or a rate is a share of its whole of."""
    if item.measure not in ("percentage", "rate"):
        return None
    match item.formula:
        case Binary("/", Ref(item=part), _):
            return part
    return None
