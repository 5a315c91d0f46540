"""Inputs that hold formulas or links, and forms without any answer."""

import pytest

from wres_excel.findings import Finding
from wres_excel.workbook.addresses import column_letters
from wres_excel.workbook.blank.book import plan_book
from wres_excel.workbook.cells import Formula

from .given import EDITION, FILE, clean, drifted, raw, rules, tampered, with_cells

BAND = {
    "item": "non_clinical.band_3",
    "period": "2018-03-31",
    "group": "white",
    "file": FILE,
    "sheet": "Data",
    "cell": "F10",
    "expected": "a typed value",
}


def test_a_formula_in_an_input_is_noted() -> None:
    assert tampered({"F10": Formula("12+3")}) == (
        Finding(
            "input-formula",
            "note",
            "A figure that is to be typed in is a formula",
            "Check that the formula gives the figure meant, or replace it by its value.",
            found="=12+3",
            **BAND,
        ),
    )


@pytest.mark.parametrize(
    "text", ["[1]Data!F10", "'[last year.xlsx]Data'!F10", "'C:\\wres\\[a b.xlsx]Data'!$F$10+1"]
)
def test_a_link_to_another_workbook_is_a_warning(text: str) -> None:
    assert tampered({"F10": Formula(text)}) == (
        Finding(
            "input-external-link",
            "warning",
            "A figure that is to be typed in is read from another workbook",
            "Replace the link by its value: the other workbook may have changed, or not be there.",
            found=f"={text}",
            **BAND,
        ),
    )


@pytest.mark.parametrize("text", ["Table1[1]", 'IF(TRUE,1,"[1]x!A1")', "'Other'!F10", "Data!F11"])
def test_what_only_looks_like_a_link_is_a_formula(text: str) -> None:
    assert rules(tampered({"F10": Formula(text)})) == [("input-formula", "F10")]


def test_formulas_in_one_item_are_one_finding() -> None:
    (finding,) = tampered({f"{c}10": Formula(f"Other!{c}10") for c in "FGHJ"})
    assert (finding.item, finding.found) == (
        "non_clinical.band_3",
        "=Other!F10; likewise G10, H10, J10",
    )


def test_a_whole_sheet_of_formulas_is_one_finding_about_no_item() -> None:
    rows = [*range(7, 40), 40, 41]
    (finding,) = tampered({f"{c}{r}": Formula(f"Other!{c}{r}") for r in rows for c in "FGH"})
    assert (finding.item, finding.period, finding.group) == (None, None, None)
    assert finding.found == (
        "=Other!F7; likewise G7, H7, F8, G8, H8, F9, G9, H9, F10, G10, H10, F11 and 92 more"
    )


def test_a_follower_without_its_shared_formula_is_a_formula_all_the_same() -> None:
    (finding,) = tampered({"F10": Formula("", "shared", None, 7)})
    assert (finding.rule, finding.found) == ("input-formula", "a formula")


def test_a_form_without_answers_is_blank_even_if_it_says_whose_it_is() -> None:
    inputs = plan_book(EDITION).inputs
    workbook = clean()
    for name in {spot.sheet for spot, _ in inputs.values()}:
        empty = {
            f"{column_letters(spot.column)}{spot.row}": None
            for place, (spot, _) in inputs.items()
            if spot.sheet == name and not place.item.startswith("report.organisation")
        }
        workbook = with_cells(workbook, empty, name)
    blank, *others = drifted(workbook)
    assert blank == Finding(
        "blank-form",
        "note",
        "The form is blank",
        "Check that this is the completed return and not the form that was sent out.",
        file=FILE,
        found="no answer in any cell",
        expected="figures",
    )
    assert {finding.rule for finding in others} == {"stale-result"}


def test_one_figure_makes_a_form_not_blank() -> None:
    assert raw("F10")
    assert "blank-form" not in dict(rules(tampered({"F10": 0})))
