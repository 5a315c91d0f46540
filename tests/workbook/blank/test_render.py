"""Blank workbooks as they are written: protection, input rules, print set-up, names, bytes."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.datavalidation import DataValidation

from wres_excel.domain.model import Item
from wres_excel.editions import load_edition
from wres_excel.errors import EditionError
from wres_excel.workbook.blank.book import plan_book
from wres_excel.workbook.blank.render import accept, render_book
from wres_excel.workbook.formulas import Call, Op, Tree, to_excel
from wres_excel.workbook.own_form import own_form

from .blanks import NAMES, cells, data_of, input_cells, opened, parts, tables


def test_every_input_has_one_unlocked_cell_and_every_other_cell_is_locked(name: str) -> None:
    edition = load_edition(name)
    typed = [place for place in edition.places if not edition.by_key[place.item].derived]
    assert Counter(input_cells(name).values()) == Counter(typed)
    unlocked = [
        (sheet.title, cell.row, cell.column)
        for sheet in opened(name)
        for cell in cells(sheet)
        if not cell.protection.locked
    ]
    assert sorted(unlocked) == sorted(input_cells(name))


def test_sheets_are_protected_without_a_password_and_let_columns_and_rows_be_sized(
    name: str,
) -> None:
    for sheet in opened(name):
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert not sheet.protection.hashValue
        assert (sheet.protection.formatColumns, sheet.protection.formatRows) == (False, False)
        assert sheet.protection.selectUnlockedCells is False


def allowed(item: Item) -> tuple[Any, ...]:
    """What a number or month of an item may be: kind, comparison and limits."""
    if item.measure == "month":
        return "date", "greaterThanOrEqual", 42005, None
    if item.measure == "percentage":
        return "decimal", None, 0, 1
    return ("decimal" if item.averaged else "whole"), "greaterThanOrEqual", 0, None


def of_rule(rule: DataValidation) -> tuple[Any, ...]:
    limits = [None if text is None else int(text) for text in (rule.formula1, rule.formula2)]
    return rule.type, rule.operator, *limits


def test_input_rules_stand_on_exactly_the_numbers_and_months(name: str) -> None:
    edition = load_edition(name)
    expected = {
        spot: allowed(item)
        for spot, place in input_cells(name).items()
        if (item := edition.by_key[place.item]).measure != "text"
    }
    found: list[tuple[tuple[str, int, int], tuple[Any, ...]]] = [
        ((sheet.title, row, column), of_rule(rule))
        for sheet in opened(name)
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        for row, column in area.cells
    ]
    assert len(found) == len(dict(found))
    assert dict(found) == expected


def test_each_rule_says_what_may_be_typed_there(name: str) -> None:
    says = {
        ("whole", None): "Count people",
        ("decimal", "greaterThanOrEqual"): "may end in .5",
        ("decimal", None): "Type 12.3 for 12.3 %",
        ("date", "greaterThanOrEqual"): "such as 1/10/2020",
    }
    for sheet in opened(name):
        for rule in sheet.data_validations.dataValidation:
            kind = rule.type, None if rule.type == "whole" else rule.operator
            assert says[kind] in rule.prompt


def test_a_month_counts_from_the_first_of_january_2015() -> None:
    assert (date(2015, 1, 1) - date(1899, 12, 30)).days == 42005


def test_input_rules_speak_plain_english_within_the_limits_of_excel(name: str) -> None:
    plain = re.compile(r"[A-Z][A-Za-z0-9 ,./%'-]*[a-z0-9]|([A-Z][A-Za-z0-9 ,./%'-]*[.?] ?)+")
    for sheet in opened(name):
        for rule in sheet.data_validations.dataValidation:
            assert (rule.promptTitle, rule.prompt) != (None, None)
            assert rule.showInputMessage
            assert rule.showErrorMessage
            assert rule.errorStyle == "warning", "N/A must stay possible"
            assert rule.error == f"{rule.prompt} Keep what you typed?"
            for title in (rule.promptTitle, rule.errorTitle):
                assert len(title) <= 32
                assert plain.fullmatch(title), title
            for message in (rule.prompt, rule.error):
                assert len(message) <= 255
                assert plain.fullmatch(message), message


def test_pages_are_a4_landscape_as_wide_as_the_page_with_headings_on_each(name: str) -> None:
    for sheet in opened(name):
        setup = sheet.page_setup
        assert setup.orientation == "landscape"
        assert int(setup.paperSize) == 9
        repeated = None if not sheet.freeze_panes else f"${tables(sheet)[0][0]}"
        assert sheet.print_title_rows == (repeated and f"{repeated}:{repeated}")
        if sheet.page_setup.scale in (None, 100):
            assert sheet.sheet_properties.pageSetUpPr.fitToPage
            assert setup.fitToWidth in (None, 1)
        else:
            columns = sheet.column_dimensions.values()
            inches = sum(c.width * 8 * (c.max - c.min + 1) for c in columns) / 96
            assert inches * setup.scale / 100 <= 11.69 - 2 * 0.47


def test_no_formula_breaks_a_limit_of_excel(name: str) -> None:
    for spot, formula in own_form(load_edition(name)).book.formulas.items():
        text = to_excel(formula, spot.sheet)
        assert len(text) <= 8192
        assert depth(formula) <= 64
        assert all(len(literal) <= 255 for literal in re.findall(r'"([^"]*)"', text))


def depth(formula: Tree) -> int:
    """How many functions stand inside each other."""
    match formula:
        case Call(_, arguments):
            return 1 + max(depth(argument) for argument in arguments)
        case Op(_, left, right):
            return max(depth(left), depth(right))
    return 0


def test_defined_names_are_unique_and_each_covers_its_block_of_answers(name: str) -> None:
    edition = load_edition(name)
    covered: dict[tuple[str, int, int], list[str]] = {}
    for defined, definition in opened(name).defined_names.items():
        ((sheet, area),) = definition.destinations
        left, top, right, bottom = openpyxl.utils.range_boundaries(area.replace("$", ""))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                covered.setdefault((sheet, row, column), []).append(defined)
    assert all(len(names) == 1 for names in covered.values())
    for spot, place in input_cells(name).items():
        item = edition.by_key[place.item]
        if item.note_of is None:
            expected = {
                "Data": f"Data_{item.section}",
                "Front page": "Front_page",
                "Report": "Report_answers",
                "Report indicators": "Report_indicator_answers",
            }[item.sheet]
            assert covered[spot] == [expected]


def test_the_same_edition_gives_the_same_bytes_twice() -> None:
    book = plan_book(load_edition("2019"))
    assert render_book(book) == render_book(plan_book(load_edition("2019"))) == data_of("2019")


def test_different_editions_give_different_workbooks() -> None:
    assert len({data_of(name) for name in NAMES}) == len(NAMES)


def test_a_workbook_that_nobody_saved_yet_names_no_time(name: str) -> None:
    """Which of two returns is newer must not be told by a time that a program made up."""
    core = parts(name)["docProps/core.xml"]
    assert b"<dcterms:" not in core
    assert b"<dc:language>en-GB" in core


def test_rows_grow_where_they_are_told_to_and_nowhere_else() -> None:
    book = plan_book(load_edition("2015"))
    package = render_book(book, {("Data", 8): 99.0})
    before, after = (heights(data) for data in (data_of("2015"), package))
    assert {key: h for key, h in after.items() if before[key] != h} == {("Data", 8): 99.0}


def heights(data: bytes) -> dict[tuple[str, int], float]:
    workbook = openpyxl.load_workbook(BytesIO(data))
    return {(s.title, row): s.row_dimensions[row].height for s in workbook for row in range(1, 90)}


@pytest.mark.parametrize("answer", [-1, -2])
def test_what_xlsxwriter_refuses_is_an_error(answer: int) -> None:
    with pytest.raises(RuntimeError, match=f"answered {answer}"):
        accept(answer)
    for fine in (0, None, True, "x"):
        accept(fine)


def test_a_text_too_long_for_a_cell_is_an_error_and_not_left_out() -> None:
    book = plan_book(load_edition("2015"))
    front, *others = book.sheets
    long = replace(front.slots[0], content="x" * 32_768)
    broken = replace(book, sheets=(replace(front, slots=(long, *front.slots[1:])), *others))
    with pytest.raises(RuntimeError, match="XlsxWriter refused a call"):
        render_book(broken)


def test_every_part_is_well_formed(name: str) -> None:
    for part, content in parts(name).items():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(content)


OWN_EDITION = """\
edition = "2026"
snapshot = 2026-03-31
submission_route = "by post"
verified = false
source = "a test"
forms = ["form.toml"]
rolling_average = false
board_headline = []
directions = {}
survey = {}
basis = {}
"""
OWN_FORM = """\
name = "own"
title = "Own form"
verified = false
source = "a test"

