"""Files that are no workbook, or not safe to open: one clear message each, at once."""

import io
import re
import time
import zipfile
from functools import cache
from pathlib import Path

import pytest
from commands.given import form, metrics, names
from forms.layouts import LAYOUTS
from running import Go, go

__all__ = ["go"]


@cache
def broken() -> dict[str, bytes]:
    """Return files that are no workbook, by what is the matter with them."""
    good = LAYOUTS["plain_reprint"].build()
    ole = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504
    return {
        "empty": b"",
        "csv": b"item,value\nclinical.band_5,1\n",
        "html": b"<html><table><tr><td>1</td></tr></table></html>",
        "xls": ole + "Workbook".encode("utf-16-le") + b"\0" * 100,
        "password": ole + "EncryptedPackage".encode("utf-16-le") + b"\0" * 100,
        "truncated": good[: len(good) // 2],
        "no_end": good[:-30],
        "xlsb": repacked(good, {"xl/workbook.xml": None, "xl/workbook.bin": b"\0"}),
        "ods": repacked({}, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "missing_part": repacked(good, {"xl/worksheets/sheet1.xml": None}),
        "bomb": repacked(good, {"xl/worksheets/sheet1.xml": b" " * 80_000_000}),
        "entities": repacked(
            good, {"xl/worksheets/sheet1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'}
        ),
        "climbing": repacked(good, {"../../evil.xml": b"<a/>"}),
        "not_xml": repacked(good, {"xl/workbook.xml": b"<workbook"}),
        "other_zip": repacked({}, {"readme.txt": b"hello"}),
    }


def repacked(data: bytes | dict[str, bytes], changes: dict[str, bytes | None]) -> bytes:
    parts: dict[str, bytes] = {}
    if isinstance(data, bytes):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | changes).items():
            if part is not None:
                archive.writestr(name, part)
    return stream.getvalue()


BROKEN = (
    *("empty", "csv", "html", "xls", "password", "truncated", "no_end", "xlsb", "ods"),
    *("missing_part", "bomb", "entities", "climbing", "not_xml", "other_zip"),
)


@pytest.mark.parametrize("fault", BROKEN)
def test_a_file_that_is_no_safe_workbook_is_refused_at_once(
    fault: str, go: Go, tmp_path: Path
) -> None:
    """As a return, as a form and as metrics: one message that names it, and nothing written."""
    (tmp_path / "bad.xlsx").write_bytes(broken()[fault])
    metrics(tmp_path)
    before = names(tmp_path)
    for line in (
        "read bad.xlsx -o out.json",
        "fill metrics.csv --into bad.xlsx -o out.xlsx --edition 2019 --receipt r.json",
        "fill bad.xlsx -o out.xlsx --edition 2019",
    ):
        started = time.perf_counter()
        code, out, err = go(line)
        assert time.perf_counter() - started < 1
        assert (code, out) == (2, "")
        assert re.fullmatch(r"error: bad\.xlsx\b.*\.\n", err)
        assert names(tmp_path) == before


@pytest.mark.parametrize("name", ["form.xls", "form.xlsb", "form.ods", "form.csv"])
def test_a_form_of_another_kind_is_refused_by_its_name(name: str, go: Go, tmp_path: Path) -> None:
    metrics(tmp_path)
    form(tmp_path).rename(tmp_path / name)
    code, _, err = go(f"fill metrics.csv --into {name} -o out.xlsx --edition 2019")
    assert (code, err.startswith(f"error: {name}: Only an Excel workbook can be filled")) == (
        2,
        True,
    )
