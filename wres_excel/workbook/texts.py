"""Texts that one program takes for a number and another does not, and numbers that became texts."""

import re

_PLAIN = re.compile(r"\s*[+-]?\d{1,15}(?:\.\d{1,15})?%?\s*", re.ASCII)
_START = re.compile(
    r"\s*(?:[-+(.,$£€¥\d]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
_LOGICAL = re.compile(r"\s*(?:true|false)\s*", re.IGNORECASE)
_PRECISE = re.compile(r"\d(?:\.?\d){15}|\b0\.0000|\d[eE][+-]?\d")


def may_mean_a_number(text: str) -> bool:
    """Return whether Excel may compute with a text where another program gives an error.

    Dates, times, currencies and fractions ("31 March 2019", "£5") are meant; plain digits, which
    all programs take for the same number, are not.
    """
    if _LOGICAL.fullmatch(text):
        return True
    if _PLAIN.fullmatch(text) or not any(letter.isdigit() for letter in text):
        return False
    return _START.match(text) is not None


def shows_all_digits(text: str) -> bool:
    """Return whether a number in a text is written as Excel would not, who stops at 15 digits."""
    return _PRECISE.search(text) is not None
