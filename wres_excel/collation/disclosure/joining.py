"""Things that turn out to belong together, one pair after the other."""

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Joining(Generic[T]):
    """Sets of things, each apart at first, that grow by joining pairs."""

    def __init__(self) -> None:
        self._parents: dict[T, T] = {}

    def root(self, thing: T) -> T:
        """Return the one that stands for all that are joined with a thing."""
        while (parent := self._parents.get(thing, thing)) != thing:
            thing = parent
        return thing

    def join(self, one: T, other: T) -> bool:
        """Join two things; return whether they were apart."""
        one, other = self.root(one), self.root(other)
        if one == other:
            return False
        self._parents[other] = one
        return True

    def apart(self, things: Iterable[T]) -> list[list[T]]:
        """Return things in their sets, in the order given."""
        sets: dict[T, list[T]] = {}
        for thing in things:
            sets.setdefault(self.root(thing), []).append(thing)
        return list(sets.values())
