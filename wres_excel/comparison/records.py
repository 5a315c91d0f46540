"""What a comparison of two returns, or of two forms, gives."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from wres_excel.domain.model import Item, Return, Value
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Group, Measure, Period
from wres_excel.findings import Finding

Kind = Literal["same date", "over time"]
"""Figures of one snapshot in two files, or the figures of one snapshot against a later one's."""
Cause = Literal["answer", "follows", "result"]
"""A typed answer; a result whose figures changed too; a result whose figures did not."""
Basis = Literal["ratio", "difference", "gap", "share"]
"""What stands for an indicator: a relative likelihood, a difference from the workforce, the gap
between two groups, or the BME share alone."""
Movement = Literal[
    "unchanged",
    "closer",
    "further",
    "as far",
    "wider",
    "narrower",
    "as wide",
    "up",
    "down",
    "not comparable",
    "no result",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One place whose answer is not the same in both returns.

    item: as the new return's edition has it; old, new: the answers, blank where a return has
    none; difference: new less old, in the unit of the value, percent: the same in percent of old,
    each None where there is none; caveat: why the two cannot be compared, or only with care.
    """

    item: Item
    label: str
    group: Group
    old: Value
    new: Value
    cause: Cause
    difference: Number | None = None
    percent: float | None = None
    caveat: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that stands for an indicator, or why there is none.

    number: a rate, a ratio, or a number of percent; reported: taken as the workbook shows it,
    since the figures that it follows from do not give it.
    """

    number: Number | None
    measure: Measure
    reported: bool = False
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one return has an indicator: White, BME, and the one set against the other.

    basis: what the result is; shown: the label of the item whose White and BME values stand for
    the indicator; groups: for a relative likelihood, the group whose likelihood is divided and the
    one it is divided by.
    """

    white: Figure
    bme: Figure
    result: Figure
    basis: Basis
    shown: str
    groups: tuple[Group, Group] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a comparison means for one indicator.

    shares_compared: whether White and BME can be set against the other return's; caveats: what
    must be known to compare, in words.
    """

    indicator: int
    title: str
    old: Standing
    new: Standing
    movement: Movement
    shares_compared: bool = True
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The figures of one period of the old return against those of one period of the new.

    compared: how many answers stand on both sides, blanks left out; respelt: answers that say the
    same in other characters.
    """

    kind: Kind
    old_period: Period
    new_period: Period
    old_date: date
    new_date: date
    compared: int
    respelt: int
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """An item that only one of the two editions has, with what its return says of it."""

    item: Item
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class FindingChanges:
    """The findings of the new return that are new, those of the old that are gone, and the rest.

    stayed: as the new return has them.
    """

    new: tuple[Finding, ...] = ()
    gone: tuple[Finding, ...] = ()
    stayed: tuple[Finding, ...] = ()


FormChangeKind = Literal[
    "item added",
    "item gone",
    "item moved",
    "label changed",
    "heading changed",
    "formula changed",
    "sheet added",
    "sheet gone",
    "sheet renamed",
    "sheet shown or hidden",
    "row added",
    "row gone",
    "text added",
    "text gone",
    "text changed",
]


@dataclass(frozen=True, slots=True)
class FormChange:
    """One thing in which two forms differ; what does not apply is None.

    label: what it is about, as people know it; old, new: what each form has; number, item,
    period, group: the item, where it is about one.
    """

    kind: FormChangeKind
    label: str
    old: str | None = None
    new: str | None = None
    old_sheet: str | None = None
    old_cell: str | None = None
    new_sheet: str | None = None
    new_cell: str | None = None
    item: str | None = None
    number: int | None = None
    indicator: int | None = None
    period: Period | None = None
    group: Group | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two returns, or between two forms.

    comparisons: figures of the same date first; only_old, only_new: items that one edition alone
    has; checked: the findings of the two, sorted; forms: how the forms differ, None if they were
    not compared, in which case the comparisons are given; findings: about the comparison itself.
    """

    old: Return
    new: Return
    comparisons: tuple[Comparison, ...] = ()
    only_old: tuple[Lone, ...] = ()
    only_new: tuple[Lone, ...] = ()
    checked: FindingChanges = FindingChanges()
    forms: tuple[FormChange, ...] | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Every finding about the comparison and about the new return, not those that are gone."""
        return (*self.findings, *self.checked.new, *self.checked.stayed)

    @property
    def uncompared(self) -> tuple[tuple[str, date], ...]:
        """The snapshots with which nothing was compared, each with "old" or "new"."""
        seen = {("old", c.old_date) for c in self.comparisons}
        seen |= {("new", c.new_date) for c in self.comparisons}
        sides = (("old", self.old.edition), ("new", self.new.edition))
        dates = [(side, edition.snapshot_of(p)) for side, edition in sides for p in edition.periods]
        return tuple(pair for pair in dates if self.comparisons and pair not in seen)
