"""The register as it may be published: who reported, and nothing of what stood in a file."""

from collections.abc import Mapping, Sequence

from wres_excel.collation.records import RegisterRow

_REASONS: Mapping[str, str] = {
    "received": "The return was received.",
    "missing": "No return was received.",
    "late": "The return was received after it was due.",
    "duplicate": "The same return was received twice.",
    "superseded": "Another return of the organisation counts.",
    "unexpected": "The organisation is not on the list of those expected.",
    "unreadable": "What was received could not be read as a return.",
    "not_required": "The organisation did not have to report.",
}


def publish_register(rows: Sequence[RegisterRow]) -> tuple[RegisterRow, ...]:
    """Return the register for publication.

    Names of files may name people and reasons may quote what stood in a file, so that the files
    are left out and each reason is the general one of its status. A file that names no
    organisation is left out.
    """
    return tuple(_published(row) for row in rows if row.organisation is not None)


def _published(row: RegisterRow) -> RegisterRow:
    return row._replace(
        file=None,
        sha256=None,
        saved=None,
        suggestion=None,
        reason=_REASONS.get(row.status, ""),
    )
