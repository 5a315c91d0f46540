"""Many copies of one form: the same bytes in the same order, however many processes."""

from pathlib import Path

import pytest

import wres_excel
from wres_excel.commands.stamping import CHUNK

from .given import form, several

COUNT = 2 * CHUNK + 3


def organisations() -> list[tuple[str, ...]]:
    return [
        (f"Z{at:03}", "clinical.band_5", "current", "bme", str(at)) for at in range(COUNT, 0, -1)
    ]


def filled(
    folder: Path, name: str, jobs: int, into: Path | None
) -> tuple[list[str], list[bytes], list[wres_excel.Finding]]:
    out = folder / name
    result = wres_excel.fill(
        several(folder, organisations()), out, edition="2019", into=into, jobs=jobs
    )
    return (
        [path.name for path in result.written],
        [path.read_bytes() for path in result.written],
        list(result.findings),
    )


@pytest.mark.parametrize("layout", [None, "own_formulas"])
def test_several_processes_do_what_one_does(layout: str | None, tmp_path: Path) -> None:
    into = form(tmp_path, layout) if layout else None
    one, two = filled(tmp_path, "one", 1, into), filled(tmp_path, "two", 2, into)
    assert one[0] == [f"wres-2019-Z{at:03}.xlsx" for at in range(COUNT, 0, -1)]
    assert one == two
    assert len(set(one[1])) == COUNT


def test_each_workbook_has_its_own_values(tmp_path: Path) -> None:
    out = tmp_path / "out"
    wres_excel.fill(several(tmp_path, organisations()), out, edition="2019", jobs=2)
    place = wres_excel.Place("clinical.band_5", "current", "bme")
    for at in (1, CHUNK, COUNT):
        result = wres_excel.read(out / f"wres-2019-Z{at:03}.xlsx")
        values = {value.place: value.value for value in result.values}
        assert (values[place], result.organisation.code) == (at, f"Z{at:03}")


@pytest.mark.parametrize("jobs", [1, 2])
def test_progress_counts_every_workbook(jobs: int, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    wres_excel.fill(
        several(tmp_path, organisations()),
        tmp_path / "out",
        edition="2019",
        jobs=jobs,
        progress=lambda done, total: told.append((done, total)),
    )
    assert told == [(at, COUNT) for at in range(1, COUNT + 1)]


def test_one_copy_leaves_no_trace_in_the_next(tmp_path: Path) -> None:
    """An organisation without a value gets a blank cell, not its neighbour's number."""
    rows = [
        ("RXY", "clinical.band_5", "current", "bme", "7"),
        ("RAL", "clinical.band_6", "current", "bme", "9"),
    ]
    for into in (None, form(tmp_path, "own_formulas")):
        out = tmp_path / ("own" if into is None else "form")
        result = wres_excel.fill(several(tmp_path, rows), out, edition="2019", into=into)
        found = [values(path) for path in result.written]
        assert found == [(7, None), (None, 9)]


def values(path: Path) -> tuple[object, object]:
    told = {v.place: v.value for v in wres_excel.read(path, edition="2019").values}
    bands = (wres_excel.Place(f"clinical.band_{n}", "current", "bme") for n in (5, 6))
    first, second = (told[place] for place in bands)
    return first, second
