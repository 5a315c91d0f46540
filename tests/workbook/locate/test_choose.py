"""Of several cells for one place the better supported one counts; equals are refused."""

from workbook.locate.sketch import page, places, spot, workbook
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import Located, locate
from wres_excel.workbook.records import Sheet, State

EDITION = load_edition("2019")
BAND_5 = Place("non_clinical.band_5", "current", "white")


def table(rows: str, name: str = "Data", state: State = "visible") -> Sheet:
    return page(f"| | Non-clinical | White 2018 | White 2019 |\n{rows}", name=name, state=state)


def located_on(*sheets: Sheet) -> Located:
    return locate(workbook(*sheets), EDITION)


def cell_of(located: Located, item: str = "non_clinical.band_5") -> str | None:
    return places(located, EDITION, item).get("2019 white")


NUMBERED = "| 5 | Band 4 | _ | _ |\n| 6 | Band 5 | _ | _ |"


def test_two_equal_cells_are_both_shown_and_neither_is_taken() -> None:
    located = located_on(table(NUMBERED), table(NUMBERED, "Copy"))
    assert [spot(rival) for rival in located.ambiguous[BAND_5]] == ["Data!D3", "Copy!D3"]
    assert BAND_5 not in located.locations


def test_a_row_with_number_and_label_counts_before_one_with_its_label_alone() -> None:
    located = located_on(table("| | Band 5 | 9 | 9 |", "Example"), table(NUMBERED))
    assert cell_of(located) == "Data!D3"


def test_a_typed_cell_counts_before_a_formula_that_repeats_it() -> None:
    rows = "| | Band 5 | _ | _ |\n| | Band 6 | _ | _ |"
    repeat = "| | Band 5 | =Data!C2 | =Data!D2 |\n| | Band 6 | 1 | 1 |"
    located = located_on(table(repeat, "Repeat"), table(rows))
    assert cell_of(located) == "Data!D2"


def test_a_sheet_that_only_repeats_others_by_formula_holds_no_places() -> None:
    summary = "| | Band 5 | =Data!C3 | =Data!D3 |\n| | Band 6 | =Data!C4 | =Data!D4 |"
    located = located_on(table(NUMBERED), table(summary, "Summary"))
    assert cell_of(located, "non_clinical.band_6") is None


def test_a_form_whose_only_cell_holds_a_formula_has_its_place_there() -> None:
    located = located_on(table("| 5 | Band 4 | =X1 | =X2 |\n| 6 | Band 5 | =X3 | =X4 |"))
    assert cell_of(located) == "Data!D3"


def test_a_much_larger_table_counts_before_a_small_one() -> None:
    rows = "\n".join(f"| | Band {band} | _ | _ |" for band in (3, 4, 5, 6))
    located = located_on(table("| | Band 5 | 9 | 9 |", "Example"), table(rows))
    assert cell_of(located) == "Data!D4"


def test_a_hidden_sheet_counts_only_for_what_no_visible_one_has() -> None:
    rows = "| 6 | Band 5 | _ | _ |\n| 7 | Band 6 | _ | _ |"
    located = located_on(table(rows, "Hidden", "hidden"), table(NUMBERED))
    assert cell_of(located) == "Data!D3"
    assert cell_of(located, "non_clinical.band_6") == "Hidden!D3"
