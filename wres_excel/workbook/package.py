"""Packages (.xlsx, .xlsm) from strangers, opened behind bounds, every inflated byte counted."""

import stat
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zipfile import ZIP_STORED

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.directory import Entry, read_directory

MAX_FILE = 25 * 2**20

__all__ = ["MAX_FILE", "Entry", "Package", "open_package", "package_from_bytes", "read_file"]


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook file whose directory has been found safe; no part is inflated yet.

    name: the file's name for messages; data: the whole file; entries: in the order of the
    directory; index: the entries by name in lower case, since part names ignore case.
    """

    name: str
    data: bytes = field(repr=False)
    entries: tuple[Entry, ...] = field(repr=False)
    index: Mapping[str, Entry] = field(repr=False, compare=False)

    def find(self, name: str) -> Entry | None:
        """Return the entry of a part, whatever the case of its name, or None."""
        return self.index.get(name.lower())

    def part(self, name: str) -> bytes:
        """Return the content of one part, inflated and verified anew at every call.

        Raises UnreadableFile if the part is missing, or differs from what the directory declares.
        """
        entry = self.find(name)
        if entry is None:
            raise _missing(self.name, name)
        return _inflate(self.data, entry, self.name)

    def compressed(self, entry: Entry) -> bytes:
        """Return the content of an entry as it is stored, for copying it unchanged."""
        return self.data[entry.data_offset : entry.data_offset + entry.compressed_size]


def open_package(path: Path) -> Package:
    """Return the package at a path, checked against every bound before anything is inflated.

    Raises UnreadableFile if there is no such file, if it may not be read, is too large, is no
    .xlsx or .xlsm, or is not safe to open.
    """
    return package_from_bytes(read_file(path), path.name)


def package_from_bytes(data: bytes, name: str) -> Package:
    """Return the package that the bytes of a file hold; name is the file's name for messages.

    Raises UnreadableFile if the bytes are no .xlsx or .xlsm, or are not safe to open.
    """
    if len(data) > MAX_FILE:
        raise _too_large(name, len(data))
    other = kinds.kind_of_content(data, name)
    if other is not None:
        kinds.refuse(other, name)
    entries = read_directory(data, name)
    package = Package(name, data, entries, {entry.name.lower(): entry for entry in entries})
    _refuse_other_packages(package)
    return package


def _refuse_other_packages(package: Package) -> None:
    mimetype = package.find("mimetype")
    content = package.part("mimetype") if mimetype and mimetype.size < 256 else b""
    other = kinds.kind_of_package(package.index.keys(), content)
    if other is not None:
        kinds.refuse(other, package.name)


def _inflate(data: bytes, entry: Entry, file: str) -> bytes:
    """The declared size is only a ceiling: one byte more, or one less, and the part is refused."""
    stored = data[entry.data_offset : entry.data_offset + entry.compressed_size]
    content = stored if entry.method == ZIP_STORED else _inflate_at_most(stored, entry, file)
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise _damaged(file, entry.name)
    return content


def _inflate_at_most(stored: bytes, entry: Entry, file: str) -> bytes:
    machine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = machine.decompress(stored, entry.size + 1)
    except zlib.error as err:
        raise _damaged(file, entry.name) from err
    if not machine.eof:
        raise _damaged(file, entry.name)
    return content


def read_file(path: Path) -> bytes:
    """Return the content of a file of at most MAX_FILE bytes, and one more if it is larger.

    Raises UnreadableFile if there is no such file or it may not be read.
    """
    try:
        _check_regular(path)
        with path.open("rb") as stream:
            return stream.read(MAX_FILE + 1)
    except FileNotFoundError as err:
        raise _unopened(path, "There is no such file", "nothing at this path") from err
    except PermissionError as err:
        remedy = "Close it in Excel if it is open there, and check that you may read it."
        raise _unopened(path, "The file may not be read", "no permission", remedy) from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or str(err)
        raise _unopened(path, "The file cannot be read", reason.lower()) from err


def _check_regular(path: Path) -> None:
    """Size and kind are asked of the file system first: a pipe would never end."""
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        remedy = "Name the workbook inside the folder."
        raise _unopened(path, "This is a folder, not a file", "a folder", remedy)
    if not stat.S_ISREG(facts.st_mode):
        raise _unopened(path, "This is not an ordinary file", "a device or a pipe")
    if facts.st_size > MAX_FILE:
        raise _too_large(path.name, facts.st_size)


def _unopened(
    path: Path, message: str, found: str, remedy: str = "Check the path and its spelling."
) -> UnreadableFile:
    return UnreadableFile(
        message, file=str(path), found=found, expected=kinds.WORKBOOK, remedy=remedy
    )


def _too_large(file: str, size: int) -> UnreadableFile:
    return UnreadableFile(
        "The file is too large to be a WRES return",
        file=file,
        found=f"{size / 2**20:.1f} MB",
        expected=f"at most {MAX_FILE // 2**20} MB",
        remedy="Remove pictures and sheets that do not belong to the return, save it, "
        "then try again.",
    )


def _missing(file: str, part: str) -> UnreadableFile:
    return UnreadableFile(
        "The workbook is damaged: one of its parts is missing",
        file=file,
        found=f"no part {part}",
        expected="every part that the workbook refers to",
        remedy=kinds.ASK_SENDER,
    )


def _damaged(file: str, part: str) -> UnreadableFile:
    return UnreadableFile(
        "The workbook is damaged: one of its parts does not match its own description",
        file=file,
        found=f"other content in {part} than its size and checksum say",
        expected="a file as Excel saved it",
        remedy=kinds.FETCH_AGAIN,
    )
