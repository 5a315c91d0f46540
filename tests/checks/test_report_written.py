"""Texts as `fill` writes them: told where they come from other figures, and else left alone."""

from dataclasses import replace

import pytest

from wres_excel.checks.report_written import LONGEST, is_as_written
from wres_excel.commands.check import write_texts
from wres_excel.domain.model import Place
from wres_excel.editions import edition_names
from wres_excel.findings import Finding

from .cases import WRITTEN
from .given import BLANK, Typed, at, checked, returned

RULE = "report-text-outdated"
RATIO = at("indicator_2.reporting_year")


def texts(edition: str) -> dict[Place, str]:
    """Return the texts that `fill` writes from the figures of the return without fault."""
    return write_texts(returned(edition=edition))


@pytest.mark.parametrize("edition", edition_names())
def test_what_fill_writes_is_in_order_for_every_indicator_and_year(edition: str) -> None:
    written = texts(edition)
    assert len(written) == 9 * len(returned(edition=edition).edition.periods)
    result = checked(returned(written, edition=edition), RULE)
    assert (result.findings, result.passed) == ((), (RULE,))


@pytest.mark.parametrize("edition", edition_names())
def test_a_column_copied_from_another_year_is_told_at_every_cell(edition: str) -> None:
    other = str(int(edition) + (1 if edition == "2015" else -1))
    last = {p: t for p, t in texts(other).items() if p.item.endswith(".reporting_year")}
    findings = checked(returned(last, edition=edition), RULE).findings
    told = {finding.item for finding in findings}
    alike = {p.item for p, t in last.items() if is_as_written(t, texts(edition)[p])}
    assert told == alike
    assert len(told) >= 5


@pytest.mark.parametrize("edition", ["2016", "2020", "2024"])
def test_the_year_before_in_the_reporting_year_s_column_is_told_for_all_nine(edition: str) -> None:
    written = texts(edition)
    moved = {at(f"indicator_{n}.reporting_year"): written[_previous(n)] for n in range(1, 10)}
    findings = checked(returned(moved, edition=edition), RULE).findings
    assert [f.item for f in findings] == [place.item for place in moved]
    assert all(len(f.found or "") <= LONGEST + 5 for f in findings)


def test_a_figure_corrected_after_the_text_was_written_is_told_with_both_lines() -> None:
    slip = at("recruitment.appointed", "bme")
    written = write_texts(returned({slip: 143}))[RATIO]
    (finding,) = checked(returned({RATIO: written}), RULE, "report-text-differs").findings
    assert (finding.rule, finding.found, finding.expected) == (
        RULE,
        "'BME: 143 appointed of 263 shortlisted (54.37%). Relative likelihood, White to BME: "
        "0.37.'",
        "'BME: 43 appointed of 263 shortlisted (16.35%). Relative likelihood, White to BME: 1.22.'",
    )


@pytest.mark.parametrize(
    "text",
    [
        WRITTEN.replace("Relative likelihood", "Our relative likelihood"),
        WRITTEN + "\nThe gap narrowed.",
        "White applicants are 1.82 times as likely.",
        "See the annex",
    ],
)
def test_a_text_with_words_of_somebody_s_own_is_left_to_them(text: str) -> None:
    result = checked(returned({RATIO: text}), RULE)
    assert [each.rule for each in result.skipped] == [RULE]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("White: 12.", "White: 1,204 appointed of 3,000 shortlisted (40.13%)."),
        ("White: not given.", "White: 12.5%."),
        ("Difference: no result: the workforce is not given.", "Difference: -3.1%."),
        ("NHS Staff Survey 2022.", "NHS Staff Survey 2023, Q14a."),
        ("As at 31 March 2015.\n\nWhite: 1.", "As at 1 April 2015.\nWhite: 2."),
    ],
)
def test_more_or_less_to_say_is_the_same_pattern(text: str, written: str) -> None:
    assert is_as_written(text, written)
    assert is_as_written(written, text)


def test_a_text_that_a_formula_makes_follows_the_figures_by_itself() -> None:
    result = returned({RATIO: Typed(text=WRITTEN.replace("140", "9"))})
    values = tuple(v._replace(formula="=1") if v.place == RATIO else v for v in result.values)
    assert checked(replace(result, values=values), RULE).findings == ()


def test_a_figure_that_cannot_be_right_is_not_told_again_by_what_is_written_from_it() -> None:
    """The texts of indicators 3 and 4 follow from every band, and may well be right."""
    place = at("clinical.band_5", "white")
    wrong = Finding("negative", "error", "", item=place.item, period="2024-03-31", group="white")
    written = texts("2024") | {place: -5}
    told = [f.item for f in checked(returned(written), RULE).findings]
    assert told == [f"indicator_{n}.reporting_year" for n in (1, 3, 4, 9)]
    assert checked(returned(written, findings=(wrong,)), RULE).findings == ()


def test_nothing_is_written_for_a_report_whose_cells_are_empty() -> None:
    columns = ("reporting_year", "previous_year")
    empty = {at(f"indicator_{n}.{column}"): BLANK for n in range(1, 10) for column in columns}
    assert write_texts(returned(empty)) == {}


def _previous(indicator: int) -> Place:
    return at(f"indicator_{indicator}.previous_year")
