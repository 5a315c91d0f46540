"""Opening a package: what is no workbook is named, what is hostile is refused, both at once."""

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.package import MAX_FILE, open_package, package_from_bytes

from .strangers import (
    ASK_SENDER,
    CHECK_FILE,
    FETCH_AGAIN,
    SAVE_AS,
    SHEET_PART,
    parts_of,
    refusal,
    rows,
    zipped,
)

GOOD = zipped(parts_of(rows('<row r="1"><c r="A1"><v>1</v></c></row>')))
EXPECTED = "expected an Excel workbook (.xlsx or .xlsm)"
UNSAFE = "return.xlsx: The file is not safe to open: it is not built as Excel builds a workbook"
DIRECTORY = "return.xlsx: The workbook is damaged: its parts cannot be told apart"
MISMATCH = (
    f"return.xlsx: The workbook is damaged: one of its parts does not match its own description "
    f"(found other content in {SHEET_PART} than its size and checksum say; expected a file as "
    f"Excel saved it). {FETCH_AGAIN}"
)


def opened(data: bytes, name: str = "return.xlsx"):
    return package_from_bytes(data, name)


def ole2(*streams: str) -> bytes:
    names = "".join(f"{stream}\0".ljust(64, "\0") for stream in streams).encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + names


def change_central(data: bytes, part: str, offset: int, form: str, value: int) -> bytes:
    """Return the file with one field of the directory record of a part changed."""
    changed = bytearray(data)
    struct.pack_into(form, changed, central_record(data, part) + offset, value)
    return bytes(changed)


def central_record(data: bytes, part: str) -> int:
    return data.rindex(part.encode()) - 46


KINDS = [
    (b"", f"The file is empty (found a file of 0 bytes; {EXPECTED}). {FETCH_AGAIN}"),
    (
        ole2("Root Entry", "EncryptionInfo", "EncryptedPackage"),
        (
            "The workbook is protected by a password or by a sensitivity label (found an encrypted "
            f"file; {EXPECTED}). Open it in Excel, remove the password (File, Info, Protect "
            "Workbook, Encrypt with Password) or the label that encrypts it, save it, then try "
            "again."
        ),
    ),
    (
        ole2("Root Entry", "Workbook"),
        (
            "The file is a workbook of the old Excel 97-2003 kind (found an .xls workbook; "
            f"{EXPECTED}). {SAVE_AS}"
        ),
    ),
    (
        ole2("Root Entry", "Book"),
        (
            "The file is a workbook of the old Excel 97-2003 kind (found an .xls workbook; "
            f"{EXPECTED}). {SAVE_AS}"
        ),
    ),
    (
        ole2("Root Entry", "WordDocument"),
        (
            "The file is an old Office file, but not a workbook (found a document, presentation "
            f"or message of the kind before 2007; {EXPECTED}). {CHECK_FILE}"
        ),
    ),
    (
        zipped({"[Content_Types].xml": "", "xl/workbook.bin": ""}),
        (f"The file is an Excel binary workbook (found an .xlsb workbook; {EXPECTED}). {SAVE_AS}"),
    ),
    (
        zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        (
            f"The file is an OpenDocument spreadsheet (found an .ods spreadsheet; {EXPECTED}). "
            "Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx), then try "
            "again."
        ),
    ),
    (
        zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        (
            "The file is an OpenDocument file, but not a spreadsheet (found an OpenDocument file; "
            f"{EXPECTED}). {CHECK_FILE}"
        ),
    ),
    (
        zipped({"Index/Document.iwa": ""}),
        (
            f"The file is an Apple Numbers spreadsheet (found a .numbers spreadsheet; {EXPECTED}). "
            "Open it in Numbers and export it to Excel (.xlsx), then try again."
        ),
    ),
    (
        zipped({"[Content_Types].xml": "", "word/document.xml": ""}),
        f"The file is a Word document (found a .docx document; {EXPECTED}). {CHECK_FILE}",
    ),
    (
        zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
        (
            "The file is a PowerPoint presentation (found a .pptx presentation; "
            f"{EXPECTED}). {CHECK_FILE}"
        ),
    ),
    (
        zipped({"returns/RXY.XLSX": ""}),
        (
            "The file is a zip archive with workbooks inside, not a workbook itself (found a zip "
            f"archive; {EXPECTED}). Take the workbook out of the archive, then try again."
        ),
    ),
    (
        zipped({"holiday.jpg": ""}),
        (
            "The file is a zip archive of something else, not a workbook (found a zip archive "
            f"without [Content_Types].xml; {EXPECTED}). {CHECK_FILE}"
        ),
    ),
    (
        zipped({}),
        (
            "The file is a zip archive of something else, not a workbook (found a zip archive "
            f"without [Content_Types].xml; {EXPECTED}). {CHECK_FILE}"
        ),
    ),
    (
        (
            b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
        ),
        f"The file is an XML Spreadsheet 2003 (found XML text; {EXPECTED}). {SAVE_AS}",
    ),
    (
        "\ufeff<html><body><table><tr><td>1</td></tr></table>".encode("utf-16-le"),
        (
            "The file is a web page saved under the name of a workbook (found HTML text; "
            f"{EXPECTED}). {SAVE_AS}"
        ),
    ),
    (
        b"<?xml version='1.0'?><feed/>",
        f"The file is XML, not a workbook (found XML text; {EXPECTED}). {CHECK_FILE}",
    ),
    (
        b"\xef\xbb\xbfitem,period,group,value\r\n20,current,bme,102\r\n",
        (
            "The file is a CSV or text file saved under the name of a workbook (found plain text "
            f"with commas, semicolons or tabs; {EXPECTED}). {SAVE_AS}"
        ),
    ),
    (
        b"dear all\n",
        f"The file is plain text, not a workbook (found plain text; {EXPECTED}). {CHECK_FILE}",
    ),
    (
        b"%PDF-1.7\n%\xe2\xe3",
        f"The file is a PDF, not a workbook (found a .pdf document; {EXPECTED}). {CHECK_FILE}",
    ),
    (
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        (
            "The file is not a workbook (found content of a kind that is not known here; "
            f"{EXPECTED}). {CHECK_FILE}"
        ),
    ),
    (
        GOOD[:600],
        (
            "The workbook is incomplete: its end is missing (found a file that was cut off, as by "
            f"a download or copy that stopped; {EXPECTED}). {FETCH_AGAIN}"
        ),
    ),
]


