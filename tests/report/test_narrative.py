"""The sentences of the Reporting Template, whole, for editions of both kinds."""

from collections.abc import Mapping

import pytest
from support import full_answers, zero_answers

from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.terms import Group, Period
from wres_excel.editions import edition_names, load_edition
from wres_excel.report.narrative import write_narrative

GROUPS: tuple[Group, ...] = ("white", "bme", "unknown")
Y2019, Y2015 = load_edition("2019"), load_edition("2015")


def figures(
    given: Mapping[str, tuple[object, ...]], period: Period = "current"
) -> dict[Place, Answer]:
    """Figures for White, BME and unknown; a text stands for a marker such as N/A."""
    return {
        Place(item, period, group): reported(number)
        if isinstance(number, int | float)
        else Answer("not_applicable", raw=str(number))
        for item, numbers in given.items()
        for group, number in zip(GROUPS, numbers, strict=False)
    }


def reported(number: int | float) -> Answer:
    return Answer("reported", number, raw=str(number))


def said(words: str) -> Answer:
    return Answer("reported", text=words, raw=words)


def written(answers: Mapping[Place, Answer], edition: Edition = Y2019) -> dict[str, str]:
    """The texts that are written, by the key of their cell."""
    numbers = {place: a.value for place, a in answers.items() if a.value is not None}
    texts = write_narrative(edition, answers, compute(edition, numbers))
    assert all(answer == said(str(answer.text)) for answer in texts.values())
    assert {(place.period, place.group) for place in texts} <= {("current", "all")}
    return {place.item: str(answer.text) for place, answer in texts.items()}


def lines(*texts: str) -> str:
    return "\n".join(texts)


RECRUITMENT = {"recruitment.shortlisted": (200, 100), "recruitment.appointed": (40, 10)}


def test_indicator_2_gives_counts_rates_and_the_ratio_in_its_direction() -> None:
    assert written(figures(RECRUITMENT)) == {
        "indicator_2.reporting_year": lines(
            "As at 31 March 2019.",
            "White: 40 appointed of 200 shortlisted (20.00%).",
            "BME: 10 appointed of 100 shortlisted (10.00%).",
            "Relative likelihood, White to BME: 2.00.",
        )
    }


def test_in_2015_the_ratio_of_indicator_2_runs_from_bme_to_white() -> None:
    assert written(figures(RECRUITMENT), Y2015) == {
        "indicator_2.reporting_year": lines(
            "As at 1 April 2015.",
            "White: 40 appointed of 200 shortlisted (20.00%).",
            "BME: 10 appointed of 100 shortlisted (10.00%).",
            "Relative likelihood, BME to White: 0.50.",
        )
    }


def test_the_previous_year_has_a_text_of_its_own_figures() -> None:
    given = figures(RECRUITMENT) | figures(
        {"recruitment.shortlisted": (10, 10), "recruitment.appointed": (3, 3)}, "previous"
    )
    assert written(given)["indicator_2.previous_year"] == lines(
        "As at 31 March 2018.",
        "White: 3 appointed of 10 shortlisted (30.00%).",
        "BME: 3 appointed of 10 shortlisted (30.00%).",
        "Relative likelihood, White to BME: 1.00.",
    )


