"""Two returns compared: whatever differs is found, nothing else, and either way round."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import full_answers

from wres_excel.comparison.records import Changes, Comparison
from wres_excel.comparison.returns import Alignment, alignments, compare_returns
from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Place, Return
from wres_excel.editions import edition_names, editions, load_edition
from wres_excel.findings import Finding

from .returns import full_return, make_return, number, with_value

E2019, E2024 = load_edition("2019"), load_edition("2024")
BAND = Place("clinical.band_5", "current", "bme")


def found(comparison: Comparison) -> set[tuple[str, str]]:
    return {(c.item.key, c.group) for c in comparison.changes if c.cause == "answer"}


def test_figures_of_one_edition_meet_by_date_the_reporting_year_first() -> None:
    assert list(alignments(E2024, E2024)) == [
        Alignment("same date", "current", "current"),
        Alignment("same date", "previous", "previous"),
    ]


def test_last_year_s_current_figures_meet_this_year_s_previous_ones_before_the_years_do() -> None:
    assert list(alignments(load_edition("2023"), E2024)) == [
        Alignment("same date", "current", "previous"),
        Alignment("over time", "current", "current"),
    ]


def test_either_side_of_a_year_s_end_is_one_snapshot() -> None:
    """A user's own 2016 may name 31 March 2015 where 2015 has 1 April."""
    own = replace(load_edition("2016"), name="own", previous_snapshot=date(2015, 3, 31))
    assert next(alignments(load_edition("2015"), own)) == (
        Alignment("same date", "current", "previous")
    )


def test_editions_further_apart_have_only_the_years_to_compare() -> None:
    changes = compare_returns(full_return(E2019), full_return(E2024))
    assert [c.kind for c in changes.comparisons] == ["over time"]
    assert changes.uncompared == (
        ("old", date(2018, 3, 31)),
        ("new", date(2023, 3, 31)),
    )


@pytest.mark.parametrize("name", edition_names())
def test_nothing_differs_between_a_return_and_itself(name: str) -> None:
    edition = load_edition(name)
    finding = Finding("odd", "warning", "Something is odd")
    r = replace(full_return(edition), findings=(finding,))
    changes = compare_returns(r, r, editions())
    assert changes.findings == changes.only_old == changes.only_new == ()
    assert (changes.checked.new, changes.checked.gone) == ((), ())
    assert changes.checked.stayed == (finding,)
    assert changes.uncompared == ()
    for comparison in changes.comparisons:
        assert (comparison.changes, comparison.respelt) == ((), 0)
        assert {e.movement for e in comparison.effects} == {"unchanged"}
        assert len(comparison.effects) == 9
        assert [e.caveats for e in comparison.effects] == [()] * 9


def test_a_change_is_told_with_both_answers_and_what_lies_between() -> None:
    answers = full_answers(E2024)
    old = make_return(E2024, answers | {BAND: number(384)})
    new = make_return(E2024, answers | {BAND: number(394)})
    first, second = compare_returns(old, new).comparisons
    (change,) = [c for c in first.changes if c.cause == "answer"]
    assert (change.item.key, change.group, change.label) == (
        "clinical.band_5",
        "bme",
        "1b Clinical workforce: of which non-medical: Band 5",
    )
    assert (change.old.value, change.new.value, change.difference) == (384, 394, 10)
    assert change.percent == pytest.approx(100 * 10 / 384)
    assert change.caveat is None
    assert second.changes == ()


def test_results_that_follow_from_a_change_are_told_apart_from_answers() -> None:
    answers = full_answers(E2024)
    old, new = (make_return(E2024, answers | {BAND: number(n)}) for n in (384, 394))
    changes = compare_returns(old, new).comparisons[0].changes
    follows = {c.item.key for c in changes if c.cause == "follows"}
    assert {"disciplinary.workforce", "training.relative_likelihood", "board.difference"} <= follows
    assert {c.cause for c in changes} == {"answer", "follows"}


def test_a_result_that_changed_by_itself_is_told_apart_from_one_that_follows() -> None:
    place = Place("recruitment.relative_likelihood", "current", "all")
    old = full_return(E2024)
    new = with_value(old, place, value=9.99, raw="9.99")
    (change,) = compare_returns(old, new).comparisons[0].changes
    assert (change.item.key, change.cause) == ("recruitment.relative_likelihood", "result")


def test_a_result_rounded_by_hand_is_no_change() -> None:
    place = Place("recruitment.relative_likelihood", "current", "all")
    answers = {
        Place("recruitment.shortlisted", "current", "white"): number(300),
        Place("recruitment.appointed", "current", "white"): number(30),
        Place("recruitment.shortlisted", "current", "bme"): number(100),
        Place("recruitment.appointed", "current", "bme"): number(7),
    }
    old = make_return(E2024, answers)
    first = compare_returns(old, with_value(old, place, value=1.43, raw="1.43")).comparisons[0]
    assert (first.changes, first.respelt) == ((), 0)
    (change,) = (
        compare_returns(old, with_value(old, place, value=1.44, raw="1.44")).comparisons[0].changes
    )
    assert change.cause == "result"


