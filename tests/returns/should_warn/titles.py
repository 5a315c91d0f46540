"""Titles that do not belong to the figures beneath them."""

from ..cases import case
from ..keys import now, reword
from ..made import Found, Made


@case("stale titles")
def last_year_s_title_over_this_year_s_figures(made: Made) -> None:
    reword(
        made,
        "Workforce Race Equality Standard 2019: data collection",
        "Workforce Race Equality Standard 2017: data collection",
    )
    sheet = made.place(now("clinical.band_5"))[0]
    made.findings.append(Found("stale-title", "warning", sheet, "A1"))
