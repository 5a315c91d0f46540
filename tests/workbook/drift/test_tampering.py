"""Whatever somebody does to a filled workbook with openpyxl, the right cell is named."""

import io
from functools import cache

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import full_answers

from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.locate import locate
from wres_excel.workbook.own_form import own_form

from .given import drifted, opened

NAMES = ("2015", "2019", "2024")


@cache
def filled(name: str) -> bytes:
    edition = load_edition(name)
    return own_form(edition).fill(full_answers(edition))


@cache
def cells(name: str, derived: bool) -> tuple[str, ...]:
    """Return the cells of the Data sheet that hold derived items, or figures."""
    edition = load_edition(name)
    located = locate(opened(filled(name)), edition).locations
    items = edition.by_key
    return tuple(
        format_address(at.row, at.column)
        for place, at in located.items()
        if at.sheet == "Data"
        and items[place.item].derived is derived
        and not items[place.item].in_words
    )


def named(name: str, changes: dict[str, object]) -> dict[str, Finding]:
    """Return the findings by every cell they speak for, after openpyxl changed some."""
    book = openpyxl.load_workbook(io.BytesIO(filled(name)))
    for address, held in changes.items():
        book["Data"][address] = held
    stream = io.BytesIO()
    book.save(stream)
    told: dict[str, Finding] = {}
    for finding in drifted(opened(stream.getvalue()), load_edition(name)):
        others = (finding.found or "").partition("; likewise ")[2].replace(" and", ",").split(", ")
        for cell in (finding.cell or "", *others):
            told[cell] = finding
    told.pop("", None)
    return told


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_constants_over_formulas_are_named(name: str, data: st.DataObject) -> None:
    some = st.lists(st.sampled_from(cells(name, True)), min_size=1, max_size=6, unique=True)
    chosen = data.draw(some)
    told = named(name, {cell: data.draw(st.integers(0, 10_000)) for cell in chosen})
    assert {cell: told[cell].rule for cell in told} == dict.fromkeys(chosen, "formula-overwritten")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_formulas_that_are_scaled_or_shifted_are_named(name: str, data: st.DataObject) -> None:
    """What is added is too much to be a rounding of anything."""
    cell = data.draw(st.sampled_from(cells(name, True)))
    book = openpyxl.load_workbook(io.BytesIO(filled(name)))
    formula = str(book["Data"][cell].value).removeprefix("=")
    change = data.draw(st.sampled_from(["({})*1.5", "({})+250", "0-({})-7", "({})/3"]))
    told = named(name, {cell: "=" + change.format(formula)})
    assert {cell: told[cell].rule for cell in told} == {cell: "formula-changed"}


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_formulas_in_inputs_are_named(name: str, data: st.DataObject) -> None:
    some = st.lists(st.sampled_from(cells(name, False)), min_size=1, max_size=6, unique=True)
    chosen = data.draw(some)
    told = named(name, dict.fromkeys(chosen, "=10+5"))
    assert {cell: told[cell].rule for cell in told} == dict.fromkeys(chosen, "input-formula")


@pytest.mark.parametrize("name", NAMES)
def test_what_openpyxl_saves_unchanged_is_clean(name: str) -> None:
    """It drops every result, which is told of by the reader, cell by cell."""
    assert named(name, {}) == {}
