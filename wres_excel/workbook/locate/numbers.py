"""Which columns of a sheet hold data item numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence

from wres_excel.workbook.locate.survey import Mark, Survey, role_columns

FEWEST = 2
SHARE_OF_BEST = 0.5


def number_columns(survey: Survey, labels: Mapping[int, Sequence[Mark]]) -> frozenset[int]:
    """Return the columns whose whole numbers are data item numbers.

    labels: the labels of items by row. A column counts if its numbers agree with the labels
    beside them more often than not, and at least twice; or if it is headed "Data item" and no
    other column agrees better.
    """
    agree, differ = _votes(survey, labels)
    return _elected(agree, differ) or frozenset(_headed(survey))


def telling_columns(survey: Survey) -> frozenset[int]:
    """Return the columns whose numbers decide which columns hold data item numbers.

    What stands as a number in any other column has no part in it, as if it were not there.
    """
    labels: dict[int, list[Mark]] = {}
    for mark in survey.labels:
        labels.setdefault(mark.row, []).append(mark)
    agree, differ = _votes(survey, labels)
    best = [c for c, votes in agree.most_common(1) if votes * SHARE_OF_BEST > FEWEST]
    return _elected(agree, differ).union(best, _headed(survey))


def _votes(
    survey: Survey, labels: Mapping[int, Sequence[Mark]]
) -> tuple[Counter[int], Counter[int]]:
    """Return how often the numbers of each column agree and differ with the labels beside them."""
    agree: Counter[int] = Counter()
    differ: Counter[int] = Counter()
    for row, column, number in survey.numbers:
        marks = labels.get(row)
        if marks:
            agrees = any(number in mark.reading.numbers for mark in marks)
            (agree if agrees else differ)[column] += 1
    return agree, differ


def _elected(agree: Counter[int], differ: Counter[int]) -> frozenset[int]:
    best = max(agree.values(), default=0)
    return frozenset(
        column
        for column, votes in agree.items()
        if votes >= max(FEWEST, best * SHARE_OF_BEST) and votes > differ[column]
    )


def _headed(survey: Survey) -> set[int]:
    heads = {mark.column: mark.row for mark in role_columns(survey.headings, "data_item")}
    return {column for row, column, _ in survey.numbers if column in heads and row > heads[column]}
