"""One trial: a broken workbook is read, filled into, or both, and only a WresError may come out."""

import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from forms.furniture import ADDITIONS, FEATURES, furnish
from forms.layouts import LAYOUTS

import wres_excel

LONGEST = 5.0
METRICS = """item,period,group,value
clinical.band_5,current,bme,102
clinical.band_5,previous,white,7
survey.harassment_public,current,white,12.3
report.organisation_code,current,all,RXY
"""
_FURNITURE = tuple(name for name in ADDITIONS if name in FEATURES)


def _own() -> bytes:
    """Return our own blank workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "blank.xlsx")
        wres_excel.write_template("2019", path)
        return path.read_bytes()


_SEEDS: dict[str, Callable[[], bytes]] = {
    "plain": lambda: LAYOUTS["plain_reprint"].build(),
    "dates": lambda: LAYOUTS["real_dates_1904"].build(),
    "formulas": lambda: LAYOUTS["own_formulas"].build(),
    "report": lambda: LAYOUTS["reporting_template_2016"].build(),
    "furnished": lambda: furnish(LAYOUTS["plain_reprint"].build(), *_FURNITURE),
    "own": _own,
}
SEEDS = tuple(_SEEDS)


@cache
def seed(name: str) -> bytes:
    """Return a sound workbook to start from."""
    return _SEEDS[name]()


def try_reading(data: bytes, folder: Path) -> None:
    """Read a workbook with its edition given, then with its edition to be found."""
    path = _write(folder, "return.xlsx", data)
    for edition in ("2019", None):
        _only_our_errors(lambda edition=edition: wres_excel.read(path, edition=edition))


def try_filling(data: bytes, folder: Path) -> None:
    """Fill a workbook, and where that is done, read what came of it."""
    form = _write(folder, "form.xlsx", data)
    metrics = _write(folder, "metrics.csv", METRICS.encode())
    output = folder / "filled.xlsx"
    output.unlink(missing_ok=True)
    _only_our_errors(
        lambda: wres_excel.fill(
            metrics, output, edition="2019", into=form, force=True, keep_going=True, overwrite=True
        )
    )
    if output.exists():
        wres_excel.read(output, edition="2019")


def _write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _only_our_errors(action: Callable[[], object]) -> None:
    start, message = time.monotonic(), "no refusal"
    try:
        action()
    except wres_excel.WresError as err:
        message = str(err)
    elapsed = time.monotonic() - start
    assert message
    assert elapsed < LONGEST, f"it took {elapsed:.1f} s"
