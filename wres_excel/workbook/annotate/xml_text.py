"""Texts as they stand in the XML of a workbook, cut to what a cell or a note can hold."""

from wres_excel.workbook.inscription import LONGEST_TEXT
from wres_excel.workbook.xml import encode_escapes

ELLIPSIS = "…"


def element_text(text: str) -> bytes:
    """Return a text as the content of an element: escaped, control characters as _xHHHH_."""
    coded = encode_escapes(text.replace("\r\n", "\n")).replace("&", "&amp;")
    return coded.replace("<", "&lt;").replace(">", "&gt;").encode()


def attribute_text(text: str) -> bytes:
    """Return a text as the value of an attribute in double quotes."""
    return element_text(text).replace(b'"', b"&quot;").replace(b"\n", b"&#10;")


def cut_to(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return a text, with an ellipsis at its end if it is too long; longest as Excel counts."""
    if length(text) <= longest:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * (longest - 1)]
    return units.decode("utf-16-le", "ignore") + ELLIPSIS


def length(text: str) -> int:
    """Return the length of a text as Excel counts it, in halves of UTF-16 pairs."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
