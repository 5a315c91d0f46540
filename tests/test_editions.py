"""Editions are data: what differs from year to year, users' own files, and mistakes in them."""

from datetime import date
from pathlib import Path

import pytest

from wres_excel.domain.model import Edition
from wres_excel.editions import edition_names, editions, load_edition
from wres_excel.errors import EditionError

OWN = """\
edition = "2026"
snapshot = 2026-03-31
previous_snapshot = 2025-03-31
submission_route = "DCF workbook"
verified = false
source = "a test"
forms = ["data_workbook", "report"]
rolling_average = false
board_headline = ["board.voting"]

[directions]
2 = "white / bme"
3 = "bme / white"
4 = "white / bme"

[survey]
5 = "Q14a"

[basis]
1 = "every band"
"""


def own_edition(tmp_path: Path, *changes: tuple[str, str], form: str | None = None) -> Edition:
    """Load OWN with texts replaced, beside an own form file if one is given."""
    text = OWN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    if form is not None:
        (tmp_path / "form.toml").write_text(form, encoding="utf-8")
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return load_edition(path)


def facts(edition: Edition) -> dict[str, object]:
    """What an edition declares, apart from its name, its dates and where it was read from."""
    return {
        "route": edition.submission_route,
        "items": [(i.key, i.number, i.label, i.averaged, i.periods) for i in edition.items],
        "rolling": edition.rolling_average,
        "board": edition.board_headline,
        "directions": dict(edition.directions),
        "survey": dict(edition.survey),
        "basis": dict(edition.basis),
        "forms": [form.name for form in edition.forms],
    }


def changes(before: Edition, after: Edition) -> dict[str, tuple[object, object]]:
    """What one edition declares otherwise than the one before, items only as changed."""
    old, new = facts(before), facts(after)
    return {key: (old[key], new[key]) for key in old if key != "items" and old[key] != new[key]}


def test_all_eleven_editions_ship() -> None:
    assert edition_names() == tuple(str(year) for year in range(2015, 2026))


def test_every_layout_is_marked_as_reconstructed_and_names_its_source() -> None:
    for edition in editions():
        assert edition.verified is False
        assert "reconstructed" in edition.source
        for form in edition.forms:
            assert form.verified is False
            assert form.source


def test_each_snapshot_is_the_next_editions_previous_one() -> None:
    loaded = editions()
    assert loaded[0].previous_snapshot is None
    for before, after in zip(loaded, loaded[1:], strict=False):
        assert after.previous_snapshot == before.snapshot


def test_the_data_workbook_has_the_63_items_from_2016_and_2015_has_no_numbers() -> None:
    for edition in editions()[1:]:
        assert sorted(edition.by_number) == list(range(1, 64))
    assert not load_edition("2015").by_number


def test_2015_asks_its_own_questions() -> None:
    edition = load_edition("2015")
    assert edition.directions == {2: ("bme", "white"), 3: ("bme", "white"), 4: ("bme", "white")}
    assert edition.periods == ("current",)
    assert [f.name for f in edition.forms] == ["report", "data_2015"]
    assert {"senior.share", "workforce.share", "board.statement"} <= edition.by_key.keys()
    label = edition.by_key["recruitment.relative_likelihood"].label
    assert label.startswith("Relative likelihood of BME staff being appointed")


UNIFY, SDCS, DCF = "Unify2 workbook", "SDCS workbook", "DCF workbook"
ALL_BANDS = "every AfC band, VSM and the medical and dental subgroups"
BOTH = "voting and executive membership against the overall workforce"
KEY_FINDINGS = {5: "KF25", 6: "KF26", 7: "KF21", 8: "Q17b"}
QUESTIONS_2019 = {5: "Q13a", 6: "Q13b-c", 7: "Q14", 8: "Q15b"}
QUESTIONS_2022 = {5: "Q14a", 6: "Q14b-c", 7: "Q15", 8: "Q16b"}
NEIGHBOURS: dict[str, dict[str, tuple[object, object]]] = {
    "2017": {
        "board": (("board.voting",), ("board.voting", "board.executive")),
        "basis": (
            {
                1: "every AfC band and VSM, non-clinical and clinical separately",
                9: "voting membership of the Board against the overall workforce",
            },
            {1: ALL_BANDS, 9: BOTH},
        ),
    },
    "2018": {"route": (UNIFY, SDCS)},
    "2019": {"survey": (KEY_FINDINGS, QUESTIONS_2019)},
    "2020": {},
    "2021": {"rolling": (True, False)},
    "2022": {"route": (SDCS, DCF), "survey": (QUESTIONS_2019, QUESTIONS_2022)},
    "2023": {},
    "2024": {},
    "2025": {},
}


@pytest.mark.parametrize("name", NEIGHBOURS)
def test_neighbouring_editions_differ_in_this_and_nothing_else(name: str) -> None:
    before, after = load_edition(str(int(name) - 1)), load_edition(name)
    assert changes(before, after) == NEIGHBOURS[name]


