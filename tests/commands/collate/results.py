"""What the tests of a collation ask of its outputs."""

import csv
from pathlib import Path
from typing import Any

import pytest

from wres_excel.commands.collate.result import CollateResult

from .given import put, return_bytes

REGISTER = "code,name\nRXY,One Trust\nRAL,Two Trust\nRZZ,Absent Trust\n"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def statuses(result: CollateResult) -> dict[str | None, str]:
    """Return the status of each file, and of each code that sent none."""
    return {row.file or row.organisation: row.status for row in result.register}


def returns(folder: Path, *codes: str) -> Path:
    for code in codes:
        put(folder / f"{code}.xlsx", return_bytes(code))
    return folder


def store(path: Path, query: str) -> list[tuple[Any, ...]]:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
        return found


SHORTLISTED = (
    "SELECT organisation, value FROM counting_values WHERE item = 'recruitment.shortlisted' "
    "AND \"group\" = 'white' AND period = (SELECT max(period) FROM counting_values) ORDER BY 1"
)
