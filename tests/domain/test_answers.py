"""Typed text and cells become answers; answers become cells that read back the same."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wres_excel.domain.answers import (
    Answer,
    NotUnderstoodError,
    answer_from_cell,
    answer_from_count,
    answer_from_text,
    content_of,
    shown_text,
)
from wres_excel.domain.typed import percent_of_share
from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.spellings import load_spellings

SPELLINGS = load_spellings()
ITEMS = load_edition("2020").by_key
HEADCOUNT = ITEMS["clinical.band_5"]
AVERAGE = ITEMS["disciplinary.entered"]
PERCENT = ITEMS["survey.discrimination"]
POINTS = ITEMS["board.difference"]
RATE = ITEMS["disciplinary.likelihood"]
RATIO = ITEMS["disciplinary.relative_likelihood"]
TEXT = ITEMS["background.completeness"]
MONTH = ITEMS["report.date"]


def typed(item, text, **how):
    return answer_from_text(item, text, SPELLINGS, **how)


def cell(item, kind, raw, **how):
    return answer_from_cell(item, kind, raw, SPELLINGS, **how)


def rules(troubles):
    return [trouble.rule for trouble in troubles]


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        (HEADCOUNT, "102", 102),
        (HEADCOUNT, "0", 0),
        (HEADCOUNT, "7.0", 7),
        (HEADCOUNT, " 1,234 ", 1234),
        (HEADCOUNT, "1,234,567", 1234567),
        (HEADCOUNT, "12 345", 12345),
        (HEADCOUNT, "12\u00a0345", 12345),
        (AVERAGE, "4.5", 4.5),
        (AVERAGE, "4", 4),
        (PERCENT, "12.3%", 12.3),
        (PERCENT, "12.3 %", 12.3),
        (PERCENT, "12.3", 12.3),
        (PERCENT, "0.123", 0.123),
        (PERCENT, "100", 100),
        (POINTS, "-3.1", -3.1),
        (POINTS, "\u22123.1%", -3.1),
        (POINTS, "+3.1", 3.1),
        (RATE, "0.147", 0.147),
        (RATE, "1.2e-05", 1.2e-05),
        (RATE, "17.16%", 0.1716),
        (RATIO, "1.46", 1.46),
    ],
)
def test_a_typed_number_is_the_number_meant(item, text, value):
    assert typed(item, text) == Answer("reported", value, raw=text)


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (item, text)
        for item, texts in [
            (HEADCOUNT, ["-1", "1.5", "12 staff", "-", "nil", "12%", "1,23", "0,123", "1,2345"]),
            (HEADCOUNT, ["\u0663", "1_000", "inf", "nan", "1000000000", "9" * 70, "TRUE"]),
            (AVERAGE, ["4.25", "-0.5"]),
            (PERCENT, ["101", "-1%", "12,3", "12.3%%", "%", "-"]),
            (RATE, ["one"]),
            (RATIO, ["1.54%", "1.7 times"]),
            (MONTH, ["soon", "2020-13", "31/02/2020", "October", "2020", "\u0662020-10", "*"]),
            (TEXT, ["x" * 32_768, "\U0001f600" * 16_384]),
        ]
        for text in texts
    ],
)
def test_what_is_no_answer_is_refused_with_what_is(item, text):
    with pytest.raises(NotUnderstoodError) as caught:
        typed(item, text)
    assert caught.value.expected


@pytest.mark.parametrize(
    ("item", "text", "expected", "remedy"),
    [
        (
            HEADCOUNT,
            "nil",
            "a whole number of people, such as 102",
            "Write 0 for none, N/A where it does not apply, or Not collected if it is not known.",
        ),
        (
            HEADCOUNT,
            "12 staff",
            "a whole number of people, such as 102",
            "Type the number alone, and put any words in the notes.",
        ),
        (
            HEADCOUNT,
            "12 %",
            "a whole number of people, such as 102",
            "Leave out the percent sign if 12 is meant.",
        ),
        (
            HEADCOUNT,
            "2.5",
            "a whole number of people, such as 102",
            "Give headcounts, not full-time equivalents.",
        ),
        (
            AVERAGE,
            "2.4",
            "a number of people, which as a two-year average may end in .5, such as 4.5",
            "Give the average of the two years' headcounts.",
        ),
        (
            PERCENT,
            "12,3",
            "a percentage from 0 to 100, such as 12.3% or 12.3",
            "Write a decimal point, not a comma.",
        ),
        (
            TEXT,
            "x" * 40_000,
            "text of at most 32,767 characters",
            "A cell cannot hold its 40,000 characters: shorten it, or put a link.",
        ),
        (MONTH, "soon", "a month, such as 2020-10 or October 2020", ""),
    ],
)
def test_a_refusal_says_what_to_do(item, text, expected, remedy):
    with pytest.raises(NotUnderstoodError) as caught:
        typed(item, text)
    assert (caught.value.expected, caught.value.remedy) == (expected, remedy)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("N/A", "not_applicable"),
        ("na", "not_applicable"),
        (" n / a ", "not_applicable"),
        ("Not\u00a0applicable", "not_applicable"),
        ("not collected", "not_collected"),
        ("Not  recorded", "not_collected"),
        ("*", "suppressed"),
        ("<5", "suppressed"),
        ("< 10", "suppressed"),
        ("[c]", "suppressed"),
        ("", "blank"),
        ("  ", "blank"),
    ],
)
def test_a_marker_in_place_of_a_number_is_a_status(text, status):
    assert typed(HEADCOUNT, text) == Answer(status, raw=text)
    assert cell(PERCENT, "text", text) == (Answer(status, raw=text), ())


def test_words_are_kept_exactly_and_know_only_two_markers():
    assert typed(TEXT, "N/A") == Answer("not_applicable", raw="N/A")
    assert typed(TEXT, "not collected") == Answer("not_collected", raw="not collected")
    assert typed(TEXT, "") == Answer("blank")
    for text in (" two  words\r\n", "*", "<5", "=1+1", "  "):
        assert typed(TEXT, text) == Answer("reported", text=text, raw=text)
        assert cell(TEXT, "text", text) == (Answer("reported", text=text, raw=text), ())


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2020-10", "2020-10"),
        ("October 2020", "2020-10"),
        ("oct 2020", "2020-10"),
        ("Oct-20", "2020-10"),
        ("10/2020", "2020-10"),
        ("2020-10-01", "2020-10"),
        ("1 October 2020", "2020-10"),
        ("2020-10-05", "2020-10-05"),
        ("2020-10-05 00:00:00", "2020-10-05"),
        ("5 October 2020", "2020-10-05"),
        ("05/10/2020", "2020-10-05"),
    ],
)
def test_a_month_has_one_normal_form(text, month):
    assert typed(MONTH, text) == Answer("reported", text=month, raw=text)
    assert cell(MONTH, "text", text) == (Answer("reported", text=month, raw=text), ())


def test_a_date_cell_is_a_month_or_a_day_by_either_count():
    for raw, date1904, month in (("44105", False, "2020-10"), ("42647.5", True, "2020-10-05")):
        answer = Answer("reported", text=month, raw=raw)
        assert cell(MONTH, "number", raw, date_format=True, date1904=date1904) == (answer, ())
    answer = Answer("reported", text="2020-10-05", raw="2020-10-05T00:00:00")
    assert cell(MONTH, "date", "2020-10-05T00:00:00") == (answer, ())


def test_what_is_no_month_stays_text_in_a_cell():
    assert cell(MONTH, "text", "soon") == (Answer("reported", text="soon", raw="soon"), ())
    assert cell(MONTH, "text", "n/a") == (Answer("not_applicable", raw="n/a"), ())


@pytest.mark.parametrize(
    ("item", "kind", "raw", "how", "value", "found"),
    [
        (HEADCOUNT, "number", "102", {}, 102, []),
        (HEADCOUNT, "number", "102.0", {}, 102, []),
        (HEADCOUNT, "text", "102", {}, 102, ["number-as-text"]),
        (HEADCOUNT, "number", "-3", {}, -3, ["negative"]),
        (HEADCOUNT, "number", "7.4", {}, 7.4, ["fraction-of-a-person"]),
        (HEADCOUNT, "number", "-7.4", {}, -7.4, ["negative", "fraction-of-a-person"]),
        (HEADCOUNT, "number", "1E+10", {}, 10_000_000_000, ["out-of-range"]),
        (HEADCOUNT, "number", "12", {"percent_format": True}, 12, ["percent-format"]),
        (AVERAGE, "number", "4.5", {}, 4.5, []),
        (AVERAGE, "number", "4.25", {}, 4.25, ["fraction-of-a-person"]),
        (PERCENT, "number", "0.123", {"percent_format": True}, 12.3, []),
        (PERCENT, "number", "0.28999999999999998", {"percent_format": True}, 29, []),
        (PERCENT, "number", "12.3", {"percent_format": True}, 1230, ["out-of-range"]),
        (PERCENT, "number", "12.3", {}, 12.3, []),
        (PERCENT, "number", "0.123", {}, 0.123, ["share-or-percent"]),
        (PERCENT, "number", "-2", {}, -2, ["negative"]),
        (PERCENT, "text", "12.3%", {}, 12.3, ["number-as-text"]),
        (PERCENT, "text", "0.3%", {}, 0.3, ["number-as-text"]),
        (PERCENT, "text", "0.3", {}, 0.3, ["number-as-text", "share-or-percent"]),
        (POINTS, "number", "-0.031", {"percent_format": True}, -3.1, []),
        (POINTS, "number", "120", {}, 120, ["out-of-range"]),
        (POINTS, "number", "0.5", {}, 0.5, []),
        (POINTS, "number", "-0.5", {"format_known": False}, -0.5, ["share-or-percent"]),
        (POINTS, "number", "1.5", {"format_known": False}, 1.5, []),
        (POINTS, "text", "0.5", {"format_known": False}, 0.5, ["number-as-text"]),
        (PERCENT, "number", "0.123", {"format_known": False}, 0.123, ["share-or-percent"]),
        (RATE, "number", "0.1716", {"percent_format": True}, 0.1716, []),
        (RATE, "text", "17.16%", {}, 0.1716, ["number-as-text", "percent-for-rate"]),
        (RATIO, "number", "1.46", {}, 1.46, []),
        (RATIO, "number", "0.0154", {"percent_format": True}, 0.0154, ["percent-format"]),
    ],
)
def test_a_number_in_a_cell_is_never_lost(item, kind, raw, how, value, found):
    answer, troubles = cell(item, kind, raw, **how)
    assert answer == Answer("reported", value, raw=raw)
    assert rules(troubles) == found


@pytest.mark.parametrize(
    ("item", "kind", "raw", "how", "status", "found"),
    [
        (HEADCOUNT, "blank", "", {}, "blank", []),
        (HEADCOUNT, "text", "", {"formula": True}, "blank", []),
        (HEADCOUNT, "blank", "", {"formula": True}, "uncalculated", ["uncalculated"]),
        (HEADCOUNT, "error", "#DIV/0!", {"formula": True}, "error", ["error-value"]),
        (TEXT, "error", "#N/A", {}, "error", ["error-value"]),
        (HEADCOUNT, "text", "12 staff", {}, "unreadable", ["unreadable"]),
        (HEADCOUNT, "text", "-", {}, "unreadable", ["unreadable"]),
        (HEADCOUNT, "text", "nil", {}, "unreadable", ["unreadable"]),
        (HEADCOUNT, "text", "12%", {}, "unreadable", ["unreadable"]),
        (HEADCOUNT, "boolean", "TRUE", {}, "unreadable", ["unreadable"]),
        (HEADCOUNT, "date", "2020-10-05", {}, "unreadable", ["unreadable"]),
        (HEADCOUNT, "number", "43000", {"date_format": True}, "unreadable", ["date-for-number"]),
        (HEADCOUNT, "number", "1e999", {}, "unreadable", ["unreadable"]),
        (PERCENT, "number", "-1.8E306", {"percent_format": True}, "unreadable", ["unreadable"]),
        (RATIO, "text", "1.54%", {}, "unreadable", ["unreadable"]),
    ],
)
def test_what_is_no_value_has_its_status_and_its_raw_content(item, kind, raw, how, status, found):
    answer, troubles = cell(item, kind, raw, **how)
    assert answer == Answer(status, raw=raw)
    assert rules(troubles) == found


def test_a_trouble_is_a_finding_without_a_place():
    assert cell(HEADCOUNT, "text", "nil")[1] == (
        Finding(
            "unreadable",
            "error",
            "The cell does not hold a number that can be read",
            "Write 0 for none, N/A where it does not apply, or Not collected if it is not known.",
            found="nil",
            expected="a whole number of people, such as 102",
        ),
    )


TROUBLED = [
    (HEADCOUNT, "error", "#REF!", {}),
    (HEADCOUNT, "blank", "", {"formula": True}),
    (HEADCOUNT, "boolean", "TRUE", {}),
    (HEADCOUNT, "number", "43000", {"date_format": True}),
    (RATIO, "number", "0.0154", {"percent_format": True}),
    (RATE, "text", "17.16%", {}),
    (PERCENT, "number", "0.5", {}),
    (HEADCOUNT, "number", "-7.4", {}),
    (PERCENT, "number", "120", {}),
    (AVERAGE, "number", "7.4", {}),
]


def test_every_trouble_reads_as_a_whole_sentence():
    text = [
        str(trouble)
        for item, kind, raw, how in TROUBLED
        for trouble in cell(item, kind, raw, **how)[1]
    ]
    assert text == [
        "error[error-value] The cell shows an Excel error in place of a value (found #REF!). "
        "Correct the formula, or type the value.",
        "warning[uncalculated] The formula was saved without its result (found nothing). "
        "Open the workbook in Excel, save it, and read it again.",
        "error[unreadable] The cell does not hold a number that can be read (found TRUE; "
        "expected a whole number of people, such as 102). "
        "Type the number alone, and put any words in the notes.",
        "error[date-for-number] The cell is formatted as a date, so what was meant is not certain "
        "(found 22 September 2017 (43000 in the cell); expected a whole number of people, "
        "such as 102). "
        "Format the cell as a number and type the value again.",
        "warning[percent-format] The cell is formatted as a percentage, but should hold a "
        "plain number (found 0.0154; expected a ratio, such as 1.46). "
        "Format the cell as a number and check its value.",
        "note[number-as-text] The number is stored as text and was read as a number "
        "(found 17.16%). Totals in Excel leave such cells out: "
        "format the cell as a number and retype it.",
        "note[percent-for-rate] The rate is written as a percentage and was read as a rate "
        "(found 17.16%; expected a rate, such as 0.147 or 14.7%). "
        "Write it as a number from 0 to 1.",
        "warning[share-or-percent] The value may be a share of 1 or a percentage; it was "
        "read as a percentage (found 0.5). Write it with a percent sign, such as 12.3%.",
        "error[negative] The value is below 0 (found -7.4; expected 0 or more). "
        "Check the value: the least there can be is 0.",
        "error[fraction-of-a-person] The headcount is not a whole number of people "
        "(found -7.4; expected a whole number). Give headcounts, not full-time equivalents.",
        "error[out-of-range] The value is outside what it can be (found 120; "
        "expected 0 to 100). "
        "Check the value, its decimal point, and whether a percent sign is missing.",
        "error[fraction-of-a-person] The headcount is not a whole number of people (found 7.4; "
        "expected a whole number, or one that ends in .5). "
        "Give the average of the two years' headcounts.",
    ]


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        (PERCENT, "12,3", 12.3),
        (PERCENT, "12.3", 12.3),
        (RATIO, "1,829", 1.829),
        (RATIO, "1.829", 1.829),
        (HEADCOUNT, "102", 102),
        (HEADCOUNT, "1 234", 1234),
        (HEADCOUNT, "1.234.567,0", 1234567),
        (AVERAGE, "4,5", 4.5),
    ],
)
def test_a_decimal_comma_is_understood_where_it_is_possible(item, text, value):
    assert typed(item, text, decimal_comma_possible=True).value == value


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,5"])
def test_a_headcount_that_may_mean_two_numbers_is_refused(text):
    with pytest.raises(NotUnderstoodError):
        typed(HEADCOUNT, text, decimal_comma_possible=True)


def test_text_items_show_cells_as_people_see_them():
    shown = [
        shown_text("number", "0.123", percent_format=True, date_format=False),
        shown_text("number", "44109", percent_format=False, date_format=True),
        shown_text("number", "0.28999999999999998", percent_format=False, date_format=False),
        shown_text("boolean", "TRUE", percent_format=False, date_format=False),
        shown_text("number", "1.8E306", percent_format=True, date_format=False),
    ]
    assert shown == ["12.3%", "2020-10-05", "0.29", "TRUE", "1.8E306"]
    answer = Answer("reported", text="12.3%", raw="0.123")
    assert cell(TEXT, "number", "0.123", percent_format=True) == (answer, ())


def back(item, answer, **how):
    """Return what the cell of an answer reads as, by everything but raw."""
    kind, raw = content_of(item, answer, **how)
    again, _ = cell(item, kind, raw, **how)
    return again.status, again.value, again.text


@given(st.floats(0, 100) | st.integers(0, 100), st.booleans())
@example(12.345678901234502, True)
@example(5e-324, True)
def test_every_percentage_comes_back_from_its_cell(percent, percent_format):
    answer = Answer("reported", percent, raw=str(percent))
    how = {"percent_format": percent_format}
    assert back(PERCENT, answer, **how) == ("reported", percent, None)


@given(st.decimals(0, 100, places=13).map(lambda d: d.quantize(Decimal(10) ** -12)))
def test_a_share_with_the_17_digits_of_excel_is_the_percentage_typed(percent):
    stored = format(float(percent.scaleb(-2)), ".17g")
    assert percent_of_share(Decimal(stored)) == float(percent)


@given(st.integers(0, 999_999_999))
def test_every_headcount_comes_back_from_its_cell_and_from_text(number):
    assert back(HEADCOUNT, typed(HEADCOUNT, str(number))) == ("reported", number, None)
    assert typed(HEADCOUNT, f"{number:,}").value == number


@given(
    st.sampled_from([HEADCOUNT, AVERAGE]),
    st.sampled_from(["number", "text", "blank", "boolean", "date", "error"]),
    st.integers(-10, 10**12).map(str) | st.from_regex(r"[0-9]{1,12}", fullmatch=True) | st.text(),
    st.booleans(),
    st.booleans(),
)
@example(HEADCOUNT, "number", "999999999", False, True)
@example(HEADCOUNT, "number", "1000000000", False, True)
@example(AVERAGE, "number", "007", True, False)
@example(HEADCOUNT, "number", "\u0663", False, True)
def test_a_stored_whole_number_of_people_is_what_any_cell_is(item, kind, raw, formula, known):
    """Whatever the quick look tells is what the whole look finds, with nothing odd about it."""
    quick = answer_from_count(kind, raw)
    if quick is not None:
        assert (quick, ()) == cell(item, kind, raw, formula=formula, format_known=known)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [("number", "102", 102), ("number", "0", 0), ("number", "7.0", None), ("text", "102", None)],
)
def test_only_stored_whole_numbers_need_no_second_look(kind, raw, value):
    quick = answer_from_count(kind, raw)
    assert (quick.value if quick else None) == value


@given(st.floats(0, 1e15))
def test_every_rate_comes_back_from_its_cell(number):
    assert back(RATE, typed(RATE, repr(number))) == ("reported", number, None)


@given(st.dates(), st.booleans(), st.booleans())
def test_every_month_and_date_comes_back_from_its_cell(day, date_format, date1904):
    answer = typed(MONTH, day.isoformat())
    how = {"date_format": date_format, "date1904": date1904}
    assert back(MONTH, answer, **how) == ("reported", None, answer.text)


@given(st.text())
def test_every_text_comes_back_from_its_cell(text):
    answer = typed(TEXT, text)
    assert back(TEXT, answer) == (answer.status, None, answer.text)


@pytest.mark.parametrize("text", ["N/A", "not collected", "<5", ""])
def test_every_status_comes_back_from_its_cell(text):
    answer = typed(HEADCOUNT, text)
    assert back(HEADCOUNT, answer) == (answer.status, None, None)


def test_how_answers_are_stored():
    month = typed(MONTH, "2020-10")
    stored = [
        content_of(PERCENT, typed(PERCENT, "12.3%"), percent_format=True),
        content_of(PERCENT, typed(PERCENT, "12.3%")),
        content_of(MONTH, month, date_format=True),
        content_of(MONTH, month, date_format=True, date1904=True),
        content_of(MONTH, month),
        content_of(MONTH, typed(MONTH, "5/10/2020")),
        content_of(HEADCOUNT, Answer("suppressed", raw="<5")),
        content_of(HEADCOUNT, Answer("not_collected")),
        content_of(TEXT, Answer("blank")),
    ]
    assert stored == [
        ("number", "0.123"),
        ("number", "12.3"),
        ("number", "44105"),
        ("number", "42643"),
        ("text", "October 2020"),
        ("text", "5 October 2020"),
        ("text", "<5"),
        ("text", "Not collected"),
        ("blank", ""),
    ]


def test_text_that_no_cell_can_hold_is_refused():
    with pytest.raises(NotUnderstoodError):
        content_of(TEXT, Answer("reported", text="x" * 32_768))


def test_any_number_may_be_claimed_for_a_derived_item_since_it_is_only_compared():
    assert typed(ITEMS["board.non_voting"], "-1").value == -1
    assert typed(POINTS, "100.5").value == 100.5
    assert typed(RATE, "-0.1").value == -0.1
