from dataclasses import replace

from wres_excel.collation.disclosure.equations import (
    Equation,
    Node,
    components,
    is_count,
    linear,
)
from wres_excel.domain.expressions import Binary, Ref, Sum
from wres_excel.domain.model import Edition, Item
from wres_excel.editions import editions, load_edition

EDITION = load_edition("2019")
BANDS = ("clinical.band_5", "clinical.band_6")


def with_rows_and_columns() -> Edition:
    """Return an edition with two bands, their total by group, over groups, and of everything."""
    bands = [EDITION.by_key[key] for key in BANDS]
    across = [_all(f"{key}_all", Sum((Ref(key, "white"), Ref(key, "bme")))) for key in BANDS]
    column = replace(
        EDITION.by_key["disciplinary.workforce"], formula=Sum(tuple(Ref(key) for key in BANDS))
    )
    everyone = _all("everyone", Sum((Ref(column.key, "white"), Ref(column.key, "bme"))))
    again = _all("everyone_again", Sum(tuple(Ref(f"{key}_all", "all") for key in BANDS)))
    return replace(EDITION, name="crossed", items=(*bands, *across, column, everyone, again))


def _all(key: str, formula: Sum) -> Item:
    return Item(key, key, "headcount", "all", "Data", ("all",), ("current",), formula=formula)


def of(item: str, group: str = "white", *others: Edition):
    found = components((EDITION, *others))
    return next(c for c in found if Node(item, group) in c.nodes)


def test_a_sum_and_a_difference_are_linear_and_a_quotient_is_not():
    less = Binary("-", Sum((Ref("a"), Ref("b", "bme"))), Ref("a", "white"))
    assert linear(less, "white") == {Node("b", "bme"): 1}
    assert linear(Binary("+", Ref("a"), Ref("a")), "bme") == {Node("a", "bme"): 2}
    assert linear(Binary("-", Ref("a"), Binary("/", Ref("a"), Ref("b"))), "bme") is None


def test_headcounts_are_counts_and_rates_are_not():
    assert is_count(EDITION.by_key["board.non_voting"])
    assert not is_count(EDITION.by_key["recruitment.likelihood"])
    assert not is_count(EDITION.by_key["survey.discrimination"])


def test_the_board_stands_apart_with_its_sums():
    board = of("board.voting")
    node = {key: Node(f"board.{key}", "white") for key in (
        "total", "voting", "non_voting", "total_again", "executive", "non_executive")}  # fmt: skip
    assert set(board.nodes) == set(node.values())
    assert set(board.equations) == {
        Equation(node["total_again"], ((node["total"], 1),)),
        Equation(node["non_voting"], ((node["total"], 1), (node["voting"], -1))),
        Equation(node["non_executive"], ((node["executive"], -1), (node["total"], 1))),
    }


def test_what_a_part_leaves_of_its_whole_is_a_count_too():
    recruitment = of("recruitment.appointed", "bme")
    appointed, shortlisted = (
        Node(f"recruitment.{key}", "bme") for key in ("appointed", "shortlisted")
    )
    assert recruitment.equations == (Equation(None, ((appointed, -1), (shortlisted, 1))),)


def test_the_workforce_ties_all_its_bands_of_one_group_and_date_across_editions():
    workforce = of("clinical.band_5", "white", load_edition("2015"))
    assert {node.group for node in workforce.nodes} == {"white"}
    assert {
        "non_clinical.vsm",
        "medical.senior_medical_managers",
        "training.accessed",
        "senior.headcount",
    } <= {node.item for node in workforce.nodes}


def test_no_shipped_edition_runs_its_sums_both_ways_alone_or_with_its_neighbour():
    """Bounds found one sum at a time are exact for all of them."""
    known = editions()
    pairs = [(e,) for e in known] + list(zip(known, known[1:], strict=False))
    assert not [p for p in pairs if any(c.looped for c in components(p))]


def test_sums_by_row_and_by_column_are_told_from_others():
    crossed = components((with_rows_and_columns(),))
    assert [Node("everyone", "all") in c.nodes for c in crossed] == [c.looped for c in crossed]


def test_steps_are_of_half_a_person_for_a_mean_of_two_years():
    workforce = of("disciplinary.entered")
    steps = dict(zip(workforce.nodes, workforce.steps, strict=True))
    assert steps[Node("disciplinary.entered", "white")] == 0.5
    assert steps[Node("clinical.band_5", "white")] == 1
