"""Rows as Arrow columns, each of one type by its name: for Parquet files and for the database."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from wres_excel.errors import UsageError

ROWS_PER_GROUP = 65_536

_TYPES = {
    "number": "int32",
    "indicator": "int32",
    "position": "int32",
    "period": "date32",
    "value": "float64",
    "computed": "float64",
    "white": "float64",
    "bme": "float64",
    "figure": "float64",
    "last_year": "float64",
    "change": "float64",
    "as_reported": "bool",
    "in_doubt": "bool",
    "change_in_doubt": "bool",
    "errors_in_indicator": "int32",
    "warnings_in_indicator": "int32",
    "due": "date32",
    "signed_off": "date32",
    "size": "int64",
    "errors": "int32",
    "warnings": "int32",
    "notes": "int32",
    "reading": "int32",
    "run": "int32",
    "snapshot": "date32",
    "previous_snapshot": "date32",
    "derived": "bool",
    "taken_at": "timestamp[us]",
}
_LISTS = frozenset({"codes", "groups"})

Row = Sequence[object]


def schema_of(columns: Iterable[str]) -> Any:
    """Return the Arrow schema of columns; one whose name says nothing else is text."""
    import pyarrow

    texts = pyarrow.list_(pyarrow.string())
    return pyarrow.schema(
        [(name, texts if name in _LISTS else _TYPES.get(name, "string")) for name in columns]
    )


def table_of(rows: Sequence[Row], schema: Any) -> Any:
    """Return rows as an Arrow table; dates are given as ISO text, numbers as int or float."""
    import pyarrow

    columns = zip(*rows, strict=True) if rows else ((),) * len(schema)
    arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pyarrow.table(arrays, schema=schema)


class ParquetFile:
    """A Parquet file that is written as rows come; only one group of rows is in memory."""

    def __init__(self, target: Path, columns: Iterable[str]) -> None:
        parquet = _parquet()
        self._target = target
        self._schema = schema_of(columns)
        self._waiting: list[Row] = []
        with refusing(target):
            self._writer = parquet.ParquetWriter(target, self._schema, compression="zstd")

    def add(self, rows: Iterable[Row]) -> None:
        """Write rows, as soon as a group of them is full; raises UsageError if that fails."""
        coming = iter(rows)
        while more := list(islice(coming, ROWS_PER_GROUP - len(self._waiting))):
            self._waiting += more
            if len(self._waiting) == ROWS_PER_GROUP:
                self._write()

    def close(self) -> None:
        """Write the rows that wait, as a group of their own, and end the file."""
        try:
            if self._waiting:
                self._write()
        finally:
            with refusing(self._target):
                self._writer.close()

    def _write(self) -> None:
        with refusing(self._target):
            self._writer.write_table(table_of(self._waiting, self._schema))
        self._waiting = []


def parquet_file(target: Path, columns: Iterable[str]) -> closing[ParquetFile]:
    """Open a Parquet file to write rows of the columns into; the same rows give the same bytes.

    Raises UsageError if pyarrow is not installed or the file cannot be written.
    """
    return closing(ParquetFile(target, columns))


@contextmanager
def refusing(target: Path) -> Iterator[None]:
    """Turn what the system refuses about a file into a refusal that names it."""
    try:
        yield
    except OSError as err:
        raise unwritten(target, err) from err


def unwritten(target: Path, err: OSError) -> UsageError:
    """Return the refusal for a file that the system would not let be written."""
    return UsageError(
        "The file could not be written",
        file=str(target),
        found=err.strerror or str(err),
        remedy="Check the disk, the folder and the name of the file, then try again.",
    )


def _array(column: Iterable[object], kind: Any) -> Any:
    import pyarrow

    if pyarrow.types.is_date(kind):
        return pyarrow.array(column, pyarrow.string()).cast(kind)
    if pyarrow.types.is_floating(kind):
        column = [float(cell) if isinstance(cell, int) else cell for cell in column]
    return pyarrow.array(column, kind)


def _parquet() -> Any:
    """Return pyarrow.parquet, which only those who ask for Parquet need."""
    try:
        from pyarrow import parquet
    except ImportError as err:
        raise UsageError(
            "Writing Parquet needs the package pyarrow, which is not installed",
            remedy="Install it (pip install 'wres-excel[parquet]'), or write .csv or .json.",
        ) from err
    return parquet
