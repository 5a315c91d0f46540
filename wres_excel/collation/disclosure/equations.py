"""The sums that hold between the counts of an edition, as a stranger reads them off its form."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wres_excel.collation.disclosure.joining import Joining
from wres_excel.domain.expressions import Binary, Expression, Ref, Sum
from wres_excel.domain.model import Edition, Item


class Node(NamedTuple):
    """A count at one date: the key of its item, and the group."""

    item: str
    group: str


Terms = tuple[tuple[Node, int], ...]


class Equation(NamedTuple):
    """A count that is a sum of others; target None: a remainder that no return holds.

    Such a remainder is a small number too: 17 of 20 shortlisted were appointed, so 3 were not.
    """

    target: Node | None
    terms: Terms

    @property
    def copies(self) -> Node | None:
        """The one count that the target says again, if it is no sum."""
        if self.target and len(self.terms) == 1 and self.terms[0][1] == 1:
            return self.terms[0][0]
        return None


@dataclass(frozen=True, slots=True)
class Component:
    """Counts that equations tie together, and no other count is tied to.

    steps: the smallest step of each count, 1 or 0.5 person; sections: where each stands; looped:
    whether the sums run both ways, as rows and columns do, so that bounds found one sum at a time
    could be wider than the truth.
    """

    nodes: tuple[Node, ...]
    steps: tuple[float, ...]
    sections: tuple[str, ...]
    equations: tuple[Equation, ...]
    looped: bool


def linear(expression: Expression, group: str) -> dict[Node, int] | None:
    """Return a formula as counts and how often each is added, or None if it is no sum.

    group: the group that a reference without one stands for.
    """
    match expression:
        case Ref():
            return {Node(expression.item, expression.group or group): 1}
        case Sum(parts):
            return _added([linear(part, group) for part in parts])
        case Binary("+", left, right):
            return _added([linear(left, group), linear(right, group)])
        case Binary("-", left, right):
            taken = linear(right, group)
            negative = None if taken is None else {node: -n for node, n in taken.items()}
            return _added([linear(left, group), negative])
    return None


def is_count(item: Item) -> bool:
    """Return whether an item is a headcount typed in, or a sum of headcounts."""
    if item.measure != "headcount":
        return False
    return item.formula is None or linear(item.formula, item.groups[0]) is not None


@lru_cache(maxsize=256)
def components(editions: tuple[Edition, ...]) -> tuple[Component, ...]:
    """Return the counts of editions that report one date, apart where nothing ties them."""
    items = {item.key: item for edition in editions for item in edition.items if is_count(item)}
    nodes = [Node(item.key, group) for item in items.values() for group in item.groups]
    equations = tuple(dict.fromkeys(_equations(editions, frozenset(nodes))))
    joining = Joining[Node]()
    for equation in equations:
        tied = _nodes(equation)
        for node in tied:
            joining.join(tied[0], node)
    return tuple(_component(part, items, equations) for part in joining.apart(nodes))


def _component(
    nodes: Sequence[Node], items: dict[str, Item], equations: Iterable[Equation]
) -> Component:
    here = frozenset(nodes)
    own = tuple(e for e in equations if _nodes(e)[0] in here)
    steps = tuple(items[node.item].step or 1 for node in nodes)
    sections = tuple(items[node.item].section for node in nodes)
    return Component(tuple(nodes), steps, sections, own, _looped(own))


def _equations(editions: Iterable[Edition], known: frozenset[Node]) -> Iterator[Equation]:
    """Yield the sums of every edition, then the remainders that are no item of the form."""
    counts = [item for edition in editions for item in edition.items if is_count(item)]
    declared = [e for item in counts for e in _sums(item) if known.issuperset(_nodes(e))]
    yield from declared
    forms = {frozenset(equation.terms) for equation in declared}
    for item in counts:
        for rest in _remainders(item):
            if known.issuperset(_nodes(rest)) and frozenset(rest.terms) not in forms:
                yield rest


def _sums(item: Item) -> Iterator[Equation]:
    for group in item.groups:
        terms = linear(item.formula, group) if item.formula else None
        if terms:
            yield Equation(Node(item.key, group), tuple(sorted(terms.items())))


def _remainders(item: Item) -> Iterator[Equation]:
    for group in item.groups:
        if item.subset_of:
            terms = {Node(item.subset_of, group): 1, Node(item.key, group): -1}
            yield Equation(None, tuple(sorted(terms.items())))


def _nodes(equation: Equation) -> list[Node]:
    target = [equation.target] if equation.target else []
    return target + [node for node, _ in equation.terms]


def _added(parts: Sequence[dict[Node, int] | None]) -> dict[Node, int] | None:
    total: dict[Node, int] = {}
    for part in parts:
        if part is None:
            return None
        for node, times in part.items():
            total[node] = total.get(node, 0) + times
    return {node: times for node, times in total.items() if times}


def _looped(equations: Sequence[Equation]) -> bool:
    """Return whether two counts are tied in two ways, once what is the same count is one."""
    same = Joining[object]()
    for equation in equations:
        if equation.target:
            same.join(equation.target, equation.copies or equation.terms)
    tied = Joining[object]()
    for terms in dict.fromkeys(e.terms for e in equations if not e.copies):
        ends = [same.root(terms)] + [same.root(node) for node, _ in terms]
        if any(not tied.join(("sum", terms), end) for end in ends):
            return True
    return False
