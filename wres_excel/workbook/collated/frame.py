"""The frame of a workbook: every sheet as XlsxWriter makes it, tables down to one sample row."""

from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from wres_excel.workbook.blank.heights import text_height
from wres_excel.workbook.blank.render import accept
from wres_excel.workbook.blank.styles import FONT
from wres_excel.workbook.collated.sheet import Column, TableSheet
from wres_excel.workbook.collated.styles import FORMATS, INDENT, LEFT, STYLES, Style

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A3, A4, EVERY_SIDE_INCHES = 8, 9, 0.47
ROW_HEIGHTS: Mapping[Style, float] = {"title": 24.0, "heading": 22.0, "warning": 18.0}
FIRST_PAGE = 40
"""About how many rows the first page of a sheet of values holds."""
BUTTON = 14.5
"""Points of height that a filter button takes below a heading."""


class Frame:
    """A workbook while its frame is made."""

    def __init__(self, title: str, subject: str, made: datetime) -> None:
        from xlsxwriter import Workbook

        self._buffer = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
        }
        self.workbook: Workbook = Workbook(self._buffer, options)
        self.formats: Mapping[Style, Format] = {
            style: self.workbook.add_format(FORMATS[style]) for style in STYLES
        }
        self._streamed: dict[int, TableSheet] = {}
        self._describe(title, subject, made)

    @property
    def streamed(self) -> Mapping[int, TableSheet]:
        """The sheets whose rows are still to come, by their number from 1."""
        return self._streamed

    def finish(self) -> bytes:
        """Return the frame as the bytes of an .xlsx file."""
        self.workbook.close()
        return self._buffer.getvalue()

    def add(self, name: str, write: "Callable[[Frame, Worksheet], None]") -> None:
        """Add a sheet that is written here and now."""
        sheet = self._new_sheet(name)
        sheet.set_paper(A4)
        write(self, sheet)

    def add_table_sheet(self, plan: TableSheet) -> None:
        """Add a sheet whose rows are streamed later; one without rows only says so."""
        sheet = self._new_sheet(plan.name)
        self.write_top(sheet, plan.title, *plan.sentences)
        for number, column in enumerate(plan.columns):
            accept(sheet.set_column(number, number, column.width))
        if plan.count:
            self._add_table(sheet, plan)
            self._streamed[len(self.workbook.worksheets())] = plan

    def write_top(self, sheet: "Worksheet", title: str, *sentences: str) -> None:
        """Write the title of a sheet in A1 and below it, in column A, what a reader must know."""
        self.write(sheet, 1, 1, title, "title")
        for row, sentence in enumerate(sentences, 2):
            self.write(sheet, row, 1, sentence, "sentence")

    def write(
        self, sheet: "Worksheet", row: int, column: int, content: str | int | float, style: Style
    ) -> None:
        """Write one cell, counted from 1; text is always written as text."""
        if style in ROW_HEIGHTS:
            accept(sheet.set_row(row - 1, ROW_HEIGHTS[style]))
        put = sheet.write_string if isinstance(content, str) else sheet.write_number
        accept(put(row - 1, column - 1, content, self.formats[style]))

    def head(self, columns: "tuple[Column, ...]") -> list[dict[str, Any]]:
        """Return the columns of a table as XlsxWriter takes them."""
        return [
            {"header": column.heading, "header_format": self.formats[heading_style(column)]}
            for column in columns
        ]

    def _add_table(self, sheet: "Worksheet", plan: TableSheet) -> None:
        top = plan.heading_row - 1
        options = {"name": plan.table, "columns": self.head(plan.columns), "style": None}
        accept(sheet.add_table(top, 0, top + 1, len(plan.columns) - 1, options))
        accept(sheet.set_row(top, _heading_height(plan.columns)))
        for number, style in enumerate(STYLES):
            accept(sheet.write_blank(top + 1, number, None, self.formats[style]))
        sheet.freeze_panes(0 if plan.scrolls else top + 1, plan.frozen)
        sheet.repeat_rows(top)
        if plan.frozen:
            accept(sheet.repeat_columns(0, plan.frozen - 1))
        sheet.set_paper(A3)
        sheet.fit_to_pages(plan.pages, 0)
        self._set_print_area(sheet, plan)

    def _set_print_area(self, sheet: "Worksheet", plan: TableSheet) -> None:
        """Leave out of print what columns that come again would cut, or pages that nobody reads."""
        top, last = plan.heading_row - 1, plan.heading_row - 1 + plan.count
        if plan.prints == "table":
            accept(sheet.print_area(top, 0, last, len(plan.columns) - 1))
        elif plan.prints == "first page":
            accept(sheet.print_area(0, 0, min(last, FIRST_PAGE), len(plan.columns) - 1))

    def _new_sheet(self, name: str) -> "Worksheet":
        sheet = self.workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_margins(*(EVERY_SIDE_INCHES,) * 4)
        sheet.hide_gridlines(2)
        return sheet

    def _describe(self, title: str, subject: str, made: datetime) -> None:
        self.workbook.set_properties(
            {
                "title": title,
                "subject": subject,
                "author": "wres-excel",
                "keywords": "WRES, workforce race equality standard",
                "created": made,
            }
        )


def heading_style(column: Column) -> Style:
    """Return how the heading of a column looks: over its cells, on their side."""
    return "column heading" if column.style in LEFT else "number heading"


def _heading_height(columns: "tuple[Column, ...]") -> float:
    return max(text_height(c.heading, (c.width - INDENT) * 0.93) for c in columns) + BUTTON
