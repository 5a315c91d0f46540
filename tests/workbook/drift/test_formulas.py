"""Formulas typed over and formulas changed; whatever computes the same is neither."""

import pytest
from forms.layouts import LAYOUTS

from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.workbook.cells import Formula

from .given import FILE, clean, drifted, opened, raw, rules, tampered, with_cells
from .test_clean import consistent

CHANGED = "The formula of this item computes something else than the item means"
REMEDY = "Put the form's own formula back, or use the value that the inputs give."
WHERE = {"period": "2018-03-31", "file": FILE, "sheet": "Data"}


def changed(message: str, item: str, cell: str, found: str, expected: str) -> Finding:
    group = {"F": "white", "G": "bme", "H": "unknown", "I": "all"}[cell[0]]
    return Finding(
        "formula-changed",
        "warning",
        CHANGED + message,
        REMEDY,
        item=item,
        group=group,
        cell=cell,
        found=found,
        expected=expected,
        **WHERE,
    )


def test_a_number_typed_over_a_formula_is_named_with_what_stood_there() -> None:
    assert tampered({"F44": 5000}) == (
        Finding(
            "formula-overwritten",
            "warning",
            "An answer was typed over the formula of this item",
            "Put the formula back: copy it from the cell beside it, or from a blank form.",
            item="disciplinary.workforce",
            group="white",
            cell="F44",
            found="5000",
            expected=f"=SUM(F7:F35,F37:F39), which gives {raw('F44')}",
            **WHERE,
        ),
    )


def test_the_right_number_typed_over_a_formula_is_named_as_well() -> None:
    assert rules(tampered({"F44": float(raw("F44"))})) == [("formula-overwritten", "F44")]


def test_words_typed_over_a_formula_are_shown() -> None:
    (finding,) = tampered({"F44": "N/A"})
    assert (finding.rule, finding.found) == ("formula-overwritten", "N/A")


def test_a_percentage_typed_over_a_formula_is_shown_as_one() -> None:
    (finding,) = tampered({"F63": 0.25})
    assert (finding.rule, finding.found) == ("formula-overwritten", "25%")
    assert finding.expected is not None
    assert finding.expected.endswith("%")


def test_an_item_typed_throughout_is_one_finding_if_the_other_items_are_formulas() -> None:
    cells = [f"{column}44" for column in "FGHJKL"]
    (finding,) = tampered(dict.fromkeys(cells, 5000))
    assert (finding.rule, finding.cell) == ("formula-overwritten", "F44")
    assert finding.found == "5000; likewise G44, H44, J44, K44, L44"


def test_a_form_whose_derived_cells_are_all_typed_was_made_so() -> None:
    layout = LAYOUTS["plain_reprint"]
    edition = load_edition(layout.edition)
    assert drifted(opened(layout.build(consistent(layout, edition))), edition) == ()


def test_a_subset_row_in_a_total_is_named() -> None:
    white = raw("F44")
    assert tampered({"F44": Formula("SUM(F7:F39)")}) == (
        changed(
            ": it takes in F36 ('of which senior medical manager')",
            "disciplinary.workforce",
            "F44",
            "=SUM(F7:F39)",
            f"=SUM(F7:F35,F37:F39), which gives {white}",
        ),
    )


def test_a_row_missing_from_a_total_is_named_even_if_the_result_was_not_renewed() -> None:
    assert tampered({"G44": Formula("SUM(G7:G34,G37:G39)")}) == (
        changed(
            ": it leaves out G35 ('Consultants')",
            "disciplinary.workforce",
            "G44",
            "=SUM(G7:G34,G37:G39)",
            f"=SUM(G7:G35,G37:G39), which gives {raw('G44')}",
        ),
    )


def test_a_likelihood_divided_by_another_group_is_named() -> None:
    (finding,) = tampered({"F42": Formula("F41/G40")})
    assert finding.message == (
        f"{CHANGED}: it leaves out F40 ('Number of shortlisted applicants') and it takes in "
        "G40 ('Number of shortlisted applicants')"
    )
    assert (finding.found, finding.cell) == ("=F41/G40", "F42")


def test_a_difference_with_another_groups_share_is_named() -> None:
    """Both shares come from the same counts, so that only the direct cells tell them apart."""
    (finding,) = tampered({"F69": Formula("F63-G68")})
    assert (finding.rule, finding.cell) == ("formula-changed", "F69")


@pytest.mark.parametrize("text", ["G42/F42", "F42*G42", "F42/G42+1", "F42/G42*100"])
def test_the_right_cells_combined_otherwise_are_found_by_the_result(text: str) -> None:
    """The cells named are right, so a result that does not follow makes it worth a try."""
    (finding,) = tampered({"I43": ("number", "99", Formula(text))})
    assert (finding.rule, finding.cell, finding.message) == ("formula-changed", "I43", CHANGED)


