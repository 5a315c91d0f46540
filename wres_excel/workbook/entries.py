"""Formulas as the calculation engine gets them: trusted ones, rewritten to plain references."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.engine import name_sheets
from wres_excel.workbook.exactness import ARITHMETIC, CRITERIA, LARGEST_AREA, is_exact
from wres_excel.workbook.formula_cells import FormulaCell
from wres_excel.workbook.formula_tree import Call, Expression, Node, Operand, Operator, calls
from wres_excel.workbook.patch import Target
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.references import Area

MOST_CELLS = 1_000_000
"""Cells that all formulas of one workbook together may look at in the engine."""

MOST_COERCED = 1_000
"""Cells whose texts one formula may take for numbers."""

_COERCING = CRITERIA | {"ABS", "INT", "MOD", "ROUND", "ROUNDDOWN", "ROUNDUP"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A formula for the engine.

    text: without "=", names and table columns replaced by the cells they mean; areas: the cells
    that it reads; coerced: those whose text it may take for a number.
    """

    text: str
    areas: tuple[Area, ...]
    coerced: tuple[Target, ...] = ()


def make_entries(
    workbook: Workbook, formulas: Iterable[FormulaCell], tangled: Collection[Target]
) -> dict[Target, Entry]:
    """Return the formulas that the engine is trusted with.

    tangled: the formulas that wait for their own result, with which it is not. A reference to
    whole columns or rows is cut to what the workbook uses.
    """
    words = name_sheets([sheet.name for sheet in workbook.sheets])
    used, room, entries = _used(workbook), MOST_CELLS, {}
    for formula in formulas:
        if formula.expression is None or formula.target in tangled or not is_exact(formula):
            continue
        areas = {text: _cut(area, used) for text, area in formula.areas.items()}
        coerced = tuple(_coerced(formula.expression, areas.values()))
        room -= sum(area.size for area in areas.values())
        largest = max((area.size for area in areas.values()), default=0)
        if largest <= LARGEST_AREA and len(coerced) <= MOST_COERCED and room >= 0:
            text = _text(formula.expression, _spelt(areas, words))
            entries[formula.target] = Entry(text, tuple(areas.values()), coerced)
    return entries


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
        case Call(name, arguments):
            return f"{name}({','.join(_text(argument, spelt) for argument in arguments)})"
        case Operand("reference", text):
            return spelt[text]
    return node.text


def _coerced(expression: Expression, areas: Iterable[Area]) -> Iterator[Target]:
    """Yield the cells that a formula names one by one, if it computes with what they hold.

    SUMPRODUCT computes with whole ranges; other functions leave out the texts in them.
    """
    names = {call.name for call in calls(expression)}
    computes = any(_computes(part) for part in _parts(expression))
    if not computes and not names & _COERCING:
        return
    for area in areas:
        if area.size == 1 or ("SUMPRODUCT" in names and computes):
            yield from _cells(area)


def _cells(area: Area) -> Iterator[Target]:
    for row in range(area.top, area.bottom + 1):
        for column in range(area.left, area.right + 1):
            yield area.sheet, row, column


def _computes(expression: Expression) -> bool:
    return any(isinstance(node, Operator) and node.text in ARITHMETIC for node in expression)


def _parts(expression: Expression) -> Iterator[Expression]:
    yield expression
    for call in calls(expression):
        yield from call.arguments
