"""Whether a patched workbook differs from the form only where it was asked to: the receipt.

Shares nothing with the code that patches, so that a mistake there is found here.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from wres_excel.errors import DamageError, UnreadableFile
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import BLANK, Cell, Content
from wres_excel.workbook.package import Package
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.relations import read_relations, target_of
from wres_excel.workbook.sheets import read_workbook
from wres_excel.workbook.skeleton import Spot, skeleton, without_calculation_flag

_STRICT = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, recover=False)


@dataclass(frozen=True, slots=True)
class CopiedPart:
    """A part with the same content; identical says that its compressed bytes are the same too."""

    name: str
    sha256: str
    identical: bool


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part whose content differs: its hash before and after, None where it is missing."""

    name: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell that shows another content than before."""

    sheet: str
    cell: str
    old: Content
    new: Content


@dataclass(frozen=True, slots=True)
class Damage:
    """A difference that nobody asked for: the fact, and its place where known."""

    message: str
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The receipt: every part as copied or changed, every cell that changed, and all damage."""

    file: str
    copied: tuple[CopiedPart, ...]
    changed: tuple[ChangedPart, ...]
    cells: tuple[ChangedCell, ...]
    damage: tuple[Damage, ...]


def compare(
    before: Package,
    after: Package,
    allowed: Mapping[str, AbstractSet[Spot]],
    *,
    workbooks: tuple[Workbook, Workbook] | None = None,
) -> Comparison:
    """Return how a patched workbook differs from the form it was made of.

    before, after: the form and the patched workbook; allowed: by part name of a sheet, the cells
    whose content may differ; workbooks: both as already read, which saves reading them again.
    """
    copied, changed = _compare_parts(before, after)
    damage = list(_damaged_parts(before, after, changed, allowed))
    cells: list[ChangedCell] = []
    if not damage:
        try:
            old, new = workbooks or (read_workbook(before), read_workbook(after))
        except UnreadableFile as err:
            damage.append(Damage("The workbook cannot be read back", found=str(err)))
        else:
            for sheet, there in _changed_sheets(old, new, changed):
                spots = _spots(allowed, sheet.part)
                cells += _changed_cells(sheet, there)
                damage += _damaged_cells(sheet, there, spots, before)
                damage += _damaged_text(sheet, spots, before, after)
    return Comparison(after.name, copied, changed, tuple(cells), tuple(damage))


def raise_on_damage(comparison: Comparison) -> None:
    """Raise DamageError about the first difference that nobody asked for, if there is one."""
    if not comparison.damage:
        return
    damage = comparison.damage[0]
    raise DamageError(
        damage.message,
        file=comparison.file,
        sheet=damage.sheet,
        cell=damage.cell,
        found=damage.found,
        expected=damage.expected,
        remedy="Nothing was written. Please report this, with the form if you may share it.",
    )


def _compare_parts(
    before: Package, after: Package
) -> tuple[tuple[CopiedPart, ...], tuple[ChangedPart, ...]]:
    same = _stored_alike(before, after)
    old = _hashes(before, {})
    new = _hashes(after, {name: old[name] for name in same})
    copied = tuple(
        CopiedPart(name, digest, name in same)
        for name, digest in old.items()
        if new.get(name) == digest
    )
    changed = tuple(
        ChangedPart(name, old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )
    return copied, changed


def _stored_alike(before: Package, after: Package) -> set[str]:
    """Return the names of the parts whose compressed bytes are the same."""
    old = {entry.name: (entry.method, before.compressed(entry)) for entry in before.entries}
    return {
        entry.name
        for entry in after.entries
        if old.get(entry.name) == (entry.method, after.compressed(entry))
    }


def _hashes(package: Package, known: Mapping[str, str]) -> dict[str, str]:
    names = [entry.name for entry in package.entries]
    return {name: known.get(name) or sha256(package.part(name)).hexdigest() for name in names}


def _damaged_parts(
    before: Package,
    after: Package,
    changed: tuple[ChangedPart, ...],
    allowed: Mapping[str, AbstractSet[Spot]],
) -> Iterator[Damage]:
    workbook = target_of(read_relations(before, ""), "officeDocument") or "xl/workbook.xml"
    for part in changed:
        name = part.name
        if part.after is None:
            yield Damage(f"The part {name} of the form is missing")
        elif part.before is None:
            yield Damage(f"The part {name} was not in the form")
        elif fault := _fault(after.part(name)):
            yield Damage(f"The part {name} is not well-formed", found=fault)
        elif name.lower() == workbook.lower():
            yield from _damaged_workbook(name, before, after)
        elif not _spots(allowed, name):
            yield Damage(f"The part {name} changed, though nothing in it was to be written")


def _fault(content: bytes) -> str | None:
    try:
        root = etree.fromstring(content, _STRICT)
    except etree.XMLSyntaxError as err:
        return str(err)
    declared = root.getroottree().docinfo.internalDTD is not None
    return "a document type declaration" if declared else None


def _damaged_workbook(name: str, before: Package, after: Package) -> Iterator[Damage]:
    old, _ = without_calculation_flag(_text(before.part(name)))
    new, calculated = without_calculation_flag(_text(after.part(name)))
    if old != new or not calculated:
        yield Damage(f"The part {name} changed in more than the flag to calculate on opening")


def _text(content: bytes) -> str:
    """Every byte must count, so marks of the byte order stay and nothing is replaced."""
    sixteen = content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:2]
    little = content[:2] in (b"\xff\xfe", b"<\0")
    codec = ("utf-16-le" if little else "utf-16-be") if sixteen else "utf-8"
    return content.decode(codec, "surrogateescape" if codec == "utf-8" else "surrogatepass")


