"""Quartiles and places of organisations among all, in their region and of their type."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.collation.benchmark import (
    Place,
    Quartiles,
    Whereabouts,
    benchmark,
    where,
    whereabouts,
)
from wres_excel.collation.indicators import Figure, Result, Standing
from wres_excel.collation.records import RegisterRow, Summary

NOWHERE: Mapping[str, Whereabouts] = {}
NO_FIGURE = Figure(absence="not given", why="not given")


def standing(code: str | None, value: float | None, edition: str = "2024") -> Standing:
    """A return with one figure, of indicator 3."""
    figure = Figure(value) if value is not None else NO_FIGURE
    none = (NO_FIGURE, NO_FIGURE)
    result = Result(3, "ratio", *none, figure, NO_FIGURE, None, "no figure last year", "no figure")
    return Standing(Summary("file", "hash", 1, code), edition, (result,))


def registered(code: str, region: str | None, type_: str | None) -> RegisterRow:
    """A row of the register."""
    return RegisterRow(
        code, None, region, type_, "yes", "2024", "received",
        None, None, None, None, None, 0, 0, 0, None, "",
    )  # fmt: skip


def test_quartiles_are_those_that_microsoft_prints_for_quartile_inc() -> None:
    standings = [standing(f"R{n}", n) for n in (12, 2, 4, 7, 8, 9, 10, 1)]
    groups = benchmark(standings, NOWHERE)
    place = groups.place(standings[0], 3, "all", Whereabouts())
    assert place == Place(8, 8, Quartiles(3.5, 7.5, 9.25), "highest quarter")


@pytest.mark.parametrize(
    ("value", "quarter"),
    [
        (1, "lowest quarter"),
        (2, "lowest quarter"),
        (3, "second quarter"),
        (4, "third quarter"),
        (5, "highest quarter"),
    ],
)
def test_a_figure_that_is_a_quartile_belongs_to_the_quarter_below_it(
    value: int, quarter: str
) -> None:
    standings = [standing(f"R{n}", n) for n in range(1, 6)]
    place = benchmark(standings, NOWHERE).place(standings[value - 1], 3, "all", Whereabouts())
    assert place == Place(5, value, Quartiles(2, 3, 4), quarter)  # type: ignore[arg-type]


def test_fewer_than_four_organisations_have_a_place_and_no_quartiles() -> None:
    standings = [standing(f"R{n}", n) for n in (3, 1, 2)]
    groups = benchmark(standings, NOWHERE)
    assert groups.place(standings[0], 3, "all", Whereabouts()) == Place(3, 3)


def test_equal_figures_share_a_place() -> None:
    standings = [standing(f"R{n}", value) for n, value in enumerate((1, 1, 2))]
    groups = benchmark(standings, NOWHERE)
    places = [groups.place(each, 3, "all", Whereabouts()) for each in standings]
    assert [place and place.place for place in places] == [1, 1, 3]


def test_an_organisation_without_a_figure_takes_no_part_and_has_no_place() -> None:
    standings = [standing("R1", 1), standing("R2", None)]
    groups = benchmark(standings, NOWHERE)
    places = [groups.place(each, 3, "all", Whereabouts()) for each in standings]
    assert places == [Place(1, 1), None]


def test_an_indicator_that_a_return_does_not_have_has_no_place() -> None:
    one = standing("R1", 1)
    assert benchmark([one], NOWHERE).place(one, 4, "all", Whereabouts()) is None


def test_regions_types_and_editions_are_groups_of_their_own() -> None:
    known = {
        "R1": Whereabouts("Midlands", "Acute"),
        "R2": Whereabouts("Midlands", "Community"),
        "R3": Whereabouts("London", "Acute"),
    }
    standings = [
        standing("R1", 1.5),
        standing("R2", 1),
        standing("R3", 2),
        standing("R1", 9, "2023"),
    ]
    groups = benchmark(standings, known)
    one, at = standings[0], known["R1"]
    assert groups.place(one, 3, "all", at) == Place(3, 2)
    assert groups.place(one, 3, "region", at) == Place(2, 2)
    assert groups.place(one, 3, "type", at) == Place(2, 1)


def test_an_organisation_whose_region_is_not_known_is_in_no_region() -> None:
    one = standing("R1", 1)
    assert benchmark([one], NOWHERE).place(one, 3, "region", Whereabouts()) is None


def test_whereabouts_come_from_the_rows_of_the_register_that_have_them() -> None:
    rows = [registered("R1", "Midlands", None), registered("R2", None, None)]
    assert whereabouts(rows) == {"R1": Whereabouts("Midlands", None)}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("R1", Whereabouts("Midlands", "Acute")),
        ("R1+R2", Whereabouts("Midlands", None)),
        ("R1+R9", Whereabouts(None, None)),
        ("R9", Whereabouts()),
        (None, Whereabouts()),
    ],
)
def test_a_joint_return_is_where_all_its_organisations_are(
    code: str | None, expected: Whereabouts
) -> None:
    known = {"R1": Whereabouts("Midlands", "Acute"), "R2": Whereabouts("Midlands", "Community")}
    assert where(code, known) == expected


@given(st.lists(st.floats(0.1, 9), min_size=4, max_size=40))
def test_every_place_lies_between_one_and_the_number_of_organisations(values: list[float]) -> None:
    standings = [standing(f"R{n}", value) for n, value in enumerate(values)]
    groups = benchmark(standings, NOWHERE)
    places = [groups.place(each, 3, "all", Whereabouts()) for each in standings]
    ranks = sorted(
        (value, place.place) for value, place in zip(values, places, strict=True) if place
    )
    assert len(ranks) == len(values)
    assert [rank for _, rank in ranks] == sorted(rank for _, rank in ranks)
    assert ranks[0][1] == 1
    assert all(1 <= rank <= len(values) for _, rank in ranks)