def test_a_formula_that_was_never_calculated_is_tried_out() -> None:
    (finding,) = tampered({"I43": ("blank", "", Formula("G42/F42"))})
    assert (finding.rule, finding.cell) == ("formula-changed", "I43")


@pytest.mark.parametrize("text", ["[1]Data!F44", "'[last year.xlsx]Data'!F44+0"])
def test_a_total_that_comes_from_another_workbook_is_named(text: str) -> None:
    (finding,) = tampered({"F44": Formula(text)})
    assert finding.message == f"{CHANGED}: it reads another workbook"
    assert finding.found == f"={text}"


def test_the_same_change_in_every_column_is_one_finding() -> None:
    (finding,) = tampered({f"{c}44": Formula(f"SUM({c}7:{c}39)") for c in "FGHJKL"})
    assert (finding.item, finding.group) == ("disciplinary.workforce", "white")
    assert finding.found == "=SUM(F7:F39); likewise G44, H44, J44, K44, L44"


EQUAL = {
    "F44": [
        "SUM(F7:F39)-F36",
        "SUM(F7:F20)+SUM(F21:F35)+SUM(F37,F38,F39)",
        "SUM($F$7:$F$35,data!F37:F39)",
        "F48",
        'IF(COUNT(F7:F39)=0,"",SUM(F7:F35,F37:F39))',
        "SUM(F7:F35,F37:F39,F5)",
    ],
    "F42": [
        "IF(F40=0,0,F41/F40)",
        'IF(ISERROR(F41/F40),"n/a",ROUND(F41/F40,3))',
        "+F41/F40",
        "(F41)/(F40)",
        "F41*(1/F40)",
    ],
    "I43": ["(F41/F40)/(G41/G40)", "1/(G42/F42)"],
    "F62": ["F44", "F48", "SUM(F7:F35)+SUM(F37:F39)"],
    "F68": ["1-G68-H68", "F62/(F62+G62+H62)", "F44/SUM(F44:H44)", "F62/SUM($F62:$H62)*100"],
    "F58": ["F56-F57", "-F57+F56", "MAX(F56-F57,0)"],
    "F59": ["F56", "F57+F58"],
}


@pytest.mark.parametrize(("cell", "text"), [(c, t) for c, texts in EQUAL.items() for t in texts])
def test_a_formula_that_computes_the_same_is_no_finding(cell: str, text: str) -> None:
    assert tampered({cell: Formula(text)}) == ()


@pytest.mark.parametrize(
    "text",
    ['SUMIF(A:A,"x",F:F)', "Workforce", 'INDIRECT("F44")', "SUM(Table1[White])", "SUM(F7:", ""],
)
def test_what_cannot_be_analysed_is_no_finding(text: str) -> None:
    assert tampered({"F44": Formula(text)}) == ()


def test_a_total_of_subtotals_elsewhere_is_followed_to_its_inputs() -> None:
    helpers = {
        "P7": ("number", "0", Formula("SUM(F7:F20)")),
        "P8": ("number", "0", Formula("P7+SUM(F21:F35)")),
    }
    assert tampered({**helpers, "F44": Formula("P8+SUM(F37:F39)")}) == ()
    (finding,) = tampered({**helpers, "F44": Formula("P8+SUM(F38:F39)")})
    assert (finding.rule, finding.cell) == ("formula-changed", "F44")


def test_the_followers_of_a_shared_formula_are_read_as_if_they_had_their_own() -> None:
    shared = {
        "F44": Formula("SUM(F7:F35,F37:F39)", "shared", "F44:H44", 0),
        "G44": Formula("", "shared", None, 0),
        "H44": Formula("", "shared", None, 0),
    }
    assert tampered(shared) == ()
    shared["F44"] = Formula("SUM(F7:F35,$F37:F39)", "shared", "F44:H44", 0)
    (finding,) = tampered(shared)
    assert finding.found == "=SUM(G7:G35,$F37:G39); likewise H44"
    assert finding.cell == "G44"


def test_an_added_row_in_a_total_is_named_once_it_has_figures() -> None:
    """A blank row counts for nothing; one with people in it makes the total another."""
    total = {"F44": Formula("SUM(F7:F35,F37:F39,F80)")}
    assert tampered({**total, "F80": None}) == ()
    (finding,) = tampered({**total, "F80": 12})
    assert finding.message == f"{CHANGED}: it takes in F80"


def test_formulas_that_go_round_in_circles_are_given_up() -> None:
    circle = {"P7": Formula("P8"), "P8": Formula("P7+P7")}
    workbook = with_cells(clean(), {**circle, "F44": Formula("P7")})
    assert drifted(workbook) == ()
