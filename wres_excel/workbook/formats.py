"""What a number format says about the numbers it shows."""

import re
from functools import lru_cache

_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


@lru_cache(maxsize=1024)
def is_percent_format(code: str) -> bool:
    """Return whether a number format shows a share of 1 as percent."""
    return "%" in _LITERAL.sub("", code)


@lru_cache(maxsize=1024)
def is_date_format(code: str) -> bool:
    """Return whether a number format shows a date: a day or a year outside quotes and brackets."""
    bare = _LITERAL.sub("", code).lower()
    return "y" in bare or "d" in bare or "mmm" in bare
