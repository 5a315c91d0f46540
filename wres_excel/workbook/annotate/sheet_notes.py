"""Notes of one sheet: its part of comments, the drawing with their boxes, and what ties them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.annotate import boxes, comments_part
from wres_excel.workbook.annotate.dialect import Dialect
from wres_excel.workbook.annotate.draft import Draft
from wres_excel.workbook.annotate.geometry import read_geometry
from wres_excel.workbook.annotate.markup import read_markup
from wres_excel.workbook.annotate.notes import Note
from wres_excel.workbook.annotate.records import Spot
from wres_excel.workbook.package import Package
from wres_excel.workbook.records import Sheet
from wres_excel.workbook.relations import read_relations, target_of
from wres_excel.workbook.xml import attribute, children, parse_xml

_BEFORE_DRAWING = tuple(
    """
    sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection
    protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells
    phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins
    pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors
    smartTags drawing
    """.split()  # noqa: SIM905
)
"""What stands before <legacyDrawing> in a sheet. Source: ECMA-376 part 1, 18.3.1.99."""


def conversations_of(package: Package, sheet: Sheet) -> set[Spot]:
    """Return the cells of a sheet with threaded comments."""
    spots = set[Spot]()
    for relation in read_relations(package, sheet.part):
        if relation.kind == "threadedComment":
            root = parse_xml(package.part(relation.target), relation.target, package.name)
            found = children(root, "threadedComment")
            spots.update(_spots(attribute(each, "ref") or "" for each in found))
        elif relation.kind == "comments":
            spots |= comments_part.conversations_in(package.part(relation.target))
    return spots


def _spots(addresses: Iterable[str]) -> Iterator[Spot]:
    for address in addresses:
        with suppress(ValueError):
            yield parse_address(address)


def free_block(package: Package) -> int:
    """Return a block of shape numbers that no drawing of a package has, nor any after it."""
    drawings = [name for name in package.index if name.endswith(".vml")]
    blocks = (boxes.blocks_of(package.part(name)) for name in drawings)
    return max((number for found in blocks for number in found), default=0) + 1


@dataclass
class NoteTaker:
    """Puts notes into the sheets of a draft; block: the next free block of shape numbers."""

    draft: Draft
    dialect: Dialect
    folder: str
    block: int

    def take(self, sheet: Sheet, notes: Sequence[Note]) -> None:
        """Put notes into one sheet, making the parts it has not."""
        if not notes:
            return
        relations = read_relations(self.draft.package, sheet.part)
        comments = target_of(relations, "comments") or self._new_comments(sheet)
        content = comments_part.add_notes(self.draft.part(comments), notes, sheet.comments)
        self.draft.put(comments, content)
        drawing = self._drawing_of(sheet)
        geometry = read_geometry(
            read_markup(self.draft.part(sheet.part), depth=3, inside=("cols",))
        )
        old = self.draft.part(drawing)
        shown = boxes.add_boxes(old, notes, sheet.comments, geometry, self.block)
        self.block = max({self.block, *boxes.blocks_of(shown)}) + 1
        self.draft.put(drawing, shown)

    def _new_comments(self, sheet: Sheet) -> str:
        content = comments_part.empty_comments(self.dialect)
        pattern = f"{self.folder}comments{{}}.xml"
        name = self.draft.add(pattern, content, comments_part.CONTENT_TYPE)
        self.draft.relate(sheet.part, self.dialect.kind("comments"), name)
        return name

    def _drawing_of(self, sheet: Sheet) -> str:
        """Return the old drawing that a sheet points to, made if there is none."""
        markup = read_markup(self.draft.part(sheet.part))
        pointer = markup.root.find("legacyDrawing")
        relations = read_relations(self.draft.package, sheet.part)
        number = pointer.attributes.get("id") if pointer else None
        known = (each.target for each in relations if each.id == number)
        return next(known, None) or self._new_drawing(sheet)

    def _new_drawing(self, sheet: Sheet) -> str:
        pattern = f"{self.folder}drawings/vmlDrawing{{}}.vml"
        name = self.draft.add(pattern, boxes.empty_drawing(self.block), boxes.CONTENT_TYPE)
        number = self.draft.relate(sheet.part, self.dialect.kind("vmlDrawing"), name)
        markup = read_markup(self.draft.part(sheet.part))
        values = markup.prefix, self.dialect.relations.encode(), number.encode()
        pointer = b'<%blegacyDrawing xmlns:r="%b" r:id="%b"/>' % values
        cut = markup.after_last(markup.root, _BEFORE_DRAWING, pointer)
        self.draft.put(sheet.part, markup.with_cuts([cut]))
        return name
