"""The header says which column is which, in both forms, and mixes none of them."""

import pytest

from wres_excel.errors import UnreadableFile
from wres_excel.spellings import load_spellings
from wres_excel.tables.header import Header, is_header, is_plain_header, parse_header

SPELLINGS = load_spellings()


def parse(text: str) -> tuple[Header, list[str]]:
    header, notes = parse_header(text.split(","), 1, "m.csv", SPELLINGS)
    return header, [str(note) for note in notes]


def test_a_column_value_beside_columns_of_groups_is_one_of_them() -> None:
    header, notes = parse("item,period,White,BAME,unknown,Value")
    assert header.groups == (("white", 2), ("bme", 3), ("unknown", 4), ("", 5))
    assert (header.width, header.least, notes) == (6, 6, [])


def test_columns_of_no_single_group_keep_their_headings() -> None:
    header, notes = parse("item,white,bme,All,Total  staff,ratio,value,text")
    assert header.groups == (
        *(("white", 1), ("bme", 2), ("all", 3), ("Total staff", 4), ("ratio", 5)),
        *(("", 6), ("", 7)),
    )
    assert notes == []


def test_a_total_in_the_long_form_is_not_read_and_said_so() -> None:
    header, notes = parse("item,period,group,value,Total")
    assert header.groups == ()
    assert notes == [
        "note[unknown-column] m.csv:1: The column is none that a metrics file has, and was not "
        "read (found Total)."
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("item,period,group,value,White,BME", "group,White,BME"),
        ("item,group,value,all", "group,all"),
        ("item,group,Total", "group,Total"),
    ],
)
def test_figures_beside_a_column_group_would_go_unread(text: str, found: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        parse(text)
    assert str(caught.value) == (
        f"m.csv: The header on line 1 has a column group and columns for groups (found {found}; "
        "expected item,period,group,value or item,period,white,bme,unknown). Remove the column "
        "group if each group has a column, else the columns of the groups."
    )


@pytest.mark.parametrize("text", ["item,white,White staff", "item,all,All", "item,Total,TOTAL"])
def test_a_group_with_two_columns_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="names a column twice"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("item,value", True),
        ("ITEM,period,BAME", True),
        ("\ufeffitem,value", True),
        ("item,period", False),
        ("White,BME", False),
        ("", False),
    ],
)
def test_a_header_is_known_by_item_and_values(text: str, known: bool) -> None:
    assert is_header(text.split(","), SPELLINGS) is known


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("item,period,white", True),
        ("item,group,value", True),
        ("Item,White,BME", False),
        ("item,value", False),
        ("period,group,value", False),
    ],
)
def test_a_header_that_might_head_a_form_is_not_plain(text: str, plain: bool) -> None:
    assert is_plain_header(text.split(","), SPELLINGS) is plain
