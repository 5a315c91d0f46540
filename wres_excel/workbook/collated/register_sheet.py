"""The Register sheet: who was expected, every file that came in, and what became of it."""

from collections.abc import Iterator

from wres_excel.collation.records import About, RegisterRow, RegisterStatus
from wres_excel.workbook.collated.sheet import Cell, Column, Marked, TableSheet
from wres_excel.workbook.collated.words import (
    EMPTY,
    FILTERS,
    STATUS_STYLES,
    STATUS_WORDS,
    day_cell,
    moment_cell,
    title_of,
)

NAME = "Register"
COLUMNS = (
    Column("Organisation code", 16),
    Column("Organisation", 60, "strong"),
    Column("Region", 18),
    Column("Type", 18),
    Column("Edition", 10),
    Column("Status", 14),
    Column("Why, and what to do", 60),
    Column("Errors", 12, "whole"),
    Column("Warnings", 14, "whole"),
    Column("Notes", 12, "whole"),
    Column("Must report", 12),
    Column("Due", 14, "day"),
    Column("Signed off", 14, "day"),
)
PRIVATE = (
    Column("Last saved", 18, "moment"),
    Column("Code that may be meant", 18),
    Column("File", 38),
    Column("Content hash (SHA-256)", 76),
)
"""Columns that a published collation leaves out."""


FIRST: tuple[RegisterStatus, ...] = ("missing", "unreadable", "late", "unexpected")
NOT_READ: frozenset[RegisterStatus] = frozenset({"missing", "unreadable", "not_required"})


def register_sheet(about: About, rows: tuple[RegisterRow, ...]) -> TableSheet:
    """Return the plan of the Register sheet."""
    return TableSheet(
        NAME,
        title_of(about.edition, "register"),
        (
            "This worksheet contains one table. A row is an organisation that was expected, or a "
            f"file that came in. {EMPTY}",
            "Missing and unreadable returns, and then late and unexpected ones, stand out in "
            "colour; the column Status says the same in words.",
            "Errors, Warnings and Notes are empty where there is no return that could be read. "
            "What to act on stands first: missing, unreadable, late, unexpected.",
            FILTERS,
        ),
        "Register_of_returns",
        COLUMNS if about.published else COLUMNS + PRIVATE,
        len(rows),
        (_row(row, published=about.published) for row in sorted(rows, key=_urgency)),
        frozen=2,
        pages=1 if about.published else 2,
    )


def _urgency(row: RegisterRow) -> int:
    """Return how soon a row is met with; the order within stays that of the register."""
    return FIRST.index(row.status) if row.status in FIRST else len(FIRST)


def _row(row: RegisterRow, *, published: bool) -> tuple[Cell, ...]:
    return tuple(_cells(row)) + (() if published else tuple(_private(row)))


def _cells(row: RegisterRow) -> Iterator[Cell]:
    yield from (row.organisation, row.organisation_name, row.region, row.type, row.edition)
    yield Marked(STATUS_WORDS[row.status], STATUS_STYLES.get(row.status, "text"))
    yield row.reason or None
    counts = (row.errors, row.warnings, row.notes)
    yield from (None, None, None) if row.status in NOT_READ else counts
    yield row.in_scope
    yield from (day_cell(row.due), day_cell(row.signed_off))


def _private(row: RegisterRow) -> Iterator[Cell]:
    yield from (moment_cell(row.saved), row.suggestion, row.file, row.sha256)
