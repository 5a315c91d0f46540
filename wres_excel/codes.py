"""What ships with the package about organisation codes and names, ready for a collation."""

import csv
import re
from functools import lru_cache
from importlib import resources
from io import StringIO

from wres_excel.collation.codes import CodeBook, CodeForm
from wres_excel.vocabulary import normalise


@lru_cache
def load_code_book() -> CodeBook:
    """Return the tables in templates/register as one record.

    Forms of codes and default codes: NHS Data Dictionary, Organisation Data Service.
    """
    forms = tuple(
        CodeForm(re.compile(row[0]), row[1], row[2] == "yes") for row in _rows("code_forms")
    )
    return CodeBook(
        forms=forms,
        placeholders=_pairs("placeholders"),
        regions=_pairs("regions"),
        columns={normalise(heading): column for heading, column in _pairs("columns").items()},
        name_words=_pairs("name_words"),
    )


def _pairs(table: str) -> dict[str, str]:
    return {row[0]: row[1] for row in _rows(table)}


def _rows(table: str) -> list[list[str]]:
    file = resources.files("wres_excel.templates") / "register" / f"{table}.csv"
    return list(csv.reader(StringIO(file.read_text(encoding="utf-8"))))[1:]
