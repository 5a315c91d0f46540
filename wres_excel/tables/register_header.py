"""The header of a register of organisations: which column is which, as people head them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wres_excel.collation.codes import CodeBook
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.vocabulary import normalise

EXPECTED_HEADER = "code,name and, where known, region,type,contract_value,due,received"


@dataclass(frozen=True, slots=True)
class RegisterHeader:
    """Where the columns of a register stand, counted from 0, by name; width: how many there are."""

    columns: Mapping[str, int]
    width: int


def is_header(fields: Sequence[str], book: CodeBook) -> bool:
    """Return whether a record heads a register: one of its fields is a heading of the codes."""
    return any(_column(field, book) == "code" for field in fields)


def parse_register_header(
    fields: Sequence[str], line: int, file: str, book: CodeBook
) -> tuple[RegisterHeader, tuple[Finding, ...]]:
    """Return where the columns stand, and a note for each column that is not read.

    Raises UnreadableFile if two headings mean one column.
    """
    named = [(_column(field, book), at) for at, field in enumerate(fields)]
    columns: dict[str, int] = {}
    for column, at in named:
        if column in columns:
            raise _twice(fields[columns[column]], fields[at], line, file)
        if column:
            columns[column] = at
    notes = [_unused(fields[at], line, file, book) for column, at in named if not column]
    width = max(at for at, field in enumerate(fields, 1) if field.strip())
    missing = () if "name" in columns else (_nameless(line, file),)
    return RegisterHeader(columns, width), (*(note for note in notes if note), *missing)


def _column(heading: str, book: CodeBook) -> str | None:
    return book.columns.get(normalise(heading))


def _twice(one: str, other: str, line: int, file: str) -> UnreadableFile:
    return UnreadableFile(
        f"Two columns of the register, by its header on line {line}, mean the same",
        file=file,
        found=f"{one.strip()!r} and {other.strip()!r}",
        expected=EXPECTED_HEADER,
        remedy="Remove or rename one of the two columns.",
    )


def _nameless(line: int, file: str) -> Finding:
    return Finding(
        "register-without-names",
        "note",
        "The register has no column of names, so a wrong code cannot be told by a name",
        "Add a column headed name.",
        file=file,
        line=line,
        expected=EXPECTED_HEADER,
    )


def _unused(heading: str, line: int, file: str, book: CodeBook) -> Finding | None:
    if not heading.strip():
        return None
    near = get_close_matches(normalise(heading), book.columns, n=1, cutoff=0.8)
    return Finding(
        "unknown-column",
        "warning" if near else "note",
        "The column is none that a register has, and was not read",
        f"Did you mean {book.columns[near[0]]!r}?" if near else "",
        file=file,
        line=line,
        found=heading.strip(),
    )
