"""The value of one row of a metrics file, against what its item asks for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wres_excel.domain.answers import Answer, NotUnderstoodError, answer_from_text
from wres_excel.domain.model import Item, Place
from wres_excel.domain.numbers import Number
from wres_excel.domain.refusals import Refusals, RefusedError, short
from wres_excel.domain.rows import Metrics, MetricsRow
from wres_excel.domain.spellings import Spellings
from wres_excel.domain.terms import Period
from wres_excel.domain.troubles import faults_of
from wres_excel.findings import Finding


@dataclass(frozen=True, slots=True)
class ValueReader:
    """Reads the values of one file; what is not understood, or doubtful, goes to refusals."""

    metrics: Metrics
    refusals: Refusals
    spellings: Spellings

    def answer(self, row: MetricsRow, item: Item, place: Place) -> Answer | None:
        """Return the answer that a row gives for a place, or None if it is not understood."""
        try:
            answer = self._understand(row, item)
        except NotUnderstoodError as err:
            refusal = RefusedError(
                "wrong-kind",
                "The value is not what the item asks for",
                short(row.value),
                err.expected,
                err.remedy,
            )
            self.refusals.add(row.line, refusal, item, place.period, place.group)
            return None
        if item.measure == "percentage" and not row.status and answer.value is not None:
            self.refusals.findings += self._doubts(row, item, answer.value, place)
        return answer

    def number(self, row: MetricsRow, item: Item) -> Number | None:
        """Return the number that a row gives for an item, or None if it gives none."""
        try:
            return self._understand(row, item).value
        except NotUnderstoodError:
            return None

    def refuse_status(self, row: MetricsRow, item: Item, period: Period) -> None:
        """Refuse a row whose status says that its cell held no usable value."""
        if not item.derived:
            refusal = RefusedError(
                "wrong-kind",
                "The cell this row was read from held no usable value",
                f"the status {row.status}",
                "a value",
                "Give the value in the column value, and empty the column status.",
            )
            self.refusals.add(row.line, refusal, item, period)

    def _understand(self, row: MetricsRow, item: Item) -> Answer:
        return answer_from_text(
            item,
            row.value,
            self.spellings,
            decimal_comma_possible=self.metrics.decimal_comma_possible,
        )

    def _doubts(
        self, row: MetricsRow, item: Item, value: Number, place: Place
    ) -> Iterator[Finding]:
        """Warn of what may be a share of 1, unless a program wrote the file."""
        for fault in faults_of(item, value, sure="%" in row.value):
            yield replace(
                fault,
                item=item.key,
                period=self.refusals.edition.snapshot_of(place.period).isoformat(),
                group=place.group,
                file=self.metrics.file,
                line=row.line,
                found=row.value,
            )
