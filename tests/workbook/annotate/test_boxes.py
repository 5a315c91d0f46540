"""The boxes of notes: where they lie, how large, how numbered, and the user's own beside them."""

import re

import pytest

from wres_excel.errors import DamageError
from wres_excel.workbook.annotate.boxes import BLOCK, add_boxes, blocks_of, empty_drawing
from wres_excel.workbook.annotate.geometry import Geometry, read_geometry
from wres_excel.workbook.annotate.markup import read_markup
from wres_excel.workbook.annotate.notes import Note, Run

from ..strangers import worksheet

PLAIN = Geometry((), {})
OWN = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    '<o:idmap v:ext="edit" data="3"/></o:shapelayout><v:shapetype id="_x0000_t202"/>'
    '<v:shape id="_x0000_s3080" type="#_x0000_t201"><v:textbox><br></v:textbox>'
    '<x:ClientData ObjectType="Checkbox"><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor>'
    "</x:ClientData></v:shape>"
    '<v:shape id="_x0000_s3073" type="#_x0000_t202"><x:ClientData ObjectType="Note">'
    "<x:Anchor>2, 15, 0, 2, 3, 10, 1, 5</x:Anchor><x:Row>0</x:Row><x:Column>1</x:Column>"
    "</x:ClientData></v:shape></xml>"
)


def note(row: int, column: int, text: str = "Text", right: int | None = None) -> Note:
    return Note((row, column), (Run(text),), right or column)


def shapes(part: bytes) -> dict[int, tuple[int, ...]]:
    """Return the anchor of each numbered shape."""
    found = re.findall(rb'<v:shape [^>]*?id="_x0000_s(\d+)".*?Anchor>([^<]*)<', part, re.DOTALL)
    return {int(number): tuple(map(int, anchor.split(b","))) for number, anchor in found}


def test_a_box_lies_right_of_its_cell_and_is_as_large_as_its_text_needs() -> None:
    part = add_boxes(empty_drawing(7), [note(5, 2)], {}, PLAIN, 7)
    (number,), (anchor,) = shapes(part).keys(), shapes(part).values()
    assert number == 7 * BLOCK + 1
    left, across, top, down, right, x, bottom, y = anchor
    assert (left, across, top, down) == (2, 15, 3, 10)
    assert (right - left) * 64 + x - across == 280
    assert 20 < (bottom - top) * 20 + y - down < 60
    assert b"<x:Row>4</x:Row><x:Column>1</x:Column>" in part
    assert b"visibility:hidden" in part
    assert part.count(b'id="_x0000_t202"') == 1


def test_shapes_of_the_user_stay_and_ours_are_numbered_on() -> None:
    part = add_boxes(OWN.encode(), [note(9, 9)], {}, PLAIN, 4)
    end = OWN.index("</xml>")
    assert part.startswith(OWN[:end].encode())
    assert part.endswith(b"</xml>")
    assert set(shapes(part)) == {3073, 3080, 3081}
    assert part.count(b'_x0000_t202"/>') == 1


def test_the_box_of_the_users_own_note_grows_to_the_right_and_down() -> None:
    part = add_boxes(OWN.encode(), [note(1, 2, "word " * 60)], {(1, 2): "Mine"}, PLAIN, 4)
    assert set(shapes(part)) == {3073, 3080}
    left, across, top, down, *corner = shapes(part)[3073]
    assert (left, across, top, down) == (2, 15, 0, 2)
    assert corner[0] > 3
    assert corner[2] > 1
    assert shapes(part)[3080] == shapes(OWN.encode())[3080]


def test_a_box_that_is_large_enough_stays_as_it_is() -> None:
    large = OWN.replace("2, 15, 0, 2, 3, 10, 1, 5", "2, 15, 0, 2, 30, 10, 99, 5").encode()
    assert add_boxes(large, [note(1, 2)], {(1, 2): "Mine"}, PLAIN, 4) == large.replace(
        b"2, 15, 0, 2, 30, 10, 99, 5", b"2, 15, 0, 2, 30, 10, 99, 5"
    )


@pytest.mark.parametrize("anchor", ["", "1, 2, 3", "a, b, c, d, e, f, g, h"])
def test_a_box_whose_place_is_not_understood_is_left_alone(anchor: str) -> None:
    odd = OWN.replace("2, 15, 0, 2, 3, 10, 1, 5", anchor).encode()
    assert add_boxes(odd, [note(1, 2)], {(1, 2): "Mine"}, PLAIN, 4) == odd


def test_a_full_block_of_numbers_is_followed_by_a_free_one_that_the_drawing_declares() -> None:
    notes = [note(row, 1) for row in range(1, 1_500)]
    part = add_boxes(OWN.encode(), notes, {}, PLAIN, 9)
    numbers = sorted(shapes(part))
    assert len(set(numbers)) == len(notes) + 2
    assert {number // BLOCK for number in numbers} == {3, 9} == blocks_of(part)


def test_namespaces_are_declared_where_the_drawing_has_other_prefixes() -> None:
    odd = b'<xml xmlns:w="urn:schemas-microsoft-com:vml"></xml>'
    part = add_boxes(odd, [note(1, 1)], {}, PLAIN, 1)
    assert part.count(b'xmlns:v="urn:schemas-microsoft-com:vml"') == 2
    assert read_markup(part).root.children[1].namespace == "urn:schemas-microsoft-com:vml"


def test_a_drawing_without_an_end_is_refused() -> None:
    with pytest.raises(DamageError) as caught:
        add_boxes(b"<xml/>", [note(1, 1)], {}, PLAIN, 1)
    assert caught.value.message == "The drawing that holds the notes of a sheet has no end"


def test_at_the_edge_of_the_grid_a_box_lies_below_its_cell() -> None:
    part = add_boxes(empty_drawing(1), [note(1_048_576, 16_384)], {}, PLAIN, 1)
    left, _, top, _, right, _, bottom, _ = next(iter(shapes(part).values()))
    assert left < right <= 16_383
    assert top < bottom <= 1_048_575


def test_hidden_columns_to_the_right_put_a_box_below_its_cell() -> None:
    hidden = Geometry(((6, 16_384, 0),), {})
    part = add_boxes(empty_drawing(1), [note(4, 5)], {}, hidden, 1)
    left, _, top, *_ = next(iter(shapes(part).values()))
    assert (left, top) == (0, 4)


def test_sizes_of_columns_and_rows_are_read_as_excel_means_them() -> None:
    text = worksheet(
        '<sheetFormatPr defaultRowHeight="30" defaultColWidth="20"/>'
        '<cols><col min="1" max="1" width="9.140625"/><col min="2" max="3" hidden="1" width="5"/>'
        '<col min="x" max="9" width="huge"/></cols>'
        '<sheetData><row r="2" ht="15"/><row hidden="1"/><row ht="x" r="9"/></sheetData>'
    )
    geometry = read_geometry(read_markup(text.encode(), depth=3))
    assert [geometry.width(column) for column in (1, 2, 3, 4)] == [64, 0, 0, 140]
    assert [geometry.height(row) for row in (1, 2, 3, 9)] == [40, 20, 0, 20]
