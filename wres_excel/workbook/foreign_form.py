"""Filling a form that somebody else made: what goes where, what may not, and the proof."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from wres_excel.domain.answers import Answer, content_of
from wres_excel.domain.derived import Outcome
from wres_excel.domain.metrics import CODE, NAME
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.numbers import digits
from wres_excel.domain.typed import share_digits
from wres_excel.errors import UsageError
from wres_excel.findings import Finding
from wres_excel.workbook.cells import Content
from wres_excel.workbook.compare import Comparison, Original, raise_on_damage
from wres_excel.workbook.formats import is_date_format, is_percent_format
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.locate.records import BY_HAND
from wres_excel.workbook.package import Package
from wres_excel.workbook.patch import Edit, Result, Stamp, is_signed, prepare
from wres_excel.workbook.recalculation import Recalculation, prepare_recalculation
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.refusals import Gatekeeper

Target = tuple[str, int, int]
WHO = {CODE: "code", NAME: "name"}
NOT_PLACED = Finding(
    "not-placed",
    "error",
    "The form has no cell for this item, so its value was not written",
    "See the map with --dry-run, and place the item with --use-map.",
)
ABSENT = Finding(
    "part-not-placed",
    "warning",
    "The form does not ask for whole parts of the return, and their values were not written",
    "If they are wanted, send the workbook that fill makes without --into as well, or place them "
    "with --use-map.",
)
FOR_HAND = Finding(
    "derived-cell-empty",
    "note",
    "The form has a cell for this derived item but no formula in it, and derived items are "
    "never written",
    "Type the result into the form by hand if it is wanted.",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled form: its bytes, what a person should know, and how it differs from the form.

    edits: the cells written; results: the formulas whose stored result changed; not_placed: the
    places whose values found no cell or were refused.
    """

    data: bytes
    findings: tuple[Finding, ...]
    comparison: Comparison
    edits: tuple[Edit, ...]
    results: tuple[Result, ...]
    not_placed: tuple[Place, ...]


@dataclass(frozen=True)
class ForeignForm:
    """A form read, located and prepared once, to be filled any number of times.

    absent: the sheets of our own workbook none of whose items this form has a cell for.
    """

    package: Package
    workbook: Workbook
    edition: Edition
    located: Located
    gatekeeper: Gatekeeper
    stamp: Stamp
    recalculation: Recalculation
    absent: frozenset[str]

    def fill(
        self,
        answers: Mapping[Place, Answer],
        outcomes: Mapping[Place, Outcome],
        *,
        overwrite: bool = False,
        unasked: Iterable[Place] = (),
    ) -> Filled:
        """Return a copy of the form with the answers in their cells and all else untouched.

        outcomes: what follows from the answers, for the results beside the form's formulas;
        overwrite: whether another value that stands in a cell is replaced; unasked: places whose
        answers nobody gave, which are no finding where the form has no cell for them. Raises
        DamageError if the copy would differ from the form in any way that was not meant.
        """
        filling = _Filling(self, overwrite, frozenset(unasked))
        edits = filling.edits(answers)
        contents = {(edit.sheet, edit.row, edit.column): edit.content for edit in edits}
        recalculated = self.recalculation.results(contents, self._known(outcomes))
        results = recalculated.results
        data = self.stamp.apply(edits, results)
        comparison = self._compare(data, edits, results)
        raise_on_damage(comparison)
        hints = self._for_hand(outcomes)
        findings = (*filling.findings, *recalculated.findings, *hints)
        return Filled(
            data, findings, comparison, tuple(edits), tuple(results), tuple(filling.not_placed)
        )

    def _known(self, outcomes: Mapping[Place, Outcome]) -> dict[Target, Content]:
        """Return what the formulas whose items we know should give."""
        known = {}
        for place, outcome in outcomes.items():
            at = self.located.locations.get(place)
            cell = self.gatekeeper.cell(at) if at else None
            if at and cell and cell.formula and outcome.number is not None:
                known[at.sheet, at.row, at.column] = self._result(at, outcome)
        return known

    def _result(self, location: Location, outcome: Outcome) -> Content:
        assert outcome.number is not None  # noqa: S101 - asked of outcomes with a number only
        share = self.edition.by_key[location.place.item].in_percent and self.percent(location)
        return Content("number", share_digits(outcome.number) if share else digits(outcome.number))

    def percent(self, location: Location) -> bool:
        """Return whether the cell at a location shows shares of 1 as percent."""
        return is_percent_format(self._format(location))

    def dated(self, location: Location) -> bool:
        """Return whether the cell at a location shows numbers as dates."""
        return is_date_format(self._format(location))

    def _format(self, location: Location) -> str:
        return self.workbook.formats[self.gatekeeper.style(location)]

    def _compare(self, data: bytes, edits: Iterable[Edit], results: Iterable[Result]) -> Comparison:
        parts = {sheet.name: sheet.part for sheet in self.workbook.sheets}
        allowed: dict[str, set[tuple[int, int]]] = {}
        changes: tuple[Edit | Result, ...] = (*edits, *results)
        for cell in changes:
            allowed.setdefault(parts[cell.sheet], set()).add((cell.row, cell.column))
        return self._original.compare(data, allowed)

    @cached_property
    def _original(self) -> Original:
        """The form as its copies are compared with it."""
        return Original(self.package, self.workbook)

    def _for_hand(self, outcomes: Mapping[Place, Outcome]) -> Iterator[Finding]:
        """Yield a note for each derived item whose cell has no formula and no value."""
        seen: set[str] = set()
        for place, outcome in outcomes.items():
            location = self.located.locations.get(place)
            cell = self.gatekeeper.cell(location) if location else None
            empty = location is not None and (cell is None or (not cell.raw and not cell.formula))
            if empty and outcome.number is not None and place.item not in seen:
                seen.add(place.item)
                yield _about(FOR_HAND, self, place, location)


