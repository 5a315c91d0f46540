"""Marks that only this corpus needs."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Register `slow`, since the project runs with strict markers."""
    config.addinivalue_line("markers", "slow: starts LibreOffice; leave out with -m 'not slow'")
