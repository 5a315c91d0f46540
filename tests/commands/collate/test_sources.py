"""RETURNS: folders, archives and files of every oddity, each read once or passed over and said."""

import os
import sys
import zipfile
from pathlib import Path

import pytest

from wres_excel.commands.collate.arrivals import Arrival, PassedOver
from wres_excel.commands.collate.fetch import fetch
from wres_excel.errors import UnreadableFile, UsageError

from .given import found, pack, put, return_bytes, shown

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="names and links of POSIX")
DATA = b"PK\x03\x04 not read here"


def reasons(*names: Path) -> dict[str, str]:
    return dict(found(*names).skipped)


def test_a_folder_is_searched_through_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b.xlsx", "A.XLSM", "north/c (1) [final].xls", "north/d.xlsb", "south/x y.ods"):
        put(tmp_path / name, DATA)
    expected = ["A.XLSM", "b.xlsx", "north/c (1) [final].xls", "north/d.xlsb", "south/x y.ods"]
    assert shown(found(tmp_path)) == expected


def test_what_is_no_return_is_passed_over_and_said(tmp_path: Path) -> None:
    for name in ("~$r.xlsx", ".r.xlsx", ".git/r.xlsx", "__MACOSX/r.xlsx", "letter.docx"):
        put(tmp_path / name, DATA)
    for name in ("r.pdf", "r.csv", "mail.msg", "r.rar", "Thumbs.db", "form.xltx", "r.numbers"):
        put(tmp_path / name, DATA)
    put(tmp_path / "notes", b"no suffix, no zip")
    incoming = found(tmp_path)
    assert incoming.arrivals == ()
    assert dict(incoming.skipped) == {
        "~$r.xlsx": "a lock file, which only marks that a workbook is open in Excel",
        ".r.xlsx": "hidden",
        ".git/": "hidden",
        "__MACOSX/": "what macOS adds to an archive",
        "letter.docx": "a document, not a workbook",
        "r.pdf": "a document, not a workbook",
        "r.csv": "a table in plain text, not a workbook",
        "mail.msg": "an e-mail, not a workbook; save the workbook attached to it and collate that",
        "r.rar": "an archive of a kind that is not opened; unpack it, or pack the returns as .zip",
        "Thumbs.db": "a file of the system, not a workbook",
        "form.xltx": "a template, not a completed workbook; save it as an Excel Workbook (.xlsx)",
        "r.numbers": "an Apple Numbers spreadsheet; export it to Excel (.xlsx) and collate that",
        "notes": "neither a workbook nor an archive of workbooks",
    }


def test_a_workbook_is_told_by_its_content_where_its_name_does_not_say(tmp_path: Path) -> None:
    for name in ("return", "return.download", "renamed.zip"):
        put(tmp_path / name)
    put(tmp_path / "letter.bin", b"")
    pack(tmp_path / "letter.zip", {"[Content_Types].xml": b"", "word/document.xml": b""})
    pack(tmp_path / "library", {"code.py": b""})
    incoming = found(tmp_path)
    assert shown(incoming) == ["renamed.zip", "return", "return.download"]
    assert all(arrival.member is None for arrival in incoming.arrivals)
    assert dict(incoming.skipped)["letter.zip"] == "an Office document, not a workbook"
    assert dict(incoming.skipped)["library"] == "neither a workbook nor an archive of workbooks"


def test_a_file_is_taken_once_however_often_it_is_named(tmp_path: Path) -> None:
    book = put(tmp_path / "in" / "r.xlsx", DATA)
    assert shown(found(book, tmp_path / "in", book)) == ["r.xlsx"]


@POSIX_ONLY
def test_links_to_one_file_are_one_and_loops_of_folders_end(tmp_path: Path) -> None:
    put(tmp_path / "a" / "r.xlsx", DATA)
    (tmp_path / "a" / "again.xlsx").symlink_to("r.xlsx")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "a" / "gone.xlsx").symlink_to("nowhere")
    (tmp_path / "a" / "self.xlsx").symlink_to("self.xlsx")
    os.mkfifo(tmp_path / "a" / "pipe.xlsx")
    incoming = found(tmp_path)
    assert shown(incoming) == ["a/again.xlsx"]
    assert dict(incoming.skipped) == {
        "a/r.xlsx": "the same file as a/again.xlsx",
        "a/loop/": "a link to a folder that is searched already",
        "a/gone.xlsx": "neither a file nor a folder, or a link to nothing",
        "a/self.xlsx": "cannot be reached: too many levels of symbolic links",
        "a/pipe.xlsx": "neither a file nor a folder, or a link to nothing",
    }


