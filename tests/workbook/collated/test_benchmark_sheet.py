"""The Benchmark sheet: quartiles, places and what a figure is made from."""

import pytest
from numpy import percentile

from wres_excel.workbook.collated.indicators_sheet import without_sign

from .opened import opened, table


def test_quartiles_are_those_that_numpy_gives_for_the_figures_of_the_region() -> None:
    book = opened(24)
    heading = "3 Formal disciplinary process (relative likelihood)"
    london = [
        r[heading]
        for r in table(book["Indicators"])
        if r["Region"] == "London" and not r["3 Direction"].startswith("in doubt")
    ]
    rows = [
        row
        for row in table(book["Benchmark"])
        if (row["Region"], row["Indicator"]) == ("London", 3)
        and row["Region: quarter"] != "in doubt"
    ]
    names = [f"Region: {name}" for name in ("lower quartile", "median", "upper quartile")]
    assert len(rows) == len(london) >= 4
    for row in rows:
        assert [row[name] for name in names] == pytest.approx(percentile(london, (25, 50, 75)))
        assert row["Region: place, 1 is lowest"] == 1 + sum(v < row["Figure"] for v in london)
        assert row["Region: organisations"] == len(london)


def test_a_row_of_the_benchmark_shows_what_its_figure_is_made_from() -> None:
    row = next(row for row in table(opened(24)["Benchmark"]) if row["Indicator"] == 3)
    assert row["Figure"] == pytest.approx(row["BME"] / row["White"])
    assert row["Change"] == pytest.approx(row["Figure"] - row["Last year"])
    assert row["Indicator in words"] == "Formal disciplinary process"
    assert row["Unit of the figure"] == "relative likelihood"


@pytest.mark.parametrize(("number", "shown"), [(-0.004, 0), (0.004, 0), (-0.005001, -0.005001)])
def test_no_figure_is_shown_as_less_than_nothing_and_yet_nothing(
    number: float, shown: float
) -> None:
    assert without_sign(number, 2) == shown
