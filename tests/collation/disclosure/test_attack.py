"""Whether small counts can be recovered by arithmetic from what is published, with a solver."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collation.disclosure.recovery import recovered
from collation.disclosure.returns import (
    GROUPS,
    Held,
    edition_of,
    organisation_inputs,
    rows_of,
    taken,
    with_marks,
    year_before,
)
from wres_excel.collation.disclosure import equations, hold_back, release
from wres_excel.collation.disclosure.collection import PublishedCollection, publish
from wres_excel.collation.records import Taken
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition

EDITIONS = {name: load_edition(name) for name in ("2015", "2016", "2018", "2019", "2023")}
SEEDS = st.integers(0, 10**9)


def attacked(returns: Sequence[Taken], published: Sequence[Taken], merged=None) -> list[str]:
    return recovered(rows_of(published), rows_of(returns), EDITIONS, merged)


def one_return(name: str, seed: int, size: int = 30) -> list[Taken]:
    edition = EDITIONS[name]
    return [taken(edition, organisation_inputs(edition, seed, size))]


def two_years(name: str, seed: int, size: int = 30) -> list[Taken]:
    """Return two editions of one organisation, the later one repeating the earlier one's year."""
    edition = EDITIONS[name]
    inputs = organisation_inputs(edition, seed, size)
    earlier, before = year_before(edition, inputs, seed + 1)
    return [taken(earlier, before), taken(edition, inputs)]


def merger(name: str, seed: int) -> list[Taken]:
    """Return the sum of two organisations' counts of BME staff, and the two."""
    edition = EDITIONS[name]
    parts = [_of_bme(organisation_inputs(edition, seed + n)) for n in (1, 2)]
    counts = {
        place: parts[0][place] + parts[1][place]
        for place in parts[0]
        if edition.by_key[place.item].measure == "headcount"
    }
    returns = [taken(edition, counts, "RMM")]
    return returns + [taken(edition, own, f"RA{n}") for n, own in enumerate(parts)]


def _of_bme(inputs: dict[Place, float]) -> dict[Place, float]:
    return {place: n for place, n in inputs.items() if place.group == "bme"}


@settings(max_examples=6, deadline=None)
@given(st.sampled_from(["2015", "2019", "2023"]), SEEDS, st.sampled_from([3, 15, 60, 3000]))
def test_no_small_count_of_one_return_is_recovered(name, seed, size):
    returns = one_return(name, seed, size)
    assert attacked(returns, publish(returns, edition_of)) == []


@settings(max_examples=3, deadline=None)
@given(SEEDS)
def test_no_count_that_the_organisation_held_back_itself_is_recovered(seed):
    edition = EDITIONS["2019"]
    inputs = organisation_inputs(edition, seed, 60)
    published = publish([with_marks(edition, inputs, seed)], edition_of)
    assert attacked([taken(edition, inputs)], published) == []


@settings(max_examples=3, deadline=None)
@given(st.sampled_from(["2016", "2019"]), SEEDS)
def test_no_small_count_is_recovered_from_the_returns_of_two_years(name, seed):
    returns = two_years(name, seed)
    if name == "2016":
        returns = _with_2016_totals(returns)
    assert attacked(returns, publish(returns, edition_of)) == []


@settings(max_examples=3, deadline=None)
@given(SEEDS)
def test_no_small_count_is_recovered_from_a_merged_organisation_and_its_parts(seed):
    returns = merger("2015", seed)
    merged = {"RMM": ("RA0", "RA1")}
    published = list(PublishedCollection(Held(tuple(returns)), edition_of, 10, merged).counting())
    assert attacked(returns, published, merged) == []


@settings(max_examples=6, deadline=None)
@given(SEEDS, st.sampled_from([2, 3, 5, 7, 20]))
@example(457503401, 3)
def test_no_small_count_is_recovered_at_another_threshold(seed, threshold):
    returns = one_return("2019", seed, 15)
    published = publish(returns, edition_of, threshold)
    assert recovered(rows_of(published), rows_of(returns), EDITIONS, None, threshold) == []


def _with_2016_totals(returns: list[Taken]) -> list[Taken]:
    """Return the returns of 2015 and 2016, the workforce of 2015 as 2016 repeats it."""
    edition = EDITIONS["2015"]
    totals = {(r.item, r.group): r.value for r in returns[1].values if r.period < "2016"}
    inputs = {
        Place(r.item, "current", r.group): r.value
        for r in returns[0].values
        if r.value is not None and edition.by_key[r.item].formula is None
        if not r.item.startswith(("staff.", "self_reporting."))
    }
    for group in GROUPS:
        total = totals["disciplinary.workforce", group]
        senior = Place("senior.headcount", "current", group)
        inputs[Place("workforce.headcount", "current", group)] = total
        inputs[senior] = min(inputs[senior], total)
    return [taken(edition, inputs), returns[1]]


