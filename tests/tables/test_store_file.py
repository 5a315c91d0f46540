"""The file of a store is made whole, and opened only if it is one; each refusal says why."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.tables.collations import taken
from tests.tables.stores import ask, keep
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.tables import store_file
from wres_excel.tables.store import Store
from wres_excel.tables.store_file import open_store, refusing

EDITIONS = (load_edition("2024"),)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.duckdb"


def refusal(path: Path) -> UsageError:
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(UsageError) as caught:
        open_store(path, EDITIONS)
    if before is not None:
        assert path.read_bytes() == before
    return caught.value


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" * 100, b"%PDF-1.7 " * 2000])
def test_what_is_no_database_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert str(refusal(path)) == (
        f"{path}: The file is no DuckDB database, so the collation cannot be added to it. "
        "Choose another name for the output."
    )


def test_a_database_of_another_program_is_refused_without_a_network(path: Path) -> None:
    """DuckDB itself would fetch an extension to open an SQLite database."""
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE a (b)")
    connection.close()
    assert refusal(path).message.startswith("The file is no DuckDB database")


@pytest.mark.parametrize(
    ("made", "found"),
    [
        ("SELECT 1", "tables none"),
        ("CREATE TABLE sales (b INT); CREATE TABLE clients (b INT)", "tables clients, sales"),
        ("CREATE TABLE store (program TEXT, version INT)", "tables store"),
        ("CREATE TABLE store AS SELECT 'shop' AS program, 1 AS version", "tables store"),
        ("CREATE TABLE store (a INT); INSERT INTO store VALUES (1)", "tables store"),
    ],
)
def test_a_database_of_something_else_is_refused(path: Path, made: str, found: str) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute(made)
    refused = refusal(path)
    assert refused.message == "The database is not one that wres-excel collate has made"
    assert (refused.found, refused.remedy) == (found, "Choose another name for the output.")


def test_a_database_of_a_newer_version_is_refused(path: Path) -> None:
    keep(path, taken(1))
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE store SET version = 2")
    assert str(refusal(path)) == (
        f"{path}: The database was made by a newer version of wres-excel. "
        "Install that version, or choose another name for the output."
    )


def test_a_database_that_another_program_has_open_is_refused(path: Path) -> None:
    keep(path, taken(1))
    held = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    command = [sys.executable, "-c", held, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        refused = refusal(path)
        other.communicate(b"\n")
    assert refused.message == "Another program has the database open"
    assert refused.remedy == "Wait until it has finished or close it, then run this again."
    open_store(path, EDITIONS).close()


def test_a_database_that_this_very_program_has_open_is_refused(path: Path) -> None:
    keep(path, taken(1))
    with duckdb.connect(str(path)):
        assert refusal(path).message == "This program has the database open already"


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "IO Error: Trying to read a database file with version number 99, but we can only read",
            "The database was written by another version of DuckDB",
        ),
        (
            "IO Error: The process cannot access the file because it is being used by another "
            "process.",
            "Another program has the database open",
        ),
        (
            'IO Error: Cannot open file "out.duckdb": Permission denied',
            "The database may not be written",
        ),
    ],
)
def test_what_duckdb_says_becomes_what_to_do(path: Path, said: str, message: str) -> None:
    with pytest.raises(UsageError) as caught, refusing(path):
        raise duckdb.IOException(f"{said}\nSee https://duckdb.org")
    assert (caught.value.message, caught.value.found) == (message, said)
    assert caught.value.remedy


def test_a_damaged_database_is_refused_with_what_duckdb_says(path: Path) -> None:
    keep(path, *map(taken, range(5)))
    path.write_bytes(path.read_bytes()[:13_000])
    refused = refusal(path)
    assert refused.message == "The database cannot be read or written"
    assert refused.found
    assert "restore a copy" in str(refused.remedy)


def test_rows_that_cannot_be_read_are_a_refusal_and_let_go_of_the_file(path: Path) -> None:
    keep(path, taken(1))
    with duckdb.connect(str(path)) as connection:
        connection.execute("ALTER TABLE returns DROP COLUMN saved")
    with pytest.raises(UsageError, match="saved"):
        Store(path)
    duckdb.connect(str(path)).close()


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).message == "The output names a folder, not a file"
    missing = refusal(tmp_path / "missing" / "out.duckdb")
    assert missing.message == "The folder of the output does not exist"


def test_a_file_that_may_not_be_read_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(path, taken(1))

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(UsageError) as caught:
        open_store(path, EDITIONS)
    assert caught.value.message == "The file cannot be opened: Permission denied"


def test_the_log_of_a_database_that_is_gone_is_not_mixed_with_a_new_one(path: Path) -> None:
    log = path.with_name("out.duckdb.wal")
    log.write_bytes(b"what was done")
    refused = refusal(path)
    assert refused.message == "The log of a database stands here, and the database itself is gone"
    assert refused.file == str(log)
    assert log.read_bytes() == b"what was done"
    assert not path.exists()


@pytest.mark.parametrize("package", ["duckdb", "pyarrow"])
def test_without_its_packages_it_says_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert str(refusal(path)) == (
        f"Writing .duckdb needs the package {package}, which is not installed. "
        "Install it (pip install 'wres-excel[duckdb]'), or write .csv or .xlsx."
    )
    assert not path.exists()


def test_a_first_run_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_file, "make_views", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_store(path, EDITIONS)
    assert list(path.parent.iterdir()) == []


def test_a_new_store_never_takes_the_place_of_one_made_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another run makes it between the look and the move."""
    keep(path, taken(1))
    monkeypatch.setattr(Path, "exists", lambda _: False)
    open_store(path, EDITIONS).close()
    monkeypatch.undo()
    assert ask(path, "SELECT organisation FROM counting") == [("R01",)]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_where_files_cannot_have_two_names_a_store_is_made_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    keep(path, taken(1))
    assert ask(path, "SELECT organisation FROM counting") == [("R01",)]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_name_that_points_elsewhere_is_followed(path: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.duckdb"
    path.symlink_to(real)
    keep(path, taken(1))
    assert path.is_symlink()
    assert ask(real, "SELECT organisation FROM counting") == [("R01",)]


def test_an_interrupt_that_duckdb_makes_an_error_of_is_an_interrupt_again(path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), refusing(path):
        raise RuntimeError("Query interrupted")


def test_a_fault_of_the_program_is_not_called_one_of_the_database(path: Path) -> None:
    with pytest.raises(RuntimeError, match="ours"), refusing(path):
        raise RuntimeError("ours")