def test_a_result_that_was_not_calculated_yet_is_a_change_only_if_its_figures_changed() -> None:
    """A program that saved the file without results changed nothing in it."""
    place = Place("recruitment.relative_likelihood", "current", "all")
    old = full_return(E2024)
    saved = with_value(old, place, status="uncalculated", value=None, raw="")
    assert compare_returns(old, saved).comparisons[0].changes == ()
    other = with_value(saved, place, computed=9.99)
    (change,) = compare_returns(old, other).comparisons[0].changes
    assert change.cause == "follows"


def test_an_answer_in_other_characters_is_counted_and_no_change() -> None:
    answers = full_answers(E2024)
    old = make_return(E2024, answers | {BAND: number(1384, "1384")})
    new = make_return(E2024, answers | {BAND: number(1384, "1,384")})
    first = compare_returns(old, new).comparisons[0]
    assert (first.changes, first.respelt) == ((), 1)


STATUSES = (
    Answer("blank"),
    Answer("not_applicable", raw="N/A"),
    Answer("not_collected", raw="not collected"),
    Answer("suppressed", raw="*"),
    Answer("error", raw="#DIV/0!"),
    Answer("error", raw="#REF!"),
    Answer("unreadable", raw="about ten"),
    Answer("unreadable", raw="about twelve"),
    Answer("uncalculated"),
    number(0),
)


@pytest.mark.parametrize("old", STATUSES, ids=lambda a: f"{a.status} {a.raw}")
@pytest.mark.parametrize("new", STATUSES, ids=lambda a: f"{a.status} {a.raw}")
def test_words_for_no_figure_differ_from_each_other_and_from_nought(
    old: Answer, new: Answer
) -> None:
    answers = full_answers(E2024)
    changes = compare_returns(
        make_return(E2024, answers | {BAND: old}), make_return(E2024, answers | {BAND: new})
    )
    typed = [c for c in changes.comparisons[0].changes if c.cause == "answer"]
    assert len(typed) == (old != new)
    assert all(c.difference is None and c.percent is None for c in typed)


def test_n_a_is_n_a_however_it_is_typed() -> None:
    answers = full_answers(E2024)
    pair = (Answer("not_applicable", raw=raw) for raw in ("N/A", "n/a"))
    old, new = (make_return(E2024, answers | {BAND: answer}) for answer in pair)
    first = compare_returns(old, new).comparisons[0]
    assert (first.changes, first.respelt) == ((), 1)


def test_a_place_that_one_form_has_no_cell_for_is_blank_there() -> None:
    old = full_return(E2024)
    new = replace(old, values=tuple(v for v in old.values if v.place != BAND))
    (change,) = compare_returns(old, new).comparisons[0].changes
    assert (change.new.status, change.new.cell, change.old.value) == (
        "blank",
        None,
        next(v.value for v in old.values if v.place == BAND),
    )


def test_answers_count_as_compared_if_both_returns_have_one() -> None:
    two = make_return(E2024, {BAND: number(1), BAND._replace(item="clinical.band_6"): number(2)})
    one = make_return(E2024, {BAND: number(3)})
    there, back = compare_returns(two, one), compare_returns(one, two)
    assert [c.comparisons[0].compared for c in (there, back)] == [1, 1]


def test_from_nothing_there_is_no_percentage() -> None:
    answers = full_answers(E2024)
    old, new = (make_return(E2024, answers | {BAND: number(n)}) for n in (0, 4))
    change = compare_returns(old, new).comparisons[0].changes[0]
    assert (change.difference, change.percent) == (4, None)


def test_a_percentage_changes_by_points_without_the_noise_of_fractions() -> None:
    place = Place("survey.harassment_public", "current", "white")
    answers = full_answers(E2024)
    old, new = (make_return(E2024, answers | {place: number(n)}) for n in (25.3, 24.6))
    change = compare_returns(old, new).comparisons[0].changes[0]
    assert (change.difference, change.percent) == (-0.7, None)


