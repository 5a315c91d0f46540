"""XML from strangers: no DTD, no entities, no network, and names without their namespaces."""

import re
from collections.abc import Iterator
from typing import NoReturn
from xml.parsers import expat

from lxml import etree

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds

MAX_MARKUP = 1_000_000

_UTF8_PARSER = etree.XMLParser(
    encoding="utf-8",
    resolve_entities=False,
    load_dtd=False,
    no_network=True,
    huge_tree=False,
    remove_comments=True,
    remove_pis=True,
)
_DECLARED = re.compile(rb"""\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_SINGLE_BYTE = {b"iso-8859-1": "iso-8859-1", b"windows-1252": "windows-1252"}
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_ESCAPE = re.compile(
    "_x(D[89AB][0-9A-F]{2})__x(D[C-F][0-9A-F]{2})_|_x([0-9A-F]{4})_", re.IGNORECASE
)
_FORBIDDEN = "\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff"
_TO_ESCAPE = re.compile(f"[{_FORBIDDEN}]|_(?=x[0-9A-Fa-f]{{4}}[_{_FORBIDDEN}])")


def parse_xml(data: bytes, part: str, file: str) -> etree._Element:
    """Return the root element of a small part of a package, parsed as a tree.

    data: the part's content in UTF-8, UTF-16, Latin-1 or Windows-1252; part and file: their
    names for messages. Raises UnreadableFile if the part is not well-formed, has a document type
    declaration, or holds more than MAX_MARKUP tags and attributes.
    """
    content = _as_utf8(data, part, file)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        refuse_doctype(part, file)
    if content.count(b"<") + content.count(b"=") > MAX_MARKUP:
        _refuse_size(part, file)
    try:
        return etree.fromstring(content, _UTF8_PARSER)
    except etree.XMLSyntaxError as err:
        raise _malformed(part, file, err.lineno or 1) from err


def new_stream(part: str, file: str) -> expat.XMLParserType:
    """Return a parser that calls handlers instead of building a tree, for parts of any size.

    Text arrives in few pieces; names keep their prefixes (see LocalNames). part and file: their
    names for messages.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = lambda *_: refuse_doctype(part, file)
    return parser


def run_stream(parser: expat.XMLParserType, data: bytes, part: str, file: str) -> None:
    """Send a whole part through a parser from new_stream.

    Raises UnreadableFile if the part is not well-formed or has a document type declaration, and
    whatever the handlers raise.
    """
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as err:
        raise _malformed(part, file, getattr(err, "lineno", 1)) from err


class LocalNames(dict[str, str]):
    """Names as written in one document (x:row) to names without prefix (row), kept once seen."""

    def __missing__(self, name: str) -> str:
        local = name.rpartition(":")[2]
        self[name] = local
        return local


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the children with a name, whatever their namespace."""
    return (child for child in element if local_name(child) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first child with a name, whatever its namespace, or None."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str) -> str | None:
    """Return the value of an attribute, whatever its namespace, or None."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def is_true(value: str | None) -> bool:
    """Tell whether an attribute of the type boolean says yes; one that is missing says no."""
    return value in ("1", "true", "on")


def refuse_doctype(part: str, file: str) -> NoReturn:
    """Raise the UnreadableFile about a part with a document type declaration."""
    raise UnreadableFile(
        "The file is not safe to open: it is not built as Excel builds a workbook",
        file=file,
        found=f"a document type declaration in {part}",
        expected="XML without declarations of its own",
        remedy=kinds.ASK_SENDER,
    )


def decode_escapes(text: str) -> str:
    """Return a text of a workbook with each _xHHHH_ replaced by the character it stands for.

    Two halves of a surrogate pair become one character; half a pair alone stays as written, since
    such a text could not be saved as UTF-8. Source: ECMA-376 part 1, 22.9.2.19, ST_Xstring.
    """
    return _ESCAPE.sub(_decode_match, text) if "_x" in text else text


def encode_escapes(text: str) -> str:
    """Return a text as a workbook stores it: what XML cannot hold, and what looks like an escape.

    decode_escapes is its exact inverse for every text without lone surrogates.
    """
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _decode_match(match: re.Match[str]) -> str:
    high, low, single = match.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
    code = int(single, 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _as_utf8(data: bytes, part: str, file: str) -> bytes:
    """One known encoding for the search and for the parser, so that neither can be misled."""
    try:
        if data.startswith(_UTF16_MARKS):
            return data.decode("utf-16").encode()
        if b"\0" in data[:2]:
            return data.decode("utf-16-le" if data[1] == 0 else "utf-16-be").encode()
        declared = _DECLARED.match(data)
        encoding = _SINGLE_BYTE.get(declared[1].lower()) if declared else None
        return data.decode(encoding).encode() if encoding else data
    except (UnicodeError, IndexError) as err:
        raise _malformed(part, file, 1) from err


def _malformed(part: str, file: str, line: int) -> UnreadableFile:
    return UnreadableFile(
        "The workbook is damaged: one of its parts is not well-formed XML",
        file=file,
        found=f"a fault in line {line} of {part}",
        expected="a file as Excel saved it",
        remedy=kinds.FETCH_AGAIN,
    )


def _refuse_size(part: str, file: str) -> NoReturn:
    raise UnreadableFile(
        "The file is not safe to open: it is not built as Excel builds a workbook",
        file=file,
        found=f"more than {MAX_MARKUP:,} tags and attributes in {part}",
        expected="a part of the usual size",
        remedy=kinds.ASK_SENDER,
    )
