"""What became of a form on its way: formulas typed over or changed, rows added, values unseen."""

from wres_excel.workbook.drift.report import drift

__all__ = ["drift"]
