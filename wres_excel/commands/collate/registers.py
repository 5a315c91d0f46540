"""The organisations expected, from registers that are CSV files or workbooks, here or remote."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from wres_excel.collation.expected import Expected, together
from wres_excel.errors import UnreadableFile, UsageError
from wres_excel.findings import Finding
from wres_excel.tables.delimited import read_delimited_file
from wres_excel.tables.register_in import Read, read_register, register_from_grid
from wres_excel.tables.remote import is_url, list_files
from wres_excel.workbook.grid import Grid, is_workbook, read_grids
from wres_excel.workbook.package import MAX_FILE

_WHAT = "a register of organisations, a CSV"


def read_registers(
    names: Sequence[str],
) -> tuple[tuple[Expected, ...], tuple[Finding, ...]]:
    """Return the organisations of registers, and what was odd in them.

    names: paths or URLs, of CSV files or of workbooks, of which the first sheet with anything on
    it is read. Raises UnreadableFile for what is no register, UsageError for a URL that cannot be
    reached.
    """
    lists: list[tuple[Expected, ...]] = []
    findings: list[Finding] = []
    for name in names:
        with _local(name) as path:
            expected, odd = _read(path)
        lists.append(expected)
        findings += odd
    whole, twice = together(lists)
    return whole, (*findings, *twice)


def _read(path: Path) -> Read:
    if not is_workbook(path):
        return read_register(read_delimited_file(path, _WHAT), path.name)
    grid = next(read_grids(path), Grid("", ()))
    try:
        return register_from_grid(grid.rows, path.name)
    except UnreadableFile as err:
        raise replace(err, sheet=grid.sheet or None) from err


@contextmanager
def _local(name: str) -> Iterator[Path]:
    """Give the path of a register on this machine, fetched if it is remote."""
    if not is_url(name):
        yield Path(name)
        return
    (file, *others) = list_files(name)
    if others:
        raise UsageError("The register is a folder, not a file", file=name)
    with TemporaryDirectory(prefix="wres-excel-") as folder:
        path = Path(folder, Path(name).name)
        file.copy_to(path, MAX_FILE)
        yield path
