"""The formula cells of a workbook, each with its own text and with what it reads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wres_excel.errors import DamageError
from wres_excel.workbook.addresses import format_address, parse_range
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formula_tree import (
    Call,
    Expression,
    NotUnderstoodError,
    calls,
    operands,
    parse_formula,
)
from wres_excel.workbook.patch import Target
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.references import Area, Resolver

if TYPE_CHECKING:
    from openpyxl.formula.translate import Translator

MAX_LETTERS = 500_000
"""Letters of formulas that are taken apart in one workbook; the rest count as reading anything."""

_LEAST_LETTERS = 50

MAX_STEPS = 2_000_000
"""Cells of one sheet that are looked at to find where its array formulas spill."""

_ROVING_NAMES = """
ANCHORARRAY CELL CUBEKPIMEMBER CUBEMEMBER CUBEMEMBERPROPERTY CUBERANKEDMEMBER CUBESET CUBESETCOUNT
CUBEVALUE GETPIVOTDATA INDIRECT INFO LAMBDA LET NOW OFFSET RAND RANDARRAY RANDBETWEEN RTD TODAY
WEBSERVICE
"""
_ROVING = frozenset(_ROVING_NAMES.split())
_EXTERNAL = re.compile(r"'?\[\d+\]")
_PUNCTUATION = frozenset({"", "{"})


@dataclass(slots=True)
class Room:
    """What may still be spent of something."""

    left: int

    @property
    def is_used_up(self) -> bool:
        """Whether more was spent than there was."""
        return self.left < 0

    def use(self, amount: int) -> None:
        """Spend some."""
        self.left -= amount


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A cell with a formula.

    expression: None where it was not understood; areas: the cells that each reference in it means;
    roams: whether it may read cells that its text does not name; is_plain: neither an array nor a
    data table; spilled: the other cells that hold results of an array formula or a data table.
    """

    target: Target
    expression: Expression | None = None
    areas: Mapping[str, Area] = field(default_factory=dict)
    roams: bool = True
    is_plain: bool = True
    spilled: tuple[Target, ...] = ()


def formula_cells(workbook: Workbook, resolver: Resolver) -> Iterator[FormulaCell]:
    """Yield the formula cells of a workbook, sheet by sheet in the order of the file."""
    room = Room(MAX_LETTERS)
    for sheet in workbook.sheets:
        reader = _SheetReader(sheet, resolver, room)
        for cell in sheet.cells.values():
            if cell.formula is not None:
                yield reader.read(cell)


class _SheetReader:
    """Reads the formulas of one sheet; those that share a text follow the one that holds it."""

    def __init__(self, sheet: Sheet, resolver: Resolver, letters: Room) -> None:
        self._sheet, self._resolver, self._letters = sheet, resolver, letters
        self._shared: dict[int, Translator] = {}
        self._steps = Room(MAX_STEPS)

    def read(self, cell: Cell) -> FormulaCell:
        target = (self._sheet.name, cell.row, cell.column)
        formula = cell.formula
        is_plain = formula is not None and formula.kind in ("normal", "shared")
        spilled = () if is_plain else tuple(self._spilled(cell))
        blank = FormulaCell(target, is_plain=is_plain, spilled=spilled)
        if formula is None or formula.kind == "dataTable" or self._letters.is_used_up:
            return blank
        try:
            text = self._text(cell)
            self._letters.use(max(len(text), _LEAST_LETTERS))
            expression = parse_formula(text)
        except NotUnderstoodError:
            return blank
        areas = self._areas(expression, cell.row)
        roams = areas is None or any(self._roams(call, areas) for call in calls(expression))
        return FormulaCell(target, expression, areas or {}, roams, is_plain, spilled)

    def _text(self, cell: Cell) -> str:
        formula = cell.formula
        if formula is None or formula.kind != "shared" or formula.shared is None:
            return formula.text if formula else ""
        if not formula.text:
            return _translated(self._shared.get(formula.shared), cell)
        self._shared[formula.shared] = _translator(formula.text, cell)
        return formula.text

    def _areas(self, expression: Expression, row: int) -> dict[str, Area] | None:
        """Return what every reference means, None if the meaning of one is not fixed.

        A cell of another workbook is none of this one's: nothing written here can change it.
        """
        areas: dict[str, Area] = {}
        for text in {each.text for each in operands(expression) if each.kind == "reference"}:
            area = self._resolver.find(text, self._sheet.name, row)
            if area is not None:
                areas[text] = area
            elif not text.endswith("#REF!") and not _EXTERNAL.match(text):
                return None
        return areas

    def _roams(self, call: Call, areas: Mapping[str, Area]) -> bool:
        if call.name in _PUNCTUATION:
            return False
        if call.name in _ROVING or self._resolver.is_name(call.name):
            return True
        if call.name in ("SUMIF", "AVERAGEIF") and _reaches_further(call, areas):
            return True
        return not (call.is_modern or call.name in _known_functions())

    def _spilled(self, cell: Cell) -> Iterator[Target]:
        """Yield the cells of the sheet that an array covers beside its first."""
        try:
            span = parse_range((cell.formula and cell.formula.reference) or "")
        except ValueError:
            return
        area, cells = Area(self._sheet.name, *span), self._sheet.cells
        self._steps.use(min(area.size, len(cells)))
        if self._steps.is_used_up:
            raise DamageError("The array formulas of this sheet overlap", sheet=area.sheet)
        for row, column in area.spots_among(cells):
            if cells[row, column].formula is None:
                yield area.sheet, row, column


def _translator(text: str, cell: Cell) -> "Translator":
    from openpyxl.formula.tokenizer import TokenizerError
    from openpyxl.formula.translate import Translator

    try:
        return Translator(f"={text}", origin=format_address(cell.row, cell.column))
    except (TokenizerError, IndexError) as err:
        raise NotUnderstoodError(str(err)) from err


def _translated(translator: "Translator | None", cell: Cell) -> str:
    """Return the text of a formula that follows another, moved to where it stands."""
    from openpyxl.formula.translate import TranslatorError

    if translator is None:
        raise NotUnderstoodError("follows no formula")
    try:
        moved = translator.translate_formula(format_address(cell.row, cell.column))
    except TranslatorError as err:
        raise NotUnderstoodError(str(err)) from err
    return str(moved).removeprefix("=")


def _reaches_further(call: Call, areas: Mapping[str, Area]) -> bool:
    """Whether the range to add up differs in shape from the one looked at: Excel stretches it."""
    if len(call.arguments) < 3:
        return False
    shapes = []
    for argument in (call.arguments[0], call.arguments[2]):
        area = areas.get(getattr(argument[0], "text", "")) if len(argument) == 1 else None
        shapes.append(area.shape if area else None)
    return None in shapes or shapes[0] != shapes[1]


def _known_functions() -> frozenset[str]:
    from openpyxl.utils import FORMULAE

    return FORMULAE
