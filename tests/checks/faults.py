"""Faults to plant at random: what each changes, where its rule must find it, what it explains."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from hypothesis import strategies as st

from wres_excel.domain.expressions import Binary, Ref, Sum
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.terms import Group, Period
from wres_excel.rules import rules

from .given import BLANK, SUPPRESSED, Changes, Typed, at, returned

Draw = Callable[[st.SearchStrategy[Any]], Any]
WORKFORCE = ("non_clinical", "clinical", "medical")
REPORT = frozenset({"staff-total-differs", "bme-proportion-differs", "self-reporting-differs"})
"""What compares the Report with the workforce, so that a fault of the workforce sets it off."""
BY_ID = {rule.id: rule for rule in rules()}
NOT_APPLICABLE = Typed(None, "not_applicable", raw="N/A")


class Fault(NamedTuple):
    """A fault of one rule; place: whose cell it must name; explains: the rules it sets off too."""

    rule: str
    changes: Changes
    place: Place
    explains: frozenset[str] = frozenset()


class Field:
    """An edition to plant faults in, with the figures of a return of it that has none."""

    def __init__(self, edition: str, draw: Draw) -> None:
        """Take an edition by its name, and Hypothesis's way to choose."""
        result = returned(edition=edition)
        self.edition: Edition = result.edition
        self.numbers = {
            v.place: v.value if v.computed is None else v.computed for v in result.values
        }
        self.draw = draw

    def one_of(self, places: Iterable[Place]) -> Place:
        """Choose a place that has a number."""
        known = [place for place in places if self.numbers.get(place) is not None]
        place: Place = self.draw(st.sampled_from(known))
        return place

    def whole(self, least: int, most: int) -> int:
        """Choose a whole number."""
        number: int = self.draw(st.integers(least, most))
        return number

    def number(self, place: Place) -> float:
        """Return the number that stands in a place without fault."""
        number = self.numbers[place]
        assert number is not None
        return number

    def items(self, *sections: str) -> list[Item]:
        """Return the items of some sections that are to be typed in, of all if none is named."""
        return [
            item
            for item in self.edition.items
            if not (item.derived or item.in_words or item.optional or item.note_of)
            and item.groups != ("all",)
            and (not sections or item.section in sections)
        ]

    def figures(self, items: Iterable[Item], *periods: Period) -> list[Place]:
        """Return the places of items in some years, in both if none is named."""
        return [
            p
            for item in items
            for p in self.edition.places
            if p.item == item.key and p.period in (periods or self.edition.periods)
        ]

    def derived(self, measure: str) -> list[Place]:
        """Return the places of derived items of a measure."""
        return [
            p
            for p in self.edition.places
            if (i := self.edition.by_key[p.item]).derived and i.measure == measure
        ]


def blank(field: Field) -> Fault:
    place = field.one_of(field.figures(field.items(), "current"))
    return Fault("figures-blank", {place: BLANK}, place)


def blank_last_year(field: Field) -> Fault:
    place = field.one_of(field.figures(field.items(), "previous"))
    return Fault("previous-figures-blank", {place: BLANK}, place)


def suppressed(field: Field) -> Fault:
    counts = [item for item in field.items() if item.measure == "headcount"]
    place = field.one_of(field.figures(counts))
    return Fault("figures-suppressed", {place: SUPPRESSED}, place)


def total_lost(field: Field) -> Fault:
    bands = [item for item in field.items(*WORKFORCE) if not item.subset_of]
    place = field.one_of(field.figures(bands))
    return Fault("total-not-known", {place: NOT_APPLICABLE}, place)


def unanswered(field: Field) -> Fault:
    asked = (
        "front-page-blank",
        "not-signed-off",
        "self-reporting-blank",
        "background-blank",
        "action-plan-blank",
    )
    known = [
        (rule, key) for rule in asked for key in BY_ID[rule].items if key in field.edition.by_key
    ]
    rule, key = field.draw(st.sampled_from(known))
    return Fault(rule, {at(key): BLANK}, at(key))


def part_above_whole(field: Field) -> Fault:
    place = field.one_of(field.figures([i for i in field.items() if i.subset_of]))
    whole = place._replace(item=field.edition.by_key[place.item].subset_of or "")
    changes = {place: int(field.number(whole)) + field.whole(1, 9_999)}
    return Fault("part-exceeds-whole", changes, place, frozenset({"ratio-implausible"}))


def total_typed(field: Field) -> Fault:
    place = field.one_of(field.derived("headcount"))
    typed = Typed(field.number(place) + field.whole(1, 999))
    return Fault("total-mismatch", {place: typed}, place)


def shares_typed(field: Field) -> Fault:
    shares = [
        p for p in field.derived("percentage") if _of_all_groups(field.edition.by_key[p.item])
    ]
    place = field.one_of(shares)
    typed = Typed(field.number(place) + field.whole(4, 60))
    first = place._replace(group=field.edition.by_key[place.item].groups[0])
    return Fault("shares-not-100", {place: typed}, first)


def report_differs(field: Field) -> Fault:
    rule = field.draw(st.sampled_from(sorted(REPORT)))
    place = at(BY_ID[str(rule)].items[0])
    wrong = field.number(place) * field.whole(20, 90) / 100
    return Fault(str(rule), {place: round(wrong)}, place)


def upside_down(field: Field) -> Fault:
    ratios = [p for p in field.derived("ratio") if abs((r := field.number(p)) - 1 / r) > 0.1]
    place = field.one_of(ratios)
    return Fault("ratio-other-way-round", {place: Typed(round(1 / field.number(place), 2))}, place)


