"""What keeps a value out of a cell of somebody else's form, each reason with its finding."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from wres_excel.domain.numbers import parse_digits
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import parse_range
from wres_excel.workbook.cells import Cell, Content, Formula
from wres_excel.workbook.locate import Location
from wres_excel.workbook.outline import outline_sheet
from wres_excel.workbook.package import Package
from wres_excel.workbook.records import Range, Sheet, Workbook
from wres_excel.workbook.transcode import to_utf8
from wres_excel.workbook.validation import Validator

Target = tuple[str, int, int]

FORMULA = Finding(
    "formula-cell",
    "error",
    "The cell holds a formula of the form, which is never overwritten",
    "Leave the row out of the metrics, or correct the cells that the formula works with.",
)
INSIDE_LABEL = Finding(
    "answer-inside-label",
    "error",
    "The form asks for the answer in the same cell as the question, where writing would harm it",
    "Type this answer into the form by hand.",
)
LOCKED = Finding(
    "locked-cell",
    "error",
    "The cell is locked, so the form does not want it filled in",
    "Ask whoever sent the form, or place the item in another cell with --use-map.",
)
MERGED = Finding(
    "merged-cell",
    "error",
    "The cell is hidden inside a merged cell, where nobody would see the value",
    "Place the item in the first cell of the merged cells with --use-map.",
)
FORBIDDEN = Finding(
    "validation",
    "error",
    "The cell's own data validation forbids the value",
    "Correct the value, or ask whoever sent the form.",
)
PRESENT = Finding(
    "value-present",
    "error",
    "The cell holds another value already",
    "Add --overwrite to replace it.",
)
OVERWRITTEN = Finding(
    "overwritten", "note", "A value that stood in the form was replaced, as --overwrite asks"
)


@dataclass(frozen=True)
class Gatekeeper:
    """The rules of one form about which of its cells may receive what.

    spills: by sheet, the ranges that array formulas and data tables fill with results; inherited:
    the style of cells that the form does not store.
    """

    workbook: Workbook
    validator: Validator
    sheets: Mapping[str, Sheet]
    spills: Mapping[str, tuple[tuple[Range, Formula], ...]]
    inherited: Mapping[Target, int]

    @classmethod
    def of(cls, package: Package, workbook: Workbook, targets: Collection[Target]) -> "Gatekeeper":
        """Return the gatekeeper of a form; targets: the cells that may be asked about."""
        sheets = {sheet.name: sheet for sheet in workbook.sheets}
        spills = {name: tuple(_spills(sheet)) for name, sheet in sheets.items()}
        inherited = inherited_styles(package, workbook, targets)
        return cls(workbook, Validator(workbook, targets), sheets, spills, inherited)

    def cell(self, location: Location) -> Cell | None:
        """Return the cell at a location, or None where the form stores none."""
        return self.sheets[location.sheet].cells.get((location.row, location.column))

    def formula(self, location: Location) -> Formula | None:
        """Return the formula that computes the cell at a location, or None where none does."""
        cell = self.cell(location)
        if cell is not None and cell.formula is not None:
            return cell.formula
        spills = self.spills[location.sheet]
        return next((f for area, f in spills if _covers(area, location)), None)

    def style(self, location: Location) -> int:
        """Return the style of the cell at a location, stored or inherited from row or column."""
        cell = self.cell(location)
        spot = (location.sheet, location.row, location.column)
        return cell.style if cell is not None else self.inherited.get(spot, 0)

    def judge(
        self, location: Location, content: Content, *, overwrite: bool
    ) -> tuple[Content | None, Finding | None]:
        """Return what to write to a location, None if nothing may be, and the finding about it.

        A number that stands there already is written as it stands, in whatever digits.
        """
        cell = self.cell(location)
        if cell is not None and _holds(cell, content):
            kept = None if self.formula(location) else Content(cell.kind, cell.raw)
            return kept, None
        finding = self._refusal(location, content)
        if finding is not None:
            return None, finding
        if cell is None or cell.kind == "blank" or cell.raw == "":
            return content, None
        finding = OVERWRITTEN if overwrite else PRESENT
        kept = content if overwrite else None
        return kept, replace(finding, found=cell.raw, expected=content.raw)

    def _refusal(self, location: Location, content: Content) -> Finding | None:
        formula = self.formula(location)
        if formula is not None:
            found = f"={formula.text}" if formula.text else "a formula"
            return replace(FORMULA, found=found, expected="a cell to type in")
        if location.inside_label:
            return INSIDE_LABEL
        if self._is_covered(location):
            return MERGED
        sheet = self.sheets[location.sheet]
        if sheet.protected and self.workbook.locked[self.style(location)]:
            return replace(LOCKED, expected="an unlocked cell")
        expected = self.validator.forbidden(location.sheet, location.row, location.column, content)
        if expected is not None:
            return replace(FORBIDDEN, found=content.raw, expected=expected)
        return None

    def _is_covered(self, location: Location) -> bool:
        spot = (location.row, location.column)
        merges = self.sheets[location.sheet].merges
        return any(_covers(area, location) and spot != area[:2] for area in merges)


def inherited_styles(
    package: Package, workbook: Workbook, targets: Iterable[Target]
) -> dict[Target, int]:
    """Return the styles of cells that a form does not store: those of their row, else column.

    targets: sheet, row and column of any cells; those that are stored are left out.
    """
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    absent: defaultdict[str, list[Target]] = defaultdict(list)
    for target in targets:
        if target[1:] not in sheets[target[0]].cells:
            absent[target[0]].append(target)
    numbers = {str(number): number for number in range(len(workbook.formats))}
    styles: dict[Target, int] = {}
    for name, missing in absent.items():
        outline = outline_sheet(to_utf8(package.part(sheets[name].part))[0], ())
        rows = {row.number: row.style for row in outline.rows}
        for target in missing:
            style = rows.get(target[1]) or outline.column_style(target[2])
            styles[target] = numbers.get(style or "0", 0)
    return styles


def _spills(sheet: Sheet) -> Iterator[tuple[Range, Formula]]:
    for cell in sheet.cells.values():
        formula = cell.formula
        if formula is not None and formula.reference and formula.kind in ("array", "dataTable"):
            yield parse_range(formula.reference), formula


def _covers(area: Range, location: Location) -> bool:
    top, left, bottom, right = area
    return top <= location.row <= bottom and left <= location.column <= right


def _holds(cell: Cell, content: Content) -> bool:
    """Return whether a cell holds a content; Excel stores 0.29 as 0.28999999999999998."""
    if cell.kind == content.kind == "number":
        old, new = parse_digits(cell.raw), parse_digits(content.raw)
        return old is not None and new is not None and float(old) == float(new)
    return (cell.kind, cell.raw) == (content.kind, content.raw)
