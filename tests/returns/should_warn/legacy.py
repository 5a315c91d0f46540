"""Workbooks of before 2007, which keep formulas, errors and number formats to themselves."""

import io

import xlwt
from forms.paper import Draft, Formula

from ..cases import case
from ..keys import now
from ..made import Made


@case("a legacy workbook", "a plain 0.123")
def an_xls_with_shares_shown_as_percentages(made: Made) -> None:
    """0.5 may be half a point or 50 points: nobody can tell how the cell shows it."""
    points, share = now("board.difference"), now("board.total_share")
    made.type(points, -0.145)
    made.type(share, 0.6)
    made.content = as_xls(made.draft)
    made.file = "return-X9Y9Z.xls"
    for key in made.told:
        made.say(key, format=None)
    made.find("legacy-format", "note")
    made.find("share-or-percent", "warning", points, share)


def as_xls(draft: Draft) -> bytes:
    """Return a form as an .xls."""
    book = xlwt.Workbook()
    for page in draft.pages:
        sheet = book.add_sheet(page.name)
        merged = {span[:2]: span for span in page.merges}
        for (row, column), entry in page.cells.items():
            held = entry.held.result if isinstance(entry.held, Formula) else entry.held
            top, left, bottom, right = merged.get((row, column), (row, column, row, column))
            if (top, left) == (bottom, right):
                sheet.write(row - 1, column - 1, held)
            else:
                sheet.write_merge(top - 1, bottom - 1, left - 1, right - 1, held)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
