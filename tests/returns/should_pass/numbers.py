"""Numbers as people type them."""

from ..cases import case
from ..keys import now, subset
from ..made import Made
from ..parts import put_cell

APPLICANTS = now("recruitment.shortlisted")


@case("thousands commas", "numbers stored as text")
def thousands_set_apart_by_a_comma(made: Made) -> None:
    made.type(APPLICANTS, "1,651", value=1651)
    made.find("number-as-text", "note", APPLICANTS)


@case("thousands commas", "non-breaking spaces")
def thousands_set_apart_by_spaces(made: Made) -> None:
    """By a plain, a non-breaking, a thin and a narrow non-breaking space."""
    workforce = [now(f"{section}.workforce") for section in ("disciplinary", "training", "board")]
    for key, gap in zip([APPLICANTS, *workforce], " \u00a0\u2009\u202f", strict=True):
        count = int(made.told[key].value or 0)
        made.type(key, f"{count // 1000}{gap}{count % 1000:03}", value=count)
        made.find("number-as-text", "note", key)


@case("non-breaking spaces", "numbers stored as text")
def spaces_around_a_number(made: Made) -> None:
    for key, text in zip(
        subset(), ("4 ", "\u00a02", " 1\u00a0", "\t4", "2\n", "\u2009 1"), strict=True
    ):
        made.type(key, text, value=int(text))
        made.find("number-as-text", "note", key)


@case("numbers stored as text")
def numbers_stored_as_text(made: Made) -> None:
    """As an export leaves them: with the text format, or with the green corner only."""
    for key in subset():
        count = made.told[key].value
        made.type(key, str(count), value=count, style="text_input")
        made.find("number-as-text", "note", key)


@case("7.0")
def whole_numbers_with_a_decimal_point(made: Made) -> None:
    number, text, exponent = subset()[:3]
    made.operate(lambda package: put_cell(package, made.place(number)[1], "<v>4.0</v>"))
    made.say(number, raw="4.0")
    made.type(text, "2.0", value=2)
    made.find("number-as-text", "note", text)
    made.operate(lambda package: put_cell(package, made.place(exponent)[1], "<v>1E0</v>"))
    made.say(exponent, raw="1E0")


@case("blank and 0")
def zero_is_a_figure_and_blank_is_none(made: Made) -> None:
    zero, blank, spaces = subset()[:3]
    made.type(zero, 0)
    made.type(blank, None, "blank")
    made.type(spaces, "  ", "blank")


@case("very small numbers")
def counts_of_one_and_two(made: Made) -> None:
    """They stand as they are: what may be shown is not for reading to decide."""
    for key, count in zip(subset(), (1, 2, 1, 1, 2, 1), strict=True):
        made.type(key, count)


@case("columns moved", layout="prepopulated_and_verified")
def figures_of_the_national_record_beside_the_trust_s_own(made: Made) -> None:
    """Nothing is changed: the columns between are the national record's, and are not read."""
