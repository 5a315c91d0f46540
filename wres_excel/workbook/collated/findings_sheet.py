"""The Findings sheet: what checks found in the returns that count, where, and what to do."""

from collections.abc import Iterator, Mapping
from typing import get_args

from wres_excel.collation.benchmark import Whereabouts, where
from wres_excel.collation.records import Collection, FindingRow
from wres_excel.findings import Severity
from wres_excel.workbook.collated.sheet import Cell, Column, Marked, TableSheet
from wres_excel.workbook.collated.words import (
    EMPTY,
    FILTERS,
    SEVERITY_STYLES,
    day_cell,
    group_words,
    title_of,
    where_words,
)

NAME = "Findings"
WHOLE = "the return as a whole"
COLUMNS = (
    Column("Severity", 12),
    Column("Organisation code", 16),
    Column("Organisation", 34, "strong"),
    Column("Region", 18),
    Column("Type", 18),
    Column("Edition", 10),
    Column("What it is about", 40),
    Column("Group", 14),
    Column("Date of the figures", 14, "day"),
    Column("What was found", 60),
    Column("What to do", 50),
    Column("Cell", 16),
    Column("Found", 20),
    Column("Expected", 20),
    Column("Rule", 24),
    Column("File", 34),
)


SEVERITIES = get_args(Severity)


def findings_sheet(
    collection: Collection, known: Mapping[str, Whereabouts], count: int
) -> TableSheet:
    """Return the plan of the Findings sheet; count: of the findings."""
    if not count:
        held: tuple[str, ...] = (
            "This worksheet contains no table: nothing was found in the returns that count.",
        )
    else:
        held = (
            "This worksheet contains one table. A row is one finding about one return that "
            f"counts. {EMPTY}",
            "An error must be settled before the figure is used; a warning may have a good "
            "reason; a note is for information. Errors and warnings stand out in colour.",
            "Organisations whose returns have errors stand first, and of each the errors before "
            "the warnings before the notes.",
            FILTERS,
        )
    return TableSheet(
        NAME,
        title_of(collection.about.edition, "findings"),
        held,
        "Findings_of_returns",
        COLUMNS,
        count,
        (_row(each, known) for each in _in_order(collection)),
        frozen=3,
    )


def _in_order(collection: Collection) -> Iterator[FindingRow]:
    """Yield the findings of returns with errors, then of the others, the most serious first.

    Returns are gone through twice, since they may be too many to be held.
    """
    for with_errors in (True, False):
        for taken in collection.counting():
            if any(each.severity == "error" for each in taken.findings) is with_errors:
                yield from sorted(taken.findings, key=lambda each: SEVERITIES.index(each.severity))


def _row(finding: FindingRow, known: Mapping[str, Whereabouts]) -> tuple[Cell, ...]:
    return tuple(_cells(finding, where(finding.organisation, known)))


def _cells(finding: FindingRow, at: Whereabouts) -> Iterator[Cell]:
    yield Marked(finding.severity, SEVERITY_STYLES.get(finding.severity, "text"))
    yield from (finding.organisation, finding.organisation_name, at.region, at.type)
    yield from (finding.edition, finding.label or WHOLE, group_words(finding.group))
    yield day_cell(finding.period)
    yield from (finding.message, finding.remedy, where_words(finding.sheet, finding.cell))
    yield from (finding.found, finding.expected, finding.rule, finding.file)
