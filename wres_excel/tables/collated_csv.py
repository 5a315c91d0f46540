"""A collation as three CSV files: values, findings and register."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from wres_excel.collation.records import Collection, FindingRow, RegisterRow, ValueRow
from wres_excel.domain.numbers import parse_digits
from wres_excel.tables.apostrophe import protect
from wres_excel.tables.arrow import unwritten

_HELD = frozenset({"raw", "found", "expected"})
"""Columns of what cells hold, in which -3.1 is a number and no formula."""
_NUMBERS = frozenset({"number", "indicator", "value", "computed", "errors", "warnings", "notes"})
_SUSPECT = frozenset("'=+-@\t\r")

Cells = Iterable[object]
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
    forms = [_form(name) for name in columns]
    with _refusing(target):
        stream = target.open("w", encoding="utf-8", newline="")
    writer = csv.writer(stream)
    writer.writerow(columns)

    def write(rows: Iterable[Sequence[object]]) -> None:
        """Work by column, of which most need nothing done."""
        by_column = zip(*rows, strict=True)
        formed = [form(cells) for form, cells in zip(forms, by_column, strict=False)]
        with _refusing(target):
            writer.writerows(zip(*formed, strict=True))

    try:
        yield write
    finally:
        with _refusing(target):
            stream.close()


@contextmanager
def _refusing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        raise unwritten(target, err) from err


def _form(column: str) -> Callable[[Cells], Cells]:
    """Return what a column becomes; numbers are left to csv, whose digits read back the same."""
    if column in _NUMBERS:
        return lambda cells: cells
    protect_one = _protect_but_numbers if column in _HELD else _protect
    return lambda cells: [protect_one(cell) for cell in cells]


def _protect(cell: object) -> object:
    return protect(cell) if isinstance(cell, str) and cell[:1] in _SUSPECT else cell


def _protect_but_numbers(cell: object) -> object:
    text = _protect(cell)
    return cell if text is not cell and parse_digits(str(cell)) is not None else text
