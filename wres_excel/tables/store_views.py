"""The views of a store: what counts, and each indicator in wide form, by what editions ask for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from wres_excel.domain.model import Edition
from wres_excel.domain.terms import GROUP_WORDS, GROUPS
from wres_excel.tables.arrow import Row, schema_of, table_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

EDITION_COLUMNS = ("edition", "snapshot", "previous_snapshot")
ITEM_COLUMNS = (
    "edition",
    "position",
    "item",
    "number",
    "indicator",
    "label",
    "measure",
    "derived",
    "groups",
)
_FIXED = (
    "organisation",
    "organisation_name",
    "edition",
    "period",
    "reporting_period",
    "not_reported",
    "file",
    "sha256",
    "reading",
)
_FIGURES = """
SELECT indicator, item, first(label), bool_or(derived), list_distinct(flatten(list(groups)))
FROM (FROM items WHERE indicator IS NOT NULL AND measure NOT IN ('text', 'month')
      ORDER BY edition DESC, position)
GROUP BY indicator, item
ORDER BY indicator, max(edition) DESC, arg_max(position, edition)
"""


class Figure(NamedTuple):
    """An item that belongs to an indicator and is a number; groups: those of any edition."""

    indicator: int
    item: str
    label: str
    derived: bool
    groups: Sequence[str]


class Column(NamedTuple):
    """A column of a wide view: its name, the place and the measure it shows, and what it is."""

    name: str
    place: str
    measure: str
    label: str


def sql(name: str) -> str:
    """Return the text of one of the SQL files that ship with the package."""
    return (resources.files("wres_excel.templates") / "store" / name).read_text("utf-8")


def add_editions(connection: "DuckDBPyConnection", editions: Sequence[Edition]) -> None:
    """Put what editions ask for into a store, in place of what it knew of them."""
    names = [edition.name for edition in editions]
    connection.execute("DELETE FROM editions WHERE list_contains(?, edition)", [names])
    connection.execute("DELETE FROM items WHERE list_contains(?, edition)", [names])
    append(connection, "editions", EDITION_COLUMNS, list(map(_edition_row, editions)))
    append(connection, "items", ITEM_COLUMNS, [row for e in editions for row in _item_rows(e)])


def make_views(connection: "DuckDBPyConnection") -> None:
    """Make the views of a store anew: what counts, and a wide one for each indicator."""
    connection.execute(sql("views.sql"))
    figures = [Figure(*row) for row in connection.execute(_FIGURES).fetchall()]
    for indicator in sorted({figure.indicator for figure in figures}):
        mine = [figure for figure in figures if figure.indicator == indicator]
        connection.execute(_view(indicator, mine))


def append(
    connection: "DuckDBPyConnection", table: str, columns: Iterable[str], rows: Sequence[Row]
) -> None:
    """Add rows to a table of a store, in the order of the columns named."""
    if not rows:
        return
    connection.register("coming", table_of(rows, schema_of(columns)))
    try:
        connection.execute(f'INSERT INTO "{table}" BY NAME FROM coming')
    finally:
        connection.unregister("coming")


def _edition_row(edition: Edition) -> Row:
    dates = (edition.snapshot, edition.previous_snapshot)
    return (edition.name, *(day.isoformat() if day else None for day in dates))


def _item_rows(edition: Edition) -> Iterator[Row]:
    for position, item in enumerate(edition.items):
        what = (item.key, item.number, item.indicator, edition.name_of(item), item.measure)
        yield (edition.name, position, *what, item.derived, list(item.groups))


def _view(indicator: int, figures: Sequence[Figure]) -> str:
    name = f"indicator_{indicator}"
    columns = list(_named_apart(c for figure in figures for c in _columns(figure)))
    shown = (f"w.{_name(f'{c.place}_{c.measure}')} AS {_name(c.name)}" for c in columns)
    made = sql("indicator.sql").format(
        view=name,
        indicator=indicator,
        items=", ".join(_text(figure.item) for figure in figures),
        places=", ".join(_text(c.place) for c in columns if c.measure == "value"),
        columns=",\n    ".join(shown),
        comment=_text(
            f"Indicator {indicator}: a row for each return that counts and each period; empty "
            "where no figure was reported, why is in counting_values"
        ),
    )
    labels = (f"COMMENT ON COLUMN {name}.{_name(c.name)} IS {_text(c.label)}" for c in columns)
    return ";\n".join((made, *labels))


def _columns(figure: Figure) -> Iterator[Column]:
    """Yield the columns of an item: each group, and for derived ones what the inputs give."""
    for group in (group for group in GROUPS if group in figure.groups):
        name = re.sub(r"\W+", "_", figure.item if group == "all" else f"{figure.item}_{group}")
        place = f"{figure.item} {group}"
        label = f"{figure.label}, {GROUP_WORDS[group]}"
        yield Column(name, place, "value", label)
        if figure.derived:
            label = f"{label}, as the figures give it"
            yield Column(f"{name}_computed", place, "computed", label)


def _named_apart(columns: Iterable[Column]) -> Iterator[Column]:
    """Yield columns of which no two have one name, to a database that knows no capitals."""
    taken = set(_FIXED)
    for column in columns:
        name = column.name
        while name.casefold() in taken:
            name += "_"
        taken.add(name.casefold())
        yield column._replace(name=name)


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _name(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
