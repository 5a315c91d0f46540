"""A checked workbook given back with its findings at their cells, and a sheet of them in front."""

from wres_excel.workbook.annotate.copy import annotate
from wres_excel.workbook.annotate.records import About, Heading, Label
from wres_excel.workbook.annotate.refusals import check_copy_name

__all__ = ["About", "Heading", "Label", "annotate", "check_copy_name"]
