"""Random faults, planted in returns without any: each is found at its cell, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.model import Place
from wres_excel.editions import edition_names

from .faults import Fault, faults
from .given import BLANK, cells, checked, returned

EDITION = returned().edition
FIGURES = [
    place
    for place in EDITION.places
    if EDITION.by_key[place.item].measure == "headcount"
    and not EDITION.by_key[place.item].derived
    and place.period == "current"
    and len(EDITION.by_key[place.item].periods) == 2
]
PARTS = [place for place in FIGURES if EDITION.by_key[place.item].subset_of]


@given(st.sets(st.sampled_from(FIGURES), min_size=1, max_size=8))
def test_blank_figures_are_all_told_of_by_section(blank: set[Place]) -> None:
    findings = checked(returned(dict.fromkeys(blank, BLANK)), "figures-blank").findings
    sections = {EDITION.by_key[place.item].section for place in blank}
    assert {EDITION.by_key[str(f.item)].section for f in findings} == sections
    assert sum(int(f.found.split()[0]) if f.found else 1 for f in findings) == len(blank)
    told = (
        " ".join(f"{f.cell} {f.found}" for f in findings)
        .replace("Data!", "")
        .replace(",", "")
        .split()
    )
    assert {cells("2024")[place] for place in blank} <= set(told)


@given(st.sampled_from(PARTS), st.integers(1, 10_000))
def test_a_part_above_its_whole_is_told_of_at_its_cell(part: Place, above: int) -> None:
    whole = EDITION.by_key[part.item].subset_of
    known = {v.place: v for v in returned().values}
    most = known[part._replace(item=str(whole))].value
    assert most is not None
    changes = {part: int(most) + above}
    found = checked(returned(changes), "part-exceeds-whole").findings
    assert cells("2024")[part] in {finding.cell for finding in found}
    assert {f.item for f in found} <= {part.item, *_parts_of(part.item)}


@given(st.sampled_from(PARTS), st.integers(0, 100))
def test_a_part_up_to_its_whole_is_in_order(part: Place, share: int) -> None:
    whole = EDITION.by_key[part.item].subset_of
    most = {v.place: v.value for v in returned().values}[part._replace(item=str(whole))]
    assert most is not None
    assert checked(returned({part: int(most) * share // 100}), "part-exceeds-whole").passed


@given(st.sampled_from(FIGURES), st.integers(0, 3_000))
def test_a_headcount_is_told_of_just_when_it_moved_by_more_than_a_third(
    place: Place, now: int
) -> None:
    before = {v.place: v.value for v in returned().values}[place._replace(period="previous")]
    assert before is not None
    moved = abs(now - before) > 0.3334 * before and abs(now - before) >= 50
    found = checked(returned({place: now}), "headcount-moved").findings
    assert (cells("2024")[place] in {f.cell for f in found}) == moved


@given(faults(tuple(edition_names())))
def test_any_fault_is_found_at_its_cell_and_nothing_that_it_does_not_explain(
    planted: tuple[str, Fault],
) -> None:
    edition, fault = planted
    findings = checked(returned(fault.changes, edition=edition)).findings
    cell = cells(edition)[fault.place]
    assert [f.cell for f in findings if f.rule == fault.rule] == [cell]
    assert {f.rule for f in findings if f.severity != "note"} - fault.explains <= {fault.rule}


def _parts_of(item: str) -> set[str]:
    """Return the items that an item is the whole of, which it may come to fall below."""
    return {each.key for each in EDITION.items if each.subset_of == item}
