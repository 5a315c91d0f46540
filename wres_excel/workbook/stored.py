"""From what stands in a <c> element to the kind and the raw content of a cell."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from math import isfinite

from wres_excel.workbook.cells import Formula, Kind
from wres_excel.workbook.xml import decode_escapes

LONGEST_NUMBER = 60
LONGEST_ERROR = 255
BROKEN_STRING = "#SST!"

_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)
_EXPONENT = re.compile(rf"{_DECIMAL.pattern}[eE][+-]?\d+", re.ASCII)
_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}
_EMPTY: tuple[Kind, str] = ("blank", "")


def interpret(
    cell_type: str | None, value: str | None, inline: str | None, strings: Sequence[str]
) -> tuple[Kind, str]:
    """Return the kind and the raw content of a cell.

    cell_type: the attribute t; value: the text of <v>, None if there is no <v>; inline: the text
    of <is>, None if there is none; strings: the shared strings of the workbook.
    """
    if value is None:
        if inline is None or cell_type != "inlineStr":
            return _EMPTY
        return "text", decode_escapes(inline)
    if cell_type == "s":
        return _shared_string(value.strip(), strings)
    if cell_type is None or cell_type == "n":
        return _number(value.strip())
    if cell_type in ("str", "inlineStr"):
        return "text", decode_escapes(value)
    return _rare(cell_type, value.strip())


def read_formula(attributes: dict[str, str], text: str) -> Formula:
    """Return the formula of an <f> element from its attributes and its text."""
    if not attributes:
        return Formula(text)
    shared = attributes.get("si", "")
    number = int(shared) if shared.isdecimal() and len(shared) < 10 else None
    reference = attributes.get("ref")
    match attributes.get("t"):
        case "shared":
            return Formula(text, "shared", reference, number)
        case "array":
            return Formula(text, "array", reference)
        case "dataTable":
            return Formula(text, "dataTable", reference)
        case _:
            return Formula(text)


def _shared_string(value: str, strings: Sequence[str]) -> tuple[Kind, str]:
    """A negative number would count from the end of the list, so only digits 0 to 9 will do."""
    if not (value.isdecimal() and value.isascii()):
        return "error", BROKEN_STRING
    try:
        return "text", strings[int(value)]
    except (IndexError, ValueError):
        return "error", BROKEN_STRING


def _number(digits: str) -> tuple[Kind, str]:
    """Digits are kept as they stand; a float is made of them only where it may be infinite."""
    if len(digits) <= LONGEST_NUMBER:
        if (digits.isdigit() and digits.isascii()) or _DECIMAL.fullmatch(digits):
            return "number", digits
        if _EXPONENT.fullmatch(digits) and isfinite(float(digits)):
            return "number", digits
        if not digits:
            return _EMPTY
    return "error", digits[:LONGEST_ERROR]


def _rare(cell_type: str, value: str) -> tuple[Kind, str]:
    if cell_type == "b" and value in _BOOLEANS:
        return "boolean", _BOOLEANS[value]
    if cell_type == "d" and _is_iso(value):
        return "date", value
    return "error", value[:LONGEST_ERROR]


def _is_iso(value: str) -> bool:
    for read in (datetime.fromisoformat, time.fromisoformat):
        try:
            read(value)
        except ValueError:
            continue
        return True
    return False
