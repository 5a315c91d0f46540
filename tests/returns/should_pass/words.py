"""Words that stand where a figure would, and the notes beside figures."""

from openpyxl.comments import Comment

from ..cases import case
from ..keys import before, both, now, subset, survey
from ..made import Made


@case("NA, N/A and n/a")
def na_in_every_spelling(made: Made) -> None:
    words = ("NA", "N/A", "n/a", "N.A.", "Not applicable", " n/a ", "N / A", "not\u00a0applicable")
    for key, word in zip(survey(), words, strict=False):
        made.type(key, word, "not_applicable")


@case("'not collected'")
def not_collected_in_every_spelling(made: Made) -> None:
    words = ("not collected", "Not Collected", "Data not collected", "Not recorded", "no data")
    for key, word in zip(survey(), words, strict=False):
        made.type(key, word, "not_collected")


@case("'*' and '<5'")
def suppressed_in_every_spelling(made: Made) -> None:
    words = ("*", "<5", "< 5", "[c]", "Fewer than 5", "\u22645")
    for key, word in zip(subset(), words, strict=True):
        made.type(key, word, "suppressed")


@case("commissioners' N/A")
def a_commissioner_to_whom_nothing_applies(made: Made) -> None:
    """Every figure is N/A, in the derived cells too, and the form is not a blank one."""
    for key in made.draft.places:
        if not key[0].startswith("report."):
            made.type(key, "N/A", "not_applicable")


@case("indicator 4 not recorded")
def training_not_recorded(made: Made) -> None:
    for key in both("training.accessed"):
        made.type(key, "Not recorded", "not_collected")
    for key in (*both("training.likelihood"), *both("training.relative_likelihood", "all")):
        made.type(key, None, "blank")


@case("recruitment incomplete at shortlisting")
def shortlisting_left_blank_with_a_note(made: Made) -> None:
    """The appointments stand; what would follow from both is blank."""
    for key in both("recruitment.shortlisted"):
        made.type(key, None, "blank")
    for key in (*both("recruitment.likelihood"), *both("recruitment.relative_likelihood", "all")):
        made.type(key, "N/A", "not_applicable")
    add_note(made, "recruitment.shortlisted", "TRAC holds shortlisting from October 2018 only")


@case("last year restated", "comments")
def last_year_s_figure_restated_with_a_comment(made: Made) -> None:
    """412 of 1,700 is 0.2424, and 0.2424 to 0.175 is 1.38."""
    restated = before("recruitment.shortlisted")
    made.type(restated, 1700)
    made.type(before("recruitment.likelihood"), 0.2424)
    made.type(before("recruitment.relative_likelihood", "all"), 1.38)
    made.edit_cell(restated, lambda cell: setattr(cell, "comment", Comment("Was 1650", "HR")))
    made.say(restated, comment="Was 1650")
    made.find("comment", "note", restated)


@case("comments")
def a_comment_on_a_blank_cell(made: Made) -> None:
    """It may be all that is known, so it stands on the value; there is no value to look at."""
    blank = subset()[0]
    made.type(blank, None, "blank")
    made.edit_cell(blank, lambda cell: setattr(cell, "comment", Comment("None in post", "HR")))
    made.say(blank, comment="None in post")


@case("board data disowned")
def board_figures_disowned_in_a_note(made: Made) -> None:
    text = "These are not the Trust's figures: it has had 14 voting members since May"
    add_note(made, "board.total", text)


@case("a merger")
def a_merged_trust_under_its_new_name(made: Made) -> None:
    name = "Example North and Example South NHS Trust (formerly two trusts)"
    made.type(now("report.organisation_name", "all"), name, text=name)


@case("a joint return")
def a_joint_return_of_two_bodies(made: Made) -> None:
    """Both stand as they were written; who counts as whose is not for reading to say."""
    code = "X9Y9Z / X8Y8Z"
    made.type(now("report.organisation_code", "all"), code, text=code)


@case("a joint return")
def the_codes_of_a_joint_return_on_lines_of_their_own(made: Made) -> None:
    code, name = "X9Y9Z\nX8Y8Z (since April)", "Example North CCG\nExample South CCG"
    made.type(now("report.organisation_code", "all"), code, text=code)
    made.type(now("report.organisation_name", "all"), name, text=name)


@case("a joint return")
def a_placeholder_for_the_code(made: Made) -> None:
    """It is no code, but it is what the form says: the file's name does not take its place."""
    code = "[Insert ODS code here]"
    made.type(now("report.organisation_code", "all"), code, text=code)


def add_note(made: Made, item: str, text: str) -> None:
    """Write a note into the last column, beside the figures of an item."""
    row, _ = made.spot(now(item))
    note = now(f"note.{item}", "all")
    made.draft.places[note] = (made.place(now(item))[0], f"K{row}")
    made.page(note).put(row, 11, None, "text_input")
    made.type(note, text, text=text)
