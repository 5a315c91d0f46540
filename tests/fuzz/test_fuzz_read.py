"""Whatever is done to a workbook, reading it and filling it raise nothing but a WresError, soon.

A bounded run with fixed examples, for every change; atheris_read.py is the long run.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from .mutations import KINDS, Mutation, mutated_bytes, mutated_package
from .trials import SEEDS, seed, try_filling, try_reading

NUMBERS = st.integers(0, 2**20)
BOUNDED = settings(
    max_examples=120,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def mutations(*kinds: str) -> st.SearchStrategy[list[Mutation]]:
    """Return a strategy for a few mutations of these kinds, one of them more often than not."""
    one = st.builds(Mutation, st.sampled_from(kinds), NUMBERS, NUMBERS, NUMBERS)
    return st.lists(one, min_size=1, max_size=3)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("name", SEEDS)
def test_what_the_mutations_start_from_is_read_and_filled(name: str, folder: Path) -> None:
    try_reading(seed(name), folder)
    try_filling(seed(name), folder)


@BOUNDED
@given(st.sampled_from(SEEDS), mutations(*KINDS))
def test_broken_parts_are_read_or_refused(folder: Path, name: str, changes: list[Mutation]) -> None:
    try_reading(mutated_package(seed(name), changes), folder)


@BOUNDED
@given(st.sampled_from(SEEDS), mutations(*KINDS))
def test_broken_parts_are_filled_or_refused(
    folder: Path, name: str, changes: list[Mutation]
) -> None:
    try_filling(mutated_package(seed(name), changes), folder)


@BOUNDED
@given(st.sampled_from(SEEDS), mutations("change byte"))
def test_broken_zips_are_read_or_refused(folder: Path, name: str, changes: list[Mutation]) -> None:
    data = mutated_bytes(seed(name), changes)
    try_reading(data, folder)
    try_filling(data, folder)
