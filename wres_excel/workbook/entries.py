"""Formulas as the calculation engine gets them: trusted ones, rewritten to plain references."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Content
from wres_excel.workbook.engine import LONGEST_CONSTANT, name_sheets
from wres_excel.workbook.exactness import ARITHMETIC, CRITERIA, LARGEST_AREA, is_exact
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
from wres_excel.workbook.patch import Target
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.references import Area
from wres_excel.workbook.texts import may_mean_a_number

MOST_CELLS = 1_000_000
"""Cells that all formulas of one workbook together may look at in the engine."""

MOST_LETTERS = 50_000_000
"""Characters of all long texts that the engine may build."""

MOST_COERCED = 1_000
"""Cells whose texts one formula may take for numbers."""

LONGEST_TEXT = 32_767
"""Characters in a cell; the engine would build longer ones, where Excel gives an error."""

_COERCING = {*CRITERIA, "ABS", "ROUND"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A formula for the engine.

    text: without "=", names and table columns replaced by the cells they mean; areas: the cells
    that it reads; coerced: those whose text it may take for a number; has_criteria: or for a
    criterion; length: at most so long a text is its result.
    """

    text: str
    areas: tuple[Area, ...]
    coerced: tuple[Target, ...] = ()
    has_criteria: bool = False
    length: int = LONGEST_CONSTANT

    def misleads(self, held: Mapping[Target, Content | None]) -> bool:
        """Return whether it may compute with a text that programs take for different numbers.

        held: what stands in the cells.
        """
        return any(self._is_ambiguous(held.get(target)) for target in self.coerced)

    def _is_ambiguous(self, content: Content | None) -> bool:
        if content is None or content.kind != "text":
            return False
        compares = self.has_criteria and content.raw.startswith(("<", ">", "="))
        return compares or may_mean_a_number(content.raw)


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
        self._words = name_sheets([sheet.name for sheet in workbook.sheets])
        self._used = _used(workbook)
        self._cells, self._letters = MOST_CELLS, MOST_LETTERS
        self._longest = LONGEST_CONSTANT

    def add(self, target: Target, expression: Expression, named: Mapping[str, Area]) -> None:
        areas = {text: _cut(area, self._used) for text, area in named.items()}
        self._cells -= sum(area.size for area in areas.values())
        largest = max((area.size for area in areas.values()), default=0)
        coerced = tuple(_coerced(expression, areas.values()))
        length = self._length(expression, areas)
        self._letters -= length if length > LONGEST_CONSTANT else 0
        if largest > LARGEST_AREA or len(coerced) > MOST_COERCED or length > LONGEST_TEXT:
            return
        if self._cells < 0 or self._letters < 0:
            return
        text = _text(expression, _spelt(areas, self._words))
        has_criteria = any(call.name in CRITERIA for call in calls(expression))
        self.entries[target] = Entry(text, tuple(areas.values()), coerced, has_criteria, length)
        self._longest = max(self._longest, length)

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
    if any(call.name == "CONCATENATE" for call in calls(expression)):
        return True
    nodes = chain.from_iterable(_parts(expression))
    return any(isinstance(node, Operator) and node.text == "&" for node in nodes)


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