def implausible(field: Field) -> Fault:
    place = field.one_of(field.derived("ratio"))
    return Fault("ratio-implausible", {place: Typed(field.whole(21, 999))}, place)


def likelihood_of_percent(field: Field) -> Fault:
    place = field.one_of(field.derived("rate"))
    return Fault("likelihood-above-1", {place: Typed(field.whole(11, 999) / 10)}, place)


def part_time_equivalents(field: Field) -> Fault:
    places = field.figures(field.items(field.draw(st.sampled_from(WORKFORCE))), "current")
    places = [p for p in places if not field.edition.by_key[p.item].subset_of]
    changes = {place: field.number(place) - 0.4 for place in places[: field.whole(3, len(places))]}
    return Fault("full-time-equivalents", changes, places[0])


def moved(field: Field) -> Fault:
    bands = field.figures(field.items(*WORKFORCE), "current")
    place = field.one_of(p for p in bands if field.number(p) >= 200)
    changes = {place: int(field.number(place)) * field.whole(2, 9)}
    return Fault("headcount-moved", changes, place, REPORT)


def emptied(field: Field) -> Fault:
    section = str(field.draw(st.sampled_from(WORKFORCE)))
    period: Period = field.draw(st.sampled_from(field.edition.periods))
    places = field.figures(field.items(section), period)
    return Fault("nothing-but-zero", dict.fromkeys(places, 0), places[0], REPORT)


def nobody(field: Field) -> Fault:
    item = field.edition.by_key[
        str(field.draw(st.sampled_from(BY_ID["nobody-appointed-or-trained"].items)))
    ]
    period: Period = field.draw(st.sampled_from(item.periods))
    places = field.figures([item], period)
    return Fault("nobody-appointed-or-trained", dict.fromkeys(places, 0), places[0])


def copied(field: Field) -> Fault:
    section = field.draw(st.sampled_from((*WORKFORCE, "recruitment", "survey")))
    places = field.figures(field.items(str(section)), "current")
    changes = {p: field.number(p._replace(period="previous")) for p in places}
    text = frozenset({"report-text-differs"})
    return Fault("years-identical", changes, places[0], text)


def unknown(field: Field) -> Fault:
    place = field.one_of(at("recruitment.shortlisted", "unknown", p) for p in field.edition.periods)
    return Fault("many-unknown", {place: field.whole(500, 9_999)}, place)


def swapped(field: Field) -> Fault:
    item = field.draw(st.sampled_from(("recruitment.shortlisted", "board.total")))
    parts = [i.key for i in field.edition.items if i.key == item or i.subset_of == item]
    other: dict[Group, Group] = {"white": "bme", "bme": "white"}
    changes = {
        at(key, group): field.number(at(key, other[group]))
        for key in parts
        if not field.edition.by_key[key].derived
        for group in other
    }
    return Fault("columns-swapped", changes, at(str(item), "white"))


def dated_before(field: Field) -> Fault:
    year = field.edition.snapshot.year - field.whole(2, 5)
    rule, key, text = field.draw(
        st.sampled_from(
            (
                ("stale-date", "report.date", f"{year}-10"),
                ("stale-date", "report.signed_off", f"The Chair, 3 October {year}"),
                ("stale-period", "workforce_data.period", f"April {year - 1} to March {year}"),
            )
        )
    )
    return Fault(rule, {at(key): text}, at(key))


def unspoken(field: Field) -> Fault:
    number, key = field.draw(st.sampled_from(SURVEY))
    far = field.number(at(key, "white")) + field.whole(6, 60)
    place = at(f"indicator_{number}.narrative")
    explains = frozenset({"report-text-differs", "percentage-moved"})
    return Fault("narrative-missing", {place: BLANK, at(key, "bme"): far}, place, explains)


def misquoted(field: Field) -> Fault:
    number, key = field.draw(st.sampled_from(SURVEY))
    white, far = field.number(at(key, "white")), field.whole(30, 99)
    place = at(f"indicator_{number}.reporting_year")
    return Fault("report-text-differs", {place: f"White {white}%, BME {far}%"}, place)


SURVEY = (
    (5, "survey.harassment_public"),
    (6, "survey.harassment_staff"),
    (7, "survey.equal_opportunities"),
    (8, "survey.discrimination"),
)
ANY_EDITION = (
    *(blank, suppressed, unanswered, part_above_whole, shares_typed, upside_down, implausible),
    *(likelihood_of_percent, nobody, unknown, dated_before, unspoken, misquoted),
)
BY_BAND = (total_lost, total_typed, report_differs, part_time_equivalents, emptied)
"""Faults of the workforce by band, which the 2015 edition does not ask for."""
BOTH_YEARS = (blank_last_year, moved, copied, swapped)


@st.composite
def faults(draw: Draw, editions: tuple[str, ...]) -> tuple[str, Fault]:
    """Choose an edition, a fault that can happen in it, and where."""
    edition = str(draw(st.sampled_from(editions)))
    later = (*BY_BAND, *BOTH_YEARS) if edition != "2015" else ()
    plant = draw(st.sampled_from((*ANY_EDITION, *later)))
    return edition, plant(Field(edition, draw))


def _of_all_groups(item: Item) -> bool:
    match item.formula:
        case Binary("/", Ref(), Sum(parts)):
            return len({part.item for part in parts}) == 1
    return False
