"""XML from strangers is parsed without what it could harm with, and escapes go both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.workbook.xml import (
    MAX_MARKUP,
    attribute,
    child,
    children,
    decode_escapes,
    encode_escapes,
    is_true,
    local_name,
    new_stream,
    parse_xml,
    run_stream,
)

from .strangers import ASK_SENDER, FETCH_AGAIN, refusal

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    '<a x="&b;">&b;</a>'
)
DOCTYPE = (
    "return.xlsx: The file is not safe to open: it is not built as Excel builds a workbook (found "
    "a document type declaration in xl/a.xml; expected XML without declarations of its own). "
    f"{ASK_SENDER}"
)


def malformed(line: int) -> str:
    return (
        "return.xlsx: The workbook is damaged: one of its parts is not well-formed XML (found a "
        f"fault in line {line} of xl/a.xml; expected a file as Excel saved it). {FETCH_AGAIN}"
    )


def parse(data: bytes):
    return parse_xml(data, "xl/a.xml", "return.xlsx")


def stream(data: bytes) -> list[str]:
    """Return the names of the elements and the texts in the order of the stream."""
    parser, seen = new_stream("xl/a.xml", "return.xlsx"), []
    parser.StartElementHandler = lambda name, _attributes: seen.append(name)
    parser.CharacterDataHandler = seen.append
    run_stream(parser, data, "xl/a.xml", "return.xlsx")
    return seen


def in_utf16(text: str) -> bytes:
    return text.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")


@pytest.mark.parametrize("read", [parse, stream])
@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        b"\xef\xbb\xbf" + LAUGHS.encode(),
        in_utf16(LAUGHS),
        LAUGHS.replace('"1.0"', '"1.0" encoding="windows-1252"').encode("windows-1252"),
        b'<!-- <a> --><!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>',
    ],
)
def test_a_document_type_is_refused_in_every_encoding(read, data: bytes):
    assert refusal(lambda: read(data)) == DOCTYPE


def test_utf_16_without_its_mark_is_searched_as_well():
    assert refusal(lambda: parse(LAUGHS.encode("utf-16-le"))) == DOCTYPE
    assert refusal(lambda: parse(LAUGHS.encode("utf-16-be"))) == DOCTYPE


def test_an_entity_outside_a_document_type_is_refused():
    assert refusal(lambda: parse(b"<a><!ENTITY b 'c'></a>")) == DOCTYPE


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a><a/>',
        LAUGHS.encode("utf-32"),
        LAUGHS.encode("cp037"),
        b"\xff\xfe<",
        b"\0",
        b"",
    ],
)
def test_an_encoding_that_could_hide_a_document_type_is_not_read(data: bytes):
    assert refusal(lambda: parse(data)) == malformed(1)


@pytest.mark.parametrize("read", [parse, stream])
@pytest.mark.parametrize("data", [b"<a>\n<b></a>", b"<a>\n&nbsp;</a>", b"<a>\n</a>\0"])
def test_xml_that_is_not_well_formed_is_refused_with_its_line(read, data: bytes):
    assert refusal(lambda: read(data)) == malformed(2)


def test_an_encoding_nobody_knows_is_refused():
    assert refusal(lambda: stream(b'<?xml version="1.0" encoding="x-odd"?><a/>')) == malformed(1)


@pytest.mark.parametrize(
    "data",
    [
        "<a>é</a>".encode(),
        "<a>é</a>".encode("utf-8-sig"),
        "<a>é</a>".encode("utf-16"),
        '<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>'.encode("latin-1"),
        "<?xml version='1.0' encoding='windows-1252'?><a>é</a>".encode("windows-1252"),
        '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'.encode("utf-16"),
    ],
)
def test_the_encodings_of_spreadsheets_are_read(data: bytes):
    assert parse(data).text == "é"
    assert stream(data) == ["a", "é"]


def test_a_part_with_more_markup_than_a_tree_should_hold_is_refused():
    data = b"<a>" + b"<b/>" * MAX_MARKUP + b"</a>"
    assert refusal(lambda: parse(data)) == (
        "return.xlsx: The file is not safe to open: it is not built as Excel builds a workbook "
        "(found more than 1,000,000 tags and attributes in xl/a.xml; expected a part of the usual "
        f"size). {ASK_SENDER}"
    )


def test_names_are_compared_without_namespace():
    root = parse(b'<x:a xmlns:x="u" xmlns:y="v"><!-- c --><x:b y:id="1" n="2"/><b/></x:a>')
    assert local_name(root) == "a"
    assert len(list(children(root, "b"))) == 2
    assert attribute(child(root, "b"), "id") == "1"
    assert attribute(child(root, "b"), "other") is None
    assert child(root, "c") is None


def test_only_the_words_for_yes_are_true():
    assert [is_true(word) for word in ("1", "true", "on", "0", "false", "", None)] == [
        True, True, True, False, False, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("a_x000D_b", "a\rb"),
        ("_x000d_", "\r"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x0041_", "A"),
        ("_x41_", "_x41_"),
        ("_xlfn.IFS", "_xlfn.IFS"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "_xD83D_"),
        ("_xDE00__xD83D_", "_xDE00__xD83D_"),
    ],
)
def test_escapes_are_decoded(stored: str, text: str):
    assert decode_escapes(stored) == text


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("a\r\n\tb", "a_x000D_\n\tb"),
        ("\0\x1f\ufffe", "_x0000__x001F__xFFFE_"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x0041_x0042_", "_x005F_x0041_x005F_x0042_"),
        ("_x0041\r", "_x005F_x0041_x000D_"),
        ("_x41_", "_x41_"),
        ("\ud800", "_xD800_"),
    ],
)
def test_what_xml_cannot_hold_is_encoded(text: str, stored: str):
    assert encode_escapes(text) == stored


TRICKY = st.text(st.sampled_from("_x004159AFdD8\r\0\n\ufffe😀"), max_size=40)


@given(TRICKY | st.text(st.characters(exclude_categories=["Cs"])))
def test_decoding_is_the_inverse_of_encoding(text: str):
    stored = encode_escapes(text)
    assert decode_escapes(stored) == text
    markup = stored.translate({ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"})
    assert (parse(f"<a>{markup}</a>".encode()).text or "") == stored
