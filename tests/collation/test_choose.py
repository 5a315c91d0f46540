"""Which files count: each content once, each organisation once an edition, and always said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.returns import BOOK, bad, sent
from wres_excel.collation.choice import Choice
from wres_excel.collation.choose import choose, round_of
from wres_excel.collation.records import Summary

LOOK = "Look at both, and take away the one that should not count."
DAYS = st.sampled_from([None, "2019-08-01", "2019-08-05", "2019-09-01"])
TIMES = st.sampled_from(
    [None, "2019-08-05T10:00:00Z", "2019-08-05T10:00:00", "2019-09-09T01:00:00Z"]
)


@st.composite
def arrivals(draw: st.DrawFn) -> list[Summary]:
    """Files with different names, some equal, some of one organisation, some unreadable."""
    codes = st.sampled_from([None, "RXY", "RXX", "89999", "TRUST"])
    files = [
        sent(
            f"{name}.xlsx",
            draw(codes),
            edition=draw(st.sampled_from(["2018", "2019"])),
            signed=draw(DAYS),
            saved=draw(TIMES),
        )
        for name in draw(st.lists(st.sampled_from("abcdefghij"), max_size=8, unique=True))
    ]
    copies = [replace(each, file=f"copy of {each.file}") for each in files if draw(st.booleans())]
    return [*files, *copies, *([bad("bad.xlsx")] if draw(st.booleans()) else [])]


@given(arrivals(), st.randoms())
def test_the_order_of_the_files_makes_no_difference(files: list[Summary], chance: object) -> None:
    shuffled = sorted(files, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert choose(shuffled, BOOK) == choose(files, BOOK)


@given(arrivals())
def test_every_file_is_chosen_about_once_and_each_organisation_counts_once(
    files: list[Summary],
) -> None:
    choices = choose(files, BOOK)
    assert sorted(c.summary.file for c in choices) == sorted(f.file for f in files)
    readable = {(f.organisation, f.edition) for f in files if f.problem is None}
    counted = Counter((c.summary.organisation, c.summary.edition) for c in choices if c.counts)
    assert set(counted) == readable
    assert {counted[key] for key in counted if key[0] in ("RXY", "RXX")} <= {1}
    contents = Counter(c.summary.sha256 for c in choices if c.counts)
    assert set(contents.values()) <= {1}
    assert all(c.reason and c.other for c in choices if c.verdict in ("duplicate", "superseded"))


def test_the_latest_sign_off_counts_and_the_reason_names_it_with_its_date() -> None:
    new, old = sent("a.xlsx", signed="2019-08-05"), sent("b.xlsx", signed="2019-07-01")
    reason = (
        "'a.xlsx' (signed off on 5 August 2019) counts in place of this one (signed off in July "
        "2019)."
    )
    assert choose([old, new], BOOK) == (
        Choice(new, "counts"),
        Choice(old, "superseded", reason, "a.xlsx"),
    )


def test_times_of_saving_are_named_where_they_decide_between_equal_sign_offs() -> None:
    old = sent("a.xlsx", signed="2019-08-01", saved="2019-08-06T10:00:00Z")
    new = sent("b.xlsx", signed="2019-08-05", saved="2019-08-07T09:30:00Z")
    reason = (
        "'b.xlsx' (saved on 7 August 2019 at 09:30 UTC) counts in place of this one (saved on 6 "
        "August 2019 at 10:00 UTC)."
    )
    assert choose([old, new], BOOK) == (
        Choice(old, "superseded", reason, "b.xlsx"),
        Choice(new, "counts"),
    )


def test_a_tie_is_said_on_both_sides_and_the_last_name_counts() -> None:
    first, last = sent("a.xlsx"), sent("b.xlsx")
    assert choose([last, first], BOOK) == (
        Choice(
            first,
            "superseded",
            "'b.xlsx' (without a date) counts in place of this one (without a date), but nothing "
            f"inside tells which of them is newer. {LOOK}",
            "b.xlsx",
        ),
        Choice(
            last,
            "counts",
            "Nothing inside tells whether it or 'a.xlsx' is newer; it counts because its name "
            f"comes last. {LOOK}",
        ),
    )


def test_a_return_with_a_date_counts_against_one_without_and_the_doubt_is_said() -> None:
    dated, bare = sent("a.xlsx", signed="2019-08-05"), sent("b.xlsx")
    assert choose([dated, bare], BOOK)[0] == Choice(
        dated,
        "counts",
        "Nothing inside tells whether it or 'b.xlsx' is newer; it counts because it has a date. "
        + LOOK,
    )


def test_the_same_file_twice_is_one_and_says_which() -> None:
    kept, copy = sent("a.xlsx"), sent("b.xlsx", sha256="hash of a.xlsx")
    assert choose([copy, kept], BOOK) == (
        Choice(kept, "counts"),
        Choice(
            copy,
            "duplicate",
            "The same file as 'a.xlsx', byte for byte; it is taken once, under that name.",
            "a.xlsx",
        ),
    )


@pytest.mark.parametrize(
    "copy",
    [
        "Copy of X1M1A (2).xlsx",
        "COPY OF wres.xlsx",
        "copy (3) of wres.xlsx",
        "wres (1).xlsx",
        "a - Copy.xlsx",
        "a - Copy (2).xlsx",
        "a copy 2.xlsx",
        "a_copy.xlsx",
    ],
)
def test_of_equal_files_the_one_that_is_not_named_as_a_copy_is_kept(copy: str) -> None:
    kept, other = sent("wres-2024-X1M1A.xlsx"), sent(copy, sha256="hash of wres-2024-X1M1A.xlsx")
    why = "since this one is named as a copy."
    same = "The same file as 'wres-2024-X1M1A.xlsx', byte for byte; it is taken once, under that"
    assert {c.verdict: (c.summary.file, c.reason) for c in choose([other, kept], BOOK)} == {
        "counts": ("wres-2024-X1M1A.xlsx", ""),
        "duplicate": (copy, f"{same} name, {why}"),
    }


def test_of_equal_files_the_plainest_name_is_kept_unless_another_says_whose_it_is() -> None:
    names = ("returns copyright.xlsx", "z/b.xlsx", "a/long.xlsx")
    equal = [sent(name, sha256="same") for name in names]
    assert [c.summary.file for c in choose(equal, BOOK) if c.counts] == ["z/b.xlsx"]
    equal = [sent("a.xlsx", None, sha256="same"), sent("return RXY.xlsx", sha256="same")]
    assert [c.summary.file for c in choose(equal, BOOK) if c.counts] == ["return RXY.xlsx"]


def test_equal_files_whose_names_give_different_codes_say_so() -> None:
    kept, copy = sent("RXX.xlsx", "RXX"), sent("RXY.xlsx", "RXY", sha256="hash of RXX.xlsx")
    doubt = (
        "The names of equal files say RXX and RXY, and nothing inside tells whose return it is: "
        "check the names of the files."
    )
    assert [(c.verdict, c.reason) for c in choose([kept, copy], BOOK)] == [
        ("counts", doubt),
        (
            "duplicate",
            "The same file as 'RXX.xlsx', byte for byte; it is taken once, under that name. "
            + doubt,
        ),
    ]


def test_of_equal_files_one_that_could_be_read_is_kept() -> None:
    slow, read = bad("a.xlsx", "same"), sent("b.xlsx", sha256="same")
    assert [c.verdict for c in choose([slow, read], BOOK)] == ["duplicate", "counts"]


def test_files_that_could_not_be_opened_are_unreadable_each_by_itself() -> None:
    unread = [bad("a.xlsx", ""), bad("b.xlsx", "")]
    reason = "It is no workbook. Ask for it again."
    assert choose(unread, BOOK) == tuple(Choice(each, "unreadable", reason) for each in unread)


def verdicts(files: Sequence[Summary], known: Sequence[str] = ()) -> list[str]:
    return [choice.verdict for choice in choose(files, BOOK, known)]


def test_codes_of_nobody_never_make_two_returns_compete() -> None:
    for codes in (None, "89999", "TBC", "TRUST", "RXY+89999"):
        assert verdicts([sent("a", codes), sent("b", codes)]) == ["counts", "counts"]


def test_a_code_without_a_known_form_competes_if_a_register_names_it() -> None:
    files = [sent("a", "ABCD", signed="2019-08-02"), sent("b", "ABCD", signed="2019-08-03")]
    assert verdicts(files) == ["counts", "counts"]
    assert verdicts(files, ["ABCD"]) == ["superseded", "counts"]


def test_other_editions_of_one_organisation_do_not_compete() -> None:
    assert verdicts([sent("a", edition="2018"), sent("b", edition="2019")]) == ["counts", "counts"]


def test_the_round_is_the_edition_of_most_returns_and_the_later_of_two() -> None:
    files = [sent("a", edition="2018"), sent("b", edition="2019"), bad("c")]
    assert round_of(files) == "2019"
    assert round_of([*files, sent("d", edition="2018")]) == "2018"
    assert round_of([bad("a")]) is None


def test_equal_files_that_could_not_be_read_are_each_told_of() -> None:
    """Two empty files are two returns that are due, and not one that came twice."""
    files = [bad("RH8.xlsx", "of nothing"), bad("RXY.xlsx", "of nothing")]
    assert verdicts(files) == ["unreadable", "unreadable"]
