"""Notes in the part of a sheet's comments, beside and behind those of the user."""

import re

import pytest

from wres_excel.workbook.annotate.comments_part import (
    add_notes,
    conversations_in,
    empty_comments,
)
from wres_excel.workbook.annotate.dialect import STRICT, TRANSITIONAL
from wres_excel.workbook.annotate.notes import Note, Run

from ..strangers import MAIN

NOTE = Note((1, 2), (Run("Bold\n", heading=True), Run("plain & <simple>")), 2)


def comments(inside: str, prefix: str = "") -> bytes:
    colon, bind = (f"{prefix}:", f":{prefix}") if prefix else ("", "")
    text = f'<{colon}comments xmlns{bind}="{MAIN}">{inside}</{colon}comments>'
    return text.encode()


def bare(part: bytes) -> str:
    """Return a part without the looks of its runs."""
    return re.sub(r"<(x:)?rPr>(<(x:)?b/>)?.*?</(x:)?rPr>", r"\2", part.decode())


RUNS = (
    '<r><b/><t xml:space="preserve">Bold\n</t></r>'
    '<r><t xml:space="preserve">plain &amp; &lt;simple&gt;</t></r>'
)


def test_a_new_comment_goes_behind_the_others_with_an_author_of_its_own() -> None:
    own = '<comment ref="A1" authorId="0"><text><t>Mine</t></text></comment>'
    part = comments(f"<authors><author>Me</author></authors><commentList>{own}</commentList>")
    assert (
        bare(add_notes(part, [NOTE], {(1, 1): "Mine"}))
        == comments(
            "<authors><author>Me</author><author>WRES checks</author></authors><commentList>"
            f'{own}<comment ref="B1" authorId="1" shapeId="0"><text>{RUNS}</text></comment>'
            "</commentList>"
        ).decode()
    )


@pytest.mark.parametrize(
    ("own", "present", "expected"),
    [
        ("<text><t>Mine</t></text>", "Mine", "<text><r><t>Mine</t></r>GAP{}</text>"),
        ("<text><r><t>Mine</t></r></text>", "Mine", "<text><r><t>Mine</t></r>GAP{}</text>"),
        (
            "<text><r><t>M</t></r><rPh sb='0' eb='1'/></text>",
            "M",
            "<text><r><t>M</t></r>GAP{}<rPh sb='0' eb='1'/></text>",
        ),
        ("<text/>", "", "<text>{}</text>"),
        ("", "", "<text>{}</text>"),
    ],
)
def test_a_comment_that_is_there_keeps_its_text_and_ours_follows(
    own: str, present: str, expected: str
) -> None:
    author = "<authors><author>WRES checks</author></authors>"
    shell = '<commentList><comment ref="B1" authorId="0">{}</comment></commentList>'
    part = comments(author + shell.format(own))
    gap = '<r><t xml:space="preserve">\n\n</t></r>'
    whole = expected.format(RUNS).replace("GAP", gap)
    present_ = {(1, 2): present} if present else {}
    assert (
        bare(add_notes(part, [NOTE], present_)) == comments(author + shell.format(whole)).decode()
    )


@pytest.mark.parametrize("inside", ["", "<authors/><commentList/>"])
def test_lists_that_are_missing_or_empty_are_made(inside: str) -> None:
    assert (
        bare(add_notes(comments(inside), [NOTE], {}))
        == comments(
            "<authors><author>WRES checks</author></authors><commentList>"
            f'<comment ref="B1" authorId="0" shapeId="0"><text>{RUNS}</text></comment>'
            "</commentList>"
        ).decode()
    )


def test_elements_have_the_prefix_of_the_part() -> None:
    part = add_notes(comments("<x:authors/><x:commentList/>", "x"), [NOTE], {})
    assert b"<x:author>WRES checks</x:author>" in part
    assert b'<x:comment ref="B1" authorId="0" shapeId="0"><x:text><x:r><x:rPr><x:b/>' in part


def test_conversations_are_known_by_their_author() -> None:
    inside = (
        "<authors><author>Me</author><author>tc={123}</author></authors><commentList>"
        '<comment ref="A1" authorId="0"/><comment ref="C3" authorId="1"/></commentList>'
    )
    assert conversations_in(comments(inside)) == {(3, 3)}
    assert conversations_in(comments("")) == set()


@pytest.mark.parametrize("dialect", [TRANSITIONAL, STRICT])
def test_an_empty_part_is_in_the_dialect_of_the_workbook(dialect: object) -> None:
    assert dialect.main.encode() in empty_comments(dialect)  # type: ignore[attr-defined,arg-type]
