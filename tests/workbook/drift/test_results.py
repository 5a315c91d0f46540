"""Results that do not follow from the figures; rounding and wrong figures upstream are no fault."""

from dataclasses import replace

import pytest
from forms.layouts import LAYOUTS

from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.cells import Formula

from .given import FILE, clean, drifted, opened, raw, rules, tampered, with_cells
from .test_clean import consistent

STALE = Finding(
    "stale-result",
    "warning",
    "The result beside the formula is not what the figures of this form give",
    "Open the workbook in Excel, recalculate it (Ctrl+Alt+F9), and save it.",
    file=FILE,
    sheet="Data",
)


def formula(address: str) -> Formula:
    sheet = next(s for s in clean().sheets if s.name == "Data")
    found = sheet.cells[parse_address(address)].formula
    assert found is not None
    return found


def test_a_stale_total_is_named_alone_and_not_what_follows_from_it() -> None:
    """The likelihood beneath is right by what it reads, so the total alone is at fault."""
    total, entered = 9999, float(raw("F45"))
    stale = {
        "F44": ("number", str(total), formula("F44")),
        "F46": ("number", repr(entered / total), formula("F46")),
    }
    findings = tampered(stale)  # type: ignore[arg-type]
    assert findings[0] == replace(
        STALE,
        item="disciplinary.workforce",
        period="2018-03-31",
        group="white",
        cell="F44",
        found="9999",
        expected=raw("F44"),
    )
    assert ("stale-result", "F46") not in rules(findings)


def test_a_changed_input_makes_its_results_stale_one_finding_an_item() -> None:
    """As when a program wrote into the inputs and calculated nothing."""
    findings = tampered({"F7": 100_000, "J7": 100_000})
    assert {finding.rule for finding in findings} == {"stale-result"}
    assert [finding.item for finding in findings] == [
        "disciplinary.workforce",
        "training.workforce",
        "board.workforce",
    ]
    assert findings[0].found == f"{raw('F44')}; likewise J44"


def test_a_result_of_another_owner_in_a_blank_form_has_a_reason_for_an_expected() -> None:
    layout = LAYOUTS["own_formulas"]
    findings = drifted(opened(layout.build()), load_edition(layout.edition))
    assert [finding.rule for finding in findings] == ["blank-form"] + ["stale-result"] * 19
    assert findings[1].expected == (
        "no result: 'Number appointed from shortlisting' (White) is not given"
    )
    assert findings[1].found == "9.87; likewise F46, G46, H46, I46, J46"


def test_an_empty_result_is_stale_if_there_is_something_to_compute() -> None:
    (finding,) = tampered(
        {"F42": ("text", "", formula("F42")), "I43": ("text", "", formula("I43"))}
    )
    assert (finding.cell, finding.found) == ("F42", "nothing")


def test_a_missing_input_counts_as_nothing_where_excel_counts_it_so() -> None:
    """A total over a blank cell is no stale result, though it is none of ours."""
    blank = float(raw("F7"))
    less = {
        c: ("number", repr(float(raw(c)) - blank), Formula("SUM(F7:F35,F37:F39)"))
        for c in ("F44", "F48", "F62")
    }
    findings = tampered({"F7": None, **less})  # type: ignore[arg-type]
    assert not [f for f in findings if f.cell in less]


def test_a_typed_result_that_differs_is_named_and_shows_what_was_computed() -> None:
    layout = LAYOUTS["plain_reprint"]
    edition = load_edition(layout.edition)
    values = consistent(layout, edition)
    key = ("recruitment.likelihood", "2019-03-31", "bme")
    right = values[key]
    findings = drifted(opened(layout.build({**values, key: 0.9})), edition)
    sheet, cell = layout.places[key]
    assert findings == (
        Finding(
            "derived-differs",
            "warning",
            "The value typed for this item is not what the figures of this form give",
            "Check the figures it follows from; the value computed from them is in the data too.",
            item=key[0],
            period=key[1],
            group=key[2],
            file=FILE,
            sheet=sheet,
            cell=cell,
            found="0.9",
            expected=repr(round(float(right), 6)),
        ),
        *findings[1:],
    )
    assert [f.item for f in findings[1:]] in ([], ["recruitment.relative_likelihood"])


@pytest.mark.parametrize("decimals", [2, 3, 4])
def test_typed_results_may_be_rounded_and_ratios_worked_out_from_rounded_rates(
    decimals: int,
) -> None:
    layout = LAYOUTS["plain_reprint"]
    edition = load_edition(layout.edition)
    values = consistent(layout, edition)
    rounded = {
        key: round(value, decimals)
        if edition.by_key[key[0]].derived and isinstance(value, float)
        else value
        for key, value in values.items()
    }
    ratio = ("recruitment.relative_likelihood", "2019-03-31", "all")
    white, bme = (rounded["recruitment.likelihood", "2019-03-31", g] for g in ("white", "bme"))
    rounded[ratio] = round(float(white) / float(bme), 2)
    assert drifted(opened(layout.build(rounded)), edition) == ()


def test_an_uncalculated_formula_is_told_of_elsewhere() -> None:
    cells = {"F44": ("blank", "", formula("F44")), "F46": ("blank", "", formula("F46"))}
    assert tampered(cells) == ()  # type: ignore[arg-type]


def test_an_excel_error_is_told_of_elsewhere() -> None:
    assert tampered({"F44": ("error", "#REF!", formula("F44"))}) == ()


def test_number_stored_as_text_makes_the_total_stale() -> None:
    """Excel leaves such a cell out of its totals; the figure it means is known."""
    less = repr(float(raw("F44")) - float(raw("F7")))
    workbook = with_cells(clean(), {"F7": raw("F7"), "F44": ("number", less, formula("F44"))})
    assert ("stale-result", "F44") in rules(drifted(workbook))
