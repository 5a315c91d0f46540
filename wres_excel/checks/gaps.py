"""Whether an indicator shows a gap between White and BME staff, in words."""

from wres_excel.checks.subject import Check
from wres_excel.domain.model import Indicator, Place
from wres_excel.domain.wording import number_in_words


def gap_of(check: Check, indicator: Indicator) -> str | None:
    """Return the gap that an indicator shows in the reporting year, None if it shows none.

    A relative likelihood is a gap outside the four-fifths range, by the rule's limits `low` and
    `high`; two percentages are one if they differ by more than the limit `points`.
    """
    compares = check.edition.by_key.get(indicator.compares or "")
    if compares is None:
        return _between_percentages(check, indicator.shows)
    if compares.measure == "ratio":
        return _of_ratio(check, compares.key)
    return _of_difference(check, compares.key)


def _of_ratio(check: Check, item: str) -> str | None:
    ratio = check.subject.number(Place(item, "current", "all"))
    if ratio is None or check.limit("low") <= ratio <= check.limit("high"):
        return None
    return f"a relative likelihood of {ratio:.2f}"


def _of_difference(check: Check, item: str) -> str | None:
    points = check.subject.number(Place(item, "current", "bme"))
    if points is None or abs(points) <= check.limit("points"):
        return None
    return f"a difference of {points:+.1f} percentage points for BME"


def _between_percentages(check: Check, item: str) -> str | None:
    """Compare the two groups' percentages; shares of one whole are no pair to compare."""
    if check.edition.by_key[item].derived:
        return None
    white = check.subject.number(Place(item, "current", "white"))
    bme = check.subject.number(Place(item, "current", "bme"))
    if white is None or bme is None or abs(white - bme) <= check.limit("points"):
        return None
    shown = [number_in_words(each, "percentage") for each in (white, bme)]
    return f"{shown[0]} for White and {shown[1]} for BME staff"
