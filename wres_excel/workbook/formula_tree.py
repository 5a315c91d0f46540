"""A formula of somebody else's, taken apart into functions, operands and operators."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from openpyxl.formula.tokenizer import Token

LONGEST_FORMULA = 8192
DEEPEST = 64
"""Excel's own limits; a formula beyond them was not written by Excel."""


@dataclass(frozen=True, slots=True)
class Operand:
    """A constant as it is written, or a reference: to cells, a name or a table."""

    kind: Literal["number", "text", "logical", "error", "reference"]
    text: str


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator, and on which side of what it applies to it stands."""

    text: str
    place: Literal["prefix", "infix", "postfix"]


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments.

    name: in capitals, without the _xlfn. that marks newer functions in a file; parentheses around
    an expression are a call of "", an array constant of "{".
    """

    name: str
    arguments: tuple["Expression", ...]
    is_modern: bool = False


Node = Operand | Operator | Call
Expression = tuple[Node, ...]

_PLACES: dict[str, Literal["prefix", "infix", "postfix"]] = {
    "OPERATOR-PREFIX": "prefix",
    "OPERATOR-INFIX": "infix",
    "OPERATOR-POSTFIX": "postfix",
}
_KINDS: dict[str, Literal["number", "text", "logical", "error", "reference"]] = {
    "NUMBER": "number",
    "TEXT": "text",
    "LOGICAL": "logical",
    "ERROR": "error",
    "RANGE": "reference",
}


class NotUnderstoodError(ValueError):
    """A formula that cannot be taken apart."""


def parse_formula(text: str) -> Expression:
    """Return the expression that a formula is, its text given without "=".

    Raises NotUnderstoodError if it is empty, too long, nested too deeply, or no formula.
    """
    from openpyxl.formula.tokenizer import Tokenizer, TokenizerError

    if len(text) > LONGEST_FORMULA:
        raise NotUnderstoodError("too long")
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError) as err:  # IndexError: a bracket that nothing opened
        raise NotUnderstoodError(str(err)) from err
    builder = _Builder()
    for token in tokens:
        builder.take(token)
    return builder.finish()


def calls(expression: Expression) -> Iterator[Call]:
    """Yield every function call in an expression, outer ones first."""
    for node in expression:
        if isinstance(node, Call):
            yield node
            for argument in node.arguments:
                yield from calls(argument)


def operands(expression: Expression) -> Iterator[Operand]:
    """Yield every operand in an expression, in the order of the text."""
    for node in expression:
        if isinstance(node, Operand):
            yield node
        elif isinstance(node, Call):
            for argument in node.arguments:
                yield from operands(argument)


@dataclass(slots=True)
class _Frame:
    """A function whose closing bracket has not come yet."""

    name: str = ""
    arguments: list[Expression] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)

    def end_argument(self) -> None:
        self.arguments.append(tuple(self.nodes))
        self.nodes = []

    def close(self) -> Call:
        if self.nodes or self.arguments:
            self.end_argument()
        stated = self.name.upper()
        name = stated.removeprefix("_XLFN.").removeprefix("_XLWS.")
        return Call(name, tuple(self.arguments), name != stated)


class _Builder:
    """Turns the flat tokens of a formula into a tree."""

    def __init__(self) -> None:
        self.frames = [_Frame()]

    def take(self, token: "Token") -> None:
        frame = self.frames[-1]
        if token.subtype == "OPEN":
            self._open(token.value)
        elif token.subtype == "CLOSE":
            self.frames.pop()
            self.frames[-1].nodes.append(frame.close())
        elif token.type == "SEP":
            frame.end_argument()
        elif token.type in _PLACES:
            frame.nodes.append(Operator(token.value, _PLACES[token.type]))
        elif token.type == "OPERAND":
            frame.nodes.append(Operand(_KINDS[token.subtype], token.value))

    def _open(self, text: str) -> None:
        if len(self.frames) > DEEPEST:
            raise NotUnderstoodError("nested too deeply")
        self.frames.append(_Frame(text if text == "{" else text[:-1]))

    def finish(self) -> Expression:
        if len(self.frames) != 1 or not self.frames[0].nodes:
            raise NotUnderstoodError("incomplete")
        return tuple(self.frames[0].nodes)
