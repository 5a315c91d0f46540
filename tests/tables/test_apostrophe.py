"""One apostrophe keeps text from being run, and nothing is lost by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.tables.apostrophe import protect, unprotect

RISKY = st.text(alphabet="'=+-@\t\ra\n ") | st.text()


@given(RISKY)
def test_reading_takes_off_what_writing_put_on(text):
    assert unprotect(protect(text)) == text


@given(RISKY)
def test_what_is_written_never_begins_as_a_formula(text):
    assert protect(text)[:1] not in tuple("=+-@\t\r")


@given(RISKY)
def test_text_that_was_read_is_written_so_that_it_reads_the_same(text):
    assert unprotect(protect(unprotect(text))) == unprotect(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [("=1", "'=1"), ("'=1", "''=1"), ("'quoted'", "'quoted'"), ("", ""), ("a=1", "a=1")],
)
def test_only_text_that_could_run_gets_an_apostrophe(text, written):
    assert protect(text) == written
