"""Values given for derived items are compared with what the figures give, never written."""

import pytest

from wres_excel.domain.answers import answer_from_text
from wres_excel.domain.claims import agrees, compare_claims
from wres_excel.domain.derived import Outcome
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.spellings import load_spellings

EDITION = load_edition("2020")
RATIO = Place("disciplinary.relative_likelihood", "current", "all")
RATE = Place("disciplinary.likelihood", "current", "bme")
SHARE = Place("board.total_share", "current", "bme")
TOTAL = Place("board.workforce", "current", "bme")


def claim(place, text):
    return answer_from_text(EDITION.by_key[place.item], text, load_spellings())


@pytest.mark.parametrize(
    ("place", "text", "computed", "same"),
    [
        (RATIO, "1.8", 1.8293103448275862, True),
        (RATIO, "1.83", 1.8293103448275862, True),
        (RATIO, "2", 1.8293103448275862, True),
        (RATIO, "1.7", 1.8293103448275862, False),
        (RATIO, "1.80", 1.8293103448275862, False),
        (RATIO, "1.8293103448275862", 1.8293103448275862, True),
        (RATIO, "1.8293103448", 1.8293103448275862, True),
        (RATIO, "1.85", 1.85, True),
        (RATE, "1.2%", 0.0124, True),
        (RATE, "0.012", 0.0124, True),
        (RATE, "1.3%", 0.0124, False),
        (RATE, "1.2e-05", 0.000012, True),
        (RATE, "1.2e-05", 0.0000134, False),
        (SHARE, "33.3%", 100 / 3, True),
        (SHARE, "33.4", 100 / 3, False),
        (TOTAL, "3,296", 3296, True),
        (TOTAL, "3,295", 3296, False),
        (TOTAL, "N/A", 3296, False),
    ],
)
def test_a_claim_agrees_to_the_digits_given(place, text, computed, same):
    assert agrees(EDITION.by_key[place.item], claim(place, text), computed) is same


def test_what_differs_and_what_cannot_be_compared():
    claims = {
        RATIO: claim(RATIO, "1.7"),
        SHARE: claim(SHARE, "33.3%"),
        RATE: claim(RATE, "1%"),
        TOTAL: claim(TOTAL, "N/A"),
    }
    outcomes = {
        RATIO: Outcome(1.8293103448275862),
        SHARE: Outcome(100 / 3),
        RATE: Outcome(reason="'Number of staff in workforce' (BME) is 0"),
        TOTAL: Outcome(5),
    }
    findings = compare_claims(EDITION, claims, outcomes, lines={RATIO: 7}, file="m.csv")
    assert [str(finding) for finding in findings] == [
        "warning[derived-differs] m.csv:7: The value given differs from what the other figures "
        "give, which is written instead (item disciplinary.relative_likelihood, 2020-03-31, all; "
        "found 1.7; expected 1.82931). Check the figures it follows from, or leave the row out.",
        "note[derived-not-computed] m.csv: The value given cannot be compared, since the figures "
        "it follows from give no result: 'Number of staff in workforce' (BME) is 0 (item "
        "disciplinary.likelihood, 2020-03-31, bme; found 1%). A derived item is never written as "
        "given: give the figures it follows from.",
    ]
