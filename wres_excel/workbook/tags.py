"""Start tags as bytes: where they end, what they are called, which attributes they carry."""

import re
from collections.abc import Iterator

from wres_excel.errors import DamageError

_START_TAG = re.compile(rb"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>""")
_NAME = re.compile(rb"<([^\s/>]+)")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"[^"]*"|'[^']*')""")


def start_tag_end(part: bytes, start: int) -> int:
    """Return where the start tag that begins at start ends, one past its ">"."""
    match = _START_TAG.match(part, start)
    if match is None:
        raise DamageError("The XML of a part of this workbook could not be followed")
    return match.end()


def element_end(part: bytes, tag_end: int, index: int) -> int:
    """Return where an element ends, one past its last ">".

    tag_end: where its start tag ends; index: what expat reports at its end, which is where the
    end tag starts, or for a self-closing element where it ends.
    """
    return tag_end if is_self_closing(part, tag_end) else part.index(b">", index) + 1


def is_self_closing(part: bytes, tag_end: int) -> bool:
    """Return whether the start tag that ends there is its whole element."""
    return part.endswith(b"/>", 0, tag_end)


def element_name(part: bytes, start: int = 0) -> bytes:
    """Return the name of the start tag that begins at start, with its prefix."""
    match = _NAME.match(part, start)
    return match[1] if match else b""


def prefix_of(name: bytes) -> bytes:
    """Return the namespace prefix of a name with its colon, nothing if it has none."""
    return b"".join(name.rpartition(b":")[:2])


def attributes_of(tag: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the attributes of one start tag: each name, and its bytes with the space before."""
    return ((match[1], match[0]) for match in _ATTRIBUTE.finditer(tag))
