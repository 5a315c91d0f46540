"""How a derived item follows from others: one declaration, read by Python and by Excel alike.

A declaration is a short arithmetic text, such as "recruitment.appointed / recruitment.shortlisted".
An item key stands for that item's value for the group at hand. Three words go beyond arithmetic:
total(section, ...) adds every item of the sections that is not a subset of another;
across(item) adds an item over all its groups; compare(item) divides the item's value for the
edition's first group by that for its second, in the direction of its indicator.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wres_excel.domain.terms import Group

Operator = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of an item; group None is the group that is being computed."""

    item: str
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of several values."""

    parts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """Two expressions joined by an operator."""

    operator: Operator
    left: "Expression"
    right: "Expression"


Expression = Ref | Sum | Binary
Word = Callable[[tuple[str, ...]], Expression]

_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}


def parse_expression(text: str, items: frozenset[str], words: dict[str, Word]) -> Expression:
    """Return the expression that a declaration means.

    items: the keys that may be named; words: what total, across and compare make of their
    arguments. Raises ValueError, saying what is not understood.
    """
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError as err:
        raise ValueError(f"{text!r} is not arithmetic") from err
    return _expression(tree, items, words)


def _expression(node: ast.expr, items: frozenset[str], words: dict[str, Word]) -> Expression:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return Binary(
                _OPERATORS[type(op)],
                _expression(left, items, words),
                _expression(right, items, words),
            )
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in words:
            return words[name](tuple(_dotted(arg) for arg in args))
        case ast.Attribute() | ast.Name():
            key = _dotted(node)
            if key not in items:
                raise ValueError(f"there is no item {key!r}")
            return Ref(key)
    raise ValueError(f"{ast.unparse(node)!r} is not understood")


def _dotted(node: ast.expr) -> str:
    """Return "a.b" of the name a.b."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{_dotted(value)}.{name}"
    raise ValueError(f"{ast.unparse(node)!r} is not the name of an item or a section")


def refs(expression: Expression) -> Iterator[Ref]:
    """Yield every value that an expression uses, in reading order."""
    match expression:
        case Ref():
            yield expression
        case Sum(parts):
            yield from parts
        case Binary(_, left, right):
            yield from refs(left)
            yield from refs(right)


def evaluate(expression: Expression, lookup: Callable[[Ref], float]) -> float:
    """Return the number an expression gives.

    lookup returns the number of a Ref, percentages as shares of 1. Raises ZeroDivisionError as
    arithmetic does, and lets through whatever lookup raises.
    """
    match expression:
        case Ref():
            return lookup(expression)
        case Sum(parts):
            return sum(lookup(part) for part in parts)
        case Binary(sign, left, right):
            return _ARITHMETIC[sign](evaluate(left, lookup), evaluate(right, lookup))


Compiled = Callable[[Sequence[float | None]], float]
"""An expression over a row of numbers; raises TypeError where one it needs is None."""


def compiled(expression: Expression, position: Callable[[Ref], int]) -> Compiled:
    """Return an expression as a function of a row of numbers, which gives what evaluate gives.

    position: where in the row the number of a Ref stands.
    """
    match expression:
        case Ref():
            return _number_at(position(expression))
        case Sum(parts):
            return _sum_of([position(part) for part in parts])
        case Binary(sign, left, right):
            return _joined(_ARITHMETIC[sign], compiled(left, position), compiled(right, position))


def _number_at(at: int) -> Compiled:
    def number(row: Sequence[float | None]) -> float:
        found = row[at]
        if found is None:
            raise TypeError
        return found

    return number


def _sum_of(places: Sequence[int]) -> Compiled:
    if len(places) < 2:
        numbers = [_number_at(at) for at in places]
        return lambda row: sum(number(row) for number in numbers)
    pick = operator.itemgetter(*places)
    return lambda row: sum(pick(row))


def _joined(join: Callable[[float, float], float], left: Compiled, right: Compiled) -> Compiled:
    return lambda row: join(left(row), right(row))


_ARITHMETIC: dict[Operator, Callable[[float, float], float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
}
