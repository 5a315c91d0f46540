"""The register as it may be published: who reported, and nothing of what stood in a file."""

from collections.abc import Mapping, Sequence

from wres_excel.collation.records import RegisterRow, RegisterStatus

_REASONS: Mapping[RegisterStatus, str] = {
    "received": "The return was received.",
    "missing": "No return was received.",
    "late": "The return was received after it was due.",
    "unexpected": "The organisation is not on the list of those expected.",
    "not_required": "The organisation did not have to report.",
}


def publish_register(rows: Sequence[RegisterRow]) -> tuple[RegisterRow, ...]:
    """Return the register for publication.

    Names of files may name people and reasons may quote what stood in a file, so that the files
    are left out, how many findings each has too, and each reason is the general one of its status.
    Left out are rows that are about a file alone: one that was superseded, came twice or could not
    be read, and one that names no organisation.
    """
    shown = (row for row in rows if row.status in _REASONS)
    return tuple(_published(row) for row in shown if row.organisation is not None)


def _published(row: RegisterRow) -> RegisterRow:
    return row._replace(
        file=None,
        sha256=None,
        saved=None,
        errors=None,
        warnings=None,
        notes=None,
        suggestion=None,
        reason=_REASONS[row.status],
    )
