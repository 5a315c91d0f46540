"""The rows of a metrics file, a CSV or the sheet of a workbook that holds the table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wres_excel.domain.rows import Metrics
from wres_excel.domain.spellings import Spellings
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.spellings import load_spellings
from wres_excel.tables.header import is_header, is_plain_header
from wres_excel.tables.metrics import metrics_from_grid, read_metrics
from wres_excel.tables.no_header import no_header
from wres_excel.workbook.grid import Grid, grids_of, is_workbook, read_grids
from wres_excel.workbook.records import Workbook


def load_metrics(path: Path) -> Metrics:
    """Return the rows of a metrics file, a CSV or a workbook; raises UnreadableFile.

    Of a workbook the first sheet that holds anything is read, or the only one with the header of
    a metrics file; a finding tells which sheets were not.
    """
    spellings = load_spellings()
    if not is_workbook(path):
        return read_metrics(path, spellings)
    grids = tuple(read_grids(path))
    chosen = _choose(grids, str(path), spellings)
    metrics = metrics_from_grid(chosen.rows if chosen else (), str(path), spellings)
    if chosen is None:
        return metrics
    unread = tuple(_unread(grids, chosen, str(path), spellings))
    return replace(metrics, findings=(*unread, *metrics.findings))


def is_metrics(workbook: Workbook) -> bool:
    """Return whether a sheet of a workbook begins with a header that only metrics files have."""
    spellings = load_spellings()
    return any(is_plain_header(_first(grid), spellings) for grid in grids_of(workbook))


def _choose(grids: Sequence[Grid], file: str, spellings: Spellings) -> Grid | None:
    """Return the sheet to read, None for a workbook of empty sheets."""
    if not grids or _holds_metrics(grids[0], spellings):
        return grids[0] if grids else None
    holding = [grid for grid in grids if _holds_metrics(grid, spellings)]
    if len(holding) == 1:
        return holding[0]
    if not holding:
        first = grids[0]
        raise no_header(_first(first), first.rows, file, spellings, sheet=first.sheet)
    raise UnreadableFile(
        "Several sheets have the header of a metrics file, and the first sheet is none of them",
        file=file,
        sheet=grids[0].sheet,
        found=f"the header on the sheets {_quoted(holding)}",
        expected="one table, on the first sheet",
        remedy="Move the sheet with the figures to the front.",
    )


def _unread(
    grids: Sequence[Grid], chosen: Grid, file: str, spellings: Spellings
) -> Iterator[Finding]:
    """Yield a warning for sheets that might have been meant too, and a note for all others."""
    others = [grid for grid in grids if grid is not chosen]
    tables = [grid for grid in others if _holds_metrics(grid, spellings)]
    plain = [grid for grid in others if grid not in tables]
    if tables:
        yield Finding(
            "sheet-not-read",
            "warning",
            f"Only the sheet '{chosen.sheet}' was read, but others have the header of a metrics "
            "file too",
            "Move their rows to the sheet that is read, or fill from a file of their own.",
            file=file,
            found=_quoted(tables),
        )
    if plain:
        yield Finding(
            "sheet-not-read",
            "note",
            f"The sheet '{chosen.sheet}' was read as the metrics, and no other",
            file=file,
            found=f"not read: {_quoted(plain)}",
        )


def _holds_metrics(grid: Grid, spellings: Spellings) -> bool:
    return is_header(_first(grid), spellings)


def _first(grid: Grid) -> Sequence[str]:
    """Return the first row that holds anything."""
    return next((fields for _, fields in grid.rows if any(map(str.strip, fields))), ())


def _quoted(grids: Sequence[Grid]) -> str:
    return ", ".join(f"'{grid.sheet}'" for grid in grids)
