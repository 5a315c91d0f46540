"""Returns as a Parquet file: the columns of the CSV, each with its proper type."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from wres_excel.domain.model import Return, Value
from wres_excel.errors import UsageError
from wres_excel.tables.columns import OUTPUT_COLUMNS

ROWS_PER_GROUP = 65_536

_TYPES = {
    "number": "int32",
    "indicator": "int32",
    "period": "date32",
    "value": "float64",
    "computed": "float64",
}

Row = tuple[str | int | float | date | None, ...]


def returns_to_parquet(returns: Iterable[Return], target: Path) -> None:
    """Write the values of returns to a Parquet file, a row each, the same bytes every time.

    The columns are those of the CSV: periods are dates, values are floats, the rest is text as it
    is, without the CSV's apostrophes; what is not known is null. An existing file is replaced.
    Raises UsageError if pyarrow is not installed or the file cannot be written.
    """
    parquet = _parquet()
    schema = _schema()
    rows = (row for r in returns for row in rows_of(r))
    try:
        with parquet.ParquetWriter(target, schema, compression="zstd") as writer:
            while group := list(islice(rows, ROWS_PER_GROUP)):
                writer.write_batch(_batch(group, schema))
    except OSError as err:
        raise _unwritten(target, err) from err


def rows_of(r: Return) -> Iterator[Row]:
    """Yield a row for each value of a return, in the order of OUTPUT_COLUMNS."""
    about = (r.organisation.code, r.organisation.name, r.edition.name)
    source = (r.source.file, r.source.sha256)
    for value in r.values:
        item = r.edition.by_key[value.place.item]
        period = r.edition.snapshot_of(value.place.period)
        key = (item.key, item.number, item.indicator, period, value.place.group)
        yield (*about, *key, *_content(value), *source)


def _content(value: Value) -> Row:
    return (
        _float(value.value),
        value.text,
        value.status,
        value.sheet,
        value.cell,
        value.raw,
        _float(value.computed),
    )


def _float(number: float | None) -> float | None:
    return None if number is None else float(number)


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


def _schema() -> Any:
    import pyarrow

    return pyarrow.schema([(name, _TYPES.get(name, "string")) for name in OUTPUT_COLUMNS])


def _batch(rows: Sequence[Row], schema: Any) -> Any:
    import pyarrow

    columns = zip(*rows, strict=True)
    arrays = [
        pyarrow.array(column, field.type) for column, field in zip(columns, schema, strict=True)
    ]
    return pyarrow.record_batch(arrays, schema=schema)


def _unwritten(target: Path, err: OSError) -> UsageError:
    return UsageError(
        "The file could not be written",
        file=str(target),
        found=err.strerror or str(err),
        remedy="Check the disk, the folder and the name of the file, then try again.",
    )
