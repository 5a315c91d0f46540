"""A register of organisations: a table with a header, or an NHS organisation data file without."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from wres_excel.codes import load_code_book
from wres_excel.collation.codes import CodeBook, form_of, plain_code
from wres_excel.collation.expected import Expected, together
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.tables.delimited import MOST_BYTES, open_delimited, records
from wres_excel.tables.organisation_data import expected_of_record, is_organisation_data
from wres_excel.tables.register_header import EXPECTED_HEADER, is_header, parse_register_header
from wres_excel.tables.register_rows import RowReader

MOST_ROWS = 100_000
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

Record = tuple[int, Sequence[str]]
Read = tuple[tuple[Expected, ...], tuple[Finding, ...]]


def read_register(data: bytes, name: str) -> Read:
    """Return the organisations of a register, and what was odd in it, by line.

    data: a CSV with a header (code,name and, where known, region, type, contract_value, due and
    received), or an NHS organisation data file such as etr.csv or ect.csv as published, without a
    header; which of them is told by the content. name: of the file, for messages. A row that cannot
    be understood is a finding and is left out. Raises UnreadableFile for what is no register.
    """
    _refuse_unfit(data, name)
    delimited = open_delimited(data, name)
    expected, odd = register_from_grid(records(delimited, name), name)
    return expected, (*delimited.findings, *odd)


def register_from_grid(rows: Iterable[Record], name: str) -> Read:
    """Return the organisations of a register given as rows of text, each with its number.

    name, what is returned and what is raised: as for read_register.
    """
    book = load_code_book()
    filled = _bounded(((n, f) for n, f in rows if any(map(str.strip, f))), name)
    line, first = next(filled, (1, ()))
    if is_organisation_data(first, book):
        return _organisation_data(((line, first), *filled), name, book)
    if not is_header(first, book):
        raise _no_header(first, name, book)
    return _table((line, first), filled, name, book)


def _organisation_data(rows: Sequence[Record], name: str, book: CodeBook) -> Read:
    read = [expected_of_record(line, fields, name, book) for line, fields in rows]
    expected, twice = together([[each for each in read if isinstance(each, Expected)]])
    odd = [each for each in read if isinstance(each, Finding)]
    return expected, tuple(_by_line((*odd, *twice)))


def _table(head: Record, rows: Iterator[Record], name: str, book: CodeBook) -> Read:
    line, fields = head
    header, notes = parse_register_header(fields, line, name, book)
    reader = RowReader(header, name, book)
    expected, twice = together([list(reader.read(rows))])
    findings = (*notes, *_by_line((*reader.findings, *twice)))
    if not reader.rows:
        findings = (*findings, _empty(line, name))
    return expected, findings


def _by_line(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: finding.line or 0)


def _bounded(rows: Iterator[Record], name: str) -> Iterator[Record]:
    yield from islice(rows, MOST_ROWS)
    if next(rows, None) is not None:
        raise UnreadableFile(
            "The file has too many rows for a register of organisations",
            file=name,
            expected=f"at most {MOST_ROWS:,}",
            remedy="Give the file of the organisations that are to report.",
        )


def _refuse_unfit(data: bytes, name: str) -> None:
    if data.startswith(_WORKBOOKS):
        raise UnreadableFile(
            "The register is a workbook or an archive, and not a CSV",
            file=name,
            expected=f"a CSV with the columns {EXPECTED_HEADER}",
            remedy="In Excel, save its sheet with File, Save As, CSV UTF-8 (comma delimited).",
        )
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            "The file is too large for a register of organisations",
            file=name,
            expected=f"at most {MOST_BYTES // 1_000_000} MB",
            remedy="Give the file of the organisations that are to report.",
        )


def _no_header(fields: Sequence[str], name: str, book: CodeBook) -> UnreadableFile:
    found = ",".join(fields)
    bare = bool(fields) and form_of(plain_code(fields[0]), book) is not None
    return UnreadableFile(
        "The file does not begin with the header of a register of organisations",
        file=name,
        found=found if len(found) <= 80 else f"{found[:80]}...",
        expected=f"{EXPECTED_HEADER}; or an NHS organisation data file (etr.csv, ect.csv)",
        remedy="Put a line code,name above the first organisation."
        if bare
        else "Name the column of organisation codes code, and that of names name.",
    )


def _empty(line: int, name: str) -> Finding:
    return Finding(
        "register-empty",
        "error",
        "The register names no organisation",
        "Give a row for each organisation that is to report.",
        file=name,
        line=line,
    )
