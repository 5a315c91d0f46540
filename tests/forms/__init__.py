"""A corpus of WRES forms made by other hands than ours.

Nothing here imports wres_excel: the forms are made with XlsxWriter, openpyxl and zip surgery, so
that a mistake in our own writer cannot hide behind the same mistake in its test data.
"""
