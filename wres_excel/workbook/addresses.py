"""Cell addresses as people write them (I27) and as numbers (row 27, column 9)."""

import re
from functools import lru_cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})\Z")


def column_number(letters: str) -> int:
    """Return the number of a column, A being 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=1024)
def column_letters(number: int) -> str:
    """Return the letters of a column, 1 being A."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


@lru_cache(maxsize=65536)
def parse_address(address: str) -> tuple[int, int]:
    """Return (row, column), both from 1, of an address such as I27 or $I$27.

    Raises ValueError if the text is no address or lies outside the grid of a worksheet.
    """
    match = _ADDRESS.match(address)
    row, column = (int(match[2]), column_number(match[1])) if match else (0, 0)
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise ValueError(f"{address!r} is not the address of a cell")
    return row, column


def format_address(row: int, column: int) -> str:
    """Return the address of a row and a column, both from 1: (27, 9) is I27."""
    return f"{column_letters(column)}{row}"


def parse_range(text: str) -> tuple[int, int, int, int]:
    """Return (first row, first column, last row, last column) of A1:B2, or of a single A1.

    Raises ValueError if either end is no address.
    """
    first, _, last = text.partition(":")
    top, left = parse_address(first)
    bottom, right = parse_address(last or first)
    return min(top, bottom), min(left, right), max(top, bottom), max(left, right)
