"""Which formulas the calculation engine is trusted with: those of kinds it was proven on.

tests/workbook/test_engine.py proves them against LibreOffice. Left out is what is known to differ
from Excel (TEXT rounds halves to even, texts compared by order), what two programs round apart
(INT, ROUND to whole numbers), what depends on the order of data (approximate matches), and what
was never tried. A formula left out loses its stale result, which every spreadsheet program computes
on opening; a wrong result would stay wherever nothing computes.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from wres_excel.workbook.formula_cells import FormulaCell
from wres_excel.workbook.formula_tree import Call, Expression, Node, Operand, Operator, operands
from wres_excel.workbook.references import Area
from wres_excel.workbook.texts import may_mean_a_number

LARGEST_AREA = 100_000
MOST_NODES = 1000
"""Beyond these the engine is not asked: it recurses, and builds arrays as large as the areas."""

ORDERS = frozenset({"<", ">", "<=", ">="})
_COMPARISONS = ORDERS | {"=", "<>"}
ARITHMETIC = frozenset("+-*/^%")
_INFIX = _COMPARISONS | frozenset("+-*/^&")
_ZERO = (Operand("number", "0"),)
_FALSE = (Operand("logical", "FALSE"),)
CRITERIA = {
    **dict.fromkeys(("AVERAGEIF", "COUNTIF", "SUMIF"), slice(1, 2)),
    **dict.fromkeys(("AVERAGEIFS", "SUMIFS"), slice(2, None, 2)),
    "COUNTIFS": slice(1, None, 2),
}
"""The functions that compare cells with criteria, and which of their arguments those are."""

LOOKUPS = frozenset({"HLOOKUP", "MATCH", "VLOOKUP"})
MARKS = ("<", ">", "=", "*", "?", "~")
"""What a text begins with that is looked for not as it stands, but as a pattern or a comparison."""

_CONDITION_NAMES = """
AND COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS EXACT FALSE ISBLANK ISERR ISERROR ISLOGICAL ISNA
ISNUMBER ISTEXT NOT OR SUM TRUE
"""
_CONDITIONS = frozenset(_CONDITION_NAMES.split())
_OF_RANGES = "AVERAGE COUNT COUNTA MAX MIN SUM SUMPRODUCT"
_OF_CELLS = """
ABS AND CONCATENATE EXACT FALSE IF IFERROR IFNA ISBLANK ISERR ISERROR ISLOGICAL ISNA ISNUMBER
ISTEXT LEFT LEN LOWER MID NA NOT OR RIGHT ROUND TRIM TRUE UPPER
"""
_CRITERION = re.compile(r"[<>]=?\d+|<>|(=?[^<>=*?~].*)?", re.DOTALL)


def _everywhere(_place: int) -> bool:
    return True


def _nowhere(_place: int) -> bool:
    return False


def _at(*places: int) -> Callable[[int], bool]:
    return lambda place: place in places


_RANGES: dict[str, Callable[[int], bool]] = {
    **dict.fromkeys(_OF_RANGES.split(), _everywhere),
    **dict.fromkeys(_OF_CELLS.split(), _nowhere),
    **dict.fromkeys(("COUNTBLANK", "COUNTIF", "INDEX"), _at(0)),
    **dict.fromkeys(("MATCH", "VLOOKUP", "HLOOKUP"), _at(1)),
    **dict.fromkeys(("SUMIF", "AVERAGEIF"), _at(0, 2)),
    "COUNTIFS": lambda place: place % 2 == 0,
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS"), lambda place: place == 0 or place % 2 == 1),
}
"""The functions that are trusted, and at which of their arguments a range of cells may stand."""


def is_exact(formula: FormulaCell) -> bool:
    """Return whether the engine is trusted to give what Excel gives for this formula."""
    expression, areas = formula.expression, formula.areas
    if expression is None or formula.roams or not formula.is_plain:
        return False
    if any(area.size > LARGEST_AREA and not area.is_open for area in areas.values()):
        return False
    return _Judge(areas).trusts(expression)


class _Judge:
    """Walks one formula; where the meaning of a range would depend on its place, it says no."""

    def __init__(self, areas: Mapping[str, Area]) -> None:
        self._areas = areas
        self._nodes = 0

    def trusts(self, expression: Expression, *, range_: bool = False, array: bool = False) -> bool:
        """Whether an expression is trusted.

        range_: whether it may be a whole range; array: whether ranges may take part in operations.
        """
        self._nodes += len(expression)
        if self._nodes > MOST_NODES:
            return False
        if range_ and self._range_of(expression):
            return True
        if not _is_well_formed(expression) or not _has_usual_powers(expression):
            return False
        if not _is_clear(expression):
            return False
        return all(self._trusts_node(node, array=array) for node in expression)

    def _trusts_node(self, node: Node, *, array: bool) -> bool:
        match node:
            case Operator():
                return node.place != "infix" or node.text in _INFIX
            case Operand("reference", text):
                return text in self._areas and (array or self._areas[text].size == 1)
            case Operand():
                return node.kind != "error"
            case Call("", arguments):
                return len(arguments) == 1 and self.trusts(arguments[0], array=array)
            case _:
                return self._trusts_call(node)

    def _trusts_call(self, call: Call) -> bool:
        takes_range = _RANGES.get(call.name)
        if takes_range is None or not self._is_usual(call):
            return False
        array = call.name == "SUMPRODUCT"
        return all(
            (call.name == "IF" and not argument)
            or self.trusts(argument, range_=takes_range(place), array=array)
            for place, argument in enumerate(call.arguments)
        )

    def _is_usual(self, call: Call) -> bool:
        """Whether the arguments of a function are such as it was proven with."""
        given = call.arguments
        if call.name in CRITERIA:
            return self._are_usual_criteria(call, given[CRITERIA[call.name]])
        if call.name in LOOKUPS:
            return self._is_usual_lookup(call.name, given)
        match call.name:
            case "IF":
                return len(given) in (2, 3) and _is_condition(given[0], subtracting=False)
            case "AND" | "OR":
                return all(_is_condition(e) and not self._range_of(e) for e in given)
            case "NOT":
                return len(given) == 1 and _is_condition(given[0])
            case "INDEX":
                return self._is_usual_index(given)
            case "COUNTBLANK" | "SUMPRODUCT":
                return not self._names_whole_lines(call)
            case "ROUND":
                return len(given) == 2 and _is_count(given[1])
        return True

    def _is_usual_lookup(self, name: str, given: tuple[Expression, ...]) -> bool:
        """Whether it looks for an exact match of something that is not a pattern."""
        if any(text.text[1:].startswith(MARKS) for text in _texts(given[0] if given else ())):
            return False
        if name == "MATCH":
            return len(given) == 3 and given[2] == _ZERO and self._is_line(given[1])
        return len(given) == 4 and given[3] in (_ZERO, _FALSE) and _is_count(given[2])

    def _are_usual_criteria(self, call: Call, criteria: tuple[Expression, ...]) -> bool:
        """Blank cells without end would count where a criterion lets them, so areas must end."""
        if not all(map(_is_criterion, criteria)):
            return False
        return all(map(_is_content, criteria)) or not self._names_whole_lines(call)

    def _names_whole_lines(self, call: Call) -> bool:
        """Whether blank cells without end would count: areas are cut to what is in use."""
        named = (self._areas.get(operand.text) for operand in operands((call,)))
        return any(area.is_open for area in named if area)

    def _is_usual_index(self, given: tuple[Expression, ...]) -> bool:
        """Whether it means one cell; without a row or a column it would mean a line of them."""
        area = self._range_of(given[0]) if given else None
        if area is None or len(given) not in (2, 3):
            return False
        if len(given) == 2 and 1 not in area.shape:
            return False
        return all(_is_match(e) or (_is_count(e) and not area.is_open) for e in given[1:])

    def _is_line(self, expression: Expression) -> bool:
        area = self._range_of(expression)
        return bool(area and 1 in area.shape)

    def _range_of(self, expression: Expression) -> Area | None:
        """Return the cells that an expression names, None if it is more than a reference."""
        node = expression[0] if len(expression) == 1 else None
        return self._areas.get(node.text) if isinstance(node, Operand) else None


def _is_well_formed(expression: Expression) -> bool:
    """Whether operands and infix operators alternate; two operands would be an intersection."""
    expects_operand = True
    for node in expression:
        place = node.place if isinstance(node, Operator) else None
        if expects_operand != (place in (None, "prefix")):
            return False
        if place in (None, "infix"):
            expects_operand = place == "infix"
    return not expects_operand


def _has_usual_powers(expression: Expression) -> bool:
    """Whether every exponent is a whole number; roots of negative numbers are not errors here."""
    return all(
        isinstance(after, Operand) and after.kind == "number" and after.text.isdecimal()
        for node, after in pairwise(expression)
        if isinstance(node, Operator) and node.text == "^"
    )


def _is_clear(expression: Expression) -> bool:
    """Whether no text takes part in arithmetic that may be a date, nor in asking what comes first.

    Excel reads a number in such a text, and has an order of its own for texts.
    """
    constants = [node for node in expression if isinstance(node, Operand)]
    texts = [constant.text[1:-1] for constant in constants if constant.kind == "text"]
    signs = {node.text for node in expression if isinstance(node, Operator)}
    if signs & ORDERS and (texts or "&" in signs):
        return False
    return not (signs & ARITHMETIC and any(map(may_mean_a_number, texts)))


def _texts(expression: Expression) -> list[Operand]:
    return [operand for operand in operands(expression) if operand.kind == "text"]


def _is_condition(expression: Expression, *, subtracting: bool = True) -> bool:
    """Whether an expression is true or false, or a number that is never almost zero."""
    if any(isinstance(node, Operator) and node.text in _COMPARISONS for node in expression):
        return True
    if not subtracting and len(expression) > 1:
        return not any(isinstance(node, Operator) and node.text in "+-&" for node in expression)
    match expression:
        case (Operand(kind),):
            return kind != "text"
        case (Call("", (inner,)),):
            return _is_condition(inner, subtracting=subtracting)
        case (Call(name),):
            return name in _CONDITIONS
    return False


def _is_count(expression: Expression) -> bool:
    match expression:
        case (Operand("number", text),):
            return text.isdecimal() and int(text) > 0
    return False


def _is_criterion(expression: Expression) -> bool:
    """Whether a criterion is a cell, a number, or a text that programs compare alike.

    They differ over which of two texts comes first, and over what is not a text: whether a number
    differs from "BME", or fits "*".
    """
    match expression:
        case (Operand("number" | "reference"),):
            return True
        case (Operand("text", text),):
            match = _CRITERION.fullmatch(text[1:-1])
            return match is not None and not may_mean_a_number(match[1] or "")
    return False


def _is_content(expression: Expression) -> bool:
    """Whether a criterion is a constant that no blank cell meets."""
    match expression:
        case (Operand("number"),):
            return True
        case (Operand("text", text),):
            return text[1:2].isalnum()
    return False


def _is_match(expression: Expression) -> bool:
    match expression:
        case (Call("MATCH"),):
            return True
    return False
