"""Names as people spell them, against the names of a register."""

import pytest

from collation.returns import BOOK
from wres_excel.collation.names import Likeness, Names, distinctive, share_nothing

NAMES = Names.of(
    [
        ("RXY", "Kent and Medway NHS and Social Care Partnership Trust"),
        ("RFF", "Barnsley Hospital NHS Foundation Trust"),
        ("RXX", "Burnley Hospital NHS Trust"),
        ("R1A", "St John's Community NHS Trust"),
        ("R1B", "St Johns Community Trust"),
        ("RZZ", None),
    ],
    BOOK.name_words,
)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Kent & Medway NHS and Social Care Partnership Trst", Likeness(("RXY",))),
        ("KENT AND MEDWAY SOCIAL CARE PARTNERSHIP", Likeness(("RXY",), exact=True)),
        ("The Barnsley Hospital FT", Likeness(("RFF",), exact=True)),
        ("Barnley Hospital", Likeness(("RFF", "RXX"))),
        ("St John\u2019s Community", Likeness(("R1A", "R1B"), exact=True)),
        ("Leeds Teaching Hospitals", None),
        ("NHS Foundation Trust", None),
        ("", None),
        (None, None),
    ],
)
def test_a_name_is_like_the_known_name_that_it_may_stand_for(
    name: str | None, found: Likeness | None
) -> None:
    assert NAMES.like(name) == found


def test_a_name_keeps_only_the_words_that_tell_it_apart() -> None:
    name = "NHS Kent & Medway Clinical Commissioning Group, Ltd."
    assert distinctive(name, BOOK.name_words) == "kent medway ccg"


def test_names_share_nothing_only_if_both_are_given_and_no_word_is_common() -> None:
    pairs = [("Kent Trust", "Barnsley NHS Trust"), ("Kent", "Kent and Medway"), (None, "Kent")]
    assert [share_nothing(*pair, BOOK.name_words) for pair in pairs] == [True, False, False]
