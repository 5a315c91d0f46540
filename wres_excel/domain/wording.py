"""How people are told what a figure is: its label, its group and its date, never its key."""

from datetime import date
from decimal import Decimal

from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import Number, digits, tidy
from wres_excel.domain.terms import GROUP_WORDS, Measure
from wres_excel.findings import Finding

_UNITS: dict[Measure, str] = {"percentage": " %", "percentage points": " percentage points"}
_MOST_DECIMALS = 4


def day_in_words(day: date) -> str:
    """Return a date as people write it: 31 March 2024."""
    return f"{day.day} {day:%B %Y}"


def figure_in_words(edition: Edition, place: Place) -> str:
    """Return what a figure is: "1a Non-clinical workforce: Band 5, BME, 31 March 2024"."""
    item = edition.by_key[place.item]
    parts = [edition.name_of(item)]
    if place.group != "all":
        parts.append(GROUP_WORDS[place.group])
    if not item.in_words:
        parts.append(day_in_words(edition.snapshot_of(place.period)))
    return ", ".join(parts)


def place_of_finding(edition: Edition, finding: Finding) -> Place | None:
    """Return the place that a finding is about, None if it is about no single figure."""
    if finding.item not in edition.by_key or finding.group is None:
        return None
    for place in edition.places:
        if (
            place.item == finding.item
            and place.group == finding.group
            and edition.snapshot_of(place.period).isoformat() == finding.period
        ):
            return place
    return None


def finding_in_words(edition: Edition, finding: Finding) -> str:
    """Return what a finding is about, in words; an empty text if that is the whole return."""
    place = place_of_finding(edition, finding)
    if place is not None:
        return figure_in_words(edition, place)
    item = edition.by_key.get(finding.item or "")
    return edition.name_of(item) if item else ""


def number_in_words(number: Number, measure: Measure) -> str:
    """Return a number for reading: 1,204 people, 12.3 %, a rate of 0.1471, a ratio of 1.50.

    Headcounts, percentages and rates have as many decimals as they need, at most four.
    """
    if measure == "ratio":
        return f"{number:.2f}"
    text = f"{Decimal(digits(tidy(round(number, _MOST_DECIMALS)))):,f}"
    return f"{text}{_UNITS.get(measure, '')}"
