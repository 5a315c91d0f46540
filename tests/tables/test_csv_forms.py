"""Cells as a CSV file holds them."""

from wres_excel.tables.csv_forms import formed, forms_of

COLUMNS = ("text", "raw", "value")


def shown(*row: object) -> tuple[object, ...]:
    (only,) = formed(forms_of(COLUMNS), [row])
    return only


def test_text_that_a_program_could_run_is_protected() -> None:
    assert shown("=1+1", "@x", 1) == ("'=1+1", "'@x", 1)


def test_a_negative_number_is_protected_as_text_only() -> None:
    """What a cell held may be -3.1, which is a number; an answer in words is none."""
    assert shown("-3.1", "-3.1", -3.1) == ("'-3.1", "-3.1", -3.1)


def test_what_is_not_there_stays_away() -> None:
    assert shown(None, "", None) == (None, "", None)


def test_no_rows_are_no_rows() -> None:
    assert list(formed(forms_of(COLUMNS), [])) == []
