"""NHS organisation data files, such as etr.csv and ect.csv: columns by place, no header.

Of the columns, counted from 1, are read: 1 code, 2 name, 3 national grouping (the region), 11 date
of opening and 12 date of closing, both as YYYYMMDD.
"""

import re
from collections.abc import Sequence
from datetime import date

from wres_excel.collation.codes import CodeBook, form_of, plain_code
from wres_excel.collation.expected import Expected
from wres_excel.findings import Finding
from wres_excel.tables.register_rows import code_trouble

_CODE, _NAME, _GROUPING, _OPENED, _CLOSED = 0, 1, 2, 10, 11
_LEAST = 12
_DAY = re.compile(r"[0-9]{8}")


def is_organisation_data(fields: Sequence[str], book: CodeBook) -> bool:
    """Return whether a record is of an organisation data file: a code, dates in place."""
    if len(fields) < _LEAST or form_of(plain_code(fields[_CODE]), book) is None:
        return False
    opened, closed = fields[_OPENED].strip(), fields[_CLOSED].strip()
    return bool(_DAY.fullmatch(opened)) and (not closed or bool(_DAY.fullmatch(closed)))


def expected_of_record(
    line: int, fields: Sequence[str], file: str, book: CodeBook
) -> Expected | Finding:
    """Return the organisation of a record, or what is wrong with the record."""
    trouble = code_trouble(fields[_CODE], line, file, book)
    if trouble and trouble.severity == "error":
        return trouble
    try:
        opened, closed = (_day(fields[at]) for at in (_OPENED, _CLOSED))
    except (ValueError, IndexError):
        return _not_understood(line, fields, file)
    code, grouping = plain_code(fields[_CODE]), fields[_GROUPING].strip()
    form = form_of(code, book)
    return Expected(
        code,
        fields[_NAME].strip() or None,
        region=book.regions.get(grouping, grouping) or None,
        type=form.kind if form else None,
        opened=opened,
        closed=closed,
        file=file,
        line=line,
    )


def _day(text: str) -> date | None:
    """Return the date that eight digits mean, None for none; raises ValueError for what is none."""
    plain = text.strip()
    if plain and not _DAY.fullmatch(plain):
        raise ValueError(plain)
    return date.fromisoformat(plain) if plain else None


def _not_understood(line: int, fields: Sequence[str], file: str) -> Finding:
    return Finding(
        "register-row",
        "error",
        "The row is not one of an NHS organisation data file, and was left out",
        "Take the file as it is published, or give a CSV headed code,name.",
        file=file,
        line=line,
        found=",".join(fields[: _CLOSED + 1])[:80],
        expected="the code first, and in columns 11 and 12 dates such as 20190331",
    )
