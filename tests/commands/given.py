"""What the tests of the commands start from: metrics files and forms in a folder."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from forms.layouts import LAYOUTS

BAND = ("clinical.band_5", "current", "bme", "102")
TWO = [(code, *BAND[:3], str(at)) for at, code in enumerate(("RXY", "RAL"), start=1)]


def metrics(
    folder: Path,
    *rows: Sequence[str],
    name: str = "metrics.csv",
    header: Iterable[str] = ("item", "period", "group", "value"),
) -> Path:
    """Write a metrics file; without rows it holds one headcount."""
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *(rows or [BAND])])
    return path


def several(folder: Path, rows: Iterable[Sequence[str]] = tuple(TWO)) -> Path:
    """Write a metrics file of several organisations."""
    return metrics(folder, *rows, header=("organisation", "item", "period", "group", "value"))


def form(folder: Path, layout: str = "plain_reprint", name: str = "form.xlsx") -> Path:
    """Write a form of the corpus; most are of 2019."""
    path = folder / name
    path.write_bytes(LAYOUTS[layout].build())
    return path


def cell_of(
    item: str = "clinical.band_5",
    period: str = "2019-03-31",
    group: str = "bme",
    layout: str = "plain_reprint",
) -> str:
    """Return where a form of the corpus has a value."""
    return LAYOUTS[layout].places[item, period, group][1]


def names(folder: Path) -> list[str]:
    """Return the names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())
