"""A collation kept in a database: every version once, whole, and what counts told apart."""

from datetime import date, datetime
from itertools import chain
from pathlib import Path

import pytest

from tests.tables.collations import ABOUT, HOSTILE, READ_WITH, failed, registered, taken
from tests.tables.stores import ask, content, keep
from wres_excel.collation.records import FindingRow, RegisterRow, Taken, ValueRow
from wres_excel.errors import UsageError
from wres_excel.tables.store import Store

DATES = frozenset({"period", "due", "signed_off"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "all returns (2024).duckdb"


def typed(columns: tuple[str, ...], row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(
        date.fromisoformat(str(cell)) if name in DATES and cell else cell
        for name, cell in zip(columns, row, strict=True)
    )


def test_every_row_comes_back_as_it_was(path: Path) -> None:
    returns = (taken(1), taken(2, name="=Trust, \u4e2d"), taken(3, code="A&E"))
    keep(path, *returns)
    values = list(chain.from_iterable(r.values for r in returns))
    findings = list(chain.from_iterable(r.findings for r in returns))
    for table, columns, rows in (
        ("values", ValueRow._fields, values),
        ("findings", FindingRow._fields, findings),
    ):
        held = ask(path, f'SELECT * EXCLUDE (reading) FROM "{table}"')
        assert held == [typed(columns, row) for row in rows]
    held = ask(path, "SELECT * EXCLUDE (run) FROM register")
    assert held == [typed(RegisterRow._fields, row) for row in registered(*returns)]


def test_what_is_known_of_each_return_comes_back_in_order_of_arrival(path: Path) -> None:
    returns = [
        taken(2, codes=("R02", "R03"), saved="2024-05-02T10:00:00Z"),
        taken(1, signed_off=None, organisation=None, organisation_name="", remedy=None),
        taken(3, name=HOSTILE),
    ]
    keep(path, *returns)
    with Store(path) as store:
        assert store.summaries() == tuple(r.summary for r in returns)
        assert store.known() == {(r.summary.sha256, READ_WITH) for r in returns}


def test_what_is_there_already_is_left_alone(path: Path) -> None:
    first = (taken(1), failed(1), taken(2))
    keep(path, *first)
    before, times = content(path), ask(path, "SELECT reading, taken_at FROM counting")
    with Store(path) as store:
        store.add(first, READ_WITH)
        store.add((first[0]._replace(values=()), *first), READ_WITH)
    assert content(path) == before
    assert ask(path, "SELECT reading, taken_at FROM counting") == times


def test_the_same_content_twice_in_one_batch_is_one(path: Path) -> None:
    again = taken(1)._replace(values=())
    keep(path, taken(1), again, failed(2), failed(2))
    assert ask(path, "SELECT file FROM returns") == [
        ("north/R01 return (final).xlsx",),
        ("bad 2.xlsx",),
    ]
    assert ask(path, 'SELECT count(*) FROM "values"') == [(10,)]


def test_a_file_that_changed_is_a_version_beside_the_old_one(path: Path) -> None:
    old = taken(1)
    new = taken(1, sha256="cd" * 32, signed_off="2024-06-01")
    keep(path, old)
    with Store(path) as store:
        store.add([new], READ_WITH)
        superseded = registered(old, status="superseded")[:1]
        store.finish((*superseded, *registered(new)), ABOUT)
    assert ask(path, "SELECT sha256, taken_at IS NOT NULL FROM returns") == [
        (old.summary.sha256, True),
        (new.summary.sha256, True),
    ]
    assert ask(path, "SELECT sha256 FROM counting") == [(new.summary.sha256,)]
    assert ask(path, "SELECT count(*), count(DISTINCT reading) FROM counting_values") == [(10, 1)]
    assert ask(path, "SELECT count(*) FROM counting_findings") == [(1,)]
    assert ask(path, "SELECT count(*) FROM findings") == [(2,)]


def test_a_newer_program_reads_again_and_its_reading_counts(path: Path) -> None:
    old, new = taken(1), taken(1, organisation_name="Read better")
    keep(path, old)
    keep(path, new, read_with="wres-excel 0.2.0")
    with Store(path) as store:
        assert store.summaries() == (new.summary,)
        assert store.known() == {
            (old.summary.sha256, READ_WITH),
            (old.summary.sha256, "wres-excel 0.2.0"),
        }
    assert ask(path, "SELECT organisation_name, read_with FROM returns") == [
        ("Trust 1", READ_WITH),
        ("Read better", "wres-excel 0.2.0"),
    ]
    assert ask(path, "SELECT organisation_name FROM counting") == [("Read better",)]


def test_an_older_program_run_again_takes_nothing_back(path: Path) -> None:
    keep(path, taken(1))
    keep(path, taken(1, organisation_name="Read better"), read_with="wres-excel 0.2.0")
    keep(path, taken(1))
    assert ask(path, "SELECT organisation_name FROM counting") == [("Read better",)]


def test_a_code_that_the_name_of_the_file_now_tells_makes_a_new_reading(path: Path) -> None:
    """The same content under a better name: the remedy of a finding asks for just that."""
    nameless = taken(1, organisation=None)
    keep(path, nameless)
    keep(path, taken(1))
    assert ask(path, "SELECT organisation FROM returns") == [(None,), ("R01",)]
    assert ask(path, "SELECT organisation FROM counting") == [("R01",)]


def test_what_could_not_be_read_is_tried_again_and_replaced(path: Path) -> None:
    bad, gone = failed(1, sha="ef" * 32), failed(2, sha="")
    keep(path, bad, gone)
    assert ask(path, "SELECT file, sha256, problem FROM returns") == [
        ("bad 1.xlsx", "ef" * 32, "no workbook"),
        ("bad 2.xlsx", "", "no workbook"),
    ]
    with Store(path) as store:
        assert (store.known(), store.summaries()) == (frozenset(), ())
        store.add([failed(1, sha="ef" * 32, problem="too slow"), failed(2, sha="")], READ_WITH)
        store.add([taken(1, sha256="ef" * 32)], READ_WITH)
        store.add([failed(1, sha="ef" * 32)], READ_WITH)
    assert ask(path, "SELECT file, problem FROM returns ORDER BY file") == [
        ("bad 2.xlsx", "no workbook"),
        ("north/R01 return (final).xlsx", None),
    ]


def test_a_newer_program_that_fails_takes_nothing_away(path: Path) -> None:
    keep(path, taken(1))
    bad = failed(1, sha=taken(1).summary.sha256)
    with Store(path) as store:
        store.add([bad], "wres-excel 0.2.0")
        assert store.summaries() == (taken(1).summary,)
    assert ask(path, "SELECT organisation FROM counting") == [("R01",)]


def test_a_return_gone_from_the_folder_stays(path: Path) -> None:
    keep(path, taken(1), taken(2))
    with Store(path) as store:
        summaries = store.summaries()
        store.finish(registered(*map(Taken, summaries)), ABOUT)
    assert ask(path, "SELECT organisation FROM counting") == [("R01",), ("R02",)]


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("received", True),
        ("late", True),
        ("unexpected", True),
        ("duplicate", False),
        ("superseded", False),
        ("unreadable", False),
        ("missing", False),
    ],
)
def test_the_register_says_what_counts(path: Path, status: str, counts: bool) -> None:
    keep(path, taken(1), status=status)
    assert len(ask(path, "FROM counting")) == counts
    assert len(ask(path, "FROM counting_values")) == 10 * counts


def test_a_joint_return_with_several_rows_in_the_register_counts_once(path: Path) -> None:
    joint = taken(1, organisation="R01+R02", codes=("R01", "R02"))
    with Store(path) as store:
        store.add([joint], READ_WITH)
        store.finish([*registered(joint), *registered(joint)], ABOUT)
    assert ask(path, "SELECT organisation, codes FROM counting") == [("R01+R02", ["R01", "R02"])]


def test_each_run_is_kept_with_its_time_and_the_register_it_left(path: Path) -> None:
    keep(path, taken(1))
    keep(path, taken(2))
    assert ask(path, "SELECT * FROM runs")[1] == (
        *(2, datetime(2024, 6, 1, 9), "2024", 4, 3),
        [
            {"file": "~$return.xlsx", "reason": "a lock file of Excel"},
            {"file": HOSTILE, "reason": "no workbook"},
        ],
        *(ABOUT.rule, READ_WITH),
    )
    assert ask(path, "SELECT organisation, run FROM register") == [("R02", 2), ("RZZ", 2)]
    assert ask(path, "SELECT organisation, run FROM earlier_registers") == [("R01", 1), ("RZZ", 1)]


def test_a_run_without_anything_is_a_store_that_can_be_asked(path: Path) -> None:
    with Store(path):
        pass
    assert ask(path, "SELECT count(*) FROM indicator_1") == [(0,)]
    keep(path)
    assert ask(path, "SELECT status FROM register") == [("missing",)]


def test_names_that_look_like_sql_are_data(path: Path) -> None:
    keep(path, taken(1, name=HOSTILE, code="'; DROP TABLE returns; --"))
    assert ask(path, "SELECT organisation, organisation_name FROM counting") == [
        ("'; DROP TABLE returns; --", HOSTILE)
    ]
    assert ask(path, "SELECT text FROM counting_values WHERE item = 'other_factors'") == [
        (HOSTILE,)
    ]


def test_zero_blank_and_no_text_stay_apart(path: Path) -> None:
    keep(path, taken(1))
    question = (
        'SELECT "group", value, text, status, raw FROM "values"'
        " WHERE item IN ('recruitment.shortlisted', 'other_factors')"
    )
    assert ask(path, question) == [
        ("white", 3120.0, None, "reported", "3120"),
        ("bme", 0.0, None, "reported", "0"),
        ("unknown", None, None, "blank", ""),
        ("all", None, HOSTILE, "reported", ""),
    ]


def test_a_failure_half_way_leaves_the_store_as_it_was(path: Path) -> None:
    """The second return has no status, which the database does not take."""
    keep(path, taken(1))
    before = content(path)
    bad = taken(3)
    bad = bad._replace(values=(*bad.values, bad.values[0]._replace(status=None)))
    with Store(path) as store:
        with pytest.raises(UsageError) as caught:
            store.add([taken(2), bad], READ_WITH)
        assert caught.value.file == str(path)
        assert len(store.summaries()) == 1
        store.add([taken(2)], READ_WITH)
        assert len(store.summaries()) == 2
    assert content(path)["values"][:10] == before["values"]
    assert len(content(path)["returns"]) == 2


def test_closing_leaves_one_file(path: Path) -> None:
    keep(path, taken(1))
    assert [file.name for file in path.parent.iterdir()] == [path.name]
