"""From what stands in a metrics file or a cell to an answer, and from an answer to a cell."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from wres_excel.domain.dates import form_in_words, month_of_text, serial_of_form
from wres_excel.domain.model import Item
from wres_excel.domain.numbers import Number, digits, tidy
from wres_excel.domain.periods import date_of_serial
from wres_excel.domain.spellings import Spellings
from wres_excel.domain.terms import Measure, Status
from wres_excel.domain.troubles import MOST_PEOPLE, doubts_of, faults_of, trouble, unreadable
from wres_excel.domain.typed import (
    TypedNumber,
    number_of_cell,
    parse_number,
    percent_of_share,
    share_digits,
)
from wres_excel.domain.wording import day_in_words
from wres_excel.findings import Finding

Kind = Literal["blank", "number", "text", "boolean", "date", "error"]
LONGEST_TEXT = 32_767
_DIGITS_OF_PEOPLE = len(str(MOST_PEOPLE))
MARKERS: Mapping[Status, str] = {
    "not_applicable": "N/A",
    "not_collected": "Not collected",
    "suppressed": "*",
}
_LACKING: Mapping[Status, str] = {"error": "error-value", "uncalculated": "uncalculated"}
EXPECTED: Mapping[Measure, str] = {
    "headcount": "a whole number of people, such as 102",
    "percentage": "a percentage from 0 to 100, such as 12.3% or 12.3",
    "percentage points": "percentage points from -100 to 100, such as -3.1",
    "rate": "a rate, such as 0.147 or 14.7%",
    "ratio": "a ratio, such as 1.46",
    "text": "text of at most 32,767 characters",
    "month": "a month, such as 2020-10 or October 2020",
}


class Answer(NamedTuple):
    """What stands in one place: its status, and its number or its words.

    value: a headcount, a number of percent, a rate or a ratio, None unless reported; text: an
    answer in words, a month as "2020-10"; raw: exactly what was typed or stored.
    """

    status: Status
    value: Number | None = None
    text: str | None = None
    raw: str = ""


class NotUnderstoodError(ValueError):
    """What was typed is no answer to the item; expected says what is, remedy what to do."""

    def __init__(self, expected: str, remedy: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.remedy = remedy


def answer_from_text(
    item: Item, text: str, spellings: Spellings, *, decimal_comma_possible: bool = False
) -> Answer:
    """Return the answer that a text of a metrics file gives to an item.

    decimal_comma_possible: the file may write 12,5 for twelve and a half. What is given for a
    derived item is only compared, so any number will do. Raises
    NotUnderstoodError if the text is no answer, or a number the item cannot have.
    """
    if item.measure == "text":
        return _words(_fitting(text), spellings)
    if not text.strip():
        return Answer("blank", raw=text)
    if item.measure == "month":
        return _month(item, text, spellings)
    typed = parse_number(
        text, decimal_comma=decimal_comma_possible, whole=item.measure == "headcount"
    )
    status = None if typed else spellings.status(text)
    if status:
        return Answer(status, raw=text)
    number = _typed_value(item, typed)
    faults = [] if number is None or item.derived else faults_of(item, number, sure=True)
    if number is None or faults:
        raise NotUnderstoodError(expected(item), faults[0].remedy if faults else _hint(item, text))
    return Answer("reported", number, raw=text)


def answer_from_count(kind: Kind, raw: str) -> Answer | None:
    """Return what answer_from_cell finds for a headcount in a stored whole number, else None.

    It is what most cells of a return hold, and nothing is odd about it unless the cell shows
    percentages or dates.
    """
    digits_alone = kind == "number" and raw.isdecimal() and raw.isascii()
    if digits_alone and len(raw) <= _DIGITS_OF_PEOPLE:
        return Answer("reported", int(raw), None, raw)
    return None


def answer_from_cell(
    item: Item,
    kind: Kind,
    raw: str,
    spellings: Spellings,
    *,
    formula: bool = False,
    percent_format: bool = False,
    date_format: bool = False,
    date1904: bool = False,
    format_known: bool = True,
) -> tuple[Answer, tuple[Finding, ...]]:
    """Return the answer that a cell gives to an item, and what is odd about it.

    kind, raw: the cell's content as workbook.cells.Cell has it; formula: whether it has one;
    percent_format, date_format: how the cell shows numbers; date1904: whether the workbook counts
    days from 1904; format_known: whether the kind of file tells formats at all. The findings know
    what was found, and no place. A number is never lost: one that cannot be right is kept, with a
    finding.
    """
    if kind == "error" or (kind == "blank" and formula):
        status: Status = "error" if kind == "error" else "uncalculated"
        answer, troubles = Answer(status, raw=raw), [trouble(_LACKING[status])]
    elif not raw:
        answer, troubles = Answer("blank"), []
    elif item.in_words:
        shown = shown_text(
            kind, raw, percent_format=percent_format, date_format=date_format, date1904=date1904
        )
        answer, troubles = _words_from_cell(item, shown, raw, spellings), []
    else:
        answer, troubles = _number_from_cell(
            item, kind, raw, spellings, percent_format, date_format
        )
        if kind == "number" and not format_known:
            troubles += doubts_of(item, answer.value)
    shown = _as_dated(kind, raw, date1904) if date_format else raw or "nothing"
    return answer, tuple([replace(odd, found=shown) for odd in troubles])


def _as_dated(kind: Kind, raw: str, date1904: bool) -> str:
    """Return a number with the date that its cell shows: "3 April 2024 (45385 in the cell)"."""
    number = number_of_cell(raw) if kind == "number" else None
    day = date_of_serial(float(number), date1904) if number is not None else None
    return f"{day_in_words(day)} ({raw} in the cell)" if day else raw or "nothing"


def content_of(
    item: Item,
    answer: Answer,
    *,
    percent_format: bool = False,
    date_format: bool = False,
    date1904: bool = False,
) -> tuple[Kind, str]:
    """Return the kind and raw form in which a cell stores an answer, as workbook.cells has them.

    percent_format, date_format, date1904: as for answer_from_cell, which reads the same answer
    back. Raises NotUnderstoodError for text that no cell can hold.
    """
    if answer.status == "blank":
        return "blank", ""
    if answer.value is not None:
        share = item.in_percent and percent_format
        return "number", share_digits(answer.value) if share else digits(answer.value)
    if answer.status != "reported":
        return "text", _fitting(answer.raw or MARKERS.get(answer.status, ""))
    text = answer.text or ""
    if item.measure == "month" and month_of_text(text) == text:
        serial = serial_of_form(text, date1904=date1904) if date_format else None
        return ("text", form_in_words(text)) if serial is None else ("number", str(serial))
    return "text", _fitting(text)


def expected(item: Item) -> str:
    """Return in words what an item's answer looks like."""
    if item.step == 0.5:
        return "a number of people, which as a two-year average may end in .5, such as 4.5"
    return EXPECTED[item.measure]