def only_small(monkeypatch: pytest.MonkeyPatch) -> Sequence[Taken]:
    """Hold back small counts and nothing beside them."""
    monkeypatch.setattr(hold_back._System, "_failing", lambda *_: None)
    return one_return("2019", 1, 300)


def all_rates(monkeypatch: pytest.MonkeyPatch) -> Sequence[Taken]:
    """Publish every rate, share and ratio."""
    show = lambda view, row: view._number(row, row.computed)  # noqa: E731
    monkeypatch.setattr(release._View, "_derived", show)
    return one_return("2019", 1, 300)


def all_staff_figures(monkeypatch: pytest.MonkeyPatch) -> Sequence[Taken]:
    """Publish the number of all staff and the proportion of BME staff whatever is held back."""
    monkeypatch.setattr(release._View, "_may_repeat", lambda *_: True)
    return [taken(EDITIONS["2019"], _small_unknown_workforce())]


def all_computed(monkeypatch: pytest.MonkeyPatch) -> Sequence[Taken]:
    """Leave what the program computed beside what it holds back."""
    held = release._held
    monkeypatch.setattr(release, "_held", lambda row: held(row)._replace(computed=row.computed))
    return one_return("2019", 1, 15)


def no_remainders(monkeypatch: pytest.MonkeyPatch) -> Sequence[Taken]:
    """Publish 20 shortlisted and 17 appointed."""
    monkeypatch.setattr(equations, "_remainders", lambda _: [])
    return one_return("2019", 3, 30)


def _small_unknown_workforce() -> dict[Place, int]:
    edition = EDITIONS["2019"]
    sizes = {"white": 400, "bme": 120, "unknown": 4}
    inputs = {Place("clinical.band_5", "current", group): n for group, n in sizes.items()}
    inputs |= {
        Place(i.key, "current", g): 0
        for i in edition.items
        for g in GROUPS
        if i.section in ("clinical", "non_clinical", "medical") and i.key != "clinical.band_5"
        if i.note_of is None
    }
    staff = sum(sizes.values())
    return inputs | {
        Place("staff.employed", "current", "all"): staff,
        Place("self_reporting.proportion", "current", "all"): 100 * 520 / staff,
    }


@pytest.mark.parametrize(
    "weaken", [only_small, all_rates, all_staff_figures, all_computed, no_remainders]
)
def test_the_attack_recovers_counts_once_a_safeguard_is_taken_away(
    weaken: Callable[[pytest.MonkeyPatch], Sequence[Taken]], monkeypatch
):
    with monkeypatch.context() as weakened:
        equations.components.cache_clear()
        returns = weaken(weakened)
        exposed = attacked(returns, publish(returns, edition_of))
    equations.components.cache_clear()
    assert exposed != []
    assert attacked(returns, publish(returns, edition_of)) == []


def test_the_attack_recovers_counts_from_a_merger_whose_parts_are_published_too():
    def recruitment(shortlisted: int, appointed: int) -> dict[Place, int]:
        counts = {"recruitment.shortlisted": shortlisted, "recruitment.appointed": appointed}
        return {Place(key, "current", "bme"): n for key, n in counts.items()}

    inputs = {"RMM": recruitment(120, 44), "RA0": recruitment(60, 40), "RA1": recruitment(60, 4)}
    returns = [taken(EDITIONS["2019"], own, code) for code, own in inputs.items()]
    careless = [one for each in returns for one in publish([each], edition_of)]
    found = attacked(returns, careless, {"RMM": ("RA0", "RA1")})
    assert set(found) == {"RA1 2019-03-31 recruitment.appointed bme: 4 to 4"}


def test_what_one_edition_holds_back_is_not_shown_as_the_previous_year_of_the_next():
    bands = {"clinical.band_5": 3, "clinical.band_6": 40, "clinical.band_7": 70}
    edition = EDITIONS["2018"]
    workforce = [
        i.key for i in edition.items if i.section in ("clinical", "non_clinical", "medical")
    ]
    full = {Place(k, "current", "white"): bands.get(k, 0) for k in workforce if "note" not in k}
    gap = {Place(k, "previous", "white"): n for k, n in bands.items() if k != "clinical.band_5"}
    returns = [taken(edition, full), taken(EDITIONS["2019"], gap)]
    alone = [one for each in returns for one in publish([each], edition_of)]
    assert attacked(returns, alone) == [
        "RXY 2018-03-31 clinical.band_5 white: 3 to 3",
        "RXY 2018-03-31 clinical.band_5 white: 3 to 3",
    ]
    assert attacked(returns, publish(returns, edition_of)) == []
