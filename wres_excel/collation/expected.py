"""Who is expected to report: the organisations of a register, and which of them must."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from wres_excel.domain.dates import form_in_words
from wres_excel.domain.model import Edition
from wres_excel.findings import Finding

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Expected:
    """One organisation of a register.

    region: the name of the region if its code is known, else as given; contract_value: pounds a
    year; due: the last day on which its return is in time; received: the day on which it arrived,
    as whoever keeps the register noted it; opened, closed: from when until when it is in operation,
    where the register says; file, line: where it stands.
    """

    code: str
    name: str | None = None
    region: str | None = None
    type: str | None = None
    contract_value: Decimal | None = None
    due: date | None = None
    received: date | None = None
    opened: date | None = None
    closed: date | None = None
    file: str = ""
    line: int = 0


def together(
    lists: Iterable[Sequence[Expected]],
) -> tuple[tuple[Expected, ...], tuple[Finding, ...]]:
    """Return several registers as one; a code that stands twice counts where it stands first."""
    kept: dict[str, Expected] = {}
    findings = []
    for one in (expected for each in lists for expected in each):
        if one.code in kept:
            findings.append(_twice(one, kept[one.code]))
        else:
            kept[one.code] = one
    return tuple(kept.values()), tuple(findings)


def in_operation(expected: Expected, day: date) -> bool:
    """Return whether an organisation was open on a day, as far as its register says."""
    opened = expected.opened is None or expected.opened <= day
    return opened and (expected.closed is None or expected.closed >= day)


def operation_in_words(expected: Expected, day: date) -> str:
    """Return when an organisation that was not open on a day closed, or opened."""
    if expected.closed and expected.closed < day:
        return f"closed on {day_in_words(expected.closed)}"
    return f"opened on {day_in_words(expected.opened)}" if expected.opened else "open"


def scope(expected: Expected | None, edition: Edition | None) -> str:
    """Return "yes", "no" or "not known": whether an organisation must report for an edition.

    In the edition of 2015 a provider must whose contract value is above GBP 200,000 a year; in
    later ones everybody on the register. Who was not open at the snapshot need not.
    """
    if expected is None or edition is None:
        return "not known"
    if not in_operation(expected, edition.snapshot):
        return "no"
    if edition.contract_value_above is None:
        return "yes"
    if expected.contract_value is None:
        return "not known"
    return "yes" if expected.contract_value > edition.contract_value_above else "no"


def left_out(expected: Iterable[Expected], day: date) -> tuple[Finding, ...]:
    """Return a note for each register that names organisations not open on a day, the snapshot."""
    closed: dict[str, list[Expected]] = {}
    for one in expected:
        if not in_operation(one, day):
            closed.setdefault(one.file, []).append(one)
    return tuple(_note(file, ones, day) for file, ones in closed.items())


def day_in_words(day: date) -> str:
    """Return a date as people write it: 5 October 2020."""
    return f"{day.day} {form_in_words(day.isoformat()[:7])}"


def _note(file: str, ones: Sequence[Expected], day: date) -> Finding:
    shown = "; ".join(_named(ones[:_SHOWN], day))
    more = f"; and {len(ones) - _SHOWN} more" if len(ones) > _SHOWN else ""
    return Finding(
        "register-not-open",
        "note",
        f"Organisations that were not open on {day_in_words(day)} are not expected",
        file=file,
        found=f"{len(ones)}: {shown}{more}",
    )


def _named(ones: Sequence[Expected], day: date) -> Iterator[str]:
    for one in ones:
        yield f"{one.code} {operation_in_words(one, day)}"


def _told(one: Expected) -> Expected:
    """Return what a register tells of an organisation, but where, and when it was open."""
    return replace(one, opened=None, closed=None, file="", line=0)


def _twice(again: Expected, first: Expected) -> Finding:
    where = f"line {first.line}" + (f" of {first.file}" if first.file != again.file else "")
    same = _told(again) == _told(first)
    return Finding(
        "register-code-twice",
        "note" if same else "error",
        f"The code stands twice; {where} counts",
        "" if same else "Take the wrong one of the two rows out.",
        file=again.file,
        line=again.line,
        found=again.code,
        expected="each code once",
    )
