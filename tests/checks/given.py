"""Returns made in memory: a whole and coherent one, and the same with a fault planted in it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from wres_excel.checks.result import CheckResult
from wres_excel.checks.run import run_checks
from wres_excel.checks.subject import Subject
from wres_excel.commands.check import write_texts
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Item, Organisation, Place, Return, Source, Value
from wres_excel.domain.terms import Status
from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.rules import rules

CODE, NAME = "RXY", "Example Partnership NHS Foundation Trust"
FILE = "return.xlsx"
SIZES = {"white": 700, "bme": 260, "unknown": 20}


class Typed(NamedTuple):
    """What stands in a cell, where it is more than a number: its status, its words, its formula."""

    value: int | float | None = None
    status: Status = "reported"
    text: str | None = None
    raw: str = ""
    formula: str | None = None
    cell: bool = True


Changes = Mapping[Place, int | float | str | None | Typed]
BLANK = Typed(None, "blank")
SUPPRESSED = Typed(None, "suppressed", raw="*")
NOT_COLLECTED = Typed(None, "not_collected", raw="Not collected")


def at(item: str, group: str = "all", period: str = "current") -> Place:
    """Return a place, of the reporting year and of all staff unless something else is asked for."""
    return Place(item, period, group)  # type: ignore[arg-type]


def returned(
    changes: Changes | None = None, *, edition: str = "2024", findings: tuple[Finding, ...] = ()
) -> Return:
    """Return a return without any fault, but for the changes; derived items follow from it."""
    known = load_edition(edition)
    figures = dict(_coherent(known)) | {p: _typed(v) for p, v in (changes or {}).items()}
    numbers = {
        place: typed.value
        for place, typed in figures.items()
        if typed.value is not None and not known.by_key[place.item].derived
    }
    outcomes = compute(known, numbers)
    values = []
    for place in known.places:
        if known.by_key[place.item].note_of:
            continue
        outcome = outcomes.get(place)
        computed = outcome.number if outcome else None
        shown = figures.get(place) or Typed(
            computed, "blank" if computed is None else "reported", formula="=1"
        )
        values.append(_value(known, place, shown, computed))
    return Return(known, Organisation(CODE, NAME), source(), tuple(values), findings)


def checked(result: Return, *only: str, previous: Return | None = None) -> CheckResult:
    """Return what rules say of a return, all of them or those that are named."""
    chosen = [rule for rule in rules() if not only or rule.id in only]
    return run_checks(Subject(result, previous, write_texts(result)), chosen)


def source(file: str = FILE) -> Source:
    """Return where a return was read from."""
    return Source(file, "0" * 64, None, "wres-excel")


def without_part(result: Return, *sections: str) -> Return:
    """Return a return of a form that has no cells for some sections."""
    items = {i.key for s in sections for i in result.edition.section_items(s)}
    values = tuple(
        v._replace(sheet=None, cell=None, status="blank", value=None, text=None, computed=None)
        if v.place.item in items
        else v
        for v in result.values
    )
    return replace(result, values=values)


@lru_cache
def cells(edition: str) -> Mapping[Place, str]:
    """Return the cell of every place: a column for each period and group, a row for each item."""
    known = load_edition(edition)
    rows = {item.key: row for row, item in enumerate(known.items, 5)}
    columns = {
        (period, group): "DEFGHIJK"[number]
        for number, (period, group) in enumerate(
            (p, g) for p in ("previous", "current") for g in ("white", "bme", "unknown", "all")
        )
    }
    return {p: f"{columns[p.period, p.group]}{rows[p.item]}" for p in known.places}


def _value(edition: Edition, place: Place, typed: Typed, computed: int | float | None) -> Value:
    item = edition.by_key[place.item]
    return Value(
        place,
        typed.status,
        typed.value,
        typed.text,
        "Data" if typed.cell else None,
        cells(edition.name)[place] if typed.cell else None,
        typed.raw or str(typed.value if typed.value is not None else typed.text or ""),
        computed if item.derived else None,
        formula=typed.formula if item.derived else None,
    )


def _typed(content: int | float | str | None | Typed) -> Typed:
    if isinstance(content, Typed):
        return content
    if content is None:
        return BLANK
    return Typed(text=content) if isinstance(content, str) else Typed(content)


@lru_cache
def _coherent(edition: Edition) -> tuple[tuple[Place, Typed], ...]:
    """Return figures that no rule finds anything to say about above a note."""
    figures = {
        place: Typed(text=_words(edition, item)) if item.in_words else Typed(_number(place, item))
        for place in edition.places
        if not (item := edition.by_key[place.item]).derived and not item.note_of
    }
    numbers = {p: t.value for p, t in figures.items() if t.value is not None}
    return tuple((figures | _report(edition, numbers)).items())


def _report(edition: Edition, numbers: Mapping[Place, int | float]) -> dict[Place, Typed]:
    """Return the report's figures about the workforce, as they follow from the data."""
    outcomes = compute(edition, numbers)
    groups = {g: outcomes[at("disciplinary.workforce", g)].number or 0 for g in SIZES}
    total = sum(groups.values())
    return {
        at("staff.employed"): Typed(total),
        at("staff.bme_proportion"): Typed(round(100 * groups["bme"] / total, 1)),
        at("self_reporting.proportion"): Typed(round(100 - 100 * groups["unknown"] / total, 1)),
    }


def _number(place: Place, item: Item) -> int | float:
    if item.in_percent:
        return {"white": 21.5, "bme": 23.5}.get(place.group, 50.0) + (place.period == "current")
    size = SIZES.get(place.group, 0) + 3 * (place.period == "current")
    if item.subset_of == "recruitment.shortlisted":
        return max(size // (6 if place.group == "bme" else 5), 10)
    return max(size // 20, 10) if item.subset_of else size


def _words(edition: Edition, item: Item) -> str:
    known = {
        "report.organisation_name": NAME,
        "report.organisation_code": CODE,
        "report.date": f"{edition.snapshot.year}-08",
        "report.signed_off": f"A Chair, 27 August {edition.snapshot.year}",
        "indicator_6.reporting_year": "White: 22.5%. BME: 24.5%.",
        "workforce_data.period": f"31 March {edition.snapshot.year}",
    }
    return known.get(item.key, "An answer in words.")
