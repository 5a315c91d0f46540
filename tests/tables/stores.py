"""Stores as tests fill them, and as a user asks them: with DuckDB alone."""

from pathlib import Path
from typing import Any

import duckdb

from tests.tables.collations import ABOUT, READ_WITH, registered
from wres_excel.collation.records import Taken
from wres_excel.tables.store import Store


def keep(path: Path, *returns: Taken, read_with: str = READ_WITH, status: str = "received") -> None:
    with Store(path) as store:
        store.add(returns, read_with)
        store.finish(registered(*returns, status=status), ABOUT)


def ask(path: Path, question: str) -> list[tuple[Any, ...]]:
    """Ask the database as a user does."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(question).fetchall()


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that a store holds of returns, but for when it was taken and in which order."""
    return {
        "returns": ask(path, "SELECT * EXCLUDE (reading, taken_at) FROM returns ORDER BY ALL"),
        "values": ask(path, 'SELECT * EXCLUDE (reading) FROM "values" ORDER BY ALL'),
        "findings": ask(path, "SELECT * EXCLUDE (reading) FROM findings ORDER BY ALL"),
        "torn": ask(
            path,
            'SELECT reading, count(*) FROM "values" FULL JOIN returns USING (reading)'
            " GROUP BY ALL HAVING count(*) <> 10 AND any_value(problem) IS NULL",
        ),
    }
