"""The sheets of the Reporting Template: its questions, and a row for each indicator."""

from support import full_answers

from wres_excel.domain.answers import Answer
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.workbook.own_form import own_form

from .blanks import Shown, data_of

EDITION = load_edition("2019")
HEADING_ROW = 5


def said(words: str) -> Answer:
    return Answer("reported", text=words, raw=words)


def test_the_report_asks_every_field_of_the_template_in_order_with_its_reference(
    name: str,
) -> None:
    edition, sheet = load_edition(name), Shown(data_of(name), "Report")
    items = [item for item in edition.items if item.sheet in ("Front page", "Report")]
    titles = {section.key: section.title for section in edition.sections}
    asked = [tuple(row[:3]) for row in sheet.rows[HEADING_ROW:]]
    assert asked == [(item.field or "[z]", titles[item.section], item.label) for item in items]


def test_the_references_of_the_template_come_in_order() -> None:
    references = Shown(data_of("2019"), "Report").below("Reference", HEADING_ROW)
    numbered = [reference for reference in references if reference != "[z]"]
    assert numbered == ["1a", "1b", "2a", "2b", "3a", "3b", "3c", "4a", "6", "7"]


def test_answers_of_the_front_page_are_repeated_and_checked_here() -> None:
    lead = "A. Example, director"
    given = {
        Place("report.board_lead", "current", "all"): said(lead),
        Place("report.date", "current", "all"): said("2019-10"),
    }
    sheet = Shown(own_form(EDITION).fill(given), "Report")
    rows = {row[2]: row[3:5] for row in sheet.rows[HEADING_ROW:]}
    assert rows[EDITION.by_key["report.board_lead"].label] == [lead, "complete"]
    assert rows[EDITION.by_key["report.organisation_name"].label] == ["", "to do"]
    assert rows[EDITION.by_key["report.commissioners"].label] == ["", "optional"]
    month, check = rows[EDITION.by_key["report.date"].label]
    assert (str(month), check) == ("2019-10-01", "complete")


def test_a_percentage_is_stored_as_a_share_and_0_is_an_answer() -> None:
    given = {
        Place("staff.bme_proportion", "current", "all"): Answer("reported", 22, raw="22"),
        Place("staff.employed", "current", "all"): Answer("reported", 0, raw="0"),
    }
    sheet = Shown(own_form(EDITION).fill(given), "Report")
    rows = {row[0]: row[3:5] for row in sheet.rows[HEADING_ROW:]}
    assert rows["2b"] == [0.22, "complete"]
    assert rows["2a"] == [0, "complete"]


def test_every_indicator_has_a_row_with_its_wording_and_what_it_compares_this_year(
    name: str,
) -> None:
    edition, sheet = load_edition(name), Shown(data_of(name), "Report indicators")
    assert [row[0] for row in sheet.rows[HEADING_ROW:]] == list(range(1, 10))
    for indicator, row in zip(edition.indicators, sheet.rows[HEADING_ROW:], strict=True):
        basis = edition.basis.get(indicator.number)
        assert str(row[1]).startswith(indicator.wording)
        assert (f" This edition: {basis}." in str(row[1])) is (basis is not None)


def test_the_columns_of_the_indicators_are_those_of_the_template(name: str) -> None:
    edition, sheet = load_edition(name), Shown(data_of(name), "Report indicators")
    (columns,) = (section.columns for section in edition.sections if section.columns)
    labels = [column.label for column in columns]
    assert labels[:2] == ["Data for reporting year", "Data for previous year"]
    assert sheet.rows[HEADING_ROW - 1] == ["Indicator", "What it measures", *labels, "Check"]


def test_an_indicators_row_counts_down_to_complete() -> None:
    keys = ["reporting_year", "previous_year", "narrative", "action"]
    given: dict[Place, Answer] = {}
    seen = []
    for key in (None, *keys):
        if key:
            given[Place(f"indicator_5.{key}", "current", "all")] = said(key)
        sheet = Shown(own_form(EDITION).fill(given), "Report indicators")
        seen.append(sheet.below("Check", HEADING_ROW)[4])
    assert seen == [*(f"to do: {left} of its cells" for left in (4, 3, 2, 1)), "complete"]


def test_in_2015_no_previous_year_is_needed() -> None:
    edition = load_edition("2015")
    given = {p: a for p, a in full_answers(edition).items() if "previous_year" not in p.item}
    sheet = Shown(own_form(edition).fill(given), "Report indicators")
    assert set(sheet.below("Check", HEADING_ROW)) == {"complete"}


def test_the_board_statement_of_2015_stands_on_its_report() -> None:
    edition = load_edition("2015")
    words = "Our Board is broadly representative."
    given = {Place("board.statement", "current", "all"): said(words)}
    sheet = Shown(own_form(edition).fill(given), "Report")
    label = edition.by_key["board.statement"].label
    assert [row[3] for row in sheet.rows if row[2] == label] == [words]
    assert not any(row[3] == words for row in Shown(own_form(EDITION).fill({}), "Report").rows)
