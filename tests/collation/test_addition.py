"""The sum of returns: headcounts and what follows from them, never a part of a sum."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st
from support import full_answers

from collation.returns import sent
from wres_excel.collation.addition import add_returns
from wres_excel.collation.merge import Merge, Merging, merged_summary
from wres_excel.collation.records import FindingRow, Summary, Taken, ValueRow
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.numbers import Number
from wres_excel.domain.terms import Status
from wres_excel.editions import load_edition

EDITION = load_edition("2019")
BAND = "clinical.band_5"
SURVEY = next(i.key for i in EDITION.items if i.indicator == 5 and not i.derived and i.in_percent)
HEADCOUNTS = [
    p for p in EDITION.places
    if EDITION.by_key[p.item].measure == "headcount" and not EDITION.by_key[p.item].derived
]  # fmt: skip
NONE_ADDED = (
    "Percentages, rates and answers in words of RXX and RYY are not added: the merged return has "
    "none"
)


def taken(
    code: str, numbers: Mapping[Place, Number], statuses: Mapping[Place, Status] | None = None
) -> Taken:
    """A return with these numbers, blank elsewhere but for the statuses given."""
    summary = sent(f"{code}.xlsx", code)
    others = statuses or {}
    return Taken(
        summary, tuple(value(summary, p, numbers.get(p), others.get(p)) for p in EDITION.places)
    )


def value(
    summary: Summary, place: Place, number: Number | None, status: str | None = None
) -> ValueRow:
    item = EDITION.by_key[place.item]
    return ValueRow(
        summary.organisation,
        summary.organisation_name,
        "2019",
        item.key,
        item.number,
        item.indicator,
        EDITION.snapshot_of(place.period).isoformat(),
        place.group,
        number,
        None,
        status or ("blank" if number is None else "reported"),
        None,
        None,
        "",
        number if item.derived else None,
        summary.file,
        summary.sha256,
    )


def added(*parts: Taken) -> Taken:
    return add_returns(whole_of(*parts), EDITION, parts)


def whole_of(*parts: Taken) -> Summary:
    codes = tuple(part.summary.codes[0] for part in parts)
    files = tuple(sorted((part.summary for part in parts), key=lambda s: s.file))
    return merged_summary(Merging(Merge("RZZ", codes), "2019", files, "Merged Trust"))


def at(item: str, group: str = "bme", period: str = "current") -> Place:
    return Place(item, period, group)  # type: ignore[arg-type]


def answers(edition: Edition, seed: int) -> dict[Place, Number]:
    return {p: a.value for p, a in full_answers(edition, seed).items() if a.value is not None}


def finding(whole: Summary, rule: str, **facts: str | None) -> FindingRow:
    """A finding about the merged return, but for what is given."""
    usual: dict[str, str | None] = dict.fromkeys(FindingRow._fields)
    usual |= {"organisation": "RZZ", "organisation_name": "Merged Trust", "edition": "2019"}
    usual |= {"rule": rule, "file": whole.file, "sha256": whole.sha256}
    return FindingRow(**(usual | facts))  # type: ignore[arg-type]


def not_added(whole: Summary) -> FindingRow:
    remedy = "Collate without --merge to see those of each organisation."
    return finding(whole, "merged-not-added", severity="note", message=NONE_ADDED, remedy=remedy)


def test_full_returns_give_sums_and_what_follows_from_them_and_blanks_elsewhere() -> None:
    one, other = answers(EDITION, 1), answers(EDITION, 2)
    first, second = taken("RXX", one), taken("RYY", other)
    whole = whole_of(first, second)
    sums = {place: one[place] + other[place] for place in HEADCOUNTS}
    outcomes = {place: outcome.number for place, outcome in compute(EDITION, sums).items()}
    expected = tuple(value(whole, p, (sums | outcomes).get(p)) for p in EDITION.places)
    found = added(second, first)
    assert found.values == expected
    assert found.findings == (not_added(whole),)
    assert found.summary == Summary(
        "RXX.xlsx + RYY.xlsx", "hash of RXX.xlsx+hash of RYY.xlsx", 2000, "RZZ", "Merged Trust",
        ("RZZ",), "2019", notes=1,
    )  # fmt: skip


def test_percentages_and_words_are_never_added() -> None:
    found = added(taken("RXX", answers(EDITION, 1)), taken("RYY", answers(EDITION, 2)))
    kinds = {
        EDITION.by_key[row.item].measure
        for row in found.values
        if row.value is not None and not EDITION.by_key[row.item].derived
    }
    assert kinds == {"headcount"}
    assert all(row.text is None for row in found.values)


def test_a_place_where_a_part_has_no_number_has_no_sum_nor_has_what_follows_from_it() -> None:
    first = taken("RXX", answers(EDITION, 1))
    gap = {place: n for place, n in answers(EDITION, 2).items() if place != at(BAND)}
    second = taken("RYY", gap, {at(BAND): "not_collected"})
    found = added(first, second)
    rows = {(r.item, r.group): r for r in found.values if r.period == "2019-03-31"}
    blank = value(whole_of(first, second), at(BAND), None)
    assert rows[BAND, "bme"] == blank
    total = "board.workforce"
    assert [rows[total, g].value is None for g in ("white", "bme")] == [False, True]
    assert found.findings == (
        not_added(whole_of(first, second)),
        finding(
            whole_of(first, second),
            "merged-part-missing",
            severity="warning",
            message="Not every organisation of the merger reports this, so it has no sum",
            remedy="Ask for the figures that are missing.",
            item=BAND,
            label=EDITION.name_of(EDITION.by_key[BAND]),
            period="2019-03-31",
            group="bme",
            found="RYY: BME not collected",
            expected="a headcount from each of them",
        ),
    )
    assert (found.summary.warnings, found.summary.notes) == (1, 1)


def test_gaps_of_one_item_are_one_finding_that_names_them_all() -> None:
    first = taken("RXX", {at(BAND, "white"): 5, at(BAND): 1}, {at(BAND, "unknown"): "suppressed"})
    second = taken("RYY", {at(BAND, "unknown"): 2, at(BAND): 3})
    (_, only) = added(first, second).findings
    assert (only.group, only.found) == (
        None, "RXX: Ethnicity unknown/null suppressed; RYY: White blank",
    )  # fmt: skip


def test_a_status_that_all_parts_share_stays_and_no_other() -> None:
    statuses: list[tuple[Status, Status]] = [
        ("not_applicable", "not_applicable"),
        ("not_collected", "not_collected"),
        ("suppressed", "suppressed"),
        ("not_collected", "suppressed"),
        ("error", "error"),
    ]
    for pair in statuses:
        for item in (BAND, SURVEY):
            parts = [taken(c, {}, {at(item): s}) for c, s in zip(("RXX", "RYY"), pair, strict=True)]
            found = {(r.item, r.period, r.group): r for r in added(*parts).values}
            expected = pair[0] if len(set(pair)) == 1 and pair[0] != "error" else "blank"
            assert found[item, "2019-03-31", "bme"].status == expected


def test_findings_of_the_parts_travel_with_the_sum_and_name_whose_they_are() -> None:
    first, second = taken("RXX", {}), taken("RYY", {})
    theirs = finding(whole_of(first, second), "negative", severity="error", message="It is below 0")
    theirs = theirs._replace(organisation="RYY", file="RYY.xlsx", sha256="hash of RYY.xlsx")
    found = added(first, second._replace(findings=(theirs,)))
    assert found.findings == (not_added(whole_of(first, second)), theirs)
    assert (found.summary.errors, found.summary.notes) == (1, 1)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=4, unique=True), st.randoms())
def test_the_order_of_the_parts_makes_no_difference_and_nobody_is_lost(
    seeds: list[int], chance: object
) -> None:
    figures = [answers(EDITION, seed) for seed in seeds]
    parts = [taken(f"R0{at}", numbers) for at, numbers in enumerate(figures)]
    mixed = sorted(parts, key=lambda _: chance.random())  # type: ignore[attr-defined]
    whole = whole_of(*parts)
    found = add_returns(whole, EDITION, mixed)
    assert found == add_returns(whole, EDITION, parts)
    people = sum(row.value or 0 for row in found.values if row.item == BAND)
    assert people == sum(
        n for numbers in figures for place, n in numbers.items() if place.item == BAND
    )


def test_halves_of_two_year_averages_add_exactly() -> None:
    item = next(i for i in EDITION.items if i.averaged)
    place = Place(item.key, "current", "bme")
    found = added(taken("RXX", {place: 2.5}), taken("RYY", {place: 3.5}))
    (only,) = [
        r for r in found.values if (r.item, r.period, r.group) == (item.key, "2019-03-31", "bme")
    ]
    assert (only.value, type(only.value)) == (6, int)
