"""Our own workbook filled: every value at its cell, every result as LibreOffice computes it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from support import (
    full_answers,
    marked_answers,
    needs_libreoffice,
    recalculated,
    results_in,
    sparse_answers,
    without_results,
    zero_answers,
)

from wres_excel.domain.answers import LONGEST_TEXT, Answer, NotUnderstoodError
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Place
from wres_excel.editions import edition_names, load_edition
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.own_form import blank_workbook, own_form

NAMES = edition_names()
KINDS: Mapping[str, Callable[[Edition], dict[Place, Answer]]] = {
    "full": full_answers,
    "sparse": sparse_answers,
    "zero": zero_answers,
    "marked": marked_answers,
}
EDITION = load_edition("2019")
NARRATIVE = Place("indicator_1.narrative", "current", "all")
NOTE = Place("note.clinical.band_5", "current", "all")
Cells = dict[tuple[str, str], Any]


def said(words: str) -> Answer:
    return Answer("reported", text=words, raw=words)


def fill(edition: Edition, answers: Mapping[Place, Answer]) -> bytes:
    return own_form(edition).fill(answers)


def shown(data: bytes, *, formulas: bool = False) -> Cells:
    """What openpyxl reads in each cell: what it shows, or its formula where it has one."""
    workbook = openpyxl.load_workbook(BytesIO(data), data_only=not formulas)
    cells = (cell for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return {(c.parent.title, c.coordinate): c.value for c in cells if c.value is not None}


def same(mine: Any, theirs: Any) -> bool:
    """Whether two results are the same; an empty text and none are both nothing to see."""
    numbers = [isinstance(v, int | float) and not isinstance(v, bool) for v in (mine, theirs)]
    if all(numbers):
        return bool(mine == pytest.approx(theirs, rel=1e-9, abs=1e-15))
    return mine == theirs and type(mine) is type(theirs)


@needs_libreoffice
@pytest.mark.slow
def test_libreoffice_computes_every_result_that_we_wrote_in_every_edition(tmp_path: Path) -> None:
    ours = {
        f"{name}-{kind}": fill(load_edition(name), make(load_edition(name)))
        for name in NAMES
        for kind, make in KINDS.items()
    }
    theirs = recalculated(ours, tmp_path)
    differing = []
    for key, data in ours.items():
        mine, other = results_in(data), results_in(theirs[key])
        assert len(mine) == len(own_form(load_edition(key[:4])).book.formulas)
        assert mine.keys() == other.keys()
        differing += [(key, *at, v, other[at]) for at, v in mine.items() if not same(v, other[at])]
    assert differing == []


@needs_libreoffice
@pytest.mark.slow
def test_the_comparison_would_find_one_wrong_result(tmp_path: Path) -> None:
    data = fill(EDITION, full_answers(EDITION))
    wrong = openpyxl.load_workbook(BytesIO(data))
    wrong["Data"]["F7"] = 1_000_000
    buffer = BytesIO()
    wrong.save(buffer)
    computed = results_in(recalculated({"wrong": buffer.getvalue()}, tmp_path)["wrong"])
    mine = results_in(data)
    differing = {at for at, value in mine.items() if not same(value, computed[at])}
    assert {("Data", "I7"), ("Data", "F44"), ("Data", "F68")} <= differing
    assert ("Data", "I8") not in differing


@pytest.mark.parametrize("name", ["2015", "2019"])
def test_taking_results_out_leaves_every_formula_and_no_result(name: str) -> None:
    edition = load_edition(name)
    data = fill(edition, full_answers(edition))
    bare = without_results(data)
    assert set(results_in(bare).values()) == {None}
    assert None not in results_in(data).values()
    assert shown(bare, formulas=True) == shown(data, formulas=True)


@pytest.mark.parametrize("name", NAMES)
def test_results_in_cells_are_those_that_the_domain_computes(name: str) -> None:
    edition = load_edition(name)
    for make in (full_answers, sparse_answers, zero_answers, marked_answers):
        answers = make(edition)
        cells = shown(fill(edition, answers))
        numbers = {place: a.value for place, a in answers.items() if a.value is not None}
        for place, outcome in compute(edition, numbers).items():
            spot = result_spot(edition, place)
            number = outcome.number
            if number is not None and edition.by_key[place.item].in_percent:
                number = number / 100
            assert same(cells.get(spot, ""), "" if number is None else number), (place, outcome)


def result_spot(edition: Edition, place: Place) -> tuple[str, str]:
    """Where a derived place stands, by what the plan says of each formula's cell."""
    sheets = own_form(edition).book.sheets
    slots = ((sheet.name, slot) for sheet in sheets for slot in sheet.slots)
    ((sheet, slot),) = ((name, slot) for name, slot in slots if slot.place == place)
    return sheet, format_address(slot.row, slot.column)


@pytest.mark.parametrize("name", NAMES)
def test_openpyxl_reads_every_value_at_its_cell_and_nothing_where_nothing_was_given(
    name: str,
) -> None:
    edition = load_edition(name)
    answers = {**full_answers(edition), **sparse_answers(edition, 5)}
    left_out = [place for n, place in enumerate(answers) if n % 7 == 0]
    for place in left_out:
        del answers[place]
    cells = shown(fill(edition, answers))
    for place, (spot, _) in own_form(edition).book.inputs.items():
        measure = edition.by_key[place.item].measure
        found = cells.get((spot.sheet, format_address(spot.row, spot.column)))
        assert found == (expected(measure, answers[place]) if place in answers else None), place


def expected(measure: str, answer: Answer) -> Any:
    if answer.text == "2019-10":
        return datetime(2019, 10, 1)
    if answer.value is None:
        return answer.text
    return float(Decimal(answer.raw) / 100) if measure == "percentage" else answer.value


