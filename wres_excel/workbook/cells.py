"""What a cell holds, and what a cell shall hold: the records that readers and writers share."""

from typing import Literal, NamedTuple

Kind = Literal["blank", "number", "text", "boolean", "date", "error"]


class Formula(NamedTuple):
    """A formula as stored: text without "=", empty for a follower of a shared formula.

    kind is the file's own word for it; reference the range an array or a shared formula covers;
    shared the number that ties the cells of one shared formula together.
    """

    text: str
    kind: Literal["normal", "shared", "array", "dataTable"] = "normal"
    reference: str | None = None
    shared: int | None = None


class Cell(NamedTuple):
    """One cell as it stands in a sheet; row and column count from 1.

    raw is the content as text: the digits of a number exactly as stored, a text with its shared
    string and its _xHHHH_ escapes resolved, "TRUE" or "FALSE", an error such as "#DIV/0!", an
    ISO date, "" when blank. A formula without a stored result is blank with a formula.
    style counts into the cell formats of the workbook.
    """

    row: int
    column: int
    kind: Kind
    raw: str
    style: int = 0
    formula: Formula | None = None


class Content(NamedTuple):
    """What shall stand in a cell: a kind and its raw form, written as Cell describes them."""

    kind: Kind
    raw: str = ""


BLANK = Content("blank")
