"""The rules of the return, applied to what a workbook says. No files, no spreadsheets."""