def shown_text(
    kind: Kind, raw: str, *, percent_format: bool, date_format: bool, date1904: bool = False
) -> str:
    """Return a cell's content as its reader sees it: 0.123 as 12.3%, a date as 2020-10-05."""
    number = number_of_cell(raw, share=percent_format) if kind == "number" else None
    if number is None:
        return raw
    if percent_format:
        return f"{digits(percent_of_share(number))}%"
    day = date_of_serial(float(number), date1904) if date_format else None
    return day.isoformat() if day else digits(tidy(number))


def _words(text: str, spellings: Spellings) -> Answer:
    """Return text as given, or the one of two markers that words can be."""
    if not text:
        return Answer("blank")
    status = spellings.status(text)
    if status in ("not_applicable", "not_collected"):
        return Answer(status, raw=text)
    return Answer("reported", text=text, raw=text)


def _month(item: Item, text: str, spellings: Spellings) -> Answer:
    month, status = month_of_text(text), spellings.status(text)
    if month is None and status not in ("not_applicable", "not_collected"):
        raise NotUnderstoodError(expected(item))
    if month is None and status:
        return Answer(status, raw=text)
    return Answer("reported", text=month, raw=text)


def _words_from_cell(item: Item, shown: str, raw: str, spellings: Spellings) -> Answer:
    month = month_of_text(shown) if item.measure == "month" else None
    if month:
        return Answer("reported", text=month, raw=raw)
    words = _words(shown, spellings)
    return Answer(words.status, text=words.text, raw=raw)


