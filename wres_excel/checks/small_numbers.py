"""Numbers so small that publishing them could tell something about a person."""

from collections.abc import Iterable

from wres_excel.checks.hits import FINE, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.expressions import Binary, Ref
from wres_excel.domain.model import Item, Place
from wres_excel.domain.numbers import digits


def small_counts(check: Check) -> Looked:
    """Yield a hit for each section with headcounts above 0 and below the limit `people`."""
    for places in _sections(check):
        small = [p for p in places if _is_small(check, p)]
        if not any(check.subject.item(p).measure == "headcount" for p in places):
            continue
        if not small:
            yield FINE
            continue
        several = f"{len(small)} of {len(places)} figures: {check.subject.cells(small)}"
        found = several if small[1:] else digits(check.subject.number(small[0]) or 0)
        yield Hit(small[0], found, facts=check.subject.these(small), covers=tuple(small))


def telling_percentages(check: Check) -> Looked:
    """Yield a hit for each section whose percentages or rates give a small headcount away."""
    for section in check.edition.sections:
        parts = _parts_of(check.edition.section_items(section.key))
        shown = [p for p in check.edition.places if p.item in parts and _is_shown(check, p)]
        telling = [p for p in shown if _is_small(check, p._replace(item=parts[p.item]))]
        if telling:
            facts, cells = check.subject.these(telling), check.subject.cells(telling)
            found = cells if telling[1:] else None
            yield Hit(telling[0], found, facts=facts, covers=tuple(telling))
        elif shown:
            yield FINE


def _sections(check: Check) -> list[list[Place]]:
    """Return the figures of each section, both years together."""
    sections: dict[str, list[Place]] = {}
    for section, _, places in check.subject.blocks:
        sections.setdefault(section.key, []).extend(places)
    return list(sections.values())


def _is_small(check: Check, place: Place) -> bool:
    if check.subject.item(place).measure != "headcount":
        return False
    number = check.subject.number(place)
    return number is not None and 0 < number < check.limit("people")


def _is_shown(check: Check, place: Place) -> bool:
    return check.subject.given(place) is not None and check.subject.asked(place)


def _parts_of(items: Iterable[Item]) -> dict[str, str]:
    """Return by item the headcount that it is a share or likelihood of, where it is one."""
    return {item.key: part for item in items if (part := _part_of(item))}


def _part_of(item: Item) -> str | None:
    """Return the headcount that a percentage or a rate is a share of its whole of."""
    if item.measure not in ("percentage", "rate"):
        return None
    match item.formula:
        case Binary("/", Ref(item=part), _):
            return part
    return None
