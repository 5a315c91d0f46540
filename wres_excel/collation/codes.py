"""Organisation codes: their forms, how people write several in one cell, and codes of nobody."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_BETWEEN = re.compile(r"\s+and\s+|[+/&,;\n]", re.IGNORECASE)
_AROUND = " \t\r\n\u00a0\u200b\ufeff.,:;'\"()[]"
_TOKEN = re.compile(r"[A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class CodeForm:
    """A form of organisation codes.

    pattern: of a whole code; its group "trust", if it has one, is the code of the organisation
    that a site belongs to; kind: what bears such codes; site: whether that is a site.
    """

    pattern: re.Pattern[str]
    kind: str
    site: bool = False


@dataclass(frozen=True, slots=True)
class CodeBook:
    """What is known of organisations before any is named.

    forms: the forms of codes, the likeliest first; placeholders: why a code is nobody's, by code;
    regions: names of NHS England's regions by code; columns: the column of a register that a
    heading names, by the normal form of the heading; name_words: words of names that mean another,
    or nothing, when names are compared.
    """

    forms: tuple[CodeForm, ...]
    placeholders: Mapping[str, str]
    regions: Mapping[str, str]
    columns: Mapping[str, str]
    name_words: Mapping[str, str]


def plain_code(text: str) -> str:
    """Return a code in capitals, without spaces and without punctuation around it."""
    return "".join(text.strip(_AROUND).upper().split())


def split_codes(text: str | None, book: CodeBook) -> tuple[str, ...]:
    """Return each code that an answer names, once, in the order written; empty if it is blank.

    "RXX and RYY", "RXX/RYY", "RXX, RYY", "RXX + RYY" and "RXX RYY" are two codes, "rxy" and
    "R X Y" are RXY. An answer that is no code, or not all codes, comes back whole.
    """
    whole = " ".join((text or "").upper().split())
    pieces = [piece for piece in _BETWEEN.split(text or "") if piece.strip(_AROUND)]
    codes = [code for piece in pieces for code in _codes_in(piece, book)]
    if not codes or None in codes:
        return (whole,) if whole else ()
    return tuple(dict.fromkeys(code for code in codes if code))


def form_of(code: str, book: CodeBook) -> CodeForm | None:
    """Return the form that a code has, the likeliest if it has several, or None."""
    return next((form for form in book.forms if form.pattern.fullmatch(code)), None)


def identifies(code: str, book: CodeBook) -> bool:
    """Return whether a code can tell one organisation from another: it has a form, and an owner."""
    return code not in book.placeholders and form_of(code, book) is not None


def trust_of_site(code: str, book: CodeBook) -> str | None:
    """Return the code of the trust whose site a code looks like: RH8 of RH802, or None."""
    form = form_of(code, book)
    found = form.pattern.fullmatch(code) if form and form.site else None
    return found["trust"] if found else None


def codes_within(text: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the known codes that stand in a text as words of their own, in order, each once."""
    return tuple(dict.fromkeys(t for t in _TOKEN.findall(text.upper()) if t in known))


def _codes_in(piece: str, book: CodeBook) -> tuple[str | None, ...]:
    """Return the codes that a piece of an answer lists, or the one it is; None for no code."""
    words = tuple(plain_code(word) for word in piece.split())
    if all(_is_code(word, book) for word in words):
        return words
    whole = plain_code(piece)
    return (whole if _is_code(whole, book) else None,)


def _is_code(text: str, book: CodeBook) -> bool:
    return text in book.placeholders or form_of(text, book) is not None
