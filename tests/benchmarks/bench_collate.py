"""Collating folders of mixed returns: jobs, growth, a second run, others with the same files.

The returns are forms of the corpus and workbooks of our own, each copy with another organisation
and another figure. Growth runs in processes of their own, whose peak memory is kept in the extra
info; `--benchmark-json FILE` writes it down.
"""

import io
import random
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from xml.parsers import expat

import openpyxl
import pandas
import pytest
from commands.collate.many import MIXED, OWN, codes, own_return, recoded, truth_for
from pytest_benchmark.fixture import BenchmarkFixture

from wres_excel.commands.collate.collating import collate
from wres_excel.commands.collate.result import CollateResult

MANY = 400
GROWTH = (100, 1_000, 10_000)
FIGURE = re.compile(rb'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?(?: t="n")?><v>)[1-9][0-9]{2,4}</v>')


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return one workbook of each layout, and as many of our own."""
    chance, folder = random.Random(1), tmp_path_factory.mktemp("bases")
    forms = [layout.build(truth_for(layout, chance)) for layout in MIXED]
    own = [own_return(edition, folder)[0] for edition in OWN]
    return [*forms, *islice(cycle(own), len(forms))]


@pytest.fixture(scope="module")
def folder_of(
    bases: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], Path]:
    """Give folders of so many returns, made once."""

    @cache
    def make(count: int) -> Path:
        folder = tmp_path_factory.mktemp(f"returns-{count}")
        for at, code, base in zip(range(count), codes(), cycle(bases), strict=False):
            (folder / f"{at:05} {code}.xlsx").write_bytes(with_figure(recoded(base, code), at))
        return folder

    return make


def with_figure(data: bytes, figure: int) -> bytes:
    """Return a workbook whose first figure of several digits is another one, and no equal file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            part = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = FIGURE.sub(rb"\g<1>%d</v>" % (100 + figure), part, count=1)
            new.writestr(info, part, zipfile.ZIP_DEFLATED, 1)
        new.comment = b"%d" % figure
    return out.getvalue()


def fresh(output: Path) -> Callable[[], tuple[tuple[()], dict[str, object]]]:
    """Return what takes an output away before a run."""

    def away() -> tuple[tuple[()], dict[str, object]]:
        output.unlink(missing_ok=True)
        return (), {}

    return away


@pytest.mark.benchmark(group="400 returns")
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("suffix", [".csv", ".duckdb"])
def test_collate(
    jobs: int,
    suffix: str,
    folder_of: Callable[[int], Path],
    benchmark: BenchmarkFixture,
    tmp_path: Path,
) -> None:
    folder, output = folder_of(MANY), tmp_path / f"out{suffix}"

    def run() -> CollateResult:
        return collate([folder], output, jobs=jobs, force=True)

    result = benchmark.pedantic(run, setup=fresh(output), rounds=3)
    assert result.about.read == MANY
    benchmark.extra_info["returns a second"] = round(MANY / benchmark.stats.stats.min)


@pytest.mark.benchmark(group="400 returns")
def test_second_run_with_nothing_new(
    folder_of: Callable[[int], Path], benchmark: BenchmarkFixture, tmp_path: Path
) -> None:
    folder, output = folder_of(MANY), tmp_path / "out.duckdb"
    collate([folder], output, jobs=2)
    result = benchmark.pedantic(collate, args=([folder], output), rounds=3)
    assert (result.new, result.about.read) == (0, MANY)


def with_openpyxl(path: Path) -> int:
    workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = sum(1 for sheet in workbook for row in sheet.iter_rows(values_only=True) for _ in row)
    workbook.close()
    return count


def with_pandas(path: Path) -> int:
    frames = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
    return sum(frame.size for frame in frames.values())


def with_unzip_and_scan(path: Path) -> int:
    """Inflate every part and let expat run over it, and do nothing with what it finds."""
    with zipfile.ZipFile(path) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        for name in names:
            expat.ParserCreate().Parse(package.read(name), True)
    return len(names)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.benchmark(group="400 returns")
@pytest.mark.parametrize("read", [with_openpyxl, with_pandas, with_unzip_and_scan])
def test_others_in_a_loop(
    read: Callable[[Path], int], folder_of: Callable[[int], Path], benchmark: BenchmarkFixture
) -> None:
    paths = sorted(folder_of(MANY).iterdir())
    assert benchmark.pedantic(lambda: sum(map(read, paths)), rounds=1)


@pytest.mark.benchmark(group="growth")
@pytest.mark.parametrize("suffix", [".csv", ".duckdb"])
@pytest.mark.parametrize("count", GROWTH)
def test_growth(
    count: int,
    suffix: str,
    folder_of: Callable[[int], Path],
    benchmark: BenchmarkFixture,
    tmp_path: Path,
) -> None:
    script = (
        "import pathlib, re, resource, sys\n"
        "from wres_excel.commands.collate.collating import collate\n"
        "result = collate([sys.argv[1]], sys.argv[2], jobs=2)\n"
        "status = pathlib.Path('/proc/self/status').read_text()\n"
        "peak = int(re.search(r'VmHWM:\\s+([0-9]+)', status)[1])\n"
        "workers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(result.about.read, peak // 1024, workers // 1024)\n"
    )
    command = [sys.executable, "-c", script, str(folder_of(count)), str(tmp_path / f"out{suffix}")]

    def run() -> list[int]:
        ran = subprocess.run(command, check=True, capture_output=True)
        return [int(number) for number in ran.stdout.split()]

    read, parent, worker = benchmark.pedantic(run, rounds=1)
    assert read == count
    benchmark.extra_info["peak MB"] = {"parent": parent, "worker": worker}
    benchmark.extra_info["returns a second"] = round(count / benchmark.stats.stats.min)
