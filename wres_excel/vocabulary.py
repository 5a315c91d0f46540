"""Headings and labels as people spell them: the tables of templates/vocabulary."""

import csv
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from io import StringIO

_UNSEEN = re.compile("['\u2018\u2019`\u00ad\u200b-\u200f\u2060\ufeff]")
_GAP = re.compile(r"[\W_]+")
_NUMBERING = re.compile(
    r"(?:(?:q|question|item|ref)\s?)?\d{1,2}(?:\s?[a-e]|\s?i{1,3})?\s+(?=\w)|[a-e]\s+(?=\w)"
)


@lru_cache
def spellings(table: str) -> tuple[tuple[str, str], ...]:
    """Return a table of the vocabulary: what people write, and what it stands for.

    table: "groups", "labels", "sections", "headings", "organisation", "words" or "standards".
    Returns the first two columns of each row, as written in the file.
    """
    return tuple((row[0], row[1]) for row in _rows(table))


@lru_cache
def meanings(table: str) -> dict[str, str]:
    """Return a table of the vocabulary by normal form; it is shared, so it is only read."""
    return {normalise(spelling): meaning for spelling, meaning in spellings(table)}


@lru_cache
def standards(kind: str) -> dict[str, str]:
    """Return which standard a text names, by normal form; kind is "name" or "heading"."""
    return {normalise(row[0]): row[1] for row in _rows("standards") if row[2] == kind}


def standard_named(normal: str) -> str | None:
    """Return which standard a normal form names, such as "wres", or None."""
    padded = f" {normal} "
    names = standards("name").items()
    return next((standard for name, standard in names if f" {name} " in padded), None)


@lru_cache(maxsize=16384)
def normalise(text: str) -> str:
    """Return a text in the form in which spellings are compared.

    Case, punctuation, line breaks and the kinds of space do not matter, and words with one
    meaning become one word, as templates/vocabulary/words.csv lists them: "% of Staff" is
    "percent of staff".
    """
    return _normal_of_ascii(text) if text.isascii() else _normal_of_any(text)


def _normal_of_any(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    signs = _UNSEEN.sub("", folded).replace("%", " percent ").replace("&", " and ")
    return _with_one_word_each(_GAP.sub(" ", signs).strip())


def _normal_of_ascii(text: str) -> str:
    """Do the same with a text that needs no folding: most texts of a form, and far quicker."""
    words = text.lower().translate(_SIGNS).split()
    plain = " ".join(words)
    return plain if _first_words().isdisjoint(words) else _with_one_word_each(plain)


_SIGNS = {ord(sign): " " for sign in map(chr, range(128)) if not sign.isalnum()}
_SIGNS |= {ord("'"): "", ord("`"): "", ord("%"): " percent ", ord("&"): " and "}


def _with_one_word_each(plain: str) -> str:
    """Return a text with each of the words that mean the same replaced by one of them."""
    pattern, means = _words()
    return _GAP.sub(" ", pattern.sub(lambda found: means[found[0]], plain)).strip()


@lru_cache
def _first_words() -> frozenset[str]:
    return frozenset(row[0].partition(" ")[0] for row in _rows("words"))


def without_number(normal: str) -> str:
    """Return a normal form without its numbering: "1a background" is "background"."""
    found = _NUMBERING.match(normal)
    return normal[found.end() :] if found else normal


@lru_cache
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    means = {row[0]: row[1] for row in _rows("words")}
    longest_first = sorted(means, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"), means


def _rows(table: str) -> list[list[str]]:
    file = resources.files("wres_excel.templates") / "vocabulary" / f"{table}.csv"
    return list(csv.reader(StringIO(file.read_text(encoding="utf-8"))))[1:]