@POSIX_ONLY
def test_a_name_that_is_no_text_is_shown_as_it_is(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.xlsx"
    Path(os.fsdecode(path)).write_bytes(return_bytes())
    (arrival,) = found(tmp_path).arrivals
    assert arrival.file == "caf\\xe9.xlsx"
    assert fetch(arrival) == return_bytes()


@POSIX_ONLY
def test_control_characters_of_a_name_are_written_out(tmp_path: Path) -> None:
    """They could recolour a screen, break a workbook, or make a name look like another."""
    put(tmp_path / "a\x1b[31m\n.xlsx", DATA)
    put(tmp_path / "b\u202excod.xlsx", DATA)
    put(tmp_path / "c\u00a0é 木.xlsx", DATA)
    pack(tmp_path / "d.zip", {"e\x07.xlsx": DATA})
    expected = [
        "a\\x1b[31m\\n.xlsx",
        "b\\u202excod.xlsx",
        "c\u00a0é 木.xlsx",
        "d.zip/e\\x07.xlsx",
    ]
    assert shown(found(tmp_path)) == expected


def test_files_shown_alike_go_by_their_longer_names(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        put(tmp_path / folder / "r.xlsx", DATA + folder.encode())
    incoming = found(tmp_path / "one", tmp_path / "two")
    assert shown(incoming) == ["one/r.xlsx", "two/r.xlsx"]


def test_files_alike_in_their_longer_names_too_are_numbered(tmp_path: Path) -> None:
    for folder in ("x/in", "y/in"):
        put(tmp_path / folder / "r.xlsx", DATA + folder.encode())
    incoming = found(tmp_path / "x" / "in", tmp_path / "y" / "in")
    assert shown(incoming) == ["in/r.xlsx (1)", "in/r.xlsx (2)"]


def test_a_file_named_by_itself_is_shown_by_its_name(tmp_path: Path) -> None:
    assert shown(found(put(tmp_path / "deep" / "r.xlsx", DATA))) == ["r.xlsx"]


@pytest.mark.parametrize("name", ["nowhere", "nowhere/r.xlsx", "a\0b", "x" * 5000])
def test_what_does_not_exist_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        found(Path(f"{tmp_path}/{name}"))
    assert caught.value.message == "There is no such file or folder"


def test_files_set_apart_are_not_taken(tmp_path: Path) -> None:
    put(tmp_path / "r.xlsx", DATA)
    out = put(tmp_path / "out.xlsx", DATA)
    incoming = found(tmp_path, apart={os.path.realpath(out): "the output of this run"})
    assert shown(incoming) == ["r.xlsx"]
    assert incoming.skipped == (PassedOver("out.xlsx", "the output of this run"),)


def test_a_folder_that_may_not_be_read_is_a_row_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Returns may lie in it, so it is more than passed over."""
    put(tmp_path / "closed" / "r.xlsx", DATA)
    put(tmp_path / "open" / "s.xlsx", DATA)
    scandir = os.scandir

    def closed(path: str):
        if path.endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    first, second = found(tmp_path).arrivals
    assert (first.file, second.file) == ("closed/", "open/s.xlsx")
    assert first.problem == (
        "The folder may not be read (permission denied), so what lies in it is not known"
    )
    with pytest.raises(UnreadableFile):
        fetch(first)


def test_the_members_of_an_archive_are_read_in_memory(tmp_path: Path) -> None:
    members = {
        "RXY.xlsx": return_bytes("RXY"),
        "north/RAL (v2).xlsx": return_bytes("RAL"),
        "north/~$RAL.xlsx": DATA,
        "__MACOSX/._RXY.xlsx": DATA,
        ".hidden/RXX.xlsx": DATA,
        "more.zip": DATA,
        "read me.txt": b"hello",
        "program.exe": b"MZ",
    }
    pack(tmp_path / "pack.zip", members)
    before = sorted(tmp_path.iterdir())
    incoming = found(tmp_path)
    assert shown(incoming) == ["pack.zip/RXY.xlsx", "pack.zip/north/RAL (v2).xlsx"]
    assert [fetch(a) for a in incoming.arrivals] == [return_bytes("RXY"), return_bytes("RAL")]
    assert sorted(tmp_path.iterdir()) == before
    assert dict(incoming.skipped) == {
        "pack.zip/north/~$RAL.xlsx": (
            "a lock file, which only marks that a workbook is open in Excel"
        ),
        "pack.zip/__MACOSX/._RXY.xlsx": "what macOS adds to an archive",
        "pack.zip/.hidden/RXX.xlsx": "hidden",
        "pack.zip/more.zip": "an archive inside an archive; unpack it and collate what is in it",
        "pack.zip/read me.txt": "plain text, not a workbook",
        "pack.zip/program.exe": "neither a workbook nor an archive of workbooks",
    }


def test_two_members_of_one_name_are_two_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("r.xlsx", b"one")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("r.xlsx", b"two")
    incoming = found(tmp_path)
    assert [(a.file[-4:], fetch(a)) for a in incoming.arrivals] == [
        (" (1)", b"one"),
        (" (2)", b"two"),
    ]


def test_an_archive_that_cannot_be_opened_is_a_row_with_its_reason(tmp_path: Path) -> None:
    whole = pack(tmp_path / "whole.zip", {"r.xlsx": return_bytes()}).read_bytes()
    put(tmp_path / "cut.zip", whole[: len(whole) // 2])
    put(tmp_path / "junk.zip", b"junk")
    (tmp_path / "whole.zip").unlink()
    problems = {a.file: a.problem for a in found(tmp_path).arrivals}
    assert problems == {
        "cut.zip": "The archive is damaged or incomplete (found its end is missing)",
        "junk.zip": "The archive is damaged or incomplete (found its end is missing)",
    }


@POSIX_ONLY
def test_a_closed_file_without_suffix_is_a_row_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "return", DATA)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    incoming = None
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        incoming = found(tmp_path)
    (arrival,) = incoming.arrivals
    assert arrival == Arrival(
        "return",
        str(tmp_path / "return"),
        problem="The file cannot be opened (found Permission denied)",
    )
