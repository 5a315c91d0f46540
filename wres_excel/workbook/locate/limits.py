"""How much text is looked through for labels; no return has nearly as much."""

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.locate.lexicon import LONGEST_LABEL
from wres_excel.workbook.records import Workbook

FEW_CELLS = 8_000
"""So many cells can be looked through, whatever they hold."""
MOST_CHARACTERS = 4_000_000


def refuse_too_much_text(workbook: Workbook) -> None:
    """Raise UnreadableFile if the texts of a workbook are too many and too long to look through.

    Equal texts count once, and of a text as many characters as a label can have.
    """
    if sum(len(sheet.cells) for sheet in workbook.sheets) <= FEW_CELLS:
        return
    texts = {c.raw for sheet in workbook.sheets for c in sheet.cells.values() if c.kind == "text"}
    if sum(min(len(text), LONGEST_LABEL) for text in texts) > MOST_CHARACTERS:
        raise UnreadableFile(
            "The workbook holds too much text to be a WRES return",
            file=workbook.file,
            found=f"more than {MOST_CHARACTERS:,} characters in {len(texts):,} different texts",
            expected=f"at most {MOST_CHARACTERS:,} characters in all sheets",
            remedy="Remove sheets that do not belong to the return, save it, then try again.",
        )
