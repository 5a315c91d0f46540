"""What of each kind of value is published, and that nothing else of a return is."""

import pytest

from collation.disclosure.returns import edition_of, organisation_inputs, taken
from wres_excel.collation.disclosure.collection import publish
from wres_excel.collation.disclosure.equations import Node
from wres_excel.collation.disclosure.release import Shown, date_of, release
from wres_excel.collation.records import Taken, ValueRow
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition

EDITION = load_edition("2019")
DATE = "2019-03-31"
HELD = Shown(None, None, "suppressed", "[c]")


def place(item: str, group: str = "bme") -> Place:
    return Place(item, "current", group)


def shown(one: Taken, item: str, group: str = "bme") -> Shown:
    row = next(r for r in one.values if (r.item, r.group, r.period) == (item, group, DATE))
    assert (row.sheet, row.cell) == (None, None)
    return Shown(row.value, row.text, row.status, row.raw, row.computed)


def published(inputs, hidden=frozenset(), withheld=frozenset(), **others) -> Taken:
    return release(taken(EDITION, inputs, **others), EDITION, {DATE: hidden}, withheld, 10)


RECRUITMENT = {
    place(f"recruitment.{key}", group): n
    for key, group, n in (
        ("shortlisted", "white", 700),
        ("appointed", "white", 100),
        ("shortlisted", "bme", 300),
        ("appointed", "bme", 31),
    )
}
APPOINTED = Node("recruitment.appointed", "bme")


def test_a_count_that_may_be_shown_is_shown_in_figures():
    found = shown(published(RECRUITMENT), "recruitment.appointed")
    assert found == Shown(31, None, "reported", "31")


def test_a_count_held_back_leaves_its_mark_alone():
    assert shown(published(RECRUITMENT, {APPOINTED}), "recruitment.appointed") == HELD


def test_a_blank_stays_blank_where_another_return_has_a_count_to_hold_back():
    one = published({place("recruitment.shortlisted"): 300}, {APPOINTED})
    assert shown(one, "recruitment.appointed") == Shown(None, None, "blank", "")


def test_a_rate_is_rounded_and_shown_where_its_counts_are():
    one = published(RECRUITMENT)
    rate, ratio = "recruitment.likelihood", "recruitment.relative_likelihood"
    assert shown(one, rate) == Shown(0.1033, None, "reported", "0.1033", 0.1033)
    assert shown(one, ratio, "all") == Shown(1.38, None, "reported", "1.38", 1.38)


def test_a_rate_and_a_ratio_are_held_back_with_a_count_of_theirs():
    one = published(RECRUITMENT, {APPOINTED})
    assert shown(one, "recruitment.likelihood") == HELD
    assert shown(one, "recruitment.relative_likelihood", "all") == HELD
    assert shown(one, "recruitment.likelihood", "white").value == 0.1429


@pytest.mark.parametrize(
    ("given", "shown_as"), [(0.10, 0.1), (0.103, 0.103), (0.1034, 0.1034), (0.25, None)]
)
def test_a_rate_is_shown_only_if_it_follows_from_the_counts(given, shown_as):
    one = published(RECRUITMENT, given={place("recruitment.likelihood"): given})
    assert shown(one, "recruitment.likelihood").value == shown_as


def test_a_rate_whose_counts_are_not_given_is_held_back():
    one = published({}, given={place("recruitment.likelihood"): 0.5})
    assert shown(one, "recruitment.likelihood") == HELD


def test_a_rate_that_has_no_result_keeps_its_error_without_the_words_of_the_cell():
    statuses = {place("recruitment.likelihood"): "error"}
    counts = {place("recruitment.shortlisted"): 0, place("recruitment.appointed"): 0}
    one = published(counts, statuses=statuses)
    assert shown(one, "recruitment.likelihood") == Shown(None, None, "error", "")


def test_a_share_needs_the_counts_of_every_group():
    board = {place("board.total", g): n for g, n in (("white", 70), ("bme", 30), ("unknown", 0))}
    assert shown(published(board), "board.total_share").value == 30
    white = {Node("board.total", "white")}
    assert shown(published(board, white), "board.total_share") == HELD


def test_a_survey_percentage_loses_the_digits_that_tell_how_many_answered():
    one = published({place("survey.discrimination"): 700 / 13})
    assert shown(one, "survey.discrimination") == Shown(53.8, None, "reported", "53.8")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("suppressed", HELD),
        ("not_applicable", Shown(None, None, "not_applicable", "N/A")),
        ("not_collected", Shown(None, None, "not_collected", "Not collected")),
        ("unreadable", Shown(None, None, "unreadable", "")),
    ],
)
def test_what_is_no_number_keeps_its_status_in_fixed_words(status, expected):
    one = published({}, statuses={place("survey.discrimination"): status})
    assert shown(one, "survey.discrimination") == expected


