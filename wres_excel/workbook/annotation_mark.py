"""How a copy that `check --annotate` made is told from a return, as long as nobody saved it."""

import re

from wres_excel.workbook.annotate.copy import CHECKS
from wres_excel.workbook.package import Package
from wres_excel.workbook.records import Workbook

_NAME = re.compile(rf"{CHECKS}( \d+)?")
_TITLE = re.compile(r"Workforce Race Equality Standard\b.*: checks\b.*", re.DOTALL)
_AS_WE_WRITE = b'<is><t xml:space="preserve">Workforce Race Equality Standard'
"""Our title in its own cell, in just the characters that no other program writes it with."""


def is_untouched_copy(workbook: Workbook, package: Package) -> bool:
    """Return whether a workbook is an annotated copy as it was written, which holds nothing new.

    package: what the workbook was read from. Our sheet must stand in front, with our title, in
    our form. A copy that was saved since may have been corrected, and is a return like any other:
    it has a later time of saving than the workbook that it was made of.
    """
    sheet = workbook.sheets[0]
    title = sheet.cells.get((1, 1))
    if _NAME.fullmatch(sheet.name) is None or title is None:
        return False
    return _TITLE.fullmatch(title.raw) is not None and _AS_WE_WRITE in package.part(sheet.part)
