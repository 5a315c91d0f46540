"""Every file that came in, read and kept: in a spool, or in a database that knows earlier ones."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath

from wres_excel.collation.records import Summary
from wres_excel.commands.collate.arrivals import Arrival, PassedOver
from wres_excel.commands.collate.fetch import fetch
from wres_excel.commands.collate.interrupts import uninterrupted
from wres_excel.commands.collate.messages import Done, unpack
from wres_excel.commands.collate.order import InOrder
from wres_excel.commands.collate.pool import Pool
from wres_excel.commands.collate.spool import Spool
from wres_excel.commands.read import read_with
from wres_excel.errors import WresError
from wres_excel.tables.store import Store

Progress = Callable[[int, int, int], None]
"""Told how many files are done, how many of them could not be read, and how many there are."""

BATCH = 64
BATCH_SECONDS = 1.0
_File = tuple[int, Arrival]


@dataclass(frozen=True, slots=True)
class Held:
    """What a database holds once a run has read all that is new.

    summaries: of everything that may count, by file; earlier: of versions whose file has other
    content now; new: how many files were read in this run; passed_over: files that turned out to be
    no returns; gone: hashes of what counts although its file is not there in this run.
    """

    summaries: tuple[Summary, ...]
    earlier: tuple[Summary, ...]
    new: int
    passed_over: tuple[PassedOver, ...] = ()
    gone: frozenset[str] = frozenset()


def take_into_spool(
    arrivals: Sequence[Arrival], pool: Pool, spool: Spool, progress: Progress | None
) -> tuple[PassedOver, ...]:
    """Read every file into a spool, each under its position, and return what is no return."""
    passed_over = []
    for done in told(pool.read(list(enumerate(arrivals))), 0, len(arrivals), progress):
        if done.passed_over:
            passed_over.append(PassedOver(done.summary.file, done.passed_over))
        else:
            spool.put(done)
    return tuple(sorted(passed_over))


def take_into_store(
    arrivals: Sequence[Arrival], pool: Pool, store: Store, progress: Progress | None
) -> Held:
    """Read every file into a database whose content it does not hold yet.

    A run that is stopped keeps what was read until then.
    """
    sorting = _sort_out(arrivals, store)
    known = len(arrivals) - len(sorting.unread)
    keeping = _Keeping(store, [position for position, _ in sorting.unread])
    try:
        for done in told(pool.read(sorting.unread), known, len(arrivals), progress):
            keeping.put(done)
    finally:
        keeping.close()
    held = _held(sorting, keeping.summaries, store)
    return replace(held, passed_over=tuple(sorted(keeping.passed_over)))


@dataclass(frozen=True, slots=True)
class _Sorted:
    """The files of a run: those whose content is known, by position, and those to be read."""

    known: dict[int, Summary]
    unread: list[_File]


class _Keeping:
    """Results on their way into a database: in order of files, in batches, none lost at the end."""

    def __init__(self, store: Store, positions: Iterable[int]) -> None:
        self._store = store
        self._order = InOrder(positions)
        self._batch: list[Done] = []
        self._since = time.monotonic()
        self.summaries: dict[int, Summary] = {}
        self.passed_over: list[PassedOver] = []

    def put(self, done: Done) -> None:
        self._add(self._order.put(done))
        late = time.monotonic() - self._since > BATCH_SECONDS
        if len(self._batch) >= BATCH or (self._batch and late):
            self._write()

    def close(self) -> None:
        self._add(self._order.rest())
        self._write()

    def _add(self, results: Iterable[Done]) -> None:
        for done in results:
            if done.passed_over:
                self.passed_over.append(PassedOver(done.summary.file, done.passed_over))
            else:
                self._batch.append(done)

    def _write(self) -> None:
        """Write a batch whole: Ctrl-C waits for the fraction of a second that it takes."""
        with uninterrupted():
            if self._batch:
                taken = [unpack(done.summary, done.payload) for done in self._batch]
                self._store.add(taken, read_with())
            self.summaries |= {done.position: done.summary for done in self._batch}
            self._batch = []
            self._since = time.monotonic()


def told(
    results: Iterable[Done], known: int, total: int, progress: Progress | None
) -> Iterator[Done]:
    """Yield results, and tell how far they have come once they are kept."""
    failed = 0
    if progress is not None:
        progress(known, 0, total)
    for done, result in enumerate(results, known + 1):
        yield result
        failed += result.summary.problem is not None
        if progress is not None:
            progress(done, failed, total)


def _sort_out(arrivals: Sequence[Arrival], store: Store) -> _Sorted:
    held = {summary.sha256: summary for summary in store.summaries()}
    read = {digest for digest, reader in store.known() if reader == read_with()}
    sorting = _Sorted({}, [])
    for position, arrival in enumerate(arrivals):
        digest = _digest(arrival)
        earlier = held.get(digest) if digest in read else None
        if earlier is not None and not _named_otherwise(earlier, arrival):
            sorting.known[position] = replace(earlier, file=arrival.file)
        else:
            sorting.unread.append((position, arrival))
    return sorting


def _digest(arrival: Arrival) -> str:
    """Return the hash of a file's content, empty if it cannot be had; the reading says why."""
    try:
        return sha256(fetch(arrival)).hexdigest()
    except WresError:
        return ""


def _named_otherwise(earlier: Summary, arrival: Arrival) -> bool:
    """Return whether a new name may say whose return it is, where the old one did or failed to."""
    old, new = PurePosixPath(earlier.file).name, PurePosixPath(arrival.file).name
    from_name = any(code in old.upper() for code in earlier.codes)
    return old != new and (earlier.organisation is None or from_name)


def _held(sorting: _Sorted, read: dict[int, Summary], store: Store) -> Held:
    """Return what the database holds, this run's files by their names in this run."""
    current = {**sorting.known, **read}
    present = {summary.sha256 for summary in current.values()}
    by_file: dict[str, Summary] = {}
    earlier = []
    for summary in store.summaries():
        if summary.sha256 not in present:
            if summary.file in by_file:
                earlier.append(by_file[summary.file])
            by_file[summary.file] = summary
    names = {summary.file for summary in current.values()}
    earlier += [summary for file, summary in by_file.items() if file in names]
    others = [summary for file, summary in by_file.items() if file not in names]
    summaries = sorted([*current.values(), *others], key=lambda summary: summary.file)
    gone = frozenset(summary.sha256 for summary in others)
    return Held(tuple(summaries), tuple(earlier), len(read), gone=gone)
