"""What becomes of each item of an edition when it is published, worked out once an edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from wres_excel.collation.disclosure.equations import Node, is_count
from wres_excel.collation.disclosure.rules import Rules, rules
from wres_excel.domain.expressions import refs
from wres_excel.domain.model import Edition, Item

Kind = Literal["count", "derived", "repeated", "percentage", "words", "closed"]


@dataclass(frozen=True)
class Treatment:
    """How an edition's items are published.

    kinds: by item, "closed" for what never leaves; decimals: digits after the point by item;
    sources: for what is derived, the values it follows from directly.
    """

    kinds: Mapping[str, Kind]
    decimals: Mapping[str, int]
    counts: frozenset[str]
    sources: Mapping[Node, tuple[Node, ...]]


@lru_cache(maxsize=256)
def treatment(edition: Edition) -> Treatment:
    """Return how the items of an edition are published."""
    rule = rules()
    return Treatment(
        {item.key: _kind(item, rule) for item in edition.items},
        {item.key: rule.decimals.get(item.measure, 0) for item in edition.items},
        frozenset(item.key for item in edition.items if is_count(item)),
        {
            Node(item.key, group): tuple(Node(r.item, r.group or group) for r in refs(item.formula))
            for item in edition.items
            if item.formula
            for group in item.groups
        },
    )


def _kind(item: Item, rule: Rules) -> Kind:
    if item.key in rule.shares or item.key == rule.count:
        return "repeated"
    if is_count(item):
        return "count"
    if item.formula:
        return "derived"
    if item.key in rule.percentages:
        return "percentage"
    return "words" if item.key in rule.texts else "closed"
