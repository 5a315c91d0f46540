"""Joint returns beside returns of the organisations they name: nobody is counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from collation.returns import BOOK, sent
from wres_excel.collation.choice import Choice
from wres_excel.collation.choose import choose
from wres_excel.collation.records import Summary

SETS = ["RXX", "RYY", "RZZ", "RXX+RYY", "RXX+RYY+RZZ", "RYY+RZZ"]


def counted(*files: Summary) -> list[str]:
    return [choice.summary.file for choice in choose(files, BOOK) if choice.counts]


def test_a_later_joint_return_takes_the_place_of_each_part() -> None:
    joint = sent("j.xlsx", "RXX+RYY", signed="2019-08-20")
    part = sent("x.xlsx", "RXX", signed="2019-08-05")
    assert choose([joint, part], BOOK) == (
        Choice(joint, "counts"),
        Choice(
            part,
            "superseded",
            "'j.xlsx', a joint return of RXX and RYY, counts in its place.",
            "j.xlsx",
        ),
    )


def test_newer_returns_of_all_its_organisations_take_the_place_of_a_joint_return() -> None:
    joint = sent("j.xlsx", "RXX+RYY", signed="2019-08-05")
    parts = [sent(f"{c}.xlsx", c, signed="2019-08-20") for c in ("RXX", "RYY")]
    assert choose([joint, *parts], BOOK) == (
        Choice(parts[0], "counts"),
        Choice(parts[1], "counts"),
        Choice(
            joint,
            "superseded",
            "Each of its organisations has a newer return of its own, which counts: 'RXX.xlsx' "
            "(signed off on 20 August 2019) and 'RYY.xlsx' (signed off on 20 August 2019); the "
            "joint return was signed off on 5 August 2019.",
            "RXX.xlsx",
        ),
    )


def test_a_newer_return_of_one_part_does_not_count_beside_the_joint_return_and_says_why() -> None:
    joint = sent("j.xlsx", "RXX+RYY", signed="2019-08-05")
    part = sent("x.xlsx", "RXX", signed="2019-08-20")
    assert choose([joint, part], BOOK)[1] == Choice(
        part,
        "superseded",
        "'j.xlsx', a joint return of RXX and RYY, counts in its place: though this one is newer "
        "(signed off on 20 August 2019, that one signed off on 5 August 2019), its part in the "
        "joint figures cannot be told, and both together would count its people twice. Ask them "
        "for one joint return, or for a return from each.",
        "j.xlsx",
    )


def test_joint_returns_that_share_some_organisations_both_count_and_say_so() -> None:
    reason = (
        "RXX is in {} too, and totals count the people there twice. Ask which of the joint "
        "returns is right, and take the other away."
    )
    one, other = sent("a.xlsx", "RXX+RYY"), sent("b.xlsx", "RXX+RZZ")
    assert choose([one, other], BOOK) == (
        Choice(one, "counts", reason.format("'b.xlsx'")),
        Choice(other, "counts", reason.format("'a.xlsx'")),
    )


def test_a_joint_return_of_another_edition_or_a_return_without_a_code_is_left_alone() -> None:
    files = [
        sent("j", "RXX+RYY", edition="2018"),
        sent("x", "RXX"),
        sent("n", None, edition="2018"),
    ]
    assert counted(*files) == ["j", "n", "x"]


@given(st.lists(st.tuples(st.sampled_from(SETS), st.integers(2, 28)), min_size=1, max_size=7))
def test_no_return_counts_beside_a_joint_return_that_includes_it_and_no_organisation_is_lost(
    given_sets: list[tuple[str, int]],
) -> None:
    files = [
        sent(f"{at}.xlsx", codes, signed=f"2019-08-{day:02}")
        for at, (codes, day) in enumerate(given_sets)
    ]
    sets = [set(c.summary.codes) for c in choose(files, BOOK) if c.counts]
    assert not any(one <= other for one in sets for other in sets if one is not other)
    assert set().union(*sets) == {code for codes, _ in given_sets for code in codes.split("+")}
