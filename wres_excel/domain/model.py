"""The words of the field as records: editions, indicators, items, places, values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from wres_excel.domain.expressions import Expression
from wres_excel.domain.terms import Group, Measure, Period, Status
from wres_excel.findings import Finding


class Place(NamedTuple):
    """What a value is of: the key of an item, the period and the group."""

    item: str
    period: Period
    group: Group


@dataclass(frozen=True, slots=True)
class Item:
    """One data item of an edition, input or derived.

    number: the data item number trusts know it by, where there is one; indicator: 1 to 9, or
    None; section, sheet: where it belongs in our own workbook; field: the reference of a question
    in the Reporting Template, such as "2b"; formula: how a derived item follows from others, None
    for an input; subset_of: the item it can never exceed; averaged: a mean of two years, which
    may end in .5; note_of: the item a note is about.
    """

    key: str
    label: str
    measure: Measure
    section: str
    sheet: str
    groups: tuple[Group, ...]
    periods: tuple[Period, ...]
    number: int | None = None
    indicator: int | None = None
    field: str | None = None
    formula: Expression | None = None
    subset_of: str | None = None
    averaged: bool = False
    optional: bool = False
    note_of: str | None = None

    @property
    def derived(self) -> bool:
        """Whether the item follows from others and is never typed in."""
        return self.formula is not None

    @property
    def in_words(self) -> bool:
        """Whether the answer is text; a month is text too ("2020-10")."""
        return self.measure in ("text", "month")

    @property
    def in_percent(self) -> bool:
        """Whether the value is a number of percent, which a workbook stores as a share of 1."""
        return self.measure in ("percentage", "percentage points")

    @property
    def step(self) -> float | None:
        """The smallest step between two values: 1 or 0.5 person, None for what is no count."""
        if self.measure != "headcount":
            return None
        return 0.5 if self.averaged else 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """One of the nine indicators as an edition words it.

    shows: the item whose White and BME values stand for the indicator; compares: the item that
    sets the two against each other, a relative likelihood or a difference, where there is one.
    """

    number: int
    title: str
    wording: str
    shows: str
    compares: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One answer of every indicator's row; period: whose figures it repeats, where it does."""

    key: str
    label: str
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A block of items that stand together; columns are the answers of each indicator's row."""

    key: str
    title: str
    sheet: str
    indicator: int | None = None
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that an edition uses, with whether its layout was checked against an official one."""

    name: str
    title: str
    verified: bool
    source: str


@dataclass(frozen=True)
class Edition:
    """One year of the WRES: dates, rules, indicators and items, all read from data.

    directions: for indicators 2 to 4 the group whose likelihood is divided and the group it is
    divided by; survey: the staff survey question of indicators 5 to 8; basis: what an indicator
    compares in this edition; board_headline: the board items compared with the workforce; breaks:
    why an indicator cannot be compared with earlier editions, where it cannot;
    contract_value_above: the pounds a year above which a provider must report, None for all.
    """

    name: str
    snapshot: date
    previous_snapshot: date | None
    submission_route: str
    submission_deadline: date | None
    publication_deadline: date | None
    verified: bool
    source: str
    evidence: str
    note: str
    rolling_average: bool
    board_headline: tuple[str, ...]
    directions: Mapping[int, tuple[Group, Group]]
    survey: Mapping[int, str]
    basis: Mapping[int, str]
    forms: tuple[Form, ...]
    indicators: tuple[Indicator, ...]
    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    breaks: Mapping[int, str] = field(default_factory=dict)
    contract_value_above: int | None = None
    origin: str = field(default="", compare=False)

    def __hash__(self) -> int:
        """Editions are loaded once and compared by value; the name is hash enough."""
        return hash((self.name, self.origin))

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """Every item by its key."""
        return {item.key: item for item in self.items}

    @cached_property
    def by_number(self) -> Mapping[int, Item]:
        """Every item that bears a data item number, by that number."""
        return {item.number: item for item in self.items if item.number is not None}

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place of the edition, in the order of its forms."""
        return tuple(
            Place(item.key, period, group)
            for item in self.items
            for period in item.periods
            for group in item.groups
        )

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {section.key: section.title for section in self.sections}

    @cached_property
    def _repeated(self) -> frozenset[str]:
        labels = [item.label for item in self.items]
        return frozenset(label for label in labels if labels.count(label) > 1)

    def name_of(self, item: Item) -> str:
        """Return how a message names an item: by its label, and its section if others share it."""
        if item.label not in self._repeated:
            return item.label
        return f"{self._titles[item.section]}: {item.label}"

    @property
    def periods(self) -> tuple[Period, ...]:
        """The periods the edition reports."""
        return ("previous", "current") if self.previous_snapshot else ("current",)

    def snapshot_of(self, period: Period) -> date:
        """Return the snapshot date of a period; raises ValueError if the edition has none."""
        if period == "current":
            return self.snapshot
        if self.previous_snapshot is None:
            raise ValueError(f"edition {self.name} has no previous snapshot")
        return self.previous_snapshot

    def section_items(self, key: str) -> tuple[Item, ...]:
        """Return the items of one section, in order, without notes."""
        return tuple(i for i in self.items if i.section == key and i.note_of is None)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who a return speaks for: ODS code and name, each None where not known."""

    code: str | None = None
    name: str | None = None


class Value(NamedTuple):
    """What a return says in one place.

    value: a headcount, a number of percent, a rate or a ratio, None unless status is reported;
    text: an answer in words; raw: what the cell really held, as text; computed: for a derived
    item what the inputs give; reason: why there is nothing to compute, in words; format: the
    cell's number format code, None where the kind of file does not tell; formula: the cell's, as
    it reads there, such as "=J41/J40"; comment: the text of the comment pinned to the cell.
    """

    place: Place
    status: Status
    value: int | float | None = None
    text: str | None = None
    sheet: str | None = None
    cell: str | None = None
    raw: str = ""
    computed: int | float | None = None
    reason: str | None = None
    format: str | None = None
    formula: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a return was read from: the file, its hash, what saved it last, what read it.

    saved: when it was saved last, as an ISO date and time, None where the file does not say.
    """

    file: str
    sha256: str
    application: str | None
    read_with: str
    saved: str | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """One organisation's return as read: every place of its edition, and what was found."""

    edition: Edition
    organisation: Organisation
    source: Source
    values: tuple[Value, ...]
    findings: tuple[Finding, ...]
