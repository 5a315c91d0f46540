"""Sheets that say the same thing twice."""

from ..cases import case
from ..keys import CURRENT, PREVIOUS, draw_again
from ..made import Made


@case("several years")
def the_previous_year_on_a_sheet_of_its_own_as_well(made: Made) -> None:
    """Its columns are this edition's, and which of the two counts nobody said."""
    draw_again(made, "Data 2018", {"31ST MARCH 2019": "OTHER FIGURES"})
    stands_twice(made, PREVIOUS)


@case("several years", "several data sheets")
def two_copies_of_the_sheet_of_both_years(made: Made) -> None:
    draw_again(made, "Data (2)", {})
    stands_twice(made, PREVIOUS, CURRENT)


@case("several years", "stale dates")
def a_sheet_that_compares_last_year_with_none_of_its_neighbours(made: Made) -> None:
    """2014 beside 2018 is no edition's pair of years, so it may be a slip of this edition's own."""
    words = {"31ST MARCH 2018": "31ST MARCH 2014", "31ST MARCH 2019": "31ST MARCH 2018"}
    draw_again(made, "Data 2018", words)
    stands_twice(made, PREVIOUS)


def stands_twice(made: Made, *periods: str) -> None:
    """Expect an error for each item, at its first place that stands twice, and no value of it."""
    keys = [key for key in made.draft.places if not key[0].startswith("report.")]
    twice = [key for key in keys if key[1] in periods]
    for key in twice:
        del made.told[key]
    first = {key[0]: key for key in reversed(twice)}
    made.find("ambiguous-place", "error", *first.values())
