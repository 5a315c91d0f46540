"""Texts of which a part is struck through, on their way from the file to the sheet that says so."""

from collections.abc import Sequence
from dataclasses import replace

from wres_excel.workbook.records import Sheet
from wres_excel.workbook.xml import decode_escapes


class StruckText(str):
    """A text of several runs of which some are struck through; part: what these say."""

    __slots__ = ("part",)
    part: str


class StruckStrings(list[str]):
    """Shared strings of which at least one is a StruckText."""

    __slots__ = ()


def mark_struck(text: str, runs: Sequence[str]) -> str:
    """Return a text that knows what of it is struck through.

    runs: the text of each run that is, as stored; a line through nothing but spaces is none.
    """
    part = " ".join(decode_escapes("".join(runs)).split())
    if not part:
        return text
    marked = StruckText(text)
    marked.part = part
    return marked


def with_struck(sheet: Sheet) -> Sheet:
    """Return a sheet that says itself which of its cells are struck in part, its texts plain."""
    cells, struck = dict(sheet.cells), {}
    for spot, cell in sheet.cells.items():
        if isinstance(cell.raw, StruckText):
            struck[spot] = cell.raw.part
            cells[spot] = cell._replace(raw=str.__str__(cell.raw))
    return replace(sheet, cells=cells, struck=struck)
