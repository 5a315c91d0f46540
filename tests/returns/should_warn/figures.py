"""Figures that do not fit together: each is read as it stands, and the derived one is doubted."""

from forms.paper import Formula

from wres_excel.editions import load_edition

from ..cases import case
from ..keys import PERIODS, both, now, survey
from ..made import Found, Made


@case("a plain 0.123", "8.1 and 0.081 for the same thing")
def a_share_or_a_percentage(made: Made) -> None:
    plain, text = survey()[:2]
    made.type(plain, 0.123)
    made.find("share-or-percent", "warning", plain)
    made.type(text, "0.081", value=0.081)
    made.find("number-as-text", "note", text)
    made.find("share-or-percent", "warning", text)


@case("a ratio printed with a % sign")
def a_ratio_in_a_percent_formatted_cell(made: Made) -> None:
    """What is shown as 142% is stored as 1.42, and so it is read."""
    key = now("recruitment.relative_likelihood", "all")
    made.type(key, 1.42, style="percent_cell")
    made.find("percent-format", "warning", key)


@case("sub-totals short of the headcount")
def a_workforce_short_of_its_bands(made: Made) -> None:
    key = now("training.workforce")
    made.type(key, (made.told[key].value or 0) - 25)
    made.find("derived-differs", "warning", key)


@case("printed percentages that do not follow from the counts")
def a_share_that_does_not_follow(made: Made) -> None:
    key = now("board.total_share", "bme")
    made.type(key, 31.5)
    made.find("derived-differs", "warning", key)


@case("White and BME columns swapped")
def white_and_bme_columns_swapped(made: Made) -> None:
    """Every figure is read where it stands; only the ratios tell, which were printed unswapped."""
    for item in dict.fromkeys(key[0] for key in made.told):
        for period in PERIODS:
            pair = [(item, period, group) for group in ("white", "bme")]
            if all(key in made.told for key in pair):
                first, second = (made.told[key].value for key in pair)
                made.type(pair[0], second)
                made.type(pair[1], first)
    for item in ("recruitment", "disciplinary", "training"):
        made.find("derived-differs", "warning", (f"{item}.relative_likelihood", PERIODS[0], "all"))


@case("'0.66 more likely', the reciprocal")
def the_reciprocal_of_a_ratio(made: Made) -> None:
    """0.2502 to 0.1758 is 1.42, and the other way round 0.70."""
    key = now("recruitment.relative_likelihood", "all")
    made.type(key, 0.7)
    made.find("derived-differs", "warning", key)


@case(
    "no Band 1 row",
    "no Band 9 row",
    "a row 'Personal/ad hoc salary'",
    "sub-totals short of the headcount",
    layout="rows_missing_and_added",
)
def rows_left_out_and_rows_added(made: Made) -> None:
    """Two bands twice are not found; two rows more in each of three sections are reported."""
    for _ in range(4):
        made.find("item-not-found", "warning")
    for row in ("D20", "D21", "D36", "D37", "D45", "D46"):
        made.findings.append(Found("row-added", "note", "Sheet1", row))


@case("a formula without its result", layout="groups_over_years")
def formulas_never_calculated(made: Made) -> None:
    """So many are told of once for the sheet, at the first of them in the order of the items."""
    order = [item.key for item in load_edition(made.edition).items]
    keys = [key for key, told in made.told.items() if told.status == "uncalculated"]
    made.find("uncalculated", "warning", min(keys, key=lambda key: order.index(key[0])))


@case("a stale result", layout="own_formulas")
def results_of_last_year_beside_this_year_s_formulas(made: Made) -> None:
    key = now("recruitment.relative_likelihood", "all")
    made.type(key, Formula((made.told[key].formula or "")[1:], 9.87))
    made.find("stale-result", "warning", key)


@case("a formula overwritten", layout="own_formulas")
def a_formula_overwritten_by_a_figure(made: Made) -> None:
    key = now("disciplinary.workforce")
    made.type(key, 1234)
    made.find("formula-overwritten", "warning", key)


@case("a formula changed", layout="own_formulas")
def a_formula_changed_to_leave_the_first_row_out(made: Made) -> None:
    key = now("training.workforce")
    formula = (made.told[key].formula or "")[1:]
    first, _, rest = formula.partition(":")
    row = int(first.removeprefix("SUM(H"))
    left_out = made.told[now("non_clinical.under_band_1")].value or 0
    made.type(key, Formula(f"SUM(H{row + 1}:{rest}", (made.told[key].value or 0) - left_out))
    made.find("formula-changed", "warning", key)


@case("a link to another workbook")
def a_figure_linked_to_another_workbook(made: Made) -> None:
    key = both("medical.senior_medical_managers")[0]
    made.type(key, Formula("[1]Data!E36", 4))
    made.find("input-external-link", "warning", key)
