"""The command line of `collate`: what it writes, what it says, and how it leaves."""

import sys
from pathlib import Path

import duckdb
import openpyxl
import pytest
from running import Go, go
from workbook.binary_books import xls

import wres_excel

from .given import put, return_bytes
from .results import REGISTER, rows

__all__ = ["go"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two returns, a blank form and the register."""
    for code in ("RXY", "RAL"):
        put(tmp_path / "in" / f"{code}.xlsx", return_bytes(code))
    wres_excel.write_template("2019", tmp_path / "in" / "RH8 blank.xlsx")
    put(tmp_path / "expected.csv", REGISTER.encode())
    return tmp_path


def test_a_blank_form_is_no_return(folder: Path, go: Go) -> None:
    run = go("collate in --register expected.csv -o out.csv")
    assert run.code == 1
    assert run.out == ""
    found = {
        row["file"]: (row["status"], row["reason"]) for row in rows(folder / "out.register.csv")
    }
    assert found["RH8 blank.xlsx"] == (
        "unreadable",
        "The form is blank: nothing in it was filled in but whose it is. "
        "Ask for the completed return.",
    )


def test_what_a_run_came_to_is_said_and_quiet_keeps_the_unreadable(folder: Path, go: Go) -> None:
    loud = go("collate in --register expected.csv -o out.csv").err.splitlines()
    assert loud[0] == "Came in: 3 files, 2 could be read. Edition of the round: 2019."
    assert loud[1].startswith("Register: 2 received, ")
    assert loud[-1] == "Wrote out.csv, out.findings.csv, out.register.csv"
    quiet = go("collate in --register expected.csv -o out.csv --force --quiet").err.splitlines()
    assert [line.split(":")[0] for line in quiet] == ["unreadable"]


def test_the_workbook_for_people_has_its_sheets(folder: Path, go: Go) -> None:
    go("collate in --register expected.csv -o out.xlsx")
    names = openpyxl.load_workbook(folder / "out.xlsx", read_only=True).sheetnames
    assert {"About", "Register", "Findings", "Indicators", "Values"} <= set(names)


def test_a_database_is_added_to_and_asks_no_force(folder: Path, go: Go) -> None:
    go("collate in -o out.duckdb")
    put(folder / "in" / "RH8.xlsx", return_bytes("RH8"))
    run = go("collate in -o out.duckdb")
    assert "2 known from an earlier run" in run.err
    with duckdb.connect(str(folder / "out.duckdb"), read_only=True) as store:
        found = store.execute(
            "SELECT DISTINCT organisation FROM counting_values ORDER BY 1"
        ).fetchall()
    assert found == [("RAL",), ("RH8",), ("RXY",)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("nowhere -o out.csv", "nowhere"),
        ("in -o out.doc", "out.doc"),
        ("in -o in/RXY.xlsx", "RXY.xlsx"),
        (
            "in -o out.csv --register nowhere.csv",
            "error: nowhere.csv: The file cannot be opened (found no such file or directory; "
            "expected a register of organisations, a CSV). Check the path and its spelling.\n",
        ),
        (
            "in -o out.csv --register in",
            "error: in: The file cannot be opened (found is a directory; "
            "expected a register of organisations, a CSV). Check the path and its spelling.\n",
        ),
        (
            "in -o out.csv --threshold 5",
            "error: --threshold goes with --publish, without which no count is hidden. Add "
            "--publish for a file that may be published, or leave --threshold out.\n",
        ),
        ("in -o out.csv --merge RXY", "RXY"),
        ("in -o out.csv --threshold 1", "--threshold"),
        ("in -o out.csv --jobs 0", "--jobs"),
        ("in -o out.duckdb --publish", "--publish"),
    ],
)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(
    options: str, said: str, folder: Path, go: Go
) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    run = go(f"collate {options}")
    assert (run.code, run.out) == (2, "")
    assert said in run.err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_published_data_hold_no_small_count(folder: Path, go: Go) -> None:
    go("collate in -o out.csv --publish")
    values = rows(folder / "out.csv")
    assert {row["organisation"] for row in values} == {"RAL", "RXY"}
    counts = [row["value"] for row in values if row["number"] and row["value"]]
    assert [count for count in counts if 0 < float(count) < 10] == []


def test_one_merge_may_be_named_as_a_text(folder: Path) -> None:
    wres_excel.collate(folder / "in", folder / "out.csv", merge="RZZ=RXY,RAL")
    assert {row["organisation"] for row in rows(folder / "out.csv")} == {"RZZ"}


def test_a_collation_among_the_returns_is_passed_over(folder: Path, go: Go) -> None:
    """Kept beside the returns, it would otherwise stand for the first organisation in it."""
    go("collate in -o in/collated.xlsx")
    saved = openpyxl.load_workbook(folder / "in/collated.xlsx")
    saved.save(folder / "in/saved again.xlsx")
    said = go("collate in -o out.csv").err.splitlines()
    assert [line for line in said if line.startswith("passed over: ")] == [
        "passed over: collated.xlsx: a collation made by wres-excel",
        "passed over: saved again.xlsx: a collation made by wres-excel",
    ]
    assert {row["file"] for row in rows(folder / "out.register.csv")} == {
        *("RXY.xlsx", "RAL.xlsx", "RH8 blank.xlsx")
    }
    assert {row["file"] for row in rows(folder / "out.csv")} == {"RXY.xlsx", "RAL.xlsx"}


def test_a_published_collation_is_no_return_even_if_its_edition_is_named(
    folder: Path, go: Go
) -> None:
    go("collate in -o collated.xlsx --publish")
    run = go("read collated.xlsx --edition 2019")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: collated.xlsx: This is a collation of returns that wres-excel made, and not a "
        "return. Keep it in another folder than the returns.\n"
    )


def test_a_published_register_says_nothing_of_files_alone(folder: Path, go: Go) -> None:
    put(folder / "in" / "copy.xlsx", return_bytes("RXY"))
    go("collate in --register expected.csv -o out.csv --publish")
    assert [
        (row["organisation"], row["status"], row["errors"], row["warnings"], row["notes"])
        for row in rows(folder / "out.register.csv")
    ] == [
        ("RAL", "received", "", "", ""),
        ("RXY", "received", "", "", ""),
        ("RZZ", "missing", "", "", ""),
    ]


def test_how_much_is_suppressed_is_said(folder: Path, go: Go) -> None:
    put(folder / "in" / "RXX.xlsx", return_bytes("RXX", shortlisted=7))
    put(folder / "in" / "letter.docx", b"")
    run = go("collate in -o out.csv --publish")
    assert "passed over: letter.docx: a document, not a workbook\n" in run.err
    assert (
        "Published with a threshold of 10: 1 of 3 figures are suppressed (indicator 2: 1 of 3).\n"
        in run.err
    )
    assert "suppressed" not in go("collate in -o private.csv").err


def test_xls_without_the_extra_says_what_to_install_and_not_to_ask_again(
    folder: Path, go: Go, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "in" / "RH8 blank.xlsx").unlink()
    put(folder / "in" / "old.xls", xls())
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    said = go("collate in -o out.csv").err.splitlines()
    assert (
        "Next: to have .xls, .xlsb and .ods read, install it with pip install '.[legacy]' in the "
        "folder of the project, or with pip install 'wres-excel[legacy]'."
    ) in said
    assert not any("ask for the unreadable returns" in line for line in said)
