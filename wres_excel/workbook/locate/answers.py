"""Where the answer to a question stands: right of its label, below it, or in the same cell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from wres_excel.workbook.locate.survey import Mark, Survey, role_columns

Side = Literal["inside", "right", "below"]

SIDES: tuple[Side, ...] = ("right", "below", "inside")
FILLED, DRAWN, ABSENT = 3, 2, 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The cell of an answer and on which side of its label it stands.

    after: how many characters of the cell are the label, where both share a cell.
    """

    row: int
    column: int
    side: Side
    after: int = 0


class Answers:
    """The labels of one sheet with their answers, which mostly stand on the same side."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._answer_columns = [
            (mark.row, mark.column) for mark in role_columns(survey.headings, "answer")
        ]

    def find(self, label: Mark) -> Answer:
        """Return where the answer to a label stands."""
        if label.reading.inside:
            return Answer(label.row, label.column, "inside", label.reading.length)
        scores = self._scores(label)
        if not any(scores.values()):
            side: Side = "inside" if _asks_within(label) else "right"
        else:
            side = max(SIDES, key=lambda side: (scores[side], self._habit[side]))
        return self._answer(label, side)

    @cached_property
    def _labels(self) -> Mapping[tuple[int, int], Mark]:
        """The cells that say something themselves, so that they are nobody's answer."""
        survey = self._survey
        every: Iterable[Mark] = (*survey.questions, *survey.organisation, *survey.sections)
        return {(mark.row, mark.column): mark for mark in every}

    @cached_property
    def _habit(self) -> Counter[Side]:
        """How well each side fits the labels of the whole sheet."""
        habit: Counter[Side] = Counter()
        for label in self._survey.questions:
            habit.update(self._scores(label))
        return habit

    def _scores(self, label: Mark) -> dict[Side, int]:
        right, below = self._score(*self._right(label)), self._score(*self._below(label))
        if self._style(self._right(label)) not in (None, self._own_style(label)):
            below = ABSENT if self._own_style(label) == self._style(self._below(label)) else below
        return {"inside": 0, "right": right, "below": below}

    def _own_style(self, label: Mark) -> int | None:
        return self._style((label.row, label.column))

    def _style(self, spot: tuple[int, int]) -> int | None:
        """Return the style of a cell: a box beside a label, and a label's like below it, tell."""
        cell = self._survey.sheet.cells.get(spot)
        return cell.style if cell else None

    def _score(self, row: int, column: int) -> int:
        """Return whether a cell can be an answer: filled in, drawn and blank, or not there."""
        cell = self._survey.sheet.cells.get((row, column))
        if cell is None or (row, column) in self._labels:
            return ABSENT
        return DRAWN if cell.kind == "blank" and not cell.formula else FILLED

    def _right(self, label: Mark) -> tuple[int, int]:
        right = self._survey.merges.extent(label.row, label.column)[3]
        headed = [c for row, c in self._answer_columns if row < label.row and c > right]
        return label.row, headed[-1] if headed else right + 1

    def _below(self, label: Mark) -> tuple[int, int]:
        return self._survey.merges.extent(label.row, label.column)[2] + 1, label.column

    def _answer(self, label: Mark, side: Side) -> Answer:
        if side == "inside":
            return Answer(label.row, label.column, side, len(label.shown))
        spot = self._right(label) if side == "right" else self._below(label)
        return Answer(*self._survey.merges.anchor(*spot), side)


def _asks_within(label: Mark) -> bool:
    """A label that ends with a colon, with nothing drawn around it, is answered where it stands."""
    return label.shown.rstrip().endswith(":")
