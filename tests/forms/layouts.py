"""The layouts of the corpus: how to build each form, and where each of its values stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from . import layouts_columns as columns
from . import layouts_report as report
from . import layouts_rows as rows
from . import layouts_sheets as sheets
from .paper import Draft, Entry, Formula, Key, Place, Values, address, row_column
from .writers import Engine, render


@dataclass(frozen=True)
class Layout:
    """One form that somebody else might send.

    `places` is the ground truth: each value's sheet and cell, derived items included. Where a form
    gives a value several equal places, it is missing there and `candidates` holds all of them.
    """

    name: str
    edition: str
    draw: Callable[[], Draft]
    notes: str
    engine: Engine = "xlsxwriter"
    ambiguous: bool = False

    def build(self, values: Values | None = None) -> bytes:
        """Return the form as a workbook, the same bytes every time, with these values filled in."""
        return render(self.draw(), self.engine, values)

    @cached_property
    def draft(self) -> Draft:
        """The form as drawn, for questions about it."""
        return self.draw()

    @property
    def places(self) -> Mapping[Key, Place]:
        """Where each value stands: (item, snapshot date, group) to (sheet, cell)."""
        return self.draft.places

    @property
    def candidates(self) -> Mapping[Key, tuple[Place, ...]]:
        """The rival places of values that have more than one."""
        return self.draft.candidates

    @cached_property
    def formula_cells(self) -> Mapping[Place, str]:
        """The form's own formulas, without their equals signs."""
        return {
            place: entry.held.text
            for place, entry in self._entries()
            if isinstance(entry.held, Formula)
        }

    @cached_property
    def percent_keys(self) -> frozenset[Key]:
        """Values whose cell has a percent format, so that 12.3 is stored as 0.123."""
        return frozenset(key for key in self.places if self._style(key) == "percent_cell")

    @cached_property
    def shared_label_keys(self) -> frozenset[Key]:
        """Values that stand in one cell with their label."""
        return frozenset(key for key in self.places if self._entry(key).prefix)

    def _entry(self, key: Key) -> Entry:
        sheet, cell = self.places[key]
        return self.draft.named(sheet).cells[row_column(cell)]

    def _style(self, key: Key) -> str:
        return self._entry(key).style

    def _entries(self) -> Iterator[tuple[Place, Entry]]:
        for page in self.draft.pages:
            for (row, column), entry in page.cells.items():
                yield (page.name, address(row, column)), entry


_ALL = (
    Layout("plain_reprint", "2019", columns.plain_reprint, "As board papers reprint it."),
    Layout(
        "current_first",
        "2020",
        columns.current_first,
        "Current year first, BME before White; relative likelihoods merged over their period.",
        "openpyxl",
    ),
    Layout(
        "groups_over_years",
        "2019",
        columns.groups_over_years,
        "Groups outside, bare years (numbers 2018, 2019) beneath; formulas never calculated.",
        "openpyxl",
    ),
    Layout(
        "unmerged_spans",
        "2018",
        columns.unmerged_spans,
        "Year and indicator only in the first cell of what they span.",
    ),
    Layout(
        "offset_with_decoys",
        "2021",
        rows.offset_with_decoys,
        "Table at D9 beneath a logo; cover and instructions mention bands, numbers and dates.",
    ),
    Layout(
        "no_numbers",
        "2019",
        rows.no_numbers,
        "No item numbers, other spellings, blank rows, headings repeated for each section.",
    ),
    Layout(
        "prepopulated_and_verified",
        "2022",
        columns.prepopulated_and_verified,
        "Two columns a group; prepopulated ones hold figures, verified ones are the places.",
    ),
    Layout("real_dates", "2019", columns.real_dates, "Years are dates.", "openpyxl"),
    Layout(
        "real_dates_1904", "2019", columns.real_dates_1904, "Years are dates that count from 1904."
    ),
    Layout("as_at_dates", "2023", columns.as_at_dates, "Years as 'As at 31/03/2023'."),
    Layout(
        "financial_years",
        "2019",
        columns.financial_years,
        "Years as 2018/19; 'White staff', 'BAME', 'Not stated'; percent-formatted cells.",
    ),
    Layout(
        "combined_headings", "2019", columns.combined_headings, "'White 31st March 2019' a column."
    ),
    Layout(
        "rows_missing_and_added",
        "2020",
        rows.rows_missing_and_added,
        "No Band 1, no Band 9; rows for ad hoc salary and section totals, with figures in them.",
        "openpyxl",
    ),
    Layout(
        "indicator_rows_between",
        "2017",
        rows.indicator_rows_between,
        "Each indicator's wording as a merged row over its items.",
    ),
    Layout(
        "sheet_per_year",
        "2024",
        sheets.sheet_per_year,
        "Two sheets; the period stands in the title row and on the tab only.",
    ),
    Layout("three_sheets", "2025", sheets.three_sheets, "Workforce, indicators 2 to 8, board."),
    Layout(
        "own_formulas",
        "2019",
        sheets.own_formulas,
        "Derived items are formulas with stale results; a check sheet depends on the inputs.",
    ),
    Layout(
        "ambiguous_sheets",
        "2019",
        sheets.ambiguous_sheets,
        "The data sheet twice: every value has two candidates.",
        ambiguous=True,
    ),
    Layout(
        "ambiguous_row",
        "2019",
        sheets.ambiguous_row,
        "Item 35 twice; the other items have one place.",
        ambiguous=True,
    ),
    Layout(
        "reporting_template_2016",
        "2016",
        report.reporting_template_2016,
        "Number, label and answer side by side; a grid of nine indicators.",
    ),
    Layout(
        "reporting_template_2015",
        "2015",
        report.reporting_template_2015,
        "Answers merged beneath their labels; a grid of nine indicators.",
    ),
    Layout(
        "reporting_template_one_cell",
        "2016",
        report.reporting_template_one_cell,
        "Label and answer in one cell, numbering lost.",
        "openpyxl",
    ),
)

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _ALL}
