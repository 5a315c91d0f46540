"""What an indicator follows from, and what was found there."""

from checks.given import Typed, at, returned

from wres_excel.collation.evidence import (
    Found,
    Quality,
    items_behind,
    listed,
    sources,
    why_none,
)
from wres_excel.collation.flatten import flatten
from wres_excel.collation.records import FindingRow
from wres_excel.editions import load_edition

EDITION = load_edition("2024")
NOW = "2024-03-31"


def finding(severity: str, item: str | None, **where: str | None) -> FindingRow:
    """A finding about an item."""
    row = FindingRow(
        "RXY", None, "2024", "negative", severity, "Below 0", "Check.", item, "A band", NOW,
        "bme", "Data", "K41", None, None, "return.xlsx", "0" * 64,
    )  # fmt: skip
    return row._replace(**where)


def test_a_ratio_follows_from_the_counts_of_both_groups_it_divides() -> None:
    assert set(sources(EDITION, "recruitment.relative_likelihood", "all")) == {
        ("recruitment.relative_likelihood", "all"),
        *(
            (f"recruitment.{item}", group)
            for item in ("likelihood", "appointed", "shortlisted")
            for group in ("white", "bme")
        ),
    }


def test_behind_a_figure_of_the_workforce_stand_the_pay_bands_and_no_words() -> None:
    third = next(i for i in EDITION.indicators if i.number == 3)
    behind = items_behind(EDITION, third)
    assert {"disciplinary.entered", "clinical.band_5"} <= set(behind)
    assert "recruitment.appointed" not in behind
    assert not any(EDITION.by_key[item].in_words for item in behind)


def test_quality_names_each_cell_once_and_what_has_no_cell_by_its_label_or_rule() -> None:
    found = Found(
        (
            finding("error", "a"),
            finding("error", "a", period="2023-03-31"),
            finding("warning", "a", sheet=None, cell=None),
            finding("warning", "b", sheet=None, cell=None, label=None),
            finding("note", "a"),
            finding("error", None),
            finding("error", "c"),
        )
    )
    assert found.quality(("a", "b")) == Quality(("Data!K41",), ("A band", "negative"))
    assert Found().quality(("a",)) == Quality()


def test_a_few_are_named_and_the_rest_counted() -> None:
    assert listed(["A1", "A2", "A3"]) == "A1, A2, A3"
    assert listed(["A1", "A2", "A3", "A4"], "; ") == "A1; A2; A3 and 1 more"


def test_nothing_is_named_of_a_return_that_is_published_without_its_cells() -> None:
    """Such a return has no cells and no raw content."""
    unread = Typed(None, "unreadable", raw="12 (Mr Doe)")
    taken = flatten(returned({at("recruitment.appointed", "bme"): unread}), "file", 1, ("RXY",))
    bare = (row._replace(sheet=None, cell=None, raw="") for row in taken.values)
    rows = {(row.item, row.period, row.group): row for row in bare}
    why = why_none(EDITION, rows, "recruitment.relative_likelihood", "all", NOW)
    assert why == "not given"


def test_a_long_content_is_cut_where_it_is_quoted() -> None:
    unread = Typed(None, "unreadable", raw="x" * 99)
    taken = flatten(returned({at("survey.discrimination", "bme"): unread}), "file", 1, ("RXY",))
    rows = {(row.item, row.period, row.group): row for row in taken.values}
    why = why_none(EDITION, rows, "survey.discrimination", "bme", NOW)
    assert why.endswith(f"could not be read: '{'x' * 60}...'")
