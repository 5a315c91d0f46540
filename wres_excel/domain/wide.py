"""The wide form of a metrics file: what stands beside the columns of the groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Edition, Item
from wres_excel.domain.naming import Locator
from wres_excel.domain.numbers import Number, digits, tidy
from wres_excel.domain.refusals import short
from wres_excel.domain.rows import MetricsRow
from wres_excel.domain.spellings import fold
from wres_excel.domain.terms import Period
from wres_excel.findings import Finding

_NO_TOTALS = ("ratio", "likelihood")
_MOST_RUNS = 12
_NOISE = 1e-6


def split_record(
    rows: Sequence[MetricsRow], locator: Locator
) -> tuple[list[MetricsRow], list[MetricsRow]]:
    """Return the rows of one line that are placed, and those that stand beside them.

    rows: of an item with a value for each group. A total, or a value of no group, stands beside
    figures of groups; where there are none, it is placed, to be refused.
    """
    beside = [row for row in rows if not row.group or _is_total(row.group, locator)]
    kept = [row for row in rows if row not in beside]
    return (kept, beside) if kept else (beside, [])


@dataclass(slots=True)
class _Column:
    """How often a column of totals was met, since which line, and how often in vain."""

    line: int
    count: int = 0
    not_compared: int = 0


@dataclass(slots=True)
class WideRows:
    """Gathers what is said once for a whole table in the wide form."""

    file: str
    edition: Edition
    _misplaced: dict[int, str] = field(default_factory=dict)
    _beside: dict[int, str] = field(default_factory=dict)
    _columns: dict[str, _Column] = field(default_factory=dict)

    def keep_single(
        self, rows: Sequence[MetricsRow], item: Item, locator: Locator
    ) -> list[MetricsRow]:
        """Return the rows of one line for an item of one value, without those of a group."""
        kept = [row for row in rows if locator.names_all(row.group)]
        if len(kept) < len(rows):
            self._misplaced[rows[0].line] = item.label
        return kept

    def refuse_beside(self, row: MetricsRow) -> None:
        """Remember a value of no group on a line that gives values of groups too."""
        self._beside[row.line] = row.value

    def compare(
        self,
        row: MetricsRow,
        item: Item,
        period: Period,
        total: Number | None,
        answers: Sequence[Answer | None],
    ) -> Finding | None:
        """Return a warning if the total of a line is not the sum of its figures.

        total: what the row gives, None for no number; answers: those of the groups on its line.
        Only counts of people add up, and only if all that stands there are numbers.
        """
        column = self._columns.setdefault(row.group, _Column(row.line))
        column.count += 1
        parts = [answer.value for answer in answers if answer and answer.value is not None]
        if total is None or item.measure != "headcount" or len(parts) < len(answers):
            column.not_compared += 1
            return None
        if abs(sum(parts) - total) < _NOISE:
            return None
        return self._differs(row, item, period, parts)

    def findings(self) -> Iterator[Finding]:
        """Yield a finding about answers in the wrong columns, and a note for each total column."""
        if self._misplaced:
            yield self._in_group_columns()
        if self._beside:
            yield self._of_no_group()
        for heading, column in self._columns.items():
            yield self._compared(heading, column)

    def _differs(
        self, row: MetricsRow, item: Item, period: Period, parts: Sequence[Number]
    ) -> Finding:
        terms = " + ".join(digits(part) for part in parts)
        return Finding(
            "total-differs",
            "warning",
            "The total given is not the sum of the figures in its row",
            "Check the figures and the total; the total itself is never written.",
            item=item.key,
            period=self.edition.snapshot_of(period).isoformat(),
            file=self.file,
            line=row.line,
            found=short(row.value),
            expected=f"{digits(tidy(sum(parts)))} ({terms})",
        )

    def _in_group_columns(self) -> Finding:
        return self._about_lines(
            self._misplaced,
            f"{_rows_give(self._misplaced)} an answer that has one value in a column of a group",
            "Add a column all or value to the header, and move such answers there: the name, the "
            "code, dates, narratives, notes, ratios.",
            "such answers in a column all or value",
        )

    def _of_no_group(self) -> Finding:
        return self._about_lines(
            self._beside,
            f"{_rows_give(self._beside)} a value of no group beside those of the groups",
            "Empty the column value in these rows: it is for answers that have one value. If it "
            "holds totals, name it Total.",
            "a value in the column of each group alone",
        )

    def _about_lines(
        self, lines: Mapping[int, str], message: str, remedy: str, expected: str
    ) -> Finding:
        """Return one error about many lines; lines: what stands on the first of them is shown."""
        first, shown = next(iter(lines.items()))
        several = f" and so on, lines {_runs(list(lines))}" if len(lines) > 1 else ""
        return Finding(
            "unknown-group",
            "error",
            message,
            remedy,
            file=self.file,
            line=first,
            found=f"'{short(shown)}'{several}",
            expected=expected,
        )

    def _compared(self, heading: str, column: _Column) -> Finding:
        missed = column.not_compared
        found = f"{column.count:,} {'value' if column.count == 1 else 'values'}"
        if missed:
            found += f", {missed:,} of them not compared, being no counts or beside none"
        return Finding(
            "total-not-written",
            "note",
            f"Totals in the column '{short(heading)}' are compared with the sum of the groups "
            "where these are counts, and never written",
            file=self.file,
            line=column.line,
            found=found,
        )


def _is_total(heading: str, locator: Locator) -> bool:
    folded = fold(heading)
    return locator.names_all(heading) and not any(word in folded for word in _NO_TOTALS)


def _rows_give(lines: Mapping[int, str]) -> str:
    return "The row gives" if len(lines) == 1 else f"{len(lines):,} rows give"


def _runs(lines: Sequence[int]) -> str:
    """Return lines in words: 2 to 10, 12 and 5 more."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    shown = [str(a) if a == b else f"{a} to {b}" for a, b in runs[:_MOST_RUNS]]
    left = sum(b - a + 1 for a, b in runs[_MOST_RUNS:])
    return ", ".join(shown) + (f" and {left:,} more" if left else "")
