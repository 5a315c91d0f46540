"""Answers that were to be typed and are formulas, and a form with no answers at all."""

from collections.abc import Iterator

from wres_excel.findings import Finding
from wres_excel.workbook.drift.form import Form
from wres_excel.workbook.formula_tokens import is_external
from wres_excel.workbook.gather import brief

FORMULA = Finding(
    "input-formula",
    "note",
    "A figure that is to be typed in is a formula",
    "Check that the formula gives the figure meant, or replace it by its value.",
)
LINK = Finding(
    "input-external-link",
    "warning",
    "A figure that is to be typed in is read from another workbook",
    "Replace the link by its value: the other workbook may have changed, or not be there.",
)
BLANK = Finding(
    "blank-form",
    "note",
    "The form is blank",
    "Check that this is the completed return and not the form that was sent out.",
)
_WHOSE = frozenset({"report.organisation_name", "report.organisation_code"})


def formulas_in_inputs(form: Form) -> Iterator[Finding]:
    """Yield the inputs that hold formulas, links to other workbooks among them."""
    for entry in form.inputs:
        if entry.cell.formula is None:
            continue
        formula = form.formula(entry)
        template = LINK if formula and is_external(formula) else FORMULA
        found = brief(f"={formula}") if formula else "a formula"
        yield form.finding(template, entry, found=found, expected="a typed value")


def blank_form(form: Form) -> Iterator[Finding]:
    """Yield one finding if every input is blank; whose return it is may be filled in.

    A form is not known to be blank if no cell was located, or some for certain nowhere.
    """
    items, places = form.edition.by_key, form.located.locations
    known = any(items[place.item].formula is None and place.item not in _WHOSE for place in places)
    answered = (e for e in form.inputs if e.value.status != "blank" and e.item.key not in _WHOSE)
    if known and not form.located.ambiguous and next(answered, None) is None:
        yield Finding(
            BLANK.rule,
            BLANK.severity,
            BLANK.message,
            BLANK.remedy,
            file=form.workbook.file,
            found="no answer in any cell",
            expected="figures",
        )
