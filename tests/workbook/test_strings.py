"""Shared strings: runs joined, phonetic guides left out, escapes resolved, their number bounded."""

import pytest

from wres_excel.workbook import strings

from .strangers import ASK_SENDER, MAIN, read_data, refusal, rows

CELLS = rows('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>')


def shared(content: str) -> str:
    return f'<sst xmlns="{MAIN}" count="9" uniqueCount="9">{content}</sst>'


def texts(content: str) -> list[str]:
    return [cell.raw for cell in read_data(CELLS, strings=shared(content)).cells.values()]


def test_runs_are_joined_and_phonetic_guides_left_out():
    assert texts(
        "<si>\n<r><t>Band </t></r>\n<r><rPr><b/></rPr><t>8a</t></r></si>"
        '<si><t xml:space="preserve"> A_x000D_\n&amp; B </t><rPh sb="0"><t>guide</t></rPh></si>'
    ) == ["Band 8a", " A\r\n& B "]


def test_an_empty_string_is_an_empty_text_and_a_missing_one_an_error():
    sheet = read_data(CELLS, strings=shared("<si><t/></si>"))
    assert [(cell.kind, cell.raw) for cell in sheet.cells.values()] == [
        ("text", ""), ("error", "#SST!"),
    ]  # fmt: skip


def test_without_shared_strings_every_reference_is_broken():
    assert {cell.raw for cell in read_data(CELLS).cells.values()} == {"#SST!"}


def test_a_long_string_arrives_whole():
    assert texts(f"<si><t>{'ü' * 32767}</t></si><si/>") == ["ü" * 32767, ""]


def test_more_strings_than_the_cap_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(strings, "MAX_STRINGS", 2)
    assert refusal(lambda: texts("<si/>" * 3)) == (
        "return.xlsx: The workbook holds too many texts to be a WRES return (found more than 2 "
        f"texts in xl/sharedStrings.xml; expected at most 2 texts). {ASK_SENDER}"
    )
