"""The columns of the CSV that `wres-excel read` writes, and of what reads it back."""

from wres_excel.collation.records import ValueRow

OUTPUT_COLUMNS = ValueRow._fields
BLANK_COLUMNS = ("item", "period", "group", "value", "label", "edition")
KNOWN_COLUMNS = frozenset((*OUTPUT_COLUMNS, *BLANK_COLUMNS))
