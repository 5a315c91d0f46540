"""The rows and cells of one sheet, taken from its XML as it streams past."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.addresses import LAST_COLUMN, LAST_ROW, format_address, parse_address
from wres_excel.workbook.cells import Cell, Formula
from wres_excel.workbook.stored import interpret, read_formula
from wres_excel.workbook.struck import mark_struck
from wres_excel.workbook.xml import LocalNames, is_true

MAX_CELLS = 300_000

_LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Context:
    """What the cells of a sheet refer to.

    file and sheet: their names for messages; strings: the shared strings; styles: the number of
    each style by the text of the attribute s; room: how many cells may still be read.
    """

    file: str
    sheet: str
    strings: Sequence[str] = ()
    styles: Mapping[str, int] = field(default_factory=dict)
    room: int = MAX_CELLS


class CellStream:
    """Handlers for everything within <sheetData>; cells and hidden_rows grow as it streams.

    text: where the parser puts character data; leave: called at the end of <sheetData>;
    any_struck: whether a text of a cell's own was seen that is struck through in part.
    """

    __slots__ = (
        "_attributes",
        "_column",
        "_context",
        "_formula",
        "_formula_attributes",
        "_inline",
        "_leave",
        "_names",
        "_phonetic",
        "_pieces",
        "_row",
        "_strikes",
        "_struck",
        "_text",
        "_value",
        "any_struck",
        "cells",
        "hidden_rows",
    )

    def __init__(
        self, context: Context, names: LocalNames, text: list[str], leave: Callable[[], None]
    ) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        self._context, self._names, self._text, self._leave = context, names, text, leave
        self._row = self._column = 0
        self._attributes: dict[str, str] = {}
        self._formula_attributes: dict[str, str] = {}
        self._value: str | None = None
        self._inline: str | None = None
        self._formula: Formula | None = None
        self._pieces: list[str] = []
        self._struck: list[str] = []
        self._phonetic = self._strikes = self.any_struck = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        tag = self._names[name]
        if tag == "c":
            self._attributes = attributes
            self._value = self._inline = self._formula = None
        elif tag in ("v", "t"):
            self._text.clear()
        elif tag == "f":
            self._text.clear()
            self._formula_attributes = attributes
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "is":
            self._pieces.clear()
            self._struck.clear()
        elif tag == "rPh":
            self._phonetic = True
        elif tag in ("r", "strike"):
            self._strikes = tag == "strike" and is_true(attributes.get("val", "1"))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        tag = self._names[name]
        if tag == "v":
            self._value = "".join(self._text)
        elif tag == "c":
            self._finish_cell()
        elif tag == "f":
            self._formula = read_formula(self._formula_attributes, "".join(self._text))
        elif tag == "t":
            if not self._phonetic:
                self._pieces.append("".join(self._text))
                if self._strikes:
                    self._struck.append(self._pieces[-1])
        elif tag == "is":
            self._inline = "".join(self._pieces)
            self._strikes = False
        elif tag == "rPh":
            self._phonetic = False
        elif tag == "sheetData":
            self._check_room()
            self._leave()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._check_room()
        stated = attributes.get("r")
        row = self._row + 1 if stated is None else _row_number(stated)
        if not 1 <= row <= LAST_ROW:
            found = f"row {str(stated or row)[:_LONGEST_QUOTE]}"
            raise self._damaged("a row lies outside the sheet", found, f"rows 1 to {LAST_ROW}")
        self._row, self._column = row, 0
        if is_true(attributes.get("hidden")):
            self.hidden_rows.add(row)

    def _finish_cell(self) -> None:
        attributes = self._attributes
        reference = attributes.get("r")
        place = self._next_place() if reference is None else self._place(reference)
        row, self._column = place
        cells, context = self.cells, self._context
        if place in cells:
            raise self._twice(place)
        kind, raw = interpret(attributes.get("t"), self._value, self._inline, context.strings)
        if self._struck:
            raw = self._marked(raw)
        style = context.styles.get(attributes.get("s", "0"), 0)
        cells[place] = Cell(row, place[1], kind, raw, style, self._formula)

    def _marked(self, raw: str) -> str:
        """Return the text of a cell with what is struck through of it, if it is the cell's own."""
        runs, own = tuple(self._struck), self._inline is not None and self._value is None
        self._struck.clear()
        self.any_struck = self.any_struck or own
        return mark_struck(raw, runs) if own and raw else raw

    def _place(self, reference: str) -> tuple[int, int]:
        try:
            place = parse_address(reference)
        except ValueError as err:
            raise self._outside(f"a cell at {reference[:_LONGEST_QUOTE]!r}") from err
        if place[0] != self._row:
            found = f"{reference} in row {self._row}"
            raise self._damaged("a cell stands in a row that is not its own", found, "its own row")
        return place

    def _next_place(self) -> tuple[int, int]:
        if self._row == 0:
            raise self._outside("a cell before the first row")
        if self._column >= LAST_COLUMN:
            raise self._outside(f"a cell after {format_address(self._row, self._column)}")
        return self._row, self._column + 1

    def _check_room(self) -> None:
        if len(self.cells) > self._context.room:
            raise UnreadableFile(
                "The workbook holds too many cells to be a WRES return",
                file=self._context.file,
                sheet=self._context.sheet,
                found=f"more than {MAX_CELLS:,} cells",
                expected=f"at most {MAX_CELLS:,} cells in all sheets",
                remedy="Remove sheets that do not belong to the return, save it, then try again.",
            )

    def _outside(self, found: str) -> UnreadableFile:
        return self._damaged("a cell lies outside the sheet", found, "cells A1 to XFD1048576")

    def _twice(self, place: tuple[int, int]) -> UnreadableFile:
        return UnreadableFile(
            "The workbook is damaged: a cell is stored twice, and which one counts is not known",
            file=self._context.file,
            sheet=self._context.sheet,
            cell=format_address(*place),
            found="two contents",
            expected="every cell once",
            remedy=kinds.ASK_SENDER,
        )

    def _damaged(self, fact: str, found: str, expected: str) -> UnreadableFile:
        return UnreadableFile(
            f"The workbook is damaged: {fact}",
            file=self._context.file,
            sheet=self._context.sheet,
            found=found,
            expected=expected,
            remedy=kinds.ASK_SENDER,
        )


def _row_number(text: str) -> int:
    """Return the number of a row, or 0 if the text is none, which only digits 0 to 9 can be."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= len(str(LAST_ROW))
    return int(text) if is_number else 0
