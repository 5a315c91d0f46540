"""A pool without processes, for tests that are not about processes."""

from collections.abc import Iterator, Sequence

import pytest

from wres_excel.commands.collate import collating
from wres_excel.commands.collate.arrivals import Arrival
from wres_excel.commands.collate.messages import Done, pack
from wres_excel.commands.collate.take import take


class InlinePool:
    """A pool of no processes: what the real one reads, in this process, for quick tests."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> "InlinePool":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, files: Sequence[tuple[int, Arrival]]) -> Iterator[Done]:
        for position, arrival in files:
            taken = take(arrival, lambda *_: None)
            yield Done(position, taken.summary, pack(taken) if taken.values else b"")


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process but in tests that are about them."""
    if "processes" not in request.fixturenames:
        monkeypatch.setattr(collating, "Pool", InlinePool)


@pytest.fixture
def processes() -> None:
    """Ask for the real pool."""
