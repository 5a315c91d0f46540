"""The empty metrics file of an edition, ready to be filled in."""

import csv
import io

from wres_excel.domain.model import Edition, Place
from wres_excel.domain.naming import full_labels
from wres_excel.tables.apostrophe import protect
from wres_excel.tables.columns import BLANK_COLUMNS


def blank_metrics_csv(edition: Edition) -> str:
    """Return a metrics CSV with a row for every input item, period and group, values empty.

    Notes and derived items are left out. The column label says in words what is asked for.
    """
    labels = full_labels(edition)
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(BLANK_COLUMNS)
    for place in _asked(edition):
        writer.writerow((*place, "", protect(labels[place.item]), edition.name))
    return out.getvalue()


def _asked(edition: Edition) -> list[Place]:
    items = edition.by_key
    return [
        place
        for place in edition.places
        if items[place.item].note_of is None and not items[place.item].derived
    ]
