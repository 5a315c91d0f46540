"""The view of indicators: what the workbook says of a return, a database says too."""

import runpy
from dataclasses import replace
from pathlib import Path

import pytest
from checks.given import Changes, Typed, at, returned

from tests.tables.collations import ABOUT, READ_WITH, registered
from tests.tables.stores import ask
from wres_excel.collation.flatten import flatten
from wres_excel.collation.records import RegisterRow, Taken
from wres_excel.domain.model import Organisation
from wres_excel.tables.store import Store

ROOT = Path(__file__).parents[2]


def sent(code: str, changes: Changes) -> Taken:
    """The return of an organisation, coherent but for the changes."""
    result = returned(changes)
    source = replace(result.source, sha256=code.ljust(64, "0"))
    result = replace(result, organisation=Organisation(code, f"Trust {code}"), source=source)
    return flatten(result, f"{code}.xlsx", 1, (code,))


def entered(now: int, before: int) -> Changes:
    """So many BME staff in the disciplinary process, and as many White staff as ever."""
    return {
        at("disciplinary.entered", "bme"): now,
        at("disciplinary.entered", "bme", "previous"): before,
        at("disciplinary.entered", "white"): 100,
        at("disciplinary.entered", "white", "previous"): 100,
    }


def row(taken: Taken) -> RegisterRow:
    return registered(taken)[0]._replace(region="Midlands")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of a return that got worse, one that cannot be read, and one that is missing."""
    worse = sent("R01", {**entered(90, 60), at("disciplinary.relative_likelihood"): 0.9})
    unread = Typed(None, "unreadable", raw="12 (approx)")
    unclear = sent("R02", {**entered(90, 60), at("disciplinary.entered", "bme"): unread})
    missing = row(worse)._replace(
        organisation="R03", organisation_name="Trust R03", status="missing", file=None,
        sha256=None, reason="No return for edition 2024 came in.",
    )  # fmt: skip
    path = tmp_path / "wres.duckdb"
    with Store(path) as store:
        store.add([worse, unclear], READ_WITH)
        store.finish((row(worse), row(unclear), missing), ABOUT)
    return path


def test_a_row_is_an_organisation_and_indicator_with_the_figure_that_follows_from_the_counts(
    path: Path,
) -> None:
    """The return states 0.9, and its counts give another ratio."""
    found = ask(
        path,
        "SELECT organisation, region, status, edition, title, unit,"
        " abs(figure - bme / white) < 1e-9,"
        " abs(change - figure + last_year) < 1e-9, change_in_words, direction, as_reported,"
        " in_doubt, change_in_doubt, why, errors_in_indicator"
        " FROM indicators WHERE indicator = 3 AND organisation = 'R01'",
    )
    assert found == [
        (
            "R01", "Midlands", "received", "2024", "Formal disciplinary process",
            "relative likelihood", True, True, "worse: further from equal", "BME more likely",
            False, False, False, "", 0,
        )
    ]  # fmt: skip
    assert ask(path, "SELECT count(*), count(DISTINCT indicator) FROM indicators") == [(18, 9)]


def test_the_example_tells_who_got_worse_and_who_cannot_be_compared_and_why(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main = runpy.run_path(str(ROOT / "examples" / "worsened.py"))["main"]
    main(str(path), "Midlands")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Trust R01: ")
    assert lines[0].endswith(" (no errors or warnings)")
    assert lines[1] == "Could not be compared:"
    assert lines[2].startswith("Trust R02: no figure: Data!")
    assert lines[2].endswith(" could not be read: '12 (approx)'")
    assert lines[3:] == ["Trust R03: missing. No return for edition 2024 came in."]
    with pytest.raises(SystemExit, match="no organisation of the region 'London'"):
        main(str(path), "London")


def test_what_no_longer_counts_is_gone_with_the_next_run(path: Path) -> None:
    with Store(path) as store:
        store.finish((), ABOUT)
    assert ask(path, "SELECT count(*) FROM indicators") == [(0,)]
    assert ask(path, "SELECT count(*) FROM indicator_results") == [(0,)]


def test_a_store_of_an_earlier_version_gets_the_view_with_its_next_run(path: Path) -> None:
    """Such a store has no such table, and its register asks for counts everywhere."""
    import duckdb

    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP VIEW indicators; DROP TABLE indicator_results")
        connection.execute("DELETE FROM register")
        connection.execute("ALTER TABLE register ALTER errors SET NOT NULL")
    again = sent("R01", entered(90, 60))
    with Store(path) as store:
        store.finish((row(again)._replace(errors=None),), ABOUT)
    assert ask(path, "SELECT count(*) FROM indicators") == [(9,)]
