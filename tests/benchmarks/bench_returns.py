"""Reading 200 returns, against other libraries that list the cells of the same 200 files.

The files are all different. `read` gives values with status, formulas, comments and findings; the
others give what stands in the cells. It keeps what it has understood of a form (labels, layout,
styles) for the next return of that form, and that is measured here: so a commissioner's run of 200
returns goes. What the first return costs, with nothing kept, stands beside it in the extra info,
as do the ratios; `--benchmark-json FILE` writes them down. Times are of the processor, so that
other programs count for little; the quick readers' are the best of five rounds, the slow ones' of
two, which last seconds.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
import pandas
import pytest
from pytest_benchmark.fixture import BenchmarkFixture
from python_calamine import CalamineWorkbook

import wres_excel

from .returns import mixed_forms, one_form, our_form

COUNT = 200
SETS = ("one form", "our form", "mixed forms")
SECONDS: dict[tuple[str, str], float] = {}
"""The best time of each reader for all files of a set."""

_COLD = """
import sys, time
import wres_excel
for path in sys.argv[1:]:
    start = time.perf_counter()
    wres_excel.read(path)
    print((time.perf_counter() - start) * 1000)
"""
_PEAKS = """
import re, sys
from pathlib import Path
import wres_excel
for number, path in enumerate(sorted(Path(sys.argv[1]).iterdir()), start=1):
    wres_excel.read(path)
    if number in (200, 2000):
        print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""
"""On Linux; what getrusage tells of a process begins with the peak of the one that started it."""


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Return the files of each set."""
    work = tmp_path_factory.mktemp("work")
    made = (one_form(COUNT), our_form(COUNT, work), mixed_forms(COUNT))
    return {
        name: written(files, tmp_path_factory.mktemp(name.replace(" ", "-")))
        for name, files in zip(SETS, made, strict=True)
    }


def written(files: Iterable[bytes], folder: Path) -> list[Path]:
    paths = []
    for number, data in enumerate(files):
        paths.append(folder / f"{number:04}.xlsx")
        paths[-1].write_bytes(data)
    return paths


def list_with_calamine(path: Path) -> None:
    workbook = CalamineWorkbook.from_path(path)
    for name in workbook.sheet_names:
        workbook.get_sheet_by_name(name).to_python()


def list_with_openpyxl(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path):
        for _ in sheet.iter_rows(values_only=True):
            pass


def list_with_openpyxl_read_only(path: Path) -> None:
    workbook = openpyxl.load_workbook(path, read_only=True)
    for sheet in workbook:
        for _ in sheet.iter_rows(values_only=True):
            pass
    workbook.close()


def list_with_pandas(path: Path) -> None:
    pandas.read_excel(path, sheet_name=None, engine="openpyxl")


READERS: dict[str, tuple[Callable[[Path], object], int]] = {
    "calamine": (list_with_calamine, 5),
    "openpyxl": (list_with_openpyxl, 2),
    "openpyxl read-only": (list_with_openpyxl_read_only, 2),
    "pandas": (list_with_pandas, 2),
    "read": (wres_excel.read, 5),
}
"""How each reads one file, and in how many rounds; `read` comes last, to be set against all."""


def read_all(read: Callable[[Path], object], paths: Sequence[Path]) -> None:
    for path in paths:
        read(path)


def run(script: str, *arguments: object) -> list[float]:
    """Return the numbers that a script prints in a process of its own."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [float(line) for line in out.split()]


@pytest.mark.benchmark(timer=time.process_time)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", SETS)
def test_read_200_returns(
    name: str, reader: str, returns: dict[str, list[Path]], benchmark: BenchmarkFixture
) -> None:
    read, rounds = READERS[reader]
    benchmark.group = f"200 returns: {name}"
    read_all(read, returns[name][:3])
    benchmark.pedantic(read_all, (read, returns[name]), rounds=rounds)
    if benchmark.stats is None:
        return
    best = SECONDS[name, reader] = benchmark.stats.stats.min
    benchmark.extra_info["ms a return"] = round(best * 1000 / COUNT, 3)
    for other in (other for of, other in SECONDS if of == name and other != reader):
        ratio = round(SECONDS[name, other] / best, 2)
        benchmark.extra_info[f"times as quick as {other}"] = ratio


@pytest.mark.parametrize("name", SETS)
def test_read_the_first_return_of_a_form(
    name: str, returns: dict[str, list[Path]], benchmark: BenchmarkFixture
) -> None:
    """A process that has read nothing, then one that has read another form of the edition."""
    other, first = returns["mixed forms"][0], returns[name][0]
    cold = benchmark.pedantic(run, (_COLD, first), rounds=3)
    benchmark.extra_info["ms, nothing read before"] = round(cold[0], 2)
    _, new_form, same_form = run(_COLD, other, first, returns[name][1])
    benchmark.extra_info["ms, another form read before"] = round(new_form, 2)
    benchmark.extra_info["ms, the second of the form"] = round(same_form, 2)


def test_memory_stays_flat_over_2000_returns(tmp_path: Path, benchmark: BenchmarkFixture) -> None:
    """The peak of a process after 2,000 different returns is hardly above that after 200."""
    written(one_form(2000), tmp_path)
    first, last = benchmark.pedantic(run, (_PEAKS, tmp_path), rounds=1)
    benchmark.extra_info["MB after 200"] = round(first / 1024, 1)
    benchmark.extra_info["MB after 2000"] = round(last / 1024, 1)
    assert last < 1.25 * first
