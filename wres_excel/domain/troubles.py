"""What is odd about a number in a cell, as findings that do not yet know their place."""

from collections.abc import Mapping
from dataclasses import replace

from wres_excel.domain.model import Item
from wres_excel.domain.numbers import Number
from wres_excel.findings import Finding

MOST_PEOPLE = 999_999_999


TROUBLES: Mapping[str, Finding] = {
    t.rule: t
    for t in (
        Finding(
            "error-value",
            "error",
            "The cell shows an Excel error in place of a value",
            "Correct the formula, or type the value.",
        ),
        Finding(
            "uncalculated",
            "warning",
            "The formula was saved without its result",
            "Open the workbook in Excel, save it, and read it again.",
        ),
        Finding(
            "unreadable",
            "error",
            "The cell does not hold a number that can be read",
            "Type the number alone, and put any words in the notes.",
        ),
        Finding(
            "date-for-number",
            "error",
            "The cell is formatted as a date, so what was meant is not certain",
            "Format the cell as a number and type the value again.",
        ),
        Finding(
            "percent-format",
            "warning",
            "The cell is formatted as a percentage, but should hold a plain number",
            "Format the cell as a number and check its value.",
        ),
        Finding(
            "number-as-text",
            "note",
            "The number is stored as text and was read as a number",
            "Totals in Excel leave such cells out: format the cell as a number and retype it.",
        ),
        Finding(
            "percent-for-rate",
            "note",
            "The rate is written as a percentage and was read as a rate",
            "Write it as a number from 0 to 1.",
        ),
        Finding(
            "share-or-percent",
            "warning",
            "The value may be a share of 1 or a percentage; it was read as a percentage",
            "Write it with a percent sign, such as 12.3%.",
        ),
        Finding(
            "negative",
            "error",
            "The value is below 0",
            "Check the value: the least there can be is 0.",
        ),
        Finding(
            "fraction-of-a-person",
            "error",
            "The headcount is not a whole number of people",
            "Give headcounts, not full-time equivalents.",
        ),
        Finding(
            "out-of-range",
            "error",
            "The value is outside what it can be",
            "Check the value, its decimal point, and whether a percent sign is missing.",
        ),
    )
}


def trouble(rule: str, expected: str | None = None, remedy: str = "") -> Finding:
    """Return the trouble of a rule, with what was expected and its own remedy where given."""
    known = TROUBLES[rule]
    return replace(known, expected=expected, remedy=remedy or known.remedy)


def unreadable(expected: str, remedy: str = "") -> Finding:
    """Return the trouble that a cell's content is no value at all."""
    return trouble("unreadable", expected, remedy)


def faults_of(item: Item, value: Number, *, sure: bool = False) -> list[Finding]:
    """Return why a number cannot be the item's value, or may mean another.

    value: as the item counts it, so percentages as numbers of percent; sure: a percent sign or
    format leaves no doubt that it is not a share of 1.
    """
    match item.measure:
        case "headcount":
            return _headcount_faults(value, item.step or 1)
        case "percentage":
            return _percentage_faults(value, sure)
        case "percentage points" if abs(value) > 100:
            return [trouble("out-of-range", "-100 to 100")]
        case "rate" | "ratio" if value < 0:
            return [trouble("negative", "0 or more")]
    return []


def doubts_of(item: Item, value: Number | None) -> list[Finding]:
    """Return what is in doubt about a stored number where nobody knows how its cell shows it.

    Percentage points of 1 and less are rare but real, so only there are they a matter of doubt;
    faults_of doubts percentages of 1 and less wherever they stand.
    """
    if item.measure == "percentage points" and value is not None and 0 < abs(value) <= 1:
        return [trouble("share-or-percent")]
    return []


def _headcount_faults(value: Number, step: float) -> list[Finding]:
    faults = []
    if value < 0:
        faults.append(trouble("negative", "0 or more"))
    if value > MOST_PEOPLE:
        faults.append(trouble("out-of-range", f"at most {MOST_PEOPLE:,}"))
    if value % step:
        half = step != 1
        words = "a whole number, or one that ends in .5" if half else "a whole number"
        remedy = "Give the average of the two years' headcounts." if half else ""
        faults.append(trouble("fraction-of-a-person", words, remedy))
    return faults


def _percentage_faults(value: Number, sure: bool) -> list[Finding]:
    if value < 0:
        return [trouble("negative", "0 to 100")]
    if value > 100:
        return [trouble("out-of-range", "0 to 100")]
    if not sure and 0 < value <= 1:
        return [trouble("share-or-percent")]
    return []
