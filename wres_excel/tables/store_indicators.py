"""The indicators of every return that counts, as a table of a store."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Any

from wres_excel.collation.indicator_words import (
    UNITS,
    flag_words,
    movement_words,
    quality_words,
    remarks,
)
from wres_excel.collation.indicators import Result, Standing, standing_of
from wres_excel.collation.records import FindingRow, Summary, Taken, ValueRow
from wres_excel.domain.model import Edition
from wres_excel.tables.arrow import Row

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

INDICATOR_COLUMNS = (
    "reading",
    "indicator",
    "title",
    "unit",
    "white",
    "bme",
    "figure",
    "last_year",
    "change",
    "change_in_words",
    "direction",
    "as_reported",
    "in_doubt",
    "change_in_doubt",
    "why",
    "errors_in_indicator",
    "warnings_in_indicator",
    "quality",
)
_VALUES = """
SELECT v.* REPLACE (v.period::VARCHAR AS period)
FROM "values" AS v SEMI JOIN counting USING (reading)
WHERE v.item IN (SELECT item FROM items WHERE measure NOT IN ('text', 'month'))
ORDER BY v.reading
"""
_FINDINGS = """
SELECT f.* REPLACE (f.period::VARCHAR AS period)
FROM findings AS f SEMI JOIN counting USING (reading)
WHERE f.item IS NOT NULL AND f.severity IN ('error', 'warning')
ORDER BY f.reading
"""
_AT_ONCE = 20_000


def indicator_rows(
    connection: "DuckDBPyConnection", editions: Mapping[str, Edition]
) -> Iterator[Row]:
    """Yield the rows of the table of indicators, of returns in the order in which they were read.

    editions: by name; a return of another edition has no indicators. The values of one return at
    a time are in memory, and what was found in all of them.
    """
    found = {
        reading: tuple(FindingRow._make(row[:-1]) for row in rows)
        for reading, rows in groupby(connection.execute(_FINDINGS).fetchall(), _reading)
    }
    for reading, rows in groupby(_streamed(connection), _reading):
        values = tuple(ValueRow._make(row[:-1]) for row in rows)
        edition = editions.get(values[0].edition)
        if edition is not None:
            taken = Taken(_summary(values[0]), values, found.get(reading, ()))
            yield from _rows(reading, standing_of(taken, edition), edition)


def _streamed(connection: "DuckDBPyConnection") -> Iterator[tuple[Any, ...]]:
    values = connection.execute(_VALUES)
    while rows := values.fetchmany(_AT_ONCE):
        yield from rows


def _rows(reading: int, standing: Standing, edition: Edition) -> Iterator[Row]:
    titles = {each.number: each.title for each in edition.indicators}
    for result in standing.results:
        yield (reading, result.indicator, titles[result.indicator], *_told(result))


def _told(result: Result) -> Iterator[object]:
    yield UNITS[result.basis]
    yield from (f.value for f in (result.white, result.bme, result.figure, result.earlier))
    yield from (result.change, movement_words(result), flag_words(result))
    yield from (result.figure.as_reported, result.in_doubt, result.change_in_doubt)
    yield "; ".join(remarks(result))
    yield from (len(result.quality.errors), len(result.quality.warnings))
    yield quality_words(result.quality)


def _summary(value: ValueRow) -> Summary:
    return Summary(value.file, value.sha256, 0, value.organisation, edition=value.edition)


def _reading(row: tuple[Any, ...]) -> int:
    return int(row[-1])
