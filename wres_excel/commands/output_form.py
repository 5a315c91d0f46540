"""Whether results are written as text for people, as JSON or as CSV."""

from pathlib import Path
from typing import Literal

from wres_excel.commands.targets import require_suffix
from wres_excel.errors import UsageError

Format = Literal["text", "json", "csv"]
SUFFIXES: dict[str, Format] = {".txt": "text", ".json": "json", ".csv": "csv"}


def choose_format(wanted: str | None, output: Path | None) -> Format:
    """Return the form of the output: the one wanted, else what the output's suffix says.

    Raises UsageError for a form or a suffix that is not known.
    """
    if output is not None:
        require_suffix(output, tuple(SUFFIXES))
    if wanted is None:
        return SUFFIXES[output.suffix.lower()] if output else "text"
    for form in SUFFIXES.values():
        if wanted.strip().lower() == form:
            return form
    raise UsageError(
        "There is no such form of output",
        found=wanted,
        expected=", ".join(SUFFIXES.values()),
        remedy="Use for example --format csv.",
    )
