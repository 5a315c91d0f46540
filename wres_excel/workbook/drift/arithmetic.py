"""Somebody's formula worked out for given cells, as far as it is plain arithmetic.

This is no calculation engine. It knows the few functions that total, divide and guard, and says
NotAnalysableError of everything else, so that no verdict rests on half an understanding.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from wres_excel.workbook.formula_tokens import (
    LONGEST_FORMULA,
    MOST_CELLS,
    Area,
    Spot,
    Token,
    parse_area,
    tokens_of,
)

Scalar = float | str | bool | None
Lookup = Callable[[Spot], Scalar]

DEEPEST = 64
_RANKS = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3}
_RANKS |= {"*": 4, "/": 4}


class NotAnalysableError(Exception):
    """The formula has something in it that is not known here."""


class CellError(Exception):
    """An Excel error value on its way up a formula."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, a text or a truth value."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments; the operators are functions by their own signs."""

    name: str
    arguments: tuple["Node", ...]


Node = Constant | Area | Call


@lru_cache(maxsize=4096)
def parse(formula: str) -> Node:
    """Return the tree of a formula given without "="; raises NotAnalysableError."""
    if len(formula) > LONGEST_FORMULA:
        raise NotAnalysableError(formula[:40])
    return _Parser(tokens_of(formula)).whole()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Node:
        node = self._expression(1)
        if self._at != len(self._tokens):
            raise NotAnalysableError(self._tokens[self._at].text)
        return node

    def _expression(self, rank: int) -> Node:
        """Read operands joined by operators that bind at least as closely as the rank says."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise NotAnalysableError("nested too deeply")
        left = self._operand()
        while _RANKS.get(self._peek(), 0) >= rank:
            operator = self._take().text
            left = Call(operator, (left, self._expression(_RANKS[operator] + 1)))
        self._depth -= 1
        return left

    def _operand(self) -> Node:
        node = self._bare_operand()
        while self._peek() == "%":
            self._take()
            node = Call("/", (node, Constant(100.0)))
        return node

    def _bare_operand(self) -> Node:
        kind, text = self._take()
        if kind == "number":
            return Constant(float(text))
        if kind == "text":
            return Constant(text[1:-1].replace('""', '"'))
        if kind == "reference":
            return parse_area(text)
        if kind == "call":
            return self._call(text[:-1].upper().removeprefix("_XLFN."))
        if text.upper() in ("TRUE", "FALSE"):
            return Constant(text.upper() == "TRUE")
        return self._prefixed(text)

    def _prefixed(self, text: str) -> Node:
        if text in ("+", "-"):
            operand = self._expression(5)
            return Call("-", (Constant(0.0), operand)) if text == "-" else operand
        if text == "(":
            node = self._expression(1)
            self._expect(")")
            return node
        raise NotAnalysableError(text)

    def _call(self, name: str) -> Node:
        if name not in _FUNCTIONS and name not in _LAZY:
            raise NotAnalysableError(name)
        arguments: list[Node] = []
        while self._peek() != ")":
            arguments.append(Constant(None) if self._peek() == "," else self._expression(1))
            if self._peek() == ",":
                self._take()
        self._expect(")")
        return Call(name, tuple(arguments))

    def _peek(self) -> str:
        return self._tokens[self._at].text if self._at < len(self._tokens) else ""

    def _take(self) -> Token:
        if self._at >= len(self._tokens):
            raise NotAnalysableError("incomplete")
        self._at += 1
        return self._tokens[self._at - 1]

    def _expect(self, text: str) -> None:
        if self._take().text != text:
            raise NotAnalysableError(f"no {text}")


def result(node: Node, home: str, lookup: Lookup) -> Scalar:
    """Return what a formula gives; home: the name of the sheet that it stands on.

    Raises CellError where the cell would show an error, NotAnalysableError where this is not known.
    """
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Area):
        if node.size != 1:
            raise NotAnalysableError("several cells in place of one")
        return lookup(next(node.spots(home)))
    if node.name in _LAZY:
        return _chosen(node, home, lookup)
    many = [list(_values(argument, home, lookup)) for argument in node.arguments]
    try:
        return _FUNCTIONS[node.name](many)
    except (ZeroDivisionError, OverflowError) as err:
        raise CellError(str(err)) from err
    except IndexError as err:
        raise NotAnalysableError(node.name) from err


