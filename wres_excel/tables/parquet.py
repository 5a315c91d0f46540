"""Returns as a Parquet file: the columns of the CSV, each with its proper type."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from wres_excel.domain.model import Return
from wres_excel.tables.arrow import Row, parquet_file
from wres_excel.tables.columns import OUTPUT_COLUMNS


def returns_to_parquet(returns: Iterable[Return], target: Path) -> None:
    """Write the values of returns to a Parquet file, a row each, the same bytes every time.

    The columns are those of the CSV: periods are dates, values are floats, the rest is text as it
    is, without the CSV's apostrophes; what is not known is null. An existing file is replaced.
    Raises UsageError if pyarrow is not installed or the file cannot be written.
    """
    with parquet_file(target, OUTPUT_COLUMNS) as file:
        for r in returns:
            file.add(rows_of(r))


def rows_of(r: Return) -> Iterator[Row]:
    """Yield a row for each value of a return, in the order of OUTPUT_COLUMNS."""
    about = (r.organisation.code, r.organisation.name, r.edition.name)
    source = (r.source.file, r.source.sha256)
    for value in r.values:
        item = r.edition.by_key[value.place.item]
        period = r.edition.snapshot_of(value.place.period).isoformat()
        key = (item.key, item.number, item.indicator, period, value.place.group)
        held = (value.value, value.text, value.status)
        where = (value.sheet, value.cell, value.raw)
        yield (*about, *key, *held, *where, value.computed, *source)
