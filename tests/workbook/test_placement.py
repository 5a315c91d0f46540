"""What follows from where a form has its places is kept for the returns of that form alone."""

from dataclasses import replace

from wres_excel.domain.model import Place, Value
from wres_excel.editions import load_edition
from wres_excel.spellings import load_spellings
from wres_excel.workbook.drift import drift
from wres_excel.workbook.extract import extract
from wres_excel.workbook.locate import Located, Location, locate
from wres_excel.workbook.locate.locator import locate_anew
from wres_excel.workbook.locate.records import OrganisationCells
from wres_excel.workbook.placement import Placed, placement_of

from .drift.given import clean, with_cells

EDITION = load_edition("2019")
BAND = Place("clinical.band_5", "current", "bme")
CODE = Place("report.organisation_code", "current", "all")


def located(*locations: Location) -> Located:
    return Located({at.place: at for at in locations}, {}, {}, (), OrganisationCells())


def test_a_place_is_known_with_its_cell_and_with_the_value_of_an_empty_one() -> None:
    band, code = Location(BAND, "Data", 8, 10, ()), Location(CODE, "Data", 2, 3, (), 6)
    placement = placement_of(EDITION, located(code, band))
    items = EDITION.by_key
    empty = [Value(at.place, "blank", sheet="Data", cell=at.cell) for at in (code, band)]
    assert placement.placed == (
        Placed(CODE, items[CODE.item], code, (2, 3), "C2", False, empty[0]),
        Placed(BAND, items[BAND.item], band, (8, 10), "J8", True, empty[1]),
    )
    assert placement.by_place == dict(zip((CODE, BAND), placement.placed, strict=True))


def test_every_place_of_the_edition_is_in_order_with_its_number_among_those_located() -> None:
    placement = placement_of(EDITION, located(Location(BAND, "Data", 8, 10, ())))
    assert placement.order == tuple(
        (place, EDITION.by_key[place.item], 0 if place == BAND else None)
        for place in EDITION.places
    )


def test_a_count_behind_its_label_needs_a_whole_look() -> None:
    (placed,) = placement_of(EDITION, located(Location(BAND, "Data", 8, 10, (), 4))).placed
    assert not placed.counted


def test_only_what_was_located_as_one_is_shared() -> None:
    one, other = located(Location(BAND, "Data", 8, 10, ())), located()
    again = replace(one, findings=())
    shared = placement_of(EDITION, one)
    assert placement_of(EDITION, again) is shared
    assert placement_of(EDITION, other) is not shared
    assert placement_of(EDITION, located(Location(BAND, "Data", 8, 10, ()))) is not shared
    assert placement_of(EDITION, replace(one, ambiguous={})) is not shared
    assert placement_of(replace(EDITION), one) is not shared


def test_a_return_says_the_same_whether_or_not_another_of_its_form_was_read_before() -> None:
    changes = {"F9": 9_999, "F36": "N/A", "G41": 0.5, "E12": None}
    spellings = load_spellings()
    first, second = clean(), with_cells(clean(), changes)
    said = []
    for place in (lambda book: locate(book, EDITION), lambda book: locate_anew(book, EDITION)):
        for workbook in (first, second):
            found = place(workbook)
            extracted = extract(workbook, EDITION, found, spellings)
            said.append((extracted, drift(workbook, EDITION, found, extracted.values)))
    assert said[:2] == said[2:]
    assert said[0] != said[1]
    assert said[1][1] != ()
