"""Formulas as the calculation engine gets them: trusted ones, rewritten to plain references."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Content
from wres_excel.workbook.engine import LONGEST_CONSTANT, can_hold, name_sheets
from wres_excel.workbook.exactness import LARGEST_AREA, is_exact
from wres_excel.workbook.formula_cells import FormulaCell
from wres_excel.workbook.formula_tree import (
    Call,
    Expression,
    Node,
    Operand,
    Operator,
    calls,
    operands,
)
from wres_excel.workbook.hazards import Hazard, find_hazard
from wres_excel.workbook.patch import Target
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.references import Area

MOST_CELLS = 300_000
"""Cells that all formulas of one workbook together may look at in the engine."""

MOST_LETTERS = 50_000_000
"""Characters of all long texts that the engine may build."""

LONGEST_TEXT = 32_767
"""Characters in a cell; the engine would build longer ones, where Excel gives an error."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A formula for the engine.

    text: without "=", names and table columns replaced by the cells they mean; areas: the cells
    that it reads; hazard: what must not stand in them; length: the longest text it may give.
    """

    text: str
    areas: tuple[Area, ...]
    hazard: Hazard
    length: int


def make_entries(workbook: Workbook, formulas: Iterable[FormulaCell]) -> dict[Target, Entry]:
    """Return the formulas that the engine is trusted with.

    formulas: each after those that it reads; one that waits for its own result must be left out.
    A reference to whole columns or rows is cut to what the workbook uses.
    """
    maker = _Maker(workbook)
    for formula in formulas:
        if formula.expression is not None and is_exact(formula):
            maker.add(formula.target, formula.expression, formula.areas)
    return maker.entries


class _Maker:
    """Makes entries within bounds on what the engine has to look at and to build."""

    def __init__(self, workbook: Workbook) -> None:
        self.entries: dict[Target, Entry] = {}
        self._sheets = {sheet.name: sheet.cells for sheet in workbook.sheets}
        self._words = name_sheets([sheet.name for sheet in workbook.sheets])
        self._used = _used(workbook)
        self._cells, self._letters = MOST_CELLS, MOST_LETTERS
        self._longest = LONGEST_CONSTANT

    def add(self, target: Target, expression: Expression, named: Mapping[str, Area]) -> None:
        areas = {text: _cut(area, self._used) for text, area in named.items()}
        self._cells -= sum(area.size for area in areas.values())
        largest = max((area.size for area in areas.values()), default=0)
        hazard = find_hazard(expression, areas.values())
        length = self._length(expression, areas)
        self._letters -= length if length > LONGEST_CONSTANT else 0
        if largest > LARGEST_AREA or hazard.is_too_wide or length > LONGEST_TEXT:
            return
        if self._cells < 0 or self._letters < 0 or any(map(self._is_unfit, areas.values())):
            return
        text = _text(expression, _spelt(areas, self._words))
        self.entries[target] = Entry(text, tuple(areas.values()), hazard, length)
        self._longest = max(self._longest, length)

    def _is_unfit(self, area: Area) -> bool:
        """Whether a cell that the engine does not compute stands there, and it cannot hold it."""
        cells = self._sheets[area.sheet]
        spots = (s for s in area.spots_among(cells) if (area.sheet, *s) not in self.entries)
        return not all(can_hold(Content(cells[s].kind, cells[s].raw)) for s in spots)

    def _length(self, expression: Expression, areas: Mapping[str, Area]) -> int:
        """Return how long a text may get: only joining makes one longer than the longest read."""
        lengths = [self._operand_length(each, areas) for each in operands(expression)]
        return sum(lengths) if _joins(expression) else max([LONGEST_CONSTANT, *lengths])

    def _operand_length(self, operand: Operand, areas: Mapping[str, Area]) -> int:
        area = areas.get(operand.text)
        if area is None:
            return len(operand.text)
        if area.size > 1:
            return self._longest
        entry = self.entries.get((area.sheet, area.top, area.left))
        return entry.length if entry else LONGEST_CONSTANT


def _joins(expression: Expression) -> bool:
    parts = (expression, *(part for call in calls(expression) for part in call.arguments))
    if any(call.name == "CONCATENATE" for call in calls(expression)):
        return True
    return any(isinstance(node, Operator) and node.text == "&" for part in parts for node in part)


def _used(workbook: Workbook) -> tuple[int, int]:
    """Return the last row and column in use on any sheet, with room for cells to be added."""
    spots = [spot for sheet in workbook.sheets for spot in sheet.cells] or [(1, 1)]
    return max(row for row, _ in spots), max(column for _, column in spots)


def _cut(area: Area, used: tuple[int, int]) -> Area:
    if not area.is_open:
        return area
    bottom, right = max(area.top, used[0]), max(area.left, used[1])
    return area._replace(bottom=min(area.bottom, bottom), right=min(area.right, right))


def _spelt(areas: Mapping[str, Area], words: Mapping[str, str]) -> dict[str, str]:
    """Return how the engine is told of the areas, by how the formula names them."""
    spelt = {}
    for text, area in areas.items():
        first = format_address(area.top, area.left)
        last = "" if area.size == 1 else f":{format_address(area.bottom, area.right)}"
        spelt[text] = f"{words[area.sheet]}!{first}{last}"
    return spelt


def _text(expression: Expression, spelt: Mapping[str, str]) -> str:
    return "".join(_node_text(node, spelt) for node in expression)


def _node_text(node: Node, spelt: Mapping[str, str]) -> str:
    match node:
        case Call("AND" | "OR", arguments):
            return _logical_text(node.name, [_text(argument, spelt) for argument in arguments])
        case Call(name, arguments):
            return f"{name}({','.join(_text(argument, spelt) for argument in arguments)})"
        case Operand("reference", text):
            return spelt[text]
    return node.text


def _logical_text(name: str, conditions: Iterable[str]) -> str:
    """Return AND or OR in arithmetic: the engine stops at what decides, Excel meets every error."""
    joiner, test = ("*", "=1") if name == "AND" else ("+", ">0")
    return f"({joiner.join(f'IF({condition},1,0)' for condition in conditions)}{test})"
