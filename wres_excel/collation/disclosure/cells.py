"""The counts of one organisation, by the date they are of and the edition that reports them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from wres_excel.collation.disclosure.equations import Node
from wres_excel.domain.numbers import Number

State = Literal["known", "held back", "not understood", "absent"]


class Cell(NamedTuple):
    """What a return says of one count.

    state: "held back" by the organisation itself; "not understood": something stands there, no
    number; "absent": nothing, or in words that there is none. value: None unless known.
    """

    state: State
    value: Number | None = None


ABSENT = Cell("absent")
_STATES: Mapping[str, State] = {
    "suppressed": "held back",
    "error": "not understood",
    "uncalculated": "not understood",
    "unreadable": "not understood",
}


def cell(status: str, value: Number | None) -> Cell:
    """Return the cell of a value row."""
    if status == "reported":
        return Cell("known", value) if value is not None else Cell("not understood")
    state = _STATES.get(status)
    return Cell(state) if state else ABSENT


Cells = Mapping[Node, Cell]


@dataclass(slots=True)
class Dated:
    """What the returns of one organisation say of one date, each return its own table.

    An edition's figures for the previous year are the current ones of the edition before, unless
    they were restated.
    """

    editions: list[str] = field(default_factory=list)
    tables: list[dict[Node, Cell]] = field(default_factory=list)

    def versions(self) -> list[Cells]:
        """Return the tables, the gaps of each filled from the others, and each different one once.

        A stranger who has both returns fills the gaps likewise.
        """
        filled: list[Cells] = []
        for table in self.tables:
            whole = dict(table)
            for other in self.tables:
                for node, known in other.items():
                    if whole.get(node, ABSENT).state == "absent":
                        whole[node] = known
            if whole not in filled:
                filled.append(whole)
        return filled
