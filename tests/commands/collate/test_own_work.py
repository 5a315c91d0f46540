"""What this program wrote itself is no return, wherever it lies; what was corrected since is."""

from pathlib import Path

import openpyxl
import pytest

import wres_excel
from wres_excel.commands.collate.collating import collate
from wres_excel.commands.collate.take import ANNOTATED, COLLATION
from wres_excel.errors import UsageError

from .given import pack, put, return_bytes
from .results import returns, rows, statuses


def annotated(path: Path) -> Path:
    """Write an annotated copy of a return."""
    source = put(path.with_name("source.xlsx"), return_bytes("RXY"))
    wres_excel.write_annotated(source, wres_excel.check(source), path)
    source.unlink()
    return path


@pytest.mark.parametrize("suffix", [".csv", ".duckdb"])
def test_collations_and_annotated_copies_are_passed_over(suffix: str, tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "AAA", "RXY")
    collate(folder, folder / "collated.xlsx")
    collate(folder, folder / "published.xlsx", publish=True)
    saved = openpyxl.load_workbook(folder / "collated.xlsx")
    saved.save(folder / "ZZZ saved again.xlsx")
    copy = annotated(folder / "RXY checked.xlsx")
    pack(folder / "pack.zip", {"RXY reply.xlsx": copy.read_bytes()})
    result = collate(folder, tmp_path / f"out{suffix}")
    assert statuses(result) == {"AAA.xlsx": "received", "RXY.xlsx": "received"}
    assert (result.about.files, result.about.read, result.new) == (2, 2, 2)
    assert result.about.skipped == (
        ("RXY checked.xlsx", ANNOTATED),
        ("ZZZ saved again.xlsx", COLLATION),
        ("collated.xlsx", COLLATION),
        ("pack.zip/RXY reply.xlsx", ANNOTATED),
        ("published.xlsx", COLLATION),
    )


def test_returns_after_what_was_passed_over_keep_their_own_values(tmp_path: Path) -> None:
    """Positions of a run and of what it kept are not the same."""
    folder = tmp_path / "in"
    put(folder / "b.xlsx", return_bytes("RXY", shortlisted=500))
    put(folder / "c.xlsx", return_bytes("RAL", shortlisted=700))
    collate(folder, folder / "a.xlsx")
    collate(folder, tmp_path / "out.csv")
    found = {
        row["file"]: row["value"]
        for row in rows(tmp_path / "out.csv")
        if (row["item"], row["group"]) == ("recruitment.shortlisted", "white") and row["value"]
    }
    assert found == {"b.xlsx": "500", "c.xlsx": "700"}


def test_a_copy_that_was_corrected_counts_in_place_of_its_original(tmp_path: Path) -> None:
    """Whoever corrects the reply in place of their own workbook must not be shown as missing."""
    folder = tmp_path / "in"
    original = put(folder / "RXY.xlsx", return_bytes("RXY"))
    copy = folder / "RXY checked.xlsx"
    wres_excel.write_annotated(original, wres_excel.check(original), copy)
    book = openpyxl.load_workbook(copy)
    cells = (cell for row in book["Data"].iter_rows() for cell in row if cell.value == 610)
    next(cells).value = 611
    book.save(copy)
    result = collate(folder, tmp_path / "out.csv")
    assert statuses(result) == {"RXY.xlsx": "superseded", "RXY checked.xlsx": "received"}
    found = [
        row["value"]
        for row in rows(tmp_path / "out.csv")
        if (row["item"], row["group"]) == ("recruitment.shortlisted", "white") and row["value"]
    ]
    assert found == ["611"]


def test_nothing_but_own_work_is_no_return_at_all(tmp_path: Path) -> None:
    copy = annotated(tmp_path / "RXY checked.xlsx")
    with pytest.raises(UsageError) as caught:
        collate(copy, tmp_path / "out.csv")
    assert (caught.value.message, caught.value.found) == (
        "No return was found",
        f"RXY checked.xlsx: {ANNOTATED}",
    )
    assert not (tmp_path / "out.csv").exists()
