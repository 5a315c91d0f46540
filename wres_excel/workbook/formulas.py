"""The formulas of our own workbooks, each written once and used twice.

A formula is a small tree. `to_excel` gives the text that a workbook stores and `Results` computes
what stands beside it, so that a previewer, a phone or pandas shows the right number before any
spreadsheet program has recalculated. Only what our own workbooks need is here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from wres_excel.workbook.addresses import format_address


class Spot(NamedTuple):
    """One cell of the workbook: sheet name, row and column from 1."""

    sheet: str
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class At:
    """The content of one cell."""

    spot: Spot


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells on one sheet, both corners included."""

    first: Spot
    last: Spot

    def spots(self) -> list[Spot]:
        """Return every cell of the block, row by row."""
        return [
            Spot(self.first.sheet, row, column)
            for row in range(self.first.row, self.last.row + 1)
            for column in range(self.first.column, self.last.column + 1)
        ]


@dataclass(frozen=True, slots=True)
class Op:
    """Two formulas joined by an operator of Excel."""

    operator: Literal["+", "-", "*", "/", "<", ">", "=", "<>", "<=", ">=", "&"]
    left: "Tree"
    right: "Tree"


@dataclass(frozen=True, slots=True)
class Call:
    """A worksheet function of its arguments; see FUNCTIONS for those there are."""

    function: str
    arguments: tuple["Tree", ...]


Tree = At | Block | Op | Call | int | float | str
Scalar = int | float | str | bool | None


class FormulaError(Exception):
    """An Excel error value, such as a division by zero, on its way up a formula."""


def call(function: str, *arguments: Tree) -> Call:
    """Return a call; raises KeyError for a function that Results could not compute."""
    if function not in _LAZY:
        FUNCTIONS[function]
    return Call(function, arguments)


def to_excel(formula: Tree, sheet: str) -> str:
    """Return the text of a formula, without its "=", as a cell of the named sheet stores it."""
    match formula:
        case At(spot):
            return _prefix(spot.sheet, sheet) + format_address(spot.row, spot.column)
        case Block(first, last):
            corners = (format_address(spot.row, spot.column) for spot in (first, last))
            return _prefix(first.sheet, sheet) + ":".join(corners)
        case Op(operator, left, right):
            return f"{_operand(left, sheet)}{operator}{_operand(right, sheet)}"
        case Call(function, arguments):
            return f"{function}({','.join(to_excel(a, sheet) for a in arguments)})"
        case str():
            return '"' + formula.replace('"', '""') + '"'
    return repr(formula)


def _prefix(sheet: str, own: str) -> str:
    return "" if sheet == own else "'" + sheet.replace("'", "''") + "'!"


def _operand(formula: Tree, sheet: str) -> str:
    text = to_excel(formula, sheet)
    return f"({text})" if isinstance(formula, Op) else text


class Results:
    """What the formulas of a workbook give for the contents of its other cells.

    formulas and contents are by cell; a cell in neither is blank. Each formula is computed once.
    """

    def __init__(self, formulas: Mapping[Spot, Tree], contents: Mapping[Spot, Scalar]) -> None:
        self._formulas = formulas
        self._known: dict[Spot, Scalar] = dict(contents)

    def at(self, spot: Spot) -> Scalar:
        """Return what a cell holds or its formula gives."""
        if spot not in self._known:
            formula = self._formulas.get(spot)
            self._known[spot] = None if formula is None else self._value(formula)
        return self._known[spot]

    def _value(self, formula: Tree) -> Scalar:
        match formula:
            case At(spot):
                return self.at(spot)
            case Op(operator, left, right):
                return _OPERATIONS[operator](self._value(left), self._value(right))
            case Call("IF", (test, yes, *no)):
                chosen = yes if _truth(self._value(test)) else no[0] if no else False
                return self._value(chosen)
            case Call("IFERROR", (attempt, otherwise)):
                try:
                    return self._value(attempt)
                except FormulaError:
                    return self._value(otherwise)
            case Call(function, arguments):
                return FUNCTIONS[function]([self._many(a) for a in arguments])
            case Block():
                raise TypeError("a block stands only inside a function")
        return formula

    def _many(self, argument: Tree) -> list[Scalar]:
        if isinstance(argument, Block):
            return [self.at(spot) for spot in argument.spots()]
        return [self._value(argument)]


def _truth(value: Scalar) -> bool:
    if isinstance(value, str):
        raise FormulaError("#VALUE!")
    return bool(value)


def _number(value: Scalar) -> int | float:
    if isinstance(value, str):
        raise FormulaError("#VALUE!")
    return value or 0


def _text(value: Scalar) -> str:
    return "" if value is None else str(value)


def _divide(left: Scalar, right: Scalar) -> float:
    if _number(right) == 0:
        raise FormulaError("#DIV/0!")
    return _number(left) / _number(right)


def _same(left: Scalar, right: Scalar) -> bool:
    if isinstance(left, str) or isinstance(right, str):
        return _text(left).casefold() == _text(right).casefold()
    return (left or 0) == (right or 0)


_OPERATIONS: dict[str, Callable[[Scalar, Scalar], Scalar]] = {
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": _divide,
    "<": lambda a, b: _number(a) < _number(b),
    ">": lambda a, b: _number(a) > _number(b),
    "<=": lambda a, b: _number(a) <= _number(b),
    ">=": lambda a, b: _number(a) >= _number(b),
    "=": _same,
    "<>": lambda a, b: not _same(a, b),
    "&": lambda a, b: _text(a) + _text(b),
}

Arguments = list[list[Scalar]]


def _flat(arguments: Arguments) -> list[Scalar]:
    return [value for argument in arguments for value in argument]


def _numbers(arguments: Arguments) -> list[int | float]:
    return [
        value
        for value in _flat(arguments)
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _count_if(arguments: Arguments) -> int:
    """Count the texts that begin as the pattern "word*" says."""
    prefix = _text(arguments[1][0]).removesuffix("*")
    return sum(isinstance(v, str) and v.startswith(prefix) for v in arguments[0])


_LAZY = frozenset({"IF", "IFERROR"})
FUNCTIONS: dict[str, Callable[[Arguments], Scalar]] = {
    "AND": lambda a: all(_truth(v) for v in _flat(a)),
    "COUNT": lambda a: len(_numbers(a)),
    "COUNTA": lambda a: sum(v is not None for v in _flat(a)),
    "COUNTIF": _count_if,
    "INT": lambda a: int(_number(a[0][0]) // 1),
    "ISNUMBER": lambda a: bool(_numbers(a)),
    "OR": lambda a: any(_truth(v) for v in _flat(a)),
    "SUM": lambda a: sum(_numbers(a)),
}
