"""A workbook as it was read: frozen records of its sheets, cells and what governs them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wres_excel.workbook.cells import Cell

Range = tuple[int, int, int, int]
State = Literal["visible", "hidden", "veryHidden"]


@dataclass(frozen=True, slots=True)
class Validation:
    """A rule of data validation, whether stored in the sheet proper or in its x14 extension.

    ranges: (top, left, bottom, right) each, from 1; type and operator: the words of the file,
    such as "list" and "between"; the formulas without "="; error_style: "stop", "warning",
    "information", or "none" where the rule raises no alert and so forbids nothing.
    """

    ranges: tuple[Range, ...]
    type: str = "none"
    operator: str = "between"
    formula1: str = ""
    formula2: str = ""
    allow_blank: bool = False
    error_style: str = "stop"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a chart or dialog sheet has no cells.

    cells, comments and struck: by (row, column) from 1; merges: (top, left, bottom, right) each;
    struck: of a text that is struck through in part, that part.
    """

    name: str
    part: str
    state: State = "visible"
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict, repr=False)
    merges: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    protected: bool = False
    validations: tuple[Validation, ...] = ()
    comments: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A whole workbook.

    file: its name for messages; sha256: of the file, in hexadecimal; formats, locked and struck:
    number format code, lock flag and strike-through of each cell style, a code being empty where
    the kind of file does not tell; defined_names: the text of each, a name that belongs to one
    sheet being "sheet!name"; modified: when it was saved last, as an ISO date and time.
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...]
    date1904: bool = False
    application: str | None = None
    modified: str | None = None
    title: str | None = None
    formats: tuple[str, ...] = ("General",)
    locked: tuple[bool, ...] = (True,)
    defined_names: Mapping[str, str] = field(default_factory=dict)
    has_macros: bool = False
    external_links: bool = False
    struck: tuple[bool, ...] = (False,)