class _Filling:
    """One filling of a form: its edits, and the findings on the way to them."""

    def __init__(self, form: ForeignForm, overwrite: bool, unasked: frozenset[Place]) -> None:
        self._form = form
        self._overwrite = overwrite
        self._unasked = unasked
        self.findings: list[Finding] = []
        self.not_placed: list[Place] = []
        self._absent: Counter[str] = Counter()

    def edits(self, answers: Mapping[Place, Answer]) -> list[Edit]:
        given = {place: answer for place, answer in answers.items() if answer.status != "blank"}
        edits = [self._edit(place, answer) for place, answer in given.items()]
        self.findings += self._absence()
        return [edit for edit in edits if edit is not None]

    def _edit(self, place: Place, answer: Answer) -> Edit | None:
        location = self._form.located.locations.get(place)
        if location is None:
            self._report_missing(place)
            return None
        given = self._content(self._form.edition.by_key[place.item], answer, location)
        content, finding = self._form.gatekeeper.judge(location, given, overwrite=self._overwrite)
        if finding is not None:
            self.findings.append(_about(finding, self._form, place, location))
        if content is None:
            self.not_placed += [place] if finding else []
            return None
        return Edit(location.sheet, location.row, location.column, content)

    def _content(self, item: Item, answer: Answer, location: Location) -> Content:
        return Content(
            *content_of(
                item,
                answer,
                percent_format=self._form.percent(location),
                date_format=self._form.dated(location),
                date1904=self._form.workbook.date1904,
            )
        )

    def _report_missing(self, place: Place) -> None:
        """Say why a place has no cell: what the locator saw, unless nobody asked for it."""
        if place in self._unasked:
            return
        self.not_placed.append(place)
        located = self._form.located
        part = self._form.edition.by_key[place.item].sheet
        if part in self._form.absent:
            self._absent[part] += 1
            return
        about = [f for f in located.findings if f.item == place.item and f.severity == "error"]
        if about:
            self.findings += [f for f in about if f not in self.findings]
        else:
            self.findings.append(_about(NOT_PLACED, self._form, place, None))

    def _absence(self) -> Iterator[Finding]:
        """Yield one finding about all parts of a return that the form does not ask for."""
        if self._absent:
            found = ", ".join(f"{count} values for {part}" for part, count in self._absent.items())
            yield replace(ABSENT, file=self._form.package.name, found=found)


def _about(finding: Finding, form: ForeignForm, place: Place, location: Location | None) -> Finding:
    """Return a finding with the place it is about."""
    return replace(
        finding,
        item=place.item,
        period=form.edition.snapshot_of(place.period).isoformat(),
        group=place.group,
        file=form.package.name,
        sheet=location.sheet if location else None,
        cell=location.cell if location else None,
    )


def prepare_form(
    package: Package, workbook: Workbook, edition: Edition, located: Located
) -> ForeignForm:
    """Return a form ready to be filled many times.

    located: where the places of the edition stand, found by the locator or given by a map. Raises
    UsageError for a signed workbook, whose signature any change would void.
    """
    if is_signed(package):
        raise UsageError(
            "The form carries a digital signature, which filling it would void",
            file=package.name,
            remedy="Ask whoever sent it for an unsigned copy.",
        )
    located = _with_organisation(located)
    targets = {(at.sheet, at.row, at.column) for at in located.locations.values()}
    gatekeeper = Gatekeeper.of(package, workbook, targets)
    inputs = {
        (at.sheet, at.row, at.column)
        for at in located.locations.values()
        if gatekeeper.formula(at) is None
    }
    recalculation = prepare_recalculation(package, workbook, sorted(targets))
    stamp = prepare(
        package,
        sorted(inputs),
        sorted(recalculation.reachable),
        sheet_parts={sheet.name: sheet.part for sheet in workbook.sheets},
        workbook=workbook,
    )
    found = {place for place, at in located.locations.items() if at.reasons != BY_HAND}
    seen = (found | located.ambiguous.keys()) - WHO.keys()
    present = {edition.by_key[place.item].sheet for place in seen}
    absent = frozenset(item.sheet for item in edition.items) - present
    return ForeignForm(
        package, workbook, edition, located, gatekeeper, stamp, recalculation, absent
    )


def _with_organisation(located: Located) -> Located:
    """Place code and name where the form says whose it is, if it has no question for them."""
    found = {}
    for place, word in WHO.items():
        spot = getattr(located.organisation, word)
        if place not in located.locations and spot:
            sheet, row, column = spot
            why = (f"beside the label of the {word}",)
            found[place] = Location(place, sheet, row, column, why)
    return replace(located, locations={**located.locations, **found})
