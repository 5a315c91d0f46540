"""Returns to read by the hundred: forms with different figures, some blank, some in words."""

import csv
import io
import random
from collections.abc import Iterator
from pathlib import Path

from forms.layouts import LAYOUTS, Layout

import wres_excel
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place
from wres_excel.editions import load_edition

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust-2024.csv"
Figures = dict[Place, float]
DATA_LAYOUTS = [
    name
    for name, layout in LAYOUTS.items()
    if not layout.ambiguous and not name.startswith("reporting")
]


def one_form(count: int, start: int = 0) -> Iterator[bytes]:
    """Yield a data workbook with formulas, each time with the figures of another trust."""
    yield from (filled(LAYOUTS["own_formulas"], seed) for seed in range(start, start + count))


def mixed_forms(count: int) -> Iterator[bytes]:
    """Yield all layouts of data workbooks in turn, so that no form comes twice in a row."""
    for seed in range(count):
        yield filled(LAYOUTS[DATA_LAYOUTS[seed % len(DATA_LAYOUTS)]], seed)


def our_form(count: int, folder: Path) -> Iterator[bytes]:
    """Yield our own workbook: data, Reporting Template and summary of the example trust, varied."""
    rows = list(csv.DictReader(io.StringIO(EXAMPLE.read_text(encoding="utf-8"))))
    for seed in range(count):
        metrics, out = folder / "metrics.csv", folder / "return.xlsx"
        metrics.write_text(varied(rows, random.Random(seed)), encoding="utf-8")
        wres_excel.fill(metrics, out, force=True, keep_going=True)
        yield out.read_bytes()


def varied(rows: list[dict[str, str]], chance: random.Random) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]))
    writer.writeheader()
    for row in rows:
        value = row["value"]
        if value.isdigit():
            value = str(int(int(value) * chance.uniform(0.8, 1)))
        writer.writerow(row | {"value": value})
    return stream.getvalue()


def filled(layout: Layout, seed: int) -> bytes:
    """Return a form as Excel saves it: figures, and beside each formula its right result."""
    edition, chance = load_edition(layout.edition), random.Random(seed)
    periods = {edition.snapshot_of(period).isoformat(): period for period in edition.periods}
    keys = {Place(key, periods[day], group): (key, day, group) for key, day, group in layout.places}
    typed: dict[Place, float | str] = {
        place: value for place in keys if (value := typed_value(edition, place, chance))
    }
    numbers: Figures = {p: v for p, v in typed.items() if not isinstance(v, str)}
    shown = typed | results(edition, numbers)
    return layout.build({keys[place]: value for place, value in shown.items() if place in keys})


def typed_value(edition: Edition, place: Place, chance: random.Random) -> float | str | None:
    """Return what a trust types in: now and then nothing, or words in place of a number."""
    item, luck = edition.by_key[place.item], chance.random()
    if item.derived or luck < 0.02:
        return None
    if item.in_words:
        return f"Trust {chance.randrange(1000)}, {place.item}"
    if luck < 0.03:
        return "N/A"
    return round(chance.uniform(1, 60), 1) if item.in_percent else chance.randrange(1, 900)


def results(edition: Edition, numbers: Figures) -> dict[Place, float | str]:
    """Return what formulas give in Excel, to which a blank is 0; without a result, nothing."""
    places = [p for p in edition.places if not edition.by_key[p.item].in_words]
    outcomes = compute(edition, dict.fromkeys(places, 0) | numbers)
    return {p: "" if o.number is None else o.number for p, o in outcomes.items()}