def test_a_part_is_found_and_inflated_whatever_the_case_of_its_name():
    package = opened(GOOD)
    assert package.part("XL/Worksheets/SHEET1.xml").startswith(b"<worksheet")
    assert package.find("xl/nothing.xml") is None


def test_entries_keep_the_order_and_the_facts_of_the_directory():
    package = opened(GOOD)
    infos = zipfile.ZipFile(io.BytesIO(GOOD)).infolist()
    assert [
        (e.name, e.crc, e.size, e.compressed_size, e.header_offset) for e in package.entries
    ] == [(i.filename, i.CRC, i.file_size, i.compress_size, i.header_offset) for i in infos]


def test_compressed_content_is_the_content_as_stored():
    package = opened(GOOD)
    entry = package.find(SHEET_PART)
    assert zlib.decompress(package.compressed(entry), -15) == package.part(SHEET_PART)


def test_stored_parts_and_folder_entries_are_read():
    package = opened(zipped({**parts_of(), "xl/": "", "xl/worksheets/": ""}, zipfile.ZIP_STORED))
    assert package.part(SHEET_PART).startswith(b"<worksheet")
    assert package.part("xl/") == b""


def test_bytes_after_the_end_of_the_zip_do_no_harm():
    assert opened(GOOD + b"\0" * 100).part(SHEET_PART)


@pytest.mark.parametrize(("data", "text"), KINDS)
def test_a_file_of_another_kind_is_named_with_its_remedy(data: bytes, text: str):
    assert refusal(lambda: opened(data)) == f"return.xlsx: {text}"


def test_a_lock_file_of_excel_is_told_by_its_name():
    assert refusal(lambda: opened(b"\x05Smith", "~$return.xlsx")) == (
        "~$return.xlsx: The file only marks that a workbook is open in Excel (found a lock file, "
        f"its name begins with ~$; {EXPECTED}). Leave it out and choose the workbook with the same "
        "name without ~$."
    )


def test_text_in_an_old_document_does_not_make_it_a_workbook():
    text = b"\0\0" + "Workbook\0".encode("utf-16-le")
    assert "not a workbook" in refusal(lambda: opened(ole2("WordDocument") + text))


def test_every_cut_of_a_good_file_is_refused():
    for length in range(1, len(GOOD) - 22, 7):
        with pytest.raises(UnreadableFile):
            opened(GOOD[:length]).part(SHEET_PART)


def test_a_missing_part_is_named():
    assert refusal(lambda: opened(GOOD).part("xl/styles.xml")) == (
        "return.xlsx: The workbook is damaged: one of its parts is missing (found no part "
        f"xl/styles.xml; expected every part that the workbook refers to). {ASK_SENDER}"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../evil.xml", "'../evil.xml'"),
        ("xl/../../evil.xml", "'xl/../../evil.xml'"),
        ("/xl/evil.xml", "'/xl/evil.xml'"),
        ("xl\\evil.xml", r"'xl\\evil.xml'"),
        ("C:/evil.xml", "'C:/evil.xml'"),
        ("xl//evil.xml", "'xl//evil.xml'"),
        ("xl/e\0vil.xml", r"'xl/e\x00vil.xml'"),
    ],
)
def test_a_name_that_leads_out_of_the_package_is_refused(name: str, shown: str):
    hidden = "x" * len(name.encode())
    data = zipped({**parts_of(), hidden: ""}).replace(hidden.encode(), name.encode())
    assert refusal(lambda: opened(data)) == (
        f"{UNSAFE} (found a part with the name {shown}; expected names inside the workbook). "
        f"{ASK_SENDER}"
    )


