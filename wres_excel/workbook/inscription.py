"""How a content is written inside a <c> element: its t attribute and its value."""

import re
from datetime import datetime
from math import isfinite

from wres_excel.errors import DamageError
from wres_excel.workbook.cells import Content
from wres_excel.workbook.xml import encode_escapes

LONGEST_TEXT = 32_767

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_ERROR = re.compile(r"#[A-Z0-9/_]+[!?]?", re.ASCII)
_BOOLEANS = {"TRUE": b"1", "FALSE": b"0"}


def inscribe(content: Content, prefix: bytes, *, as_result: bool) -> tuple[bytes, bytes]:
    """Return the t attribute (with a space before it, or nothing) and the value element.

    content: what shall stand in the cell, not blank; prefix: the namespace prefix of the cell with
    its colon; as_result: whether the value stands beside a formula. Raises DamageError if the raw
    form is not one of its kind or cannot stand in a cell.
    """
    if content.kind == "text" and not as_result:
        return b' t="inlineStr"', _inline_string(content.raw, prefix)
    word, value = _plain_value(content)
    return word, b"<%bv>%b</%bv>" % (prefix, value, prefix)


def _plain_value(content: Content) -> tuple[bytes, bytes]:
    raw = content.raw
    match content.kind:
        case "number" if _NUMBER.fullmatch(raw) and isfinite(float(raw)):
            return b"", raw.encode()
        case "text":
            return b' t="str"', _escape(raw)
        case "boolean" if raw in _BOOLEANS:
            return b' t="b"', _BOOLEANS[raw]
        case "error" if _ERROR.fullmatch(raw):
            return b' t="e"', raw.encode()
        case "date" if _is_date(raw):
            return b' t="d"', raw.encode()
    raise DamageError(
        f"Something that is no {content.kind} was about to be written as one", found=repr(raw)
    )


def _inline_string(text: str, prefix: bytes) -> bytes:
    opening = b'<%bis><%bt xml:space="preserve">' % (prefix, prefix)
    return opening + _escape(text) + b"</%bt></%bis>" % (prefix, prefix)


def _escape(text: str) -> bytes:
    if _length(text) > LONGEST_TEXT:
        raise DamageError(
            "A text is longer than a cell can hold",
            found=f"{_length(text):,} characters",
            expected=f"at most {LONGEST_TEXT:,}",
            remedy="Shorten the text.",
        )
    coded = encode_escapes(text).replace("&", "&amp;")
    return coded.replace("<", "&lt;").replace(">", "&gt;").encode()


def _length(text: str) -> int:
    """Return the length as Excel counts it, in halves of UTF-16 pairs."""
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError as err:
        raise DamageError(
            "A text holds half a character, which no workbook can store", found=ascii(text)
        ) from err


def _is_date(raw: str) -> bool:
    try:
        datetime.fromisoformat(raw)
    except ValueError:
        return False
    return raw.isascii()
