"""Breaks between editions are data, which a user's own edition may have too."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wres_excel.comparison.caveats import breaks_between
from wres_excel.editions import editions, load_edition
from wres_excel.errors import EditionError

SHIPPED = Path(__file__).parents[2] / "templates" / "editions" / "2022.toml"


def test_2022_alone_breaks_with_the_editions_before_it() -> None:
    assert {e.name: dict(e.breaks) for e in editions() if e.breaks} == {
        "2022": {7: "the base of the staff survey question changed"}
    }


def test_an_edition_that_nobody_ships_breaks_too() -> None:
    own = replace(
        load_edition("2025"), name="2026", snapshot=date(2026, 3, 31), breaks={5: "it was reworded"}
    )
    told = {5: "Indicator 5 cannot be compared between editions 2025 and 2026: it was reworded."}
    assert breaks_between(load_edition("2025"), own, editions()) == told
    assert breaks_between(own, load_edition("2025"), editions()) == told


def test_an_edition_has_no_break_with_itself() -> None:
    assert breaks_between(load_edition("2022"), load_edition("2022"), editions()) == {}


def test_a_break_of_no_indicator_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(SHIPPED.read_text(encoding="utf-8").replace('7 = "the base', '12 = "the base'))
    with pytest.raises(EditionError) as caught:
        load_edition(own)
    assert (caught.value.found, caught.value.expected) == ("'12'", "1 to 9")
    assert "at breaks" in str(caught.value)
