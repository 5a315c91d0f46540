"""Pieces cut into a part: they go where they should, and every other byte stays."""

import pytest

from wres_excel.errors import DamageError
from wres_excel.workbook.annotate.markup import Cut, read_markup, spliced

NAMESPACE = "urn:example"


def test_nodes_know_their_names_attributes_and_bytes() -> None:
    part = b'<x:a xmlns:x="urn:example" x:id="1"><x:b k="v"/><x:c><x:d/></x:c></x:a>'
    markup = read_markup(part, depth=3)
    assert (markup.root.name, markup.root.namespace, markup.prefix) == ("a", NAMESPACE, b"x:")
    assert markup.root.attributes == {"id": "1"}
    assert [markup.source(node) for node in markup.root.children] == [
        b'<x:b k="v"/>',
        b"<x:c><x:d/></x:c>",
    ]
    assert [node.name for node in markup.root.children[1].children] == ["d"]


def test_only_the_children_asked_for_are_looked_into() -> None:
    markup = read_markup(b"<a><b><c/></b><d><e><f/></e></d></a>", depth=4, inside=("d",))
    seen = [(node.name, [child.name for child in node.children]) for node in markup.root.children]
    assert seen == [("b", []), ("d", ["e"])]
    assert markup.root.children[1].children[0].children[0].name == "f"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"<a><b>1</b></a>", b"<a><b>1+</b></a>"),
        (b"<a><b /></a>", b"<a><b >+</b></a>"),
        (b"<x:a xmlns:x='u'><x:b/></x:a>", b"<x:a xmlns:x='u'><x:b>+</x:b></x:a>"),
    ],
)
def test_content_goes_to_the_end_of_an_element_that_is_opened_if_need_be(
    part: bytes, expected: bytes
) -> None:
    markup = read_markup(part)
    assert markup.with_cuts([markup.append(markup.root.children[0], b"+")]) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"<a><b/><c/><d/></a>", b"<a><b/><c/>+<d/></a>"),
        (b"<a><d/></a>", b"<a>+<d/></a>"),
        (b"<a/>", b"<a>+</a>"),
    ],
)
def test_content_goes_after_the_last_of_some_children_else_in_front(
    part: bytes, expected: bytes
) -> None:
    markup = read_markup(part)
    assert markup.with_cuts([markup.after_last(markup.root, ("b", "c"), b"+")]) == expected


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"<a k='1' l=\"2\"/>", b'<a k="9" l="2"/>'),
        (b"<a m=\" k='1'\"/>", b'<a k="9" m=" k=\'1\'"/>'),
        (b"<a/>", b'<a k="9"/>'),
    ],
)
def test_an_attribute_is_replaced_where_it_stands_or_put_first(
    part: bytes, expected: bytes
) -> None:
    markup = read_markup(part)
    assert markup.with_cuts([markup.set_attribute(markup.root, "k", "9")]) == expected


def test_a_part_in_utf_16_stays_in_it() -> None:
    part = '<?xml version="1.0" encoding="UTF-16"?><a>é<b/></a>'.encode("utf-16")
    markup = read_markup(part)
    cut = markup.removal(markup.root.children[0])
    assert markup.with_cuts([cut]).decode("utf-16") == (
        '<?xml version="1.0" encoding="UTF-16"?><a>é</a>'
    )


def test_cuts_at_one_place_keep_their_order() -> None:
    assert spliced(b"ac", [Cut(1, 1, b"b"), Cut(1, 1, b"B"), Cut(0, 1, b"A")]) == b"AbBc"


def test_cuts_that_meet_are_damage() -> None:
    with pytest.raises(DamageError, match="Two changes of one part of the workbook met"):
        spliced(b"abc", [Cut(0, 2, b""), Cut(1, 3, b"")])


@pytest.mark.parametrize("part", [b"<a>", b"<!DOCTYPE a><a/>"])
def test_a_part_that_is_not_safe_to_edit_is_refused(part: bytes) -> None:
    with pytest.raises(DamageError):
        read_markup(part)
