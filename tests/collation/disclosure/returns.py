"""Returns made for the tests of publication safety, as a collation passes them on."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wres_excel.collation.records import About, RegisterRow, Summary, Taken, ValueRow
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Group, Period
from wres_excel.editions import load_edition

Inputs = Mapping[Place, Number]
GROUPS: tuple[Group, ...] = ("white", "bme", "unknown")


def edition_of(name: str) -> Edition:
    return load_edition(name)


def taken(
    edition: Edition,
    inputs: Inputs,
    organisation: str | None = "RXY",
    given: Mapping[Place, Number] | None = None,
    statuses: Mapping[Place, str] | None = None,
    texts: Mapping[str, str] | None = None,
    codes: tuple[str, ...] = (),
) -> Taken:
    """Return the return that inputs make, derived items as the form works them out.

    given: numbers that stand in derived items instead; statuses: of places without a number.
    """
    outcomes = compute(edition, inputs)
    rows = []
    for place in edition.places:
        item = edition.by_key[place.item]
        computed = outcomes[place].number if place in outcomes else None
        value = (given or {}).get(place, inputs.get(place, computed))
        status = (statuses or {}).get(place, "blank" if value is None else "reported")
        text = (texts or {}).get(place.item)
        value = value if status == "reported" else None
        rows.append(
            ValueRow(
                organisation,
                "A Trust",
                edition.name,
                item.key,
                item.number,
                item.indicator,
                edition.snapshot_of(place.period).isoformat(),
                place.group,
                value,
                text,
                "reported" if text else status,
                "Data",
                "F20",
                text or str(value or status),
                computed,
                "Jo Bloggs.xlsx",
                "0" * 64,
            )
        )
    summary = Summary(
        "Jo Bloggs.xlsx", "0" * 64, 9, organisation, "A Trust", codes, edition.name, warnings=2
    )
    return Taken(summary, tuple(rows))


def organisation_inputs(edition: Edition, seed: int, size: int = 30) -> dict[Place, Number]:
    """Return every input of a made-up organisation, many of its counts small.

    size: the largest count of a pay band; parts never exceed what they are part of.
    """
    chance = random.Random(seed)
    inputs: dict[Place, Number] = {}
    for period in edition.periods:
        for group in GROUPS:
            inputs |= dict(_group_counts(edition, period, group, chance, size))
        inputs |= _percentages(edition, period, chance)
    return inputs | _report_figures(edition, inputs)


def with_marks(edition: Edition, inputs: Inputs, seed: int) -> Taken:
    """Return a return whose sender put `*` for half of the counts below 10, and gave all sums."""
    chance = random.Random(seed)
    counts = [p for p in inputs if edition.by_key[p.item].measure == "headcount"]
    marked = {p for p in counts if 0 < inputs[p] < 10 and chance.random() < 0.5}
    outcomes = compute(edition, inputs)
    given = {place: outcome.number for place, outcome in outcomes.items() if outcome.number}
    left = {place: n for place, n in inputs.items() if place not in marked}
    return taken(edition, left, given=given, statuses=dict.fromkeys(marked, "suppressed"))


def muddled(edition: Edition, seed: int) -> Taken:
    """Return a return in which nothing fits: gaps, fractions, negative numbers, wrong sums."""
    chance = random.Random(seed)
    numbers: dict[Place, Number] = {}
    statuses: dict[Place, str] = {}
    for place in edition.places:
        kind = chance.random()
        if edition.by_key[place.item].in_words or kind < 0.1:
            continue
        if kind < 0.2:
            statuses[place] = chance.choice(["suppressed", "error", "unreadable", "not_applicable"])
        elif kind < 0.8 or not edition.by_key[place.item].derived:
            wrong = round(chance.uniform(-5, 60), 2)
            numbers[place] = chance.choice(
                [0, chance.randint(1, 12), chance.randint(1, 400), wrong]
            )
    inputs = {p: n for p, n in numbers.items() if not edition.by_key[p.item].derived}
    return taken(edition, inputs, given=numbers, statuses=statuses)


def _group_counts(
    edition: Edition, period: Period, group: Group, chance: random.Random, size: int
) -> Iterator[tuple[Place, Number]]:
    counts: dict[str, Number] = {}
    items = [i for i in edition.items if i.measure == "headcount" and group in i.groups]
    for item in (i for i in items if not i.derived and i.subset_of is None):
        counts[item.key] = _count(chance, size)
    workforce = sum(
        n
        for key, n in counts.items()
        if key.split(".")[0] in ("non_clinical", "clinical", "medical", "workforce")
    )
    for item in (i for i in items if not i.derived and i.subset_of is not None):
        most = int(counts.get(item.subset_of or "", workforce))
        part = chance.randint(0, most)
        half = item.step == 0.5 and part < most and chance.random() < 0.5
        counts[item.key] = part + 0.5 if half else part
    return ((Place(key, period, group), n) for key, n in counts.items())


def _count(chance: random.Random, size: int) -> int:
    kind = chance.random()
    if kind < 0.3:
        return 0
    return chance.randint(1, 12) if kind < 0.6 else chance.randint(1, size)


def _percentages(edition: Edition, period: Period, chance: random.Random) -> dict[Place, Number]:
    return {
        Place(item.key, period, group): 100 * chance.randint(1, 12) / 13
        for item in edition.items
        if item.measure == "percentage" and not item.derived and period in item.periods
        for group in item.groups
        if group != "all"
    }


def _report_figures(edition: Edition, inputs: Inputs) -> dict[Place, Number]:
    outcomes = compute(edition, inputs)
    white, bme, unknown = (
        outcomes[Place("disciplinary.workforce", "current", group)].number or 0 for group in GROUPS
    )
    staff = white + bme + unknown
    if not staff:
        return {}
    return {
        Place("staff.employed", "current", "all"): staff,
        Place("staff.bme_proportion", "current", "all"): 100 * bme / staff,
        Place("self_reporting.proportion", "current", "all"): 100 * (white + bme) / staff,
    }


def year_before(edition: Edition, inputs: Inputs, seed: int) -> tuple[Edition, dict[Place, Number]]:
    """Return the edition before and inputs for it whose current year is the previous one here."""
    earlier = load_edition(str(int(edition.name) - 1))
    made = organisation_inputs(earlier, seed)
    now = {
        Place(place.item, "current", place.group): value
        for place, value in inputs.items()
        if place.period == "previous" and place.item in earlier.by_key
    }
    own = {place: value for place, value in made.items() if place not in now}
    return earlier, own | now | _report_figures(earlier, own | now)


@dataclass(frozen=True)
class Held:
    """A collection that stands in memory."""

    takens: tuple[Taken, ...]
    register: tuple[RegisterRow, ...] = ()
    about: About = About("2026-11-21T12:00:00+00:00", "2019", 1, 1, (), "the latest counts", "0.1")

    def counting(self) -> Iterator[Taken]:
        return iter(self.takens)


def rows_of(takens: Sequence[Taken]) -> list[ValueRow]:
    return [row for one in takens for row in one.values]
