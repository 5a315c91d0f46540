"""The file of a kept collation: made whole or not at all, opened only if it is one of ours."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wres_excel.domain.model import Edition
from wres_excel.errors import UsageError
from wres_excel.files import check_target
from wres_excel.tables.store_views import add_editions, make_views, sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PROGRAM = "wres-excel"
VERSION = 1

_MAGIC = slice(8, 12)
_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
}
"""Nothing is fetched from a network, and memory stays flat while values stream in."""
_OTHER_NAME = "Choose another name for the output."
_INTERRUPTED = "Query interrupted"


def open_store(path: Path, editions: Sequence[Edition]) -> "DuckDBPyConnection":
    """Return a connection to the store at a path, which is made if there is none.

    A new one is made beside and moved into place, with its tables and with the views that the
    editions ask for. Raises UsageError if duckdb or
    pyarrow is not installed, if the file is anything but a store that this version knows, if
    another program has it open, or if it cannot be read or written.
    """
    _require_packages()
    check_target(path, force=True)
    if not path.exists():
        _create(path.resolve(), editions)
    _refuse_other_kinds(path)
    connection = _connect(path)
    try:
        _refuse_other_databases(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: "DuckDBPyConnection", path: Path) -> Iterator[None]:
    """Do all that is inside or nothing of it; what was done is on the disk afterwards.

    Raises UsageError if the database refuses, KeyboardInterrupt if it was stopped at work.
    """
    with refusing(path):
        connection.begin()
        try:
            yield
            connection.commit()
        except BaseException:
            _roll_back(connection)
            raise


@contextmanager
def refusing(path: Path) -> Iterator[None]:
    """Turn what the database says into a refusal that names the file.

    An interrupt from the keyboard, which it turns into an error of its own, becomes one again.
    """
    import duckdb

    try:
        yield
    except duckdb.Error as err:
        raise _unusable(path, err) from err
    except RuntimeError as err:
        if str(err) == _INTERRUPTED:
            raise KeyboardInterrupt from err
        raise


def _roll_back(connection: "DuckDBPyConnection") -> None:
    """End a transaction that failed; one that the database itself has ended is left alone."""
    import duckdb

    try:
        connection.rollback()
    except duckdb.Error:
        return


def _require_packages() -> None:
    try:
        import duckdb
        import pyarrow  # noqa: F401
    except ImportError as err:
        missing = (err.name or "duckdb").partition(".")[0]
        raise UsageError(
            f"Writing .duckdb needs the package {missing}, which is not installed",
            remedy="Install it (pip install 'wres-excel[duckdb]'), or write .csv or .xlsx.",
        ) from err
    del duckdb


def _create(path: Path, editions: Sequence[Edition]) -> None:
    if _log_of(path).exists():
        raise UsageError(
            "The log of a database stands here, and the database itself is gone",
            file=str(_log_of(path)),
            remedy=f"Put {path.name} back beside it, or remove the log, or choose another name.",
        )
    temporary = path.with_name(f".{secrets.token_hex(8)}{path.suffix}")
    try:
        _make(temporary, editions)
        _move_new(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
        _log_of(temporary).unlink(missing_ok=True)


def _make(path: Path, editions: Sequence[Edition]) -> None:
    connection = _connect(path)
    try:
        with transaction(connection, path):
            connection.execute(sql("schema.sql"))
            connection.execute(sql("upgrade.sql"))
            connection.execute("INSERT INTO store VALUES (?, ?)", [PROGRAM, VERSION])
            add_editions(connection, editions)
            make_views(connection)
    finally:
        connection.close()


def _move_new(temporary: Path, path: Path) -> None:
    """Give a new file its name, unless another run has given that name to its own meanwhile."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        return
    except OSError:
        temporary.replace(path)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _connect(path: Path) -> "DuckDBPyConnection":
    import duckdb

    with refusing(path):
        return duckdb.connect(str(path), config=dict[str, Any](_SETTINGS))


def _refuse_other_kinds(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(_MAGIC.stop)
    except OSError as err:
        raise UsageError(f"The file cannot be opened: {err.strerror}", file=str(path)) from err
    if start[_MAGIC] != b"DUCK":
        raise UsageError(
            "The file is no DuckDB database, so the collation cannot be added to it",
            file=str(path),
            remedy=_OTHER_NAME,
        )


def _refuse_other_databases(connection: "DuckDBPyConnection", path: Path) -> None:
    with refusing(path):
        names = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        made_by = (
            connection.execute("SELECT * FROM store").fetchall() if ("store",) in names else []
        )
    if len(made_by) != 1 or made_by[0][0] != PROGRAM:
        raise UsageError(
            "The database is not one that wres-excel collate has made",
            file=str(path),
            found=f"tables {', '.join(sorted(name for (name,) in names)[:5]) or 'none'}",
            remedy=_OTHER_NAME,
        )
    if made_by[0][1] > VERSION:
        raise UsageError(
            "The database was made by a newer version of wres-excel",
            file=str(path),
            remedy="Install that version, or choose another name for the output.",
        )


def _unusable(path: Path, err: Exception) -> UsageError:
    found = str(err).partition("\n")[0].strip()
    for sign, message, remedy in _SIGNS:
        if sign in found.lower():
            return UsageError(message, file=str(path), found=found, remedy=remedy)
    return UsageError(
        "The database cannot be read or written",
        file=str(path),
        found=found,
        remedy="Check the disk and the folder. What earlier runs finished is kept; if the file "
        "is damaged, restore a copy of it or choose another name.",
    )


_SIGNS = (
    (
        "set lock on file",
        "Another program has the database open",
        "Wait until it has finished or close it, then run this again.",
    ),
    (
        "being used by another process",
        "Another program has the database open",
        "Wait until it has finished or close it, then run this again.",
    ),
    (
        "different configuration",
        "This program has the database open already",
        "Close that connection, then run this again.",
    ),
    (
        "version number",
        "The database was written by another version of DuckDB",
        "Upgrade it (pip install --upgrade duckdb), or choose another name for the output.",
    ),
    (
        "permission denied",
        "The database may not be written",
        "Ask for the right to write the file and its folder, or choose another folder.",
    ),
)
"""What in a message of DuckDB tells why, in words of its own, and what to do then."""
