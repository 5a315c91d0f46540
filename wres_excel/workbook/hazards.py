"""What may stand in cells that makes programs, each in its own way, compute something else."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from wres_excel.workbook.cells import Content
from wres_excel.workbook.exactness import ARITHMETIC, CRITERIA, LOOKUPS, MARKS, ORDERS
from wres_excel.workbook.formula_tree import Expression, Operator, calls
from wres_excel.workbook.patch import Target
from wres_excel.workbook.references import Area
from wres_excel.workbook.texts import may_mean_a_number

MOST_CELLS = 1_000
"""Cells of one formula whose contents may have to be looked at in every copy."""

_PICKING = {*CRITERIA, *LOOKUPS}
_COMPUTING = {"ABS", "ROUND"}


@dataclass(frozen=True, slots=True)
class Hazard:
    """The cells whose content decides whether the engine is trusted with a formula.

    cells: those whose texts it may take for numbers; picks: or for criteria and patterns; ordered:
    those of which it asks what comes first.
    """

    cells: tuple[Target, ...] = ()
    picks: bool = False
    ordered: tuple[Target, ...] = ()

    @property
    def is_too_wide(self) -> bool:
        """Whether it has more cells than can be looked at."""
        return max(len(self.cells), len(self.ordered)) > MOST_CELLS

    def is_met(self, held: Mapping[Target, Content | None]) -> bool:
        """Return whether cells hold what programs do not agree on; held: what stands in them."""
        if len(list(_texts(map(held.get, self.ordered)))) > 1:
            return True
        contents = [held.get(cell) for cell in self.cells]
        if self.picks and any(content and content.kind == "error" for content in contents):
            return True
        return any(map(self._is_ambiguous, _texts(contents)))

    def _is_ambiguous(self, text: str) -> bool:
        return (self.picks and text.startswith(MARKS)) or may_mean_a_number(text)


def find_hazard(expression: Expression, areas: Collection[Area]) -> Hazard:
    """Return the hazard of a formula.

    areas: the cells it reads. SUMPRODUCT computes with whole ranges; other functions leave out the
    texts in them.
    """
    names = {call.name for call in calls(expression)}
    signs = set(_operators(expression))
    singles = [area for area in areas if area.size == 1]
    computed = areas if "SUMPRODUCT" in names and signs else singles
    computes, picks = bool(signs & ARITHMETIC or names & _COMPUTING), bool(names & _PICKING)
    return Hazard(
        _cells(computed) if computes or picks else (),
        picks,
        _cells(singles) if signs & ORDERS else (),
    )


def _texts(contents: Iterable[Content | None]) -> Iterator[str]:
    return (each.raw for each in contents if each and each.kind == "text" and each.raw)


def _cells(areas: Iterable[Area]) -> tuple[Target, ...]:
    return tuple(islice(chain.from_iterable(area.cells() for area in areas), MOST_CELLS + 1))


def _operators(expression: Expression) -> Iterator[str]:
    for part in (expression, *(e for call in calls(expression) for e in call.arguments)):
        yield from (node.text for node in part if isinstance(node, Operator))
