"""From cells to values: each with its status, its place and what was odd about it."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wres_excel.domain.answers import answer_from_cell
from wres_excel.domain.model import Organisation, Place, Value
from wres_excel.editions import load_edition
from wres_excel.spellings import load_spellings
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.cells import Cell, Formula, Kind
from wres_excel.workbook.extract import Extract, extract
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.locate.records import OrganisationCells
from wres_excel.workbook.records import Sheet, Workbook

EDITION = load_edition("2019")
FORMATS = ("General", "0.0%", "d mmmm yyyy", "#,##0")
BAND = Place("clinical.band_5", "current", "bme")
MONTH = Place("report.date", "current", "all")
URL = Place("report.url", "current", "all")


def percentage() -> Place:
    """Return a place for a percentage that somebody types in."""
    item = next(i for i in EDITION.items if i.measure == "percentage" and not i.derived)
    return Place(item.key, "current", item.groups[0])


Held = tuple[Kind, str] | tuple[Kind, str, int] | tuple[Kind, str, int, Formula]


def told(
    held: dict[Place, Held],
    *,
    after: int = 0,
    organisation: OrganisationCells | None = None,
    date1904: bool = False,
    extra: dict[str, str] | None = None,
    formats: tuple[str, ...] = FORMATS,
    comments: dict[tuple[int, int], str] | None = None,
) -> Extract:
    """Extract from a sheet on which each place stands in a row of its own."""
    cells, locations = {}, {}
    for row, (place, content) in enumerate(held.items(), start=1):
        kind, raw, style, formula = (*content, *(0, None)[len(content) - 2 :])
        cells[row, 2] = Cell(row, 2, kind, raw, style, formula)
        locations[place] = Location(place, "Data", row, 2, (), after)
    for address, raw in (extra or {}).items():
        spot = parse_address(address)
        cells[spot] = Cell(*spot, "text", raw)
    book = Workbook(
        "return.xlsx",
        "",
        (Sheet("Data", "d.xml", cells=cells, comments=comments or {}),),
        date1904=date1904,
        formats=formats,
    )
    located = Located(locations, {}, {}, (), organisation or OrganisationCells())
    return extract(book, EDITION, located, load_spellings())


def value_of(place: Place, held: Held, **more: object) -> Value:
    result = told({place: held}, **more)  # type: ignore[arg-type]
    return next(value for value in result.values if value.place == place)


@pytest.mark.parametrize(
    ("held", "status", "value"),
    [
        (("number", "102"), "reported", 102),
        (("number", "0"), "reported", 0),
        (("number", "1.02E2"), "reported", 102),
        (("text", "102"), "reported", 102),
        (("blank", ""), "blank", None),
        (("text", ""), "blank", None),
        (("text", "N/A"), "not_applicable", None),
        (("text", "not collected"), "not_collected", None),
        (("text", "*"), "suppressed", None),
        (("text", "<5"), "suppressed", None),
        (("text", "[c]"), "suppressed", None),
        (("error", "#DIV/0!"), "error", None),
        (("blank", "", 0, Formula("A1")), "uncalculated", None),
        (("number", "7", 0, Formula("A1")), "reported", 7),
        (("text", "about ten"), "unreadable", None),
        (("boolean", "TRUE"), "unreadable", None),
        (("number", "43555", 2), "unreadable", None),
    ],
)
def test_each_content_has_its_status(held: Held, status: str, value: int | None) -> None:
    found = value_of(BAND, held)
    assert (found.status, found.value, found.text) == (status, value, None)
    assert (found.sheet, found.cell, found.raw) == ("Data", "B1", held[1])


@pytest.mark.parametrize(
    ("held", "value"),
    [
        (("number", "0.123", 1), 12.3),
        (("number", "0.28999999999999998", 1), 29),
        (("number", "12.3"), 12.3),
        (("text", "12.3%"), 12.3),
        (("number", "1", 1), 100),
    ],
)
def test_a_percentage_is_a_number_of_percent(held: Held, value: float) -> None:
    found = value_of(percentage(), held)
    assert (found.status, found.value) == ("reported", value)


@pytest.mark.parametrize(
    ("held", "date1904"),
    [
        (("number", "44105", 2), False),
        (("number", "42643", 2), True),
        (("text", "October 2020"), False),
        (("text", "2020-10"), False),
        (("date", "2020-10-01", 2), False),
    ],
)
def test_a_month_is_read_however_it_is_stored(held: Held, date1904: bool) -> None:
    found = value_of(MONTH, held, date1904=date1904)
    assert (found.status, found.value, found.text) == ("reported", None, "2020-10")


def test_words_stand_in_text_and_have_no_value() -> None:
    found = value_of(URL, ("text", " https://example.org "))
    assert (found.value, found.text) == (None, " https://example.org ")


def test_an_oddity_is_a_finding_with_the_whole_place() -> None:
    result = told({BAND: ("error", "#REF!")})
    (finding,) = result.findings
    assert (finding.item, finding.period, finding.group) == ("clinical.band_5", "2019-03-31", "bme")
    assert (finding.file, finding.sheet, finding.cell) == ("return.xlsx", "Data", "B1")
    assert (finding.rule, finding.found) == ("error-value", "#REF!")


def test_every_place_has_a_value_in_order_and_blank_notes_are_left_out() -> None:
    notes = [place for place in EDITION.places if EDITION.by_key[place.item].note_of]
    result = told({notes[0]: ("text", "restated"), notes[1]: ("blank", "")})
    assert [value.place for value in result.values] == [
        place for place in EDITION.places if place == notes[0] or place not in notes
    ]
    missing = next(value for value in result.values if value.place == BAND)
    assert missing == Value(BAND, "blank")


def test_derived_items_carry_what_the_inputs_give() -> None:
    inputs = {
        Place("recruitment.appointed", "current", "white"): ("number", "20"),
        Place("recruitment.shortlisted", "current", "white"): ("number", "100"),
        Place("recruitment.likelihood", "current", "white"): ("number", "0.3"),
    }
    result = told(inputs)  # type: ignore[arg-type]
    place = Place("recruitment.likelihood", "current", "white")
    found = next(value for value in result.values if value.place == place)
    assert (found.value, found.computed, found.reason) == (0.3, 0.2, None)


def test_a_derived_item_without_its_inputs_says_why() -> None:
    """What stands in a derived cell is never taken for an input of another."""
    shown = {
        Place("recruitment.likelihood", "current", group): ("number", "0.3")
        for group in ("white", "bme")
    }
    result = told(shown)  # type: ignore[arg-type]
    found = {v.place: v for v in result.values}
    ratio = found[Place("recruitment.relative_likelihood", "current", "all")]
    assert ratio.computed is None
    assert ratio.reason is not None
    assert "not given" in ratio.reason


def test_division_by_zero_has_its_reason() -> None:
    result = told(
        {
            Place("recruitment.appointed", "current", "bme"): ("number", "0"),
            Place("recruitment.shortlisted", "current", "bme"): ("number", "0"),
        }
    )
    place = Place("recruitment.likelihood", "current", "bme")
    found = next(value for value in result.values if value.place == place)
    assert (found.computed, found.reason) == (
        None,
        "'Number of shortlisted applicants' (BME) is 0, and nothing can be divided by 0",
    )


def test_an_answer_behind_its_label_is_read_without_it() -> None:
    label = "Unique URL link: "
    found = value_of(URL, ("text", f"{label}https://example.org"), after=len(label))
    assert (found.status, found.text, found.cell) == ("reported", "https://example.org", "B1")
    empty = value_of(URL, ("text", label), after=len(label))
    assert (empty.status, empty.text) == ("blank", None)


RATES = tuple(Place("recruitment.likelihood", "current", g) for g in ("white", "bme", "unknown"))
MASTER = Formula("B9/$B$8", "shared", "B1:B2", 0)
FOLLOWER = Formula("", "shared", None, 0)


def provenance(result: Extract, place: Place) -> tuple[str | None, str | None, str | None]:
    found = next(value for value in result.values if value.place == place)
    return found.format, found.formula, found.comment


def test_a_value_knows_its_number_format_its_formula_and_its_comment() -> None:
    """A follower of a shared formula has the text it would have of its own."""
    result = told(
        {
            RATES[0]: ("number", "0.25", 1, MASTER),
            RATES[1]: ("number", "0.5", 0, FOLLOWER),
            BAND: ("number", "102", 3),
        },
        comments={(2, 2): "checked", (3, 2): ""},
    )
    assert [provenance(result, place) for place in (*RATES[:2], BAND)] == [
        ("0.0%", "=B9/$B$8", None),
        ("General", "=B10/$B$8", "checked"),
        ("#,##0", None, None),
    ]


def test_a_follower_of_no_formula_and_a_data_table_have_no_text() -> None:
    result = told(
        {
            RATES[0]: ("number", "1", 0, FOLLOWER),
            RATES[1]: ("number", "2", 0, Formula("", "dataTable")),
        }
    )
    assert [provenance(result, place) for place in RATES[:2]] == [("General", None, None)] * 2


def test_a_follower_of_a_formula_longer_than_excel_allows_is_not_spelt_out() -> None:
    long = Formula("B9+" * 4000 + "B9", "shared", "B1:B2", 0)
    result = told({RATES[0]: ("number", "1", 0, long), RATES[1]: ("number", "2", 0, FOLLOWER)})
    assert [provenance(result, place)[1] for place in RATES[:2]] == [f"={long.text}", None]


def test_a_cell_that_the_file_does_not_store_has_no_format_but_may_have_a_comment() -> None:
    location = Location(BAND, "Data", 3, 2, ())
    sheet = Sheet("Data", "d.xml", comments={(3, 2): "not held before 2019"})
    book = Workbook("return.xlsx", "", (sheet,))
    located = Located({BAND: location}, {}, {}, (), OrganisationCells())
    result = extract(book, EDITION, located, load_spellings())
    assert provenance(result, BAND) == (None, None, "not held before 2019")


def test_a_place_without_a_cell_has_no_provenance() -> None:
    assert provenance(told({}), BAND) == (None, None, None)


POINTS = Place("board.difference", "current", "white")


@pytest.mark.parametrize(
    ("held", "formats", "value", "rules"),
    [
        (("number", "0.031"), ("",), 0.031, ["share-or-percent"]),
        (("number", "-1"), ("",), -1, ["share-or-percent"]),
        (("number", "0"), ("",), 0, []),
        (("number", "-3.1"), ("",), -3.1, []),
        (("text", "0.5"), ("",), 0.5, ["number-as-text"]),
        (("number", "0.5"), ("General",), 0.5, []),
        (("number", "0.031"), ("0.0%",), 3.1, []),
    ],
)
def test_points_of_one_and_less_are_doubtful_where_no_format_is_known(
    held: Held, formats: tuple[str, ...], value: float, rules: list[str]
) -> None:
    """An .xls, .xlsb or .ods does not tell whether 0.031 is shown as 3.1 %."""
    result = told({POINTS: held}, formats=formats)
    found = next(v for v in result.values if v.place == POINTS)
    assert (found.value, [f.rule for f in result.findings]) == (value, rules)
    assert found.format == (formats[0] or None)


def test_the_organisation_is_read_from_its_cells() -> None:
    cells = OrganisationCells(("Data", 8, 3), ("Data", 9, 3))
    extra = {"C8": " RXY ", "C9": "Example Trust"}
    assert told({}, organisation=cells, extra=extra).organisation == Organisation(
        "RXY", "Example Trust"
    )


def test_the_organisation_is_read_behind_a_label_in_the_same_cell() -> None:
    cells = OrganisationCells(None, ("Data", 9, 1), after={"name": 7})
    extra = {"A9": "Trust: Example Trust"}
    assert told({}, organisation=cells, extra=extra).organisation == Organisation(
        None, "Example Trust"
    )


def test_an_organisation_that_is_not_named_is_unknown() -> None:
    cells = OrganisationCells(("Data", 8, 3), None)
    assert told({}, organisation=cells).organisation == Organisation(None, None)


NUMBERS = st.integers(-5, 10**10).map(str) | st.floats().map(repr) | st.sampled_from(["7.0", "007"])
CELLS = (
    st.tuples(st.just("number"), NUMBERS)
    | st.tuples(st.just("text"), NUMBERS | st.text(max_size=20) | st.sampled_from(["N/A", "12%"]))
    | st.tuples(st.sampled_from(["error", "boolean", "date"]), st.text(min_size=1, max_size=20))
    | st.just(("blank", ""))
)


@given(
    st.sampled_from(EDITION.places),
    CELLS,
    st.sampled_from([*FORMATS, ""]),
    st.sampled_from([None, Formula("A1"), Formula("", "shared", None, 0)]),
    st.sampled_from([0, 0, 3]),
)
@example(BAND, ("number", "7"), "0.0%", None, 0)
@example(BAND, ("number", "7"), "d mmmm yyyy", None, 0)
@example(BAND, ("number", "7"), "", Formula("A1"), 0)
@example(BAND, ("number", "1234"), "General", None, 3)
@example(BAND, ("blank", ""), "General", Formula("A1"), 0)
@example(POINTS, ("number", "9.99999999999999E+307"), "0.0%", None, 0)
def test_every_value_is_the_answer_that_its_cell_gives(
    place: Place, content: tuple[Kind, str], code: str, formula: Formula | None, after: int
) -> None:
    """However quickly a cell is passed over, it says what a whole look at it says."""
    kind, raw = content
    answer, odd = answer_from_cell(
        EDITION.by_key[place.item],
        kind,
        raw[after:].strip() if after else raw,
        load_spellings(),
        formula=formula is not None,
        percent_format=code == "0.0%",
        date_format=code == "d mmmm yyyy",
        format_known=code != "",
    )
    held = (kind, raw, 0) if formula is None else (kind, raw, 0, formula)
    result = told({place: held}, after=after, formats=(code,))  # type: ignore[dict-item]
    said = next((value for value in result.values if value.place == place), None)
    if said is None:
        assert EDITION.by_key[place.item].note_of is not None
        assert answer.status == "blank"
    else:
        assert (said.status, said.value, said.text, said.raw) == answer
        assert type(said.value) is type(answer.value)
    about = {"item": place.item, "group": place.group, "file": "return.xlsx", "sheet": "Data"}
    period = EDITION.snapshot_of(place.period).isoformat()
    assert result.findings == tuple(
        replace(finding, **about, period=period, cell="B1") for finding in odd
    )
