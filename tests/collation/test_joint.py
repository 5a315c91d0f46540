"""Codes of organisations that report together."""

from hypothesis import given
from hypothesis import strategies as st

from collation.returns import sent
from wres_excel.collation.joint import in_words, is_joint, joined, partners_in_words


@given(st.permutations(["RXX", "RYY", "RZZ", "RXX"]))
def test_the_order_in_which_codes_are_written_makes_no_difference(codes: list[str]) -> None:
    assert joined(codes) == "RXX+RYY+RZZ"


def test_no_code_is_no_organisation() -> None:
    assert joined(()) is None


def test_a_return_is_joint_if_it_names_several_codes() -> None:
    assert [is_joint(sent("a", codes)) for codes in (None, "RXY", "RXX+RYY")] == [
        False,
        False,
        True,
    ]


def test_partners_and_lists_are_told_in_words() -> None:
    assert partners_in_words("RYY", sent("a", "RXX+RYY+RZZ")) == "RXX and RZZ"
    assert [in_words(["a"]), in_words(["a", "b", "c"])] == ["a", "a, b and c"]