def test_two_parts_whose_names_differ_only_in_case_are_refused():
    data = zipped({**parts_of(), "XL/WORKBOOK.XML": "<workbook/>"})
    assert refusal(lambda: opened(data)) == (
        f"{UNSAFE} (found two parts with the name 'XL/WORKBOOK.XML'; expected every part once). "
        f"{ASK_SENDER}"
    )


def test_an_encrypted_entry_is_refused_as_a_password():
    data = change_central(GOOD, SHEET_PART, 8, "<H", 1)
    assert refusal(lambda: opened(data)).startswith(
        "return.xlsx: The workbook is protected by a password or by a sensitivity label (found "
    )


def test_other_methods_of_compression_are_refused():
    data = zipped(parts_of(), zipfile.ZIP_LZMA)
    assert refusal(lambda: opened(data)) == (
        f"{UNSAFE} (found [Content_Types].xml compressed by method 14; expected parts that are "
        f"stored or deflated). {ASK_SENDER}"
    )


def test_more_parts_than_any_form_has_are_refused_before_they_are_listed():
    data = zipped({f"xl/{number}": "" for number in range(2001)})
    assert refusal(lambda: opened(data)) == (
        f"{UNSAFE} (found more than 2,000 parts; expected at most 2,000 parts). {ASK_SENDER}"
    )


def test_a_part_that_declares_to_grow_two_hundred_times_is_refused():
    data = zipped({**parts_of(), "xl/bomb.xml": bytes(30 * 2**20)})
    assert re.fullmatch(
        re.escape(f"{UNSAFE} (found xl/bomb.xml, 30 MB packed into ")
        + r"[\d,]+"
        + re.escape(f" bytes; expected parts packed at most 200 times smaller). {ASK_SENDER}"),
        refusal(lambda: opened(data)),
    )


def test_a_part_that_declares_too_large_a_size_is_refused():
    data = change_central(GOOD, SHEET_PART, 24, "<L", 70 * 2**20)
    assert refusal(lambda: opened(data)) == (
        f"{UNSAFE} (found {SHEET_PART} of 70 MB; expected at most 64 MB in one part). {ASK_SENDER}"
    )


