"""Titles of another year: told of where they stand, and nothing else is taken for one."""

import pytest

from .given import tampered

TITLE = "Workforce Race Equality Standard"


def told(title: str) -> list[tuple[str, str | None, str | None]]:
    findings = tampered({"A1": title})
    return [(f.rule, f.cell, f.found) for f in findings if f.rule == "stale-title"]


@pytest.mark.parametrize(
    "title", [f"{TITLE} 2018", "WRES 2016-17 return", "WRES: figures as at 31 March 2018"]
)
def test_a_title_that_names_only_another_year_is_told_of(title: str) -> None:
    assert told(title) == [("stale-title", "A1", title)]


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        f"{TITLE} 2019",
        "WRES 2018/19",
        "WRES 2019/20",
        "WRES: 31 March 2018 and 31 March 2019",
        "Equality report 2017",
        f"WRES 2017 {'and much else ' * 20}",
    ],
)
def test_any_other_line_is_left_alone(title: str) -> None:
    assert told(title) == []
