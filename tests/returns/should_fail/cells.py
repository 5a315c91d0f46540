"""Cells that hold no value, or one that cannot be right; nothing is made of them, nothing lost."""

from forms.package import Package
from forms.paper import Key

from ..cases import case
from ..keys import now, subset, survey
from ..made import Made
from ..parts import put_cell


@case("a ratio printed with a % sign")
def a_ratio_typed_with_a_percent_sign(made: Made) -> None:
    key = now("recruitment.relative_likelihood", "all")
    made.type(key, "1.42%", "unreadable")
    made.find("unreadable", "error", key)


@case("'0.66 more likely', the reciprocal", "trailing text")
def a_ratio_in_words(made: Made) -> None:
    key = now("recruitment.relative_likelihood", "all")
    made.type(key, "0.66 more likely", "unreadable")
    made.find("unreadable", "error", key)


@case("trailing text")
def twelve_staff(made: Made) -> None:
    for key, text in zip(
        subset(), ("12 staff", "4*", "c. 10", "2 (1 acting)", "1-2", "4 / 5"), strict=True
    ):
        made.type(key, text, "unreadable")
        made.find("unreadable", "error", key)


@case("'-' for none", "'nil' for none")
def dashes_and_nil(made: Made) -> None:
    """None, not applicable and not known are three things, and a dash is any of them."""
    for key, text in zip(subset(), ("-", "\u2013", "nil", "Nil", "None", "\u2014"), strict=True):
        made.type(key, text, "unreadable")
        made.find("unreadable", "error", key)


@case("FTE in place of headcount")
def full_time_equivalents(made: Made) -> None:
    for key, equivalent in zip(subset()[:3], (3.6, 1.8, 0.5), strict=True):
        made.type(key, equivalent)
        made.find("fraction-of-a-person", "error", key)


@case("percentage-only tables")
def percentages_where_headcounts_belong(made: Made) -> None:
    typed, stored = subset()[:2]
    made.type(typed, "57.1%", "unreadable")
    made.find("unreadable", "error", typed)
    made.type(stored, 0.286, style="percent_cell")
    made.find("percent-format", "warning", stored)
    made.find("fraction-of-a-person", "error", stored)


@case("Excel errors")
def errors_of_excel(made: Made) -> None:
    for key, error in zip(
        subset(), ("#DIV/0!", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#NUM!"), strict=True
    ):
        made.type(key, error, "error")
        made.edit_cell(key, lambda cell, error=error: setattr(cell, "value", error))
        made.find("error-value", "error", key)


@case("a date as a serial number", "a real date")
def a_date_where_a_headcount_belongs(made: Made) -> None:
    """Excel makes 10 January of 10/1: neither ten nor 43475 people were meant."""
    key = subset()[0]
    made.type(key, 43475, style="short_date_heading")
    made.say(key, status="unreadable", value=None)
    made.find("date-for-number", "error", key)


@case("non-finite numbers", "overlong numbers")
def numbers_that_are_none(made: Made) -> None:
    contents = ("NaN", "INF", "-INF", "1E400", "9" * 400, "0x10")
    for key, content in zip(subset(), contents, strict=True):
        made.operate(
            lambda package, key=key, content=content: put_cell(
                package, made.place(key)[1], f"<v>{content}</v>"
            )
        )
        made.say(key, status="error", value=None, raw=content[:255])
        made.find("error-value", "error", key)


@case("overlong numbers")
def more_people_than_there_are(made: Made) -> None:
    long, text, survey_key = *subset()[:2], survey()[0]
    made.operate(lambda package: put_cell(package, made.place(long)[1], "<v>1E300</v>"))
    made.say(long, value=10**300, raw="1E300")
    made.type(text, "9" * 70, "unreadable")
    made.type(survey_key, 723)
    made.find("out-of-range", "error", long, survey_key)
    made.find("unreadable", "error", text)


@case("broken shared-string indices")
def shared_strings_that_do_not_exist(made: Made) -> None:
    """-1 would be the last of the list to a careless reader."""
    for key, index in zip(subset(), ("-1", "99999", "1.5", "x", "+0", "\u0661"), strict=True):
        made.operate(
            lambda package, key=key, index=index: put_cell(
                package, made.place(key)[1], f"<v>{index}</v>", t="s"
            )
        )
        made.say(key, status="error", value=None, raw="#SST!")
        made.find("error-value", "error", key)


@case("rich text")
def a_struck_figure_beside_its_replacement(made: Made) -> None:
    """'14 4' with the 14 struck through in the text is not 144, nor 14 4."""
    key = subset()[0]
    runs = '<is><r><rPr><strike/></rPr><t xml:space="preserve">14 </t></r><r><t>4</t></r></is>'
    made.operate(lambda package: put_cell(package, made.place(key)[1], runs, t="inlineStr"))
    made.say(key, status="unreadable", value=None, raw="14 4")
    made.find("unreadable", "error", key)
    made.find("struck-through", "note", key)


@case("rich text", "strike-through")
def a_struck_figure_beside_its_replacement_among_the_shared_strings(made: Made) -> None:
    """As Excel saves it; a figure that is struck as a whole is read, whatever runs it is of."""
    half, whole = subset()[:2]
    struck = "<si><r><t> </t></r><r><rPr><strike/></rPr><t>2</t></r></si>"
    both = '<si><r><rPr><strike/></rPr><t>14</t></r><r><t xml:space="preserve"> 4</t></r></si>'
    made.operate(lambda package: share(package, {half: both, whole: struck}, made))
    made.say(half, status="unreadable", value=None, raw="14 4")
    made.find("unreadable", "error", half)
    made.say(whole, value=2, raw=" 2")
    made.find("number-as-text", "note", whole)
    made.find("struck-through", "note", half)


def share(package: Package, strings: dict[Key, str], made: Made) -> None:
    """Store texts with their runs among the shared strings."""
    part = "xl/sharedStrings.xml"
    count = package.parts[part].count(b"<si>")
    for at, (key, string) in enumerate(strings.items(), start=count):
        text = package.parts[part].decode().replace("</sst>", f"{string}</sst>")
        package.parts[part] = text.encode()
        put_cell(package, made.place(key)[1], f"<v>{at}</v>", t="s")
