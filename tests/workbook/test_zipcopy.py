"""Packages written anew: what is not exchanged is copied as it is stored."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.errors import DamageError
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.zipcopy import deflate, read_archive, rewrite

from .strangers import SHEET_PART, parts_of, zipped

UNIX_TIME = struct.pack("<2HBL", 0x5455, 5, 1, 1_554_000_000)
PADDING = struct.pack("<2H", 0xA220, 12) + bytes(12)
ZIP64 = struct.pack("<2H2Q", 1, 16, 0, 0)


class Pipe(io.RawIOBase):
    """A stream that cannot go back, so that zipfile writes data descriptors."""

    def __init__(self):
        self.data = b""

    def writable(self):
        return True

    def write(self, data):
        self.data += bytes(data)
        return len(data)


def archive_of(data):
    return read_archive(package_from_bytes(data, "form.xlsx"))


def made(stream, extra=b"", method=zipfile.ZIP_DEFLATED, zip64=False, comment=b""):
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.comment = comment
        for at, (name, part) in enumerate(parts_of().items()):
            info = zipfile.ZipInfo(name, (2015 + at, 6, 3, 9, 30, 2))
            info.compress_type, info.extra, info.comment = method, extra, b"about"
            info.external_attr = 0o640 << 16
            with archive.open(info, "w", force_zip64=zip64) as entry:
                entry.write(part.encode())
    return stream


def streamed(**options):
    return made(Pipe(), **options).data


def seekable(**options):
    return made(io.BytesIO(), **options).getvalue()


def without_descriptor_signatures(data):
    """Return a streamed package with its descriptors as some programs write them."""
    for entry in reversed(package_from_bytes(data, "form.xlsx").entries):
        end = entry.data_offset + entry.compressed_size
        assert data[end : end + 4] == b"PK\x07\x08"
        data = data[:end] + data[end + 4 :]
    size, start = struct.unpack_from("<2L", data, data.rindex(b"PK\x05\x06") + 12)
    at = start = start - 4 * len(parts_of())
    moved = 0
    while data.startswith(b"PK\x01\x02", at):
        offset = struct.unpack_from("<L", data, at + 42)[0]
        data = data[: at + 42] + struct.pack("<L", offset - moved) + data[at + 46 :]
        at += 46 + sum(struct.unpack_from("<3H", data, at + 28))
        moved += 4
    end = data.rindex(b"PK\x05\x06") + 16
    return data[:end] + struct.pack("<L", start) + data[end + 4 :]


PACKAGES = {
    "plain": seekable(),
    "stored": seekable(method=zipfile.ZIP_STORED),
    "with a comment": seekable(comment=b"for the\0record"),
    "with extra fields": seekable(extra=UNIX_TIME + PADDING),
    "with 8-byte sizes in the local headers": seekable(zip64=True),
    "streamed": streamed(),
    "streamed with 8-byte sizes": streamed(zip64=True),
    "streamed without signatures": without_descriptor_signatures(streamed()),
}


def facts(data):
    """Return what must stay of every entry, changed or not."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        listed = [
            (info.filename, info.date_time, info.external_attr, info.comment, info.create_system)
            for info in archive.infolist()
        ]
        return archive.comment, listed


@pytest.mark.parametrize("data", PACKAGES.values(), ids=PACKAGES)
def test_a_copy_without_changes_is_the_same_file(data):
    assert rewrite(archive_of(data), {}) == data


@pytest.mark.parametrize("data", PACKAGES.values(), ids=PACKAGES)
@pytest.mark.parametrize("name", ["[Content_Types].xml", "xl/workbook.xml", SHEET_PART])
@pytest.mark.parametrize("content", [b"", b"<new/>" * 999])
def test_a_changed_part_keeps_all_but_its_content(data, name, content):
    before = package_from_bytes(data, "form.xlsx")
    written = rewrite(archive_of(data), {name: deflate(content)})
    after = package_from_bytes(written, "out.xlsx")
    assert after.part(name) == content
    assert facts(written) == facts(data)
    for old, new in zip(before.entries, after.entries, strict=True):
        if old.name != name:
            start, end = old.header_offset, old.data_offset + old.compressed_size
            shift = new.header_offset - start
            assert data[start:end] == written[start + shift : end + shift]


