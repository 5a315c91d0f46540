"""Workbooks as files: opened safely, read cell by cell, located, made, patched, compared."""
