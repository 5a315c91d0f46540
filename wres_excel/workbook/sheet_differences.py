"""How one sheet of a copy differs from the sheet of the form: by its cells, and by its bytes."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import BLANK, Cell, Content
from wres_excel.workbook.differences import ChangedCell, Damage
from wres_excel.workbook.package import Package
from wres_excel.workbook.records import Sheet
from wres_excel.workbook.skeleton import Skeleton, Spot, skeleton

STRICT = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=False)


@dataclass(frozen=True)
class OriginalSheet:
    """A sheet of the form as it was read from its package; what follows from it is found once."""

    package: Package
    sheet: Sheet

    def changed_spots(self, there: Sheet) -> list[Spot]:
        """Return where a cell of the copy is another than that of the form, in order."""
        old, new = self.sheet.cells, there.cells
        changed = [spot for spot, cell in new.items() if old.get(spot) != cell]
        return sorted(changed + [spot for spot in old if spot not in new])

    def changed_cells(self, there: Sheet, spots: list[Spot]) -> Iterator[ChangedCell]:
        """Yield each cell that shows another content."""
        for spot in spots:
            was, is_ = _shown(self.sheet.cells.get(spot)), _shown(there.cells.get(spot))
            if was != is_:
                yield ChangedCell(self.sheet.name, format_address(*spot), was, is_)

    def damaged_cells(
        self, there: Sheet, spots: list[Spot], allowed: AbstractSet[Spot]
    ) -> Iterator[Damage]:
        """Yield each cell that lost its style or formula, or should have stayed."""
        for spot in spots:
            was, is_ = self.sheet.cells.get(spot), there.cells.get(spot)
            damage = self._damage(spot, was, is_, spot in allowed)
            if damage is not None:
                yield damage

    def damaged_text(self, content: bytes, allowed: AbstractSet[Spot]) -> Iterator[Damage]:
        """Yield the first difference between the bytes of both, the allowed cells left out."""
        old, new = self._skeleton(frozenset(allowed)), skeleton(text_of(content), allowed)
        name = self.sheet.name
        if old is None or new is None:
            yield Damage("The sheet has no place for cells", name)
        elif old.cells != new.cells:
            pairs = zip(old.cells, new.cells, strict=False)
            spot = next((cell[0] for cell, there in pairs if cell != there), None)
            place = format_address(*spot) if spot else None
            yield Damage("A cell is stored otherwise than in the form", name, place)
        elif old.rest != new.rest:
            yield Damage("Something other than its cells changed in the sheet", name)

    def _damage(self, spot: Spot, was: Cell | None, is_: Cell | None, asked: bool) -> Damage | None:
        if is_ is None:
            return self._at(spot, "A cell of the form is gone")
        style = was.style if was else self._inherited.style(spot)
        if style != is_.style:
            return self._at(spot, "The style of a cell changed", str(is_.style), str(style))
        if (was.formula if was else None) != is_.formula:
            return self._at(spot, "The formula of a cell changed")
        if asked:
            return None
        held = was.raw if was else None
        return self._at(spot, "A cell changed that was not to be written", is_.raw, held)

    def _at(
        self, spot: Spot, message: str, found: str | None = None, expected: str | None = None
    ) -> Damage:
        return Damage(message, self.sheet.name, format_address(*spot), found, expected)

    def _skeleton(self, allowed: frozenset[Spot]) -> Skeleton | None:
        """Copies of one form mostly change the same cells, so the last answer is kept."""
        if allowed not in self._skeletons:
            self._skeletons.clear()
            self._skeletons[allowed] = skeleton(text_of(self._content), allowed)
        return self._skeletons[allowed]

    @cached_property
    def _content(self) -> bytes:
        return self.package.part(self.sheet.part)

    @cached_property
    def _skeletons(self) -> dict[frozenset[Spot], Skeleton | None]:
        return {}

    @cached_property
    def _inherited(self) -> "_InheritedStyles":
        return _InheritedStyles(self._content)


class _InheritedStyles:
    """What an absent cell of a sheet looks like: its row, else its column, decides."""

    def __init__(self, content: bytes) -> None:
        root = etree.fromstring(content, STRICT)
        self.rows = dict(_row_styles(root))
        self.columns = [
            tuple(int(column.get(name, "0")) for name in ("min", "max", "style"))
            for column in root.iterfind("{*}cols/{*}col")
        ]

    def style(self, spot: Spot) -> int:
        row, column = spot
        styles = (style for low, high, style in self.columns if low <= column <= high)
        return self.rows[row] if row in self.rows else next(styles, 0)


def _row_styles(root: etree._Element) -> Iterator[tuple[int, int]]:
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r", str(number + 1)))
        if row.get("customFormat") in ("1", "true") and row.get("s"):
            yield number, int(row.get("s", "0"))


def _shown(cell: Cell | None) -> Content:
    return Content(cell.kind, cell.raw) if cell else BLANK


def text_of(content: bytes) -> str:
    """Return a part as text; every byte must count, so marks stay and nothing is replaced."""
    sixteen = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:2]
    little = content[:2] in (b"\xff\xfe", b"<\0")
    codec = ("utf-16-le" if little else "utf-16-be") if sixteen else "utf-8"
    return content.decode(codec, "surrogateescape" if codec == "utf-8" else "surrogatepass")
