"""The header of a metrics table: which column is which, in the long form and the wide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wres_excel.domain.spellings import Spellings
from wres_excel.domain.terms import Group
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.tables.columns import KNOWN_COLUMNS

_EXPECTED = "item,period,group,value or item,period,white,bme,unknown"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a table stand, counted from 0.

    columns: by name; groups: in the wide form the groups that have a column, else empty; width:
    how many columns the header names; least: how many fields a row must have.
    """

    columns: Mapping[str, int]
    groups: tuple[tuple[Group, int], ...]
    width: int
    least: int


def parse_header(
    fields: Sequence[str], line: int, file: str, spellings: Spellings
) -> tuple[Header, tuple[Finding, ...]]:
    """Return where the columns stand, and a note for each column that is not used.

    Names count without case, and with spaces for underscores. Raises UnreadableFile if the
    columns that a metrics file must have are not there, or one stands twice.
    """
    names = ["_".join(name.split()).casefold().strip("\ufeff") for name in fields]
    columns = {name: index for index, name in enumerate(names) if name in KNOWN_COLUMNS}
    groups: tuple[tuple[Group, int], ...] = ()
    if "value" not in columns:
        groups = tuple(_group_columns(fields, spellings))
    if "item" not in columns or not ("value" in columns or groups):
        raise _no_header(fields, file)
    used = [*columns.values(), *(index for _, index in groups)]
    _refuse_twice(names, [group for group, _ in groups], line, file)
    notes = tuple(
        _unused(fields[index], name, line, file)
        for index, name in enumerate(names)
        if name and index not in used
    )
    width = max(index for index, name in enumerate(names, 1) if name)
    needed = [columns["item"], columns.get("value", 0), *(index for _, index in groups)]
    return Header(columns, groups, width, max(needed) + 1), notes


def _group_columns(fields: Sequence[str], spellings: Spellings) -> Iterator[tuple[Group, int]]:
    for index, name in enumerate(fields):
        group = spellings.group(name)
        if group:
            yield group, index


def _no_header(fields: Sequence[str], file: str) -> UnreadableFile:
    found = ",".join(fields)
    return UnreadableFile(
        "The file does not begin with the header of a metrics file",
        file=file,
        found=found if len(found) <= 80 else f"{found[:80]}...",
        expected=_EXPECTED,
        remedy="`wres-excel template EDITION --metrics -o FILE.csv` makes an empty metrics file.",
    )


def _refuse_twice(names: Sequence[str], groups: Sequence[Group], line: int, file: str) -> None:
    known = [name for name in names if name in KNOWN_COLUMNS]
    twice = [name for name in (*known, *groups) if (*known, *groups).count(name) > 1]
    if twice:
        raise UnreadableFile(
            f"The header on line {line} names a column twice",
            file=file,
            found=twice[0],
            expected="each column once",
            remedy="Remove or rename one of the two columns.",
        )


def _unused(name: str, folded: str, line: int, file: str) -> Finding:
    near = get_close_matches(folded, KNOWN_COLUMNS, n=1, cutoff=0.8)
    return Finding(
        "unknown-column",
        "warning" if near else "note",
        "The column is none that a metrics file has, and was not read",
        f"Did you mean {near[0]!r}?" if near else "",
        file=file,
        line=line,
        found=name.strip(),
    )
