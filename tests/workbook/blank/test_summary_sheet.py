"""The Summary sheet: the nine indicators and the pay bands, against arithmetic by hand."""

from collections.abc import Mapping

import pytest
from support import full_answers, zero_answers

from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.terms import Group, Period
from wres_excel.editions import load_edition
from wres_excel.workbook.own_form import own_form

from .blanks import Shown

EDITION = load_edition("2019")
GROUPS: tuple[Group, ...] = ("white", "bme", "unknown")
HEADING_ROW = 6
BANDS_2019 = 33


def summary(given: Mapping[Place, Answer], edition: Edition = EDITION) -> Shown:
    return Shown(own_form(edition).fill(given), "Summary")


def indicators(given: Mapping[Place, Answer], edition: Edition = EDITION) -> list[list[object]]:
    """White, BME, ratio or difference, year before and words of each indicator."""
    return [list(row[2:7]) for row in summary(given, edition).rows[HEADING_ROW : HEADING_ROW + 9]]


def answers(item: str, *numbers: float, period: Period = "current") -> dict[Place, Answer]:
    return {
        Place(item, period, group): Answer("reported", number, raw=str(number))
        for group, number in zip(GROUPS, numbers, strict=False)
    }


def test_a_likelihood_is_shown_for_both_groups_with_its_ratio_for_both_years_and_in_words() -> None:
    given = {
        **answers("recruitment.shortlisted", 200, 100),
        **answers("recruitment.appointed", 40, 10),
        **answers("recruitment.shortlisted", 100, 100, period="previous"),
        **answers("recruitment.appointed", 12, 10, period="previous"),
    }
    words = "White to BME: outside 0.80 to 1.25"
    assert indicators(given)[1] == [0.2, 0.1, 2, pytest.approx(1.2), words]


@pytest.mark.parametrize(
    ("white", "side"),
    [(79, "outside"), (80, "within"), (100, "within"), (125, "within"), (126, "outside")],
)
def test_the_four_fifths_rule_takes_080_to_125_as_no_adverse_impact(white: int, side: str) -> None:
    given = {
        **answers("recruitment.shortlisted", 1000, 1000),
        **answers("recruitment.appointed", white, 100),
    }
    assert indicators(given)[1][4] == f"White to BME: {side} 0.80 to 1.25"


def test_indicator_3_is_worded_the_other_way_round_and_2015_likewise_for_all() -> None:
    def directions(edition: Edition) -> list[str]:
        rows = indicators(full_answers(edition), edition)[1:4]
        return [str(row[4]).split(":")[0] for row in rows]

    assert directions(EDITION) == ["White to BME", "BME to White", "White to BME"]
    assert directions(load_edition("2015")) == ["BME to White"] * 3


def test_a_survey_result_is_compared_as_bme_less_white() -> None:
    given = {
        **answers("survey.equal_opportunities", 78.5, 87.2),
        **answers("survey.equal_opportunities", 80, 70, period="previous"),
    }
    difference, before = pytest.approx(0.087), pytest.approx(-0.1)
    words = "BME less White, in percentage points"
    assert indicators(given)[6] == [0.785, 0.872, difference, before, words]


def test_the_board_is_compared_with_the_workforce() -> None:
    given = full_answers(EDITION)
    staff = [
        p
        for p in given
        if EDITION.by_key[p.item].section in ("non_clinical", "clinical", "medical")
    ]
    for place in staff:
        if not EDITION.by_key[place.item].in_words:
            given[place] = Answer("reported", 0, raw="0")
    given |= answers("clinical.band_5", 75, 25, 0) | answers("board.total", 9, 1, 0)
    row = indicators(given)[8]
    assert row[:3] == [0.9, 0.1, pytest.approx(0.1 - 0.25)]
    assert row[4] == "BME: difference (Total Board - Overall workforce)"
    first = indicators(given)[0]
    assert first == [0.75, 0.25, "[z]", "[z]", "White and BME shares"]


def test_senior_staff_are_compared_with_the_workforce_in_2015_and_no_year_stands_before() -> None:
    edition = load_edition("2015")
    given = {
        **answers("senior.headcount", 30, 10, 0),
        **answers("workforce.headcount", 300, 150, 50),
    }
    row = indicators(given, edition)[0]
    words = "BME: difference (Bands 8 to 9 and VSM - Overall workforce)"
    assert row == [0.75, 0.25, pytest.approx(0.25 - 0.3), "[z]", words]


def test_without_figures_or_with_zeros_there_is_no_result_and_no_error(name: str) -> None:
    edition = load_edition(name)
    rows = indicators({}, edition)
    assert {row[4] for row in rows} == {"no result yet", "White and BME shares"}
    assert {value for row in rows for value in row[:4]} <= {"", "[z]"}
    for row in indicators(zero_answers(edition), edition)[1:4]:
        assert row[2:] == ["", "[z]" if name == "2015" else "", "no result yet"]


def test_indicators_are_listed_by_number_and_title_with_their_wording(name: str) -> None:
    edition = load_edition(name)
    rows = summary({}, edition).rows[HEADING_ROW : HEADING_ROW + 9]
    expected = [[f"{i.number} {i.title}", i.wording] for i in edition.indicators]
    assert [list(row[:2]) for row in rows] == expected


def test_every_band_has_its_shares_and_headcount_in_the_order_of_the_charts() -> None:
    given = full_answers(EDITION)
    sheet = summary(given)
    heading = next(n for n, row in enumerate(sheet.rows, 1) if row[1] == "Band or grade")
    assert sheet.rows[heading - 1][2:6] == ["BME", "White", "Ethnicity unknown/null", "Headcount"]
    rows = sheet.rows[heading:]
    assert len(rows) == BANDS_2019
    for number, row in enumerate(rows, 1):
        item = EDITION.by_number[number]
        counts = {g: given[Place(item.key, "current", g)].value or 0 for g in GROUPS}
        everyone = sum(counts.values())
        shares = [counts[g] / everyone for g in ("bme", "white", "unknown")]
        assert row[1:6] == [item.label, *map(pytest.approx, shares), everyone]


def test_a_band_without_staff_or_without_all_its_figures_has_no_share() -> None:
    given = {**answers("clinical.band_5", 0, 0, 0), **answers("clinical.band_6", 3, 1)}
    rows = {(row[0], row[1]): row[2:6] for row in summary(given).rows}
    section = "1b Clinical workforce: of which non-medical"
    assert rows[section, "Band 5"] == ["", "", "", 0]
    assert rows[section, "Band 6"] == ["", "", "", ""]


def test_2015_asks_for_no_bands_and_shows_none() -> None:
    rows = summary({}, load_edition("2015")).rows
    assert not any("Band or grade" in row for row in rows)
    assert len(rows) == HEADING_ROW + 9
