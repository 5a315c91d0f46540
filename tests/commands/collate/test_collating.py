"""`collate`: whole folders in; the dataset, the register and what is said of them out."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from wres_excel.commands.collate import collating
from wres_excel.commands.collate.collating import collate
from wres_excel.errors import EditionError, UnreadableFile, UsageError

from .given import pack, put, return_bytes
from .results import REGISTER, returns, rows, statuses


def test_a_folder_with_every_oddity_is_collated(processes: None, tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY", "RH8")
    put(folder / "copy (1).xlsx", return_bytes("RXY"))
    put(folder / "RXY older [v1].xlsx", return_bytes("RXY", "2019", 500))
    put(folder / "RXY 2020.xlsx", return_bytes("RXY", "2020"))
    put(folder / "bad.xlsx", b"junk")
    put(folder / "~$RXY.xlsx", b"junk")
    put(folder / "letter.docx", b"junk")
    pack(folder / "pack.zip", {"RAL.xlsx": return_bytes("RAL"), "notes.txt": b"hello"})
    put(folder / "expected.csv", REGISTER.encode())
    told: list[tuple[int, int, int]] = []
    result = collate(
        [folder],
        folder / "out.csv",
        register=folder / "expected.csv",
        progress=lambda *counts: told.append(counts),
    )
    found = statuses(result)
    rivals = {found.pop("RXY.xlsx"), found.pop("RXY older [v1].xlsx")}
    assert rivals == {"received", "superseded"}
    assert found == {
        "RXY 2020.xlsx": "received",
        "copy (1).xlsx": "duplicate",
        "RH8.xlsx": "unexpected",
        "pack.zip/RAL.xlsx": "received",
        "bad.xlsx": "unreadable",
        "RZZ": "missing",
    }
    assert (told[0], told[-1]) == ((0, 0, 7), (7, 1, 7))
    assert (result.about.edition, result.about.files, result.about.read) == ("2019", 7, 6)
    assert dict(result.about.skipped) == {
        "~$RXY.xlsx": "a lock file, which only marks that a workbook is open in Excel",
        "letter.docx": "a document, not a workbook",
        "pack.zip/notes.txt": "plain text, not a workbook",
        "expected.csv": "the register of this run",
    }
    assert result.failed
    names = ["out.csv", "out.findings.csv", "out.register.csv"]
    assert result.written == tuple(str(folder / name) for name in names)
    counting = {row["file"] for row in rows(folder / "out.csv")}
    assert {"RXY 2020.xlsx", "RH8.xlsx", "pack.zip/RAL.xlsx"} < counting
    assert len(counting) == 4


def test_the_output_of_an_earlier_run_is_no_return(tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY")
    put(folder / "out.parquet", b"")
    result = collate([folder], folder / "out.parquet", force=True)
    assert statuses(result) == {"RXY.xlsx": "received"}


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY", "RAL", "RH8")
    for suffix in (".csv", ".parquet"):
        runs = [
            [Path(p).read_bytes() for p in collate([folder], tmp_path / f"{run}{suffix}").written]
            for run in ("first", "second")
        ]
        assert runs[0] == runs[1]


def test_a_workbook_for_people_is_the_same_whatever_the_jobs(
    processes: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time that it shows apart."""
    now = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    monkeypatch.setattr(collating, "_now", lambda: now)
    folder = returns(tmp_path / "in", "RXY", "RAL", "RH8")
    for jobs in (1, 2):
        collate([folder], tmp_path / f"{jobs}.xlsx", jobs=jobs)
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "1.xlsx", read_only=True)
    assert {"About", "Register", "Findings", "Indicators", "Values"} <= set(book.sheetnames)
    book.close()