@pytest.mark.parametrize(
    ("given", "white", "bme", "ratio"),
    [
        (
            {"recruitment.shortlisted": (200,)},
            "White: not given.",
            "BME: not given.",
            "no result: 'Number appointed from shortlisting' (White) is not given.",
        ),
        (
            {"recruitment.appointed": (5, 0)},
            "White: 5 appointed.",
            "BME: 0 appointed.",
            "no result: 'Number of shortlisted applicants' (White) is not given.",
        ),
        (
            {"recruitment.shortlisted": (1200, 0), "recruitment.appointed": (5, 0)},
            "White: 5 appointed of 1,200 shortlisted (0.42%).",
            "BME: 0 appointed of 0 shortlisted.",
            "no result: 'Number of shortlisted applicants' (BME) is 0, "
            "and nothing can be divided by 0.",
        ),
        (
            {"recruitment.shortlisted": (20, 30), "recruitment.appointed": (5, "N/A")},
            "White: 5 appointed of 20 shortlisted (25.00%).",
            "BME: N/A.",
            "no result: 'Number appointed from shortlisting' (BME) is not given.",
        ),
        (
            {"recruitment.shortlisted": (20, "n/a"), "recruitment.appointed": (5, 6)},
            "White: 5 appointed of 20 shortlisted (25.00%).",
            "BME: 6 appointed.",
            "no result: 'Number of shortlisted applicants' (BME) is not given.",
        ),
    ],
    ids=["no events", "no base", "zero", "marker for events", "marker for base"],
)
def test_missing_figures_and_zero_divisors_are_said_in_words(
    given: Mapping[str, tuple[object, ...]], white: str, bme: str, ratio: str
) -> None:
    expected = lines(
        "As at 31 March 2019.", white, bme, f"Relative likelihood, White to BME: {ratio}"
    )
    assert written(figures(given)) == {"indicator_2.reporting_year": expected}


def staff(edition: Edition, white: int, bme: int, unknown: int) -> dict[Place, Answer]:
    """A workforce that is all in band 5, or in 2015 one number."""
    if edition is Y2015:
        return figures({"workforce.headcount": (white, bme, unknown)})
    sections = [s for s in edition.sections if s.key in ("non_clinical", "clinical", "medical")]
    items = [item.key for s in sections for item in edition.section_items(s.key)]
    none: dict[str, tuple[object, ...]] = dict.fromkeys(items, (0, 0, 0))
    return figures({**none, "clinical.band_5": (white, bme, unknown)})


@pytest.mark.parametrize(
    ("edition", "last"),
    [(Y2019, ["Entries are a two-year average."]), (load_edition("2021"), [])],
    ids=["2019", "2021"],
)
def test_indicator_3_counts_entries_and_says_whether_they_are_an_average(
    edition: Edition, last: list[str]
) -> None:
    entered: tuple[float, int] = (17, 9) if edition.name == "2021" else (16.5, 9)
    given = staff(edition, 2505, 725, 66) | figures({"disciplinary.entered": entered})
    share = "0.68%" if edition.name == "2021" else "0.66%"
    ratio = "1.83" if edition.name == "2021" else "1.88"
    moment = f"31 March {edition.name}"
    assert written(given, edition)["indicator_3.reporting_year"] == lines(
        f"As at {moment}.",
        f"White: {entered[0]} entered the formal disciplinary process of 2,505 staff ({share}).",
        "BME: 9 entered the formal disciplinary process of 725 staff (1.24%).",
        f"Relative likelihood, BME to White: {ratio}.",
        *last,
    )


def test_nobody_entering_the_process_is_no_error() -> None:
    given = staff(Y2019, 100, 50, 0) | figures({"disciplinary.entered": (0, 0)})
    assert written(given)["indicator_3.reporting_year"] == lines(
        "As at 31 March 2019.",
        "White: 0 entered the formal disciplinary process of 100 staff (0.00%).",
        "BME: 0 entered the formal disciplinary process of 50 staff (0.00%).",
        "Relative likelihood, BME to White: no result: 'Likelihood of staff entering the formal "
        "disciplinary process' (White) is 0, and nothing can be divided by 0.",
        "Entries are a two-year average.",
    )


@pytest.mark.parametrize(
    ("edition", "ratio"), [(Y2019, "White to BME: 0.67"), (Y2015, "BME to White: 1.50")]
)
def test_indicator_4_counts_training_in_the_editions_direction(
    edition: Edition, ratio: str
) -> None:
    given = staff(edition, 100, 50, 0) | figures({"training.accessed": (40, 30)})
    assert written(given, edition)["indicator_4.reporting_year"] == lines(
        f"As at {edition.snapshot.day} {edition.snapshot:%B %Y}.",
        "White: 40 accessed non-mandatory training and CPD of 100 staff (40.00%).",
        "BME: 30 accessed non-mandatory training and CPD of 50 staff (60.00%).",
        f"Relative likelihood, {ratio}.",
    )


