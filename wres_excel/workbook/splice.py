"""New contents for cells of one sheet, cut into its XML so that every other byte stays."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from wres_excel.errors import DamageError
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Content
from wres_excel.workbook.inscription import inscribe
from wres_excel.workbook.outline import (
    CellElement,
    Outline,
    RowElement,
    Spot,
    outline_sheet,
)
from wres_excel.workbook.tags import attributes_of, element_name, is_self_closing, prefix_of
from wres_excel.workbook.transcode import from_utf8, to_utf8


@dataclass(frozen=True, slots=True)
class Slot:
    """The form of one cell, with two gaps: for the t attribute and for the value."""

    spot: Spot
    before_type: bytes
    before_value: bytes
    after: bytes
    prefix: bytes
    is_result: bool
    is_empty: bool

    def render(self, content: Content | None) -> bytes | None:
        """Return the <c> element that holds content, None if the cell can stay as it is."""
        if content is None or content.kind == "blank":
            return None if self.is_empty else self._fill(b"", b"")
        try:
            return self._fill(*inscribe(content, self.prefix, as_result=self.is_result))
        except DamageError as error:
            error.cell = format_address(*self.spot)
            raise

    def _fill(self, word: bytes, value: bytes) -> bytes:
        return b"".join((self.before_type, word, self.before_value, value, self.after))


@dataclass(frozen=True, slots=True)
class Site:
    """A stretch of the part that gives way to one or more cells, between two fixed pieces."""

    start: int
    end: int
    opening: bytes
    closing: bytes
    slots: tuple[Slot, ...]

    def render(self, contents: Mapping[Spot, Content | None]) -> bytes | None:
        """Return what takes the place of the stretch, None if it stays."""
        given = [slot.render(contents[slot.spot]) for slot in self.slots if slot.spot in contents]
        cells = [cell for cell in given if cell is not None]
        return b"".join((self.opening, *cells, self.closing)) if cells else None


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """A sheet part read once: as stored, in UTF-8, the codec it is stored in, where cells go."""

    source: bytes
    part: bytes
    codec: str
    sites: tuple[Site, ...]


def plan_splice(part: bytes, inputs: Collection[Spot], results: Collection[Spot]) -> SheetPlan:
    """Return where inputs and results of formulas go in a sheet part.

    part: the XML as stored; inputs: cells that may be written; results: cells with a formula whose
    stored result may be replaced. Raises DamageError if the part cannot be spliced safely, if an
    input is computed by a formula, or if a result has no formula to stand beside.
    """
    text, codec = to_utf8(part)
    wanted = {*inputs, *results}
    outline = outline_sheet(text, wanted)
    if wanted and not outline.rows:
        text, outline = _open_empty_data(text, outline)
    planner = _Planner(text, outline, frozenset(inputs), frozenset(results))
    sites = sorted(planner.sites(wanted), key=lambda site: (site.start, site.end))
    return SheetPlan(part, text, codec, tuple(sites))


def splice(plan: SheetPlan, contents: Mapping[Spot, Content | None]) -> bytes:
    """Return the part with the contents in their cells and every other byte as it was.

    contents: what shall stand in cells of the plan; None or blank takes a value away.
    Raises DamageError if a content cannot stand in a cell.
    """
    pieces, at = list[bytes](), 0
    for site in plan.sites:
        cells = site.render(contents)
        if cells is not None:
            pieces += [plan.part[at : site.start], cells]
            at = site.end
    if not pieces:
        return plan.source
    pieces.append(plan.part[at:])
    return from_utf8(b"".join(pieces), plan.codec)


def _open_empty_data(text: bytes, outline: Outline) -> tuple[bytes, Outline]:
    """Give a self-closing <sheetData/> an inside, for the rows that are to come."""
    end = outline.data.tag_end(text)
    if not is_self_closing(text, end):
        return text, outline
    name = element_name(text, outline.data.start)
    opened = text[: end - 2] + b"></" + name + b">" + text[end:]
    return opened, outline_sheet(opened, ())


class _Planner:
    """Turns wanted cells into sites of one outlined sheet."""

    def __init__(
        self, part: bytes, outline: Outline, inputs: frozenset[Spot], results: frozenset[Spot]
    ) -> None:
        self.part = part
        self.outline = outline
        self.inputs = inputs
        self.results = results
        self.rows = {row.number: row for row in outline.rows}

    def sites(self, wanted: Iterable[Spot]) -> Iterator[Site]:
        for number, group in groupby(sorted(wanted), key=lambda spot: spot[0]):
            columns = [column for _, column in group]
            row = self.rows.get(number)
            yield from self.new_row(number, columns) if row is None else self.in_row(row, columns)

    def new_row(self, number: int, columns: list[int]) -> Iterator[Site]:
        later = [row.start for row in self.outline.rows if row.number > number]
        prefix = prefix_of(element_name(self.part, self.outline.data.start))
        opening = b'<%brow r="%d">' % (prefix, number)
        slots = tuple(self.new_cell((number, column), prefix, None) for column in columns)
        at = later[0] if later else self.end_of_rows()
        yield Site(at, at, opening, b"</%brow>" % prefix, slots)

    def end_of_rows(self) -> int:
        rows = self.outline.rows
        return rows[-1].end(self.part) if rows else self.outline.data.tag_end(self.part)

    def in_row(self, row: RowElement, columns: list[int]) -> Iterator[Site]:
        cells = {cell.column: cell for cell in row.cells}
        for column in columns:
            if column in cells:
                yield self.present_cell((row.number, column), cells[column])
        missing = [column for column in columns if column not in cells]
        if missing and is_self_closing(self.part, row.tag_end(self.part)):
            yield self.opened_row(row, missing)
        else:
            yield from (self.between_cells(row, column) for column in missing)

    def opened_row(self, row: RowElement, columns: list[int]) -> Site:
        name = element_name(self.part, row.start)
        slots = (self.new_cell((row.number, at), prefix_of(name), row.style) for at in columns)
        end = row.tag_end(self.part)
        return Site(end - 2, end, b">", b"</%b>" % name, tuple(slots))

    def between_cells(self, row: RowElement, column: int) -> Site:
        later = [cell.start for cell in row.cells if cell.column > column]
        last = row.cells[-1].end(self.part) if row.cells else row.tag_end(self.part)
        at = later[0] if later else last
        prefix = prefix_of(element_name(self.part, row.start))
        slot = self.new_cell((row.number, column), prefix, row.style)
        return Site(at, at, b"", b"", (slot,))

    def new_cell(self, spot: Spot, prefix: bytes, row_style: str | None) -> Slot:
        self.refuse_misfit(spot, has_formula=False)
        address = format_address(*spot).encode()
        style = row_style or self.outline.column_style(spot[1])
        look = b' s="%b"' % style.encode() if style else b""
        tag = b'<%bc r="%b"%b' % (prefix, address, look)
        result = spot in self.results
        return Slot(spot, tag, b">", b"</%bc>" % prefix, prefix, result, True)

    def present_cell(self, spot: Spot, cell: CellElement) -> Site:
        self.refuse_misfit(spot, has_formula=cell.formula is not None)
        result = spot in self.results
        tag_end, end = cell.tag_end(self.part), cell.end(self.part)
        tag = self.part[cell.start : tag_end]
        before_type, after_type = _split_tag(tag, keep_cm=result)
        lead, after = _around_value(self.part, cell, tag_end, end)
        prefix = prefix_of(element_name(tag))
        before_value = after_type + b">" + lead
        slot = Slot(spot, before_type, before_value, after, prefix, result, not cell.values)
        return Site(cell.start, end, b"", b"", (slot,))

    def refuse_misfit(self, spot: Spot, *, has_formula: bool) -> None:
        computed = has_formula or self.outline.is_spilled(spot)
        if computed and spot in self.inputs:
            raise DamageError(
                "A formula computes this cell, so no value is written over it",
                cell=format_address(*spot),
            )
        if not computed and spot in self.results:
            raise DamageError(
                "No formula stands in this cell, so no result is written beside one",
                cell=format_address(*spot),
            )


def _split_tag(tag: bytes, *, keep_cm: bool) -> tuple[bytes, bytes]:
    """Return a start tag before and after the place of t, without what a new value voids."""
    void = (b"t", b"vm") if keep_cm else (b"t", b"vm", b"cm")
    before, after = [b"<" + element_name(tag)], list[bytes]()
    place = before
    for name, attribute in attributes_of(tag):
        if name not in void:
            place.append(attribute)
        elif name == b"t":
            place = after
    return b"".join(before), b"".join(after)


def _around_value(part: bytes, cell: CellElement, tag_end: int, end: int) -> tuple[bytes, bytes]:
    """Return what stands in a cell before and after the place of its value."""
    if is_self_closing(part, tag_end):
        return b"", b"</%b>" % element_name(part, cell.start)
    spans = [(value.start, value.end(part)) for value in cell.values]
    if not spans:
        at = cell.formula.end(part) if cell.formula else tag_end
        spans = [(at, at)]
    following = [start for start, _ in spans[1:]] + [end]
    rest = (part[last:next_] for (_, last), next_ in zip(spans, following, strict=True))
    return part[tag_end : spans[0][0]], b"".join(rest)
