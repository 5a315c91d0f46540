"""Markers and groups are known by their spellings, whatever their case and spaces."""

import pytest

from wres_excel.domain.answers import MARKERS
from wres_excel.spellings import load_spellings

SPELLINGS = load_spellings()


def test_the_markers_that_are_written_are_read_as_what_they_mean():
    assert {SPELLINGS.status(marker): marker for marker in MARKERS.values()} == dict(MARKERS)


@pytest.mark.parametrize("text", ["<5", "< 5", "<=5", "\u22645", "<10%", "[C]", "fewer than  5"])
def test_small_numbers_that_are_hidden_are_suppressed(text):
    assert SPELLINGS.status(text) == "suppressed"


@pytest.mark.parametrize("text", ["5", "<", "<five", "-", "nil", "none", "", "c"])
def test_what_is_not_certain_is_no_marker(text):
    assert SPELLINGS.status(text) is None


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("WHITE", "white"),
        ("bame", "bme"),
        ("Ethnicity Unknown / Null", "unknown"),
        ("all", "all"),
        ("Non-BAME", None),
        ("", None),
    ],
)
def test_groups_are_known_by_their_usual_words(text, group):
    assert SPELLINGS.group(text) == group
