"""However the columns of a form are ordered, nested and shifted, its places follow them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from workbook.locate.sketch import everything, workbook
from wres_excel.editions import load_edition
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate import locate
from wres_excel.workbook.records import Range, Sheet

EDITION = load_edition("2019")
PERIODS = {"previous": ("31 March 2018", "2017/18", "2018"), "current": ("31/03/2019", "2019")}
GROUPS = {
    "white": ("White", "WHITE STAFF"),
    "bme": ("BME", "BAME", "Ethnic minority"),
    "unknown": ("Unknown", "Ethnicity unknown/null", "Not stated"),
}
ROWS = {
    "non_clinical": ("1a Non-clinical workforce", {"band_4": "Band 4", "band_8a": "8a"}),
    "clinical": ("1b Clinical workforce: of which non-medical", {"band_4": "Band\u00a04"}),
    "medical": ("of which medical and dental", {"consultants": "Consultants", "other": "Other"}),
}
NUMBERS = {item.key: item.number for item in EDITION.items}

Slot = tuple[str, str]
"""A period and a group, which a column takes."""


@dataclass(frozen=True)
class Drawn:
    """A form, and where its values stand."""

    sheet: Sheet
    truth: Mapping[str, str]


@st.composite
def forms(draw: st.DrawFn) -> Drawn:
    """Draw a form of a few items with its columns, headings and sections in any order."""
    top, left = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    numbered, merged = draw(st.booleans()), draw(st.booleans())
    outer = draw(st.sampled_from(["period", "group", "both"]))
    slots = draw(_slots(outer))
    words = {key: draw(st.sampled_from(spellings)) for key, spellings in (PERIODS | GROUPS).items()}
    first = left + (2 if numbered else 1)
    texts, merges = _headings(slots, words, outer, top, first, merged)
    truth: dict[str, str] = {}
    row = top + 2
    for section in draw(st.permutations(list(ROWS))):
        title, items = ROWS[section]
        row += draw(st.integers(0, 2))
        texts[row, first - 1] = title
        for name, label in items.items():
            row += 1
            key = f"{section}.{name}"
            texts[row, first - 1] = label
            if numbered:
                texts[row, left] = str(NUMBERS[key])
            for at, (period, group) in enumerate(slots):
                truth[f"{key} {period} {group}"] = f"Data!{format_address(row, first + at)}"
        row += 1
    cells = {(r, c): Cell(r, c, "text", text) for (r, c), text in texts.items()}
    return Drawn(Sheet("Data", "x", cells=cells, merges=tuple(merges)), truth)


@st.composite
def _slots(draw: st.DrawFn, outer: str) -> list[Slot]:
    periods, groups = draw(st.permutations(list(PERIODS))), draw(st.permutations(list(GROUPS)))
    if outer == "group":
        return [(period, group) for group in groups for period in periods]
    slots = [(period, group) for period in periods for group in groups]
    return draw(st.permutations(slots)) if outer == "both" else slots


def _headings(
    slots: list[Slot], words: Mapping[str, str], outer: str, top: int, first: int, merged: bool
) -> tuple[dict[tuple[int, int], str], list[Range]]:
    """Draw the headings in one row, or in two with the outer one over its span."""
    columns = range(first, first + len(slots))
    if outer == "both":
        return {
            (top + 1, column): f"{words[group]} {words[period]}"
            for column, (period, group) in zip(columns, slots, strict=True)
        }, []
    over = 0 if outer == "period" else 1
    texts = {
        (top + 1, column): words[slot[1 - over]]
        for column, slot in zip(columns, slots, strict=True)
    }
    merges: list[Range] = []
    for key, span in groupby(zip(columns, slots, strict=True), key=lambda pair: pair[1][over]):
        spanned = [column for column, _ in span]
        texts[top, spanned[0]] = words[key]
        if merged:
            merges.append((top, spanned[0], top, spanned[-1]))
    return texts, merges


@given(forms())
def test_every_place_is_found_wherever_its_column_and_row_stand(drawn: Drawn) -> None:
    located = locate(workbook(drawn.sheet), EDITION)
    assert everything(located) == drawn.truth


@given(forms(), st.integers(0, 40), st.integers(0, 40))
def test_a_shifted_form_has_its_places_shifted(drawn: Drawn, down: int, right: int) -> None:
    cells = {
        (r + down, c + right): Cell(r + down, c + right, cell.kind, cell.raw)
        for (r, c), cell in drawn.sheet.cells.items()
    }
    merges = tuple((a + down, b + right, c + down, d + right) for a, b, c, d in drawn.sheet.merges)
    before = locate(workbook(drawn.sheet), EDITION).locations
    after = locate(workbook(Sheet("Data", "x", cells=cells, merges=merges)), EDITION).locations
    moved = {key: (at.row + down, at.column + right) for key, at in before.items()}
    assert {key: (at.row, at.column) for key, at in after.items()} == moved


@given(forms(), st.lists(st.sampled_from(["White", "2019", "Band 4", "Total", "20", "Other"])))
def test_a_sheet_of_the_same_words_without_a_table_changes_nothing(
    drawn: Drawn, words: list[str]
) -> None:
    cover = Sheet(
        "Cover", "c", cells={(row, 1): Cell(row, 1, "text", w) for row, w in enumerate(words, 1)}
    )
    located = locate(workbook(cover, drawn.sheet), EDITION)
    assert everything(located) == drawn.truth


@given(
    st.dictionaries(
        st.tuples(st.integers(1, 8), st.integers(1, 6)),
        st.sampled_from(
            ["White", "BME 2019", "31 March 2018", "2019", "Band 5", "20", "Clinical", "Other", "x"]
        ),
        max_size=30,
    )
)
def test_no_sheet_is_too_odd_and_no_cell_has_two_places(
    texts: Mapping[tuple[int, int], str],
) -> None:
    cells = {(r, c): Cell(r, c, "text", text) for (r, c), text in texts.items()}
    located = locate(workbook(Sheet("Data", "x", cells=cells)), EDITION)
    spots = list(everything(located).values())
    assert len(spots) == len(set(spots))
