"""Zip archives of returns, from strangers: members are read in memory and never unpacked to disk.

An archive is opened only if its directory is of a sensible size, a member is read only if it is
neither encrypted nor out of proportion, and never more of it than its directory declares.
"""

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.directory import MAX_RATIO, RATIO_FROM
from wres_excel.workbook.package import MAX_FILE

MAX_MEMBERS = 20_000
MAX_DIRECTORY = 8 * 2**20
MAX_ARCHIVE = 4 * 2**30
MAX_TOTAL = 8 * 2**30

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_REPACK = "Ask its sender to pack the returns again as a plain .zip without a password."
_FETCH = "Copy or download the archive again from where it came from, then try again."


def open_archive(path: str) -> ZipFile:
    """Return a zip archive, opened for reading once its bounds hold.

    Raises UnreadableFile if it cannot be opened, is damaged, or breaks a bound.
    """
    name = Path(path).name
    try:
        with Path(path).open("rb") as stream:
            _check_directory(stream, name)
        archive = ZipFile(path)
    except (BadZipFile, NotImplementedError, ValueError, struct.error) as err:
        raise _unreadable(name, "The archive is damaged or incomplete", str(err)) from err
    except OSError as err:
        raise _unreadable(name, "The archive cannot be opened", err.strerror or str(err)) from err
    _check_members(archive, name)
    return archive


def members(archive: ZipFile) -> Iterator[ZipInfo]:
    """Yield the files of an archive, without its folders."""
    return (info for info in archive.infolist() if not info.is_dir())


def name_of(info: ZipInfo) -> str:
    """Return the name of a member as its sender saw it, with / between folders.

    Where the archive does not say that names are UTF-8, many programs write it all the same.
    """
    name = info.orig_filename.replace("\\", "/")
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            return name
    return name


def read_member(archive: ZipFile, info: ZipInfo) -> bytes:
    """Return the content of a member; raises UnreadableFile if it is damaged or breaks a bound."""
    name = name_of(info).rpartition("/")[2]
    _check_member(info, name)
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, zlib.error) as err:
        raise _unreadable(name, "The file is damaged inside its archive", str(err)) from err
    if len(data) != info.file_size:
        found = f"{len(data):,} bytes, where {info.file_size:,} are declared"
        raise _unreadable(name, "The file is damaged inside its archive", found)
    return data


def _check_directory(stream: BinaryIO, name: str) -> None:
    """Read the end record first: the directory of millions of members would fill memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _END.size - _LONGEST_COMMENT))
    tail = stream.read()
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or len(tail) - at < _END.size:
        raise BadZipFile("its end is missing")
    _, _, _, _, count, directory, *_ = _END.unpack_from(tail, at)
    if count > MAX_MEMBERS or directory > MAX_DIRECTORY or size > MAX_ARCHIVE:
        raise _too_large(name, f"{count:,} files, {size / 2**20:,.0f} MB")


def _check_members(archive: ZipFile, name: str) -> None:
    total = sum(info.file_size for info in archive.infolist())
    if total > MAX_TOTAL:
        archive.close()
        raise _too_large(name, f"{total / 2**30:,.1f} GB when unpacked")


def _check_member(info: ZipInfo, name: str) -> None:
    if not {"", ".", ".."}.isdisjoint(name_of(info).split("/")):
        found = repr(info.orig_filename)
        raise _unreadable(name, "The name of the file leads out of its archive", found, _REPACK)
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableFile(
            "The file is protected by the password of its archive",
            file=name,
            remedy=_REPACK,
        )
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        found = f"compression method {info.compress_type}"
        message = "The file is packed in a way that is not understood"
        raise _unreadable(name, message, found, _REPACK)
    if info.file_size > MAX_FILE:
        found = f"{info.file_size / 2**20:.1f} MB"
        raise _unreadable(name, "The file is too large to be a WRES return", found)
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * info.compress_size:
        found = f"{info.file_size:,} bytes packed into {info.compress_size:,}"
        raise _unreadable(name, "The file is not safe to unpack", found, _REPACK)


def _unreadable(name: str, message: str, found: str, remedy: str = _FETCH) -> UnreadableFile:
    return UnreadableFile(message, file=name, found=found, remedy=remedy)


def _too_large(name: str, found: str) -> UnreadableFile:
    return UnreadableFile(
        "The archive is too large to be an archive of returns",
        file=name,
        found=found,
        expected=f"at most {MAX_MEMBERS:,} files, {MAX_ARCHIVE // 2**30} GB packed and "
        f"{MAX_TOTAL // 2**30} GB unpacked",
        remedy="Unpack it yourself and collate the folder, or divide it into several archives.",
    )
