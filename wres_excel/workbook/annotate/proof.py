"""Whether an annotated copy, read again, differs from its original only as was meant.

Shares nothing with the code that annotates: what was cut into parts is looked for with other
means, so that a mistake there is found here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from wres_excel.errors import DamageError, UnreadableFile
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.annotate.proof_parts import damaged_parts
from wres_excel.workbook.annotate.proof_sheets import damaged_text
from wres_excel.workbook.annotate.records import Spot
from wres_excel.workbook.cells import BLANK, Cell
from wres_excel.workbook.differences import Damage
from wres_excel.workbook.package import Package, package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.sheets import read_workbook

_PRINTED = "_xlnm.Print_Titles"


@dataclass(frozen=True, slots=True)
class Meant:
    """What a copy was meant to have over its original.

    checks: the name of its first sheet; styled and noted: by part of a sheet, the cells with
    another format, and those whose comment is new or longer; dropped: entries left out.
    """

    checks: str
    styled: Mapping[str, frozenset[Spot]]
    noted: Mapping[str, frozenset[Spot]]
    dropped: frozenset[str] = frozenset()


def prove(package: Package, workbook: Workbook, made: bytes, meant: Meant) -> None:
    """Raise DamageError about the first difference between a workbook and its copy not meant.

    package and workbook: the original; made: the bytes of the copy. A copy that cannot be read
    back is damaged too.
    """
    damage = next(_damages(package, workbook, made, meant), None)
    if damage is not None:
        raise DamageError(
            damage.message,
            file=package.name,
            sheet=damage.sheet,
            cell=damage.cell,
            found=damage.found,
            expected=damage.expected,
            remedy="Nothing was written. Please report this, with the workbook if you may share "
            "it.",
        )


def _damages(package: Package, before: Workbook, made: bytes, meant: Meant) -> Iterator[Damage]:
    try:
        copy = package_from_bytes(made, package.name)
        after = read_workbook(copy)
    except UnreadableFile as err:
        yield Damage("The copy cannot be read back", found=str(err))
        return
    sheets = {sheet.part for sheet in before.sheets}
    yield from damaged_parts(package, copy, sheets, meant.dropped)
    yield from _damaged_book(before, after, meant)
    for old, new in zip(before.sheets, after.sheets[1:], strict=True):
        yield from _damaged_sheet(before, after, (old, new), meant)
        styled = meant.styled.get(old.part, frozenset())
        if copy.part(old.part) != package.part(old.part):
            yield from damaged_text(old.name, package.part(old.part), copy.part(old.part), styled)


def _damaged_book(before: Workbook, after: Workbook, meant: Meant) -> Iterator[Damage]:
    front, *others = (sheet.name for sheet in after.sheets)
    if front != meant.checks or after.sheets[0].state != "visible":
        yield Damage("The sheet in front of the copy is another than was meant", found=front)
    if others != [sheet.name for sheet in before.sheets]:
        yield Damage("The copy has other sheets than the workbook", found=", ".join(others))
    names = dict(after.defined_names)
    names.pop(f"{meant.checks}!{_PRINTED}", None)
    if names != before.defined_names:
        yield Damage("A defined name of the workbook means something else in the copy")
    facts = ("date1904", "application", "modified", "title", "has_macros", "external_links")
    for fact in facts:
        if getattr(before, fact) != getattr(after, fact):
            yield Damage("Something that the workbook says of itself changed", found=fact)


def _damaged_sheet(
    before: Workbook, after: Workbook, pair: tuple[Sheet, Sheet], meant: Meant
) -> Iterator[Damage]:
    old, new = pair
    if replace(new, cells={}, comments={}) != replace(old, cells={}, comments={}):
        yield Damage("Merged, hidden or validated cells of a sheet changed", old.name)
    styled = meant.styled.get(old.part, frozenset())
    for spot in sorted(old.cells.keys() | new.cells.keys()):
        was, is_ = old.cells.get(spot), new.cells.get(spot)
        if was != is_ and (spot not in styled or not _is_only_restyled(spot, was, is_)):
            yield Damage("A cell changed in more than its fill", *_at(old, spot))
        elif was and is_ and not _looks_the_same(before, was, after, is_):
            yield Damage("A cell has another number format or lock", *_at(old, spot))
    yield from _damaged_comments(old, new, meant.noted.get(old.part, frozenset()))


def _is_only_restyled(spot: Spot, was: Cell | None, is_: Cell | None) -> bool:
    held = was or Cell(*spot, *BLANK)
    return is_ is not None and is_ == held._replace(style=is_.style)


def _looks_the_same(before: Workbook, was: Cell, after: Workbook, is_: Cell) -> bool:
    pairs = (
        (before.formats, after.formats),
        (before.locked, after.locked),
        (before.struck, after.struck),
    )
    return all(old[was.style] == new[is_.style] for old, new in pairs)


def _damaged_comments(old: Sheet, new: Sheet, noted: frozenset[Spot]) -> Iterator[Damage]:
    for spot in sorted(old.comments.keys() | new.comments.keys() | noted):
        was, is_ = old.comments.get(spot, ""), new.comments.get(spot, "")
        whole = len(is_) > len(was) and is_.startswith(was) if spot in noted else is_ == was
        if not whole:
            yield Damage("A comment of the workbook is not whole in the copy", *_at(old, spot))


def _at(sheet: Sheet, spot: Spot) -> tuple[str, str]:
    return sheet.name, format_address(*spot)
