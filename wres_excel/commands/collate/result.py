"""What a collation came to, and how it is told."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wres_excel.collation.disclosure.tally import Tally
from wres_excel.collation.records import About, RegisterRow, RegisterStatus
from wres_excel.commands.collate.replies import Replies
from wres_excel.findings import Finding, has_errors
from wres_excel.workbook.legacy import INSTALL, NOT_INSTALLED

_COUNTING = frozenset({"received", "late", "unexpected"})
_TOLD: tuple[tuple[RegisterStatus, str], ...] = (
    ("received", "received"),
    ("late", "late"),
    ("missing", "missing"),
    ("unexpected", "not expected"),
    ("unreadable", "unreadable"),
    ("superseded", "superseded"),
    ("duplicate", "duplicate"),
    ("not_required", "not required"),
)
UNREADABLE = "unreadable:"
"""How a line begins that even those must see who asked for quiet."""
SHOWN = 20
"""How many unreadable files or names passed over are told one by one; the register has them all."""


@dataclass(frozen=True, slots=True)
class CollateResult:
    """What a collation came to.

    written: the files written, as named; findings: about the register and the merges; new: how
    many files were read in this run, where the rest was known from an earlier one; tallies: how
    many figures are suppressed in what is published; replies: the annotated copies, if any were
    asked for.
    """

    written: tuple[str, ...]
    register: tuple[RegisterRow, ...]
    about: About
    findings: tuple[Finding, ...]
    new: int
    tallies: tuple[Tally, ...] = ()
    replies: Replies | None = None

    @property
    def failed(self) -> bool:
        """Whether there are errors: a file that cannot be read, or a return with errors in it.

        Organisations that are missing or late are what a register is for, and no error.
        """
        unreadable = any(row.status == "unreadable" for row in self.register)
        return unreadable or self.errors > 0 or has_errors(self.findings)

    @property
    def errors(self) -> int:
        """How many errors the returns that count have, each return once."""
        return sum(_by_file(self.register).values())

    @property
    def counts(self) -> dict[RegisterStatus, int]:
        """How many rows of the register have each status."""
        return dict(Counter(row.status for row in self.register))


def tell(result: CollateResult) -> Iterator[str]:
    """Yield in lines what a person should know at the end of a run."""
    yield _what_came(result)
    if result.register:
        counts = result.counts
        told = [f"{counts[status]} {word}" for status, word in _TOLD if counts.get(status)]
        yield f"Register: {', '.join(told)}."
    unreadable = [row for row in result.register if row.status == "unreadable"]
    yield from _first(
        [f"{UNREADABLE} {row.file}: {row.reason}" for row in unreadable], "unreadable"
    )
    skipped = [f"passed over: {name}: {reason}" for name, reason in result.about.skipped]
    yield from _first(skipped, "passed over")
    with_errors = _by_file(result.register)
    if with_errors:
        yield (
            f"{_many(len(with_errors), 'return')} that count{'s' if len(with_errors) == 1 else ''} "
            f"{'has' if len(with_errors) == 1 else 'have'} errors, "
            f"{sum(with_errors.values()):,} in all; the findings say which and where."
        )
    if result.about.published:
        yield _suppressed(result)
    if result.replies is not None:
        yield from _replied(result.replies)
    yield from _next(result)


def _suppressed(result: CollateResult) -> str:
    """Return how much of what is published is suppressed, by indicator."""
    total = Tally(
        None, sum(t.suppressed for t in result.tallies), sum(t.given for t in result.tallies)
    )
    parts = (f"{_titled(tally.indicator)} {_of(tally)}" for tally in result.tallies)
    return (
        f"Published with a threshold of {result.about.threshold}: {_of(total)} figures are "
        f"suppressed ({'; '.join(parts) or 'none was given'})."
    )


def _titled(indicator: int | None) -> str:
    return "other:" if indicator is None else f"indicator {indicator}:"


def _of(tally: Tally) -> str:
    return f"{tally.suppressed:,} of {tally.given:,}"


def _replied(replies: Replies) -> Iterator[str]:
    count = len(replies.written)
    copies = "annotated copy" if count == 1 else "annotated copies"
    yield f"Replies: {count:,} {copies} in {replies.folder}."
    yield from (f"no reply: {name}: {reason}" for name, reason in replies.unwritten)


def _what_came(result: CollateResult) -> str:
    about = result.about
    known = about.files - result.new
    before = f"; {known:,} known from an earlier run" if known else ""
    edition = f" Edition of the round: {about.edition}." if about.edition else ""
    return f"Came in: {_many(about.files, 'file')}, {about.read:,} could be read{before}.{edition}"


def _first(lines: list[str], what: str) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"... and {len(lines) - SHOWN:,} more {what}; the output names them all."


def _next(result: CollateResult) -> Iterator[str]:
    """Yield what to look at next, the most pressing first."""
    counts = result.counts
    reasons = [row.reason for row in result.register if row.status == "unreadable"]
    lacking = [reason for reason in reasons if NOT_INSTALLED in reason]
    if lacking:
        yield f"Next: to have .xls, .xlsb and .ods read, {INSTALL[0].lower()}{INSTALL[1:]}."
    if len(lacking) < len(reasons):
        yield "Next: ask for the unreadable returns again, as each reason says."
    if counts.get("missing"):
        yield "Next: remind the organisations that the register shows as missing."
    if counts.get("unexpected"):
        yield "Next: look at the returns that were not expected; the register suggests codes."
    if result.replies is not None and result.replies.written:
        yield f"Next: send each organisation its annotated copy from {result.replies.folder}."
    elif result.errors:
        yield "Next: send each organisation its findings; --replies FOLDER writes annotated copies."


def _by_file(register: tuple[RegisterRow, ...]) -> dict[str, int]:
    """Return how many errors each return that counts has, of those that have any."""
    counting = (row for row in register if row.status in _COUNTING and row.errors)
    return {row.file or "": row.errors or 0 for row in counting if "+" not in (row.sha256 or "")}


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
