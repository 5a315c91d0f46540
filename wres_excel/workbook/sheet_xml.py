"""One pass over the XML of one sheet: its cells, and what is merged, hidden, locked or ruled."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import NoReturn
from xml.parsers import expat

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.addresses import LAST_COLUMN, parse_range
from wres_excel.workbook.cell_stream import CellStream, Context
from wres_excel.workbook.records import Range, Sheet, Validation
from wres_excel.workbook.sheet_rows import part_sheet, read_rows
from wres_excel.workbook.struck import StruckStrings, with_struck
from wres_excel.workbook.xml import LocalNames, is_true, new_stream, run_stream

MAX_RANGES = 100_000
LONGEST_KEPT = 100_000


def read_sheet(data: bytes, sheet: Sheet, context: Context) -> Sheet:
    """Return a sheet completed with what its part holds.

    data: the content of the part; sheet: its name, part and state, without cells yet; context:
    what its cells refer to. The declared dimension is never looked at.
    Raises UnreadableFile if the part is no worksheet, is damaged or breaks a bound.
    """
    return read_plain(data, sheet, context) or read_any(data, sheet, context)


def read_plain(data: bytes, sheet: Sheet, context: Context) -> Sheet | None:
    """Read a sheet in the plain form, several times as quick; None if it is in another.

    None too if anything has to be refused, so that one parser says what and where.
    """
    parts = part_sheet(data)
    if parts is None:
        return None
    frame, rows = parts
    try:
        framed = _kept(frame) if len(frame) <= LONGEST_KEPT else _read_frame(frame)
        cells, hidden_rows = read_rows(rows, context)
    except (UnreadableFile, ValueError):
        return None
    full = replace(
        framed,
        name=sheet.name,
        part=sheet.part,
        state=sheet.state,
        cells=cells,
        hidden_rows=hidden_rows,
    )
    return with_struck(full) if isinstance(context.strings, StruckStrings) else full


def _read_frame(frame: str) -> Sheet:
    """Return what a sheet without rows holds."""
    return read_any(frame.encode(), Sheet("", ""), Context("", ""))


_kept = lru_cache(maxsize=128)(_read_frame)


def read_any(data: bytes, sheet: Sheet, context: Context) -> Sheet:
    """Read a sheet with the parser of XML, in whatever form it is."""
    parser = new_stream(sheet.part, context.file)
    reader = _SheetReader(parser, sheet.part, context)
    run_stream(parser, data, sheet.part, context.file)
    full = replace(
        sheet,
        cells=reader.cells.cells,
        merges=tuple(reader.merges),
        hidden_rows=frozenset(reader.cells.hidden_rows),
        hidden_columns=frozenset(reader.hidden_columns),
        protected=reader.protected,
        validations=tuple(reader.validations),
    )
    any_struck = reader.cells.any_struck or isinstance(context.strings, StruckStrings)
    return with_struck(full) if any_struck else full


class _SheetReader:
    """Handlers for everything but the cells, which have handlers of their own for speed."""

    def __init__(self, parser: expat.XMLParserType, part: str, context: Context) -> None:
        self.merges: list[Range] = []
        self.hidden_columns: set[int] = set()
        self.protected = False
        self.validations: list[Validation] = []
        self._parser, self._part, self._context = parser, part, context
        self._names = LocalNames()
        self._text: list[str] = []
        self._attributes: dict[str, str] | None = None
        self._children: dict[str, str] = {}
        self._ranges = 0
        self._columns = 0
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "sheetData": self._enter_cells,
            "cols": self._enter_columns,
            "mergeCell": self._add_merge,
            "sheetProtection": self._set_protection,
            "dataValidation": self._start_validation,
        }
        self.cells = CellStream(context, self._names, self._text, self._leave_cells)
        parser.StartElementHandler = self._start_root
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append

    def _start_root(self, name: str, _attributes: dict[str, str]) -> None:
        if self._names[name] != "worksheet":
            self._refuse("one of its parts is no worksheet", f"{name[:40]} in {self._part}")
        self._parser.StartElementHandler = self._start

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._text.clear()
        handle = self._starts.get(self._names[name])
        if handle:
            handle(attributes)

    def _end(self, name: str) -> None:
        tag = self._names[name]
        if tag == "cols":
            self._starts.pop("col", None)
        if self._attributes is None:
            return
        if tag in ("formula1", "formula2", "sqref"):
            self._children[tag] = "".join(self._text).strip()
        elif tag == "dataValidation":
            self._finish_validation(self._attributes, self._children)

    def _enter_cells(self, _attributes: dict[str, str]) -> None:
        self._parser.StartElementHandler = self.cells.start
        self._parser.EndElementHandler = self.cells.end

    def _leave_cells(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def _enter_columns(self, _attributes: dict[str, str]) -> None:
        """Listen for columns here alone: the anchor of a form control has a col of its own."""
        self._starts["col"] = self._add_column

    def _add_column(self, attributes: dict[str, str]) -> None:
        first, last = _number(attributes.get("min")), _number(attributes.get("max"))
        self._columns += max(last - first + 1, 0)
        if not 1 <= first <= last <= LAST_COLUMN or self._columns > LAST_COLUMN:
            found = f"columns {attributes.get('min', '')[:40]} to {attributes.get('max', '')[:40]}"
            self._refuse("the columns of a sheet are not described properly", found)
        if is_true(attributes.get("hidden")):
            self.hidden_columns.update(range(first, last + 1))

    def _add_merge(self, attributes: dict[str, str]) -> None:
        self._count(1)
        reference = attributes.get("ref", "")
        try:
            self.merges.append(parse_range(reference))
        except ValueError:
            self._refuse("merged cells lie outside the sheet", repr(reference[:40]))

    def _set_protection(self, attributes: dict[str, str]) -> None:
        self.protected = is_true(attributes.get("sheet"))

    def _start_validation(self, attributes: dict[str, str]) -> None:
        self._attributes = attributes
        self._children = {}

    def _finish_validation(self, attributes: dict[str, str], children: dict[str, str]) -> None:
        """The extension stores the ranges as an element, the sheet proper as an attribute."""
        self._attributes = None
        references = (attributes.get("sqref") or children.get("sqref", "")).split()
        self._count(len(references))
        self.validations.append(
            Validation(
                self._validated(references),
                attributes.get("type", "none"),
                attributes.get("operator", "between"),
                children.get("formula1", ""),
                children.get("formula2", ""),
                is_true(attributes.get("allowBlank")),
                _error_style(attributes),
            )
        )

    def _validated(self, references: list[str]) -> tuple[Range, ...]:
        try:
            return tuple(parse_range(reference) for reference in references)
        except ValueError:
            self._refuse(
                "a data validation lies outside the sheet", repr(" ".join(references)[:40])
            )

    def _count(self, ranges: int) -> None:
        self._ranges += ranges
        if self._ranges > MAX_RANGES:
            found = f"more than {MAX_RANGES:,} merged cells and validations"
            self._refuse("a sheet is ruled by too many ranges", found)

    def _refuse(self, fact: str, found: str) -> NoReturn:
        raise UnreadableFile(
            f"The workbook is damaged: {fact}",
            file=self._context.file,
            sheet=self._context.sheet,
            found=found,
            expected="a sheet as Excel saved it",
            remedy=kinds.ASK_SENDER,
        )


def _error_style(attributes: dict[str, str]) -> str:
    """Return what a rule does about a wrong entry: nothing, unless its alert is switched on."""
    alert = is_true(attributes.get("showErrorMessage"))
    return attributes.get("errorStyle", "stop") if alert else "none"


def _number(text: str | None) -> int:
    """Return a whole number, or 0 if the text is none or has more digits than a sheet needs."""
    if not text or not (text.isascii() and text.isdecimal()) or len(text) > 7:
        return 0
    return int(text)
