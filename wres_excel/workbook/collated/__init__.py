"""A collation as a workbook for people."""

from wres_excel.workbook.collated.book import write_collated

__all__ = ["write_collated"]
