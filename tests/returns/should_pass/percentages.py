"""Percentages as people type them."""

from ..cases import case
from ..keys import now, survey
from ..made import Made


@case("a percentage in every spelling", "trailing %", "8.1 and 0.081 for the same thing")
def twelve_point_three_in_every_spelling(made: Made) -> None:
    """12.3, 12.3 as text, '12.3 %', '12.3%', with a non-breaking space, 0.123 shown as 12.3%."""
    plain, text, apart, close, hard, stored, long = survey()[:7]
    made.type(plain, 12.3)
    for key, typed in ((text, "12.3"), (apart, "12.3 %"), (close, "12.3%"), (hard, "12.3\u00a0%")):
        made.type(key, typed, value=12.3)
        made.find("number-as-text", "note", key)
    made.type(stored, 0.123, value=12.3, style="percent_cell")
    made.type(long, 0.29, value=29, style="percent_cell")


@case("72.5 without %")
def a_percentage_without_its_sign(made: Made) -> None:
    made.type(survey()[0], 72.5)


@case("8.1 and 0.081 for the same thing")
def one_percent_and_less_with_a_sign(made: Made) -> None:
    """A sign or a format leaves no doubt, however small the number."""
    typed, stored = survey()[:2]
    made.type(typed, "0.5%", value=0.5)
    made.find("number-as-text", "note", typed)
    made.type(stored, 0.005, value=0.5, style="percent_cell")


@case("a ratio printed with a % sign")
def a_rate_printed_as_a_percentage(made: Made) -> None:
    """Only the ratio beside it takes no sign: 17.49% is the rate 0.1749."""
    typed, stored = (now("recruitment.likelihood", group) for group in ("white", "bme"))
    made.type(typed, "25.02%", value=0.2502)
    made.find("number-as-text", "note", typed)
    made.find("percent-for-rate", "note", typed)
    made.type(stored, 0.1758, style="percent_cell")


@case("percentages that add to 99.9 or 101")
def shares_truncated_or_rounded_up(made: Made) -> None:
    """57.1, 28.5 and 14.2 add to 99.8; 50, 38 and 13, rounded from .5, to 101."""
    for group, cut, rounded in (("white", 57.1, 50), ("bme", 28.5, 38), ("unknown", 14.2, 13)):
        made.type(now("board.executive_share", group), cut)
        made.type(now("board.voting_share", group), rounded)


@case("the same ratio printed as 1.7 and 1.8")
def a_ratio_of_rounded_rates_beside_the_unrounded_one(made: Made) -> None:
    """1.42 follows from 0.2502 and 0.1758, 1.4 from either, and 1.39 from 25% and 18%."""
    made.type(now("recruitment.relative_likelihood", "all"), 1.39)
