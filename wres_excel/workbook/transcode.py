"""Parts of a workbook in UTF-8 for editing, and back in the encoding they came in."""

import re

from wres_excel.errors import DamageError

_STARTS = {
    b"\xff\xfe": "utf-16-le",
    b"<\x00": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"\x00<": "utf-16-be",
}
_DECLARED = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']+)""")


def to_utf8(part: bytes) -> tuple[bytes, str]:
    """Return a part in UTF-8, byte order mark and all, and the codec that it is stored in.

    Raises DamageError if it is in another encoding than UTF-8 and UTF-16, the two that workbooks
    may use, or names one that it is not in.
    """
    codec = _STARTS.get(part[:2], "utf-8")
    try:
        text = part if codec == "utf-8" else part.decode(codec).encode()
    except UnicodeError as err:
        raise _unsafe("bytes that are not its own encoding") from err
    match = _DECLARED.match(text)
    declared = match[1].decode() if match else codec
    if not declared.lower().replace("_", "-").startswith(codec[:6].rstrip("-")):
        raise _unsafe(declared)
    return text, codec


def from_utf8(text: bytes, codec: str) -> bytes:
    """Return the part as to_utf8 took it: the bytes in the codec it is stored in."""
    return text if codec == "utf-8" else text.decode().encode(codec)


def _unsafe(found: str) -> DamageError:
    return DamageError(
        "A part of this workbook is in an encoding that cannot be edited safely",
        found=found,
        expected="UTF-8 or UTF-16",
        remedy="Open the workbook in Excel, save it under a new name, and use that.",
    )
