"""The apostrophe that keeps a spreadsheet program from running text of a CSV as a formula."""

import re

_TO_PROTECT = re.compile(r"'*[=+\-@\t\r]")
_PROTECTED = re.compile(r"'+[=+\-@\t\r]")


def protect(text: str) -> str:
    """Return text for a CSV: what a program may run gets one more apostrophe in front.

    Text that already has apostrophes there gets one too, so that unprotect always undoes it.
    """
    return f"'{text}" if _TO_PROTECT.match(text) else text


def unprotect(text: str) -> str:
    """Return the text that protect was given."""
    return text[1:] if _PROTECTED.match(text) else text
