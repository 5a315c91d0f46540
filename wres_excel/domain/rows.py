"""A metrics file as rows of text, before anything in it is understood."""

from dataclasses import dataclass
from typing import NamedTuple

from wres_excel.findings import Finding


class MetricsRow(NamedTuple):
    """One value as a metrics file gives it, all as text; line is where the row starts.

    group: as written, in the wide form the group of the column, its heading where it is of no
    single group ("Total"), empty for the column value; value: what to understand, whichever
    column it stood in, without a protecting apostrophe; status: the status column of a file that
    `wres-excel read` wrote, else empty.
    """

    line: int
    item: str
    period: str = ""
    group: str = ""
    value: str = ""
    organisation: str = ""
    organisation_name: str = ""
    edition: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Metrics:
    """A metrics file as read: its name, its rows and what was odd about the file itself.

    decimal_comma_possible: the file separates by semicolons, so 12,5 may be twelve and a half;
    wide: each group has a column, so that the rows of one line belong together.
    """

    file: str
    rows: tuple[MetricsRow, ...]
    findings: tuple[Finding, ...] = ()
    decimal_comma_possible: bool = False
    wide: bool = False
