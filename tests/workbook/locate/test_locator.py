"""Every form of the corpus, and our own workbook, gives exactly the places it is known to have."""

from collections.abc import Mapping

import pytest

from tests.forms.layouts import LAYOUTS, Layout
from wres_excel.domain.model import Edition, Place
from wres_excel.editions import edition_names, load_edition
from wres_excel.workbook.blank import plan_book, render_book
from wres_excel.workbook.locate import Located, locate
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

Truth = Mapping[tuple[str, str, str], tuple[str, str]]
ORGANISATION = ("report.organisation_code", "report.organisation_name")


def read_form(layout: Layout, values: Mapping[tuple[str, str, str], float | str] | None = None):
    return read_workbook(package_from_bytes(layout.build(values), f"{layout.name}.xlsx"))


def found_places(located: Located, edition: Edition, truth: Truth) -> Truth:
    """Return what was located in the words of the corpus, without notes.

    The corpus counts the organisation as a place only in the Reporting Template, and the locator
    finds it on every form.
    """
    named = {
        (place.item, edition.snapshot_of(place.period).isoformat(), place.group): (
            location.sheet,
            location.cell,
        )
        for place, location in located.locations.items()
        if edition.by_key[place.item].note_of is None
    }
    return {key: at for key, at in named.items() if key in truth or key[0] not in ORGANISATION}


def some_values(layout: Layout) -> dict[tuple[str, str, str], float | str]:
    """Return values that look like other things: years, item numbers, labels, dates."""
    odd = (2019, 20, 7, 2018, 63, 0, 1)
    words = ("2019", "Band 5", "31 March 2018", "White", "See note: 12 of 20", "Other")
    return {
        key: words[at % len(words)] if is_text(key) else odd[at % len(odd)]
        for at, key in enumerate(layout.places)
    }


def is_text(key: tuple[str, str, str]) -> bool:
    return key[2] == "all" and "relative_likelihood" not in key[0]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_an_empty_form_gives_its_true_places(layout: Layout) -> None:
    edition = load_edition(layout.edition)
    located = locate(read_form(layout), edition)
    assert found_places(located, edition, layout.places) == layout.places


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_a_form_filled_with_misleading_values_gives_the_same_places(layout: Layout) -> None:
    edition = load_edition(layout.edition)
    located = locate(read_form(layout, some_values(layout)), edition)
    assert found_places(located, edition, layout.places) == layout.places


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_ambiguous_values_are_refused_with_all_their_cells(layout: Layout) -> None:
    edition = load_edition(layout.edition)
    located = locate(read_form(layout), edition)
    rivals = {
        (place.item, edition.snapshot_of(place.period).isoformat(), place.group): tuple(
            (rival.sheet, rival.cell) for rival in rivals
        )
        for place, rivals in located.ambiguous.items()
        if edition.by_key[place.item].note_of is None
    }
    assert rivals == layout.candidates


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_every_place_is_located_or_ambiguous_or_missing_and_only_one_of_them(
    layout: Layout,
) -> None:
    edition = load_edition(layout.edition)
    located = locate(read_form(layout), edition)
    parts = [set(located.locations), set(located.ambiguous), set(located.missing)]
    required = {place for place in edition.places if not edition.by_key[place.item].note_of}
    assert required <= set.union(*parts)
    assert sum(map(len, parts)) == len(set.union(*parts))


@pytest.mark.parametrize(
    "layout", [form for form in LAYOUTS.values() if form.shared_label_keys], ids=lambda f: f.name
)
def test_a_value_that_shares_a_cell_with_its_label_is_marked(layout: Layout) -> None:
    edition = load_edition(layout.edition)
    form = read_form(layout, dict.fromkeys(layout.shared_label_keys, "An answer"))
    cells = {sheet.name: sheet.cells for sheet in form.sheets}
    shared = [found for found in locate(form, edition).locations.values() if found.inside_label]
    assert {found.place.item for found in shared} == {key[0] for key in layout.shared_label_keys}
    answers = {cells[f.sheet][f.row, f.column].raw[f.after :].strip() for f in shared}
    assert answers == {"An answer"}


@pytest.fixture(scope="module", params=edition_names())
def own(request: pytest.FixtureRequest) -> tuple[Edition, Workbook]:
    edition = load_edition(request.param)
    content = render_book(plan_book(edition))
    return edition, read_workbook(package_from_bytes(content, "own.xlsx"))


def test_our_own_workbook_gives_its_input_cells(own: tuple[Edition, Workbook]) -> None:
    edition, form = own
    located = locate(form, edition)
    wanted = {place: tuple(spot) for place, (spot, _) in plan_book(edition).inputs.items()}
    found = {place: tuple(located.locations[place][1:4]) for place in wanted}
    assert found == wanted


def test_our_own_workbook_leaves_nothing_to_say(own: tuple[Edition, Workbook]) -> None:
    edition, form = own
    located = locate(form, edition)
    assert (located.findings, located.ambiguous, located.missing) == ((), {}, {})
    assert set(located.locations) == set(edition.places)


def test_derived_items_of_our_own_workbook_stand_on_their_own_sheet(
    own: tuple[Edition, Workbook],
) -> None:
    edition, form = own
    located = locate(form, edition)
    derived = {place for place in edition.places if edition.by_key[place.item].derived}
    sheets = {place: located.locations[place].sheet for place in derived}
    assert sheets == {place: edition.by_key[place.item].sheet for place in derived}


def test_a_location_says_why_in_words() -> None:
    layout = LAYOUTS["plain_reprint"]
    located = locate(read_form(layout), load_edition("2019"))
    location = located.locations[Place("clinical.band_5", "current", "bme")]
    assert location.why == "data item 20 in B28; '31ST MARCH 2019' in H5; 'BME' in I6"
    assert (location.sheet, location.cell) == ("Data", "I28")
