"""What goes into a workbook comes out of it: metrics -> fill -> read -> metrics -> fill -> read."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import wres_excel
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.editions import edition_names, load_edition
from wres_excel.tables.dataset import returns_to_csv

Typed = tuple[str, object]
"""What is typed into the metrics, and the value or text that must come back."""

WORDS = {"na", "n/a", "not applicable", "not collected", "not recorded", "none recorded"}
SPECIAL = [
    "<&> \"quoted\" & 'single'",
    "=SUM(A1:A9)",
    "+44 20 7946 0000",
    "-1",
    "@mention",
    "\ttab",
    "'=already protected",
    "line one\nline two\r\nline three",
    "Łódź 東京 العربية 👩🏾‍⚕️ \u00a0",
    "_x0041_ and _xD83D_",
    "a" * 5000,
    "1.0",
    "2020-10",
    "TRUE",
    "#N/A",
    " leading and trailing ",
    "\x07bell\x1f",
]


def texts() -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    free = st.text(characters, min_size=1, max_size=60)
    return (st.sampled_from(SPECIAL) | free).filter(is_plain)


def is_plain(text: str) -> bool:
    """Keep out what is a status or no text at all, since that comes back as what it is."""
    folded = re.sub(r"[^a-z/]+", " ", text.casefold()).strip()
    return bool(text.strip()) and folded not in WORDS and "[" not in text


def typed(item: Item) -> st.SearchStrategy[Typed]:
    """Return what may be typed for an item, with what must come back."""
    if item.measure == "month":
        return st.tuples(st.integers(2015, 2030), st.integers(1, 12)).map(month)
    if item.in_words:
        return texts().map(lambda text: (text, text))
    if item.measure == "percentage":
        return st.floats(0, 100).map(lambda n: (repr(n), n)) | st.integers(0, 1000).map(percent)
    if item.averaged:
        return st.integers(0, 20_000).map(lambda n: (str(n / 2), n / 2))
    return st.integers(0, 100_000).map(lambda n: (str(n), n))


def month(pair: tuple[int, int]) -> Typed:
    text = f"{pair[0]}-{pair[1]:02d}"
    return text, text


def percent(tenths: int) -> Typed:
    return f"{tenths // 10}.{tenths % 10}%", tenths / 10


@st.composite
def metrics(draw: st.DrawFn, edition: Edition) -> dict[Place, Typed]:
    """Draw what is typed for any set of an edition's places."""
    inputs = [place for place in edition.places if not edition.by_key[place.item].derived]
    inputs = [place for place in inputs if place.item != "report.organisation_code"]
    chosen = draw(st.lists(st.sampled_from(inputs), unique=True, max_size=25))
    return {place: draw(typed(edition.by_key[place.item])) for place in chosen}


def as_csv(edition: Edition, given_metrics: Mapping[Place, Typed]) -> str:
    """Write metrics as a user's script would, with the apostrophe that the contract asks for."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(("organisation", "item", "period", "group", "value"))
    writer.writerow(("X9Y9Z", "report.organisation_code", "", "", "X9Y9Z"))
    for place, (text, _) in given_metrics.items():
        if re.match(r"'*[=+\-@\t\r]", text):
            text = f"'{text}"
        period = edition.snapshot_of(place.period).isoformat()
        writer.writerow(("X9Y9Z", place.item, period, place.group, text))
    return buffer.getvalue()


def reported(result: wres_excel.Return) -> dict[Place, object]:
    """Return what a return reports for inputs, its own words of the indicator rows left out."""
    items = result.edition.by_key
    return {
        value.place: value.text if items[value.place.item].in_words else value.value
        for value in result.values
        if value.status == "reported" and not items[value.place.item].derived
    }


def write_and_read(tmp_path: Path, text: str, edition: str | None) -> wres_excel.Return:
    source, book = tmp_path / "metrics.csv", tmp_path / "return.xlsx"
    source.write_text(text, encoding="utf-8", newline="")
    result = wres_excel.fill(source, book, edition=edition, force=True)
    assert [f for f in result.findings if f.severity == "error"] == []
    assert result.written == (book,)
    return wres_excel.read(book)


@pytest.mark.parametrize("name", edition_names())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_metrics_come_back_as_they_went_in(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    edition = load_edition(name)
    drawn = data.draw(metrics(edition))
    back = write_and_read(tmp_path, as_csv(edition, drawn), name)
    assert back.edition == edition
    assert back.organisation.code == "X9Y9Z"
    expected = {place: value for place, (_, value) in drawn.items()}
    found = reported(back)
    assert {place: found.get(place) for place in expected} == expected
    extra = {place for place in found if place not in expected}
    assert all(re.fullmatch(r"indicator_\d\.\w+_year|report\.\w+", p.item) for p in extra)
    given_or_made = expected.keys() | extra
    rest = [v for v in back.values if v.place not in given_or_made]
    assert {v.status for v in rest if not edition.by_key[v.place.item].derived} <= {"blank"}


@pytest.mark.parametrize("name", edition_names())
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_what_read_writes_as_csv_fill_takes_back(
    name: str, tmp_path: Path, data: st.DataObject
) -> None:
    edition = load_edition(name)
    once = write_and_read(tmp_path, as_csv(edition, data.draw(metrics(edition))), name)
    twice = write_and_read(tmp_path, returns_to_csv([once]), None)
    assert twice.values == once.values
    assert twice.organisation == once.organisation


MARKERS = {
    "N/A": "not_applicable",
    "not applicable": "not_applicable",
    "not collected": "not_collected",
    "*": "suppressed",
    "<5": "suppressed",
    "[c]": "suppressed",
}


@pytest.mark.parametrize(("marker", "status"), MARKERS.items())
def test_a_marker_in_place_of_a_number_keeps_its_status(
    marker: str, status: str, tmp_path: Path
) -> None:
    place = Place("training.accessed", "current", "bme")
    edition = load_edition("2024")
    back = write_and_read(tmp_path, as_csv(edition, {place: (marker, None)}), "2024")
    value = next(v for v in back.values if v.place == place)
    assert (value.status, value.value, value.raw) == (status, None, marker)
    again = write_and_read(tmp_path, returns_to_csv([back]), None)
    assert next(v for v in again.values if v.place == place) == value
