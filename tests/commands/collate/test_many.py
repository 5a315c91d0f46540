"""Many returns of mixed layouts, one in twenty bad: every value right, every bad file named."""

from pathlib import Path

import pytest

from wres_excel.commands.collate.collating import collate

from .many import Many, Truth, write_many
from .results import rows

pytestmark = pytest.mark.usefixtures("processes")
CODE = "report.organisation_code"
REASONS = {
    "empty": "The file is empty",
    "text": "The file is plain text, not a workbook",
    "cut off": "The workbook is incomplete: its end is missing",
    "another workbook": "This workbook is not a WRES return",
    "password": "The workbook is protected by a password",
    "web page": "The file is a web page saved under the name of a workbook",
    "archive of returns": "The file is a zip archive with workbooks inside",
    "damaged part": "The workbook is damaged",
}


def read_values(path: Path) -> dict[str, tuple[str, Truth]]:
    """Return by file the organisation and every reported value of a dataset."""
    found: dict[str, tuple[str, Truth]] = {}
    for row in rows(path):
        if row["status"] == "reported":
            _, values = found.setdefault(row["file"], (row["organisation"], {}))
            value = row["text"].removeprefix("'") if row["value"] == "" else float(row["value"])
            values[row["item"], row["period"], row["group"]] = value
    return found


def compare(made: Many, output: Path) -> None:
    """Assert that a dataset holds all that was written and names all that was bad."""
    read = read_values(output)
    assert {file: code for file, (code, _) in read.items()} == made.codes
    for file, truth in made.values.items():
        _, values = read[file]
        wanted = {key: value for key, value in truth.items() if key[0] != CODE}
        assert {key: values.get(key) for key in wanted} == wanted, file
    register = {row["file"]: row for row in rows(output.with_suffix(".register.csv"))}
    unreadable = {file for file, row in register.items() if row["status"] == "unreadable"}
    assert unreadable == set(made.bad)
    for file, fault in made.bad.items():
        assert register[file]["reason"].startswith(REASONS[fault])
    assert {register[file]["status"] for file in made.codes} == {"received"}


def collated(folder: Path, output: Path, jobs: int) -> list[bytes]:
    result = collate(folder, output, jobs=jobs)
    return [Path(path).read_bytes() for path in result.written]


def test_a_hundred_mixed_returns_are_collated_right_whatever_the_jobs(tmp_path: Path) -> None:
    made = write_many(tmp_path / "in", 100)
    one = collated(tmp_path / "in", tmp_path / "one.csv", 1)
    two = collated(tmp_path / "in", tmp_path / "two.csv", 2)
    compare(made, tmp_path / "one.csv")
    assert len(made.bad) == 5
    assert one == two


@pytest.mark.long
def test_two_thousand_mixed_returns_are_collated_right_whatever_the_jobs(tmp_path: Path) -> None:
    made = write_many(tmp_path / "in", 2000)
    one = collated(tmp_path / "in", tmp_path / "one.csv", 1)
    two = collated(tmp_path / "in", tmp_path / "two.csv", 2)
    compare(made, tmp_path / "one.csv")
    assert len(made.bad) == 100
    assert one == two
