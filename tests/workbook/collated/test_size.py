"""Many returns do not fill memory, and what is written opens in LibreOffice."""

import csv
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from .given import collation
from .opened import data_of

GROWTH = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from workbook.collated.given import collation
from wres_excel.collation.records import Taken
from wres_excel.workbook.collated import write_collated

held, count = collation(24), int(sys.argv[1])

class Many:
    about = held.about
    register = held.register * (count // 25)

    def counting(self):
        for number in range(count):
            taken = held.taken[number % len(held.taken)]
            yield Taken(taken.summary, tuple(taken.values), tuple(taken.findings))

write_collated(Many(), Path(sys.argv[2]))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def peak(count: int, target: Path) -> int:
    """The most memory, in kilobytes, that writing so many returns takes."""
    tests = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", GROWTH, str(count), str(target)]
    paths = {"PYTHONPATH": f"{tests}:{Path(tests).parent}"}
    return int(subprocess.run(command, capture_output=True, env=paths, check=True).stdout)


@pytest.mark.slow
def test_ten_times_the_returns_take_no_more_than_their_indicators(tmp_path: Path) -> None:
    few, many = (peak(count, tmp_path / f"{count}.xlsx") for count in (100, 1000))
    assert (many - few) / 900 < 20, f"{few} KB for 100 returns, {many} KB for 1,000"


@pytest.mark.slow
@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_register(tmp_path: Path) -> None:
    (tmp_path / "collated.xlsx").write_bytes(data_of(12))
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [
        "soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless",
        "--convert-to", form, "--outdir", str(tmp_path), str(tmp_path / "collated.xlsx"),
    ]  # fmt: skip
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    with (tmp_path / "collated-Register.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[6:]
    first = ("missing", "unreadable", "late", "unexpected", "received")
    register = sorted(collation(12).register, key=lambda row: first.index(row.status))
    assert rows[0][:6] == [
        "Organisation code", "Organisation", "Region", "Type", "Edition", "Status",
    ]  # fmt: skip
    assert [row[:1] + row[5:7] for row in rows[1:]] == [
        [row.organisation or "", row.status, row.reason] for row in register
    ]
    names = {path.name for path in tmp_path.glob("collated-*.csv")}
    assert names == {
        f"collated-{name}.csv"
        for name in ("About", "Charts", "Register", "Findings", "Indicators", "Benchmark", "Values")
    }
