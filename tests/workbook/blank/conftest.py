"""Editions in turn: all tests of one before those of the next, so that few are kept opened."""

import pytest

from .blanks import NAMES


@pytest.fixture(scope="package", params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    """The name of each edition."""
    return str(request.param)
