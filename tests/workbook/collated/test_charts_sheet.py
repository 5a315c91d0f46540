"""Charts and the tables below them: the figures are right, and the charts point at them."""

import re
from collections import Counter
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

import pytest

from wres_excel.collation.indicators import Standing, standing_of
from wres_excel.editions import load_edition
from wres_excel.workbook.collated.tallies import MOST_SHOWN, furthest, likelihoods, spread

from .given import collation
from .opened import data_of, load, opened, table, written

COMPARED = ("better", "no material change", "worse")


@lru_cache
def standings(count: int) -> tuple[Standing, ...]:
    """The indicators of a collation."""
    edition = load_edition("2024")
    return tuple(standing_of(taken, edition) for taken in collation(count).taken)


@lru_cache
def charts(count: int) -> list[str]:
    """The charts of a workbook, as XML, in their order."""
    with ZipFile(BytesIO(data_of(count))) as package:
        names = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        ordered = sorted(names, key=lambda name: int(re.sub(r"\D", "", name)))
        return [package.read(name).decode() for name in ordered]


def ratios(count: int, indicator: int) -> list[float]:
    """The relative likelihoods that a workbook shows on its sheet Indicators, without doubt."""
    rows = table(opened(count)["Indicators"])
    heading = next(key for key in rows[0] if key.startswith(f"{indicator} ") and "(relative" in key)
    sound = [row for row in rows if not row[f"{indicator} Direction"].startswith("in doubt")]
    return [row[heading] for row in sound if isinstance(row[heading], int | float)]


def test_statuses_are_counted_from_the_register() -> None:
    counts = Counter(row.status for row in collation(12).register)
    assert counts.pop("unreadable") == 1
    rows = table(opened(12)["Charts"], "Chart_of_statuses")
    assert {row["Status"].split(":")[0]: row["Organisations"] for row in rows} == counts
    assert sum(row["Share"] for row in rows) == pytest.approx(1)


def test_files_are_counted_apart_from_organisations() -> None:
    counts = Counter(row.status for row in collation(12).register)
    assert counts.pop("missing") == 1
    rows = table(opened(12)["Charts"], "Table_of_files")
    assert {row["What became of it"].split(":")[0]: row["Files"] for row in rows} == counts


def test_ranges_hold_every_ratio_once_and_the_middle_one_is_four_fifths() -> None:
    rows = table(opened(12)["Charts"], "Chart_of_ranges")
    for indicator in (2, 3, 4):
        shown = ratios(12, indicator)
        counts = {row["Relative likelihood"]: row[f"Indicator {indicator}"] for row in rows}
        assert counts == {
            "below 0.50": sum(r < 0.5 for r in shown),
            "0.50 to below 0.80": sum(0.5 <= r < 0.8 for r in shown),
            "0.80 to 1.25": sum(0.8 <= r <= 1.25 for r in shown),
            "above 1.25 to 2.00": sum(1.25 < r <= 2 for r in shown),
            "above 2.00": sum(r > 2 for r in shown),
        }


def test_changes_are_those_of_the_sheet_of_indicators() -> None:
    rows = table(opened(12)["Charts"], "Chart_of_changes")
    indicators = table(opened(12)["Indicators"])
    for row in rows:
        number = row["Change on last year"].split()[0]
        words = [each[f"{number} Change on last year"].split(":")[0] for each in indicators]
        counted = Counter(words)
        assert (row["Better"], row["No material change"], row["Worse"]) == (
            counted["better"],
            counted["no material change"],
            counted["worse"],
        )
        assert row["Not compared"] == len(words) - sum(counted[w] for w in COMPARED)


def test_few_organisations_are_all_shown_and_of_many_the_furthest_from_equal() -> None:
    assert len(furthest(standings(12), 3)) == 10
    shown = furthest(standings(60), 3)
    assert len(shown) == MOST_SHOWN
    left = {s.summary.organisation for s in standings(60) if not s.results[2].in_doubt}
    left -= {outlier.standing.summary.organisation for outlier in shown}
    everyone = furthest_of_all(60)
    assert {code for code, _ in everyone[MOST_SHOWN:]} == left
    assert [o.ratio for o in shown] == sorted((o.ratio for o in shown), reverse=True)


def furthest_of_all(count: int) -> list[tuple[str | None, float]]:
    """Every organisation, the one whose ratio or its reciprocal is largest first."""
    pairs = [
        (s.summary.organisation, max(value, 1 / value))
        for s in standings(count)
        for value in [s.results[2].figure.value]
        if value and not s.results[2].in_doubt
    ]
    return sorted(pairs, key=lambda pair: -pair[1])


def test_each_chart_shows_the_rows_of_its_table() -> None:
    sheet = opened(12)["Charts"]
    tops = {name: sheet.tables[name].ref for name in sheet.tables}
    titles = [re.findall(r"<a:t>([^<]+)</a:t>", chart)[0] for chart in charts(12)]
    assert titles == [
        "Returns that came in: 11 of 12 expected organisations (92%)",
        "Change of each indicator on last year",
        "2 Appointment from shortlisting",
        "2 Appointment from shortlisting: all 11",
        "3 Formal disciplinary process",
        "3 Formal disciplinary process: all 10; 1 in doubt left out",
        "4 Non-mandatory training and CPD",
        "4 Non-mandatory training and CPD: all 10; 1 in doubt left out",
    ]
    first = int(re.sub(r"\D", "", tops["Chart_of_organisations"].split(":")[0])) + 1
    for start, count, chart in zip(
        (first, first + 11, first + 21), (11, 10, 10), charts(12)[3::2], strict=True
    ):
        refs = re.findall(r"<c:f>([^<]+)</c:f>", chart)
        assert refs[:2] == [
            f"Charts!$C${start}:$C${start + count - 1}",
            f"Charts!$D${start}:$D${start + count - 1}",
        ]
    for name, chart in (("Chart_of_statuses", charts(12)[0]), ("Chart_of_changes", charts(12)[1])):
        rows = re.findall(r"\d+", tops[name])
        refs = re.findall(r"<c:f>Charts!\$A\$(\d+):\$A\$(\d+)</c:f>", chart)
        assert set(refs) == {(str(int(rows[0]) + 1), rows[1])}


def test_charts_carry_their_figures_for_programs_that_do_not_calculate() -> None:
    cached = re.findall(r"<c:v>([\d.]+)</c:v>", charts(12)[0].split("<c:val>")[1])
    rows = table(opened(12)["Charts"], "Chart_of_statuses")
    assert [int(text) for text in cached] == [row["Organisations"] for row in rows]


def test_the_axis_is_cut_where_one_ratio_would_make_all_others_look_alike() -> None:
    held = collation(3)
    large = [
        row._replace(computed=40.0) if row.item == "disciplinary.relative_likelihood" else row
        for row in held.taken[0].values
    ]
    first = held.taken[0]._replace(values=tuple(large))
    data = written(type(held)(held.about, held.register, (first, *held.taken[1:])))
    with ZipFile(BytesIO(data)) as package:
        chart = package.read("xl/charts/chart6.xml").decode()
    assert "Ratio; columns above 5 are cut" in chart
    assert '<c:max val="5"/>' in chart


def test_one_organisation_is_called_the_only_one() -> None:
    held = collation(1)
    book = load(written(held))
    assert "one return of edition 2024" in book["Charts"]["A3"].value
    assert likelihoods(standings(1)) == [2, 3, 4]
    assert sum(spread(standings(1), 2)) == 1