def test_only_the_disciplinary_average_differs_between_items_of_neighbouring_editions() -> None:
    for before, after in zip(editions()[1:], editions()[2:], strict=False):
        old, new = facts(before)["items"], facts(after)["items"]
        changed = [a[0] for a, b in zip(old, new, strict=True) if a != b]  # type: ignore[call-overload]
        assert changed == (["disciplinary.entered"] if after.name == "2021" else [])


def test_2016_differs_from_2015_in_form_direction_and_questions() -> None:
    differences = changes(load_edition("2015"), load_edition("2016"))
    assert set(differences) == {"route", "board", "directions", "survey", "basis", "forms"}
    assert differences["survey"] == ({5: "KF18", 6: "KF19", 7: "KF27", 8: "Q23b"}, KEY_FINDINGS)


DEADLINES = {
    "2015": (None, date(2015, 7, 1)),
    "2016": (date(2016, 8, 1), date(2016, 8, 1)),
    "2017": (date(2017, 8, 1), date(2017, 9, 30)),
    "2018": (date(2018, 8, 10), date(2018, 9, 28)),
    "2019": (date(2019, 8, 30), date(2019, 9, 30)),
    "2020": (date(2020, 8, 31), date(2020, 10, 31)),
    "2021": (date(2021, 8, 31), date(2021, 10, 31)),
    "2022": (date(2022, 8, 31), date(2022, 10, 31)),
    "2023": (date(2023, 5, 31), date(2023, 10, 31)),
    "2024": (date(2024, 5, 31), date(2024, 10, 31)),
    "2025": (date(2025, 5, 31), date(2025, 10, 31)),
}


@pytest.mark.parametrize("name", DEADLINES)
def test_deadlines(name: str) -> None:
    edition = load_edition(name)
    assert (edition.submission_deadline, edition.publication_deadline) == DEADLINES[name]


def test_a_users_own_edition_file_is_an_edition_like_any_other(tmp_path: Path) -> None:
    edition = own_edition(tmp_path)
    assert edition.name == "2026"
    assert edition.snapshot == date(2026, 3, 31)
    assert len(edition.by_number) == 63
    assert edition.origin == str(tmp_path / "own.toml")


def test_a_users_own_form_file_stands_beside_the_edition_file(tmp_path: Path) -> None:
    form = (Path(__file__).parent.parent / "templates" / "forms" / "data_workbook.toml").read_text(
        encoding="utf-8"
    )
    renamed = form.replace('label = "VSM"', 'label = "Very senior manager"')
    edition = own_edition(tmp_path, ('"data_workbook"', '"form.toml"'), form=renamed)
    assert edition.by_number[14].label == "Very senior manager"


def test_an_unknown_year_lists_those_there_are() -> None:
    with pytest.raises(EditionError) as caught:
        load_edition("2014")
    years = ", ".join(str(year) for year in range(2015, 2026))
    assert str(caught.value) == (
        f"There is no edition '2014' (expected one of {years}, or the path of an edition file "
        "(.toml)). `wres-excel editions` lists them."
    )


def test_a_missing_edition_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(EditionError, match=r"gone\.toml: There is no such file\."):
        load_edition(tmp_path / "gone.toml")


