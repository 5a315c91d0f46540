"""Numbers, answers and effects as people read them; one place, for every form of the output."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from wres_excel.comparison.records import Basis, Change, Effect, Figure, Movement, Standing
from wres_excel.domain.four_fifths import FOUR_FIFTHS, within_four_fifths
from wres_excel.domain.model import Item, Value
from wres_excel.domain.numbers import Number, digits, rounded, to_percent
from wres_excel.domain.terms import GROUP_WORDS, Measure, Status

STATUS_WORDS: dict[Status, str] = {
    "blank": "blank",
    "not_applicable": "N/A",
    "not_collected": "not collected",
    "suppressed": "suppressed",
    "uncalculated": "not calculated",
}
_VERDICTS: dict[Movement, str] = {
    "unchanged": "unchanged",
    "closer": "closer to equal",
    "further": "further from equal",
    "as far": "as far from equal as before",
    "wider": "wider",
    "narrower": "narrower",
    "as wide": "as wide as before",
    "up": "up",
    "down": "down",
    "no result": "not compared",
}
_ROUNDED_AWAY = frozenset[Movement]({"closer", "further", "wider", "narrower", "up", "down"})


def day_in_words(day: date) -> str:
    """Return a date such as "31 March 2024"."""
    return f"{day.day} {day:%B %Y}"


def number_in_words(number: Number, measure: Measure) -> str:
    """Return a number as a reader of a report expects it: 2,210, 19.62%, 1.46, +3.1 points."""
    match measure:
        case "rate":
            return f"{rounded(to_percent(number), 2)}%"
        case "ratio":
            return str(rounded(number, 2))
        case "percentage":
            return f"{rounded(number, 1)}%"
        case "percentage points":
            return f"{rounded(number, 1):+} points"
    return f"{number:,}"


def answers_in_words(item: Item, old: Value, new: Value) -> tuple[str, str]:
    """Return two answers that differ, each as people read it; numbers as exact as need be."""
    short = value_in_words(item, old), value_in_words(item, new)
    if old.value is None or new.value is None or item.measure == "headcount":
        return short
    if short[0] != short[1] and (item.derived or item.measure != "percentage"):
        return short
    numbers = old.value, new.value
    places = max(1, *(_decimals(number) for number in numbers))
    unit = "%" if item.in_percent else ""
    first, second = (f"{rounded(number, places)}{unit}" for number in numbers)
    return first, second


def value_in_words(item: Item, value: Value) -> str:
    """Return one answer as people read it: a number, its words, or why there is none."""
    if value.value is not None:
        return number_in_words(value.value, item.measure)
    if value.status == "reported":
        return f"'{' '.join((value.text or '').split())}'"
    if value.status == "blank" and value.cell is None and item.note_of is None:
        return "no cell"
    return STATUS_WORDS.get(value.status) or f"'{' '.join(value.raw.split())}'"


def change_in_words(change: Change) -> str:
    """Return by how much an answer changed: "+100 (+4.5%)", "-1.2 points", or nothing."""
    if change.difference is None:
        return ""
    item, difference = change.item, change.difference
    if item.in_percent:
        shown = f"{rounded(difference, 1):+} points"
    elif item.measure == "rate":
        shown = f"{rounded(to_percent(difference), 2):+} points"
    elif item.measure == "ratio":
        shown = f"{rounded(difference, 2):+}"
    else:
        shown = f"{difference:+,}"
    return shown if change.percent is None else f"{shown} ({rounded(change.percent, 1):+}%)"


def effect_in_words(effect: Effect) -> str:
    """Return what changed for one indicator, in a sentence or several."""
    old, new = effect.old, effect.new
    if effect.movement == "not comparable" or _name(old) != _name(new):
        before, after = (_figure(side.result) for side in (old, new))
        again = "" if _name(old) == _name(new) else f"{_name(new)} "
        said = f"Not compared: {_name(old)} {before} in the old return, {again}{after} in the new."
    else:
        said = f"{_capital(_name(new))} {_figures(old.result, new.result)}: {_verdict(effect)}."
    return " ".join([said, *_remarks(effect)])


def shares_in_words(effect: Effect) -> str:
    """Return the White and BME figures of both returns: "White 19.62% -> 20.01%, BME ..."."""
    old, new = effect.old, effect.new
    if not effect.shares_compared:
        before, after = (
            f"White {_figure(side.white)}, BME {_figure(side.bme)}" for side in (old, new)
        )
        return f"{before} in the old return; {after} in the new"
    return f"White {_figures(old.white, new.white)}, BME {_figures(old.bme, new.bme)}"


def _name(standing: Standing) -> str:
    """Return what is called the result of an indicator, with its direction."""
    if standing.groups is not None:
        return f"relative likelihood ({' / '.join(GROUP_WORDS[g] for g in standing.groups)})"
    names: dict[Basis, str] = {
        "ratio": "relative likelihood",
        "difference": "difference from the workforce, BME",
        "gap": "gap, BME less White,",
        "share": f"{standing.shown}, BME",
    }
    return names[standing.basis]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _verdict(effect: Effect) -> str:
    old, new = effect.old.result, effect.new.result
    movement = effect.movement
    if movement in _ROUNDED_AWAY and _figure(old) == _figure(new):
        return "no change in the digits shown"
    parts = [_VERDICTS[movement]]
    if old.number is None or new.number is None or movement == "unchanged":
        return parts[0]
    if effect.new.basis == "ratio":
        parts += _four_fifths(old.number, new.number)
    middle = 1 if effect.new.basis == "ratio" else 0
    if effect.new.basis != "share" and (old.number - middle) * (new.number - middle) < 0:
        parts.append("the other way round than before")
    return "; ".join(parts)


def _four_fifths(old: Number, new: Number) -> Iterator[str]:
    before, after = within_four_fifths(old), within_four_fifths(new)
    span = f"{FOUR_FIFTHS[0]:.2f} to {FOUR_FIFTHS[1]:.2f} (four-fifths rule)"
    if before and not after:
        yield f"now outside {span}"
    elif after and not before:
        yield f"now within {span}"
    else:
        yield f"{'within' if after else 'outside'} {span} as before"


def _remarks(effect: Effect) -> Iterator[str]:
    yield from effect.caveats
    for side, standing in (("old", effect.old), ("new", effect.new)):
        if standing.result.number is None and standing.result.reason:
            yield f"No result in the {side} return: {standing.result.reason}."
        elif any(f.reported for f in (standing.white, standing.bme, standing.result)):
            yield (
                f"As reported in the {side} return: the figures that it follows from are not all "
                "given."
            )


def _figures(old: Figure, new: Figure) -> str:
    return f"{_figure(old)} -> {_figure(new)}"


def _figure(figure: Figure) -> str:
    if figure.number is None:
        return "no result"
    return number_in_words(figure.number, figure.measure)


def _decimals(number: Number) -> int:
    return max(0, -int(Decimal(digits(number)).normalize().as_tuple().exponent))
