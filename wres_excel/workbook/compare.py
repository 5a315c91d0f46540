"""Whether a patched workbook differs from the form only where it was asked to: the receipt.

Shares nothing with the code that patches, so that a mistake there is found here.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from lxml import etree

from wres_excel.errors import DamageError, UnreadableFile
from wres_excel.workbook.differences import (
    ChangedCell,
    ChangedPart,
    Comparison,
    CopiedPart,
    Damage,
)
from wres_excel.workbook.package import Entry, Package, package_from_bytes
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.relations import read_relations, target_of
from wres_excel.workbook.sheet_differences import STRICT, OriginalSheet, text_of
from wres_excel.workbook.sheets import SheetReader, read_workbook
from wres_excel.workbook.skeleton import Spot, without_calculation_flag

__all__ = [
    "ChangedCell",
    "ChangedPart",
    "Comparison",
    "CopiedPart",
    "Damage",
    "Original",
    "compare",
    "raise_on_damage",
]

Allowed = Mapping[str, AbstractSet[Spot]]


def compare(
    before: Package,
    after: Package,
    allowed: Allowed,
    *,
    workbooks: tuple[Workbook, Workbook] | None = None,
) -> Comparison:
    """Return how a patched workbook differs from the form it was made of.

    before, after: the form and the patched workbook; allowed: by part name of a sheet, the cells
    whose content may differ; workbooks: both as already read, which saves reading the form again.
    """
    workbook = workbooks[0] if workbooks else read_workbook(before)
    return Original(before, workbook).compare(after, allowed)


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


@dataclass(frozen=True)
class Original:
    """A form against which any number of copies are compared; what concerns it is found once.

    Of a copy only the parts whose compressed bytes differ are inflated, and all of those are read.
    """

    package: Package
    workbook: Workbook

    def compare(self, after: Package | bytes, allowed: Allowed) -> Comparison:
        """Return how a copy differs from the form.

        after: the copy, or the bytes of its file; allowed: by part name of a sheet, the cells
        whose content may differ. A copy that cannot be read back is damage, not an error.
        """
        name = self.package.name if isinstance(after, bytes) else after.name
        try:
            copy = package_from_bytes(after, name) if isinstance(after, bytes) else after
            return self._compare(copy, _by_part(allowed))
        except UnreadableFile as err:
            damage = Damage("The workbook cannot be read back", found=str(err))
            return Comparison(name, (), (), (), (damage,))

    def _compare(self, after: Package, allowed: Allowed) -> Comparison:
        contents = {
            entry.name: after.part(entry.name)
            for entry in after.entries
            if self._stored.get(entry.name) != _stored(after, entry)
        }
        hashes = {name: sha256(content).hexdigest() for name, content in contents.items()}
        copied, changed = self._parts(after, hashes)
        damage = list(self._damaged_parts(changed, contents, allowed))
        cells: list[ChangedCell] = []
        if not damage:
            there = {name.lower(): content for name, content in contents.items()}
            for original in self._sheets:
                part = original.sheet.part.lower()
                if part in there:
                    found = self._compare_sheet(original, there[part], allowed.get(part, set()))
                    cells += found[0]
                    damage += found[1]
        return Comparison(after.name, copied, changed, tuple(cells), tuple(damage))

    def _parts(
        self, after: Package, hashes: Mapping[str, str]
    ) -> tuple[tuple[CopiedPart, ...], tuple[ChangedPart, ...]]:
        """Return the parts that are the same and those that differ; hashes: of parts inflated."""
        same = self._as_copied
        there = {entry.name for entry in after.entries}
        copied, changed = [], []
        for name, part in same.items():
            if name in there and hashes.get(name, part.sha256) == part.sha256:
                copied.append(CopiedPart(name, part.sha256, False) if name in hashes else part)
            else:
                changed.append(ChangedPart(name, part.sha256, hashes.get(name)))
        changed += [
            ChangedPart(name, None, hash_) for name, hash_ in hashes.items() if name not in same
        ]
        return tuple(copied), tuple(changed)

    def _damaged_parts(
        self, changed: tuple[ChangedPart, ...], contents: Mapping[str, bytes], allowed: Allowed
    ) -> Iterator[Damage]:
        for part in changed:
            name = part.name
            if part.after is None:
                yield Damage(f"The part {name} of the form is missing")
            elif part.before is None:
                yield Damage(f"The part {name} was not in the form")
            elif fault := _fault(contents[name]):
                yield Damage(f"The part {name} is not well-formed", found=fault)
            elif name.lower() == self._workbook_part:
                yield from self._damaged_workbook(name, contents[name])
            elif not allowed.get(name.lower()):
                yield Damage(f"The part {name} changed, though nothing in it was to be written")

    def _damaged_workbook(self, name: str, content: bytes) -> Iterator[Damage]:
        old, _ = without_calculation_flag(text_of(self.package.part(name)))
        new, calculated = without_calculation_flag(text_of(content))
        if old != new or not calculated:
            yield Damage(f"The part {name} changed in more than the flag to calculate on opening")

    def _compare_sheet(
        self, original: OriginalSheet, content: bytes, allowed: AbstractSet[Spot]
    ) -> tuple[list[ChangedCell], list[Damage]]:
        there = self._reader.read(original.sheet, content)
        spots = original.changed_spots(there)
        damage = [
            *original.damaged_cells(there, spots, allowed),
            *original.damaged_text(content, allowed),
        ]
        return list(original.changed_cells(there, spots)), damage

    @cached_property
    def _stored(self) -> Mapping[str, tuple[object, ...]]:
        return {entry.name: _stored(self.package, entry) for entry in self.package.entries}

    @cached_property
    def _as_copied(self) -> Mapping[str, CopiedPart]:
        """Every part of the form, as a receipt lists those that were copied as they are."""
        names = [entry.name for entry in self.package.entries]
        return {
            name: CopiedPart(name, sha256(self.package.part(name)).hexdigest(), True)
            for name in names
        }

    @cached_property
    def _sheets(self) -> tuple[OriginalSheet, ...]:
        return tuple(OriginalSheet(self.package, sheet) for sheet in self.workbook.sheets)

    @cached_property
    def _reader(self) -> SheetReader:
        return SheetReader.of(self.package, self.workbook)

    @cached_property
    def _workbook_part(self) -> str:
        roots = read_relations(self.package, "")
        return (target_of(roots, "officeDocument") or "xl/workbook.xml").lower()


def _by_part(allowed: Allowed) -> dict[str, set[Spot]]:
    """Return the same by part names in lower case, since part names ignore case."""
    spots: dict[str, set[Spot]] = {}
    for name, cells in allowed.items():
        spots.setdefault(name.lower(), set()).update(cells)
    return spots


def _stored(package: Package, entry: Entry) -> tuple[object, ...]:
    """Two entries with the same of these hold the same content, and declare it rightly."""
    return entry.method, entry.size, entry.crc, package.compressed(entry)


def _fault(content: bytes) -> str | None:
    try:
        root = etree.fromstring(content, STRICT)
    except etree.XMLSyntaxError as err:
        return str(err)
    declared = root.getroottree().docinfo.internalDTD is not None
    return "a document type declaration" if declared else None
