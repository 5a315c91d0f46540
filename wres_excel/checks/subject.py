"""What is checked: one return, with the figures that a rule asks it for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wres_excel.domain.model import Edition, Item, Place, Return, Section, Value
from wres_excel.domain.numbers import Number
from wres_excel.domain.rule import Rule
from wres_excel.domain.terms import Group, Period, Status

MOST_CELLS = 12


@dataclass(frozen=True)
class Subject:
    """A return to check, and last year's return of the same organisation where it was given.

    written: by place, the text of the Report that would be written from the figures today.
    """

    result: Return
    previous: Return | None = None
    written: Mapping[Place, str] = field(default_factory=dict)

    @property
    def edition(self) -> Edition:
        """The edition of the return."""
        return self.result.edition

    @cached_property
    def values(self) -> Mapping[Place, Value]:
        """Every value by its place."""
        return {value.place: value for value in self.result.values}

    def item(self, place: Place) -> Item:
        """Return the item of a place."""
        return self.edition.by_key[place.item]

    def value(self, place: Place) -> Value | None:
        """Return what the return says in a place, None for a place its edition does not have."""
        return self.values.get(place)

    def given(self, place: Place) -> Number | None:
        """Return the number that stands in a place, None if none does."""
        value = self.values.get(place)
        return value.value if value else None

    def number(self, place: Place) -> Number | None:
        """Return the number of a place: of a derived item what the inputs give, if they do."""
        value = self.values.get(place)
        if value is None:
            return None
        return value.value if value.computed is None else value.computed

    def text(self, item: str) -> str | None:
        """Return the answer in words to a question that has one answer, None if it has none."""
        value = self.values.get(Place(item, "current", "all"))
        return value.text if value else None

    def asked(self, place: Place) -> bool:
        """Return whether the workbook at hand has a cell for a place."""
        value = self.values.get(place)
        return value is not None and value.cell is not None

    def cells(self, places: Sequence[Place]) -> str:
        """Return the cells of places in words: "Data!F12, F13 and 4 more"."""
        spots = [(v.sheet, v.cell) for p in places if (v := self.values.get(p)) and v.cell]
        if not spots:
            return "no cell"
        first = spots[0][0]
        shown = [c if s == first else f"{s}!{c}" for s, c in spots[:MOST_CELLS]]
        more = f" and {len(spots) - MOST_CELLS} more" if len(spots) > MOST_CELLS else ""
        return f"{first}!{', '.join(str(cell) for cell in shown)}{more}"

    def these(self, places: Sequence[Place], among: str = "in this section") -> Mapping[str, str]:
        """Return places as the subject of a sentence, alone and with its verb."""
        others = len(places) - 1
        words = "this figure"
        if others:
            words += f" and {others} other{'' if others == 1 else 's'} {among}"
        return {"these": words, "these_are": f"T{words[1:]} {'are' if others else 'is'}"}

    def status(self, place: Place) -> Status:
        """Return what kind of answer stands in a place, blank for one without a cell."""
        value = self.values.get(place)
        return value.status if value else "blank"

    @cached_property
    def wrong(self) -> frozenset[Place]:
        """The places whose value cannot be right, or is in doubt, as reading them showed."""
        periods = {self.edition.snapshot_of(p).isoformat(): p for p in self.edition.periods}
        return frozenset(
            Place(finding.item, periods[finding.period], finding.group)  # type: ignore[arg-type]
            for finding in self.result.findings
            if finding.item in self.edition.by_key
            and finding.period in periods
            and (finding.severity == "error" or finding.rule == "share-or-percent")
        )

    @cached_property
    def blocks(self) -> Sequence[tuple[Section, Period, Sequence[Place]]]:
        """The figures to be typed in: each section's places of one period that have a cell.

        Notes and answers in words are left out, and so is what need not be given. The figures of
        the Report, such as the number of staff, are questions with rules of their own.
        """
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[tuple[Section, Period, Sequence[Place]]]:
        for section in self.edition.sections:
            items = [i for i in self.edition.section_items(section.key) if _is_figure(i)]
            for period in self.edition.periods:
                places = [
                    place
                    for item in items
                    if period in item.periods
                    for group in item.groups
                    if self.asked(place := Place(item.key, period, group))
                ]
                if places:
                    yield section, period, places

    def over_groups(self, item: str, period: Period) -> dict[Group, Number]:
        """Return the numbers of an item by group, empty unless every group has one."""
        found = {g: self.number(Place(item, period, g)) for g in self.edition.by_key[item].groups}
        known = {group: number for group, number in found.items() if number is not None}
        return known if len(known) == len(found) else {}


def _is_figure(item: Item) -> bool:
    return not (item.derived or item.in_words or item.optional or item.groups == ("all",))


@dataclass(frozen=True, slots=True)
class Check:
    """One rule at work on one return: what a checking function is given."""

    rule: Rule
    subject: Subject

    @property
    def edition(self) -> Edition:
        """The edition of the return."""
        return self.subject.edition

    @property
    def items(self) -> Iterator[Item]:
        """Yield the items that the rule names and the edition has."""
        return (self.edition.by_key[k] for k in self.rule.items if k in self.edition.by_key)

    def limit(self, name: str) -> float:
        """Return a number of the rule's own."""
        return self.rule.limits[name]