def test_a_percentage_is_stored_as_the_nearest_share_of_1() -> None:
    place = Place("survey.discrimination", "current", "bme")
    for percent, share in ((12.3, 0.123), (5.6, 0.056), (100, 1), (0, 0), (0.1, 0.001)):
        cells = shown(fill(EDITION, {place: Answer("reported", percent, raw=str(percent))}))
        assert cells["Data", "K55"] == share


def test_words_in_place_of_figures_are_texts_as_they_were_typed() -> None:
    place = Place("clinical.band_5", "current", "white")
    for answer in (Answer("not_applicable", raw="n/a"), Answer("suppressed", raw="<5")):
        assert shown(fill(EDITION, {place: answer}))["Data", "J26"] == answer.raw


@pytest.mark.parametrize(
    "text", ["=1+1", "+44 20", "-", "@all", "a & b < c > \"d\" 'e'", "日本", "1\n2"]
)
def test_a_text_stays_the_text_it_is_and_never_becomes_a_formula(text: str) -> None:
    data = fill(EDITION, {NARRATIVE: said(text)})
    assert shown(data)["Report indicators", "E6"] == text
    sheet = openpyxl.load_workbook(BytesIO(data))["Report indicators"]
    assert sheet["E6"].data_type == "s"


def test_whole_numbers_are_stored_without_a_decimal_point() -> None:
    cells = shown(fill(EDITION, full_answers(EDITION)))
    assert all(isinstance(cells["Data", f"{column}44"], int) for column in "FGHIJKLM")


def test_answers_for_derived_or_unknown_places_are_left_out() -> None:
    derived = Place("board.workforce", "current", "white")
    other = Place("senior.headcount", "current", "white")
    given = {derived: Answer("reported", 5, raw="5"), other: Answer("reported", 6, raw="6")}
    assert fill(EDITION, given) == fill(EDITION, {})


def test_blank_answers_leave_their_cells_empty() -> None:
    blank = {place: Answer("blank", raw="  ") for place in full_answers(EDITION)}
    assert fill(EDITION, blank) == fill(EDITION, {})


def test_the_same_answers_give_the_same_bytes_and_others_do_not() -> None:
    one, again, other = (full_answers(EDITION, seed) for seed in (1, 1, 2))
    backwards = dict(reversed(again.items()))
    assert fill(EDITION, one) == fill(EDITION, again) == fill(EDITION, backwards)
    assert fill(EDITION, one) != fill(EDITION, other)


def test_filling_leaves_no_trace_in_the_next_filling() -> None:
    before = fill(EDITION, {})
    fill(EDITION, full_answers(EDITION) | {NARRATIVE: said("long " * 500)})
    assert fill(EDITION, {}) == before
    assert shown(before).get(("Report indicators", "E6")) is None


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    fill(EDITION, {NARRATIVE: said("x" * LONGEST_TEXT)})
    with pytest.raises(NotUnderstoodError):
        fill(EDITION, {NARRATIVE: said("x" * (LONGEST_TEXT + 1))})


def heights(data: bytes) -> dict[tuple[str, int], float]:
    """The height of every row that has one, in points."""
    sheets = openpyxl.load_workbook(BytesIO(data))
    return {(s.title, row): d.height for s in sheets for row, d in s.row_dimensions.items()}


def test_a_long_text_makes_its_row_taller_and_no_other() -> None:
    blank = heights(blank_workbook(own_form(EDITION)))
    long = heights(fill(EDITION, {NOTE: said("word " * 60)}))
    assert {at for at, points in long.items() if points != blank[at]} == {("Data", 26)}
    assert long["Data", 26] > 10 * 14.25


def test_a_row_grows_for_the_longest_of_its_texts_and_no_further_than_excel_allows() -> None:
    def grown(words: int, more: int) -> float:
        action = Place("indicator_1.action", "current", "all")
        answers = {NARRATIVE: said("word " * words), action: said("word " * more)}
        return heights(fill(EDITION, answers))["Report indicators", 6]

    assert grown(1, 1) == heights(fill(EDITION, {}))["Report indicators", 6]
    assert grown(120, 1) == grown(1, 120) == grown(120, 120) > grown(1, 1)
    assert 400 < grown(5000, 1) <= 409


def test_a_long_answer_of_the_front_page_has_room_where_the_report_repeats_it() -> None:
    names = "Name of a commissioner, " * 30
    data = fill(EDITION, {Place("report.commissioners", "current", "all"): said(names)})
    cells = shown(data)
    (row,) = (int(at[1:]) for (sheet, at), v in cells.items() if sheet == "Report" and v == names)
    lines = len(names) / 100
    assert heights(data)["Report", row] > lines * 14.25


def test_a_word_wider_than_its_column_wraps_and_its_row_grows() -> None:
    place = Place("clinical.band_5", "current", "white")
    data = fill(EDITION, {place: Answer("not_collected", raw="Not collected")})
    cell = openpyxl.load_workbook(BytesIO(data))["Data"]["J26"]
    assert cell.alignment.wrap_text
    assert heights(data)["Data", 26] >= 2 * 14.25


def test_filling_leaves_protection_rules_tables_and_charts_as_they_were() -> None:
    before = openpyxl.load_workbook(BytesIO(blank_workbook(own_form(EDITION))))
    after = openpyxl.load_workbook(BytesIO(fill(EDITION, full_answers(EDITION))))
    for one, other in zip(before, after, strict=True):
        assert other.protection.sheet
        assert list(one.tables) == list(other.tables)
        assert len(one.data_validations.dataValidation) == len(
            other.data_validations.dataValidation
        )
        assert len(one._charts) == len(other._charts)
        for row in other.iter_rows():
            for cell in row:
                assert cell.protection.locked == one[cell.coordinate].protection.locked
