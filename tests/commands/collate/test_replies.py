"""Annotated copies for all whose returns have something wrong in them."""

import zipfile
from pathlib import Path

import openpyxl
import pytest
from collation.returns import sent
from running import Go, go
from workbook.binary_books import xls

from wres_excel.commands.collate import collating, replies
from wres_excel.commands.collate.arrivals import Arrival, PassedOver
from wres_excel.commands.collate.collating import collate
from wres_excel.commands.collate.replies import Replies, stems_of
from wres_excel.commands.collate.reply import reply_to
from wres_excel.errors import UsageError

from .given import pack, put, return_bytes
from .results import returns, statuses

__all__ = ["go"]


def front(path: Path) -> str:
    """Return the title of the sheet in front."""
    book = openpyxl.load_workbook(path, read_only=True)
    title = str(book.worksheets[0]["A1"].value)
    book.close()
    return title


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_return_that_counts_and_has_errors_is_answered(
    processes: None, jobs: int, tmp_path: Path
) -> None:
    """Those in archives too; what is superseded or unreadable gets no reply."""
    folder = returns(tmp_path / "in", "RXY")
    put(folder / "RXY 1.xlsx", return_bytes("RXY", shortlisted=500))
    put(folder / "bad.xlsx", b"junk")
    pack(folder / "pack.zip", {"north/WRES return.xlsx": return_bytes("RAL")})
    before = {path: path.read_bytes() for path in folder.iterdir()}
    result = collate(folder, tmp_path / "out.csv", replies=tmp_path / "replies", jobs=jobs)
    counting = [name for name, status in statuses(result).items() if status == "received"]
    own = next(Path(name or "").stem for name in counting if not (name or "").startswith("pack"))
    names = ["RAL WRES return checked.xlsx", f"{own} checked.xlsx"]
    assert result.replies == Replies(str(tmp_path / "replies"), tuple(names))
    assert sorted(path.name for path in (tmp_path / "replies").iterdir()) == names
    for name, code in zip(names, ("RAL", "RXY"), strict=True):
        title = "Workforce Race Equality Standard 2019: checks"
        assert front(tmp_path / "replies" / name) == f"{title}, {code}"
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_database_answers_from_the_files_that_are_there(tmp_path: Path) -> None:
    folder, out = returns(tmp_path / "in", "RXY", "RAL"), tmp_path / "out.duckdb"
    collate(folder, out)
    (folder / "RAL.xlsx").unlink()
    result = collate(folder, out, replies=tmp_path / "replies")
    assert result.replies == Replies(
        str(tmp_path / "replies"),
        ("RXY checked.xlsx",),
        (
            PassedOver(
                "RAL.xlsx", "its file is not among those of this run, so no copy of it can be made"
            ),
        ),
    )


def test_replies_and_their_number_are_told(tmp_path: Path, go: Go) -> None:
    returns(tmp_path / "in", "RXY", "RAL")
    run = go("collate in -o out.csv --replies replies")
    said = run.err.splitlines()
    assert "Replies: 2 annotated copies in replies." in said
    assert "Next: send each organisation its annotated copy from replies." in said


def test_a_file_that_was_changed_meanwhile_is_not_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = returns(tmp_path / "in", "RXY", "RAL")
    write = collating.write_output

    def change(*given: object, **options: object) -> None:
        write(*given, **options)  # type: ignore[arg-type]
        put(folder / "RXY.xlsx", return_bytes("RXY", shortlisted=1))

    monkeypatch.setattr(collating, "write_output", change)
    result = collate(folder, tmp_path / "out.csv", replies=tmp_path / "replies")
    assert result.replies is not None
    assert result.replies.written == ("RAL checked.xlsx",)
    assert result.replies.unwritten == (
        PassedOver(
            "RXY.xlsx", "it was changed while the returns were collated; collate them again"
        ),
    )


def test_a_file_that_has_gone_meanwhile_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = returns(tmp_path / "in", "RXY")
    write = collating.write_output

    def remove(*given: object, **options: object) -> None:
        write(*given, **options)  # type: ignore[arg-type]
        (folder / "RXY.xlsx").unlink()

    monkeypatch.setattr(collating, "write_output", remove)
    result = collate(folder, tmp_path / "out.csv", replies=tmp_path / "replies")
    assert result.replies is not None
    ((name, reason),) = result.replies.unwritten
    assert (name, reason.split(" (")[0]) == ("RXY.xlsx", "There is no such file")


def nothing(*_: object) -> None:
    """Hear of a file that is begun."""


def test_kinds_that_cannot_be_annotated_say_what_to_do(tmp_path: Path) -> None:
    put(tmp_path / "RXY.xls", xls())
    made = reply_to(Arrival("RXY.xls", str(tmp_path / "RXY.xls")), nothing)
    assert made.copy == b""
    assert (made.summary.problem, made.summary.remedy) == (
        "A workbook of this kind (.xls, .xlsb or .ods) cannot be annotated",
        "Send what `wres-excel check 'RXY.xls' -o findings.txt` writes, and ask for the return as "
        "an Excel Workbook (.xlsx).",
    )
    shared = tmp_path / "RAL.xlsx"
    shared.write_bytes(return_bytes("RAL"))
    with zipfile.ZipFile(shared, "a") as package:
        package.writestr("xl/revisions/revisionHeaders.xml", "<headers/>")
    made = reply_to(Arrival("RAL.xlsx", str(shared)), nothing)
    assert "Unshare Workbook" in (made.summary.remedy or "")


