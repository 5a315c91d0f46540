"""Each indicator in wide form, its columns those of the items that the editions declare."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.tables.collations import ABOUT, READ_WITH, registered, taken
from tests.tables.stores import ask, keep
from wres_excel.collation.records import Taken
from wres_excel.domain.model import Edition, Item
from wres_excel.editions import editions, load_edition
from wres_excel.tables.store import Store

FIXED = ["organisation", "organisation_name", "edition", "period", "reporting_period"]
END = ["not_reported", "file", "sha256", "reading"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out.duckdb"


def columns(path: Path, view: str) -> list[str]:
    return [name for name, *_ in ask(path, f"DESCRIBE {view}")]


def rows(path: Path, view: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(f"FROM {view}")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def expected_columns(indicator: int) -> set[str]:
    """Work out from the editions, apart from the code under test, what a view must show."""
    return {
        item.key.replace(".", "_") + ("" if group == "all" else f"_{group}") + end
        for edition in editions()
        for item in edition.items
        if item.indicator == indicator and not item.in_words
        for group in item.groups
        for end in (("", "_computed") if item.derived else ("",))
    }


@pytest.mark.parametrize("indicator", range(1, 10))
def test_each_indicator_shows_every_number_that_any_edition_asks_for(
    path: Path, indicator: int
) -> None:
    keep(path)
    found = columns(path, f"indicator_{indicator}")
    shown = found[len(FIXED) : -len(END)]
    assert (found[: len(FIXED)], found[-len(END) :]) == (FIXED, END)
    assert len(shown) == len(set(shown))
    assert set(shown) == expected_columns(indicator)


def test_columns_stand_in_the_order_of_the_newest_form(path: Path) -> None:
    keep(path)
    assert columns(path, "indicator_2")[5:15] == [
        "recruitment_shortlisted_white",
        "recruitment_shortlisted_bme",
        "recruitment_shortlisted_unknown",
        "recruitment_appointed_white",
        "recruitment_appointed_bme",
        "recruitment_appointed_unknown",
        "recruitment_likelihood_white",
        "recruitment_likelihood_white_computed",
        "recruitment_likelihood_bme",
        "recruitment_likelihood_bme_computed",
    ]


def test_a_row_is_a_return_that_counts_and_a_period(path: Path) -> None:
    keep(path, taken(2), taken(1))
    found = [
        {name: cell for name, cell in row.items() if cell is not None}
        for row in rows(path, "indicator_2")
    ]
    about = {"organisation": "R01", "organisation_name": "Trust 1", "edition": "2024"}
    source = {"file": "north/R01 return (final).xlsx", "sha256": taken(1).summary.sha256}
    assert [str(row.pop("period")) for row in found] == ["2023-03-31", "2024-03-31"] * 2
    assert found[:2] == [
        about
        | {"reporting_period": "previous", "recruitment_relative_likelihood_computed": 1.5}
        | {"not_reported": 1, "reading": 2}
        | source,
        about
        | {"reporting_period": "current", "recruitment_shortlisted_white": 3120.0}
        | {"recruitment_shortlisted_bme": 0.0, "recruitment_likelihood_white": 0.1 + 0.2}
        | {"recruitment_likelihood_white_computed": 0.25, "not_reported": 1, "reading": 2}
        | source,
    ]


def test_what_does_not_count_is_not_shown(path: Path) -> None:
    keep(path, taken(1), status="superseded")
    assert all(rows(path, f"indicator_{number}") == [] for number in range(1, 10))


def test_columns_say_in_words_what_they_hold(path: Path) -> None:
    keep(path)
    said = ask(
        path,
        "SELECT comment FROM duckdb_columns() WHERE table_name = 'indicator_3'"
        " AND column_name LIKE 'disciplinary_likelihood_bme%'",
    )
    label = "Likelihood of staff entering the formal disciplinary process"
    assert said == [(f"{label}, BME",), (f"{label}, BME, as the figures give it",)]


def test_items_and_editions_can_be_joined(path: Path) -> None:
    keep(path, taken(1))
    question = (
        "SELECT v.value, i.label, i.measure, e.snapshot = v.period FROM counting_values v"
        " JOIN items i USING (edition, item) JOIN editions e USING (edition)"
        " WHERE v.item = 'recruitment.shortlisted' AND v.\"group\" = 'white'"
    )
    label = "Number of shortlisted applicants"
    assert ask(path, question) == [(3120.0, label, "headcount", True)]


def own_edition(*items: Item) -> Edition:
    return replace(load_edition("2024"), name="own", items=items, indicators=())


def test_an_edition_of_ones_own_has_its_columns_too_and_keeps_them(path: Path) -> None:
    """Whatever its keys are, and though a later run does not know of it."""
    item = load_edition("2024").by_key["recruitment.shortlisted"]
    own = own_edition(
        replace(item, key='extra.it\'s "new"', groups=("all",), label="It's new"),
        replace(item, key="extra.A", groups=("all",)),
        replace(item, key="extra_a", groups=("all",)),
        replace(item, key="file", groups=("all",)),
    )
    source = taken(1)
    value = source.values[0]._replace(edition="own", item='extra.it\'s "new"', group="all")
    own_return = Taken(replace(source.summary, edition="own"), (value,))
    with Store(path, [own]) as store:
        store.add([own_return], READ_WITH)
        store.finish(registered(own_return), ABOUT)
    with Store(path) as store:
        store.finish(registered(own_return), ABOUT)
    assert columns(path, "indicator_2")[5:9] == ["extra_it_s_new_", "extra_A", "extra_a_", "file_"]
    assert [row["extra_it_s_new_"] for row in rows(path, "indicator_2")] == [3120.0]


def test_an_edition_that_changed_takes_the_place_of_what_was_known_of_it(path: Path) -> None:
    item = load_edition("2024").by_key["recruitment.shortlisted"]
    for key in ("first", "second"):
        with Store(path, [own_edition(replace(item, key=key))]) as store:
            store.finish((), ABOUT)
    assert ask(path, "SELECT item FROM items WHERE edition = 'own'") == [("second",)]
    assert ask(path, "SELECT count(*) FROM editions WHERE edition = 'own'") == [(1,)]
