"""The editions known, as a table for people and as JSON for machines."""

import json
from collections.abc import Sequence
from datetime import date

from wres_excel.domain.model import Edition

HEADINGS = ("edition", "snapshot", "previous", "submit by", "publish by", "verified", "route")


def editions_as_text(editions: Sequence[Edition]) -> str:
    """Return a table with a line for each edition."""
    rows = [HEADINGS, *(_row(edition) for edition in editions)]
    widths = [max(len(row[n]) for row in rows) for n in range(len(HEADINGS))]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return "\n".join(lines)


def editions_as_json(editions: Sequence[Edition]) -> str:
    """Return a JSON list with an object for each edition, dates as ISO text or null."""
    return json.dumps([_data(edition) for edition in editions], indent=1, ensure_ascii=False)


def _row(edition: Edition) -> tuple[str, ...]:
    days = (
        edition.snapshot,
        edition.previous_snapshot,
        edition.submission_deadline,
        edition.publication_deadline,
    )
    verified = "yes" if edition.verified else "no"
    return (edition.name, *(_iso(day) or "-" for day in days), verified, edition.submission_route)


def _data(edition: Edition) -> dict[str, object]:
    return {
        "edition": edition.name,
        "snapshot": _iso(edition.snapshot),
        "previous_snapshot": _iso(edition.previous_snapshot),
        "submission_route": edition.submission_route,
        "submission_deadline": _iso(edition.submission_deadline),
        "publication_deadline": _iso(edition.publication_deadline),
        "verified": edition.verified,
        "source": edition.source,
        "evidence": edition.evidence,
        "note": edition.note,
        "items": sum(item.note_of is None for item in edition.items),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