def test_words_are_published_only_where_they_name_the_organisation_or_the_month():
    texts = {
        "report.organisation_name": "A Trust",
        "report.date": "2019-10",
        "report.lead_manager": "Jo Bloggs, 020 7946 0000",
        "indicator_2.narrative": "3 BME staff were appointed",
        "note.clinical.band_5": "includes 2 secondees",
    }
    one = published({}, texts=texts)
    assert {key: shown(one, key, "all") for key in texts} == {
        "report.organisation_name": Shown(None, "A Trust", "reported", "A Trust"),
        "report.date": Shown(None, "2019-10", "reported", "2019-10"),
        "report.lead_manager": HELD,
        "indicator_2.narrative": HELD,
        "note.clinical.band_5": HELD,
    }


def workforce(white: int | None, bme: int | None, unknown: int | None) -> dict[Place, int]:
    bands = [i.key for s in ("non_clinical", "clinical", "medical")
             for i in EDITION.section_items(s)]  # fmt: skip
    sizes = {"white": white, "bme": bme, "unknown": unknown}
    counts = {place(key, g): 0 for key in bands for g, n in sizes.items() if n is not None}
    return counts | {place("clinical.band_5", g): n for g, n in sizes.items() if n is not None}


STAFF = ("staff.employed", "staff.bme_proportion", "self_reporting.proportion")


def staff(employed: float | None, bme: float, known: float) -> dict[Place, float]:
    figures = dict(zip(STAFF, (employed, bme, known), strict=True))
    return {place(key, "all"): n for key, n in figures.items() if n is not None}


@pytest.mark.parametrize(
    ("inputs", "expected"),
    [
        (workforce(400, 100, 20) | staff(520, 19.23, 96.15), [520, 19.2, 96.2]),
        (workforce(400, 100, 20) | staff(None, 19.23, 96.15), [None, 19.2, 96.2]),
        (workforce(400, 100, 4) | staff(504, 19.84, 99.21), [None, None, None]),
        (workforce(400, 100, None) | staff(504, 19.84, 99.21), [None, None, None]),
        (staff(3296, 22, 97), [3296, 22, 97]),
        (staff(3296, 22, 99.9), [3296, 22, None]),
        (staff(40, 10, 75), [40, None, 75]),
        (staff(None, 22, 97), [None, None, None]),
        (staff(9, 0, 100), [None, None, None]),
    ],
)
def test_figures_of_all_staff_are_published_where_they_give_no_group_away(inputs, expected):
    (one,) = publish([taken(EDITION, inputs)], edition_of)
    assert [shown(one, key, "all").value for key in STAFF] == expected


def test_of_a_date_withheld_only_what_counts_nobody_here_is_left():
    inputs = organisation_inputs(EDITION, 3)
    one = published(inputs, withheld=frozenset({DATE}))
    now = {r.item for r in one.values if r.period == DATE and r.value is not None}
    assert {item.split(".")[0] for item in now} == {"survey"}
    assert any(r.value for r in one.values if r.period != DATE)


def test_a_computed_total_is_published_where_its_parts_are_or_it_is_the_total_given():
    total = "disciplinary.workforce"
    bands = workforce(None, 100, None)
    given = {place(total): 250}
    assert shown(published(bands, given=given), total).computed == 100
    assert shown(published(bands, {Node("clinical.band_5", "bme")}, given=given), total) == Shown(
        250, None, "reported", "250"
    )


def test_nothing_typed_into_a_return_is_published_beside_its_figures():
    """Files and sheets may be named after people, and cells hold what people typed."""
    inputs = organisation_inputs(EDITION, 1)
    texts = {i.key: f"secret {i.key}" for i in EDITION.items if i.in_words}
    source = taken(EDITION, inputs, texts=texts)
    (one,) = publish([source], edition_of)
    open_texts = {"report.organisation_name", "report.organisation_code", "report.date"}
    assert {r.item for r in one.values if "secret" in str(r)} == open_texts
    assert "Jo Bloggs" not in str(one)
    assert "0" * 64 not in str(one)
    assert one.findings == ()
    assert [r[:8] for r in one.values] == [r[:8] for r in source.values]


def test_the_hash_is_of_what_is_published_and_tells_nothing_of_what_is_not():
    """A form filled by the program has the same bytes each time: its hash would confirm a guess."""
    returns = [
        taken(EDITION, RECRUITMENT | {place("recruitment.appointed"): appointed})
        for appointed in (4, 5, 31)
    ]
    four, five, many = (publish([one], edition_of)[0] for one in returns)
    assert four == five
    assert four.summary.sha256 != many.summary.sha256
    assert {len(r.sha256) for r in four.values} == {64}


def test_the_summary_names_the_organisation_and_no_file():
    summary = published(RECRUITMENT).summary
    assert (summary.file, summary.size, summary.saved) == ("RXY 2019", 0, None)
    assert (summary.organisation, summary.edition, summary.warnings) == ("RXY", "2019", 2)


def test_an_item_that_no_edition_declares_is_not_published():
    source = taken(EDITION, RECRUITMENT)
    row: ValueRow = source.values[0]._replace(item="staff.secret", value=3, status="reported")
    one = release(Taken(source.summary, (row,)), EDITION, {}, frozenset(), 10)
    assert (one.values[0].value, one.values[0].raw) == (None, "[c]")


def test_the_first_of_april_2015_is_the_snapshot_of_31_march():
    assert date_of("2015-04-01") == date_of("2015-03-31") == "2015-03-31"
