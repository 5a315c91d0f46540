"""Filling our own workbook: inputs where the plan has them, results beside every formula."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from wres_excel.domain.answers import Answer, content_of
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import digits, tidy
from wres_excel.workbook.blank.book import Book, plan_book
from wres_excel.workbook.blank.heights import text_height
from wres_excel.workbook.blank.plan import Slot
from wres_excel.workbook.blank.render import render_book
from wres_excel.workbook.cells import Content
from wres_excel.workbook.formulas import Scalar, Spot
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.patch import Edit, Result, Stamp, prepare
from wres_excel.workbook.sheets import read_workbook

Heights = frozenset[tuple[str, int, float]]


@dataclass(frozen=True)
class OwnForm:
    """The workbook of an edition, planned once; filling stamps a blank copy of it."""

    book: Book

    def fill(self, answers: Mapping[Place, Answer]) -> bytes:
        """Return the workbook with the answers to inputs in their cells, and all results.

        answers: by place; those for places that are not typed in are left out. Raises
        NotUnderstoodError for a text that no cell can hold.
        """
        contents = {
            spot: self._content(place, slot, answers[place])
            for place, (spot, slot) in self.book.inputs.items()
            if place in answers and answers[place].status != "blank"
        }
        scalars = {spot: _scalar(content) for spot, content in contents.items()}
        results = self.book.results(scalars)
        stamp = _stamp(self, self._heights(_texts(contents, results)))
        edits = [Edit(*spot, content) for spot, content in contents.items()]
        return stamp.apply(edits, [Result(*s, _result(value)) for s, value in results.items()])

    def _content(self, place: Place, slot: Slot, answer: Answer) -> Content:
        item = self.book.edition.by_key[place.item]
        dated = slot.style == "month input"
        return Content(*content_of(item, answer, percent_format=item.in_percent, date_format=dated))

    def _heights(self, texts: Mapping[Spot, str]) -> Heights:
        """Return the rows that must be taller than planned for the texts that go into them."""
        heights: dict[tuple[str, int], float] = {}
        plans = {plan.name: plan for plan in self.book.sheets}
        for spot, text in texts.items():
            plan, row = plans[spot.sheet], (spot.sheet, spot.row)
            width = plan.widths[spot.column - 1]
            if len(text) <= width and "\n" not in text:
                continue
            needed = text_height(text, width)
            if needed > max(plan.heights[spot.row], heights.get(row, 0)):
                heights[row] = needed
        return frozenset((*row, height) for row, height in heights.items())

    def __hash__(self) -> int:
        return id(self.book)


@lru_cache(maxsize=16)
def own_form(edition: Edition) -> OwnForm:
    """Return the fillable workbook of an edition."""
    return OwnForm(plan_book(edition))


@lru_cache(maxsize=16)
def blank_workbook(form: OwnForm, heights: Heights = frozenset()) -> bytes:
    """Return the blank workbook of a form as .xlsx; heights: rows taller than planned, in points.

    Excel fits a row to its text while somebody types, but not when it opens a file.
    """
    return render_book(form.book, {(sheet, row): points for sheet, row, points in heights})


@lru_cache(maxsize=16)
def _stamp(form: OwnForm, heights: Heights) -> Stamp:
    package = package_from_bytes(blank_workbook(form, heights), "blank workbook")
    workbook = read_workbook(package)
    return prepare(
        package,
        [spot for spot, _ in form.book.inputs.values()],
        form.book.formulas,
        sheet_parts={sheet.name: sheet.part for sheet in workbook.sheets},
        workbook=workbook,
    )


def _texts(contents: Mapping[Spot, Content], results: Mapping[Spot, Scalar]) -> dict[Spot, str]:
    """Return every text that will stand in a cell: typed in, or the result of a formula."""
    typed = {spot: content.raw for spot, content in contents.items() if content.kind == "text"}
    return typed | {spot: value for spot, value in results.items() if isinstance(value, str)}


def _scalar(content: Content) -> Scalar:
    return tidy(float(content.raw)) if content.kind == "number" else content.raw


def _result(value: Scalar) -> Content:
    if isinstance(value, bool):
        return Content("boolean", str(value).upper())
    if isinstance(value, int | float):
        return Content("number", digits(tidy(value)))
    return Content("text", value or "")