def _number_from_cell(
    item: Item, kind: Kind, raw: str, spellings: Spellings, percent_format: bool, date_format: bool
) -> tuple[Answer, list[Finding]]:
    if kind == "number":
        return _stored_number(item, raw, percent_format, date_format)
    if kind == "text":
        return _number_in_words(item, raw, spellings)
    return Answer("unreadable", raw=raw), [unreadable(expected(item))]


def _stored_number(
    item: Item, raw: str, percent_format: bool, date_format: bool
) -> tuple[Answer, list[Finding]]:
    as_share = item.in_percent and percent_format
    number = number_of_cell(raw, share=as_share)
    if number is None:
        return Answer("unreadable", raw=raw), [unreadable(expected(item))]
    if date_format:
        return Answer("unreadable", raw=raw), [trouble("date-for-number", expected(item))]
    value = percent_of_share(number) if as_share else tidy(number)
    troubles = faults_of(item, value, sure=as_share)
    if percent_format and item.measure in ("headcount", "ratio"):
        troubles.append(trouble("percent-format", expected(item)))
    return Answer("reported", value, raw=raw), troubles


def _number_in_words(item: Item, raw: str, spellings: Spellings) -> tuple[Answer, list[Finding]]:
    """Read a number, or a marker in its place, that stands in a cell as text."""
    typed, status = parse_number(raw), spellings.status(raw)
    if not raw.strip() or (typed is None and status):
        return Answer(status or "blank", raw=raw), []
    value = _typed_value(item, typed)
    if typed is None or value is None:
        return Answer("unreadable", raw=raw), [unreadable(expected(item), _hint(item, raw))]
    troubles = [trouble("number-as-text"), *faults_of(item, value, sure=typed.percent)]
    if typed.percent and item.measure == "rate":
        troubles.append(trouble("percent-for-rate", expected(item)))
    return Answer("reported", value, raw=raw), troubles


def _typed_value(item: Item, typed: TypedNumber | None) -> Number | None:
    """Return a typed number as the item counts it; a count or a ratio takes no percent sign."""
    if typed is None or (typed.percent and item.measure in ("headcount", "ratio")):
        return None
    as_share = typed.percent and item.measure == "rate"
    return tidy(typed.number.scaleb(-2) if as_share else typed.number)


def _hint(item: Item, text: str) -> str:
    """Return what to do about a text that is not the number it should be."""
    word = text.strip().casefold()
    if word in ("-", "\u2013", "\u2014", "nil", "none", "no"):
        return "Write 0 for none, N/A where it does not apply, or Not collected if it is not known."
    if word.endswith("%"):
        return f"Leave out the percent sign if {text.strip()[:-1].strip()} is meant."
    if item.measure != "headcount" and "," in word:
        return "Write a decimal point, not a comma."
    return "Type the number alone, and put any words in the notes."


def _fitting(text: str) -> str:
    """Return text that a cell can hold, whose length Excel counts in UTF-16 units."""
    if len(text) * 2 > LONGEST_TEXT:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if units > LONGEST_TEXT:
            raise NotUnderstoodError(
                EXPECTED["text"],
                f"A cell cannot hold its {units:,} characters: shorten it, or put a link.",
            )
    return text
