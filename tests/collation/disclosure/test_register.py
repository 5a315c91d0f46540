from typing import get_args

import pytest

from wres_excel.collation.disclosure.register import publish_register
from wres_excel.collation.records import RegisterRow, RegisterStatus

ROW = RegisterRow(
    "RXY", "A Trust", "Midlands", "acute", "yes", "2019", "late", "2019-08-30", "2019-08-31",
    "2019-08-02T09:00:00", "Jo Bloggs.xlsx", "0" * 64, 1, 2, 3, "RXX",
    "It was signed off on 31 August 2019",
)  # fmt: skip
OF_FILES_ALONE = ("duplicate", "superseded", "unreadable")


def test_the_register_says_who_reported_and_nothing_of_files():
    assert publish_register([ROW]) == (
        ROW._replace(
            file=None,
            sha256=None,
            saved=None,
            errors=None,
            warnings=None,
            notes=None,
            suggestion=None,
            reason="The return was received after it was due.",
        ),
    )


def test_a_file_that_names_no_organisation_is_left_out():
    assert publish_register([ROW._replace(organisation=None)]) == ()


@pytest.mark.parametrize("status", OF_FILES_ALONE)
def test_what_is_about_a_file_alone_is_left_out(status):
    assert publish_register([ROW._replace(status=status)]) == ()


@pytest.mark.parametrize("status", sorted({*get_args(RegisterStatus)} - {*OF_FILES_ALONE}))
def test_every_other_status_has_a_general_reason(status):
    (row,) = publish_register([ROW._replace(status=status)])
    assert row.reason.endswith(".")
