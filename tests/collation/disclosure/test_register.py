from typing import get_args

import pytest

from wres_excel.collation.disclosure.register import publish_register
from wres_excel.collation.records import RegisterRow, RegisterStatus

ROW = RegisterRow(
    "RXY", "A Trust", "Midlands", "acute", "yes", "2019", "superseded", "2019-08-30", "2019-08-01",
    "2019-08-02T09:00:00", "Jo Bloggs.xlsx", "0" * 64, 1, 2, 3, "RXX",
    "'Jo Bloggs 2.xlsx' was signed off later",
)  # fmt: skip


def test_the_register_says_who_reported_and_names_no_file():
    assert publish_register([ROW]) == (
        ROW._replace(
            file=None,
            sha256=None,
            saved=None,
            suggestion=None,
            reason="Another return of the organisation counts.",
        ),
    )


def test_a_file_that_names_no_organisation_is_left_out():
    assert publish_register([ROW._replace(organisation=None)]) == ()


@pytest.mark.parametrize("status", get_args(RegisterStatus))
def test_every_status_has_a_general_reason(status):
    (row,) = publish_register([ROW._replace(status=status)])
    assert row.reason.endswith(".")
