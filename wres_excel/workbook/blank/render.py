"""A planned workbook written as .xlsx: cells, input rules, protection, print set-up, names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from wres_excel.workbook.blank.book import Book
from wres_excel.workbook.blank.chart_render import insert_chart
from wres_excel.workbook.blank.finish import finish
from wres_excel.workbook.blank.plan import Rule, RuleKind, SheetPlan, Slot, Style
from wres_excel.workbook.blank.styles import FONT, FORMATS
from wres_excel.workbook.formulas import Results, Scalar, Spot, to_excel

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

A4, EVERY_SIDE_INCHES, PRINT_SCALE = 9, 0.47, 57
CHECK_COLOURS: Mapping[str, dict[str, Any]] = {
    "check": {"font_color": "#801650", "bg_color": "#FBE9F1"},
    "to do": {"font_color": "#3D3D3D", "bg_color": "#F2F2F2"},
    "complete": {"font_color": "#12436D"},
}
ALLOWED: Mapping[RuleKind, dict[str, Any]] = {
    "whole": {"validate": "integer", "criteria": ">=", "value": 0},
    "half": {"validate": "decimal", "criteria": ">=", "value": 0},
    "percentage": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1},
    "month": {
        "validate": "date",
        "criteria": ">=",
        "value": datetime(2015, 1, 1),
    },
}


def render_book(book: Book, heights: Mapping[tuple[str, int], float] | None = None) -> bytes:
    """Return the blank workbook of a plan as the bytes of an .xlsx file.

    heights: in points, by sheet and row, for rows that must be taller than planned.
    The same plan gives the same bytes. Raises RuntimeError if XlsxWriter refuses a call.
    """
    from xlsxwriter import Workbook

    buffer = BytesIO()
    workbook = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "default_format_properties": {"font_name": FONT, "font_size": 11},
        },
    )
    formats = {style: workbook.add_format(look) for style, look in FORMATS.items()}
    results = Results(book.formulas, {})
    sheets = {plan.name: workbook.add_worksheet(plan.name) for plan in book.sheets}
    for plan in book.sheets:
        grown = replace(plan, heights=_grown(plan, heights or {}))
        _Sheet(workbook, sheets[plan.name], grown, formats, results).write()
    _describe(workbook, book)
    workbook.close()
    return finish(buffer.getvalue())


def _grown(plan: SheetPlan, heights: Mapping[tuple[str, int], float]) -> dict[int, float]:
    own = {row: points for (sheet, row), points in heights.items() if sheet == plan.name}
    return {**plan.heights, **own}


def accept(answer: Any) -> None:
    """Raise RuntimeError where XlsxWriter answers a call with a negative number: a refusal."""
    if isinstance(answer, int) and answer < 0:
        raise RuntimeError(f"XlsxWriter refused a call and answered {answer}")


def _describe(workbook: "Workbook", book: Book) -> None:
    """Set the document properties."""
    edition = book.edition
    workbook.set_properties(
        {
            "title": f"Workforce Race Equality Standard {edition.name} return",
            "subject": f"Figures as at {edition.snapshot.isoformat()}",
            "author": "wres-excel",
            "keywords": "WRES, workforce race equality standard",
            "comments": "The layout is reconstructed; it is not an official NHS England form.",
        }
    )


class _Sheet:
    """One worksheet while it is written."""

    def __init__(
        self,
        workbook: "Workbook",
        sheet: "Worksheet",
        plan: SheetPlan,
        formats: Mapping[Style, "Format"],
        results: Results,
    ) -> None:
        self._workbook = workbook
        self._sheet = sheet
        self._plan = plan
        self._formats = formats
        self._results = results

    def write(self) -> None:
        self._set_up_page()
        self._make_tables()
        for slot in self._plan.slots:
            accept(self._write_slot(slot))
        self._set_rules()
        self._colour_checks()
        self._name_blocks()
        for chart in self._plan.charts:
            insert_chart(self._workbook, self._sheet, chart)
        self._sheet.protect("", {"format_columns": True, "format_rows": True})

    def _set_up_page(self) -> None:
        sheet, plan = self._sheet, self._plan
        for column, width in enumerate(plan.widths):
            accept(sheet.set_column(column, column, width))
        for row, height in plan.heights.items():
            accept(sheet.set_row(row - 1, height))
        if plan.frozen:
            sheet.freeze_panes(plan.frozen[0] - 1, plan.frozen[1] - 1)
        if plan.repeated:
            sheet.repeat_rows(plan.repeated - 1)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(*(EVERY_SIDE_INCHES,) * 4)
        if plan.page_break:
            sheet.set_print_scale(PRINT_SCALE)
            accept(sheet.set_h_pagebreaks([plan.page_break - 1]))
        else:
            sheet.fit_to_pages(1, int(plan.one_page))

    def _make_tables(self) -> None:
        styles = {(slot.row, slot.column): slot.style for slot in self._plan.slots}
        for table in self._plan.tables:
            columns = [
                {
                    "header": heading,
                    "header_format": self._formats[styles[table.first_row, column]],
                }
                for column, heading in enumerate(table.headings, 1)
            ]
            options = {"name": table.name, "columns": columns, "autofilter": False, "style": None}
            corners = (table.first_row - 1, 0, table.last_row - 1, len(columns) - 1)
            accept(self._sheet.add_table(*corners, options))

    def _write_slot(self, slot: Slot) -> Any:
        row, column, look = slot.row - 1, slot.column - 1, self._formats[slot.style]
        content = slot.content
        if content is None:
            return self._sheet.write_blank(row, column, None, look)
        if slot.link:
            target = f"internal:'{slot.link}'!A1"
            return self._sheet.write_url(row, column, target, look, str(content))
        if isinstance(content, str):
            return self._sheet.write_string(row, column, content, look)
        if isinstance(content, int):
            return self._sheet.write_number(row, column, content, look)
        text = to_excel(content, self._plan.name)
        result = self._result(self._plan.spot(slot))
        return self._sheet.write_formula(row, column, f"={text}", look, result)

    def _result(self, spot: Spot) -> Scalar:
        result = self._results.at(spot)
        return "" if result is None else result

    def _set_rules(self) -> None:
        groups: defaultdict[tuple[RuleKind, str, str], list[Rule]] = defaultdict(list)
        for rule in self._plan.rules:
            groups[rule.kind, rule.title, rule.prompt].append(rule)
        for (kind, title, prompt), rules in groups.items():
            first, *others = _runs(rules)
            options = {
                **ALLOWED[kind],
                "input_title": title,
                "input_message": prompt,
                "error_title": title,
                "error_message": f"{prompt} Keep what you typed?",
                "error_type": "warning",
                "other_cells": others,
            }
            accept(self._sheet.data_validation(*first, options))

    def _colour_checks(self) -> None:
        checks = [slot for slot in self._plan.slots if slot.style == "check"]
        for column in sorted({slot.column for slot in checks}):
            spots = [[s.row - 1, column - 1] * 2 for s in checks if s.column == column]
            for corners in _stacked(spots):
                self._colour_block(corners)

    def _colour_block(self, corners: list[int]) -> None:
        for start, look in CHECK_COLOURS.items():
            rule = {
                "type": "text",
                "criteria": "begins with",
                "value": start,
                "format": self._workbook.add_format(look),
            }
            accept(self._sheet.conditional_format(*corners, rule))

    def _name_blocks(self) -> None:
        for name, block in self._plan.names.items():
            accept(self._workbook.define_name(name, f"={absolute(block.first, block.last)}"))


def absolute(first: Spot, last: Spot) -> str:
    """Return a block's address as a defined name or a chart needs it: 'Data'!$F$7:$M$20."""
    from xlsxwriter.utility import xl_range_abs

    corners = xl_range_abs(first.row - 1, first.column - 1, last.row - 1, last.column - 1)
    return f"'{first.sheet}'!{corners}"


def _runs(rules: Iterable[Rule]) -> list[list[int]]:
    """Return the cells of rules as rectangles, counted from 0: columns joined, then rows."""
    rows: defaultdict[int, list[int]] = defaultdict(list)
    for rule in rules:
        rows[rule.row].append(rule.column)
    runs: list[list[int]] = []
    for row, columns in sorted(rows.items()):
        for column in sorted(columns):
            if runs and runs[-1][2] == row - 1 and runs[-1][3] == column - 2:
                runs[-1][3] = column - 1
            else:
                runs.append([row - 1, column - 1, row - 1, column - 1])
    return _stacked(runs)


def _stacked(runs: list[list[int]]) -> list[list[int]]:
    """Join runs of the same columns that stand right below each other."""
    joined: list[list[int]] = []
    for top, left, bottom, right in sorted(runs, key=lambda run: (run[1], run[3], run[0])):
        last = joined[-1] if joined else None
        if last and [last[1], last[3]] == [left, right] and last[2] == top - 1:
            last[2] = bottom
        else:
            joined.append([top, left, bottom, right])
    return joined
