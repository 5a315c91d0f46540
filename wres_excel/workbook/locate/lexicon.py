"""What a text on a form can mean for one edition: an item, a section, a heading."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from wres_excel.domain.assemble import NOTED_SHEET
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.terms import Group
from wres_excel.vocabulary import meanings, normalise, spellings, without_number
from wres_excel.workbook.locate.headings import Heading, read_heading
from wres_excel.workbook.locate.wordings import Wordings

T = TypeVar("T")

LONGEST_LABEL = 400
LONGEST_HEADING = 160
LONGEST_PREFIX = 12
MOST_BREAKS = 12


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one text can mean.

    items: data items whose label it is, and their numbers; fields: questions of the Reporting
    Template; length: of the label, where an answer follows it in the same text; sections: what it
    heads; indicator: the indicator it names; organisation: "code" or "name" if it asks for that;
    specific: False for a word that too many lists have.
    """

    items: tuple[Item, ...] = ()
    numbers: frozenset[int] = frozenset()
    fields: tuple[Item, ...] = ()
    length: int = 0
    sections: frozenset[str] = frozenset()
    indicator: int | None = None
    heading: Heading | None = None
    organisation: str | None = None
    specific: bool = False

    @property
    def inside(self) -> bool:
        """Whether an answer follows the label in the same text."""
        return self.length > 0


_NOTHING = (Reading(), Reading(specific=True))


