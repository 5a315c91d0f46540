"""The narrative Reporting Template, in the arrangements that copies of it have.

The published form does not ask for the organisation code, which is a note on every one of them.
"""

from datetime import date

from ..cases import case
from ..made import Made

WHEN = ("report.date", "2016-03-31", "all")


def without_code(made: Made) -> None:
    made.find("item-not-found", "note")


@case("label and answer side by side", layout="reporting_template_2016")
def answers_beside_their_labels(made: Made) -> None:
    without_code(made)


@case("label above its answer", "merged answers", layout="reporting_template_2015")
def answers_merged_beneath_their_labels(made: Made) -> None:
    """The form of 2015 does not ask for the statement on the board either, but in its table."""
    without_code(made)
    made.find("item-not-found", "note")


@case("label and answer in one cell", "lost numbering", layout="reporting_template_one_cell")
def answers_behind_their_labels_without_numbers(made: Made) -> None:
    without_code(made)
    for item in ("staff.employed", "staff.bme_proportion", "self_reporting.proportion"):
        made.find("number-as-text", "note", (item, "2016-03-31", "all"))


@case("a real date", "a date as a serial number", layout="reporting_template_2016")
def the_date_of_the_report_as_a_real_date(made: Made) -> None:
    """5 July 2016 is day 42556 of the calendar."""
    without_code(made)
    made.type(WHEN, 42556, style="date_heading", value=None)
    made.say(WHEN, value=None, text="2016-07-05")


@case("a date as text", layout="reporting_template_2016")
def the_date_of_the_report_as_text(made: Made) -> None:
    without_code(made)
    made.type(WHEN, "July 2016", text="2016-07")


@case("a date as text", layout="reporting_template_2016")
def the_date_of_the_report_in_figures(made: Made) -> None:
    without_code(made)
    made.type(WHEN, "05/07/2016", text="2016-07-05")


@case("a date as a serial number", layout="reporting_template_2016")
def the_date_of_the_report_as_a_bare_serial_number(made: Made) -> None:
    """Without a date format 42556 is only a number, so it stands as the words it looks like."""
    without_code(made)
    made.type(WHEN, 42556, style="text_input")
    made.say(WHEN, value=None, text="42556")


assert date(2016, 7, 5).toordinal() - date(1899, 12, 30).toordinal() == 42556
