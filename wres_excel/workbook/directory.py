"""The directory of a zip package, read with zipfile and refused unless every entry is safe."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds

MAX_ENTRIES = 2_000
MAX_PART = 64 * 2**20
MAX_TOTAL = 256 * 2**20
MAX_RATIO = 200
RATIO_FROM = 2**20

_CENTRAL_SIGNATURE = b"PK\x01\x02"
_END_SIGNATURE = b"PK\x05\x06"
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_UTF8_NAME = 0x800
_METHODS = (ZIP_STORED, ZIP_DEFLATED)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the package as the central directory describes it.

    Sizes and offsets are in bytes from the start of the file; data_offset is where the
    compressed content begins. The rest is named as in zipfile.ZipInfo.
    """

    name: str
    method: int
    flags: int
    crc: int
    compressed_size: int
    size: int
    header_offset: int
    data_offset: int
    date_time: tuple[int, int, int, int, int, int]
    extra: bytes
    comment: bytes
    create_system: int
    create_version: int
    extract_version: int
    internal_attr: int
    external_attr: int


def read_directory(data: bytes, file: str) -> tuple[Entry, ...]:
    """Return the entries of a zip file in the order of its directory, none of them inflated.

    data: the whole file; file: its name for messages.
    Raises UnreadableFile if the file is cut off or damaged, or if an entry breaks a bound.
    """
    if data.rfind(_END_SIGNATURE) < 0:
        raise _cut_off(file)
    if data.count(_CENTRAL_SIGNATURE) > MAX_ENTRIES:
        raise _unsafe(file, f"more than {MAX_ENTRIES:,} parts", f"at most {MAX_ENTRIES:,} parts")
    infos, end = _list(data, file)
    _check_names(infos, file)
    _check_methods(infos, file)
    _check_sizes(infos, file)
    entries = tuple(_entry(data, info, file) for info in infos)
    _check_overlaps(entries, end, file)
    return entries


def _list(data: bytes, file: str) -> tuple[list[ZipInfo], int]:
    """Return the entries and the offset at which the directory begins."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.infolist(), archive.start_dir
    except (BadZipFile, NotImplementedError, ValueError, struct.error) as err:
        raise _broken(file, "a directory of parts that cannot be read") from err


def _check_names(infos: Iterable[ZipInfo], file: str) -> None:
    seen: set[str] = set()
    for info in infos:
        name = info.orig_filename
        if _climbs(name):
            raise _unsafe(file, f"a part with the name {name!r}", "names inside the workbook")
        if name.lower() in seen:
            raise _unsafe(file, f"two parts with the name {name!r}", "every part once")
        seen.add(name.lower())


def _climbs(name: str) -> bool:
    """Tell whether a name leads out of the package, or says different things to different tools."""
    segments = name.removesuffix("/").split("/")
    return (
        "\\" in name
        or "\0" in name
        or ":" in segments[0]
        or not {"", ".", ".."}.isdisjoint(segments)
    )


def _check_methods(infos: Iterable[ZipInfo], file: str) -> None:
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            kinds.refuse(kinds.PASSWORD, file)
        if info.compress_type not in _METHODS:
            found = f"{info.orig_filename} compressed by method {info.compress_type}"
            raise _unsafe(file, found, "parts that are stored or deflated")


def _check_sizes(infos: Iterable[ZipInfo], file: str) -> None:
    total = 0
    for info in infos:
        size = info.file_size
        total += size
        if size > MAX_PART:
            found, limit = f"{info.orig_filename} of {_megabytes(size)}", _megabytes(MAX_PART)
            raise _unsafe(file, found, f"at most {limit} in one part")
        if size > RATIO_FROM and size > MAX_RATIO * info.compress_size:
            found = (
                f"{info.orig_filename}, {_megabytes(size)} packed into {info.compress_size:,} bytes"
            )
            raise _unsafe(file, found, f"parts packed at most {MAX_RATIO} times smaller")
    if total > MAX_TOTAL:
        found, limit = f"{_megabytes(total)} when unpacked", _megabytes(MAX_TOTAL)
        raise _unsafe(file, found, f"at most {limit} in all")


def _megabytes(size: int) -> str:
    return f"{size / 2**20:.0f} MB"


def _entry(data: bytes, info: ZipInfo, file: str) -> Entry:
    return Entry(
        info.orig_filename,
        info.compress_type,
        info.flag_bits,
        info.CRC,
        info.compress_size,
        info.file_size,
        info.header_offset,
        _data_offset(data, info, file),
        info.date_time,
        info.extra,
        info.comment,
        info.create_system,
        info.create_version,
        info.extract_version,
        info.internal_attr,
        info.external_attr,
    )


def _data_offset(data: bytes, info: ZipInfo, file: str) -> int:
    """Return where the content begins, once the local header has the name of the directory."""
    start = info.header_offset
    if start < 0 or start + _LOCAL.size > len(data):
        raise _broken(file, f"no start of {info.orig_filename}")
    signature, *_, name_length, extra_length = _LOCAL.unpack_from(data, start)
    name_start = start + _LOCAL.size
    name = data[name_start : name_start + name_length]
    encoding = "utf-8" if info.flag_bits & _UTF8_NAME else "cp437"
    if signature != _LOCAL_SIGNATURE or name != info.orig_filename.encode(encoding):
        raise _broken(file, f"no start of {info.orig_filename}")
    return int(name_start + name_length + extra_length)


def _check_overlaps(entries: Iterable[Entry], end: int, file: str) -> None:
    """Overlapping entries let a small file inflate to a huge one without a high ratio."""
    order = sorted(entries, key=lambda entry: entry.header_offset)
    bounds = [entry.header_offset for entry in order] + [end]
    for entry, (_, following) in zip(order, pairwise(bounds), strict=True):
        if entry.data_offset + entry.compressed_size > following:
            raise _broken(file, f"{entry.name} running into what follows it")


def _cut_off(file: str) -> UnreadableFile:
    return UnreadableFile(
        "The workbook is incomplete: its end is missing",
        file=file,
        found="a file that was cut off, as by a download or copy that stopped",
        expected=kinds.WORKBOOK,
        remedy=kinds.FETCH_AGAIN,
    )


def _broken(file: str, found: str) -> UnreadableFile:
    return UnreadableFile(
        "The workbook is damaged: its parts cannot be told apart",
        file=file,
        found=found,
        expected="a file as Excel saved it",
        remedy=kinds.FETCH_AGAIN,
    )


def _unsafe(file: str, found: str, expected: str) -> UnreadableFile:
    return UnreadableFile(
        "The file is not safe to open: it is not built as Excel builds a workbook",
        file=file,
        found=found,
        expected=expected,
        remedy=kinds.ASK_SENDER,
    )
