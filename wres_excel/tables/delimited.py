"""From the bytes of a CSV, as Excel or anybody else saves it, to records with line numbers."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding

MOST_BYTES = 25_000_000
LONGEST_FIELD = 32_767 * 4

_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive", "Name a workbook .xlsx to have it read."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)", "Save it in Excel as CSV UTF-8."),
    (b"%PDF", "a PDF document", "Save the table it was made from as CSV."),
    (b"{", "JSON", "Give the CSV in its place."),
)
_SAVE_AS = "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited)."


@dataclass(frozen=True, slots=True)
class Delimited:
    """A delimited file: its records after decoding, and notes on how it was saved."""

    separator: str
    text: str
    findings: tuple[Finding, ...]


def read_delimited_file(path: Path, expected: str) -> bytes:
    """Return the content of a file of at most MOST_BYTES bytes, and one more if it is larger.

    expected: what the file should be, for messages. Raises UnreadableFile if it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or str(err)
        raise UnreadableFile(
            "The file cannot be opened",
            file=str(path),
            found=reason.lower(),
            expected=expected,
            remedy="Check the path and its spelling.",
        ) from err


def open_delimited(data: bytes, file: str) -> Delimited:
    """Return the text of a delimited file and what separates its fields.

    data: the whole file; file: its name, for messages. UTF-8 and UTF-16 are known by their mark,
    other files are UTF-8 or, with a note, Windows-1252. Raises UnreadableFile if it is no text.
    """
    if not data.strip():
        raise UnreadableFile(
            "The file is empty", file=file, expected="a CSV with a header", remedy=_SAVE_AS
        )
    _refuse_other_kinds(data, file)
    text, encoding = _decode(data, file)
    if "\0" in text:
        raise UnreadableFile(
            "The file holds NUL characters, so it is no CSV", file=file, remedy=_SAVE_AS
        )
    separator = _separator(text)
    return Delimited(separator, text, tuple(_notes(encoding, separator, file)))


def records(delimited: Delimited, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield each record with the physical line on which it starts, counted from 1.

    Raises UnreadableFile for a quotation mark that is not closed and for a field without end.
    """
    lines = io.StringIO(delimited.text, newline="")
    reader = csv.reader(lines, delimiter=delimited.separator, strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
    except csv.Error as err:
        raise _broken(str(err), start, file) from err


def _refuse_other_kinds(data: bytes, file: str) -> None:
    for magic, found, remedy in _OTHER_KINDS:
        if data.startswith(magic):
            raise UnreadableFile(
                "The file is no CSV",
                file=file,
                found=found,
                expected="a CSV with a header",
                remedy=remedy,
            )


def _decode(data: bytes, file: str) -> tuple[str, str]:
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    for attempt in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            return data.decode(attempt), attempt
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        "The file is not text in an encoding that is understood",
        file=file,
        expected="UTF-8, UTF-16 with a mark, or Windows-1252",
        remedy=_SAVE_AS,
    )


def _separator(text: str) -> str:
    """Return what separates the fields of the first line that holds anything; commas win ties."""
    header = next((line for line in text[:LONGEST_FIELD].splitlines() if line.strip()), "")
    return max(_SEPARATORS, key=header.count)


def _notes(encoding: str, separator: str, file: str) -> Iterator[Finding]:
    if encoding == "cp1252":
        yield Finding(
            "encoding",
            "note",
            "The file is not UTF-8 and was read as Windows-1252",
            f"Check accents and pound signs. {_SAVE_AS}",
            file=file,
        )
    if separator != ",":
        comma = ", and 12,5 as twelve and a half" if separator == ";" else ""
        yield Finding(
            "separator",
            "note",
            f"The fields are separated by {_SEPARATORS[separator]} and were read so{comma}",
            "Nothing needs to be done if the figures are right.",
            file=file,
        )


def _broken(reason: str, line: int, file: str) -> UnreadableFile:
    if "field larger" in reason:
        found = f"a field of more than {LONGEST_FIELD:,} characters"
    elif "end of data" in reason:
        found = "a quotation mark that is never closed"
    else:
        found = "text after a closing quotation mark"
    return UnreadableFile(
        f"The record that starts on line {line} cannot be read",
        file=file,
        found=found,
        expected='fields that are quoted whole, with "" for a quotation mark inside',
        remedy=f"Correct the quotation marks. {_SAVE_AS}",
    )
