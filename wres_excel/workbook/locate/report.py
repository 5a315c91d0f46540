"""What a search leaves to say: what is missing, what is ambiguous, what contradicts itself."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wres_excel.domain.model import Item, Place
from wres_excel.findings import Finding
from wres_excel.workbook.locate import messages
from wres_excel.workbook.locate.columns_missing import missing_columns
from wres_excel.workbook.locate.nearest import Neighbourhood
from wres_excel.workbook.locate.organisation import Named
from wres_excel.workbook.locate.records import Location, Nearest
from wres_excel.workbook.locate.rows import Conflict
from wres_excel.workbook.locate.search import Search

Missing = Mapping[Place, Nearest | None]


@dataclass(frozen=True, slots=True)
class Report:
    """What was not found, with the nearest thing seen, and the findings of a search.

    compared: whether what was not found was looked for among all the texts of the workbook.
    """

    missing: Missing
    findings: tuple[Finding, ...]
    compared: bool


def report(found: Search) -> Report:
    """Return what a search leaves to say, but for whose return it is."""
    return _Reporter(found).report()


def organisations(file: str, named: Iterable[Named]) -> Iterator[Finding]:
    """Yield a finding for each part of the organisation of which a form says two things.

    named: the cells that say whose return it is, the best first; file: its name for messages.
    """
    every = tuple(named)
    for part in ("code", "name"):
        filled = [n for n in every if n.part == part and n.answer_text]
        others = [n for n in filled[1:] if n.folded != filled[0].folded]
        if others:
            yield messages.two_organisations(file, part, filled[0], others[0])


class _Reporter:
    """One search while it is reported; nothing is compared unless something is missing."""

    def __init__(self, found: Search) -> None:
        self._found = found
        self._file = found.file
        self._edition = found.lexicon.edition
        self._choice = found.choice
        self._missing: dict[Place, Nearest | None] = {}
        self._neighbourhood: Neighbourhood | None = None
        self._compared = False

    def report(self) -> Report:
        findings = [
            *(self._conflict(sheet, conflict) for sheet, conflict in self._found.conflicts()),
            *self._ambiguities(),
            *self._left_sheets(),
            *self._absences(),
        ]
        return Report(self._missing, tuple(findings), self._compared)

    def _conflict(self, sheet: str, conflict: Conflict) -> Finding:
        return messages.conflict(self._file, sheet, conflict)

    def _ambiguities(self) -> Iterator[Finding]:
        """Yield a finding for each item with rivals, and one for each pair of rival columns."""
        items: dict[str, list[Place]] = {}
        columns: dict[tuple[str, ...], list[Place]] = {}
        for place, rivals in self._choice.ambiguous.items():
            if self._edition.by_key[place.item].note_of:
                continue
            if len({(rival.sheet, rival.row) for rival in rivals}) == 1:
                columns.setdefault((rivals[0].sheet, *_columns(rivals)), []).append(place)
            else:
                items.setdefault(place.item, []).append(place)
        for places in items.values():
            yield messages.ambiguous_item(self._file, self._edition, self._rivals(places), places)
        for places in columns.values():
            yield messages.ambiguous_columns(
                self._file, self._edition, self._rivals(places), places
            )

    def _left_sheets(self) -> Iterator[Finding]:
        """Yield a note for each sheet of another edition that this edition's own stood against."""
        for left in self._choice.left.values():
            kept = self._choice.locations.get(left[0].place)
            yield messages.sheet_of_another_year(self._file, self._edition, left, kept)

    def _rivals(self, places: list[Place]) -> tuple[Location, ...]:
        return self._choice.ambiguous[places[0]]

    def _absences(self) -> Iterator[Finding]:
        """Yield what is missing: whole parts of the edition, then columns, then items."""
        absent = self._absent_items()
        parts = self._absent_parts(absent)
        reported = self._in_conflict()
        if parts:
            yield messages.missing_parts(self._file, self._edition, parts, self._holds_nothing)
        for item in absent:
            if item.sheet not in parts and item.key not in reported:
                yield self._absent(item)
        for finding in missing_columns(self._found, self._missing):
            self._compared = True
            yield finding

    def _in_conflict(self) -> set[str]:
        """Return the items that a row with a wrong number or label may be of."""
        return {
            item.key
            for _, conflict in self._found.conflicts()
            for item in (conflict.numbered, *conflict.label.reading.items)
        }

    @property
    def _holds_nothing(self) -> bool:
        return not self._choice.locations and not self._choice.ambiguous

    def _absent_items(self) -> list[Item]:
        """Return the items without any place, and note them as missing."""
        held = {place.item for place in (*self._choice.locations, *self._choice.ambiguous)}
        held |= {row.item.key for table in self._found.tables for row in table.rows.found}
        absent = [i for i in self._edition.items if not i.note_of and i.key not in held]
        for item in absent:
            places = self._found.lexicon.places[item.key].values()
            self._missing.update(dict.fromkeys(places))
        return absent

    def _absent_parts(self, absent: list[Item]) -> dict[str, int]:
        """Return the sheets of the edition's own workbook of which nothing is found, with sizes.

        Name and code of the organisation do not count: every form asks for them.
        """
        own = self._found.lexicon.organisation_keys
        missing = {item.key for item in absent}
        sizes: dict[str, int] = {}
        held = {item.sheet for item in self._found.doubtful_items()}
        for item in self._edition.items:
            if item.note_of or item.key in own:
                continue
            sizes[item.sheet] = sizes.get(item.sheet, 0) + 1
            if item.key not in missing:
                held.add(item.sheet)
        return {sheet: size for sheet, size in sizes.items() if sheet not in held}

    def _absent(self, item: Item) -> Finding:
        waiting = self._found.undecided(item)
        if waiting:
            sheet, mark, items = waiting
            nearest = Nearest(sheet, mark.row, mark.column, " ".join(mark.shown.split()))
            self._note(item, nearest)
            return messages.section_unclear(self._file, self._edition, item, nearest, items)
        near = self._near(item)
        self._note(item, near)
        return messages.item_not_found(self._file, self._edition, item, near)

    def _near(self, item: Item) -> Nearest | None:
        self._compared = True
        if self._neighbourhood is None:
            self._neighbourhood = Neighbourhood(self._found.surveys)
        return self._neighbourhood.nearest(item.label)

    def _note(self, item: Item, nearest: Nearest | None) -> None:
        self._missing.update(dict.fromkeys(self._found.lexicon.places[item.key].values(), nearest))


def _columns(rivals: tuple[Location, ...]) -> Iterator[str]:
    return (str(rival.column) for rival in rivals)
