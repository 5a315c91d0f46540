"""A collation leaves as three CSV files, of which the first is a metrics file again."""

import csv
from itertools import chain
from pathlib import Path

import pandas
import pytest

from tests.tables.collations import ABOUT, InMemory, registered, taken
from wres_excel.collation.records import FindingRow, RegisterRow, ValueRow
from wres_excel.domain.model import Organisation, Place, Return, Source, Value
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.spellings import load_spellings
from wres_excel.tables.apostrophe import unprotect
from wres_excel.tables.collated import Targets, collated_targets
from wres_excel.tables.collated_csv import collation_to_csv
from wres_excel.tables.dataset import returns_to_csv
from wres_excel.tables.metrics import read_metrics

RETURNS = (taken(1), taken(2, name="=Trust, \u4e2d"), taken(3, code="A&E"))
COLLATION = InMemory(RETURNS, registered(*RETURNS))


def written(folder: Path, collation: InMemory = COLLATION) -> Targets:
    targets = collated_targets(folder / "out.csv")
    collation_to_csv(collation, *targets)
    return targets


def rows_in(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def as_text(row: tuple[object, ...]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def unprotected(rows: list[list[str]]) -> list[list[str]]:
    return [[unprotect(cell) for cell in row] for row in rows]


def test_the_columns_of_a_value_are_those_of_the_contract() -> None:
    written = (
        "organisation,organisation_name,edition,item,number,indicator,period,group,value,text,"
        "status,sheet,cell,raw,computed,file,sha256"
    )
    assert ",".join(ValueRow._fields) == written


def test_every_row_comes_back_once_its_apostrophes_are_off(tmp_path: Path) -> None:
    targets = written(tmp_path)
    values = chain.from_iterable(r.values for r in RETURNS)
    findings = chain.from_iterable(r.findings for r in RETURNS)
    for path, columns, rows in (
        (targets.values, ValueRow._fields, values),
        (targets.findings, FindingRow._fields, findings),
        (targets.register, RegisterRow._fields, COLLATION.register),
    ):
        assert unprotected(rows_in(path)) == [list(columns), *map(as_text, rows)]


def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe_and_numbers_do_not(
    tmp_path: Path,
) -> None:
    targets = written(tmp_path)
    values, (_, finding, *_), register = map(rows_in, targets)
    by_item = {row[3]: dict(zip(values[0], row, strict=True)) for row in values[11:21]}
    assert by_item["board.difference"]["value"] == "-3.1"
    assert by_item["board.difference"]["raw"] == "-3.1"
    assert by_item["board.difference"]["organisation_name"] == "'=Trust, \u4e2d"
    assert by_item["background.completeness"]["text"] == '\'=A1, "\u00e9\u4e2d"\nnext'
    assert by_item["background.completeness"]["raw"] == "'=A1"
    assert by_item["note.clinical.band_5"]["text"] == "''-5 of them"
    assert by_item["other_factors"]["sheet"] == "'+Sheet"
    assert finding[6] == "'@Correct it."
    assert finding[13:15] == ["-3.1", "'=2+2"]
    assert register[-1][1] == "'=Missing Trust"


def test_zero_blank_and_suppressed_stay_apart(tmp_path: Path) -> None:
    rows = rows_in(written(tmp_path).values)
    found = [
        (row[3], row[7], row[8], row[10]) for row in rows[1:11] if row[7] in ("bme", "unknown")
    ]
    assert found == [
        ("recruitment.shortlisted", "bme", "0", "reported"),
        ("recruitment.shortlisted", "unknown", "", "blank"),
        ("board.difference", "bme", "-3.1", "reported"),
        ("clinical.band_5", "bme", "", "suppressed"),
    ]


def test_lines_end_as_excel_ends_them_and_the_same_collation_gives_the_same_bytes(
    tmp_path: Path,
) -> None:
    first = [path.read_bytes() for path in written(tmp_path)]
    assert [path.read_bytes() for path in written(tmp_path)] == first
    assert all(data.endswith(b"\r\n") for data in first)
    assert first[2].count(b"\n") == first[2].count(b"\r\n") == len(COLLATION.register) + 1


def test_pandas_reads_the_same_numbers(tmp_path: Path) -> None:
    frame = pandas.read_csv(written(tmp_path).values, keep_default_na=False, na_values=[""])
    assert frame["value"].dropna().tolist() == [3120.0, 0.0, 0.30000000000000004, -3.1] * 3
    assert frame["number"].dropna().astype(int).tolist()[:4] == [34, 34, 34, 36]


def test_it_is_what_read_writes_byte_for_byte(tmp_path: Path) -> None:
    """So `fill` takes it as it takes what `read -o` wrote."""
    edition = load_edition("2024")
    values = [
        Value(Place("board.difference", "current", "bme"), "reported", -3.1, raw="-3.1"),
        Value(Place("clinical.band_5", "previous", "white"), "blank", sheet="=S", cell="A1"),
        Value(Place("other_factors", "current", "all"), "reported", text="-5", raw="-5"),
        Value(Place("board.total", "current", "bme"), "reported", 0, raw="0", computed=0.5),
    ]
    organisation = Organisation("RXY", "+Trust")
    source = Source("@a.xlsx", "ab" * 32, None, "wres-excel")
    whole = Return(edition, organisation, source, tuple(values), ())
    read = taken(1)._replace(values=tuple(value_row(value, whole) for value in values))
    data = written(tmp_path, InMemory((read,), ())).values.read_bytes()
    assert data == returns_to_csv([whole]).encode()


def value_row(value: Value, whole: Return) -> ValueRow:
    item = whole.edition.by_key[value.place.item]
    period = whole.edition.snapshot_of(value.place.period).isoformat()
    return ValueRow(
        *(whole.organisation.code, whole.organisation.name, whole.edition.name),
        *(item.key, item.number, item.indicator, period, value.place.group),
        *(value.value, value.text, value.status, value.sheet, value.cell, value.raw),
        *(value.computed, whole.source.file, whole.source.sha256),
    )


def test_the_values_are_a_metrics_file(tmp_path: Path) -> None:
    """`fill` finds every organisation, item, period, group and answer in it, and no fault."""
    metrics = read_metrics(written(tmp_path).values, load_spellings())
    assert metrics.findings == ()
    assert len(metrics.rows) == 30
    row = metrics.rows[17]
    assert (row.organisation, row.item, row.period, row.group, row.value) == (
        *("R02", "background.completeness", "2024-03-31", "all"),
        '=A1, "\u00e9\u4e2d"\nnext',
    )


def test_returns_are_taken_one_at_a_time(tmp_path: Path) -> None:
    """A thousand returns pass through, and none is asked for before the one before is written."""
    waiting: list[int] = []

    class Stream(InMemory):
        def counting(self):
            for number in range(1000):
                waiting.append((tmp_path / "out.csv").stat().st_size)
                yield taken(number)

    written(tmp_path, Stream((), (), ABOUT))
    assert waiting[-1] > 0.9 * (tmp_path / "out.csv").stat().st_size
    assert len(rows_in(tmp_path / "out.csv")) == 10_001


def test_a_place_that_cannot_be_written_is_refused_in_plain_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        written(tmp_path / "missing")
    assert caught.value.message == "The file could not be written"
    assert caught.value.file == str(tmp_path / "missing" / "out.csv")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("returns", [RETURNS, RETURNS * 200])
def test_a_full_disk_is_said(tmp_path: Path, returns) -> None:
    """Whether it shows when the file is closed or, with many rows, while they are written."""
    full, rest = Path("/dev/full"), tmp_path / "rest.csv"
    with pytest.raises(UsageError) as caught:
        collation_to_csv(InMemory(returns, ()), full, rest, rest)
    assert (caught.value.file, caught.value.found) == ("/dev/full", "No space left on device")


def test_what_goes_wrong_among_the_returns_is_not_called_a_fault_of_the_output(
    tmp_path: Path,
) -> None:
    class Broken(InMemory):
        def counting(self):
            yield from RETURNS
            raise OSError("the spool is gone")

    with pytest.raises(OSError, match="the spool is gone"):
        written(tmp_path, Broken((), ()))
