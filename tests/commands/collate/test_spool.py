"""Rows packed, kept on disk, put in order, and given back as they were."""

import io
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.collation.records import About, FindingRow, Summary, Taken, ValueRow
from wres_excel.commands.collate.messages import Done, Ready, pack, receive, send, unpack
from wres_excel.commands.collate.order import InOrder
from wres_excel.commands.collate.spool import Spool, Spooled
from wres_excel.errors import UsageError

ABOUT = About("2026-11-22T09:00:00+00:00", "2019", 3, 3, (), "the latest counts", "wres-excel 0")
TEXTS = st.none() | st.text(max_size=20)


def taken(file: str, value: float | None = 102) -> Taken:
    about, source = ("RXY", "A trust", "2019"), (file, "0" * 64)
    key = ("clinical.band_5", 20, 1, "2019-03-31", "bme")
    content = (value, None, "reported", "Data", "I27", "102", None)
    finding = ("rule", "note", "message", "", None, None, None, None, None, None, "1", None)
    return Taken(
        Summary(file, "0" * 64, 1, "RXY"),
        (ValueRow(*about, *key, *content, *source),),
        (FindingRow(*about, *finding, *source),),
    )


def done(position: int, one: Taken) -> Done:
    return Done(position, one.summary, pack(one))


@given(
    st.tuples(*[TEXTS] * 8, st.none() | st.integers() | st.floats(allow_nan=False), *[TEXTS] * 8)
)
def test_rows_come_back_as_they_were_packed(row: tuple[object, ...]) -> None:
    one = Taken(Summary("f", "", 0), (ValueRow._make(row),), (FindingRow._make(row),))
    assert unpack(one.summary, pack(one)) == one


def test_a_file_without_rows_needs_no_payload() -> None:
    summary = Summary("f", "", 0, problem="why")
    assert unpack(summary, b"") == Taken(summary)


def test_a_spool_gives_back_what_it_was_given_in_any_order() -> None:
    returns = [taken(f"{at}.xlsx", at) for at in range(20)]
    order = random.Random(1).sample(range(20), 20)
    with Spool() as spool:
        for at in order:
            spool.put(done(at, returns[at]))
        assert spool.summaries == tuple(one.summary for one in returns)
        collection = Spooled(ABOUT, (), spool, (3, 1, 2))
        for _ in range(2):
            assert list(collection.counting()) == [returns[3], returns[1], returns[2]]


def test_a_full_disk_is_refused_with_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, *_: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("wres_excel.commands.collate.spool.TemporaryFile", lambda **_: Full())
    with Spool() as spool, pytest.raises(UsageError, match="No space left on device"):
        spool.put(done(0, taken("0.xlsx")))


def test_results_are_put_back_into_order() -> None:
    order = InOrder([2, 5, 7, 9])
    results = {at: done(at, taken(f"{at}.xlsx")) for at in (2, 5, 7, 9)}
    assert list(order.put(results[7])) == []
    assert list(order.put(results[5])) == []
    assert list(order.put(results[2])) == [results[2], results[5], results[7]]
    assert order.rest() == ()
    assert list(order.put(results[9])) == [results[9]]


def test_results_that_wait_can_be_had_when_a_run_ends_early() -> None:
    order = InOrder(range(4))
    results = [done(at, taken(f"{at}.xlsx")) for at in range(4)]
    assert [*order.put(results[3]), *order.put(results[1])] == []
    assert order.rest() == (results[1], results[3])


@pytest.mark.parametrize("kept", [0, 3, 4, 10])
def test_a_message_that_breaks_off_is_the_end(kept: int) -> None:
    stream = io.BytesIO()
    send(stream, Ready())
    assert receive(io.BytesIO(stream.getvalue())) == Ready()
    assert receive(io.BytesIO(stream.getvalue()[:kept])) is None
