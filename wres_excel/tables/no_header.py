"""Why a table is no metrics table, and what its owner can do."""

from collections.abc import Iterable, Sequence
from itertools import islice

from wres_excel.domain.spellings import Spellings
from wres_excel.errors import UnreadableFile
from wres_excel.tables.header import EXPECTED, is_header

_LOOKED_AT = 30
_TEMPLATE = "`wres-excel template EDITION --metrics -o FILE.csv` makes an empty metrics file."
_OWN_TABLE = (
    "Copy your columns into the file that `wres-excel template EDITION --metrics -o FILE.csv` "
    "writes, or type into the workbook that `wres-excel template EDITION -o FILE.xlsx` writes and "
    "`wres-excel read` that."
)

Record = tuple[int, Sequence[str]]


def no_header(
    first: Sequence[str],
    rest: Iterable[Record],
    file: str,
    spellings: Spellings,
    *,
    sheet: str | None = None,
) -> UnreadableFile:
    """Return the refusal of a table that does not begin with the header of a metrics file.

    first: its first row; rest: those that follow, with their line numbers, of which some are
    looked at: a header further down, or a table of somebody's own, has a remedy of its own.
    """
    found = ",".join(first)
    return UnreadableFile(
        "The file does not begin with the header of a metrics file",
        file=file,
        sheet=sheet,
        found=found if len(found) <= 80 else f"{found[:80]}...",
        expected=EXPECTED,
        remedy=_remedy(first, islice(rest, _LOOKED_AT), spellings),
    )


def _remedy(first: Sequence[str], rest: Iterable[Record], spellings: Spellings) -> str:
    own = _names_two_groups(first, spellings)
    for line, fields in rest:
        if is_header(fields, spellings):
            return f"The header stands on line {line}: remove what stands above it."
        own = own or _names_two_groups(fields, spellings)
    return _OWN_TABLE if own else _TEMPLATE


def _names_two_groups(fields: Sequence[str], spellings: Spellings) -> bool:
    return len({spellings.group(field) for field in fields} - {None, "all"}) > 1