def test_a_fault_and_a_lack_of_memory_are_told_and_end_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "RXY.xlsx")
    arrival = Arrival("RXY.xlsx", str(tmp_path / "RXY.xlsx"))
    for raised, problem in (
        (LookupError("x"), "This is a fault of wres-excel, not of the file: LookupError: x"),
        (MemoryError(), "Annotating the file takes more memory than a return may take"),
    ):

        def fail(*_: object, raised: Exception = raised) -> bytes:
            raise raised

        monkeypatch.setattr("wres_excel.commands.collate.reply.annotated", fail)
        assert reply_to(arrival, nothing).summary.problem == problem


def test_names_are_of_code_and_file_fit_for_every_disk_and_all_different() -> None:
    work = [
        sent("WRES return.xlsx", "RXY"),
        sent("north.zip/a/WRES return.xlsx", "RXY"),
        sent("rxy 2019.xlsx", "RXY"),
        sent("joint.xlsx", "RXX+RYY"),
        sent('what: "this"?.xlsx', None),
        sent(f"{'long ' * 60}.xlsx", "A/B"),
    ]
    assert list(stems_of(work).values()) == [
        "RXY WRES return checked",
        "RXY WRES return checked (2)",
        "rxy 2019 checked",
        "RXX+RYY joint checked",
        "what_ _this__ checked",
        f"A_B {'long ' * 60}"[:120].strip() + " checked",
    ]


def test_a_return_is_never_replaced_by_a_reply(tmp_path: Path) -> None:
    folder = returns(tmp_path / "in", "RXY")
    put(folder / "RXY checked.xlsx", return_bytes("RAL"))
    before = (folder / "RXY checked.xlsx").read_bytes()
    result = collate(folder, tmp_path / "out.csv", replies=folder, force=True)
    assert result.replies is not None
    assert (
        PassedOver(
            "RXY.xlsx", "its copy would replace a return; choose another folder for the replies"
        )
        in result.replies.unwritten
    )
    assert (folder / "RXY checked.xlsx").read_bytes() == before


def test_a_copy_that_cannot_be_written_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = returns(tmp_path / "in", "RXY", "RAL")
    write = replies.write_beside

    def full(target: Path, data: bytes, **options: bool) -> None:
        if target.name.startswith("RAL"):
            raise UsageError("The file could not be written", found="no space", remedy="Make room.")
        write(target, data, **options)

    monkeypatch.setattr(replies, "write_beside", full)
    result = collate(folder, tmp_path / "out.csv", replies=tmp_path / "replies")
    reason = "The file could not be written (found no space). Make room."
    assert result.replies == Replies(
        str(tmp_path / "replies"), ("RXY checked.xlsx",), (PassedOver("RAL.xlsx", reason),)
    )


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        ("full", "The folder for the replies is not empty"),
        ("file.txt", "This is a file, and replies need a folder"),
        ("no/replies", "The folder above that of the replies does not exist"),
        ("s3://bucket/replies", "Replies are written to a folder of this computer"),
    ],
)
def test_a_folder_that_will_not_do_is_refused_before_any_file_is_read(
    folder: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(collating, "Pool", None)
    returns(tmp_path / "in", "RXY")
    put(tmp_path / "full" / "old.xlsx", b"")
    put(tmp_path / "file.txt", b"")
    with pytest.raises(UsageError) as caught:
        collate("in", "out.csv", replies=folder)
    assert caught.value.message == message
    assert not (tmp_path / "out.csv").exists()


def test_force_replaces_replies_and_leaves_other_files(tmp_path: Path) -> None:
    folder, out = returns(tmp_path / "in", "RXY"), tmp_path / "replies"
    put(out / "RXY checked.xlsx", b"old")
    put(out / "other.txt", b"mine")
    collate(folder, tmp_path / "out.csv", replies=out, force=True)
    assert (out / "RXY checked.xlsx").read_bytes()[:2] == b"PK"
    assert (out / "other.txt").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_made_or_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = returns(tmp_path / "in", "RXY"), tmp_path / "replies"

    def closed(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", closed)
        with pytest.raises(UsageError, match="The folder for the replies cannot be made"):
            collate(folder, tmp_path / "out.csv", replies=out)
    out.mkdir()
    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(UsageError, match="The folder for the replies may not be read"):
        collate(folder, tmp_path / "out2.csv", replies=out)


def test_a_return_with_macros_keeps_its_kind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = returns(tmp_path / "in", "RXY")
    monkeypatch.setattr(replies, "has_macro_type", lambda package: True)
    collate(folder, tmp_path / "out.csv", replies=tmp_path / "replies")
    assert [path.name for path in (tmp_path / "replies").iterdir()] == ["RXY checked.xlsm"]
