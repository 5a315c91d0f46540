"""Which function checks which rule of the catalogue."""

from collections.abc import Mapping

from wres_excel.checks import (
    arithmetic,
    completeness,
    dates,
    direction,
    plausibility,
    previous,
    small_numbers,
)
from wres_excel.checks.hits import Function

FUNCTIONS: Mapping[str, Function] = {
    "figures-blank": completeness.blank_figures,
    "previous-figures-blank": completeness.blank_previous_figures,
    "figures-not-given": completeness.figures_not_given,
    "front-page-blank": completeness.unanswered,
    "not-signed-off": completeness.unanswered,
    "self-reporting-blank": completeness.unanswered,
    "background-blank": completeness.unanswered,
    "action-plan-blank": completeness.unanswered,
    "narrative-missing": completeness.narrative_missing,
    "part-exceeds-whole": arithmetic.part_exceeds_whole,
    "total-mismatch": arithmetic.total_mismatch,
    "shares-not-100": arithmetic.shares_add_to_100,
    "staff-total-differs": arithmetic.staff_total_differs,
    "bme-proportion-differs": arithmetic.bme_proportion_differs,
    "self-reporting-differs": arithmetic.self_reporting_differs,
    "ratio-other-way-round": direction.reciprocal_ratio,
    "rounded-before-division": direction.rounded_before_division,
    "columns-swapped": direction.columns_swapped,
    "ratio-implausible": plausibility.implausible_ratio,
    "full-time-equivalents": plausibility.full_time_equivalents,
    "headcount-moved": plausibility.headcount_moved,
    "nothing-but-zero": plausibility.nothing_but_zero,
    "years-identical": plausibility.years_identical,
    "many-unknown": plausibility.many_unknown,
    "previous-return-fits": previous.previous_return_fits,
    "previous-figures-differ": previous.previous_figures_differ,
    "stale-date": dates.stale_date,
    "stale-period": dates.stale_period,
    "small-counts": small_numbers.small_counts,
    "telling-percentages": small_numbers.telling_percentages,
}
