"""Metrics files: CSV as people save it, or any table of text, to rows with line numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

from wres_excel.domain.answers import MARKERS
from wres_excel.domain.rows import Metrics, MetricsRow
from wres_excel.domain.spellings import Spellings
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.tables.apostrophe import unprotect
from wres_excel.tables.delimited import (
    MOST_BYTES,
    open_delimited,
    read_delimited_file,
    records,
)
from wres_excel.tables.header import Header, is_header, parse_header
from wres_excel.tables.no_header import no_header

MOST_ROWS = 1_000_000

Record = tuple[int, Sequence[str]]


def read_metrics(path: Path, spellings: Spellings) -> Metrics:
    """Return the rows of a metrics CSV, with notes on how it was saved.

    Raises UnreadableFile if the file cannot be opened, is over 25 MB or is no such table.
    """
    data = read_delimited_file(path, "a metrics file, a CSV or a workbook")
    if len(data) > MOST_BYTES:
        raise UnreadableFile(
            "The file is too large for a metrics file",
            file=str(path),
            expected=f"at most {MOST_BYTES // 1_000_000} MB",
            remedy="Split it by organisation.",
        )
    return parse_metrics(data, str(path), spellings)


def parse_metrics(data: bytes, file: str, spellings: Spellings) -> Metrics:
    """Return the rows of a metrics CSV given as bytes; file is its name, for messages.

    Raises UnreadableFile if it is no such table.
    """
    delimited = open_delimited(data, file)
    return metrics_from_grid(
        records(delimited, file),
        file,
        spellings,
        decimal_comma_possible=delimited.separator == ";",
        findings=delimited.findings,
        short_rows=False,
    )


def metrics_from_grid(
    grid: Iterable[Record],
    file: str,
    spellings: Spellings,
    *,
    decimal_comma_possible: bool = False,
    findings: tuple[Finding, ...] = (),
    short_rows: bool = True,
) -> Metrics:
    """Return the rows of a metrics table given as text, its header first.

    grid: each row's line number, counted from 1, and its fields; findings: what is already known
    about the file; short_rows: whether a row may end before the last column it needs, as rows of
    a workbook do. Raises UnreadableFile if the table has no header or too many rows.
    """
    filled = ((line, fields) for line, fields in grid if any(map(str.strip, fields)))
    line, names = next(filled, (1, ()))
    if not is_header(names, spellings):
        raise no_header(names, filled, file, spellings)
    header, notes = parse_header(names, line, file, spellings)
    header = replace(header, least=0) if short_rows else header
    odd: list[Finding] = []
    rows = tuple(chain.from_iterable(_rows(header, _bounded(filled, file), file, odd)))
    return Metrics(
        file, rows, (*findings, *notes, *odd), decimal_comma_possible, bool(header.groups)
    )


def _bounded(grid: Iterator[Record], file: str) -> Iterator[Record]:
    for count, record in enumerate(grid):
        if count == MOST_ROWS:
            raise UnreadableFile(
                "The file has too many rows for a metrics file",
                file=file,
                expected=f"at most {MOST_ROWS:,}",
                remedy="Split it by organisation.",
            )
        yield record


def _rows(
    header: Header, grid: Iterator[Record], file: str, odd: list[Finding]
) -> Iterator[Iterable[MetricsRow]]:
    """Yield the rows that each record gives; records of a wrong width go to odd."""
    reader = _RowReader(header)
    for line, fields in grid:
        finding = _wrong_width(header, line, fields, file)
        if finding:
            odd.append(finding)
        else:
            yield reader.rows(line, fields)


class _RowReader:
    """Takes records apart by the columns of a header."""

    def __init__(self, header: Header) -> None:
        self._groups = header.groups
        at = header.columns.get
        self._missing = header.width
        self._item, self._period, self._group = (
            at(name, self._missing) for name in ("item", "period", "group")
        )
        self._about = [
            at(name, self._missing)
            for name in ("organisation", "organisation_name", "edition", "status")
        ]
        self._values = [at(name, self._missing) for name in ("value", "text", "raw")]

    def rows(self, line: int, fields: Sequence[str]) -> Iterable[MetricsRow]:
        """Return one row of the long form, or one for each filled group of the wide."""
        full = [*fields, *[""] * (self._missing + 1 - len(fields))]
        if self._groups:
            return self._wide(line, full)
        return (self._row(line, full, full[self._group], self._value(full)),)

    def _wide(self, line: int, full: list[str]) -> list[MetricsRow]:
        given = [(group, full[at]) for group, at in self._groups if full[at].strip()]
        return [
            self._row(line, full, group, unprotect(value))
            for group, value in given or [("all", "")]
        ]

    def _row(self, line: int, full: list[str], group: str, value: str) -> MetricsRow:
        organisation, name, edition, status = (full[at] for at in self._about)
        return MetricsRow(
            line,
            full[self._item],
            full[self._period],
            group,
            value,
            unprotect(organisation),
            unprotect(name),
            edition,
            status.strip().casefold(),
        )

    def _value(self, full: list[str]) -> str:
        """Return what stands for the value: the value, else the text, else the raw marker."""
        value, text, raw = (full[at] for at in self._values)
        status = full[self._about[-1]].strip().casefold()
        if not value and not text and status in MARKERS:
            return unprotect(raw) or MARKERS[status]  # type: ignore[index]
        return unprotect(value or text)


def _wrong_width(header: Header, line: int, fields: Sequence[str], file: str) -> Finding | None:
    extra = [field for field in fields[header.width :] if field.strip()]
    if extra:
        return Finding(
            "row-too-long",
            "error",
            "The row has more fields than the header names",
            'Put a value with a comma in it in quotation marks, such as "1,234".',
            file=file,
            line=line,
            found=f"{len(fields)} fields, the last {extra[-1][:60]!r}",
            expected=f"{header.width} fields",
        )
    if len(fields) < header.least:
        return Finding(
            "row-too-short",
            "error",
            "The row has fewer fields than it needs",
            "Give every field, leaving empty what is not known.",
            file=file,
            line=line,
            found=f"{len(fields)} fields",
            expected=f"{header.width} fields",
        )
    return None
