"""Archives from strangers: bounds on the whole, bounds on each member, names as they were meant."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from wres_excel.commands.collate import archive as module
from wres_excel.commands.collate.archive import name_of, open_archive, read_member
from wres_excel.errors import UnreadableFile

from .given import pack

BOOK = b"a workbook, as far as its archive knows"


def member_error(path: Path) -> str:
    """Return the refusal of the first member."""
    with open_archive(str(path)) as opened, pytest.raises(UnreadableFile) as caught:
        read_member(opened, opened.infolist()[0])
    return str(caught.value)


def patched(path: Path, change: Callable[[bytearray], None]) -> Path:
    data = bytearray(path.read_bytes())
    change(data)
    path.write_bytes(data)
    return path


def test_a_member_is_read_whole(tmp_path: Path) -> None:
    with open_archive(str(pack(tmp_path / "p.zip", {"r.xlsx": BOOK}))) as opened:
        assert read_member(opened, opened.infolist()[0]) == BOOK


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    def encrypt(data: bytearray) -> None:
        data[6] |= 1
        data[data.find(b"PK\x01\x02") + 8] |= 1

    path = patched(pack(tmp_path / "p.zip", {"r.xlsx": BOOK}), encrypt)
    assert member_error(path) == (
        "r.xlsx: The file is protected by the password of its archive. Ask its sender to pack the "
        "returns again as a plain .zip without a password."
    )


@pytest.mark.parametrize("name", ["../r.xlsx", "/r.xlsx", "a/../../r.xlsx", "..\\r.xlsx"])
def test_a_name_that_climbs_is_refused(name: str, tmp_path: Path) -> None:
    message = member_error(pack(tmp_path / "p.zip", {name: BOOK}))
    assert "The name of the file leads out of its archive" in message


def test_a_member_of_another_compression_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("r.xlsx", BOOK)
    assert "(found compression method 14)" in member_error(tmp_path / "p.zip")


def test_a_member_that_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_FILE", 10)
    message = member_error(pack(tmp_path / "p.zip", {"r.xlsx": BOOK}))
    assert message.startswith("r.xlsx: The file is too large to be a WRES return (found 0.0 MB)")


def test_a_member_out_of_proportion_is_refused(tmp_path: Path) -> None:
    message = member_error(pack(tmp_path / "p.zip", {"r.xlsx": bytes(3 * 2**20)}))
    assert message.startswith("r.xlsx: The file is not safe to unpack (found 3,145,728 bytes")


def test_a_member_that_differs_from_its_checksum_is_refused(tmp_path: Path) -> None:
    def damage(data: bytearray) -> None:
        at = data.find(b"PK\x01\x02") + 16
        data[at : at + 4] = b"\0\0\0\0"

    path = patched(pack(tmp_path / "p.zip", {"r.xlsx": BOOK}), damage)
    assert "The file is damaged inside its archive" in member_error(path)


def test_a_member_shorter_than_declared_is_refused(tmp_path: Path) -> None:
    def declare(data: bytearray) -> None:
        struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, len(BOOK) + 5)

    path = patched(pack(tmp_path / "p.zip", {"r.xlsx": BOOK}), declare)
    assert "39 bytes, where 44 are declared" in member_error(path)


@pytest.mark.parametrize(
    ("bound", "limit"), [("MAX_MEMBERS", 1), ("MAX_DIRECTORY", 50), ("MAX_ARCHIVE", 100)]
)
def test_an_archive_beyond_a_bound_is_refused_before_its_directory_is_read(
    bound: str, limit: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(tmp_path / "p.zip", {"r.xlsx": BOOK, "s.xlsx": BOOK})
    monkeypatch.setattr(module, bound, limit)
    monkeypatch.setattr(module, "ZipFile", None)
    with pytest.raises(UnreadableFile, match="too large to be an archive of returns"):
        open_archive(str(path))


def test_an_archive_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(tmp_path / "p.zip", {"r.xlsx": BOOK, "s.xlsx": BOOK})
    monkeypatch.setattr(module, "MAX_TOTAL", len(BOOK))
    with pytest.raises(UnreadableFile, match="when unpacked"):
        open_archive(str(path))


def test_an_archive_with_a_long_comment_is_opened(tmp_path: Path) -> None:
    path = pack(tmp_path / "p.zip", {"r.xlsx": BOOK})
    with zipfile.ZipFile(path, "a") as archive:
        archive.comment = b"x" * 0xFFFF
    with open_archive(str(path)) as opened:
        assert opened.namelist() == ["r.xlsx"]


def test_an_archive_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"p.zip: The archive cannot be opened"):
        open_archive(str(tmp_path / "p.zip"))


@pytest.mark.parametrize(
    ("raw", "flag", "name"),
    [
        ("Zoë.xlsx".encode(), 0x800, "Zoë.xlsx"),
        ("Zoë.xlsx".encode(), 0, "Zoë.xlsx"),
        ("Zoë.xlsx".encode("cp437"), 0, "Zoë.xlsx"),
    ],
)
def test_names_are_shown_as_their_sender_saw_them(raw: bytes, flag: int, name: str) -> None:
    """Many programs write UTF-8 and do not say so; else the code page of MS-DOS holds."""
    info = zipfile.ZipInfo(raw.decode("utf-8" if flag else "cp437"))
    info.flag_bits = flag
    assert name_of(info) == name