class Lexicon:
    """The labels, sections and headings of one edition in every known spelling."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.items = tuple(i for i in edition.items if i.sheet == NOTED_SHEET and not i.note_of)
        self.notes = {i.note_of: i for i in edition.items if i.note_of}
        self.grid = _grid_items(edition)
        self.highest = max([*edition.by_number, *(i.number for i in edition.indicators)], default=0)
        self.fields = _fields(edition, self.grid)
        self.organisation = _organisation_items(self.fields)
        self.organisation_keys = frozenset(item.key for item in self.organisation.values())
        self.data_keys = frozenset(item.key for item in self.items)
        self.order = {item.key: at for at, item in enumerate(edition.items)}
        self.places = _places(edition)
        self._sections = _sections(edition)
        self._section_starts = frozenset(name.partition(" ")[0] for name in self._sections)
        self._section_ends = frozenset(name.rpartition(" ")[2] for name in self._sections)
        self._labels = _labels(self.items)
        self._questions = _labels(self.fields)
        self._wordings = Wordings(edition)
        self.read = lru_cache(maxsize=8192)(self._read)

    def _read(self, text: str) -> Reading | None:
        """Return what a text means, or None if it means nothing here."""
        whole = self._whole(text) if len(text) <= LONGEST_LABEL else None
        if whole and (whole.items or whole.fields or whole.organisation):
            return whole
        return self._beginning(text) or whole

    def _whole(self, text: str) -> Reading | None:
        normal = normalise(text)
        if not normal:
            return None
        items = self._items(normal)
        organisation = _find(meanings("organisation"), normal)
        sections, indicator = _of_items(items) if items else self._heads(normal)
        found = Reading(
            items=items,
            numbers=frozenset(item.number for item in items if item.number is not None),
            fields=self._fields(normal),
            sections=sections,
            indicator=indicator,
            heading=read_heading(text, self.edition) if len(text) <= LONGEST_HEADING else None,
            organisation=organisation,
            specific=normal not in meanings("common"),
        )
        return None if found in _NOTHING else found

    def _beginning(self, text: str) -> Reading | None:
        """Read a text as a label with its answer behind it: after a colon, or on the next line."""
        breaks = list(islice(_breaks(text[:LONGEST_LABEL]), MOST_BREAKS))
        for end in reversed(breaks):
            if not text[end + 1 :].strip():
                continue
            normal = normalise(text[:end])
            fields = self._fields(normal)
            organisation = _find(meanings("organisation"), normal)
            if fields or organisation:
                return Reading(
                    fields=fields,
                    length=end + 1,
                    organisation=organisation,
                    specific=normal not in meanings("common"),
                )
        return None

    def _items(self, normal: str) -> tuple[Item, ...]:
        exact = _find(self._labels, normal)
        if exact:
            return exact
        for sections, label in self._parted(normal):
            items = _find(self._labels, label) or ()
            here = tuple(item for item in items if item.section in sections)
            if here:
                return here
        return ()

    def _fields(self, normal: str) -> tuple[Item, ...]:
        exact = _find(self._questions, normal)
        if exact:
            return exact
        for sections, label in self._parted(normal, ends=False):
            here = tuple(i for i in self._questions.get(label, ()) if i.section in sections)
            if here:
                return here
        return ()

    def _parted(self, normal: str, ends: bool = True) -> Iterator[tuple[frozenset[str], str]]:
        """Yield each way to part a text into a section and a label: "clinical: band 5"."""
        words = normal.split(" ")
        starts = words[0] in self._section_starts or without_number(normal) != normal
        ends = ends and words[-1] in self._section_ends
        if not (starts or ends):
            return
        for at in range(1, min(len(words), LONGEST_PREFIX)):
            sections = _find(self._sections, " ".join(words[:at])) if starts else None
            if sections:
                yield sections, " ".join(words[at:])
            sections = self._sections.get(" ".join(words[-at:])) if ends else None
            if sections:
                yield sections, " ".join(words[:-at])

    def _heads(self, normal: str) -> tuple[frozenset[str], int | None]:
        """Return which sections a text heads, and the indicator it names."""
        indicator = self._wordings.indicator_of(normal)
        sections = _find(self._sections, normal)
        if sections:
            return sections, indicator
        return self._wordings.sections_of(indicator), indicator


@dataclass(frozen=True)
class _Same:
    """An edition by identity: its mappings cannot be hashed."""

    edition: Edition

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.edition is self.edition

    def __hash__(self) -> int:
        return id(self.edition)


def lexicon_of(edition: Edition) -> Lexicon:
    """Return the lexicon of an edition, made once."""
    return _lexicon(_Same(edition))


@lru_cache(maxsize=32)
def _lexicon(edition: _Same) -> Lexicon:
    return Lexicon(edition.edition)


def _find(table: Mapping[str, T], normal: str) -> T | None:
    """Look a text up with its numbering, and without it, twice over for such as "5-8 Survey"."""
    for _ in range(3):
        found = table.get(normal)
        if found is not None:
            return found
        shorter = without_number(normal)
        if shorter == normal:
            return None
        normal = shorter
    return None


def _of_items(items: tuple[Item, ...]) -> tuple[frozenset[str], int | None]:
    """Return what a label heads: no section, and the indicator of its items if they have one."""
    indicators = {item.indicator for item in items}
    return frozenset(), indicators.pop() if len(indicators) == 1 else None


def _breaks(text: str) -> Iterator[int]:
    """Yield where a label may end: at each colon and at each line break."""
    return (at for at, sign in enumerate(text) if sign in ":\n")


def _labels(items: tuple[Item, ...]) -> dict[str, tuple[Item, ...]]:
    """Return the items by every spelling of their labels."""
    table: dict[str, tuple[Item, ...]] = {}
    for item in items:
        normal = normalise(item.label)
        table[normal] = (*table.get(normal, ()), item)
    canonical = dict(table)
    for alias, label in spellings("labels"):
        found = canonical.get(normalise(label))
        if found:
            table.setdefault(normalise(alias), found)
    return table


def _sections(edition: Edition) -> dict[str, frozenset[str]]:
    """Return which sections each spelling of a section's heading means."""
    known = {section.key for section in edition.sections}
    table: dict[str, frozenset[str]] = {}
    for alias, keys in spellings("sections"):
        here = frozenset(keys.split()) & known
        if here:
            table[normalise(alias)] = here
    for section in edition.sections:
        table[normalise(section.title)] = frozenset({section.key})
    for indicator in edition.indicators:
        sections = {i.section for i in edition.items if i.indicator == indicator.number}
        sections &= {s.key for s in edition.sections if s.sheet == NOTED_SHEET}
        table.setdefault(normalise(indicator.title), frozenset(sections))
    return table


def _grid_items(edition: Edition) -> dict[tuple[int, str], Item]:
    """Return the items of the table of indicators, by indicator and by the role of the column."""
    columns = {
        section.key: [column.key for column in section.columns] for section in edition.sections
    }
    return {
        (item.indicator, column): item
        for item in edition.items
        for column in columns.get(item.section, ())
        if item.indicator is not None and item.key.endswith(f".{column}")
    }


def _fields(edition: Edition, grid: Mapping[tuple[int, str], Item]) -> tuple[Item, ...]:
    keys = {item.key for item in grid.values()}
    return tuple(
        item
        for item in edition.items
        if item.sheet != NOTED_SHEET and not item.note_of and item.key not in keys
    )


def _places(edition: Edition) -> dict[str, dict[tuple[str, Group], Place]]:
    """Return the places of each item, by period and group."""
    table: dict[str, dict[tuple[str, Group], Place]] = {}
    for place in edition.places:
        table.setdefault(place.item, {})[place.period, place.group] = place
    return table


def _organisation_items(fields: tuple[Item, ...]) -> dict[str, Item]:
    """Return the edition's own items for the code and for the name, where it has them."""
    parts = ((_find(meanings("organisation"), normalise(item.label)), item) for item in fields)
    return {part: item for part, item in parts if part}
