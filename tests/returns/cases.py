"""The cases of the corpus, found in the folders that say what must become of them."""

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module

from forms.layouts import LAYOUTS

from .made import Made, full

PARTS = ("should_pass", "should_warn", "should_fail")


@dataclass(frozen=True)
class Case:
    """One return: its name says what is odd about it, shows what it is an example of."""

    name: str
    part: str
    shows: tuple[str, ...]
    layout: str
    change: Callable[[Made], None]

    def made(self) -> Made:
        """Return the return with all that must be said of it."""
        made = full(LAYOUTS[self.layout])
        self.change(made)
        return made


def case(*shows: str, layout: str = "plain_reprint") -> Callable[[Callable[[Made], None]], Case]:
    """Make a case of a function that changes a sound return on a layout of the other corpus."""

    def decorate(change: Callable[[Made], None]) -> Case:
        part = change.__module__.rsplit(".", 2)[-2]
        return Case(change.__name__, part, shows, layout, change)

    return decorate


def cases() -> tuple[Case, ...]:
    """Return every case."""
    return tuple(found for part in PARTS for found in _cases_in(part))


def _cases_in(part: str) -> Iterator[Case]:
    package = import_module(f"{__package__}.{part}")
    for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        for value in vars(import_module(module.name)).values():
            if isinstance(value, Case):
                yield value
