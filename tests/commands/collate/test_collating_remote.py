"""`collate` from URLs and to URLs, against a file system in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wres_excel.commands.collate.collating import collate
from wres_excel.errors import UsageError

from .given import pack, return_bytes
from .results import REGISTER, SHORTLISTED, returns, statuses, store


@pytest.fixture
def memory() -> Iterator[Any]:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def test_returns_register_and_output_may_be_urls(memory: Any, tmp_path: Path) -> None:
    archive = pack(tmp_path / "pack.zip", {"RAL.xlsx": return_bytes("RAL")})
    for name, data in {
        "in/RXY (1).xlsx": return_bytes("RXY"),
        "in/north/pack.zip": archive.read_bytes(),
        "in/bad.xlsx": b"junk",
        "in/~$RXY.xlsx": b"junk",
        "in/.hidden/r.xlsx": b"junk",
        "in/expected.csv": REGISTER.encode(),
    }.items():
        memory.pipe(f"/{name}", data)
    urls = {"output": "memory://in/out.csv", "register": "memory://in/expected.csv"}
    result = collate(["memory://in", "memory://in"], urls["output"], register=urls["register"])
    assert statuses(result) == {
        "RXY (1).xlsx": "received",
        "north/pack.zip/RAL.xlsx": "received",
        "bad.xlsx": "unreadable",
        "RZZ": "missing",
    }
    assert dict(result.about.skipped) == {
        "~$RXY.xlsx": "a lock file, which only marks that a workbook is open in Excel",
        ".hidden/r.xlsx": "hidden",
        "expected.csv": "the output or the register of this run",
    }
    assert result.written == (
        "memory://in/out.csv",
        "memory://in/out.findings.csv",
        "memory://in/out.register.csv",
    )
    collate([tmp_path / "pack.zip"], tmp_path / "local.csv")
    lines = memory.cat("/in/out.csv").splitlines()
    assert lines[0] == (tmp_path / "local.csv").read_bytes().splitlines()[0]
    with pytest.raises(UsageError, match=r"memory://in/out.csv: A file of this name exists"):
        collate(["memory://in"], urls["output"])
    collate(["memory://in"], urls["output"], force=True)


def test_remote_returns_are_answered_and_a_remote_register_may_be_a_workbook(
    memory: Any, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    for record in (("code", "name"), ("RXY", "One Trust"), ("RZZ", "Absent Trust")):
        book.worksheets[0].append(record)
    book.save(tmp_path / "expected.xlsx")
    memory.pipe("/lists/expected.xlsx", (tmp_path / "expected.xlsx").read_bytes())
    memory.pipe("/in/WRES return.xlsx", return_bytes("RXY"))
    result = collate(
        "memory://in",
        tmp_path / "out.csv",
        register="memory://lists/expected.xlsx",
        replies=tmp_path / "replies",
    )
    assert statuses(result) == {"WRES return.xlsx": "received", "RZZ": "missing"}
    names = [path.name for path in (tmp_path / "replies").iterdir()]
    assert names == ["RXY WRES return checked.xlsx"]


def test_a_database_at_a_url_goes_on_from_what_it_held(memory: Any, tmp_path: Path) -> None:
    out = "memory://out/out.duckdb"
    collate([returns(tmp_path / "in", "RXY")], out)
    assert collate([returns(tmp_path / "in", "RAL")], out).new == 1
    (tmp_path / "copy.duckdb").write_bytes(memory.cat("/out/out.duckdb"))
    assert store(tmp_path / "copy.duckdb", SHORTLISTED) == [("RAL", 610.0), ("RXY", 610.0)]


def test_a_remote_file_that_cannot_be_fetched_is_a_row(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/in/RXY.xlsx", return_bytes("RXY"))
    memory.pipe("/in/RAL.xlsx", return_bytes("RAL"))
    opened = type(memory).open

    def refuse(self: Any, path: str, *others: Any, **options: Any) -> Any:
        if path.endswith("RAL.xlsx"):
            raise TimeoutError("no answer")
        return opened(self, path, *others, **options)

    monkeypatch.setattr(type(memory), "open", refuse)
    result = collate(["memory://in"], tmp_path / "out.csv")
    assert statuses(result) == {"RXY.xlsx": "received", "RAL.xlsx": "unreadable"}
    (row,) = (row for row in result.register if row.status == "unreadable")
    assert row.reason.startswith("The URL cannot be reached (found TimeoutError: no answer).")