[[indicators]]
number = 5
title = "Five"
wording = "Five."
shows = "staff.all"

[[sections]]
key = "staff-in-post"
title = "Staff"
sheet = "Data"
measure = "headcount"
groups = ["white", "bme", "unknown"]
items = [
  { key = "staff.all", label = "All staff" },
  { key = "staff.some", label = "Some", subset_of = "staff.all", groups = ["white", "bme"] },
]
"""


def own_book(folder: Path, *changed: tuple[str, str]) -> bytes:
    form = OWN_FORM
    for old, new in changed:
        assert old in form
        form = form.replace(old, new)
    (folder / "form.toml").write_text(form, encoding="utf-8")
    (folder / "own.toml").write_text(OWN_EDITION, encoding="utf-8")
    return render_book(plan_book(load_edition(folder / "own.toml")))


def test_a_users_edition_without_report_and_deadlines_has_the_sheets_it_needs(
    tmp_path: Path,
) -> None:
    workbook = openpyxl.load_workbook(BytesIO(own_book(tmp_path)))
    assert workbook.sheetnames == ["Front page", "Data", "Summary"]
    assert workbook["Front page"]["A2"].value == "Figures as at 31 March 2026. Route: by post."
    assert list(workbook.defined_names) == ["Data_staff_in_post"]
    charts = workbook["Summary"]._charts
    assert [re.sub(r"\D", "", chart.ser[0].cat.strRef.f) for chart in charts] == ["7"]
    assert "one table and one chart." in workbook["Summary"]["A2"].value


def test_an_item_on_a_sheet_that_is_not_there_is_refused_and_not_lost(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as caught:
        own_book(tmp_path, ('sheet = "Data"', 'sheet = "Staff"'))
    assert str(caught.value) == (
        f"{tmp_path / 'own.toml'}: Our own workbook has no such sheet, at the section "
        "'staff-in-post' (found 'Staff'; expected one of Front page, Data, Report, "
        "Report indicators)."
    )


def test_an_edition_without_figures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match="No section stands on the sheet Data"):
        own_book(tmp_path, ('sheet = "Data"', 'sheet = "Report"'))
