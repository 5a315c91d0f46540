"""Rows as a CSV file holds them: text that a spreadsheet program could run is protected."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from wres_excel.domain.numbers import parse_digits
from wres_excel.tables.apostrophe import protect

_HELD = frozenset({"raw", "found", "expected"})
"""Columns of what cells hold, in which -3.1 is a number and no formula."""
_NUMBERS = frozenset({"number", "indicator", "value", "computed", "errors", "warnings", "notes"})
_SUSPECT = frozenset("'=+-@\t\r")

Cells = Iterable[object]
Form = Callable[[Cells], Cells]


def forms_of(columns: Iterable[str]) -> list[Form]:
    """Return what the cells of each column become, by the name of the column."""
    return [_form(name) for name in columns]


def formed(forms: Sequence[Form], rows: Iterable[Sequence[object]]) -> Iterator[tuple[object, ...]]:
    """Return rows in their forms; this works by column, of which most need nothing done."""
    by_column = zip(*rows, strict=True)
    cells = [form(column) for form, column in zip(forms, by_column, strict=False)]
    return zip(*cells, strict=True)


def _form(column: str) -> Callable[[Cells], Cells]:
    """Return what a column becomes; numbers are left to csv, whose digits read back the same."""
    if column in _NUMBERS:
        return lambda cells: cells
    protect_one = _protect_but_numbers if column in _HELD else _protect
    return lambda cells: [protect_one(cell) for cell in cells]


def _protect(cell: object) -> object:
    return protect(cell) if isinstance(cell, str) and cell[:1] in _SUSPECT else cell


def _protect_but_numbers(cell: object) -> object:
    text = _protect(cell)
    return cell if text is not cell and parse_digits(str(cell)) is not None else text
