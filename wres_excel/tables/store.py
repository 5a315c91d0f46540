"""A collation kept in a DuckDB database: run again, it takes in only what is new."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from wres_excel.collation.records import (
    About,
    FindingRow,
    RegisterRow,
    Summary,
    Taken,
    ValueRow,
)
from wres_excel.domain.model import Edition
from wres_excel.editions import editions as shipped_editions
from wres_excel.tables.store_file import open_store, refusing, transaction
from wres_excel.tables.store_indicators import INDICATOR_COLUMNS, indicator_rows
from wres_excel.tables.store_rows import RETURN_COLUMNS, Holdings, Plan, held_of, return_row
from wres_excel.tables.store_views import add_editions, append, make_views, sql

_HELD = """
SELECT reading, file, sha256, size, organisation, organisation_name, codes, edition,
    signed_off::VARCHAR, saved, problem, remedy, errors, warnings, notes, read_with
FROM returns
ORDER BY reading
"""
_ADD_RUN = """
INSERT INTO runs
SELECT coalesce(max(run), 0) + 1, ?, ?, ?, ?, ?::STRUCT(file VARCHAR, reason VARCHAR)[], ?, ?
FROM runs
RETURNING run
"""


class Store:
    """A collation on disk, which every run adds to; use it in a with statement.

    Each call that changes it does so whole or not at all, and what is done stays done however the
    program ends. Every version of a return is kept; the newest reading of a content counts.
    """

    def __init__(self, path: Path, editions: Sequence[Edition] = ()) -> None:
        """Open the store at a path, or make it.

        editions: those that do not ship with the package. Raises UsageError if duckdb or pyarrow
        is not installed, the file is no store of ours, or another program has it open.
        """
        self._path = path
        self._editions = (*shipped_editions(), *editions)
        self._connection = open_store(path, self._editions)
        try:
            with refusing(path):
                rows = self._connection.execute(_HELD).fetchall()
        except BaseException:
            self._connection.close()
            raise
        self._holdings = Holdings(map(held_of, rows))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; everything is in it, and nothing beside it."""
        with refusing(self._path):
            self._connection.close()

    def known(self) -> frozenset[tuple[str, str]]:
        """Return the hash of every content that was read, with the program that read it."""
        return self._holdings.known()

    def summaries(self) -> tuple[Summary, ...]:
        """Return what is known of every content that was read, in order of arrival.

        Of a content that several versions of the program have read, the newest reading.
        """
        return self._holdings.summaries()

    def add(self, batch: Sequence[Taken], read_with: str) -> None:
        """Take in files that were read, or could not be; what is there already is left alone.

        read_with: the program and its version. A content that this program has not read before is
        added beside earlier readings; one that could not be read then is replaced. Raises
        UsageError if the database cannot be written.
        """
        plan = self._holdings.plan(batch, read_with)
        if not plan.added:
            return
        with transaction(self._connection, self._path):
            if plan.replaced:
                self._remove(plan.replaced)
            self._insert(plan)
        self._holdings.record(plan)

    def finish(self, register: Sequence[RegisterRow], about: About) -> None:
        """Put the register of this run in place of the last one, which is kept with its run.

        Raises UsageError if the database cannot be written.
        """
        with transaction(self._connection, self._path):
            run = self._add_run(about)
            self._connection.execute("INSERT INTO earlier_registers FROM register")
            self._connection.execute("DELETE FROM register")
            self._connection.execute(sql("upgrade.sql"))
            rows = [(*row, run) for row in register]
            append(self._connection, "register", (*RegisterRow._fields, "run"), rows)
            add_editions(self._connection, self._editions)
            make_views(self._connection)
            self._renew_indicators()

    def _renew_indicators(self) -> None:
        known = {edition.name: edition for edition in self._editions}
        rows = list(indicator_rows(self._connection, known))
        self._connection.execute("DELETE FROM indicator_results")
        append(self._connection, "indicator_results", INDICATOR_COLUMNS, rows)

    def _remove(self, readings: Sequence[int]) -> None:
        gone = [list(readings)]
        self._connection.execute("DELETE FROM returns WHERE list_contains(?, reading)", gone)
        self._connection.execute("DELETE FROM findings WHERE list_contains(?, reading)", gone)

    def _insert(self, plan: Plan) -> None:
        now = datetime.now(UTC).replace(tzinfo=None)
        returns = [(*return_row(held), now) for held, _ in plan.added]
        values = [(*row, held.reading) for held, taken in plan.added for row in taken.values]
        findings = [(*row, held.reading) for held, taken in plan.added for row in taken.findings]
        append(self._connection, "returns", (*RETURN_COLUMNS, "taken_at"), returns)
        append(self._connection, "values", (*ValueRow._fields, "reading"), values)
        append(self._connection, "findings", (*FindingRow._fields, "reading"), findings)

    def _add_run(self, about: About) -> int:
        """Add a row for this run and return its number."""
        skipped = [{"file": file, "reason": reason} for file, reason in about.skipped]
        cells = [
            _in_utc(about.made),
            about.edition,
            about.files,
            about.read,
            skipped,
            about.rule,
            about.read_with,
        ]
        added = self._connection.execute(_ADD_RUN, cells).fetchone()
        return int(added[0]) if added else 0


def _in_utc(time: str) -> datetime:
    return datetime.fromisoformat(time).astimezone(UTC).replace(tzinfo=None)
