"""What a collation passes on: one file that came in, one row of the register, the whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from wres_excel.domain.numbers import Number

RegisterStatus = Literal[
    "received",
    "missing",
    "not_required",
    "late",
    "duplicate",
    "superseded",
    "unexpected",
    "unreadable",
]


class ValueRow(NamedTuple):
    """One value of one return, in the columns and units of the contract's CSV and Parquet files.

    period: the snapshot date as ISO text; value and computed: a headcount, a number of percent, a
    rate or a ratio; file: its name as shown, a member of an archive as "pack.zip/return.xlsx".
    """

    organisation: str | None
    organisation_name: str | None
    edition: str
    item: str
    number: int | None
    indicator: int | None
    period: str
    group: str
    value: Number | None
    text: str | None
    status: str
    sheet: str | None
    cell: str | None
    raw: str
    computed: Number | None
    file: str
    sha256: str


class FindingRow(NamedTuple):
    """One finding about one return; label: its item as a person knows it."""

    organisation: str | None
    organisation_name: str | None
    edition: str | None
    rule: str
    severity: str
    message: str
    remedy: str
    item: str | None
    label: str | None
    period: str | None
    group: str | None
    sheet: str | None
    cell: str | None
    found: str | None
    expected: str | None
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What is kept in memory of one file that came in.

    organisation: the ODS code, several codes of a joint return joined by "+"; codes: each of them;
    signed_off: the date of the sign-off inside as ISO text, a month as its first day; saved: when
    the workbook was last saved, as ISO text; problem, remedy: why it could not be read, and what
    to do; errors, warnings, notes: counts of findings.
    """

    file: str
    sha256: str
    size: int
    organisation: str | None = None
    organisation_name: str | None = None
    codes: tuple[str, ...] = ()
    edition: str | None = None
    signed_off: str | None = None
    saved: str | None = None
    problem: str | None = None
    remedy: str | None = None
    errors: int = 0
    warnings: int = 0
    notes: int = 0


class Taken(NamedTuple):
    """One file that came in, whole: plain rows that pass cheaply between processes."""

    summary: Summary
    values: tuple[ValueRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()


class RegisterRow(NamedTuple):
    """One expected organisation that sent nothing, or one file that came in.

    reason: why it has its status, and what to do, in words; suggestion: a code that may be meant;
    in_scope: whether the organisation must report, "yes", "no" or "not known"; errors, warnings,
    notes: counts of findings, None where they are not published.
    """

    organisation: str | None
    organisation_name: str | None
    region: str | None
    type: str | None
    in_scope: str
    edition: str | None
    status: RegisterStatus
    due: str | None
    signed_off: str | None
    saved: str | None
    file: str | None
    sha256: str | None
    errors: int | None
    warnings: int | None
    notes: int | None
    suggestion: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class About:
    """What a collation is of.

    made: when, as ISO text; edition: the round the register is about; files, read: how many came
    in and could be read; skipped: names of what was passed over, each with its reason; rule: how
    the return that counts was chosen; read_with: the program and its version.
    """

    made: str
    edition: str | None
    files: int
    read: int
    skipped: tuple[tuple[str, str], ...]
    rule: str
    read_with: str
    published: bool = False
    threshold: int | None = None


class Collection(Protocol):
    """A whole collation, of which only the register and the summaries are held in memory."""

    @property
    def about(self) -> About:
        """What the collation is of."""
        ...

    @property
    def register(self) -> tuple[RegisterRow, ...]:
        """A row for every organisation expected and every file that came in."""
        ...

    def counting(self) -> Iterator[Taken]:
        """Yield every return that counts, by organisation, edition and file.

        Superseded, duplicate and unreadable ones are in the register only.
        """
        ...
