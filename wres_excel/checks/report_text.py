"""Figures that the Report gives in words, against the data beside them.

Only a text that leaves no doubt is compared: one relative likelihood, or one pair of percentages.
A text that a formula makes follows the data by itself.
"""

import re

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.report_written import is_in_doubt
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Indicator, Place
from wres_excel.domain.numbers import Number, tidy
from wres_excel.domain.rounding import close
from wres_excel.domain.terms import GROUP_WORDS, Group
from wres_excel.domain.wording import number_in_words

_PAIR: tuple[Group, Group] = ("white", "bme")
_RATIO = re.compile(r"(?<![\d.,/])\d{1,2}\.\d+(?!\d|[./]\d|\s*(?:%|per ?cent))", re.IGNORECASE)
_CALLED = re.compile(r"relative likelihood[^.\n:]*:?\s*(\d{1,2}\.\d+)", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent\b)", re.IGNORECASE)


def report_text_differs(check: Check) -> Looked:
    """Yield a hit for each indicator whose text gives other figures than the data do."""
    for indicator in check.edition.indicators:
        place = Place(f"indicator_{indicator.number}.reporting_year", "current", "all")
        text = _typed_text(check, place, indicator)
        looked = _compared(check, indicator, place, text) if text else None
        if looked is not None:
            yield looked


def report_text_other_way_round(check: Check) -> Looked:
    """Yield a hit for each relative likelihood of a text that is the other way round in the data.

    Its words may well say so: '0.82 times as likely' for one group is right if 1.22 is for the
    other. A ratio so near to 1 that both ways agree within the limit `apart` cannot be told.
    """
    for indicator in check.edition.indicators:
        place = Place(f"indicator_{indicator.number}.reporting_year", "current", "all")
        text, ratio = _typed_text(check, place, indicator), _relative_likelihood(check, indicator)
        named = _named(check, indicator, text) if text else None
        if named is None or not ratio or abs(ratio - 1 / ratio) < check.limit("apart"):
            continue
        shown = named[0]
        if close("ratio", shown, ratio) or not close("ratio", shown, 1 / ratio):
            yield FINE
        else:
            yield _other_way_round(check, indicator, place, shown, ratio)


def _other_way_round(
    check: Check, indicator: Indicator, place: Place, shown: Number, ratio: Number
) -> Hit:
    directions = check.edition.directions
    first, second = (GROUP_WORDS[group] for group in directions[indicator.number])
    numbers = [number_in_words(each, "ratio") for each in (shown, ratio)]
    facts = {"shown": numbers[0], "ratio": numbers[1], "first": first, "second": second}
    return Hit(place, numbers[0], f"{numbers[1]}, {first} divided by {second}", facts)


def _relative_likelihood(check: Check, indicator: Indicator) -> Number | None:
    compares = check.edition.by_key.get(indicator.compares or "")
    if compares is None or compares.measure != "ratio":
        return None
    return check.subject.number(Place(compares.key, "current", "all"))


def _typed_text(check: Check, place: Place, indicator: Indicator) -> str | None:
    """Return a text that was typed, unless figures behind it are known to be wrong."""
    value = check.subject.value(place)
    if value is None or value.cell is None or value.formula is not None:
        return None
    if is_in_doubt(check, indicator, "current"):
        return None
    return value.text


def _compared(check: Check, indicator: Indicator, place: Place, text: str) -> Hit | Fine | None:
    compares = check.edition.by_key.get(indicator.compares or "")
    if compares is None:
        return _percentages(check, indicator, place, text)
    if compares.measure == "ratio":
        return _ratio(check, indicator, place, text)
    return None


def _ratio(check: Check, indicator: Indicator, place: Place, text: str) -> Hit | Fine | None:
    """Compare the one relative likelihood that a text names, in either direction."""
    named = _named(check, indicator, text)
    ratio = _relative_likelihood(check, indicator)
    if named is None or not ratio:
        return None
    shown, sure = named
    ways = (ratio, 1 / ratio, ratio - 1, 1 - 1 / ratio)
    may_be_rate = not sure and _is_likelihood(check, indicator, shown)
    if any(close("ratio", shown, way) for way in ways) or may_be_rate:
        return FINE
    return Hit(place, number_in_words(shown, "ratio"), number_in_words(ratio, "ratio"))


def _named(check: Check, indicator: Indicator, text: str) -> tuple[Number, bool] | None:
    """Return the one relative likelihood that a text names, and whether it calls it that.

    None if it names none or several, likelihoods beside one that is called so left aside.
    """
    called = [tidy(float(number)) for number in _CALLED.findall(text)]
    numbers = [tidy(float(number)) for number in _RATIO.findall(text)]
    if len(called) == 1 and called[0] in numbers:
        numbers.remove(called[0])
        others = [number for number in numbers if not _is_likelihood(check, indicator, number)]
        return None if others else (called[0], True)
    return (numbers[0], False) if len(numbers) == 1 else None


def _is_likelihood(check: Check, indicator: Indicator, shown: Number) -> bool:
    known = [check.subject.number(Place(indicator.shows, "current", group)) for group in _PAIR]
    return any(close("rate", shown, rate) for rate in known if rate is not None)


def _percentages(check: Check, indicator: Indicator, place: Place, text: str) -> Hit | Fine | None:
    """Compare the two percentages that a text names, in either order."""
    shown = [tidy(float(number)) for number in _PERCENT.findall(text)]
    known = [check.subject.given(Place(indicator.shows, "current", group)) for group in _PAIR]
    percents = [percent for percent in known if percent is not None]
    if len(shown) != 2 or len(percents) != 2:
        return None
    for pair in (percents, percents[::-1]):
        if all(close("percentage", s, p) for s, p in zip(shown, pair, strict=True)):
            return FINE
    found, expected = (
        [number_in_words(n, "percentage") for n in pair] for pair in (shown, percents)
    )
    return Hit(place, " and ".join(found), f"{expected[0]} for White and {expected[1]} for BME")
