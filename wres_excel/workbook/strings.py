"""The shared strings of a workbook: each text once, cells hold its number."""

import re
from functools import lru_cache
from itertools import zip_longest

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.package import Package
from wres_excel.workbook.plain_xml import (
    ATTRIBUTES,
    DECLARATION,
    ESCAPED,
    GAP,
    attributes_of,
    unescaped,
)
from wres_excel.workbook.struck import StruckStrings, StruckText, mark_struck
from wres_excel.workbook.xml import LocalNames, decode_escapes, is_true, new_stream, run_stream

MAX_STRINGS = 2_000_000
LONGEST_ODD = 10_000
STRIKE = b"strike"
"""Without it no part in UTF-8 has a run that is struck through."""

_OPENING = re.compile(f"{GAP}*<sst{ATTRIBUTES}{GAP}*>")
_PLAIN = re.compile(f'<si><t(?: xml:space="preserve")?>({ESCAPED})</t></si>')


def read_strings(package: Package, part: str | None) -> list[str]:
    """Return the shared strings in order, runs of rich text joined, phonetic guides left out.

    They are StruckStrings if a run of one of them is struck through. part: the name of the part
    that holds them, None if the workbook has none.
    Raises UnreadableFile if the part is missing or damaged, or has too many strings.
    """
    if part is None:
        return []
    content = package.part(part)
    plain = read_plain(content)
    strings = read_any(content, part, package.name) if plain is None else plain
    if plain is not None and STRIKE not in content:
        return strings
    return StruckStrings(strings) if any(isinstance(s, StruckText) for s in strings) else strings


def read_plain(content: bytes) -> list[str] | None:
    """Return strings as Excel and its like write them, several times as quick.

    Returns None for a part that is in another form, and for one that has to be refused.
    """
    try:
        body = _body(content.decode())
        pieces = _PLAIN.split(body)
        texts = _decoded(pieces[1::2], body)
        strings = _joined(pieces[::2], texts) if any(pieces[::2]) else texts
    except (ValueError, UnreadableFile):
        return None
    return strings if len(strings) <= MAX_STRINGS else None


def _decoded(texts: list[str], body: str) -> list[str]:
    """Return texts as they mean; body: all of them, where one look tells what they can hold."""
    if "&" in body:
        texts = [unescaped(text) for text in texts]
    if "_x" in body:
        texts = [decode_escapes(text) for text in texts]
    return texts


def _body(text: str) -> str:
    """Return what stands within the root; raises ValueError if the part is in another form."""
    declared = DECLARATION.match(text)
    opened = _OPENING.match(text, declared.end() if declared else 0)
    body, closed, rest = text[opened.end() if opened else 0 :].rpartition("</sst>")
    if opened is None or not closed or rest.strip(" \n\t"):
        raise ValueError(text[:40])
    attributes_of(opened[1])
    return body


def _joined(gaps: list[str], texts: list[str]) -> list[str]:
    """Return all strings in order; gaps: what stands before each text, and after the last."""
    strings: list[str] = []
    for gap, text in zip_longest(gaps, texts):
        strings += _odd(gap) if gap else ()
        strings += () if text is None else (text,)
    return strings


@lru_cache(maxsize=1024)
def _odd(markup: str) -> tuple[str, ...]:
    """Return strings that are not plain, such as those of several runs, each kind read once.

    Raises ValueError if what stands between two plain strings is more than strings.
    """
    if "<!" in markup or "<?" in markup or "sst" in markup or len(markup) > LONGEST_ODD:
        raise ValueError(markup[:40])
    return tuple(read_any(f"<sst>{markup}</sst>".encode(), "", ""))


def read_any(content: bytes, part: str, file: str) -> list[str]:
    """Read strings with the parser of XML, in whatever form they are.

    part and file: their names for messages. Raises UnreadableFile if the part is damaged, or has
    too many strings.
    """
    reader = _StringsReader(part, file)
    parser = new_stream(part, file)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    run_stream(parser, content, part, file)
    return reader.strings


class _StringsReader:
    __slots__ = (
        "_file",
        "_names",
        "_part",
        "_phonetic",
        "_pieces",
        "_strikes",
        "_struck",
        "strings",
        "text",
    )

    def __init__(self, part: str, file: str) -> None:
        self.strings: list[str] = []
        self.text: list[str] = []
        self._pieces: list[str] = []
        self._struck: list[str] = []
        self._strikes = False
        self._phonetic = False
        self._names = LocalNames()
        self._part, self._file = part, file

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names[name]
        if tag == "t":
            self.text.clear()
        elif tag == "r":
            self._strikes = False
        elif tag == "strike":
            self._strikes = is_true(attributes.get("val", "1"))
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        tag = self._names[name]
        if tag == "t":
            if not self._phonetic:
                self._pieces.append("".join(self.text))
                if self._strikes:
                    self._struck.append(self._pieces[-1])
        elif tag == "si":
            self._finish_string()
        elif tag == "rPh":
            self._phonetic = False

    def _finish_string(self) -> None:
        text = decode_escapes("".join(self._pieces))
        self.strings.append(mark_struck(text, self._struck) if self._struck else text)
        self._pieces.clear()
        self._struck.clear()
        self._strikes = False
        if len(self.strings) > MAX_STRINGS:
            raise UnreadableFile(
                "The workbook holds too many texts to be a WRES return",
                file=self._file,
                found=f"more than {MAX_STRINGS:,} texts in {self._part}",
                expected=f"at most {MAX_STRINGS:,} texts",
                remedy=kinds.ASK_SENDER,
            )
