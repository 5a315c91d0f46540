"""Returns as a Parquet file: the columns of the CSV, each with its proper type."""

from collections.abc import Iterable
from pathlib import Path

from wres_excel.collation.flatten import value_rows
from wres_excel.domain.model import Return
from wres_excel.tables.arrow import parquet_file
from wres_excel.tables.columns import OUTPUT_COLUMNS


def returns_to_parquet(returns: Iterable[Return], target: Path) -> None:
    """Write the values of returns to a Parquet file, a row each, the same bytes every time.

    The columns are those of the CSV: periods are dates, values are floats, the rest is text as it
    is, without the CSV's apostrophes; what is not known is null. An existing file is replaced.
    Raises UsageError if pyarrow is not installed or the file cannot be written.
    """
    with parquet_file(target, OUTPUT_COLUMNS) as file:
        for r in returns:
            file.add(value_rows(r, organisation=r.organisation.code, file=r.source.file))
