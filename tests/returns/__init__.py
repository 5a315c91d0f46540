"""Returns as they really come back, each named after what is odd or wrong about it.

should_pass: every value is read right and nothing above a note is said; should_warn: the same with
a warning; should_fail: an error, or refused. Nothing that builds a return imports wres_excel: they
are made with XlsxWriter, openpyxl and surgery on their parts.
"""
