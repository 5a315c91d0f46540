"""Codes as people write them: one, several, or none at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collation.returns import BOOK
from wres_excel.collation.codes import (
    codes_within,
    identifies,
    plain_code,
    split_codes,
    trust_of_site,
)

CODES = st.sampled_from(["RXY", "RH8", "G6V2S", "TAK", "15N", "0AA", "8HA03", "RH802", "NDA07"])
BETWEEN = st.sampled_from([" and ", "/", ", ", " + ", "+", " & ", "; ", "\n", " AND ", " "])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (None, ()),
        ("", ()),
        (" \n", ()),
        (" rxy ", ("RXY",)),
        ("R X Y", ("RXY",)),
        ("rh8\u00a002", ("RH802",)),
        ("(RXY).", ("RXY",)),
        ("RXX and RYY", ("RXX", "RYY")),
        ("RXX/RYY", ("RXX", "RYY")),
        ("RXX, RYY and RZZ", ("RXX", "RYY", "RZZ")),
        ("RXX;rxx", ("RXX",)),
        ("89999", ("89999",)),
        ("tbc", ("TBC",)),
        ("Kent and Medway", ("KENT AND MEDWAY",)),
        ("RXY (Kent and Medway)", ("RXY (KENT AND MEDWAY)",)),
        ("RXY/2019", ("RXY/2019",)),
        ("N/A", ("N/A",)),
    ],
)
def test_an_answer_is_the_codes_it_names_or_comes_back_whole(
    text: str | None, codes: tuple[str, ...]
) -> None:
    assert split_codes(text, BOOK) == codes


@given(st.lists(CODES, min_size=1, max_size=5, unique=True), BETWEEN, st.booleans())
def test_codes_joined_in_any_way_are_the_same_codes(
    codes: list[str], between: str, lower: bool
) -> None:
    text = between.join(codes)
    assert split_codes(text.lower() if lower else text, BOOK) == tuple(codes)


@given(st.text(max_size=40))
def test_any_text_has_codes_without_failing_and_none_only_if_it_is_blank(text: str) -> None:
    codes = split_codes(text, BOOK)
    assert bool(codes) == bool(text.split())
    assert all(code == code.strip() and code for code in codes)


def test_a_code_is_plain_without_case_spaces_and_punctuation_around_it() -> None:
    assert plain_code(" (r x\u00a0y). ") == "RXY"


def test_only_codes_of_somebody_identify() -> None:
    asked = ("RXY", "89999", "TBC", "KENT AND MEDWAY")
    assert [identifies(code, BOOK) for code in asked] == [True, False, False, False]


def test_a_site_code_gives_its_trust_but_a_new_trust_code_is_no_site() -> None:
    assert [trust_of_site(code, BOOK) for code in ("RH802", "R0A1B", "RH8", "?")] == [
        "RH8", None, None, None,
    ]  # fmt: skip


def test_known_codes_are_found_in_a_text_as_whole_words() -> None:
    assert codes_within("return-rxy (RH802) RXY", {"RXY", "RH8"}) == ("RXY",)
