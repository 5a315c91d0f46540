"""Collations made in memory, of any size and always the same, from coherent returns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from random import Random

from checks.given import Changes, at, returned

from wres_excel.collation.flatten import flatten
from wres_excel.collation.records import (
    About,
    FindingRow,
    RegisterRow,
    RegisterStatus,
    Summary,
    Taken,
    ValueRow,
)
from wres_excel.domain.model import Organisation, Place, Source
from wres_excel.editions import load_edition
from wres_excel.findings import Finding

REGIONS = ("London", "Midlands", "North West", "South West")
TYPES = ("Acute", "Mental health", "Community")
TOWNS = (
    "Ashdown", "Brackwater", "Carrick Vale", "Dunmere", "East Holm", "Farthing", "Gilling Moor",
    "Harrowfield", "Isleworthy", "Kelder", "Langstrath", "Marlow Bridge",
)  # fmt: skip
SURVEY = (
    ("harassment_public", 24),
    ("harassment_staff", 20),
    ("equal_opportunities", 55),
    ("discrimination", 8),
)
MADE = "2026-11-21T23:58:26+00:00"


@dataclass(frozen=True)
class Held:
    """A collation in memory."""

    about: About
    register: tuple[RegisterRow, ...]
    taken: tuple[Taken, ...] = field(repr=False)

    def counting(self) -> Iterator[Taken]:
        """Every return that counts."""
        return iter(self.taken)


@lru_cache(maxsize=8)
def collation(count: int, edition: str = "2024") -> Held:
    """A collation of so many organisations, one in twelve of them missing."""
    codes = [code(n) for n in range(count)]
    sent = [n for n in range(count) if n % 12 != 7]
    taken = tuple(one(n, edition) for n in sent)
    rows = tuple(_registered(n, taken[sent.index(n)] if n in sent else None) for n in range(count))
    assert len(set(codes)) == count
    about = About(
        MADE,
        edition,
        len(taken) + 1,
        len(taken),
        (("~$RXA.xlsx", "a lock file of Excel"), ("notes.docx", "no workbook")),
        "Of several returns of an organisation the one signed off last counts.",
        "wres-excel 0.1.0",
    )
    return Held(about, (*rows, UNREADABLE), taken)


def code(number: int) -> str:
    """The code of an organisation."""
    return f"R{chr(65 + number // 36 % 26)}{'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 36]}"


def name(number: int) -> str:
    """The name of an organisation."""
    kind = ("University Hospitals", "Partnership", "Community Healthcare")[number % 3]
    return f"{TOWNS[number % len(TOWNS)]} {kind} NHS Foundation Trust"


def one(number: int, edition: str = "2024", changes: Changes | None = None) -> Taken:
    """The return of one organisation; its figures are its own, and always the same."""
    result = returned({**figures(number, edition), **(changes or {})}, edition=edition)
    result = replace(
        result,
        organisation=Organisation(code(number), name(number)),
        source=Source(f"{code(number)}.xlsx", f"{number:064x}", None, "wres-excel"),
    )
    result = replace(result, findings=tuple(found(number)))
    return flatten(result, f"returns/{code(number)}.xlsx", 50_000, (code(number),))


def found(number: int) -> Iterator[Finding]:
    """What checks found in the return of an organisation: errors in every fifth, much or little."""
    if number % 5 == 2:
        yield Finding(
            "total-mismatch", "error", "The bands add up to 1,204, and the total says 1,240",
            "Correct the band or the total.", item="clinical.band_5", period="2024-03-31",
            group="bme", sheet="Data", cell="I27", found="1,240", expected="1,204",
        )  # fmt: skip
    for item in ("disciplinary.entered", "training.accessed")[: number % 3]:
        yield Finding(
            "headcount-moved", "warning", "9 in the previous year and 68 in the reporting year",
            "Check both figures; after a merger, a transfer or a campaign it can be right.",
            item=item, period="2024-03-31", group="white", sheet="Data", cell="J81",
        )  # fmt: skip
    if number % 4 == 1:
        yield Finding("no-code", "note", "The code is taken from the file's name", "Put it in.")


def figures(number: int, edition: str) -> dict[Place, int | float]:
    """What sets one organisation apart from the others: indicators 2 to 8, in both years."""
    random, known = Random(number), load_edition(edition)
    lean = random.uniform(0.75, 2.0), random.uniform(0.6, 2.4), random.uniform(0.8, 1.3)
    found: dict[Place, int | float] = {}
    for period in known.periods:
        shortlisted, appointed = random.randint(1700, 2100), random.uniform(0.18, 0.22)
        for group, parts in (("white", (1, 1, 1)), ("bme", lean)):
            drift = random.uniform(0.9, 1.1)
            people = shortlisted if group == "white" else shortlisted // 3
            found[at("recruitment.shortlisted", group, period)] = people
            share = appointed / parts[0] * drift
            found[at("recruitment.appointed", group, period)] = round(people * share)
            base = 430 if group == "white" else 160
            entered = base * parts[1] * drift * 0.8
            found[at("disciplinary.entered", group, period)] = round(entered)
            found[at("training.accessed", group, period)] = round(12 * base / parts[2] * drift)
            for item, low in SURVEY:
                share = low + 5 * (parts[1] - 1) + random.uniform(0, 4)
                found[at(f"survey.{item}", group, period)] = round(share, 1)
    return {place: value for place, value in found.items() if place in known.places}


def whereabouts_of(number: int) -> tuple[str, str]:
    """The region and the type of an organisation."""
    return REGIONS[number // 3 % len(REGIONS)], TYPES[number % 3]


def _registered(number: int, taken: Taken | None) -> RegisterRow:
    status: RegisterStatus = (
        "missing" if taken is None else "late" if number % 9 == 4 else "received"
    )
    summary = taken.summary if taken else Summary("", "", 0)
    return RegisterRow(
        code(number),
        name(number),
        *whereabouts_of(number),
        "yes",
        "2024",
        status,
        "2024-05-31",
        summary.signed_off,
        "2024-05-28T09:41:07" if taken else None,
        summary.file or None,
        summary.sha256 or None,
        summary.errors,
        summary.warnings,
        summary.notes,
        None,
        {
            "missing": "No return for edition 2024 came in. It was due by 31 May 2024.",
            "late": "It was signed off on 27 August 2024, after 31 May 2024, the day it was due.",
        }.get(status, ""),
    )


UNREADABLE = RegisterRow(
    None, None, None, None, "not known", None, "unreadable", None, None, None,
    "returns/scan of return (final).xlsx", "f" * 64, 0, 0, 0, "RA5",
    "The file is no workbook. Ask for it again as .xlsx.",
)  # fmt: skip


def values(taken: Sequence[Taken]) -> list[ValueRow]:
    """Every value of some returns."""
    return [row for each in taken for row in each.values]


def findings(taken: Sequence[Taken]) -> list[FindingRow]:
    """Every finding about some returns."""
    return [row for each in taken for row in each.findings]
