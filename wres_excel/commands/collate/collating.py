"""A hundred returns in, one dataset and a register out."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from wres_excel.codes import load_code_book
from wres_excel.collation.choose import round_of
from wres_excel.collation.disclosure.tally import Tallied
from wres_excel.collation.expected import Expected
from wres_excel.collation.merge import Merging, merged
from wres_excel.collation.records import About, Collection, RegisterRow, Summary, Taken
from wres_excel.collation.register import Register, register
from wres_excel.commands.collate.arrivals import Incoming
from wres_excel.commands.collate.interrupts import uninterrupted
from wres_excel.commands.collate.outputs import is_store, local_output, targets_of, write_output
from wres_excel.commands.collate.pool import Pool
from wres_excel.commands.collate.registers import read_registers
from wres_excel.commands.collate.replies import Replies, write_replies
from wres_excel.commands.collate.request import Name, Request, request_of
from wres_excel.commands.collate.result import CollateResult
from wres_excel.commands.collate.sources import find_sources
from wres_excel.commands.collate.spool import Spool, Spooled
from wres_excel.commands.collate.staging import stage
from wres_excel.commands.collate.taking import Progress, take_into_spool, take_into_store
from wres_excel.commands.collate.walk import Met, walk
from wres_excel.commands.read import read_with
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.findings import Finding
from wres_excel.tables.remote import is_url
from wres_excel.tables.store import Store

TIME_LIMIT = 60.0
THRESHOLD = 10


def collate(
    returns: Name | Sequence[Name],
    output: Name,
    *,
    register: Name | Sequence[Name] | None = None,
    edition: str | Path | Edition | None = None,
    jobs: int = 1,
    force: bool = False,
    merge: str | Sequence[str] = (),
    publish: bool = False,
    threshold: int = THRESHOLD,
    progress: Progress | None = None,
    time_limit: float = TIME_LIMIT,
    replies: Name | None = None,
) -> CollateResult:
    """Read returns into one dataset, with a register of who has reported.

    returns: files, folders, which are searched through, and zip archives, as paths or URLs; output:
    an .xlsx, .csv, .parquet or .duckdb file, of which .csv and .parquet become three, and .duckdb
    is added to and reads only what is new; register: the organisations expected, one CSV file or
    workbook or several; edition: the round that the register is about, where it is not that of most
    returns; jobs: how many processes read; force: whether files that exist are replaced; merge:
    merged organisations, each as "RZZ=RXX,RYY"; publish: whether only what may be published is
    written, counts below the threshold hidden; progress: told how many files are done, how many of
    them could not be read, and how many there are, then the same of replies; time_limit: seconds a
    file; replies: a folder for annotated copies of returns that count and have errors or warnings.

    One file that cannot be read never stops the others. Raises UsageError, EditionError, and
    UnreadableFile for a register that is none.
    """
    request = request_of(
        returns,
        output,
        register,
        edition,
        merge,
        publish,
        threshold,
        jobs,
        time_limit,
        force,
        replies,
    )
    expected, odd = read_registers(request.registers)
    with ExitStack() as stack:
        local = stack.enter_context(local_output(request.output))
        incoming = find_sources(_met(request, stack), request.apart)
        run = _Run(request, expected, odd, incoming, local, progress)
        run.require_something()
        return run.store() if is_store(request.output) else run.write()


@dataclass(frozen=True, slots=True)
class _Run:
    """One collation under way; output: its path on this machine."""

    request: Request
    expected: tuple[Expected, ...]
    odd: tuple[Finding, ...]
    incoming: Incoming
    output: Path
    progress: Progress | None

    def require_something(self) -> None:
        """Raise UsageError if nothing came in, nobody is expected, and nothing is known before."""
        if not (self.incoming.arrivals or self.expected or is_store(self.request.output)):
            raise _nothing(self.request, self.incoming)

    def write(self) -> CollateResult:
        """Read every file, and write what counts in the form that the output's suffix says."""
        with Spool() as spool:
            with self._pool() as pool:
                odd = take_into_spool(self.incoming.arrivals, pool, spool, self.progress)
            run = replace(self, incoming=self.incoming.without(odd))
            run.require_something()
            return run._write(spool)

    def _write(self, spool: Spool) -> CollateResult:
        summaries, positions = spool.summaries, spool.positions
        book = self._register(summaries)
        about = self._about(summaries, book.rule)
        order = [positions[number] for number in book.counting]
        collection = self._collection(Spooled(about, book.rows, spool, order), book)
        force, inputs = self.request.force, self.request.inputs
        write_output(collection, self.output, force=force, inputs=inputs)
        told = replace(collection.about, skipped=about.skipped)
        result = self._result(book, told, len(self.incoming.arrivals))
        tallies = collection.tallies if isinstance(collection, Tallied) else ()
        return replace(result, tallies=tallies, replies=self._replies(book, summaries))

    def store(self) -> CollateResult:
        """Read every file whose content is new into a database, and renew its register."""
        with Store(self.output, self._own_editions()) as store:
            with self._pool() as pool:
                held = take_into_store(self.incoming.arrivals, pool, store, self.progress)
            run = replace(self, incoming=self.incoming.without(held.passed_over))
            book = run._register(held.summaries, held.earlier, held.gone)
            about = run._about(held.summaries, book.rule)
            with uninterrupted():
                store.finish(book.rows, about)
        result = run._result(book, about, held.new)
        return replace(result, replies=run._replies(book, held.summaries))

    def _replies(self, book: Register, summaries: Sequence[Summary]) -> Replies | None:
        """Write the annotated copies, if they are asked for, once all else is written."""
        folder = self.request.replies
        if folder is None:
            return None
        counting = [summaries[number] for number in book.counting]
        with self._pool() as pool:
            return write_replies(
                folder,
                counting,
                self.incoming.arrivals,
                pool,
                force=self.request.force,
                progress=self.progress,
            )

    def _pool(self) -> Pool:
        return Pool(self.request.jobs, self.request.time_limit)

    def _own_editions(self) -> tuple[Edition, ...]:
        return (self.request.edition,) if self.request.edition else ()

    def _register(
        self,
        summaries: Sequence[Summary],
        earlier: Sequence[Summary] = (),
        gone: frozenset[str] = frozenset(),
    ) -> Register:
        return register(
            self.expected,
            summaries,
            self._round(summaries),
            book=load_code_book(),
            today=_now().date(),
            earlier=earlier,
            merges=self.request.merges,
            gone=gone,
        )

    def _round(self, summaries: Sequence[Summary]) -> Edition | None:
        """Return the edition asked for, or that of most returns."""
        most = round_of(summaries)
        return self.request.edition or (load_edition(most) if most else None)

    def _about(self, summaries: Sequence[Summary], rule: str) -> About:
        current = self._round(summaries)
        readable = sum(summary.problem is None for summary in summaries)
        return About(
            made=_now().isoformat(timespec="seconds"),
            edition=current.name if current else None,
            files=len(summaries),
            read=readable,
            skipped=tuple((name, reason) for name, reason in self.incoming.skipped),
            rule=rule,
            read_with=read_with(),
        )

    def _collection(self, spooled: Collection, book: Register) -> Collection:
        """Return what is written: merged as asked, and fit for publication if asked."""
        collection = _Merged(spooled, book.mergings) if book.mergings else spooled
        if self.request.threshold is None:
            return collection
        from wres_excel.collation.disclosure import publishable

        parts = {merge.code: merge.parts for merge in self.request.merges}
        shown = publishable(collection, load_edition, self.request.threshold, parts)
        return Tallied(shown, load_edition)

    def _result(self, book: Register, about: About, new: int) -> CollateResult:
        output = self.request.output
        folder = output.rpartition("/")[0]
        written = tuple(
            f"{folder}/{target.name}" if is_url(output) else str(target)
            for target in targets_of(self.output)
        )
        return CollateResult(written, book.rows, about, (*self.odd, *book.findings), new)


@dataclass(frozen=True, slots=True)
class _Merged:
    """A collation in which merged returns stand in place of their parts."""

    inner: Collection
    mergings: tuple[Merging, ...]

    @property
    def about(self) -> About:
        return self.inner.about

    @property
    def register(self) -> tuple[RegisterRow, ...]:
        return self.inner.register

    def counting(self) -> Iterator[Taken]:
        return merged(self.inner.counting, self.mergings, load_edition)


def _met(request: Request, stack: ExitStack) -> Iterator[Met]:
    """Yield what the names of a request stand for; the stack keeps what is fetched to the end."""
    for name in dict.fromkeys(request.returns):
        if is_url(name):
            folder = stack.enter_context(TemporaryDirectory(prefix="wres-excel-"))
            yield from stage(name, Path(folder), request.urls_apart)
        else:
            yield from walk(name)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


def _nothing(request: Request, incoming: Incoming) -> UsageError:
    shown = "; ".join(f"{name}: {reason}" for name, reason in incoming.skipped[:5])
    return UsageError(
        "No return was found",
        file=", ".join(request.returns),
        found=shown or "an empty folder",
        expected="workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods), folders or .zip archives of them",
        remedy="Check the path and its spelling.",
    )
