"""Reading a whole workbook: its sheets with their cells, its styles, names and properties."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NoReturn

from lxml import etree

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.cell_stream import MAX_CELLS, Context
from wres_excel.workbook.comments import read_comments
from wres_excel.workbook.package import Package
from wres_excel.workbook.properties import read_properties
from wres_excel.workbook.records import Range, Sheet, State, Validation, Workbook
from wres_excel.workbook.relations import Relation, read_relations, target_of
from wres_excel.workbook.sheet_xml import read_sheet
from wres_excel.workbook.strings import read_strings
from wres_excel.workbook.styles import read_styles
from wres_excel.workbook.xml import attribute, child, children, is_true, local_name, parse_xml

__all__ = ["MAX_CELLS", "Range", "Sheet", "State", "Validation", "Workbook", "read_workbook"]

_STATES: dict[str, State] = {"hidden": "hidden", "veryHidden": "veryHidden"}


@dataclass(frozen=True, slots=True)
class _Outline:
    """The workbook part: its root element and the relations that lead from it."""

    package: Package
    root: etree._Element
    relations: tuple[Relation, ...]


def read_workbook(package: Package) -> Workbook:
    """Return all that a workbook holds for a reader; nothing is calculated and nothing guessed.

    Raises UnreadableFile if a part is missing, damaged or not safe, if an address lies outside
    the grid or is stored twice, or if there are more than MAX_CELLS cells.
    """
    roots = read_relations(package, "")
    outline = _read_outline(package, roots)
    styles = read_styles(package, target_of(outline.relations, "styles"))
    numbers = _numbers(styles.formats)
    properties = read_properties(package, roots)
    listed = tuple(_list_sheets(outline))
    return Workbook(
        package.name,
        sha256(package.data).hexdigest(),
        tuple(_read_sheets(outline, listed, numbers)),
        date1904=_uses_1904(outline.root),
        application=properties.application,
        modified=properties.modified,
        title=properties.title,
        formats=styles.formats,
        locked=styles.locked,
        struck=styles.struck,
        defined_names=_defined_names(outline.root, listed),
        has_macros=_has_macros(outline),
        external_links=any(relation.kind == "externalLink" for relation in outline.relations),
    )


@dataclass(frozen=True, slots=True)
class SheetReader:
    """Reads other contents of the sheets of a workbook, all else of which stays as it was read."""

    file: str
    strings: Sequence[str]
    styles: Mapping[str, int]
    cells: int

    @classmethod
    def of(cls, package: Package, workbook: Workbook) -> "SheetReader":
        """Return the reader for a workbook that was read from a package."""
        relations = _read_outline(package, read_relations(package, "")).relations
        strings = read_strings(package, target_of(relations, "sharedStrings"))
        cells = sum(len(sheet.cells) for sheet in workbook.sheets)
        return cls(package.name, strings, _numbers(workbook.formats), cells)

    def read(self, sheet: Sheet, content: bytes) -> Sheet:
        """Return a sheet with another content; raises UnreadableFile if it cannot be read."""
        room = MAX_CELLS - self.cells + len(sheet.cells)
        context = Context(self.file, sheet.name, self.strings, self.styles, room)
        return read_sheet(content, sheet, context)


def _numbers(formats: Sequence[str]) -> dict[str, int]:
    """Return the number of each cell style by its text."""
    return {str(number): number for number in range(len(formats))}


def _read_outline(package: Package, roots: tuple[Relation, ...]) -> _Outline:
    part = target_of(roots, "officeDocument") or "xl/workbook.xml"
    if package.find(part) is None:
        kinds.refuse(kinds.NO_WORKBOOK, package.name)
    root = parse_xml(package.part(part), part, package.name)
    if local_name(root) != "workbook":
        kinds.refuse(kinds.NO_WORKBOOK, package.name)
    return _Outline(package, root, read_relations(package, part))


def _list_sheets(outline: _Outline) -> Iterator[tuple[Sheet, str]]:
    """Yield each sheet without cells, and its kind: the last word of the type of its relation."""
    relations = {relation.id: relation for relation in outline.relations}
    names: set[str] = set()
    parts: set[str] = set()
    for element in _descendants(outline.root, "sheets", "sheet"):
        name = attribute(element, "name") or ""
        relation = relations.get(attribute(element, "id") or "")
        if not name or relation is None:
            _refuse(outline.package, "a sheet without a name or a part", "a name and a part each")
        if name.lower() in names or relation.target.lower() in parts:
            _refuse(outline.package, f"the sheet {name} twice", "every sheet once")
        names.add(name.lower())
        parts.add(relation.target.lower())
        state = _STATES.get(attribute(element, "state") or "", "visible")
        yield Sheet(name, relation.target, state), relation.kind
    if not names:
        _refuse(outline.package, "no sheets", "at least one sheet")


def _read_sheets(
    outline: _Outline, listed: tuple[tuple[Sheet, str], ...], styles: Mapping[str, int]
) -> Iterator[Sheet]:
    package, room = outline.package, MAX_CELLS
    strings = read_strings(package, target_of(outline.relations, "sharedStrings"))
    for sheet, kind in listed:
        if kind != "worksheet":
            yield sheet
            continue
        context = Context(package.name, sheet.name, strings, styles, room)
        full = read_sheet(package.part(sheet.part), sheet, context)
        room -= len(full.cells)
        yield replace(full, comments=read_comments(package, sheet.part))


def _uses_1904(root: etree._Element) -> bool:
    properties = child(root, "workbookPr")
    return properties is not None and is_true(attribute(properties, "date1904"))


def _has_macros(outline: _Outline) -> bool:
    """Macros are a project of Visual Basic, or sheets of the kind Excel 4 had."""
    return any(name.endswith("vbaproject.bin") for name in outline.package.index) or any(
        relation.kind.lower().endswith("macrosheet") for relation in outline.relations
    )


def _defined_names(root: etree._Element, listed: tuple[tuple[Sheet, str], ...]) -> dict[str, str]:
    owners = {str(number): sheet.name for number, (sheet, _) in enumerate(listed)}
    names = {}
    for element in _descendants(root, "definedNames", "definedName"):
        owner = owners.get(attribute(element, "localSheetId") or "")
        name = attribute(element, "name") or ""
        names[f"{owner}!{name}" if owner else name] = element.text or ""
    return names


def _descendants(root: etree._Element, outer: str, inner: str) -> Iterator[etree._Element]:
    return (element for group in children(root, outer) for element in children(group, inner))


def _refuse(package: Package, found: str, expected: str) -> NoReturn:
    raise UnreadableFile(
        "The workbook is damaged: its list of sheets cannot be used",
        file=package.name,
        found=found,
        expected=expected,
        remedy=kinds.ASK_SENDER,
    )
