"""A form that came back as it was meant to gives no finding, whoever drew it and saved it."""

import time
from pathlib import Path

import pytest
from forms.layouts import LAYOUTS, Layout
from forms.paper import Key
from support import full_answers, needs_libreoffice, recalculated, zero_answers

from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place
from wres_excel.editions import edition_names, load_edition
from wres_excel.spellings import load_spellings
from wres_excel.workbook.drift import drift
from wres_excel.workbook.extract import extract
from wres_excel.workbook.locate import locate
from wres_excel.workbook.own_form import blank_workbook, own_form

from .given import clean, drifted, opened

FORMS = [name for name in LAYOUTS if name != "rows_missing_and_added"]


@pytest.mark.parametrize("name", edition_names())
def test_our_own_workbook_is_clean_when_full_and_when_all_is_zero(name: str) -> None:
    edition = load_edition(name)
    assert drifted(clean(name), edition) == ()
    assert drifted(opened(own_form(edition).fill(zero_answers(edition))), edition) == ()


@pytest.mark.parametrize("name", edition_names())
def test_our_own_blank_workbook_is_blank_and_nothing_else(name: str) -> None:
    edition = load_edition(name)
    findings = drifted(opened(blank_workbook(own_form(edition))), edition)
    assert [finding.rule for finding in findings] == ["blank-form"]


@needs_libreoffice
@pytest.mark.slow
def test_our_own_workbook_is_clean_after_libreoffice_saved_it(tmp_path: Path) -> None:
    editions = {name: load_edition(name) for name in edition_names()}
    filled = {name: own_form(e).fill(full_answers(e)) for name, e in editions.items()}
    saved = recalculated(filled, tmp_path)
    told = {name: drifted(opened(saved[name]), edition) for name, edition in editions.items()}
    assert told == dict.fromkeys(editions, ())


def consistent(layout: Layout, edition: Edition) -> dict[Key, float | str]:
    """Return an answer for every place of a form, the derived ones as the inputs give them."""
    period = {edition.snapshot_of(each).isoformat(): each for each in edition.periods}
    answers = full_answers(edition)
    numbers = {place: answer.value or 0 for place, answer in answers.items()}
    on_form = {Place(key[0], period[key[1]], key[2]): key for key in layout.places}  # type: ignore[arg-type]
    given = {place: number if place in on_form else 0 for place, number in numbers.items()}
    outcomes = compute(edition, given)
    values: dict[Key, float | str] = {}
    for place, key in on_form.items():
        if place in outcomes:
            values[key] = outcomes[place].number or 0
        else:
            answer = answers[place]
            values[key] = answer.text or answer.raw if answer.value is None else answer.value
    return values


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_others_are_clean_with_consistent_values(name: str) -> None:
    """Formulas written otherwise, rows in another order and typed results are no drift."""
    layout = LAYOUTS[name]
    edition = load_edition(layout.edition)
    assert drifted(opened(layout.build(consistent(layout, edition))), edition) == ()


def test_a_full_return_costs_little() -> None:
    """The target is 2 ms; the bound leaves room for a busy machine."""
    workbook, edition = clean("2024"), load_edition("2024")
    located = locate(workbook, edition)
    values = extract(workbook, edition, located, load_spellings()).values
    drift(workbook, edition, located, values)
    times = []
    for _ in range(20):
        before = time.perf_counter()
        drift(workbook, edition, located, values)
        times.append(time.perf_counter() - before)
    assert min(times) < 0.004
