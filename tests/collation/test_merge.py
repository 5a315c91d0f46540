"""Organisations to be added together: what an option asks for, and where it can be done."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.returns import BOOK, sent
from wres_excel.collation.choose import choose
from wres_excel.collation.merge import (
    Merge,
    Merging,
    merged,
    merged_summary,
    parse_merge,
    parse_merges,
    plan_merges,
)
from wres_excel.collation.records import Summary, Taken
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.findings import Finding

SHAPE = "CODE=CODE,CODE, such as RZZ=RXX,RYY"
REMEDY = "Name the code of the merged organisation, then the codes of those to add."
RZZ = Merge("RZZ", ("RXX", "RYY"))


def test_an_option_names_the_sum_and_its_parts() -> None:
    assert parse_merge(" rzz = rxx, r y y ", BOOK) == RZZ
    assert parse_merge("RXX=RXX,RYY", BOOK) == Merge("RXX", ("RXX", "RYY"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("RZZ", "--merge is not understood"),
        ("RZZ=", "--merge is not understood"),
        ("=RXX,RYY", "--merge is not understood"),
        ("RZZ=RXX,,RYY", "--merge is not understood"),
        ("RZZ=RXX=RYY", "--merge is not understood"),
        ("RZZ=RXX,TRUST", "--merge names 'TRUST', which is no organisation code"),
        ("TBC=RXX,RYY", "--merge names 'TBC', which is no organisation code"),
        ("RZZ=RXX", "--merge names one organisation only to be added"),
        ("RZZ=RXX,rxx", "--merge names RXX twice among what is to be added"),
    ],
)
def test_what_is_no_merge_is_refused(text: str, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_merge(text, BOOK)
    assert refused.value == UsageError(message, found=repr(text), expected=SHAPE, remedy=REMEDY)


@pytest.mark.parametrize("other", ["RWW=RYY,RVV", "RZZ=RVV,RUU", "RWW=RZZ,RVV", "RXX=RVV,RUU"])
def test_one_code_in_two_merges_is_refused(other: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_merges(["RZZ=RXX,RYY", other], BOOK)
    shared = ({"RZZ", "RXX", "RYY"} & set(other.replace("=", ",").split(","))).pop()
    assert refused.value == UsageError(
        "--merge names one organisation in two merges, and its people would count twice",
        found=f"{shared} in RZZ=RXX,RYY and {other}",
        expected="each code in one merge",
        remedy="Put all that belong together into one option, such as --merge RZZ=RXX,RYY,RWW.",
    )


def test_the_organisation_that_keeps_its_code_may_be_among_the_parts() -> None:
    assert parse_merges(["RXX=RXX,RYY"], BOOK) == (Merge("RXX", ("RXX", "RYY")),)


def plan(
    merge: Merge, *files: Summary, known: dict[str, str | None] | None = None
) -> tuple[tuple[Merging, ...], tuple[Finding, ...]]:
    return plan_merges([merge], choose(files, BOOK), known or {})


def refused(edition: str, why: str, found: str) -> Finding:
    return Finding(
        "not-merged",
        "warning",
        f"RZZ=RXX,RYY is not merged for edition {edition}: {why}",
        "The returns that came in stand for themselves.",
        found=found,
        expected="a return of RXX and RYY, each alone or together",
    )


def test_a_merge_is_done_for_each_edition_in_which_all_parts_reported() -> None:
    old = [sent("x18", "RXX", edition="2018"), sent("y18", "RYY", edition="2018")]
    new = [sent("x19", "RXX"), sent("y19", "RYY")]
    own = sent("z20", "RZZ", edition="2020", name="Merged Trust")
    assert plan(RZZ, *new, *old, own) == (
        (
            Merging(RZZ, "2018", tuple(old), "Merged Trust"),
            Merging(RZZ, "2019", tuple(new), "Merged Trust"),
        ),
        (),
    )


def test_a_name_on_the_register_is_taken_before_that_of_a_return() -> None:
    files = [sent("x", "RXX"), sent("y", "RYY"), sent("z", "RZZ", edition="2020", name="Old name")]
    (merging,), _ = plan(RZZ, *files, known={"RZZ": "Register name"})
    assert merging.name == "Register name"


def test_a_part_that_is_missing_for_an_edition_stops_the_merge_there_and_is_said() -> None:
    files = [sent("x18", "RXX", edition="2018"), sent("x19", "RXX"), sent("y19", "RYY")]
    mergings, findings = plan(RZZ, *files)
    assert [m.edition for m in mergings] == ["2019"]
    assert findings == (refused("2018", "no return of RYY counts for it", "returns of RXX"),)


def test_a_return_of_the_merged_organisation_itself_stops_the_merge_and_is_said() -> None:
    files = [sent("x", "RXX"), sent("y", "RYY"), sent("z", "RZZ")]
    why = "RZZ has a return of its own for it, 'z'"
    assert plan(RZZ, *files) == ((), (refused("2019", why, "RZZ"),))


def test_a_part_that_reported_jointly_with_others_stops_the_merge_and_is_said() -> None:
    files = [sent("x", "RWW+RXX"), sent("y", "RYY")]
    why = "one of them reported jointly with others, in 'x'"
    assert plan(RZZ, *files) == ((), (refused("2019", why, "RWW"),))


def test_a_joint_return_of_the_parts_is_all_of_them() -> None:
    joint = sent("j", "RXX+RYY")
    assert plan(RZZ, joint) == ((Merging(RZZ, "2019", (joint,)),), ())


def test_after_a_merger_the_code_that_was_kept_stands_for_the_whole() -> None:
    kept = Merge("RXX", ("RXX", "RYY"))
    before = [sent("x18", "RXX", edition="2018"), sent("y18", "RYY", edition="2018")]
    mergings, findings = plan(kept, *before, sent("x19", "RXX"))
    assert ([m.edition for m in mergings], findings) == (["2018"], ())


def test_a_code_that_no_return_bears_is_an_error_that_suggests_the_nearest() -> None:
    mergings, findings = plan(Merge("RZZ", ("RXX", "RYA")), sent("x", "RXX"), sent("y", "RYY"))
    unknown = Finding(
        "merge-unknown-code",
        "error",
        "--merge names RYA, and no return that counts is of it, nor is it on a register",
        "Did you mean RYY?",
        found="RZZ=RXX,RYA",
    )
    assert (mergings, findings[0], findings[1].rule) == ((), unknown, "not-merged")
    _, (first, *_) = plan(Merge("RZZ", ("RXX", "G6V2S")), sent("x", "RXX"), known={"G6V2S": None})
    assert (first.message, first.remedy) == (
        "--merge names G6V2S, and no return that counts is of it", "Check the code.",
    )  # fmt: skip


def test_the_summary_of_a_merged_return_names_its_parts_and_adds_their_findings() -> None:
    parts = (sent("a", "RXX", findings=(1, 2, 3)), sent("b", "RYY", findings=(1, 0, 0)))
    assert merged_summary(Merging(RZZ, "2019", parts, "Merged")) == Summary(
        "a + b", "hash of a+hash of b", 2000, "RZZ", "Merged", ("RZZ",), "2019",
        errors=2, warnings=2, notes=3,
    )  # fmt: skip


CODES = ("RAA", "RXX", "RYY", "R00", "RWW")


@given(st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(["2018", "2019"])), unique=True))
def test_merged_returns_stand_in_order_in_place_of_their_parts_and_nothing_else_changes(
    sent_by: Sequence[tuple[str, str]],
) -> None:
    files = [sent(f"{code}-{edition}", code, edition=edition) for code, edition in sent_by]
    ordered = sorted(files, key=lambda s: (s.organisation, s.edition, s.file))
    mergings, _ = plan(Merge("RB1", ("RXX", "RYY")), *files)
    stream = merged(lambda: (Taken(s) for s in ordered), mergings, load_edition)
    found = [(t.summary.organisation, t.summary.edition, t.summary.file) for t in stream]
    whole = {e for e in ("2018", "2019") if {("RXX", e), ("RYY", e)} <= set(sent_by)}
    kept = [(c, e, f"{c}-{e}") for c, e in sent_by if not (e in whole and c in ("RXX", "RYY"))]
    assert found == sorted([*kept, *(("RB1", e, f"RXX-{e} + RYY-{e}") for e in whole)])


def test_returns_without_a_code_stay_last_beside_merged_ones() -> None:
    files = [sent("x", "RXX"), sent("y", "RYY"), sent("n", None)]
    mergings, _ = plan(RZZ, *files)
    stream = merged(lambda: (Taken(s) for s in files), mergings, load_edition)
    assert [t.summary.file for t in stream] == ["x + y", "n"]


def test_without_merges_the_returns_are_asked_for_once() -> None:
    asked: list[int] = []

    def returns() -> list[Taken]:
        asked.append(1)
        return [Taken(sent("x"))]

    assert (list(merged(returns, (), load_edition)), asked) == ([Taken(sent("x"))], [1])
