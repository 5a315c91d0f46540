"""The tamper and drift report of one form that came back."""

from collections.abc import Sequence

from wres_excel.domain.model import Edition, Value
from wres_excel.findings import Finding
from wres_excel.workbook.drift.elsewhere import figures_elsewhere
from wres_excel.workbook.drift.form import read_form
from wres_excel.workbook.drift.formulas import (
    changed,
    changed_entries,
    overwritten,
    overwritten_entries,
)
from wres_excel.workbook.drift.inputs import blank_form, formulas_in_inputs
from wres_excel.workbook.drift.lost import unjudged
from wres_excel.workbook.drift.results import doubted, stale
from wres_excel.workbook.drift.rows import added_rows, edited_labels, tables_of
from wres_excel.workbook.drift.titles import stale_titles
from wres_excel.workbook.drift.unseen import comments, hidden, struck
from wres_excel.workbook.gather import gather, gather_texts
from wres_excel.workbook.locate import Located
from wres_excel.workbook.records import Workbook


def drift(
    workbook: Workbook, edition: Edition, located: Located, values: Sequence[Value]
) -> tuple[Finding, ...]:
    """Return what in a workbook is not as the edition's form has it, or is not seen by its reader.

    located and values: what `locate` and `extract` gave for this workbook. Rules: formula-changed,
    formula-overwritten, stale-result, derived-differs, input-formula, input-external-link,
    label-edited, row-added, figure-elsewhere, stale-title, hidden-value, struck-through, comment,
    blank-form. A form that does nothing but compute in its own words gives no finding. One finding
    speaks for an item; its `found` lists the further cells.
    """
    form = read_form(workbook, edition, located, values)
    form.leave_out(unjudged(form))
    wrong = doubted(form)
    changed_here = changed_entries(form, wrong)
    typed_over = overwritten_entries(form)
    told = {entry.value.place for entry in (*changed_here, *typed_over)}
    left = [e for e in form.derived if e.value.place in wrong and e.value.place not in told]
    tables = tables_of(form)
    return (
        *blank_form(form),
        *gather(changed(form, changed_here)),
        *gather(overwritten(form, typed_over)),
        *gather(stale(form, left)),
        *gather(formulas_in_inputs(form)),
        *edited_labels(form, tables),
        *added_rows(form, tables),
        *figures_elsewhere(form),
        *stale_titles(form),
        *hidden(form),
        *gather(struck(form)),
        *gather_texts(comments(form)),
    )
