"""The sheets of values: every value of every return that counts, as many sheets as it takes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from wres_excel.collation.joint import in_words
from wres_excel.collation.records import Collection, ValueRow
from wres_excel.workbook.collated.sheet import Cell, Column, Marked, Row, TableSheet
from wres_excel.workbook.collated.survey import EditionOf
from wres_excel.workbook.collated.words import (
    FILTERS,
    UNITS,
    VALUE_STATUS_WORDS,
    day_cell,
    group_words,
    title_of,
    where_words,
)

NAME = "Values"
MOST_ROWS = 1_048_576 - 10
"""What a sheet of Excel holds, less the rows above the table."""
COLUMNS = (
    Column("Organisation code", 16),
    Column("Organisation", 34),
    Column("Edition", 10),
    Column("Indicator", 12, "whole"),
    Column("Data item number", 12, "whole"),
    Column("Data item", 44),
    Column("Date of the figures", 14, "day"),
    Column("Group", 14),
    Column("Value", 13, "decimal"),
    Column("Unit", 14),
    Column("Answer in words", 44),
    Column("Status", 15),
    Column("Computed from the inputs", 14, "decimal"),
    Column("What the cell holds, if no value", 20),
    Column("Item key", 30),
    Column("Cell", 20),
    Column("File", 34),
)
ONE_PAGE = (
    "The first page prints alone, since all of them are many: to print more choose Page Layout, "
    "Print Area, Clear Print Area."
)
PRIVATE = 2
"""The last columns, which a published collation leaves out."""


class _Named(NamedTuple):
    """What is the same for all values of one item and edition."""

    label: str
    unit: str


def values_sheets(
    collection: Collection, edition_of: EditionOf, counts: Sequence[int]
) -> Iterator[TableSheet]:
    """Yield the plans of the sheets of values; counts: the rows of each, to be taken in order."""
    kept = len(COLUMNS) - PRIVATE * collection.about.published
    rows = (row[:kept] for row in value_rows(collection, edition_of))
    for number, count in enumerate(counts, 1):
        yield TableSheet(
            sheet_name(number),
            title_of(collection.about.edition, _subject(number, len(counts))),
            _sentences(number, counts),
            f"Returned_values_part_{number}" if len(counts) > 1 else "Returned_values",
            COLUMNS[:kept],
            count,
            islice(rows, count),
            frozen=2,
            prints="first page",
        )


def sheet_name(number: int) -> str:
    """Return the name of a sheet of values: Values, Values 2, and so on."""
    return NAME if number == 1 else f"{NAME} {number}"


def value_rows(collection: Collection, edition_of: EditionOf) -> Iterator[Row]:
    """Yield every value of every return that counts."""

    @lru_cache(maxsize=8192)
    def named(edition: str, key: str) -> _Named:
        known = edition_of(edition)
        item = known.by_key[key]
        return _Named(known.name_of(item), UNITS[item.measure])

    day = lru_cache(maxsize=256)(day_cell)
    for taken in collection.counting():
        for row in taken.values:
            yield _row(row, named(row.edition, row.item), day(row.period))


def _row(row: ValueRow, named: _Named, day: Cell) -> Row:
    return (
        row.organisation,
        row.organisation_name,
        row.edition,
        row.indicator,
        row.number,
        named.label,
        day,
        _GROUPS.get(row.group, row.group),
        _number(row.value),
        named.unit,
        row.text,
        VALUE_STATUS_WORDS.get(row.status, row.status),
        _number(row.computed),
        None if row.status == "reported" else row.raw or None,
        row.item,
        where_words(row.sheet, row.cell),
        row.file,
    )


_GROUPS: Mapping[str, str | None] = {g: group_words(g) for g in ("white", "bme", "unknown", "all")}


def _number(number: int | float | None) -> Cell:
    return Marked(number, "whole") if type(number) is int else number


def _subject(number: int, sheets: int) -> str:
    return "values" if sheets == 1 else f"values, part {number} of {sheets}"


def _sentences(number: int, counts: Sequence[int]) -> tuple[str, ...]:
    if not counts[number - 1]:
        return ("This worksheet contains no table: no return counts.",)
    first = (
        "This worksheet contains one table. A row is one value of one return that counts; an "
        "empty Value means that there is no number, and the column Status says why."
    )
    units = (
        "Percentages are numbers of per cent, likelihoods are rates (0.147), relative likelihoods "
        "are ratios. Other empty cells mean that there is nothing to say there."
    )
    if len(counts) == 1:
        return first, units, FILTERS, ONE_PAGE
    names = [sheet_name(n) for n in range(1, len(counts) + 1)]
    split = (
        f"There are {sum(counts):,} values, more than one sheet can hold: they stand on the "
        f"sheets {in_words(names)}. The .csv form of a collation has them "
        "all in one file."
    )
    return first, units, split, FILTERS, ONE_PAGE
