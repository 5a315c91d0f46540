"""The comments (notes) of a sheet, by the cell they are pinned to."""

from lxml import etree

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.package import Package
from wres_excel.workbook.relations import read_relations, target_of
from wres_excel.workbook.xml import attribute, child, children, decode_escapes, parse_xml


def read_comments(package: Package, sheet_part: str) -> dict[tuple[int, int], str]:
    """Return the text of each comment of a sheet by (row, column), runs of rich text joined.

    Raises UnreadableFile if the part that holds them is missing or damaged.
    """
    part = target_of(read_relations(package, sheet_part), "comments")
    if part is None:
        return {}
    root = parse_xml(package.part(part), part, package.name)
    return {
        _place(attribute(comment, "ref") or "", part, package.name): _text(comment)
        for comments in children(root, "commentList")
        for comment in children(comments, "comment")
    }


def _place(reference: str, part: str, file: str) -> tuple[int, int]:
    try:
        return parse_address(reference)
    except ValueError as err:
        raise UnreadableFile(
            "The workbook is damaged: a comment lies outside the sheet",
            file=file,
            found=f"{reference[:40]!r} in {part}",
            expected="cells A1 to XFD1048576",
            remedy=kinds.ASK_SENDER,
        ) from err


def _text(comment: etree._Element) -> str:
    """Runs stand in <r>; guides to pronunciation, in <rPh>, are left out."""
    text = child(comment, "text")
    if text is None:
        return ""
    holders = (text, *children(text, "r"))
    pieces = (piece.text or "" for holder in holders for piece in children(holder, "t"))
    return decode_escapes("".join(pieces))
