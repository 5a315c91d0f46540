"""The formulas of a workbook as text, those that share the text of another included."""

from collections.abc import Mapping

from wres_excel.workbook.cells import Cell
from wres_excel.workbook.formula_tokens import LONGEST_FORMULA, moved
from wres_excel.workbook.records import Sheet, Workbook


class FormulaTexts:
    """Knows the text of every formula as if each were its cell's own."""

    __slots__ = ("_masters", "_sheets")

    def __init__(self, workbook: Workbook) -> None:
        self._sheets: Mapping[str, Sheet] = {sheet.name: sheet for sheet in workbook.sheets}
        self._masters: dict[str, dict[int, Cell]] = {}

    def of(self, sheet: str, cell: Cell) -> str | None:
        """Return the text of a cell's formula without "=", None if there is none or not known.

        sheet: the name of the sheet the cell stands on. The formula of a data table has no text,
        and one that follows a text longer than Excel allows is not spelt out.
        """
        formula = cell.formula
        if formula is None or formula.kind == "dataTable":
            return None
        if formula.text or formula.shared is None:
            return formula.text or None
        master = self._masters_of(sheet).get(formula.shared)
        if master is None or master.formula is None or len(master.formula.text) > LONGEST_FORMULA:
            return None
        return moved(master.formula.text, cell.row - master.row, cell.column - master.column)

    def _masters_of(self, sheet: str) -> dict[int, Cell]:
        """Return the cells that hold the text of each shared formula of a sheet."""
        if sheet not in self._masters:
            self._masters[sheet] = {
                cell.formula.shared: cell
                for cell in self._sheets[sheet].cells.values()
                if cell.formula and cell.formula.shared is not None and cell.formula.text
            }
        return self._masters[sheet]
