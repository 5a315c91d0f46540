"""Which edition a metrics file is for, when nobody says."""

from collections.abc import Iterator
from datetime import date

from wres_excel.domain.periods import mentions, same_snapshot
from wres_excel.domain.rows import Metrics
from wres_excel.findings import Finding


def edition_named(metrics: Metrics) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the edition a metrics file names, or None and the finding that says why not.

    The column edition names it if all rows agree. Else two snapshot dates a year apart in the
    column period do, of which the later is current; one date alone could be either.
    """
    named = {row.edition.strip(): row.line for row in reversed(metrics.rows)}
    named.pop("", None)
    if len(named) == 1:
        return next(iter(named)), ()
    if named:
        return None, (_conflict(metrics.file, named),)
    days = _snapshots(metrics)
    if len(days) == 2 and days[1].year - days[0].year == 1:
        return str(days[1].year), ()
    return None, (_missing(metrics.file, days),)


def _snapshots(metrics: Metrics) -> list[date]:
    """Return the different snapshot dates of the column period, in order."""
    days: list[date] = []
    for day in sorted(_days(metrics)):
        if not (days and same_snapshot(days[-1], day)):
            days.append(day)
    return days


def _days(metrics: Metrics) -> Iterator[date]:
    for text in {row.period for row in metrics.rows}:
        for mention in mentions(text):
            if mention.precision != "year":
                yield mention.day


def _conflict(file: str, named: dict[str, int]) -> Finding:
    lines = sorted((line, name) for name, line in named.items())
    return Finding(
        "edition-conflict",
        "error",
        "The rows of the file name more than one edition",
        "Make one file for each edition.",
        file=file,
        line=lines[1][0],
        found=" and ".join(f"{name} (line {line})" for line, name in lines),
        expected="the same edition in every row",
    )


def _missing(file: str, days: list[date]) -> Finding:
    found = ", ".join(str(day) for day in days) or "none"
    remedy = "Name it with --edition, such as --edition 2020, or in a column edition."
    if len(days) == 1:
        year = days[0].year
        remedy = (
            f"Name it: --edition {year} if {days[0]} is the current snapshot, "
            f"--edition {year + 1} if it is the previous one."
        )
    return Finding(
        "edition-missing",
        "error",
        "The file does not say which edition it is for",
        remedy,
        file=file,
        found=f"snapshot dates: {found}",
        expected="a column edition, or both snapshot dates in the column period",
    )