SURVEY = {
    5: ("survey.harassment_public", "Q13a", "KF18"),
    6: ("survey.harassment_staff", "Q13b-c", "KF19"),
    7: ("survey.equal_opportunities", "Q14", "KF27"),
    8: ("survey.discrimination", "Q15b", "Q23b"),
}


@pytest.mark.parametrize("number", SURVEY)
def test_indicators_5_to_8_name_the_survey_and_its_question(number: int) -> None:
    item, in_2019, in_2015 = SURVEY[number]
    given = figures({item: (44.3, 32.8)})
    for edition, year, question in ((Y2019, 2018, in_2019), (Y2015, 2014, in_2015)):
        assert written(given, edition) == {
            f"indicator_{number}.reporting_year": lines(
                f"NHS Staff Survey {year}, {question}.", "White: 44.3%.", "BME: 32.8%."
            )
        }


def test_the_survey_of_the_year_before_bears_no_question_since_that_may_have_differed() -> None:
    given = figures({"survey.discrimination": (5, "not collected")}, "previous")
    assert written(given) == {
        "indicator_8.previous_year": lines(
            "NHS Staff Survey 2017.", "White: 5.0%.", "BME: not collected."
        )
    }


@pytest.mark.parametrize(
    ("typed", "shown"),
    [(12.25, "12.3%"), (12.35, "12.4%"), (0.05, "0.1%"), (0.04, "0.0%"), (100, "100.0%")],
)
def test_a_percentage_is_rounded_as_the_workbook_shows_it(typed: float, shown: str) -> None:
    (text,) = written(figures({"survey.discrimination": (typed, 0)})).values()
    assert text.splitlines()[1] == f"White: {shown}."


BAND_TEXT = (
    "Under Band 1 not given, Band 1 not given, Band 2 not given, Band 3 not given, "
    "Band 4 not given, Band 5 25.0%, Band 6 no staff, Band 7 not given, Band 8A not given, "
    "Band 8B not given, Band 8C not given, Band 8D not given, Band 9 not given, VSM not given."
)


def test_indicator_1_gives_the_bme_share_of_each_band_of_the_sections_with_figures() -> None:
    given = figures({"clinical.band_5": (70, 25, 5), "clinical.band_6": (0, 0, 0)})
    missing = "no result: '1a Non-clinical workforce: Under Band 1' ({}) is not given"
    assert written(given) == {
        "indicator_1.reporting_year": lines(
            "As at 31 March 2019.",
            f"Workforce: White {missing.format('White')}, BME {missing.format('BME')}, "
            f"ethnicity unknown {missing.format('Ethnicity unknown/null')}; "
            f"BME share {missing.format('BME')}.",
            f"1b Clinical workforce: of which non-medical, BME share: {BAND_TEXT}",
        )
    }


def test_indicator_1_of_a_whole_workforce_sums_it_up() -> None:
    text = written(staff(Y2019, 1500, 400, 100))["indicator_1.reporting_year"].splitlines()
    assert text[1] == "Workforce: White 1,500, BME 400, ethnicity unknown 100; BME share 20.0%."
    assert [line.partition(", BME share:")[0] for line in text[2:]] == [
        "1a Non-clinical workforce",
        "1b Clinical workforce: of which non-medical",
        "1b Clinical workforce: of which medical and dental",
    ]
    assert "Band 5 20.0%" in text[3]
    assert text[4].endswith(
        "Consultants no staff, of which senior medical manager no staff, "
        "Non-consultant career grade no staff, Trainee grades no staff, Other no staff."
    )


