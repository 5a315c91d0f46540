"""Other cell formats for cells of a sheet, cut into its XML so that every other byte stays."""

from collections.abc import Callable, Collection, Iterator
from itertools import groupby

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.annotate.markup import Cut, spliced
from wres_excel.workbook.annotate.records import Spot
from wres_excel.workbook.outline import CellElement, Outline, RowElement, outline_sheet
from wres_excel.workbook.tags import attributes_of, element_name, is_self_closing, prefix_of

Restyle = Callable[[Spot, int], int]
"""Returns the format of a cell in place of the one it has, by its place."""


def restyle_cells(text: bytes, spots: Collection[Spot], restyle: Restyle) -> bytes:
    """Return a sheet part in UTF-8 whose cells have other formats; missing cells are put in.

    An empty cell that is put in starts from the format of its row, else of its column. Raises
    DamageError if the part cannot be spliced safely.
    """
    outline = outline_sheet(text, spots)
    return spliced(text, _Restyler(text, outline, restyle).cuts(spots))


class _Restyler:
    """Turns cells to be given a format into cuts in one outlined sheet."""

    def __init__(self, text: bytes, outline: Outline, restyle: Restyle) -> None:
        self.text = text
        self.outline = outline
        self.restyle = restyle
        self.rows = {row.number: row for row in outline.rows}

    def cuts(self, spots: Collection[Spot]) -> Iterator[Cut]:
        new: list[bytes] = []
        at = -1
        for number, group in groupby(sorted(spots), key=lambda spot: spot[0]):
            columns = [column for _, column in group]
            row = self.rows.get(number)
            if row is not None:
                yield from self.in_row(row, columns)
                continue
            place = self.place_of_row(number)
            if new and place != at:
                yield self.new_rows(at, new)
                new = []
            at = place
            new.append(self.new_row(number, columns))
        if new:
            yield self.new_rows(at, new)

    def place_of_row(self, number: int) -> int:
        """Return where a row goes that is not there: before the next one, else at the end."""
        rows = self.outline.rows
        later = next((row for row in rows if row.number > number), None)
        if later is not None:
            return later.start
        return rows[-1].end(self.text) if rows else self.outline.data.tag_end(self.text)

    def new_rows(self, at: int, rows: list[bytes]) -> Cut:
        """Return the cut for rows that go to one place, which may have to be opened first."""
        data = self.outline.data
        end = data.tag_end(self.text)
        if at != end or not is_self_closing(self.text, end):
            return Cut(at, at, b"".join(rows))
        name = element_name(self.text, data.start)
        return Cut(end - 2, end, b"".join((b">", *rows, b"</%b>" % name)))

    def new_row(self, number: int, columns: list[int]) -> bytes:
        prefix = prefix_of(element_name(self.text, self.outline.data.start))
        cells = (self.new_cell((number, column), prefix, None) for column in columns)
        return b'<%brow r="%d">%b</%brow>' % (prefix, number, b"".join(cells), prefix)

    def in_row(self, row: RowElement, columns: list[int]) -> Iterator[Cut]:
        name = element_name(self.text, row.start)
        cells = {cell.column: cell for cell in row.cells}
        missing = dict[int, list[bytes]]()
        for column in columns:
            if column in cells:
                yield self.present_cell((row.number, column), cells[column])
            else:
                at = self.place_in_row(row, column)
                cell = self.new_cell((row.number, column), prefix_of(name), row.style)
                missing.setdefault(at, []).append(cell)
        end = row.tag_end(self.text)
        for at, new in missing.items():
            if at == end and is_self_closing(self.text, end):
                yield Cut(end - 2, end, b"".join((b">", *new, b"</%b>" % name)))
            else:
                yield Cut(at, at, b"".join(new))

    def place_in_row(self, row: RowElement, column: int) -> int:
        later = next((cell for cell in row.cells if cell.column > column), None)
        if later is not None:
            return later.start
        return row.cells[-1].end(self.text) if row.cells else row.tag_end(self.text)

    def new_cell(self, spot: Spot, prefix: bytes, row_style: str | None) -> bytes:
        inherited = row_style or self.outline.column_style(spot[1])
        style = self.restyle(spot, _number(inherited))
        address = format_address(*spot).encode()
        return b'<%bc r="%b" s="%d"/>' % (prefix, address, style)

    def present_cell(self, spot: Spot, cell: CellElement) -> Cut:
        end = cell.tag_end(self.text)
        tag = self.text[cell.start : end]
        name = element_name(tag)
        at = len(name) + 1
        own = dict(attributes_of(tag)).get(b"s")
        old = own.split(b"=", 1)[1].strip()[1:-1].decode() if own else None
        new = b' s="%d"' % self.restyle(spot, _number(old))
        start = cell.start + (tag.index(own, at) if own else at)
        return Cut(start, start + len(own or b""), new)


def _number(style: str | None) -> int:
    text = (style or "").strip()
    return int(text) if text.isdecimal() else 0
