"""A pool without processes, for tests that are not about processes."""

from collections.abc import Iterator, Sequence

import pytest

from wres_excel.commands.collate import collating
from wres_excel.commands.collate.arrivals import Arrival
from wres_excel.commands.collate.messages import Done, Task
from wres_excel.commands.collate.worker import answer


class InlinePool:
    """A pool of no processes: what the real one reads, in this process, for quick tests."""

    def __init__(self, *_: object) -> None:
        pass

    def __enter__(self) -> "InlinePool":
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def read(self, files: Sequence[tuple[int, Arrival]], task: Task = "take") -> Iterator[Done]:
        for position, arrival in files:
            yield answer(position, arrival, task, lambda *_: None)


@pytest.fixture(autouse=True)
def quick(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no process but in tests that are about them."""
    if "processes" not in request.fixturenames:
        monkeypatch.setattr(collating, "Pool", InlinePool)


@pytest.fixture
def processes() -> None:
    """Ask for the real pool."""
