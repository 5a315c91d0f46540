"""Only returns of one organisation are compared."""

import pytest

from wres_excel.comparison.organisation import compare_organisations
from wres_excel.domain.model import Return
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.findings import Finding

from .returns import make_return


def of(code: str | None, name: str | None = None, file: str = "return.xlsx") -> Return:
    return make_return(load_edition("2024"), {}, code=code, name=name, file=file)


def test_the_same_code_in_any_spelling_is_one_organisation() -> None:
    assert compare_organisations(of("RXY"), of(" rxy ")) == ()


def test_other_codes_are_refused_with_both_named() -> None:
    with pytest.raises(UsageError) as caught:
        compare_organisations(of("RXY", "Kent", "old.xlsx"), of("RAL", None, "new.xlsx"))
    assert str(caught.value) == (
        "new.xlsx: The two returns are of different organisations (found RAL; expected RXY (Kent), "
        "as in old.xlsx). Compare two returns of one organisation."
    )


UNSURE = "It is not certain that the two returns are of one organisation"
PUT_IN = "Fill in the organisation code, or put it into the file's name, such as return-RXY.xlsx."
MISSING = {
    "the old": (None, "RXY", "old.xlsx", "no organisation code", "RXY"),
    "the new": ("RXY", None, "new.xlsx", "no organisation code", "RXY"),
    "both": (None, None, "old.xlsx", "no organisation code in either return", "one code in both"),
}


@pytest.mark.parametrize("case", MISSING.values(), ids=MISSING)
def test_a_code_that_is_missing_is_a_warning(case: tuple[str | None, ...]) -> None:
    old, new, file, found, expected = case
    assert compare_organisations(of(old, file="old.xlsx"), of(new, file="new.xlsx")) == (
        Finding(
            "organisation-unsure",
            "warning",
            UNSURE,
            PUT_IN,
            file=file,
            found=found,
            expected=expected,
        ),
    )


def test_another_name_for_the_same_code_is_a_note() -> None:
    (note,) = compare_organisations(of("RXY", "Kent"), of("RXY", "Kent and Medway"))
    assert (note.rule, note.severity, note.found, note.expected) == (
        "organisation-renamed",
        "note",
        "Kent and Medway",
        "Kent",
    )


def test_a_name_in_other_capitals_and_spaces_is_the_same() -> None:
    assert compare_organisations(of("RXY", "Kent  NHS"), of("RXY", "KENT NHS")) == ()
