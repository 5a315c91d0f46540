"""A return while it is made, with all that reading it must say."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from forms.layouts import Layout
from forms.looking import opened
from forms.package import Package
from forms.paper import Draft, Entry, Formula, Held, Key, Page, Place, address, row_column
from forms.words import ORGANISATION
from forms.writers import STYLES, Engine, render

from .figures import Figures

ANSWERS: dict[str, tuple[Held, dict[str, Any]]] = {
    "report.date": ("May 2016", {"text": "2016-05"}),
    "staff.employed": (3521, {}),
    "staff.bme_proportion": (21.5, {}),
    "self_reporting.proportion": (95.5, {}),
}
"""Answers of the Reporting Template that are not plain words, with what is said of them."""

WHOSE = {"report.organisation_name": ORGANISATION[1], "report.organisation_code": ORGANISATION[0]}


class Told(NamedTuple):
    """What must be said of one place."""

    status: str
    value: float | None = None
    text: str | None = None
    raw: str = ""
    sheet: str | None = None
    cell: str | None = None
    format: str | None = None
    formula: str | None = None
    comment: str | None = None


BLANK = Told("blank")
"""What is said of a place that the form has no cell for."""


class Found(NamedTuple):
    """A finding that must be made."""

    rule: str
    severity: str
    sheet: str | None = None
    cell: str | None = None


@dataclass
class Made:
    """A return drawn on a form of the corpus, full of sound figures until a case changes some.

    told: what each place must say; findings: all that must be found, the note that a part is
    missing included; refusal: the whole message, where the file is to be refused.
    """

    draft: Draft
    edition: str
    engine: Engine = "xlsxwriter"
    file: str = "return-X9Y9Z.xlsx"
    told: dict[Key, Told] = field(default_factory=dict)
    findings: list[Found] = field(default_factory=list)
    refusal: str | None = None
    content: bytes | None = None
    _edits: list[Callable[[Any], None]] = field(default_factory=list)
    _operations: list[Callable[[Package], None]] = field(default_factory=list)

    def place(self, key: Key) -> Place:
        """Return where a value stands."""
        return self.draft.places[key]

    def page(self, key: Key) -> Page:
        """Return the sheet a value stands on, while it is drawn."""
        return self.draft.named(self.place(key)[0])

    def spot(self, key: Key) -> tuple[int, int]:
        """Return row and column of a value."""
        return row_column(self.place(key)[1])

    def type(
        self,
        key: Key,
        held: Held,
        status: str = "reported",
        value: float | None = None,
        *,
        style: str | None = None,
        **more: Any,
    ) -> None:
        """Put something into the cell of a value; value and more are what must be said of it.

        A number says itself unless told otherwise, and so does the result of a formula.
        """
        page, spot = self.page(key), self.spot(key)
        old = page.cells[spot]
        style = old.style if style is None else style
        written = f"{old.prefix}{held}" if old.prefix and held is not None else held
        page.cells[spot] = Entry(written, style, old.prefix)
        said = _said(held, style, *self.place(key))
        if value is not None or status != "reported":
            said = said._replace(status=status, value=value)
        self.told[key] = said._replace(**more)

    def say(self, key: Key, **more: Any) -> None:
        """Change what must be said of a value whose cell is changed in another way."""
        self.told[key] = self.told[key]._replace(**more)

    def find(self, rule: str, severity: str, *keys: Key) -> None:
        """Expect a finding at the cell of each key, or one about the file without a key."""
        if not keys:
            self.findings.append(Found(rule, severity))
        self.findings += [Found(rule, severity, *self.place(key)) for key in keys]

    def edit(self, change: Callable[[Any], None]) -> None:
        """Have a change made by openpyxl, to the whole workbook."""
        self._edits.append(change)

    def edit_cell(self, key: Key, change: Callable[[Any], None]) -> None:
        """Have a change made by openpyxl, to the cell of a value."""
        sheet, cell = self.place(key)
        self.edit(lambda book: change(book[sheet][cell]))

    def operate(self, change: Callable[[Package], None]) -> None:
        """Have a change made to the parts of the package, after all others."""
        self._operations.append(change)

    def build(self) -> bytes:
        """Return the workbook."""
        data = render(self.draft, self.engine) if self.content is None else self.content
        if self._edits:
            data = _edited(data, self._edits)
        if self._operations:
            package = Package(data)
            for operation in self._operations:
                operation(package)
            data = package.to_bytes()
        return data


def full(layout: Layout) -> Made:
    """Return a return on this layout with a sound figure or answer in every place."""
    made = Made(layout.draw(), layout.edition, layout.engine)
    made.find("part-not-found", "note")
    is_report = layout.name.startswith("reporting")
    figures = None if is_report else Figures(made.draft.places.keys())
    for at, key in enumerate(made.draft.places, start=1):
        old = made.page(key).cells[made.spot(key)]
        if figures is None:
            words = f"Answer {at}"
            held, more = ANSWERS.get(key[0], (words, {"text": words}))
            made.type(key, held, **more)
        elif isinstance(old.held, Formula):
            made.type(key, Formula(old.held.text, figures.of(key)))
            if made.engine == "openpyxl":
                made.say(key, status="uncalculated", value=None, raw="")
        elif old.style == "percent_cell":
            figure = figures.of(key)
            made.type(key, round(figure / 100, 6), value=figure)
        else:
            made.type(key, figures.of(key))
    _add_whose(made)
    return made


def _add_whose(made: Made) -> None:
    """The organisation's cells are places of the return too, if nothing else asks for them."""
    for page in made.draft.pages:
        for (row, column), entry in page.cells.items():
            for item, answer in WHOSE.items():
                key = (item, max(key[1] for key in made.draft.places), "all")
                if entry.held == answer and entry.style == "text_input" and key not in made.told:
                    made.draft.places[key] = (page.name, address(row, column))
                    made.type(key, answer, text=answer)


def _said(held: Held, style: str, sheet: str, cell: str) -> Told:
    """Return what is plain from what a cell holds."""
    code = STYLES[style][0]
    at = {"sheet": sheet, "cell": cell, "format": code}
    if isinstance(held, Formula):
        said = _said(held.result, style, sheet, cell)
        return said._replace(formula=f"={held.text}")
    if held is None:
        return Told("blank", **at)
    if isinstance(held, str):
        return Told("reported", raw=held, **at)
    return Told("reported", held, raw=repr(held), **at)


def _edited(data: bytes, edits: list[Callable[[Any], None]]) -> bytes:
    book = opened(data)
    for edit in edits:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
