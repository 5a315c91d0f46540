"""The Front page: the questions, what is left to do in each part, and how to complete it."""

from collections.abc import Mapping

from support import full_answers

from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Place
from wres_excel.editions import load_edition
from wres_excel.workbook.own_form import own_form

from .blanks import Shown, data_of

EDITION = load_edition("2019")
QUESTIONS_HEADING = 7


def filled(given: Mapping[Place, Answer], edition: Edition = EDITION) -> Shown:
    return Shown(own_form(edition).fill(given), "Front page")


def left_to_do(page: Shown) -> dict[object, object]:
    """What the page says of each part, by the part's name."""
    heading = next(n for n, row in enumerate(page.rows) if row[:3] == ["Part", "Sheet", "Check"])
    end = next(n for n, row in enumerate(page.rows) if row[0] == "How to complete this workbook")
    return {row[0]: row[2] for row in page.rows[heading + 1 : end] if row[0]}


def overall(page: Shown) -> object:
    assert page["A4"] == "Still to do in this workbook"
    return page["B4"]


def said(words: str) -> Answer:
    return Answer("reported", text=words, raw=words)


def test_every_question_of_the_edition_is_asked_in_its_order(name: str) -> None:
    edition, page = load_edition(name), Shown(data_of(name), "Front page")
    labels = [item.label for item in edition.items if item.sheet == "Front page"]
    first = QUESTIONS_HEADING + 1
    assert [page.at(first + n, 1) for n in range(len(labels))] == labels
    assert page.at(first + len(labels), 1) == ""


def test_the_first_lines_tell_edition_dates_and_route(name: str) -> None:
    edition, page = load_edition(name), Shown(data_of(name), "Front page")
    assert page["A1"] == f"Workforce Race Equality Standard {name}"
    dates = str(page["A2"])
    for moment in (edition.snapshot, edition.previous_snapshot, edition.submission_deadline):
        assert moment is None or f"{moment.day} {moment:%B %Y}" in dates
    assert dates.endswith(f"Route: {edition.submission_route}.")


def test_every_part_is_to_do_at_first_and_complete_at_last(name: str) -> None:
    edition = load_edition(name)
    before, after = filled({}, edition), filled(full_answers(edition), edition)
    sections = [s.title for s in edition.sections if s.sheet == "Data"]
    assert list(left_to_do(before)) == [
        "About this report",
        *(f"Data: {title}" for title in sections),
        "Report: narrative and totals",
        "Report: the nine indicators",
    ]
    assert all(str(check).startswith("to do: ") for check in left_to_do(before).values())
    assert set(left_to_do(after).values()) == {"complete"}
    assert overall(after) == "complete"


def test_what_is_left_is_counted_in_rows_and_added_up_over_all_parts() -> None:
    page = filled({})
    counts = {part: str(check).split()[2] for part, check in left_to_do(page).items()}
    assert counts["Data: 1a Non-clinical workforce"] == "14"
    assert counts["Data: 5-8 NHS Staff Survey"] == "4"
    assert counts["Data: 9 Board representation"] == "3"
    assert counts["Report: the nine indicators"] == "9"
    assert overall(page) == f"to do: {sum(map(int, counts.values()))} of its rows"


def test_optional_questions_are_not_counted() -> None:
    edition = EDITION
    answers = {
        p: a for p, a in full_answers(edition).items() if not edition.by_key[p.item].optional
    }
    assert len(answers) < len(full_answers(edition))
    notes = {p: a for p, a in answers.items() if not p.item.startswith("note.")}
    assert overall(filled(notes)) == "complete"


def test_a_question_is_checked_by_itself() -> None:
    given = {Place("report.board_lead", "current", "all"): said("A. Example, chief executive")}
    page = filled(given)
    checks = dict(zip(page.below("Question", 7), page.below("Check", 7), strict=True))
    assert checks[EDITION.by_key["report.board_lead"].label] == "complete"
    assert checks[EDITION.by_key["report.organisation_name"].label] == "to do"
    assert checks[EDITION.by_key["report.commissioners"].label] == "optional"


def test_what_does_not_add_up_comes_before_what_is_to_do() -> None:
    given = full_answers(EDITION)
    for group in ("white", "bme"):
        given[Place("recruitment.appointed", "current", group)] = Answer(
            "reported", 9999, raw="9999"
        )
    del given[Place("clinical.band_5", "current", "white")]
    page = filled(given)
    assert left_to_do(page)["Data: 2 Shortlisting"] == "check: 1 of its rows do not add up"
    assert overall(page) == "check: 1 of its rows do not add up"
    assert left_to_do(page)["Data: 1b Clinical workforce: of which non-medical"] == (
        "to do: 1 of its rows"
    )


def test_the_steps_name_the_sheets_to_fill_in_and_say_what_is_locked(name: str) -> None:
    page = Shown(data_of(name), "Front page")
    steps = [str(row[1]) for row in page.rows if str(row[0]).startswith("Step ")]
    assert len(steps) == 5
    assert "on the sheets Data, Report and Report indicators." in steps[0]
    assert "locked, without a password" in steps[0]
