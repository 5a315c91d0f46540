"""In which column a value of all groups stands, whatever is known of the headings beside it."""

import pytest

from workbook.locate.sketch import page, places, workbook
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import locate

EDITION = load_edition("2019")
RATIO = EDITION.by_key["recruitment.relative_likelihood"]


def ratio(*heads: str, merges: tuple[str, ...] = ()) -> dict[str, str]:
    """Return where the one value of each year stands beneath some rows of headings."""
    table = "".join(f"| | | {head} |\n" for head in heads)
    row = f"| {RATIO.number} | {RATIO.label} | _ | _ | _ | _ | _ | _ |"
    found = locate(workbook(page(table + row, merges=merges)), EDITION)
    assert not found.ambiguous
    return places(found, EDITION, RATIO.key)


YEARS = "31 March 2018 | | | 31 March 2019 | |"
FIRST = {"2018 all": "Data!C3", "2019 all": "Data!F3"}


@pytest.mark.parametrize(
    "groups",
    [
        "White | BME | Unknown",
        "BME | White | Unknown",
        "Non-BAME | BAME | Unknown",
        "Non-BAME | BAME | ",
        "Whyte | BME | Unknown",
        "White | Whatever | Unknown",
        "Whatever | White | Unknown",
    ],
)
def test_a_value_of_all_groups_stands_in_the_first_column_of_its_year(groups: str) -> None:
    """An unclear or misspelt heading of a group is a heading of figures all the same."""
    assert ratio(YEARS, f"{groups} | {groups}", merges=("C1:E1", "F1:H1")) == FIRST


def test_it_stands_there_where_the_years_stand_beneath_the_groups() -> None:
    groups, years = "Non-BAME | | BME | | Unknown |", "2018 | 2019 | 2018 | 2019 | 2018 | 2019"
    merges = ("C1:D1", "E1:F1", "G1:H1")
    assert ratio(groups, years, merges=merges) == {"2018 all": "Data!C3", "2019 all": "Data!D3"}


def test_a_column_beside_both_groups_is_no_group_s() -> None:
    """With White and BME found, what stands under the year without a heading is something else."""
    groups = "Source | White | BME"
    assert ratio(YEARS, f"{groups} | {groups}", merges=("C1:E1", "F1:H1")) == {
        "2018 all": "Data!D3",
        "2019 all": "Data!G3",
    }


def test_a_column_for_all_groups_comes_before_any_other() -> None:
    groups = "Non-BAME | BAME | All"
    assert ratio(YEARS, f"{groups} | {groups}", merges=("C1:E1", "F1:H1")) == {
        "2018 all": "Data!E3",
        "2019 all": "Data!H3",
    }
