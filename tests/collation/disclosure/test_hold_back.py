from collections.abc import Mapping

import pytest

from collation.disclosure.test_equations import with_rows_and_columns
from wres_excel.collation.disclosure.cells import Cell
from wres_excel.collation.disclosure.equations import Node, components
from wres_excel.collation.disclosure.hold_back import hold_back
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition

EDITION = load_edition("2019")
TOTALS = {"disciplinary.workforce", "training.workforce", "board.workforce"}


def cells(values: Mapping[str, float | None], group: str = "white") -> dict[Node, Cell]:
    """Return cells of one group; None stands for what the organisation held back itself."""
    return {
        Node(key, group): Cell("held back") if value is None else Cell("known", value)
        for key, value in values.items()
    }


def held(*versions: Mapping[Node, Cell], edition: Edition = EDITION, threshold: int = 10):
    found = hold_back(components((edition,)), versions, threshold)
    return {node.item for node in found}


def workforce(total: float, **bands: float | None) -> dict[str, float | None]:
    return {f"clinical.{band}": n for band, n in bands.items()} | dict.fromkeys(TOTALS, total)


def test_a_small_count_takes_its_nearest_neighbour_with_it_and_leaves_the_totals():
    counts = workforce(443, band_4=60, band_5=300, band_6=0, band_7=3, band_8a=80)
    assert held(cells(counts)) == {"clinical.band_7", "clinical.band_8a"}


def test_a_neighbour_that_would_not_be_enough_stays_published():
    """3 and 11 together make 14: whoever knows that one is below 10 has it below 5."""
    counts = workforce(394, band_5=300, band_6=80, band_7=3, band_8a=11)
    assert held(cells(counts)) == {"clinical.band_7", "clinical.band_6"}


def test_small_counts_that_cover_each_other_need_no_other():
    counts = workforce(319, band_5=300, band_6=7, band_7=6, band_8a=6)
    assert held(cells(counts)) == {"clinical.band_6", "clinical.band_7", "clinical.band_8a"}


def test_small_counts_that_add_up_to_nearly_the_most_they_can_need_another():
    """Four counts of 9 make 36, which no four smaller counts make."""
    bands = dict.fromkeys(("band_4", "band_6", "band_7", "band_8a"), 9)
    counts = workforce(336, band_5=300, **bands)
    assert held(cells(counts)) == {f"clinical.{band}" for band in (*bands, "band_5")}


def test_who_is_told_nothing_must_not_learn_what_marks_alone_would_tell_another():
    """Told that 2 and 2 are small and 3 is not, 4 less 3 is known; told nothing, it is not."""
    board = {"total": 4, "voting": 2, "non_voting": 2, "executive": 3, "non_executive": 1}
    counts = cells({f"board.{key}": n for key, n in board.items()})
    small = {"board.voting", "board.non_voting", "board.non_executive"}
    assert held(counts, threshold=3) == {*small, "board.executive"}


def test_zeros_are_shown_and_cover_nothing():
    counts = workforce(3, band_5=0, band_7=3)
    assert held(cells(counts)) == {"clinical.band_7", *TOTALS}


def test_the_few_who_were_not_appointed_are_covered():
    assert held(cells({"recruitment.shortlisted": 60, "recruitment.appointed": 57})) == {
        "recruitment.appointed"
    }


def test_nothing_is_held_back_where_every_count_and_remainder_is_large_or_zero():
    counts = {"recruitment.shortlisted": 60, "recruitment.appointed": 40}
    same = {"recruitment.shortlisted": 60, "recruitment.appointed": 60}
    assert held(cells(counts)) == held(cells(same, "bme")) == set()


def test_what_the_organisation_held_back_itself_is_covered_too():
    counts = workforce(443, band_5=300, band_7=None, band_8a=140)
    assert held(cells(counts)) == {"clinical.band_7", "clinical.band_8a"}


def test_what_nobody_can_read_is_held_back():
    odd = {Node("recruitment.appointed", "bme"): Cell("not understood")}
    assert held(odd) == {"recruitment.appointed"}


def test_a_total_that_its_parts_do_not_make_is_held_back_beside_a_held_back_part():
    counts = workforce(443, band_5=300, band_7=3, band_8a=140) | {"board.workforce": 500}
    assert held(cells(counts)) == {"clinical.band_7", "clinical.band_8a", "board.workforce"}


@pytest.mark.parametrize(("total", "expected"), [(445, {"board.workforce"}), (500, set())])
def test_a_total_that_is_short_by_few_people_is_held_back(total, expected):
    counts = {"clinical.band_5": 300, "clinical.band_8a": 140, "board.workforce": total}
    assert held(cells(counts)) == expected


def test_totals_without_parts_are_no_contradiction():
    assert held(cells(dict.fromkeys(TOTALS, 443))) == set()


def test_what_one_version_holds_back_is_held_back_in_the_other_and_covered_there():
    first = cells(workforce(443, band_5=300, band_7=3, band_8a=140))
    restated = cells(workforce(452, band_5=300, band_7=12, band_8a=140))
    assert held(first, restated) == {"clinical.band_7", "clinical.band_8a"}


def test_a_part_larger_than_its_whole_is_no_sum():
    assert held(cells({"recruitment.shortlisted": 20, "recruitment.appointed": 24})) == set()


def test_sums_that_run_both_ways_leave_zeros_alone():
    nodes = {Node("clinical.band_5", g): Cell("known", n) for g, n in (("white", 300), ("bme", 4))}
    zeros = {Node("clinical.band_6", g): Cell("known", 0) for g in ("white", "bme")}
    total = {Node("everyone", "all"): Cell("known", 304)}
    crossed = components((with_rows_and_columns(),))
    found = hold_back(crossed, [nodes | zeros | total], 10)
    assert {*nodes, *total} <= found
    assert found.isdisjoint(zeros)


def test_a_small_remainder_is_covered_where_the_return_gives_another_number_for_it():
    board = {"board.total": 64, "board.voting": 60, "board.non_voting": 20}
    assert held(cells(board)) == {"board.voting", "board.non_voting"}


def test_figures_that_contradict_each_other_are_held_back_together():
    board = {"board.total": 12, "board.voting": 12.5, "board.non_voting": 0}
    again = {"board.total_again", "board.non_voting"}
    assert held(cells(board), threshold=20) == {"board.total", "board.voting", *again}


def test_a_difference_with_one_side_blank_is_no_sum():
    assert held(cells({"board.voting": 12})) == set()


def test_a_higher_threshold_holds_back_more():
    counts = cells({"recruitment.shortlisted": 60, "recruitment.appointed": 40})
    assert held(counts, threshold=2) == held(counts, threshold=20) == set()
    assert held(counts, threshold=21) == {"recruitment.appointed"}
    assert held(counts, threshold=41) == {"recruitment.appointed", "recruitment.shortlisted"}
