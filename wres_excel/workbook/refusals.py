"""What keeps a value out of a cell of somebody else's form, each reason with its finding."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wres_excel.findings import Finding
from wres_excel.workbook.cells import Cell, Content
from wres_excel.workbook.locate import Location
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.validation import Validator

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
    """The rules of one form about which of its cells may receive what."""

    workbook: Workbook
    validator: Validator
    sheets: Mapping[str, Sheet]

    @classmethod
    def of(cls, workbook: Workbook) -> "Gatekeeper":
        """Return the gatekeeper of a workbook."""
        return cls(workbook, Validator(workbook), {s.name: s for s in workbook.sheets})

    def cell(self, location: Location) -> Cell | None:
        """Return the cell at a location, or None where the form stores none."""
        return self.sheets[location.sheet].cells.get((location.row, location.column))

    def judge(
        self, location: Location, content: Content, *, overwrite: bool
    ) -> tuple[bool, Finding | None]:
        """Return whether a content may be written to a location, and the finding about it."""
        cell = self.cell(location)
        if cell is not None and (cell.kind, cell.raw) == (content.kind, content.raw):
            return cell.formula is None, None
        finding = self._refusal(location, cell, content)
        if finding is not None:
            return False, finding
        if cell is None or cell.kind == "blank" or cell.raw == "":
            return True, None
        finding = OVERWRITTEN if overwrite else PRESENT
        return overwrite, replace(finding, found=cell.raw, expected=content.raw)

    def _refusal(self, location: Location, cell: Cell | None, content: Content) -> Finding | None:
        if cell is not None and cell.formula is not None:
            return replace(FORMULA, found=f"={cell.formula.text}", expected="a cell to type in")
        if location.inside_label:
            return INSIDE_LABEL
        if self._is_covered(location):
            return MERGED
        sheet, style = self.sheets[location.sheet], cell.style if cell else 0
        if sheet.protected and self.workbook.locked[style]:
            return replace(LOCKED, expected="an unlocked cell")
        expected = self.validator.forbidden(location.sheet, location.row, location.column, content)
        if expected is not None:
            return replace(FORBIDDEN, found=content.raw, expected=expected)
        return None

    def _is_covered(self, location: Location) -> bool:
        spot = (location.row, location.column)
        return any(
            top <= spot[0] <= bottom and left <= spot[1] <= right and spot != (top, left)
            for top, left, bottom, right in self.sheets[location.sheet].merges
        )
