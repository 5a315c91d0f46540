"""The words and small formulas that several sheets of our own workbook share."""

from collections.abc import Iterable, Sequence
from datetime import date

from wres_excel.domain.model import Edition, Item
from wres_excel.domain.terms import GROUP_WORDS, Group, Period
from wres_excel.workbook.formulas import At, Block, Op, Spot, Tree, call

TO_DO = "to do"
COMPLETE = "complete"
OPTIONAL = "optional"
CHECK = "check: "
NOT_APPLICABLE = "[z]"


def day(moment: date) -> str:
    """Return a date in words: 31 March 2019."""
    return f"{moment.day} {moment:%B %Y}"


def column_heading(edition: Edition, period: Period, group: Group) -> str:
    """Return the heading of a column of figures: 31 March 2019 White."""
    return f"{day(edition.snapshot_of(period))} {GROUP_WORDS[group]}"


def measure_words(item: Item, edition: Edition) -> str:
    """Return what kind of figure an item is, for the column that says so."""
    if item.derived:
        return f"{item.measure}, calculated"
    if item.averaged:
        return f"{item.measure}, two-year average"
    question = edition.survey.get(item.indicator or 0) if item.section == "survey" else None
    if question:
        return f"{item.measure}, {edition.snapshot.year - 1} survey {question}"
    return item.measure


def first_of(cases: Iterable[tuple[Tree, str]], otherwise: Tree) -> Tree:
    """Return the formula that gives the text of the first case that holds."""
    formula = otherwise
    for condition, text in reversed(list(cases)):
        formula = call("IF", condition, text, formula)
    return formula


def when_number(spots: Sequence[Spot], condition: Tree) -> Tree:
    """Return a condition that is false unless every cell it looks at holds a number."""
    return call("IF", Op("=", call("COUNT", *map(At, spots)), len(spots)), condition, 0)


def answer_check(spot: Spot, *, optional: bool) -> Tree:
    """Return the check of one answer in words: complete, or what is left."""
    return call("IF", Op("=", At(spot), ""), OPTIONAL if optional else TO_DO, COMPLETE)


def part_check(checks: Sequence[Block]) -> Tree:
    """Return the check of a whole part from the checks of its rows."""

    def count(start: str) -> Tree:
        counts = [call("COUNTIF", block, f"{start}*") for block in checks]
        return call("SUM", *counts) if len(counts) > 1 else counts[0]

    return call(
        "IF",
        Op(">", count(CHECK), 0),
        Op("&", Op("&", CHECK, count(CHECK)), " of its rows do not add up"),
        call(
            "IF",
            Op(">", count(TO_DO), 0),
            Op("&", Op("&", f"{TO_DO}: ", count(TO_DO)), " of its rows"),
            COMPLETE,
        ),
    )
