"""How a workbook that `collate` made is told from a return, also after Excel has saved it."""

from wres_excel.workbook.records import Workbook

ABOUT = "About"
SUBJECT = "collation of returns"


def is_collation(workbook: Workbook) -> bool:
    """Return whether a workbook is a collation of returns, by the title of its first sheet."""
    about = (sheet for sheet in workbook.sheets if sheet.name == ABOUT)
    titles = (sheet.cells[1, 1].raw for sheet in about if (1, 1) in sheet.cells)
    return any(title.endswith(f": {SUBJECT}") for title in titles)
