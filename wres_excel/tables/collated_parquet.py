"""A collation as three Parquet files: values, findings and register, each column typed."""

from pathlib import Path

from wres_excel.collation.records import Collection, FindingRow, RegisterRow, ValueRow
from wres_excel.tables.arrow import parquet_file


def collation_to_parquet(
    collection: Collection, values: Path, findings: Path, register: Path
) -> None:
    """Write a collation to three files, the same bytes for the same collation.

    Numbers are integers or floats, days are dates, all else is text as it is; what is not known
    is null. Returns are taken one after the other, and only one group of rows of each file is in
    memory. Existing files are replaced. Raises UsageError if pyarrow is not installed or a file
    cannot be written.
    """
    with (
        parquet_file(values, ValueRow._fields) as value_file,
        parquet_file(findings, FindingRow._fields) as finding_file,
    ):
        for taken in collection.counting():
            value_file.add(taken.values)
            finding_file.add(taken.findings)
    with parquet_file(register, RegisterRow._fields) as register_file:
        register_file.add(collection.register)
