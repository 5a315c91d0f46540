"""Figures that the Report gives in words, against the data beside them.

Only a text that leaves no doubt is compared: one relative likelihood, or one pair of percentages.
A text that a formula makes follows the data by itself.
"""

import re

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Indicator, Place
from wres_excel.domain.numbers import Number, tidy
from wres_excel.domain.rounding import close
from wres_excel.domain.terms import Group
from wres_excel.domain.wording import number_in_words

_PAIR: tuple[Group, Group] = ("white", "bme")
_RATIO = re.compile(r"(?<![\d.,/])\d{1,2}\.\d+(?![\d./]|\s*(?:%|per ?cent))", re.IGNORECASE)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d+)?)\s*(?:%|per ?cent\b)", re.IGNORECASE)


def report_text_differs(check: Check) -> Looked:
    """Yield a hit for each indicator whose text gives other figures than the data do."""
    for indicator in check.edition.indicators:
        place = Place(f"indicator_{indicator.number}.reporting_year", "current", "all")
        text = _typed_text(check, place)
        looked = _compared(check, indicator, place, text) if text else None
        if looked is not None:
            yield looked


def _typed_text(check: Check, place: Place) -> str | None:
    value = check.subject.value(place)
    if value is None or value.cell is None or value.formula is not None:
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
    numbers = [tidy(float(number)) for number in _RATIO.findall(text)]
    ratio = check.subject.number(Place(indicator.compares or "", "current", "all"))
    if len(numbers) != 1 or not ratio:
        return None
    (shown,) = numbers
    ways = (ratio, 1 / ratio, ratio - 1, 1 - 1 / ratio)
    if any(close("ratio", shown, way) for way in ways) or _is_likelihood(check, indicator, shown):
        return FINE
    return Hit(place, number_in_words(shown, "ratio"), f"{ratio:.2f}")


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
