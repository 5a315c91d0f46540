"""Whatever is done to an .xls, .xlsb or .ods, it is read or refused, and our process lives on."""

import time
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from workbook.binary_books import ONE, ods, ods_row, xls, xlsb

from wres_excel.errors import WresError
from wres_excel.workbook import legacy

from .mutations import KINDS, Mutation, mutated_bytes, mutated_package

ENOUGH = 3.0
NUMBERS = st.integers(0, 2**20)
SEEDS = {"xls": xls, "xlsb": xlsb, "ods": lambda: ods(ods_row(ONE * 5))}
BOUNDED = settings(
    max_examples=12,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """calamine goes round for ever in some files, which is what the limit is for."""
    monkeypatch.setattr(legacy, "TIME_LIMIT", ENOUGH)


@cache
def seed(name: str) -> bytes:
    return SEEDS[name]()


def changes(kinds: Sequence[str]) -> st.SearchStrategy[list[Mutation]]:
    one = st.builds(Mutation, st.sampled_from(kinds), NUMBERS, NUMBERS, NUMBERS)
    return st.lists(one, min_size=1, max_size=3)


def read_or_refuse(data: bytes) -> None:
    start, message = time.monotonic(), "no refusal"
    try:
        legacy.legacy_from_bytes(data, "return.xls")
    except WresError as err:
        message = str(err)
    assert message
    assert time.monotonic() - start < ENOUGH + 2


@BOUNDED
@given(st.sampled_from(("xlsb", "ods")), changes(KINDS))
def test_broken_parts_are_read_or_refused(name: str, mutations: list[Mutation]) -> None:
    read_or_refuse(mutated_package(seed(name), mutations))


@BOUNDED
@given(st.sampled_from(sorted(SEEDS)), changes(["change byte"]))
def test_broken_bytes_are_read_or_refused(name: str, mutations: list[Mutation]) -> None:
    read_or_refuse(mutated_bytes(seed(name), mutations))
