"""Styles added at the end of each list, whatever lists the part has."""

import pytest
from lxml import etree

from wres_excel.workbook.annotate.stylebook import StyleBook

from ..strangers import MAIN
from .given import STYLES


def lists(part: bytes) -> dict[str, list[str]]:
    """Return the entries of each list by its name, in the order of the part."""
    root = etree.fromstring(part)
    return {
        etree.QName(child).localname: [
            etree.tostring(entry).decode().replace(f' xmlns="{MAIN}"', "") for entry in child
        ]
        for child in root
    }


def test_an_entry_is_added_once_and_the_list_counts_it() -> None:
    book = StyleBook.read(STYLES.encode())
    assert [book.add("fills", "<{p}fill/>") for _ in range(2)] == [2, 2]
    assert book.add("fills", "<{p}fill><x/></{p}fill>") == 3
    part = book.to_bytes()
    assert b'<fills count="4">' in part
    assert lists(part) | {"fills": []} == lists(STYLES.encode()) | {"fills": []}
    assert lists(part)["fills"][2:] == ["<fill/>", "<fill><x/></fill>"]


def test_a_format_with_another_fill_keeps_all_else_of_it() -> None:
    book = StyleBook.read(STYLES.encode())
    number = book.with_fill(1, 5)
    assert number == 3
    assert lists(book.to_bytes())["cellXfs"][number] == (
        '<xf applyFill="1" numFmtId="9" fontId="0" fillId="5" borderId="0" xfId="0" '
        'applyNumberFormat="1"><alignment horizontal="center"/><protection locked="0"/></xf>'
    )


def test_a_number_beyond_the_formats_is_taken_for_the_first() -> None:
    book = StyleBook.read(STYLES.encode())
    assert book.with_fill(99, 5) == book.with_fill(0, 5)


@pytest.mark.parametrize("inside", ["", "<cellXfs/>", "<fonts/><cellXfs count='0'></cellXfs>"])
def test_lists_that_are_missing_or_empty_begin_as_excel_has_them(inside: str) -> None:
    book = StyleBook.read(f'<styleSheet xmlns="{MAIN}">{inside}<dxfs/></styleSheet>'.encode())
    fill = book.add("fills", "<{p}fill><new/></{p}fill>")
    assert (fill, book.with_fill(0, fill), book.add("fonts", "<{p}font/>")) == (2, 1, 1)
    found = lists(book.to_bytes())
    assert [len(found[name]) for name in ("fonts", "fills", "cellXfs")] == [2, 3, 2]
    order = ["fonts", "fills", "borders", "cellXfs", "dxfs"]
    assert [name for name in found if name in order] == [name for name in order if name in found]


def test_entries_have_the_prefix_of_the_part() -> None:
    text = f'<x:styleSheet xmlns:x="{MAIN}"><x:cellXfs><x:xf/></x:cellXfs></x:styleSheet>'
    book = StyleBook.read(text.encode())
    book.add("fonts", "<{p}font/>")
    assert b'<x:fonts count="2"><x:font>' in book.to_bytes()


def test_colours_that_replace_the_indexed_ones_are_found() -> None:
    colours = '<colors><indexedColors><rgbColor rgb="FF000001"/></indexedColors></colors>'
    text = f'<styleSheet xmlns="{MAIN}">{colours}</styleSheet>'
    assert StyleBook.read(text.encode()).indexed_colours() == ["FF000001"]
    assert StyleBook.read(STYLES.encode()).indexed_colours() == []
