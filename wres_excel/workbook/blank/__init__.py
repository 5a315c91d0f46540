"""Our own workbook for an edition: planned as records first, then written."""

from wres_excel.workbook.blank.book import Book, plan_book
from wres_excel.workbook.blank.render import render_book

__all__ = ["Book", "plan_book", "render_book"]