def test_parts_that_are_too_large_together_are_refused():
    filler = os.urandom(2**20 // 4) * 4
    data = zipped({**parts_of(), **{f"xl/{number:02}": filler for number in range(16)}})
    for number in range(16):
        data = change_central(data, f"xl/{number:02}", 24, "<L", 20 * 2**20)
    assert refusal(lambda: opened(data)) == (
        f"{UNSAFE} (found 320 MB when unpacked; expected at most 256 MB in all). {ASK_SENDER}"
    )


@pytest.mark.parametrize(("offset", "value"), [(24, 10), (24, 4000), (16, 1)])
def test_a_part_that_lies_about_its_size_or_checksum_is_refused(offset: int, value: int):
    package = opened(change_central(GOOD, SHEET_PART, offset, "<L", value))
    assert refusal(lambda: package.part(SHEET_PART)) == MISMATCH


def test_a_part_whose_stream_is_broken_or_cut_is_refused():
    entry = opened(GOOD).find(SHEET_PART)
    broken = bytearray(GOOD)
    broken[entry.data_offset] = 0xFF
    for data in (
        bytes(broken),
        change_central(GOOD, SHEET_PART, 20, "<L", entry.compressed_size - 3),
    ):
        package = opened(data)
        assert refusal(lambda package=package: package.part(SHEET_PART)) == MISMATCH


def test_an_entry_that_runs_into_the_next_is_refused():
    size = opened(GOOD).find("xl/workbook.xml").compressed_size + 1
    data = change_central(GOOD, "xl/workbook.xml", 20, "<L", size)
    assert refusal(lambda: opened(data)) == (
        f"{DIRECTORY} (found xl/workbook.xml running into what follows it; expected a file as "
        f"Excel saved it). {FETCH_AGAIN}"
    )


@pytest.mark.parametrize("offset", [0, 5, 2**31])
def test_an_entry_without_its_own_start_is_refused(offset: int):
    data = change_central(GOOD, SHEET_PART, 42, "<L", offset)
    assert refusal(lambda: opened(data)) == (
        f"{DIRECTORY} (found no start of {SHEET_PART}; expected a file as Excel saved it). "
        f"{FETCH_AGAIN}"
    )


def test_a_directory_that_cannot_be_read_is_refused():
    unreadable = f"{DIRECTORY} (found a directory of parts that cannot be read; expected a file as "
    unreadable += f"Excel saved it). {FETCH_AGAIN}"
    record = central_record(GOOD, SHEET_PART)
    wrong = GOOD[:record] + b"XX" + GOOD[record + 2 :]
    future = change_central(GOOD, SHEET_PART, 6, "<H", 99)
    name = bytearray(change_central(GOOD, SHEET_PART, 8, "<H", 0x800))
    name[record + 46] = 0xFF
    for data in (wrong, future, bytes(name)):
        assert refusal(lambda data=data: opened(data)) == unreadable


def test_a_file_over_the_bound_is_refused_by_its_size(tmp_path: Path):
    path = tmp_path / "return.xlsx"
    with path.open("wb") as stream:
        stream.truncate(MAX_FILE + 2**20)
    text = (
        "return.xlsx: The file is too large to be a WRES return (found 26.0 MB; expected at most "
        "25 MB). Remove pictures and sheets that do not belong to the return, save it, then try "
        "again."
    )
    assert refusal(lambda: open_package(path)) == text
    assert refusal(lambda: opened(bytes(MAX_FILE + 2**20))) == text


def test_a_good_file_opens_by_its_path(tmp_path: Path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(GOOD)
    assert open_package(path) == opened(GOOD)


def test_what_is_no_file_is_refused_with_its_path(tmp_path: Path):
    missing = tmp_path / "missing.xlsx"
    assert refusal(lambda: open_package(missing)) == (
        f"{missing}: There is no such file (found nothing at this path; {EXPECTED}). Check the "
        "path and its spelling."
    )
    assert refusal(lambda: open_package(tmp_path)) == (
        f"{tmp_path}: This is a folder, not a file (found a folder; {EXPECTED}). Name the workbook "
        "inside the folder."
    )
    within = missing.parent / "a.txt"
    within.write_text("x")
    assert refusal(lambda: open_package(within / "return.xlsx")) == (
        f"{within / 'return.xlsx'}: The file cannot be read (found not a directory; {EXPECTED}). "
        "Check the path and its spelling."
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names exist on Unix only")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert refusal(lambda: open_package(pipe)) == (
        f"{pipe}: This is not an ordinary file (found a device or a pipe; {EXPECTED}). Check the "
        "path and its spelling."
    )


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The refusal of the system is imitated, since root may read everything."""
    path = tmp_path / "return.xlsx"
    path.write_bytes(GOOD)

    def deny(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert refusal(lambda: open_package(path)) == (
        f"{path}: The file may not be read (found no permission; {EXPECTED}). Close it in Excel "
        "if it is open there, and check that you may read it."
    )


BOMB = """
import resource, sys, time
from pathlib import Path
from wres_excel.errors import UnreadableFile
from wres_excel.workbook.package import open_package
before = time.process_time()
try:
    open_package(Path(sys.argv[1])).part("xl/bomb.xml")
except UnreadableFile:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(peak, time.process_time() - before)
"""


GO_BETWEEN = """
import subprocess, sys
subprocess.run([sys.executable, "-c", *sys.argv[1:]], check=True)
"""
"""A process starts out with the peak memory of the one that forked it, here a small one."""


@pytest.mark.skipif(sys.platform == "win32", reason="the resource module exists on Unix only")
@pytest.mark.parametrize("declared", [400 * 2**20, 60 * 2**20, 1000])
def test_a_bomb_costs_neither_memory_nor_time(tmp_path: Path, declared: int):
    """Four hundred megabytes in one part, declared honestly, within the bound, or as nothing."""
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = b"".join(machine.compress(bytes(2**20)) for _ in range(400)) + machine.flush()
    data = zipped({**parts_of(), "xl/bomb.xml": packed}, zipfile.ZIP_STORED)
    data = change_central(data, "xl/bomb.xml", 10, "<H", zipfile.ZIP_DEFLATED)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(change_central(data, "xl/bomb.xml", 24, "<L", declared))
    done = subprocess.run(
        [sys.executable, "-c", GO_BETWEEN, BOMB, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    peak, seconds = map(float, done.stdout.split())
    assert peak < 200
    assert seconds < 1


def test_a_csv_file_under_its_own_name_is_told_from_one_that_poses_as_a_workbook():
    with pytest.raises(UnreadableFile) as caught:
        package_from_bytes(b"item,period,group,value\n", "metrics.CSV")
    assert str(caught.value) == (
        "metrics.CSV: The file is a CSV or text file, and a workbook is wanted here (found plain "
        "text with commas, semicolons or tabs; expected an Excel workbook (.xlsx or .xlsm)). "
        "Choose the workbook instead; `wres-excel fill` makes one from a metrics file."
    )
