"""What is kept of one return for the next of its form changes nothing that is located."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from forms.layouts import LAYOUTS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.workbook.cells import Cell, Formula, Kind
from wres_excel.workbook.locate.lexicon import lexicon_of
from wres_excel.workbook.locate.locator import locate, locate_anew
from wres_excel.workbook.locate.skeleton import skeleton_of, workbook_of
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.sheets import read_workbook

NAMES = tuple(LAYOUTS)
CONTENTS: tuple[tuple[Kind, str], ...] = (
    *(("text", text) for text in ("Band 5", "Clinical", "White", "BME", "31 March 2019", "20")),
    *(("text", text) for text in ("WRES 2019 return", "WRES data 2018/19", "Total", "Notes", " ")),
    *(
        ("text", text)
        for text in ("Name of organisation", "Organisation code: RXY", "Trust", "RXY")
    ),
    *(("text", text) for text in ("Number of staff in workforce", "Bnad 5", "Headcount", "1", "x")),
    *(("text", text) for text in ("Indicator 2", "Data for reporting year", "Action taken", "All")),
    *(("number", text) for text in ("1", "20", "47", "2018", "2019", "43555", "0.5", "812", "7.0")),
    *(("blank", ""), ("error", "#DIV/0!"), ("error", "20"), ("date", "2019-03-31"), ("text", "")),
)
BOUNDED = settings(
    max_examples=250,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
Change = Callable[[random.Random, Sheet], Sheet]


@cache
def form(name: str) -> Workbook:
    return read_workbook(package_from_bytes(LAYOUTS[name].build(), f"{name}.xlsx"))


def edition_of(name: str) -> Edition:
    return load_edition(LAYOUTS[name].edition)


def change_cell(chance: random.Random, sheet: Sheet) -> Sheet:
    cell = chance.choice(list(sheet.cells.values()))
    return with_cell(sheet, cell, *chance.choice(CONTENTS))


def with_cell(sheet: Sheet, cell: Cell, kind: Kind, raw: str) -> Sheet:
    new = cell._replace(kind=kind, raw=raw)
    return replace(sheet, cells={**sheet.cells, (cell.row, cell.column): new})


def copy_cell(chance: random.Random, sheet: Sheet) -> Sheet:
    cells = list(sheet.cells.values())
    source = chance.choice(cells)
    return with_cell(sheet, chance.choice(cells), source.kind, source.raw)


def restyle_cell(chance: random.Random, sheet: Sheet) -> Sheet:
    cells = list(sheet.cells.values())
    cell, other = chance.choice(cells), chance.choice(cells)
    new = cell._replace(style=other.style, formula=chance.choice((None, Formula("A1"))))
    return replace(sheet, cells={**sheet.cells, (cell.row, cell.column): new})


def drop_cell(chance: random.Random, sheet: Sheet) -> Sheet:
    spot = chance.choice(list(sheet.cells))
    return replace(sheet, cells={s: cell for s, cell in sheet.cells.items() if s != spot})


def drop_row(chance: random.Random, sheet: Sheet) -> Sheet:
    gone = chance.choice(list(sheet.cells))[0]
    return replace(sheet, cells={s: cell for s, cell in sheet.cells.items() if s[0] != gone})


def merge(chance: random.Random, sheet: Sheet) -> Sheet:
    row, column = chance.choice(list(sheet.cells))
    range_ = (row, column, row + chance.randrange(3), column + chance.randrange(3))
    return replace(sheet, merges=(*sheet.merges, range_))


def hide(chance: random.Random, sheet: Sheet) -> Sheet:
    return replace(sheet, state="hidden")


def rename(chance: random.Random, sheet: Sheet) -> Sheet:
    return replace(sheet, name=chance.choice(("31 March 2019", "Clinical", "WRES 2018", "Sheet9")))


CHANGES: tuple[Change, ...] = (
    *(change_cell, change_cell, change_cell, copy_cell, copy_cell, restyle_cell),
    *(drop_cell, drop_row, merge, hide, rename),
)


def changed(workbook: Workbook, seed: int) -> Workbook:
    """Return a workbook with some cells and other things of it changed."""
    chance = random.Random(seed)
    sheets = list(workbook.sheets)
    for _ in range(chance.choice((1, 2, 4, 12))):
        at = chance.randrange(len(sheets))
        if sheets[at].cells:
            sheets[at] = chance.choice(CHANGES)(chance, sheets[at])
    names = {sheet.name for sheet in sheets}
    return replace(workbook, sheets=tuple(sheets)) if len(names) == len(sheets) else workbook


@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_located_by_its_skeleton_as_it_is_by_itself(name: str):
    assert locate(form(name), edition_of(name)) == locate_anew(form(name), edition_of(name))


@BOUNDED
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
@example("own_formulas", 4)
def test_whatever_is_changed_in_a_form_is_located_as_if_no_other_were_known(name: str, seed: int):
    workbook, edition = changed(form(name), seed), edition_of(name)
    assert locate(workbook, edition) == locate_anew(workbook, edition)


@BOUNDED
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_a_skeleton_is_its_own_skeleton(name: str, seed: int):
    workbook, lexicon = changed(form(name), seed), lexicon_of(edition_of(name))
    skeleton = skeleton_of(workbook, lexicon)
    again = skeleton_of(workbook_of(skeleton), lexicon)
    told = [(s.spots, s.styles, set(s.told)) for s in skeleton.sheets]
    assert [(s.spots, s.styles, set(s.told)) for s in again.sheets] == told


@pytest.mark.parametrize("name", ["plain_reprint", "own_formulas", "no_numbers"])
def test_forms_that_differ_in_figures_and_words_of_their_trusts_have_one_skeleton(name: str):
    layout, lexicon = LAYOUTS[name], lexicon_of(edition_of(name))
    edition = edition_of(name)
    inputs = [key for key in layout.places if not edition.by_key[key[0]].derived]
    filled = [
        layout.build({key: value(n) for n, key in enumerate(inputs)})
        for value in (lambda n: n % 70, lambda n: "N/A" if n % 9 else 900 + n)
    ]
    first, second = (
        skeleton_of(read_workbook(package_from_bytes(data, "x.xlsx")), lexicon) for data in filled
    )
    assert first == second


def test_two_organisations_are_told_of_in_each_return_by_its_own_words():
    name, findings = "plain_reprint", []
    for code in ("RKE", "RAL"):
        label, answer = Cell(1, 30, "text", "Organisation code"), Cell(1, 31, "text", code)
        sheet = form(name).sheets[0]
        cells = {**sheet.cells, (1, 30): label, (1, 31): answer}
        workbook = replace(form(name), sheets=(replace(sheet, cells=cells),), file=f"{code}.xlsx")
        located = locate(workbook, edition_of(name))
        findings += [(f.file, f.found) for f in located.findings if code in (f.found or "")]
    assert findings == [
        ("RKE.xlsx", "'X9Y9Z', but 'RKE' in Data!AE1"),
        ("RAL.xlsx", "'X9Y9Z', but 'RAL' in Data!AE1"),
    ]
