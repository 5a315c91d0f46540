"""Blank workbooks of every edition, opened by openpyxl and as parts, and how wide Arial runs."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import openpyxl
from openpyxl.cell import Cell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from wres_excel.domain.model import Place
from wres_excel.editions import edition_names, load_edition
from wres_excel.workbook.own_form import blank_workbook, own_form

NAMES = edition_names()
INPUTS_AND_RESULTS = "FFFFF7D6"
HELVETICA = (  # widths of the printable ASCII characters, in thousandths of the font's size
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 "
    "556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 "
    "722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 "
    "556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 "
    "260 334 584"
)
WIDTHS = {chr(32 + n): int(width) for n, width in enumerate(HELVETICA.split())}
PIXELS_PER_POINT, PIXELS_PER_DIGIT, BOLD, INDENT = 96 / 72, 8, 1.07, 12


@lru_cache
def data_of(name: str) -> bytes:
    """The blank workbook of an edition."""
    return blank_workbook(own_form(load_edition(name)))


@lru_cache(maxsize=2)
def opened(name: str) -> Workbook:
    """The blank workbook of an edition as openpyxl sees it; tests only read it."""
    return openpyxl.load_workbook(BytesIO(data_of(name)))


@lru_cache(maxsize=2)
def parts(name: str) -> dict[str, bytes]:
    """The parts of the blank workbook of an edition."""
    with ZipFile(BytesIO(data_of(name))) as package:
        return {entry: package.read(entry) for entry in package.namelist()}


class Shown:
    """What the cells of one sheet show, as calamine reads it: a formula its stored result.

    Rows and columns count from 1; a blank cell and an empty text are both "".
    """

    def __init__(self, data: bytes, sheet: str) -> None:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        self.rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)

    def __getitem__(self, address: str) -> object:
        return self.at(*coordinate_to_tuple(address))

    def at(self, row: int, column: int) -> object:
        return self.rows[row - 1][column - 1]

    def column(self, heading: str, heading_row: int) -> int:
        """The column under a heading."""
        return self.rows[heading_row - 1].index(heading) + 1

    def below(self, heading: str, heading_row: int) -> list[object]:
        """What stands under a heading, down to the end of the sheet."""
        column = self.column(heading, heading_row)
        return [row[column - 1] for row in self.rows[heading_row:]]


def input_cells(name: str) -> dict[tuple[str, int, int], Place]:
    """The sheet, row and column of each place that is typed in."""
    inputs = own_form(load_edition(name)).book.inputs
    return {(spot.sheet, spot.row, spot.column): place for place, (spot, _) in inputs.items()}


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """Every cell of a sheet that has a content or a look."""
    return (cell for row in sheet.iter_rows() for cell in row)


def looks(sheet: Worksheet) -> Iterator[Cell]:
    """One cell of each look on a sheet, for what depends on the look alone."""
    return iter({cell.style_id: cell for cell in cells(sheet) if cell.has_style}.values())


def tables(sheet: Worksheet) -> list[tuple[int, int, int, int]]:
    """First row, first column, last row and last column of each table, from the top."""
    found = []
    for table in sheet.tables.values():
        left, top, right, bottom = openpyxl.utils.range_boundaries(table.ref)
        found.append((top, left, bottom, right))
    return sorted(found)


def lines_of(text: str, width: float, *, bold: bool = False, indent: bool = False) -> int:
    """How many lines a text takes in a column of Arial 11, broken between words where it can."""
    room = width * PIXELS_PER_DIGIT - INDENT * indent
    return sum(_lines_of(paragraph, room, bold) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, room: float, bold: bool) -> int:
    lines, used = 1, 0.0
    for before, word in pairwise(["", *paragraph.split(" ")]):
        gap = pixels(" ", bold) if before or used else 0
        if used and used + gap + pixels(word, bold) > room:
            lines, used, gap = lines + 1, 0, 0
        used += gap + pixels(word, bold)
        while used > room:
            lines, used = lines + 1, used - room
    return lines


def pixels(text: str, bold: bool = False) -> float:
    """How wide a text in Arial 11 is on a screen of 96 dots an inch."""
    width = sum(WIDTHS.get(character, 1000) for character in text)
    return width / 1000 * 11 * PIXELS_PER_POINT * (BOLD if bold else 1)
