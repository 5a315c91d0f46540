"""The columns of the CSV that `wres-excel read` writes, and of what reads it back."""

OUTPUT_COLUMNS = (
    "organisation",
    "organisation_name",
    "edition",
    "item",
    "number",
    "indicator",
    "period",
    "group",
    "value",
    "text",
    "status",
    "sheet",
    "cell",
    "raw",
    "computed",
    "file",
    "sha256",
)
BLANK_COLUMNS = ("item", "period", "group", "value", "label", "edition")
KNOWN_COLUMNS = frozenset((*OUTPUT_COLUMNS, *BLANK_COLUMNS))
