"""The boxes that show notes: shapes in the old drawing (VML) of a sheet, beside those it has.

Such a part need not be well-formed XML (Excel writes bare <br> in it), so it is not parsed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wres_excel.errors import DamageError
from wres_excel.workbook.addresses import LAST_ROW
from wres_excel.workbook.annotate.geometry import Corner, Geometry
from wres_excel.workbook.annotate.notes import Note, box_size, joined
from wres_excel.workbook.annotate.records import Spot
from wres_excel.workbook.transcode import from_utf8, to_utf8

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
BLOCK = 1024
"""Shapes are numbered in blocks of this size, each of which belongs to one drawing."""

LEAST_ROOM = 200
"""Pixels that a box needs to the right of its cell; many forms hide the columns they do not use."""

_SPACES = {
    b"v": b"urn:schemas-microsoft-com:vml",
    b"o": b"urn:schemas-microsoft-com:office:office",
    b"x": b"urn:schemas-microsoft-com:office:excel",
}
_DECLARED = b" ".join(b'xmlns:%b="%b"' % pair for pair in _SPACES.items())
_BLOCKS = re.compile(rb"""<(?:[\w.-]+:)?idmap\s[^>]*?\bdata\s*=\s*["']([\d,\s]*)["']""")
_NUMBERED = re.compile(rb"""["']_x0000_s(\d{1,9})["']""")
_SHAPE = re.compile(rb"<((?:[\w.-]+:)?)shape(?=\s)[^>]*[^>/]>.*?</\1shape\s*>", re.DOTALL)
_ANCHOR = re.compile(rb"(<(?:[\w.-]+:)?Anchor\s*>)([^<]*)(</)")
_PLACE = re.compile(rb"<(?:[\w.-]+:)?(Row|Column)\s*>\s*(\d+)\s*</")
_END = re.compile(rb"</(?:[\w.-]+:)?[\w.-]+\s*>\s*\Z")
_TYPE = (
    b'<v:shapetype %b id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_BOX = (
    b'<v:shape %b id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;'
    b'width:%dpt;height:%dpt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" '
    b'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    b'<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    b'<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
    b"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%b</x:Anchor><x:AutoFill>False</x:AutoFill>"
    b"<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>"
)


def empty_drawing(block: int) -> bytes:
    """Return a drawing without shapes, to which a block of numbers belongs."""
    values = _DECLARED, block
    return (
        b'<xml %b><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>'
        b"</xml>" % values
    )


def blocks_of(part: bytes) -> set[int]:
    """Return the blocks of numbers that belong to a drawing."""
    found = _BLOCKS.findall(to_utf8(part)[0])
    return {int(number) for data in found for number in data.split(b",") if number.strip()}


def add_boxes(
    part: bytes,
    notes: Iterable[Note],
    present: Mapping[Spot, str],
    geometry: Geometry,
    free_block: int,
) -> bytes:
    """Return a drawing with a box for each note; a box that is there grows to hold both texts.

    present: the user's own comments by cell; free_block: a block of numbers that no drawing has.
    Raises DamageError if the part has no end to put shapes before.
    """
    text, codec = to_utf8(part)
    drawing = _Drawing(text, free_block)
    there = drawing.boxes()
    for note in notes:
        if note.spot in there:
            own = present.get(note.spot, "")
            size = box_size(f"{own}\n\n{joined(note.runs)}")
            drawing.grow(there[note.spot], size, geometry)
        else:
            drawing.add(note, geometry)
    return from_utf8(drawing.finished(), codec)


@dataclass(frozen=True, slots=True)
class _Growth:
    """The text of an anchor, from and to, and what takes its place."""

    start: int
    end: int
    anchor: bytes


class _Drawing:
    """A drawing while boxes are added to it."""

    def __init__(self, text: bytes, free_block: int) -> None:
        self.text = text
        self.free_block = free_block
        self.used = {int(number) for number in _NUMBERED.findall(text)}
        self.block = max(blocks_of(text), default=free_block)
        self.next = max((n for n in self.used if n // BLOCK == self.block), default=0) + 1
        self.next = max(self.next, self.block * BLOCK + 1)
        self.new: list[bytes] = []
        self.growths: list[_Growth] = []
        self.more_blocks: list[int] = []

    def boxes(self) -> dict[Spot, re.Match[bytes]]:
        """Return the shapes that show notes, by cell."""
        found = {}
        for shape in _SHAPE.finditer(self.text):
            if b'"Note"' in shape[0] or b"'Note'" in shape[0]:
                place = {key: int(value) for key, value in _PLACE.findall(shape[0])}
                if len(place) == 2:
                    found[place[b"Row"] + 1, place[b"Column"] + 1] = shape
        return found

    def add(self, note: Note, geometry: Geometry) -> None:
        width, height = box_size(joined(note.runs))
        start = _start(note, geometry)
        number = self.number()
        anchor = _anchor(start, geometry.corner(start, width, height))
        points = width * 3 // 4, height * 3 // 4
        row, column = note.spot
        place = row - 1, column - 1
        values = (self.spaces, number, *points, len(self.used), anchor, *place)
        self.new.append(_BOX % values)

    def grow(self, shape: re.Match[bytes], size: tuple[int, int], geometry: Geometry) -> None:
        """Move the lower right corner of a box, unless it holds the text already."""
        anchor = _ANCHOR.search(shape[0])
        numbers = [each.strip() for each in anchor[2].split(b",")] if anchor else []
        if anchor is None or len(numbers) != 8 or not all(map(bytes.isdigit, numbers)):
            return
        left, across, top, down, *old = map(int, numbers)
        start = left, across, top, down
        wanted = geometry.corner(start, *size)
        column, x = max((old[0], old[1]), wanted[:2])
        row, y = max((old[2], old[3]), wanted[2:])
        offset = shape.start()
        corner = _anchor(start, (column, x, row, y))
        self.growths.append(_Growth(offset + anchor.start(2), offset + anchor.end(2), corner))

    def number(self) -> int:
        """Return the next number for a shape, from another block when one is full."""
        if self.next >= (self.block + 1) * BLOCK:
            self.block = self.free_block
            self.free_block += 1
            self.more_blocks.append(self.block)
            self.next = self.block * BLOCK + 1
        self.next += 1
        self.used.add(self.next - 1)
        return self.next - 1

    @property
    def spaces(self) -> bytes:
        """The namespaces to declare on a shape: none if the root has the usual prefixes."""
        head = self.text[:4096]
        usual = all(
            re.search(rb"xmlns:%b\s*=\s*[\"']%b[\"']" % pair, head) for pair in _SPACES.items()
        )
        return b"" if usual else _DECLARED

    def finished(self) -> bytes:
        pieces, at = list[bytes](), 0
        for growth in sorted(self.growths, key=lambda growth: growth.start):
            pieces += [self.text[at : growth.start], growth.anchor]
            at = growth.end
        text = b"".join((*pieces, self.text[at:]))
        return self.with_new(self.with_blocks(text)) if self.new else text

    def with_new(self, text: bytes) -> bytes:
        end = _END.search(text)
        if end is None:
            raise DamageError("The drawing that holds the notes of a sheet has no end")
        kind = b"" if b'"_x0000_t202"' in text else _TYPE % self.spaces
        return b"".join((text[: end.start()], kind, *self.new, text[end.start() :]))

    def with_blocks(self, text: bytes) -> bytes:
        blocks = _BLOCKS.search(text)
        if not self.more_blocks or blocks is None:
            return text
        more = b"".join(b",%d" % block for block in self.more_blocks)
        return text[: blocks.end(1)] + more + text[blocks.end(1) :]


def _start(note: Note, geometry: Geometry) -> Corner:
    """A box begins to the right of its cell and a little above; without room there, below it."""
    row, column = note.spot
    if geometry.room_right_of(note.right) < LEAST_ROOM:
        return max(column - 7, 0), 15, min(row, LAST_ROW - 40), 5
    above = min(max(row - 2, 0), LAST_ROW - 40)
    down = 2 if row == 1 else min(10, geometry.height(above + 1))
    return note.right, 15, above, down


def _anchor(start: Corner, end: Corner) -> bytes:
    return ", ".join(map(str, (*start, *end))).encode()