def test_a_folder_is_no_edition_file(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    with pytest.raises(EditionError, match="The file cannot be read: Is a directory"):
        load_edition(tmp_path / "folder.toml")


FORM = """\
name = "own"
title = "Own form"
verified = false
source = "a test"

[[indicators]]
number = 1
title = "One"
wording = "One."
shows = "staff.all"

[[sections]]
key = "staff"
title = "Staff"
sheet = "Data"
measure = "headcount"
groups = ["white", "bme", "unknown"]
items = [
  { key = "staff.all", label = "All staff" },
]
"""
MISTAKES = {
    "no TOML": (
        [('edition = "2026"', "edition = ")],
        "own.toml: The file is not valid TOML: Invalid value (at line 1, column 11). Compare it "
        "with an edition file that ships with wres-excel.",
    ),
    "wrong kind": (
        [("snapshot = 2026-03-31\np", 'snapshot = "31 March"\np')],
        "own.toml: A setting is not what it should be, at snapshot (found '31 March'; expected "
        "a date such as 2019-03-31).",
    ),
    "number for text": (
        [('5 = "Q14a"', "5 = 14")],
        "own.toml: A setting is not what it should be, at survey[5] (found 14; expected text "
        "in quotes).",
    ),
    "near miss": (
        [("rolling_average", "roling_average")],
        "own.toml: There is no setting 'roling_average', at the top. Did you mean "
        "'rolling_average'?",
    ),
    "no near miss": (
        [('source = "a test"', 'source = "a test"\nxyzzy = 1')],
        "own.toml: There is no setting 'xyzzy', at the top. The settings here are basis, "
        "board_headline, breaks, contract_value_above, directions, edition, evidence, forms, note, "
        "previous_snapshot, "
        "publication_deadline, rolling_average, snapshot, source, submission_deadline, "
        "submission_route, survey, verified.",
    ),
    "missing": (
        [('submission_route = "DCF workbook"\n', "")],
        "own.toml: A setting is missing, at the top (expected submission_route).",
    ),
    "unknown form": (
        [('"report"', '"reprot"')],
        "own.toml: A form is not known, at forms (found 'reprot'; expected one of data_2015, "
        "data_workbook, report, or the path of a form file (.toml)).",
    ),
    "no direction": (
        [('2 = "white / bme"\n', "")],
        "own.toml: The item 'recruitment.relative_likelihood' needs the direction of its "
        'indicator, at directions (expected 2 = "white / bme" or "bme / white").',
    ),
    "odd direction": (
        [('3 = "bme / white"', '3 = "bme / other"')],
        "own.toml: A direction is not understood, at directions.3 (found 'bme / other'; "
        'expected "white / bme" or "bme / white").',
    ),
    "no such indicator": (
        [('5 = "Q14a"', '10 = "Q14a"')],
        "own.toml: An indicator has a number, at survey (found '10'; expected 1 to 9).",
    ),
    "headline of nothing": (
        [('["board.voting"]', '["board.votin"]')],
        "own.toml: There is no item 'board.votin', at board_headline. Did you mean 'board.voting'?",
    ),
}


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_in_an_edition_file_is_named_by_its_place(tmp_path: Path, case: str) -> None:
    replaced, message = MISTAKES[case]
    with pytest.raises(EditionError) as caught:
        own_edition(tmp_path, *replaced)
    assert str(caught.value).removeprefix(f"{tmp_path}/") == message


UNDERSTOOD = "item keys, + - * /, total(sections), across(item) or compare(item)"
FORM_MISTAKES = {
    "measure": (
        ('measure = "headcount"', 'measure = "heads"'),
        "form.toml: A setting is not what it should be, at sections[0].measure (found 'heads'; "
        "expected one of headcount, percentage, percentage points, rate, ratio, text, month).",
    ),
    "group": (
        ('"bme", "unknown"', '"bame", "unknown"'),
        "form.toml: A setting is not what it should be, at sections[0].groups[1] (found 'bame'; "
        "expected one of white, bme, unknown, all).",
    ),
    "twice": (
        ('"All staff" },', '"All staff" },\n  { key = "staff.all", label = "Again" },'),
        "own.toml: An item's key or data item number stands twice, at staff.all.",
    ),
    "no item": (
        ('"All staff"', '"All staff", formula = "staff.none / 2"'),
        "own.toml: A formula is not understood, at staff.all.formula (found staff.none / 2; "
        f"expected {UNDERSTOOD}). There is no item 'staff.none'.",
    ),
    "no arithmetic": (
        ('"All staff"', '"All staff", formula = "staff.all +"'),
        "own.toml: A formula is not understood, at staff.all.formula (found staff.all +; "
        f"expected {UNDERSTOOD}). 'staff.all +' is not arithmetic.",
    ),
    "no section": (
        ('"All staff"', '"All staff", formula = "total(people)"'),
        "own.toml: A formula is not understood, at staff.all.formula (found total(people); "
        f"expected {UNDERSTOOD}). There is no section 'people'.",
    ),
    "across nothing": (
        ('"All staff"', '"All staff", formula = "across(staff.none)"'),
        "own.toml: A formula is not understood, at staff.all.formula (found across(staff.none); "
        f"expected {UNDERSTOOD}). There is no item 'staff.none'.",
    ),
    "code": (
        ('"All staff"', '"All staff", formula = "open(1)"'),
        "own.toml: A formula is not understood, at staff.all.formula (found open(1); "
        f"expected {UNDERSTOOD}). 'open(1)' is not understood.",
    ),
    "argument": (
        ('"All staff"', '"All staff", formula = "total(1 + 1)"'),
        "own.toml: A formula is not understood, at staff.all.formula (found total(1 + 1); "
        f"expected {UNDERSTOOD}). '1 + 1' is not the name of an item or a section.",
    ),
    "circle": (
        ('"All staff"', '"All staff", formula = "staff.all / staff.all"'),
        "own.toml: The formulas run in a circle, at staff.all.formula (found staff.all needs "
        "staff.all).",
    ),
    "subset of nothing": (
        ('"All staff"', '"All staff", subset_of = "xyzzy"'),
        "own.toml: There is no item 'xyzzy', at staff.all.subset_of.",
    ),
    "indicator of nothing": (
        ('shows = "staff.all"', 'shows = "staff.al"'),
        "own.toml: There is no item 'staff.al', at indicators.1. Did you mean 'staff.all'?",
    ),
}


@pytest.mark.parametrize("case", FORM_MISTAKES)
def test_a_mistake_in_a_form_file_is_named_by_its_place(tmp_path: Path, case: str) -> None:
    (old, new), message = FORM_MISTAKES[case]
    assert old in FORM
    with pytest.raises(EditionError) as caught:
        own_edition(
            tmp_path,
            ('["data_workbook", "report"]', '["form.toml"]'),
            ('["board.voting"]', "[]"),
            form=FORM.replace(old, new),
        )
    assert str(caught.value).removeprefix(f"{tmp_path}/") == message
