"""The formulas of our own workbooks, each written once and used twice.

A formula is a small tree. `to_excel` gives the text that a workbook stores and `Results` computes
what stands beside it, so that a previewer, a phone or pandas shows the right number before any
spreadsheet program has recalculated. Only what our own workbooks need is here.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isclose
from typing import Any, Literal, NamedTuple

from wres_excel.domain.numbers import parse_digits, tidy
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


Argument = Scalar | FormulaError


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
        case Op(sign, left, right):
            return f"{_operand(left, sheet)}{sign}{_operand(right, sheet)}"
        case Call(function, arguments):
            return f"{function}({','.join(to_excel(a, sheet) for a in arguments)})"
        case str():
            return '"' + formula.replace('"', '""') + '"'
    return repr(formula).upper()


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
            self._known[spot] = None if formula is None else self._result(formula)
        return self._known[spot]

    def _result(self, formula: Tree) -> Scalar:
        """Return what a cell shows for a formula: that of a blank cell is 0."""
        value = self._value(formula)
        return 0 if value is None else value

    def _value(self, formula: Tree) -> Scalar:
        match formula:
            case At(spot):
                return self.at(spot)
            case Op(sign, left, right):
                return _OPERATIONS[sign](self._value(left), self._value(right))
            case Call("IF", (test, yes, *no)):
                chosen = yes if _truth(self._value(test)) else no[0] if no else False
                return self._value(chosen)
            case Call("IFERROR", (attempt, otherwise)):
                try:
                    return self._value(attempt)
                except FormulaError:
                    return self._value(otherwise)
            case Call(function, arguments):
                values = self._surely if function in _COUNTING else self._many
                return FUNCTIONS[function]([values(a) for a in arguments])
            case Block():
                raise TypeError("a block stands only inside a function")
        return formula

    def _many(self, argument: Tree) -> list[Argument]:
        cells = argument.spots() if isinstance(argument, Block) else None
        return [self._value(argument)] if cells is None else [self.at(spot) for spot in cells]

    def _surely(self, argument: Tree) -> list[Argument]:
        """Return the values of an argument, errors among them, for what looks at kinds only."""
        try:
            return self._many(argument)
        except FormulaError:
            cells = map(At, argument.spots()) if isinstance(argument, Block) else [argument]
            return [self._value_or_error(cell) for cell in cells]

    def _value_or_error(self, formula: Tree) -> Argument:
        try:
            return self._value(formula)
        except FormulaError as err:
            return err


SAME = 2**-48  # numbers that differ by less are equal to Excel, as 0.08 / 0.1 and 0.8 are


def _truth(value: Argument) -> bool:
    if isinstance(value, str | FormulaError):
        raise FormulaError("#VALUE!")
    return bool(value)


def _number(value: Argument) -> int | float:
    """Return a value as arithmetic takes it: digits in a text are a number, a blank is 0."""
    number = parse_digits(value) if isinstance(value, str) else value
    if isinstance(number, FormulaError) or (number is None and value is not None):
        raise FormulaError("#VALUE!")
    return tidy(number) if isinstance(number, Decimal) else number or 0


def _text(value: Scalar) -> str:
    """Return a value as "&" joins it: 3.0 is 3, and a fraction has 15 digits."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(value).upper() if isinstance(value, bool) else f"{value or 0:.15g}"


def _divide(left: Scalar, right: Scalar) -> float:
    dividend, divisor = _number(left), _number(right)
    if divisor == 0:
        raise FormulaError("#DIV/0!")
    return dividend / divisor


def _rank(value: Scalar, other: Scalar) -> tuple[int, Any]:
    """Return what Excel compares: numbers come before texts; a blank is as the other's nothing."""
    if isinstance(value, str) or (value is None and isinstance(other, str)):
        return 1, (value or "").casefold()
    return (2, value) if isinstance(value, bool) else (0, value or 0)


def _compared(meet: Callable[[Any, Any], bool]) -> Callable[[Scalar, Scalar], bool]:
    def compare(left: Scalar, right: Scalar) -> bool:
        if type(left) is int and type(right) is int:
            return meet(left, right)
        ranked, other = _rank(left, right), _rank(right, left)
        same = ranked[0] == other[0] == 0 and isclose(ranked[1], other[1], rel_tol=SAME)
        return meet(ranked, ranked if same else other)

    return compare


_OPERATIONS: dict[str, Callable[[Scalar, Scalar], Scalar]] = {
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": _divide,
    "<": _compared(operator.lt),
    ">": _compared(operator.gt),
    "<=": _compared(operator.le),
    ">=": _compared(operator.ge),
    "=": _compared(operator.eq),
    "<>": _compared(operator.ne),
    "&": lambda a, b: _text(a) + _text(b),
}

Arguments = list[list[Argument]]


def _flat(arguments: Arguments) -> list[Argument]:
    return [value for argument in arguments for value in argument]


def _numbers(arguments: Arguments) -> list[int | float]:
    return [
        value
        for value in _flat(arguments)
        if isinstance(value, int | float) and not isinstance(value, bool)
    ]


def _count_if(arguments: Arguments) -> int:
    """Count the texts that begin as the pattern "word*" says."""
    prefix = str(arguments[1][0]).removesuffix("*").casefold()
    return sum(isinstance(v, str) and v.casefold().startswith(prefix) for v in arguments[0])


_LAZY = frozenset({"IF", "IFERROR"})
_COUNTING = frozenset({"COUNT", "COUNTA", "COUNTIF", "ISNUMBER"})
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
