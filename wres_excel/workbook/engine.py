"""IronCalc, a calculation engine, behind a few functions that speak of cells and contents.

It is an optional extra, licensed MIT or Apache-2.0, and touches neither files nor the network here:
it is given cells one by one, never somebody's file. IronCalc was chosen over formualizer because
it compares numbers as Excel does, at 15 digits: 0.1+0.2=0.3 is true, where a check of totals would
else say that a form does not add up.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wres_excel.workbook.cells import Content
from wres_excel.workbook.patch import Target
from wres_excel.workbook.texts import shows_all_digits

if TYPE_CHECKING:
    from ironcalc import Model

ERRORS = frozenset({"#DIV/0!", "#N/A", "#VALUE!", "#REF!"})
"""Errors that a formula gives in Excel for what stands in cells, not for what an engine lacks."""

SMALLEST, LARGEST = 1e-9, 1e15
"""Numbers beyond these are what subtraction leaves of rounding, which no two programs do alike."""

LONGEST_CONSTANT = 1_000
"""Characters of a text that the engine is given; a narrative is nothing that is computed with."""

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


class EngineError(Exception):
    """The engine did not take what it was given, or failed while it computed."""


def open_engine(sheets: Sequence[str]) -> "Engine | None":
    """Return an engine with empty sheets, or None where it is not installed.

    sheets: their names in the workbook; formulas given to the engine must call them by the names
    that name_sheets gives.
    """
    try:
        import ironcalc
    except ImportError:
        return None
    with _failures():
        return Engine(ironcalc.create("workbook"), sheets)


def name_sheets(sheets: Sequence[str]) -> dict[str, str]:
    """Return what formulas given to the engine call each sheet: a word that needs no quotes."""
    return {sheet: f"Sheet{number}" for number, sheet in enumerate(sheets, start=1)}


class Engine:
    """A workbook in memory that computes its formulas; its model comes with a sheet "Sheet1"."""

    def __init__(self, model: "Model", sheets: Sequence[str]) -> None:
        self._model = model
        self._numbers = {sheet: number for number, sheet in enumerate(sheets)}
        for word in list(name_sheets(sheets).values())[1:]:
            model.add_sheet(word)

    def put(self, contents: Mapping[Target, Content]) -> None:
        """Write contents into cells. Raises EngineError if one cannot hold its content."""
        with _failures():
            for (sheet, row, column), content in contents.items():
                self._put(self._numbers[sheet], row, column, content)

    def _put(self, sheet: int, row: int, column: int, content: Content) -> None:
        match content.kind:
            case "number":
                self._model.update_cell_with_number(sheet, row, column, float(content.raw))
            case "text":
                self._model.update_cell_with_text(sheet, row, column, content.raw)
            case "boolean":
                self._model.update_cell_with_bool(sheet, row, column, content.raw == "TRUE")
            case "error":
                self._model.set_user_input(sheet, row, column, content.raw)
            case _:
                self._model.clear_cell_contents(sheet, row, column)

    def put_formulas(self, formulas: Mapping[Target, str]) -> None:
        """Write formulas, their texts without "=", into cells."""
        with _failures():
            for (sheet, row, column), text in formulas.items():
                number = self._numbers[sheet]
                self._model.update_cell_with_formula(number, row, column, f"={text}")

    def compute(self, targets: Iterable[Target]) -> dict[Target, Content | None]:
        """Compute everything and return results of cells, None for one that is not to be trusted.

        Raises EngineError if the engine fails.
        """
        with _failures():
            self._model.evaluate()
            return {target: self._read(target) for target in targets}

    def _read(self, target: Target) -> Content | None:
        place = self._numbers[target[0]], target[1], target[2]
        value = self._model.get_cell_value(*place)
        if isinstance(value, str) and value.startswith("#") and self._is_error(place):
            return Content("error", value) if value in ERRORS else None
        return _content(value)

    def _is_error(self, place: tuple[int, int, int]) -> bool:
        from ironcalc import CellType

        return self._model.get_cell_type(*place) == CellType.ErrorValue


def can_hold(content: Content) -> bool:
    """Return whether the engine can be given a content and take it for what Excel takes it for."""
    match content.kind:
        case "error":
            return content.raw in ERRORS
        case "number":
            return _NUMBER.fullmatch(content.raw) is not None
        case "text":
            return len(content.raw) <= LONGEST_CONSTANT
    return content.kind != "date"


def _content(value: str | float | bool | None) -> Content | None:
    if isinstance(value, bool):
        return Content("boolean", "TRUE" if value else "FALSE")
    if isinstance(value, float):
        return _number(value)
    return None if value is None or shows_all_digits(value) else Content("text", value)


def _number(value: float) -> Content | None:
    if value and not SMALLEST <= abs(value) <= LARGEST:
        return None
    return Content("number", str(int(value)) if value.is_integer() else repr(value))


@contextmanager
def _failures() -> Iterator[None]:
    """Turn what the engine raises into EngineError.

    A Rust panic arrives as a BaseException of a class that no module exports, so it can only be
    told by its name; everything else that is not the engine's own error goes on its way.
    """
    from ironcalc import WorkbookError

    try:
        yield
    except (WorkbookError, UnicodeEncodeError) as err:  # the latter for half a character
        raise EngineError(str(err)) from err
    except BaseException as err:
        if type(err).__name__ != "PanicException":
            raise
        raise EngineError(str(err)) from None