def test_indicator_1_of_2015_compares_senior_staff_with_the_workforce() -> None:
    given = staff(Y2015, 300, 150, 50) | figures({"senior.headcount": (31, 8, 1)})
    assert written(given, Y2015)["indicator_1.reporting_year"] == lines(
        "As at 1 April 2015.",
        "BME share of bands 8 to 9 and VSM: 20.0% (8 staff).",
        "BME share of the overall workforce: 30.0% (150 staff).",
    )


def test_indicator_9_compares_the_board_and_its_voting_and_executive_members() -> None:
    board = {"board.total": (9, 1, 2), "board.voting": (3, 1, 0), "board.executive": (4, 0, 0)}
    given = staff(Y2019, 700, 200, 100) | figures(board)
    assert written(given)["indicator_9.reporting_year"] == lines(
        "As at 31 March 2019.",
        "Board members: White 9, BME 1, ethnicity unknown 2.",
        "BME share of the Board 8.3%, of the overall workforce 20.0%; "
        "difference -11.7 percentage points.",
        "BME share of voting members: 25.0%.",
        "BME share of executive members: 0.0%.",
    )


def test_in_2016_the_headline_of_the_board_is_its_voting_members() -> None:
    edition = load_edition("2016")
    given = figures({"board.total": (8, 2, 0), "board.voting": (5, 5, 0)})
    text = written(given, edition)["indicator_9.reporting_year"].splitlines()
    assert text[3:] == ["BME share of voting members: 50.0%."]
    assert text[2].startswith("BME share of the Board 20.0%, of the overall workforce no result: ")


STATEMENT = Place("board.statement", "current", "all")


@pytest.mark.parametrize(
    ("statement", "between"),
    [
        ({STATEMENT: said("Broadly, yes.")}, ["Broadly, yes."]),
        ({STATEMENT: Answer("blank")}, []),
        ({}, []),
    ],
    ids=["given", "blank", "absent"],
)
def test_indicator_9_of_2015_is_the_statement_about_the_board(
    statement: Mapping[Place, Answer], between: list[str]
) -> None:
    given = figures({"board.total": (9, 1, 0)}) | dict(statement)
    assert written(given, Y2015) == {
        "indicator_9.reporting_year": lines(
            "As at 1 April 2015.",
            *between,
            "Board members: White 9, BME 1, ethnicity unknown 0; BME share 10.0%.",
        )
    }


def test_a_text_by_the_author_is_left_alone_and_a_blank_one_is_written() -> None:
    own, blank = Place("indicator_2.reporting_year", "current", "all"), Answer("blank")
    assert written(figures(RECRUITMENT) | {own: said("See the annex.")}) == {}
    assert written(figures(RECRUITMENT) | {own: Answer("not_applicable", raw="N/A")}) == {}
    assert written(figures(RECRUITMENT) | {own: blank}) == written(figures(RECRUITMENT))


@pytest.mark.parametrize("name", edition_names())
def test_without_figures_nothing_is_written(name: str) -> None:
    edition = load_edition(name)
    words = {p: a for p, a in full_answers(edition).items() if a.value is None}
    indicators = {p: a for p, a in words.items() if p.item.startswith("indicator_")}
    other = {p: a for p, a in words.items() if p not in indicators}
    markers = {
        p: Answer("not_applicable", raw="N/A") for p in full_answers(edition) if p not in words
    }
    totals = figures({"staff.employed": (100,)})
    assert written({}, edition) == {}
    assert written(other | markers | totals, edition) == {}


@pytest.mark.parametrize("name", edition_names())
def test_with_all_figures_every_row_and_year_of_the_edition_has_a_text(name: str) -> None:
    edition = load_edition(name)
    years = ["reporting_year", "previous_year"][: len(edition.periods)]
    every = {f"indicator_{number}.{year}" for number in range(1, 10) for year in years}
    for answers in (full_answers(edition), zero_answers(edition)):
        given = {p: a for p, a in answers.items() if a.value is not None}
        texts = written(given, edition)
        assert set(texts) == every
        for text in texts.values():
            assert text == text.strip()
            assert "\n\n" not in text
            assert "None" not in text
            assert "not given" not in text