def _chosen(node: Call, home: str, lookup: Lookup) -> Scalar:
    """Work out a function that looks at some of its arguments only."""
    if len(node.arguments) < (1 if node.name == "ISERROR" else 2):
        raise NotAnalysableError(node.name)
    test, *rest = node.arguments
    if node.name == "IF":
        branch = rest[:1] if _truth(result(test, home, lookup)) else rest[1:2]
        return result(branch[0], home, lookup) if branch else False
    try:
        found = result(test, home, lookup)
    except CellError:
        return True if node.name == "ISERROR" else result(rest[0], home, lookup)
    return False if node.name == "ISERROR" else found


def _values(node: Node, home: str, lookup: Lookup) -> Iterator[Scalar]:
    if not isinstance(node, Area):
        yield result(node, home, lookup)
        return
    if node.size > MOST_CELLS:
        raise NotAnalysableError("too many cells")
    for spot in node.spots(home):
        yield lookup(spot)


def _number(value: Scalar) -> float:
    if isinstance(value, str):
        raise CellError("#VALUE!")
    return float(value or 0)


def _truth(value: Scalar) -> bool:
    return bool(_number(value))


def _all(many: list[list[Scalar]]) -> list[Scalar]:
    return [value for values in many for value in values]


def _numbers(many: list[list[Scalar]]) -> list[float]:
    """Return what a total adds up: text and truth values are left out."""
    return [value for value in _all(many) if isinstance(value, float)]


def _one(many: list[list[Scalar]], at: int) -> float:
    if len(many[at]) != 1:
        raise NotAnalysableError("several values in place of one")
    return _number(many[at][0])


def _round(many: list[list[Scalar]]) -> float:
    return round(_one(many, 0), int(_one(many, 1)) if len(many) > 1 else 0)


def _text(value: Scalar) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _same(many: list[list[Scalar]]) -> bool:
    left, right = many[0][0], many[1][0]
    if isinstance(left, str) or isinstance(right, str):
        empty = {None, ""}
        return {left, right} <= empty or _text(left).casefold() == _text(right).casefold()
    return _number(left) == _number(right)


_LAZY = frozenset({"IF", "IFERROR", "ISERROR"})
_FUNCTIONS: dict[str, Callable[[list[list[Scalar]]], Scalar]] = {
    "+": lambda m: _one(m, 0) + _one(m, 1),
    "-": lambda m: _one(m, 0) - _one(m, 1),
    "*": lambda m: _one(m, 0) * _one(m, 1),
    "/": lambda m: _one(m, 0) / _one(m, 1),
    "&": lambda m: _text(m[0][0]) + _text(m[1][0]),
    "=": _same,
    "<>": lambda m: not _same(m),
    "<": lambda m: _one(m, 0) < _one(m, 1),
    ">": lambda m: _one(m, 0) > _one(m, 1),
    "<=": lambda m: _one(m, 0) <= _one(m, 1),
    ">=": lambda m: _one(m, 0) >= _one(m, 1),
    "ABS": lambda m: abs(_one(m, 0)),
    "AND": lambda m: all(_truth(value) for value in _all(m)),
    "COUNT": lambda m: float(len(_numbers(m))),
    "COUNTA": lambda m: float(sum(value is not None for value in _all(m))),
    "COUNTBLANK": lambda m: float(sum(value in (None, "") for value in _all(m))),
    "ISBLANK": lambda m: m[0][0] is None,
    "ISNUMBER": lambda m: isinstance(m[0][0], float),
    "MAX": lambda m: max(_numbers(m), default=0.0),
    "MIN": lambda m: min(_numbers(m), default=0.0),
    "N": lambda m: m[0][0] if isinstance(m[0][0], float) else 0.0,
    "NOT": lambda m: not _truth(m[0][0]),
    "OR": lambda m: any(_truth(value) for value in _all(m)),
    "ROUND": _round,
    "SUM": lambda m: sum(_numbers(m), 0.0),
}
