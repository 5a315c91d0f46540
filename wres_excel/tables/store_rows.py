"""What a store holds, as rows of its table of returns; and which of them are there already."""

from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple

from wres_excel.collation.records import Summary, Taken

_SUMMARY = tuple(field.name for field in fields(Summary))
RETURN_COLUMNS = ("reading", *_SUMMARY, "read_with")


class Held(NamedTuple):
    """One reading that a store holds: its number, what was read, and the program that read it."""

    reading: int
    summary: Summary
    read_with: str


class Plan(NamedTuple):
    """What a batch changes: readings to add, and failed attempts that they take the place of."""

    added: tuple[tuple[Held, Taken], ...]
    replaced: tuple[int, ...]


class Holdings:
    """Every reading of a store by its content, so that none goes in twice."""

    def __init__(self, held: Iterable[Held] = ()) -> None:
        self._read: dict[tuple[str, str], Held] = {}
        self._failed: dict[str, int] = {}
        self._last = 0
        self._note(held)

    def known(self) -> frozenset[tuple[str, str]]:
        """Return the content, by hash, and the program of every reading that succeeded."""
        return frozenset(self._read)

    def summaries(self) -> tuple[Summary, ...]:
        """Return the newest reading of each content that was read, in order of arrival."""
        newest: dict[str, Held] = {}
        for held in sorted(self._read.values()):
            newest[held.summary.sha256] = held
        return tuple(held.summary for held in sorted(newest.values()))

    def plan(self, batch: Iterable[Taken], read_with: str) -> Plan:
        """Return what must change for a store to hold a batch; nothing has changed yet.

        A content that the same program has read for the same organisation is there already. One
        that could not be read before is replaced by the new attempt.
        """
        fresh: dict[str, Taken] = {}
        for taken in batch:
            key = _key(taken.summary)
            earlier = fresh.get(key)
            settled = earlier is not None and earlier.summary.problem is None
            if not settled and not self._has(taken.summary, read_with):
                fresh[key] = taken
        added = tuple(
            (Held(reading, taken.summary, read_with), taken)
            for reading, taken in enumerate(fresh.values(), self._last + 1)
        )
        return Plan(added, tuple(self._failed[key] for key in fresh if key in self._failed))

    def record(self, plan: Plan) -> None:
        """Take note of a plan that was carried out."""
        replaced = frozenset(plan.replaced)
        self._failed = {
            k: reading for k, reading in self._failed.items() if reading not in replaced
        }
        self._note(held for held, _ in plan.added)

    def _has(self, summary: Summary, read_with: str) -> bool:
        held = self._read.get((summary.sha256, read_with))
        if held is None:
            return False
        return summary.problem is not None or held.summary.organisation == summary.organisation

    def _note(self, readings: Iterable[Held]) -> None:
        for held in readings:
            self._last = max(self._last, held.reading)
            if held.summary.problem is None:
                self._read[held.summary.sha256, held.read_with] = held
            else:
                self._failed[_key(held.summary)] = held.reading


def return_row(held: Held) -> tuple[object, ...]:
    """Return a reading as a row of the table of returns, in the order of RETURN_COLUMNS."""
    return (held.reading, *(getattr(held.summary, name) for name in _SUMMARY), held.read_with)


def held_of(row: Sequence[Any]) -> Held:
    """Return the reading that such a row tells of, its dates given as ISO text."""
    reading, *about, read_with = row
    summary = Summary(*about)
    return Held(reading, replace(summary, codes=tuple(summary.codes)), read_with)


def _key(summary: Summary) -> str:
    """Return what a file is known by: its content, or its name if it could not be opened."""
    return summary.sha256 or f"file {summary.file}"