def test_restated_figures_are_found_before_the_year_s_change() -> None:
    last, this = load_edition("2023"), E2024
    before, after = full_answers(last), full_answers(this, seed=2)
    for place in full_answers(this):
        if place.period == "previous":
            after[place] = before[Place(place.item, "current", place.group)]
    place = Place("recruitment.shortlisted", "previous", "bme")
    after[place] = number(9_999)
    restated, over = compare_returns(
        make_return(last, before), make_return(this, after)
    ).comparisons
    assert (restated.kind, restated.old_period, restated.new_period) == (
        "same date",
        "current",
        "previous",
    )
    assert (restated.old_date, restated.new_date) == (date(2023, 3, 31), date(2023, 3, 31))
    assert found(restated) == {("recruitment.shortlisted", "bme")}
    assert (over.kind, over.old_date, over.new_date) == (
        "over time",
        date(2023, 3, 31),
        date(2024, 3, 31),
    )
    assert len(found(over)) > 100


def test_what_only_one_edition_asks_for_is_listed_with_its_values() -> None:
    old, new = full_return(load_edition("2015")), full_return(load_edition("2016"))
    changes = compare_returns(old, new, editions())
    lone = {entry.item.key: entry for entry in changes.only_old}
    assert "population.share" in lone
    assert [v.place.group for v in lone["population.share"].values] == ["white", "bme"]
    assert {e.item.key for e in changes.only_new} >= {"clinical.band_5", "board.difference"}
    both = {c.item.key for comparison in changes.comparisons for c in comparison.changes}
    assert not both & (lone.keys() | {e.item.key for e in changes.only_new})


def test_a_group_that_only_one_edition_asks_for_is_listed() -> None:
    items = tuple(
        replace(i, groups=("white", "bme")) if i.key == BAND.item else i for i in E2024.items
    )
    own = replace(E2024, name="own", items=items)
    changes = compare_returns(make_return(E2024, {BAND: number(1)}), make_return(own, {}))
    (lone,) = changes.only_old
    assert {(v.place.item, v.place.group) for v in lone.values} == {(BAND.item, "unknown")}
    assert changes.only_new == ()


def test_figures_of_a_period_that_the_other_return_lacks_are_named() -> None:
    changes = compare_returns(full_return(load_edition("2023")), full_return(E2024))
    assert changes.uncompared == (("old", date(2022, 3, 31)),)


def edits(edition: Edition) -> st.SearchStrategy[dict[Place, int]]:
    """Distances, none of them 0, for some of the headcounts of an edition."""
    counts = [p for p in full_answers(edition) if edition.by_key[p.item].measure == "headcount"]
    return st.dictionaries(st.sampled_from(counts), st.integers(1, 50), max_size=12)


@given(edits(E2024))
def test_every_planted_change_is_found_and_only_those(planted: dict[Place, int]) -> None:
    answers = full_answers(E2024)
    edited = dict(answers)
    for place, by in planted.items():
        edited[place] = number((answers[place].value or 0) + by)
    changes = compare_returns(make_return(E2024, answers), make_return(E2024, edited))
    typed = {
        change.new.place: change.difference
        for comparison in changes.comparisons
        for change in comparison.changes
        if change.cause == "answer"
    }
    assert typed == planted
    assert not any(c.cause == "result" for x in changes.comparisons for c in x.changes)


def shape(changes: Changes) -> list[object]:
    """All that must be the same from either end, old and new exchanged on one of them."""
    return [
        (
            comparison.kind,
            comparison.compared,
            comparison.respelt,
            sorted(
                (c.item.key, c.group, c.old.raw, c.new.raw, c.cause, c.difference)
                for c in comparison.changes
            ),
        )
        for comparison in changes.comparisons
    ]


def mirrored(shapes: list[object]) -> list[object]:
    return [
        (
            kind,
            compared,
            respelt,
            sorted(
                (key, group, new, old, cause, None if by is None else -by)
                for key, group, old, new, cause, by in rows
            ),
        )
        for kind, compared, respelt, rows in shapes  # type: ignore[misc]
    ]


def answered(name: str, seed: int) -> Return:
    return full_return(load_edition(name), seed)


@given(
    st.sampled_from([("2024", "2024"), ("2023", "2024"), ("2015", "2016"), ("2020", "2022")]),
    st.integers(0, 20),
    st.integers(0, 20),
)
def test_a_comparison_is_its_own_mirror(pair: tuple[str, str], seed: int, other: int) -> None:
    one, two = answered(pair[0], seed), answered(pair[1], other)
    there, back = compare_returns(one, two, editions()), compare_returns(two, one, editions())
    assert mirrored(shape(there)) == shape(back)
    assert {e.item.key for e in there.only_old} == {e.item.key for e in back.only_new}
    there_moves = [[e.movement for e in c.effects] for c in there.comparisons]
    back_moves = [[e.movement for e in c.effects] for c in back.comparisons]
    opposite = {"closer": "further", "wider": "narrower", "up": "down"}
    opposite |= {to: at for at, to in opposite.items()}
    assert [[opposite.get(m, m) for m in moves] for moves in there_moves] == back_moves
