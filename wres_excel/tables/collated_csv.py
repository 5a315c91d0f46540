"""A collation as three CSV files: values, findings and register."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from wres_excel.collation.records import Collection, FindingRow, RegisterRow, ValueRow
from wres_excel.tables.arrow import refusing
from wres_excel.tables.csv_forms import formed, forms_of

Write = Callable[[Iterable[Sequence[object]]], None]


def collation_to_csv(collection: Collection, values: Path, findings: Path, register: Path) -> None:
    """Write a collation to three CSV files, UTF-8, lines ending in CR LF.

    What is written as values is a metrics file, which `fill` takes. Text that a spreadsheet
    program could run begins with an apostrophe. Returns are taken one after the other, none is
    kept. Existing files are replaced. Raises UsageError if a file cannot be written.
    """
    with (
        _table(values, ValueRow._fields) as write_values,
        _table(findings, FindingRow._fields) as write_findings,
    ):
        for taken in collection.counting():
            write_values(taken.values)
            write_findings(taken.findings)
    with _table(register, RegisterRow._fields) as write_register:
        write_register(collection.register)


@contextmanager
def _table(target: Path, columns: Sequence[str]) -> Iterator[Write]:
    """Open a CSV file under its header, and give what writes rows into it."""
    forms = forms_of(columns)
    with refusing(target):
        stream = target.open("w", encoding="utf-8", newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)

    def write(rows: Iterable[Sequence[object]]) -> None:
        with refusing(target):
            writer.writerows(formed(forms, rows))

    try:
        yield write
    finally:
        with refusing(target):
            stream.close()
