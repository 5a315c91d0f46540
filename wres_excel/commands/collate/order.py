"""Results put back into the order of the files, whatever order they were done in."""

from collections.abc import Iterable, Iterator

from wres_excel.commands.collate.messages import Done


class InOrder:
    """Results in the order of positions; those that wait for an earlier one can be had at any time.

    positions: every position that will be done, in order.
    """

    def __init__(self, positions: Iterable[int]) -> None:
        self._due = iter(positions)
        self._next = next(self._due, None)
        self._waiting: dict[int, Done] = {}

    def put(self, done: Done) -> Iterator[Done]:
        """Take one result, and yield those that nothing earlier is missing for."""
        self._waiting[done.position] = done
        while self._next in self._waiting:
            yield self._waiting.pop(self._next)
            self._next = next(self._due, None)

    def rest(self) -> tuple[Done, ...]:
        """Return what still waits for an earlier result, for a run that ends early."""
        return tuple(self._waiting[position] for position in sorted(self._waiting))
