"""Two forms compared: items, labels, headings, formulas, sheets and other texts."""

from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from forms.layouts import LAYOUTS
from openpyxl.workbook import Workbook as Book

from wres_excel.comparison.records import FormChange
from wres_excel.editions import load_edition
from wres_excel.workbook.form_changes import form_changes, pair_sheets
from wres_excel.workbook.form_outline import Outline, outline
from wres_excel.workbook.locate import locate
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.sheets import read_workbook

PLAIN = "plain_reprint"
Edit = Callable[[Book], object]


def outline_of(data: bytes, edition: str = "2019") -> Outline:
    workbook = read_workbook(package_from_bytes(data, "form.xlsx"))
    chosen = load_edition(edition)
    return outline(workbook, chosen, locate(workbook, chosen))


def edited(data: bytes, edit: Edit) -> bytes:
    book = openpyxl.load_workbook(BytesIO(data))
    edit(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def changes(edit: Edit, layout: str = PLAIN) -> list[FormChange]:
    """Return how a form of the corpus differs from itself once openpyxl has edited it."""
    data, edition = LAYOUTS[layout].build(), LAYOUTS[layout].edition
    old = outline_of(edited(data, lambda book: None), edition)
    return list(form_changes(old, outline_of(edited(data, edit), edition)))


def row_of(item: str) -> int:
    """Return the row of an item on the Data sheet of the plain form."""
    places = LAYOUTS[PLAIN].places
    group = "all" if (item, "2019-03-31", "all") in places else "white"
    cell = places[item, "2019-03-31", group][1]
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def label_cell(item: str) -> str:
    return f"C{row_of(item)}"


@pytest.mark.parametrize("name", LAYOUTS)
def test_no_form_differs_from_itself(name: str) -> None:
    form = outline_of(LAYOUTS[name].build(), LAYOUTS[name].edition)
    assert form_changes(form, form) == ()


def test_every_label_is_the_one_that_a_person_reads_in_the_row() -> None:
    form = outline_of(LAYOUTS[PLAIN].build())
    book = openpyxl.load_workbook(BytesIO(LAYOUTS[PLAIN].build()))
    for place, entry in form.entries.items():
        if place.item.startswith(("clinical.", "board.", "recruitment.")):
            assert entry.label == book["Data"][label_cell(place.item)].value


def relabel(book: Book) -> None:
    book["Data"][label_cell("clinical.band_5")] = "Band 5 and its equivalents"


def test_a_label_that_was_edited_is_told_once_with_both_texts() -> None:
    cell = LAYOUTS[PLAIN].places["clinical.band_5", "2018-03-31", "white"][1]
    assert changes(relabel) == [
        FormChange(
            "label changed",
            "1b Clinical workforce: of which non-medical: Band 5",
            "Band 5",
            "Band 5 and its equivalents",
            "Data",
            cell,
            "Data",
            cell,
            "clinical.band_5",
            20,
            1,
        )
    ]


def test_a_heading_that_was_reworded_is_told_once() -> None:
    def edit(book: Book) -> None:
        cell = next(c for row in book["Data"].iter_rows() for c in row if c.value == "BME")
        cell.value = "BAME staff"

    (change,) = changes(edit)
    assert (change.kind, change.period, change.group) == ("heading changed", "previous", "bme")
    assert (change.old, change.new) == ("31ST MARCH 2018 / BME", "31ST MARCH 2018 / BAME staff")


def test_an_item_whose_row_was_emptied_is_gone() -> None:
    def edit(book: Book) -> None:
        for column in range(2, 4):
            book["Data"].cell(row_of("board.executive"), column).value = None

    gone = [c for c in changes(edit) if c.kind == "item gone"]
    assert [(c.item, c.number, c.period, c.old) for c in gone] == [
        ("board.executive", 54, None, "of which: Exec Board members")
    ]


def test_an_item_that_one_form_lacks_is_added_in_the_other() -> None:
    """Band 1 and Band 9 have no rows in one layout of the corpus."""
    short = outline_of(LAYOUTS["rows_missing_and_added"].build(), "2020")
    full = outline_of(LAYOUTS["current_first"].build(), "2020")
    added = [c for c in form_changes(short, full) if c.kind == "item added"]
    assert {c.item for c in added} == {
        f"{part}.band_{band}" for part in ("clinical", "non_clinical") for band in (1, 9)
    }
    gone = [c for c in form_changes(full, short) if c.kind == "item gone"]
    assert {c.item for c in gone} == {c.item for c in added}


def test_a_row_put_in_moves_what_is_beneath_it_and_changes_no_formula() -> None:
    """XlsxWriter draws the form with an extra title row, as Excel would move its formulas."""
    draw = LAYOUTS["own_formulas"]
    data = draw.build()
    old = outline_of(data, draw.edition)
    moved = outline_of(edited(data, insert_top_row), draw.edition)
    told = form_changes(old, moved)
    assert {c.kind for c in told if c.item} == {"item moved"}
    places = {p for p in old.entries if old.entries[p].location.sheet == "Data"}
    assert {(c.item, c.period, c.group) for c in told if c.item} == places


def insert_top_row(book: Book) -> None:
    """Move the cells of Data down by one row, formulas, merges and all."""
    sheet = book["Data"]
    merges = [str(r) for r in sheet.merged_cells.ranges]
    for merged in merges:
        sheet.unmerge_cells(merged)
    used = f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    sheet.move_range(used, rows=1, translate=True)
    for merged in merges:
        area = openpyxl.worksheet.cell_range.CellRange(merged)
        area.shift(row_shift=1)
        sheet.merge_cells(area.coord)


FORMULA = "=1-1"


def test_a_formula_that_was_changed_is_told_with_both() -> None:
    layout = LAYOUTS["own_formulas"]
    sheet, cell = layout.places["recruitment.relative_likelihood", "2019-03-31", "all"]
    before = layout.formula_cells[sheet, cell]

    def edit(book: Book) -> None:
        book[sheet][cell] = FORMULA

    (change,) = [c for c in changes(edit, "own_formulas") if c.item]
    assert (change.kind, change.item) == ("formula changed", "recruitment.relative_likelihood")
    assert (change.old, change.new, change.new_cell) == (f"={before}", FORMULA, cell)


def test_a_formula_stays_the_same_when_the_item_it_names_is_gone() -> None:
    layout = LAYOUTS["own_formulas"]
    sheet, cell = layout.places["recruitment.appointed", "2019-03-31", "white"]

    def edit(book: Book) -> None:
        for at in book[sheet][int(cell.lstrip("ABCDEFGHIJ"))]:
            if not isinstance(at, openpyxl.cell.cell.MergedCell) and at.data_type != "f":
                at.value = None

    told = {(c.kind, c.item) for c in changes(edit, "own_formulas") if c.item}
    assert told == {("item gone", "recruitment.appointed")}


def test_a_formula_that_was_deleted_is_told() -> None:
    sheet, cell = LAYOUTS["own_formulas"].places["board.total_share", "2019-03-31", "bme"]

    def edit(book: Book) -> None:
        book[sheet][cell] = None

    (change,) = [c for c in changes(edit, "own_formulas") if c.item]
    assert (change.kind, change.new, change.new_cell) == ("formula changed", None, cell)


def test_a_sheet_that_was_renamed_stays_the_same_sheet() -> None:
    def edit(book: Book) -> None:
        book["Data"].title = "Return"

    assert changes(edit) == [
        FormChange("sheet renamed", "Return", "Data", "Return", "Data", None, "Return")
    ]


def test_a_sheet_in_other_words_is_known_by_its_items() -> None:
    old = outline_of(LAYOUTS["no_numbers"].build())
    new = outline_of(LAYOUTS[PLAIN].build())
    assert pair_sheets(old, new) == {old.workbook.sheets[0].name: "Data"}


def test_a_sheet_of_guidance_is_known_by_its_texts() -> None:
    def add(title: str) -> Edit:
        return lambda book: book.create_sheet(title).__setitem__("A1", "Read this first")

    data = LAYOUTS[PLAIN].build()
    old, new = (outline_of(edited(data, add(title))) for title in ("Guidance", "Read me"))
    assert [(c.kind, c.old, c.new) for c in form_changes(old, new)] == [
        ("sheet renamed", "Guidance", "Read me")
    ]


def test_sheets_come_and_go_and_are_hidden() -> None:
    def edit(book: Book) -> None:
        book.create_sheet("Guidance")["A1"] = "Read this first"
        book["Data"].sheet_state = "hidden"

    told = [c for c in changes(edit) if c.kind.startswith("sheet")]
    assert told == [
        FormChange("sheet shown or hidden", "Data", "visible", "hidden", "Data", None, "Data"),
        FormChange("sheet added", "Guidance", new="Guidance", new_sheet="Guidance"),
    ]
    back = outline_of(edited(LAYOUTS[PLAIN].build(), edit))
    gone = form_changes(back, outline_of(LAYOUTS[PLAIN].build()))
    assert [(c.kind, c.old) for c in gone if c.kind == "sheet gone"] == [("sheet gone", "Guidance")]


def test_a_row_that_no_edition_knows_is_told() -> None:
    """What a new year adds is no item of any edition that there is yet."""
    last = row_of("board.difference") + 1

    def edit(book: Book) -> None:
        book["Data"][f"C{last}"] = "Internationally educated nurses"

    assert changes(edit) == [
        FormChange(
            "row added",
            "Internationally educated nurses",
            new="Internationally educated nurses",
            new_sheet="Data",
            new_cell=f"C{last}",
        )
    ]


def test_a_row_between_those_of_items_that_is_taken_out_is_told() -> None:
    last = row_of("board.difference") + 1

    def edit(book: Book) -> None:
        book["Data"][f"C{last}"] = "Internationally educated nurses"

    data = LAYOUTS[PLAIN].build()
    (change,) = form_changes(outline_of(edited(data, edit)), outline_of(data))
    assert (change.kind, change.old, change.old_cell) == (
        "row gone",
        "Internationally educated nurses",
        f"C{last}",
    )


def test_guidance_that_was_reworded_added_or_taken_out_is_told() -> None:
    texts = {"M2": "Count people, not whole-time equivalents.", "M3": "Send it by 31 August."}

    def before(book: Book) -> None:
        for cell, text in texts.items():
            book["Data"][cell] = text

    def after(book: Book) -> None:
        book["Data"]["M2"] = "Count people and not whole-time equivalents."
        book["Data"]["M9"] = "See page 7"

    data = LAYOUTS[PLAIN].build()
    told = form_changes(outline_of(edited(data, before)), outline_of(edited(data, after)))
    assert [(c.kind, c.old, c.new, c.old_cell, c.new_cell) for c in told] == [
        (
            "text changed",
            "Count people, not whole-time equivalents.",
            "Count people and not whole-time equivalents.",
            "M2",
            "M2",
        ),
        ("text gone", "Send it by 31 August.", None, "M3", None),
        ("text added", None, "See page 7", None, "M9"),
    ]


def test_a_text_that_only_moved_is_no_change() -> None:
    data = LAYOUTS[PLAIN].build()

    def put(cell: str) -> Edit:
        return lambda book: book["Data"].__setitem__(cell, "Read the guidance first")

    forms = (outline_of(edited(data, put(cell))) for cell in ("M2", "M5"))
    assert form_changes(*forms) == ()


def test_answers_are_no_part_of_a_form() -> None:
    layout = LAYOUTS[PLAIN]
    values = {("clinical.band_5", "2019-03-31", "bme"): 102}
    filled = outline_of(layout.build(values))
    assert form_changes(outline_of(layout.build()), filled) == ()


def test_notes_beside_the_items_are_answers_too() -> None:
    def edit(book: Book) -> None:
        book["Data"][f"K{row_of('clinical.band_5')}"] = "Counted on 1 April"

    assert changes(edit) == []


def test_an_item_with_two_rival_rows_is_neither_gone_nor_added() -> None:
    doubtful = outline_of(LAYOUTS["ambiguous_row"].build())
    certain = outline_of(LAYOUTS[PLAIN].build())
    told = (*form_changes(doubtful, certain), *form_changes(certain, doubtful))
    assert [c for c in told if c.item == "recruitment.appointed"] == []


def test_two_editions_differ_in_their_headings() -> None:
    old = outline_of(LAYOUTS[PLAIN].build(), "2019")
    new = outline_of(LAYOUTS["current_first"].build(), "2020")
    headings = [c for c in form_changes(old, new) if c.kind == "heading changed"]
    assert {(c.period, c.group) for c in headings} == {
        (period, group)
        for period in ("previous", "current")
        for group in ("white", "bme", "unknown", "all")
    }


def test_labels_of_the_reporting_template_are_compared_too() -> None:
    side = outline_of(LAYOUTS["reporting_template_2016"].build(), "2016")
    inside = outline_of(LAYOUTS["reporting_template_one_cell"].build(), "2016")
    told = form_changes(side, inside)
    assert not [c for c in told if c.kind in ("item gone", "item added")]
    labels = {e.label for p, e in inside.entries.items() if p.item == "staff.employed"}
    assert labels == {
        "Total numbers of staff: employed within this organisation at the date of the report"
    }