def test_extra_fields_of_a_changed_part_stay_but_for_its_8_byte_sizes():
    data = seekable(extra=UNIX_TIME + PADDING, zip64=True)
    content = deflate(b"<new/>")
    written = rewrite(archive_of(data), {SHEET_PART: content})
    entry = package_from_bytes(written, "out.xlsx").find(SHEET_PART)
    name_end = entry.header_offset + 30 + len(SHEET_PART)
    assert written[name_end : entry.data_offset] == UNIX_TIME + PADDING
    assert entry.extra == UNIX_TIME + PADDING
    assert (entry.flags & 0xE, entry.method, entry.size) == (0, 8, 6)


def test_a_ragged_extra_field_is_kept_as_it_is():
    """Alignment tools pad with fewer bytes than a field has."""
    data = seekable(extra=b"\0\0\0")
    written = rewrite(archive_of(data), {SHEET_PART: deflate(b"<new/>")})
    assert package_from_bytes(written, "out.xlsx").find(SHEET_PART).extra == b"\0\0\0"


def test_the_order_of_contents_and_the_order_of_the_directory_both_stay():
    data = zipped(parts_of())
    archive = archive_of(data)
    turned = type(archive)(archive.members[::-1], b"")
    written = rewrite(turned, {SHEET_PART: deflate(b"<new/>")})
    entries = package_from_bytes(written, "out.xlsx").entries
    assert [entry.name for entry in entries] == list(parts_of())[::-1]
    assert [entry.header_offset for entry in entries] == sorted(
        (entry.header_offset for entry in entries), reverse=True
    )


@given(st.dictionaries(st.sampled_from(list(parts_of())), st.binary(max_size=3000)))
def test_any_parts_may_change_and_the_rest_stays(contents):
    data = PACKAGES["streamed"]
    changed = {name: deflate(content) for name, content in contents.items()}
    written = rewrite(archive_of(data), changed)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        read = {name: archive.read(name) for name in archive.namelist()}
    assert read == {name: part.encode() for name, part in parts_of().items()} | contents


def with_bytes(data, at, new):
    return data[:at] + new + data[at + len(new) :]


def test_a_lost_data_descriptor_is_refused():
    data = streamed()
    entry = package_from_bytes(data, "form.xlsx").entries[1]
    end = entry.data_offset + entry.compressed_size
    with pytest.raises(DamageError, match="form.xlsx: .*cannot be copied"):
        archive_of(with_bytes(data, end + 4, b"\0\0\0\0"))


def test_a_package_of_the_zip64_kind_is_refused():
    """One size in the directory is a mark, and the true one stands in an extra field."""
    data = seekable(extra=PADDING)
    at = data.rindex(b"PK\x01\x02")
    size = struct.unpack_from("<L", data, at + 24)[0]
    field = struct.pack("<2HQ", 1, 8, size) + b"\0" * 4
    data = with_bytes(data, at + 24, b"\xff" * 4)
    data = with_bytes(data, data.rindex(PADDING), field)
    with pytest.raises(DamageError, match=r"form.xlsx: .*cannot be copied.*save it"):
        archive_of(data)


def test_a_directory_with_bytes_between_its_records_and_its_end_is_refused():
    data = seekable()
    end = data.rindex(b"PK\x05\x06")
    size = struct.unpack_from("<L", data, end + 12)[0]
    loose = data[:end] + b"\0" * 8 + data[end:]
    loose = with_bytes(loose, end + 8 + 12, struct.pack("<L", size + 8))
    with pytest.raises(DamageError, match="cannot be copied"):
        read_archive_of_known(loose, data)


def read_archive_of_known(data, known):
    """Return the archive of bytes that opening would refuse before they came this far."""
    package = package_from_bytes(known, "form.xlsx")
    return read_archive(type(package)(package.name, data, package.entries, package.index))