def _spots(allowed: Mapping[str, AbstractSet[Spot]], part: str) -> AbstractSet[Spot]:
    return {
        spot for name, spots in allowed.items() if name.lower() == part.lower() for spot in spots
    }


def _changed_sheets(
    old: Workbook, new: Workbook, changed: tuple[ChangedPart, ...]
) -> Iterator[tuple[Sheet, Sheet]]:
    names = {part.name.lower() for part in changed}
    for sheet, there in zip(old.sheets, new.sheets, strict=True):
        if sheet.part.lower() in names:
            yield sheet, there


def _changed_cells(old: Sheet, new: Sheet) -> Iterator[ChangedCell]:
    for spot in sorted({*old.cells, *new.cells}):
        was, is_ = _content(old.cells.get(spot)), _content(new.cells.get(spot))
        if was != is_:
            yield ChangedCell(old.name, format_address(*spot), was, is_)


def _content(cell: Cell | None) -> Content:
    return Content(cell.kind, cell.raw) if cell else BLANK


def _damaged_cells(
    old: Sheet, new: Sheet, allowed: AbstractSet[Spot], before: Package
) -> Iterator[Damage]:
    styles = _Styles(before.part(old.part))
    for spot in sorted({*old.cells, *new.cells}):
        was, is_ = old.cells.get(spot), new.cells.get(spot)
        if was == is_:
            continue
        place = format_address(*spot)
        style = was.style if was else styles.inherited(spot)
        if is_ is None:
            yield Damage("A cell of the form is gone", old.name, place)
        elif style != is_.style:
            yield Damage("The style of a cell changed", old.name, place, str(is_.style), str(style))
        elif (was.formula if was else None) != is_.formula:
            yield Damage("The formula of a cell changed", old.name, place)
        elif spot not in allowed:
            yield Damage(
                "A cell changed that was not to be written",
                old.name,
                place,
                is_.raw,
                was.raw if was else None,
            )


class _Styles:
    """What an absent cell of a sheet looks like: its row, else its column, decides."""

    def __init__(self, part: bytes) -> None:
        root = etree.fromstring(part, _STRICT)
        self.rows = dict(_row_styles(root))
        self.columns = [
            tuple(int(column.get(name, "0")) for name in ("min", "max", "style"))
            for column in root.iterfind("{*}cols/{*}col")
        ]

    def inherited(self, spot: Spot) -> int:
        row, column = spot
        styles = (style for low, high, style in self.columns if low <= column <= high)
        return self.rows[row] if row in self.rows else next(styles, 0)


def _row_styles(root: etree._Element) -> Iterator[tuple[int, int]]:
    number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        number = int(row.get("r", str(number + 1)))
        if row.get("customFormat") in ("1", "true") and row.get("s"):
            yield number, int(row.get("s", "0"))


def _damaged_text(
    sheet: Sheet, allowed: AbstractSet[Spot], before: Package, after: Package
) -> Iterator[Damage]:
    old = skeleton(_text(before.part(sheet.part)), allowed)
    new = skeleton(_text(after.part(sheet.part)), allowed)
    if old is None or new is None:
        yield Damage("The sheet has no place for cells", sheet.name)
    elif old.cells != new.cells:
        pairs = zip(old.cells, new.cells, strict=False)
        spot = next((cell[0] for cell, there in pairs if cell != there), None)
        place = format_address(*spot) if spot else None
        yield Damage("A cell is stored otherwise than in the form", sheet.name, place)
    elif old.rest != new.rest:
        yield Damage("Something other than its cells changed in the sheet", sheet.name)
