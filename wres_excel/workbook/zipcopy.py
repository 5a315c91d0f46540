"""A package written anew with some parts exchanged and every other entry copied as it is stored."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from wres_excel.errors import DamageError
from wres_excel.workbook.directory import Entry
from wres_excel.workbook.package import Package

DEFLATE_LEVEL = 6

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_EXTRA = struct.Struct("<2H")
_CENTRAL_SIGNATURE = b"PK\x01\x02"
_END_SIGNATURE = b"PK\x05\x06"
_DESCRIPTOR_SIGNATURE = b"PK\x07\x08"
_LONGEST_DESCRIPTOR = 24
_HAS_DESCRIPTOR = 0x8
_DEFLATE_HINTS = 0x6
_DEFLATED = 8
_PLAIN_VERSION = 20
_ZIP64_EXTRA = 1
_ZIP64_MARK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Deflated:
    """The new content of a part, compressed once: its checksum, its size and its bytes."""

    crc: int
    size: int
    compressed: bytes


@dataclass(frozen=True, slots=True)
class Member:
    """An entry as it is stored: its local header and content, and its record in the directory."""

    name: str
    offset: int
    local: bytes
    record: bytes


@dataclass(frozen=True, slots=True)
class Archive:
    """All entries of a package in the order of its directory, and the comment at its end."""

    members: tuple[Member, ...]
    comment: bytes


def read_archive(package: Package) -> Archive:
    """Return the entries of a package as stored, ready to be copied.

    Raises DamageError if the package is of a kind (zip64) that cannot be copied entry by entry.
    """
    data = package.data
    end = data.rfind(_END_SIGNATURE)
    records = _read_records(data, end, package)
    directory = end - sum(map(len, records))
    members = (
        Member(entry.name, entry.header_offset, _local(package, entry, directory), record)
        for entry, record in zip(package.entries, records, strict=True)
    )
    return Archive(tuple(members), data[end + _END.size :])


def deflate(content: bytes) -> Deflated:
    """Return the content of a part, compressed."""
    machine = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    compressed = machine.compress(content) + machine.flush()
    return Deflated(zlib.crc32(content), len(content), compressed)


def rewrite(archive: Archive, changed: Mapping[str, Deflated]) -> bytes:
    """Return the bytes of a package with the changed parts, all else copied raw and in order.

    changed: new contents by part name as the directory spells it. A changed part keeps its place,
    its time stamp and its attributes, so that the same input gives the same bytes.
    """
    locals_, offsets, at = [], dict[str, int](), 0
    for member in sorted(archive.members, key=lambda member: member.offset):
        content = changed.get(member.name)
        local = member.local if content is None else _new_local(member.local, content)
        locals_.append(local)
        offsets[member.name] = at
        at += len(local)
    records = [
        _new_record(member.record, offsets[member.name], changed.get(member.name))
        for member in archive.members
    ]
    count, size = len(records), sum(map(len, records))
    end = _END.pack(_END_SIGNATURE, 0, 0, count, count, size, at, len(archive.comment))
    return b"".join((*locals_, *records, end, archive.comment))


def _read_records(data: bytes, end: int, package: Package) -> list[bytes]:
    """Return the records of the directory, which ends where the end record begins."""
    _, disk, first_disk, _, count, size, _, _ = _END.unpack_from(data, end)
    at, records = end - size, list[bytes]()
    while at >= 0 and data.startswith(_CENTRAL_SIGNATURE, at):
        fields = _CENTRAL.unpack_from(data, at)
        if _ZIP64_MARK in (fields[8], fields[9], fields[16]):
            raise _not_copyable(package.name)
        length = _CENTRAL.size + sum(fields[10:13])
        records.append(data[at : at + length])
        at += length
    if disk or first_disk or at != end or not len(records) == count == len(package.entries):
        raise _not_copyable(package.name)
    return records


def _local(package: Package, entry: Entry, directory: int) -> bytes:
    """Return the stretch from an entry's local header to the end of its data descriptor."""
    end = entry.data_offset + entry.compressed_size
    if entry.flags & _HAS_DESCRIPTOR:
        following = package.data[end : min(end + _LONGEST_DESCRIPTOR, directory)]
        length = _descriptor_length(following, entry)
        if length is None:
            raise _not_copyable(package.name)
        end += length
    return package.data[entry.header_offset : end]


def _descriptor_length(following: bytes, entry: Entry) -> int | None:
    """The descriptor comes with or without a signature, and with sizes of 4 or of 8 bytes."""
    sizes = entry.crc, entry.compressed_size, entry.size
    for layout in ("<3L", "<LQQ"):
        descriptor = struct.pack(layout, *sizes)
        for whole in (_DESCRIPTOR_SIGNATURE + descriptor, descriptor):
            if following.startswith(whole):
                return len(whole)
    return None


def _new_local(local: bytes, content: Deflated) -> bytes:
    signature, version, flags, _, time, date, *_, name_length, extra_length = _LOCAL.unpack_from(
        local
    )
    name_end = _LOCAL.size + name_length
    extra = _without_zip64(local[name_end : name_end + extra_length])
    header = _LOCAL.pack(
        signature,
        max(version, _PLAIN_VERSION),
        flags & ~(_HAS_DESCRIPTOR | _DEFLATE_HINTS),
        _DEFLATED,
        time,
        date,
        content.crc,
        len(content.compressed),
        content.size,
        name_length,
        len(extra),
    )
    return header + local[_LOCAL.size : name_end] + extra + content.compressed


def _new_record(record: bytes, offset: int, content: Deflated | None) -> bytes:
    fields = list(_CENTRAL.unpack_from(record))
    fields[16] = offset
    if content is not None:
        fields[2] = max(fields[2], _PLAIN_VERSION)
        fields[3] &= ~(_HAS_DESCRIPTOR | _DEFLATE_HINTS)
        fields[4] = _DEFLATED
        fields[7:10] = content.crc, len(content.compressed), content.size
    return _CENTRAL.pack(*fields) + record[_CENTRAL.size :]


def _without_zip64(extra: bytes) -> bytes:
    """Sizes of 8 bytes in a local header stand for marks in its 4-byte fields, which are gone."""
    kept, at = b"", 0
    while at + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, at)
        following = at + _EXTRA.size + length
        if kind != _ZIP64_EXTRA:
            kept += extra[at:following]
        at = following
    return kept + extra[at:]


def _not_copyable(file: str) -> DamageError:
    return DamageError(
        "The workbook is packed in a way that cannot be copied part by part without loss",
        file=file,
        remedy="Open it in Excel, save it under a new name, and use that.",
    )
