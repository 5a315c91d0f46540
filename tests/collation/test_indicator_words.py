"""The words for what is told of an indicator."""

import pytest

from wres_excel.collation.evidence import Quality
from wres_excel.collation.indicator_words import (
    flag_words,
    movement_words,
    quality_words,
    remarks,
)
from wres_excel.collation.indicators import Figure, Result

NONE = Figure()


def result(figure: Figure, earlier: Figure = NONE) -> Result:
    """An indicator that got worse."""
    return Result(3, "ratio", NONE, NONE, figure, earlier, 0.5, "worse", "BME more likely")


@pytest.mark.parametrize(
    ("quality", "words"),
    [
        (Quality(), "no errors or warnings"),
        (Quality(("Data!K41",)), "errors: Data!K41"),
        (Quality((), ("A1", "A2", "A3", "A4", "A5")), "warnings: A1, A2, A3 and 2 more"),
        (Quality(("K41",), ("A1",)), "errors: K41; warnings: A1"),
    ],
)
def test_the_quality_of_an_indicator_names_cells(quality: Quality, words: str) -> None:
    assert quality_words(quality) == words


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            result(Figure(2), Figure(1.5)),
            ("worse: further from equal", "BME more likely", []),
        ),
        (
            result(Figure(2, doubt=("K41",)), Figure(1.5)),
            ("in doubt: worse", "in doubt: BME more likely", ["in doubt: an error in K41"]),
        ),
        (
            result(Figure(2, as_reported=True), Figure(1.5, doubt=("F41", "F42"))),
            (
                "in doubt: worse",
                "BME more likely",
                [
                    "as reported, since the figures that it follows from are not all given",
                    "last year's figure is in doubt: errors in F41, F42",
                ],
            ),
        ),
    ],
)
def test_what_is_in_doubt_says_so_and_where(
    found: Result, said: tuple[str, str, list[str]]
) -> None:
    assert (movement_words(found), flag_words(found), list(remarks(found))) == said
