"""Whose a return may be that nobody expected: said with its reason, never acted upon."""

import pytest

from collation.returns import BOOK, bad, sent
from wres_excel.collation.expected import Expected
from wres_excel.collation.suggest import (
    ASK,
    Known,
    Suggestion,
    doubt_of_name,
    suggest,
    suggest_by_file_name,
)

KENT = "Kent and Medway NHS and Social Care Partnership Trust"
KNOWN = Known.of(
    [
        Expected("RXY", KENT),
        Expected("RH8", "Royal Devon NHS Foundation Trust"),
        Expected("R1A", "St John's Community NHS Trust"),
        Expected("R1B", "St Johns Community Trust"),
        Expected("RNN"),
    ],
    BOOK,
)
NOBODY = Known.of([], BOOK)
TYPO = "Kent & Medway NHS and Social Care Partnership Trst"


@pytest.mark.parametrize(
    ("code", "name", "suggested", "reason"),
    [
        ("RXY", TYPO, None, ""),
        ("RWW", "Warrington", None, ""),
        ("RXZ", TYPO, "RXY", f"Its name, {TYPO!r}, is nearly that of RXY ({KENT}). {ASK}"),
        (
            None,
            "Royal Devon",
            "RH8",
            "It names no organisation code. Its name, 'Royal Devon', is that of RH8 (Royal Devon "
            f"NHS Foundation Trust). {ASK}",
        ),
        (
            "RZZ",
            "St Johns Community",
            None,
            "Its name, 'St Johns Community', is like those of R1A (St John's Community NHS Trust) "
            f"and R1B (St Johns Community Trust). {ASK}",
        ),
        (
            "RH802",
            None,
            "RH8",
            "RH802 looks like the code of a site of RH8 (Royal Devon NHS Foundation Trust). " + ASK,
        ),
        (
            "RWW01",
            None,
            "RWW",
            "RWW01 looks like the code of a site of RWW, which is not on the register. " + ASK,
        ),
        (
            "89999",
            None,
            None,
            "89999 is a default code for a provider without a code of its own, and not the code "
            "of an organisation.",
        ),
        ("TRUST 12", None, None, "'TRUST 12' has the form of no organisation code."),
        ("RNN (NORTH)", None, "RNN", f"'RNN (NORTH)' has RNN in it. {ASK}"),
        (
            "RXY OR RH8",
            None,
            None,
            "'RXY OR RH8' has the form of no organisation code.",
        ),
    ],
)
def test_a_code_is_suggested_with_its_reason_if_one_is_likely(
    code: str | None, name: str | None, suggested: str | None, reason: str
) -> None:
    assert suggest(sent("a.xlsx", code, name=name), code, KNOWN) == Suggestion(suggested, reason)


def test_a_site_code_is_told_without_a_register_too() -> None:
    reason = f"RH802 looks like the code of a site of RH8. {ASK}"
    assert suggest(sent("a.xlsx", "RH802"), "RH802", NOBODY) == Suggestion("RH8", reason)


def test_a_file_that_could_not_be_read_may_be_of_the_one_code_in_its_name() -> None:
    assert suggest_by_file_name(bad("north/WRES rxy 2019.xlsx"), KNOWN) == Suggestion(
        "RXY", f"Its file name has RXY ({KENT}) in it."
    )
    assert suggest_by_file_name(bad("RXY and RH8.xlsx"), KNOWN) == Suggestion()
    assert suggest_by_file_name(bad("RXY/return.xlsx"), KNOWN) == Suggestion()


def test_a_name_that_has_nothing_in_common_with_the_registers_is_doubted() -> None:
    expected = KNOWN.expected["RXY"]
    assert doubt_of_name(sent("a.xlsx", name="Barnsley Hospital"), expected, BOOK) == (
        "The return is in the name of 'Barnsley Hospital', and on the register RXY is "
        f"{KENT!r}: check the code."
    )
    assert doubt_of_name(sent("a.xlsx", name="Kent Partnership"), expected, BOOK) == ""