def test_the_round_can_be_named(tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY")
    put(tmp_path / "expected.csv", REGISTER.encode())
    result = collate(
        folder, tmp_path / "out.csv", edition="2020", register=str(tmp_path / "expected.csv")
    )
    assert result.about.edition == "2020"
    assert statuses(result) == {
        "RXY.xlsx": "received",
        "RXY": "missing",
        "RAL": "missing",
        "RZZ": "missing",
    }


def test_nobody_is_missing_from_an_empty_folder_without_a_register(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    put(tmp_path / "in" / "letter.pdf", b"")
    with pytest.raises(UsageError) as caught:
        collate([tmp_path / "in"], tmp_path / "out.csv")
    assert caught.value.message == "No return was found"
    assert caught.value.found == "letter.pdf: a document, not a workbook"
    put(tmp_path / "expected.csv", REGISTER.encode())
    result = collate([tmp_path / "in"], tmp_path / "out.csv", register=tmp_path / "expected.csv")
    assert set(statuses(result).values()) == {"missing"}
    assert not result.failed


def test_merged_organisations_stand_in_place_of_their_parts(tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY", "RAL", "RH8")
    result = collate([folder], tmp_path / "out.csv", merge=["RZZ=RXY,RAL"])
    found = {
        row["organisation"]: row["value"]
        for row in rows(tmp_path / "out.csv")
        if (row["item"], row["group"]) == ("recruitment.shortlisted", "white") and row["value"]
    }
    assert found == {"RZZ": "1220", "RH8": "610"}
    assert "RAL.xlsx + RXY.xlsx" in statuses(result)


def test_published_data_hold_no_small_number(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    put(folder / "RXY.xlsx", return_bytes("RXY", "2019", 7))
    put(folder / "RAL.xlsx", return_bytes("RAL", "2019", 700))
    result = collate([folder], tmp_path / "out.csv", publish=True)
    assert (result.about.published, result.about.threshold) == (True, 10)
    found = {
        row["organisation"]: (row["value"], row["raw"])
        for row in rows(tmp_path / "out.csv")
        if (row["item"], row["group"], row["period"][:4])
        == ("recruitment.shortlisted", "white", "2019")
    }
    assert found["RXY"] == ("", "[c]")


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "suffix": ({"output": "out.txt"}, "The name of the output does not say what it is"),
    "folder": ({"output": "no/out.csv"}, "The folder of the output does not exist"),
    "in the way": ({"output": "there.csv"}, "A file of this name exists already"),
    "findings in the way": ({"output": "found.csv"}, "A file of this name exists already"),
    "input": ({"output": "in/RXY.xlsx"}, "The output would replace a file that it is made from"),
    "no returns": ({"returns": []}, "collate needs the returns"),
    "absent": ({"returns": ["nowhere"]}, "There is no such file or folder"),
    "jobs": ({"jobs": 0}, "There must be at least one process"),
    "time": ({"time_limit": 0}, "The time limit of a file is no number of seconds"),
    "endless time": ({"time_limit": float("nan")}, "The time limit of a file is no number"),
    "threshold": ({"publish": True, "threshold": 1}, "The threshold hides no count"),
    "publish": ({"output": "out.duckdb", "publish": True}, "--publish does not go with a .duckdb"),
    "merge": ({"output": "out.duckdb", "merge": ["RZZ=RXY,RAL"]}, "--merge does not go with"),
    "merge form": ({"merge": ["RXY"]}, ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_done_is_refused_before_any_file_is_read(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(collating, "Pool", None)
    returns(tmp_path / "in", "RXY")
    put(tmp_path / "there.csv", b"")
    put(tmp_path / "found.findings.csv", b"")
    options, message = REFUSED[case]
    asked: dict[str, Any] = {"returns": ["in/RXY.xlsx"], "output": "out.csv", **options}
    with pytest.raises(UsageError) as caught:
        collate(asked.pop("returns"), asked.pop("output"), **asked)
    assert caught.value.message.startswith(message)


def test_a_register_that_is_none_and_an_unknown_edition_are_refused(tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY")
    with pytest.raises(UnreadableFile):
        collate([folder], tmp_path / "out.csv", register=folder / "RXY.xlsx")
    with pytest.raises(EditionError):
        collate([folder], tmp_path / "out.csv", edition="1999")


def test_a_file_open_in_another_program_is_refused_before_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = returns(tmp_path / "in", "RXY")
    out = put(tmp_path / "out.csv", b"")
    opened = Path.open

    def locked(path: Path, mode: str = "r", *others: Any, **options: Any) -> Any:
        if path == out and "+" in mode:
            raise PermissionError(13, "in use")
        return opened(path, mode, *others, **options)

    monkeypatch.setattr(Path, "open", locked)
    monkeypatch.setattr(collating, "Pool", None)
    with pytest.raises(UsageError, match="open in another program"):
        collate([folder], out, force=True)


def test_a_writer_that_fails_leaves_all_three_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = returns(tmp_path / "in", "RXY")
    collate([folder], tmp_path / "out.csv")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    returns(folder, "RAL")

    def fail(collection: Any, values: Path, *_: Path) -> None:
        values.write_bytes(b"half")
        raise UsageError("The disk is full", file=str(values))

    monkeypatch.setattr("wres_excel.tables.collated_csv.collation_to_csv", fail)
    with pytest.raises(UsageError, match=r"out.csv: The disk is full"):
        collate([folder], tmp_path / "out.csv", force=True)
    after = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    assert after == before
