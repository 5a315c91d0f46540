"""Results that do not follow from the figures: stale beside a formula, or wrong as typed."""

from collections.abc import Collection, Iterator

from wres_excel.domain.model import Place
from wres_excel.findings import Finding
from wres_excel.workbook.drift.agreement import follows
from wres_excel.workbook.drift.form import Entry, Form
from wres_excel.workbook.drift.meaning import plain, shown

STALE = Finding(
    "stale-result",
    "warning",
    "The result beside the formula is not what the figures of this form give",
    "Open the workbook in Excel, recalculate it (Ctrl+Alt+F9), and save it.",
)
DIFFERS = Finding(
    "derived-differs",
    "warning",
    "The value typed for this item is not what the figures of this form give",
    "Check the figures it follows from; the value computed from them is in the data too.",
)


def doubted(form: Form) -> frozenset[Place]:
    """Return the derived places whose value does not follow from the figures the form shows."""
    return frozenset(entry.value.place for entry in form.derived if not follows(form, entry))


def stale(form: Form, entries: Collection[Entry]) -> Iterator[Finding]:
    """Yield a finding for each doubted entry: by a formula, or typed."""
    for entry in entries:
        value = entry.value
        formula = entry.cell.formula is not None
        if value.computed is None and not formula:
            continue
        yield form.finding(
            STALE if formula else DIFFERS,
            entry,
            found=shown(entry),
            expected=_expected(entry),
        )


def _expected(entry: Entry) -> str:
    if entry.value.computed is None:
        return f"no result: {entry.value.reason}"
    return plain(entry, entry.value.computed)
