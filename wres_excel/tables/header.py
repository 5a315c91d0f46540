"""The header of a metrics table: which column is which, in the long form and the wide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wres_excel.domain.spellings import Spellings, fold
from wres_excel.domain.terms import GROUPS
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.tables.columns import KNOWN_COLUMNS

EXPECTED = "item,period,group,value or item,period,white,bme,unknown"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the columns of a table stand, counted from 0.

    columns: by name; groups: in the wide form what each column of values is of, else empty: a
    group, the heading of a column of no single group such as "Total", or "" for the columns value
    and text; width: how many columns the header names; least: how many fields a row must have.
    """

    columns: Mapping[str, int]
    groups: tuple[tuple[str, int], ...]
    width: int
    least: int


def parse_header(
    fields: Sequence[str], line: int, file: str, spellings: Spellings
) -> tuple[Header, tuple[Finding, ...]]:
    """Return where the columns stand, and a note for each column that is not used.

    Names count without case, and with spaces for underscores. A table with columns for groups is
    in the wide form, a column value beside them included. fields: a row that is_header knows.
    Raises UnreadableFile if a column stands twice or the two forms are mixed.
    """
    names = _names(fields)
    columns = {name: index for index, name in enumerate(names) if name in KNOWN_COLUMNS}
    groups = tuple(_group_columns(fields, spellings))
    _refuse_twice(names, [fold(group) for group, _ in groups], line, file)
    if "group" in columns:
        figures = tuple(pair for pair in groups if pair[0] in GROUPS or "value" not in columns)
        _refuse_mixed(fields, figures, line, file)
        groups = ()
    if groups:
        groups += tuple(("", columns[name]) for name in ("value", "text") if name in columns)
    used = {*columns.values(), *(index for _, index in groups)}
    notes = tuple(
        _unused(fields[index], name, line, file)
        for index, name in enumerate(names)
        if name and index not in used
    )
    width = max(index for index, name in enumerate(names, 1) if name)
    needed = [columns["item"], columns.get("value", 0), *(index for _, index in groups)]
    return Header(columns, groups, width, max(needed) + 1), notes


def is_header(fields: Sequence[str], spellings: Spellings) -> bool:
    """Return whether a row is the header of a metrics table, whatever may be wrong with it."""
    names = _names(fields)
    return "item" in names and ("value" in names or any(map(spellings.group, fields)))


def is_plain_header(fields: Sequence[str], spellings: Spellings) -> bool:
    """Return whether a row is a header that nothing but a metrics table has.

    "Item, White, BME" might as well head the figures of a form.
    """
    names = set(_names(fields))
    return is_header(fields, spellings) and ("period" in names or {"group", "value"} <= names)


def _names(fields: Sequence[str]) -> list[str]:
    return ["_".join(name.split()).casefold().strip("\ufeff") for name in fields]


def _group_columns(fields: Sequence[str], spellings: Spellings) -> Iterator[tuple[str, int]]:
    for index, name in enumerate(fields):
        group = spellings.group(name)
        if group:
            heading = " ".join(name.split())
            yield (heading if group == "all" and fold(name) != "all" else group), index


def _refuse_mixed(
    fields: Sequence[str], figures: Sequence[tuple[str, int]], line: int, file: str
) -> None:
    """Refuse a column group beside columns for groups, whose figures would go unread.

    figures: all of these, but for a total beside the column value, which is no figure.
    """
    if figures:
        raise UnreadableFile(
            f"The header on line {line} has a column group and columns for groups",
            file=file,
            found=",".join(["group", *(fields[index].strip() for _, index in figures)]),
            expected=EXPECTED,
            remedy="Remove the column group if each group has a column, else the columns of the "
            "groups.",
        )


def _refuse_twice(names: Sequence[str], groups: Sequence[str], line: int, file: str) -> None:
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
