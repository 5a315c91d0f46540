"""Derived items that cannot be judged, since a column that they follow from was not found."""

from wres_excel.domain.model import Place
from wres_excel.workbook.drift.agreement import sources_of
from wres_excel.workbook.drift.form import Form


def unjudged(form: Form) -> frozenset[Place]:
    """Return the places of derived items that follow from a figure in a column that was not found.

    The item of such a figure has a row, and so other cells: it is the column that is missing,
    of which there is a finding. What the form shows there cannot be told from what it should.
    """
    if not any(finding.rule == "column-not-found" for finding in form.located.findings):
        return frozenset()
    locations = form.located.locations
    rows = {place.item for place in locations}
    return frozenset(
        entry.value.place
        for entry in form.derived
        for source in sources_of(form.edition, entry.value.place)
        if source not in locations and source.item in rows
    )
