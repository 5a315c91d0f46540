"""Replies to all whose returns have something wrong in them: an annotated copy for each."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from wres_excel.collation.records import Summary
from wres_excel.commands.collate.arrivals import Arrival, PassedOver, reason_of
from wres_excel.commands.collate.messages import Done
from wres_excel.commands.collate.pool import Pool
from wres_excel.commands.collate.taking import Progress, told
from wres_excel.errors import UsageError
from wres_excel.files import write_beside
from wres_excel.workbook.annotate.refusals import has_macro_type
from wres_excel.workbook.package import package_from_bytes

LONGEST_NAME = 120
_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
"""What a name cannot have in it on one system or another."""
_GONE = "its file is not among those of this run, so no copy of it can be made"
_CHANGED = "it was changed while the returns were collated; collate them again"


@dataclass(frozen=True, slots=True)
class Replies:
    """What was written for whom.

    folder: as it was named; written: names of the annotated copies; unwritten: returns with errors
    or warnings of which there is no copy, each with why and what to do.
    """

    folder: str
    written: tuple[str, ...] = ()
    unwritten: tuple[PassedOver, ...] = ()


def write_replies(
    folder: str,
    counting: Iterable[Summary],
    arrivals: Sequence[Arrival],
    pool: Pool,
    *,
    force: bool,
    progress: Progress | None,
) -> Replies:
    """Write an annotated copy of each return that counts and has errors or warnings.

    folder: made if it is not there; counting: summaries of the returns that count; arrivals: the
    files of this run, which are read again; force: whether files that exist are replaced. A file
    that cannot be annotated never stops the others. Raises UsageError if the folder cannot be made.
    """
    wanted = [summary for summary in counting if summary.errors or summary.warnings]
    by_name = {arrival.file: arrival for arrival in arrivals}
    work = [summary for summary in wanted if summary.file in by_name]
    gone = [PassedOver(summary.file, _GONE) for summary in wanted if summary.file not in by_name]
    _make(Path(folder))
    writing = _Writing(folder, work, _kept_apart(arrivals), force)
    files = [(at, by_name[summary.file]) for at, summary in enumerate(work)]
    for done in told(pool.read(files, "annotate"), 0, len(files), progress):
        writing.put(done)
    unwritten = tuple(sorted((*gone, *writing.unwritten)))
    return Replies(folder, tuple(sorted(writing.written)), unwritten)


class _Writing:
    """The writing of copies as they come."""

    def __init__(
        self, folder: str, work: Sequence[Summary], inputs: frozenset[str], force: bool
    ) -> None:
        self._folder = Path(folder)
        self._work = work
        self._stems = stems_of(work)
        self._inputs = inputs
        self._force = force
        self.written: list[str] = []
        self.unwritten: list[PassedOver] = []

    def put(self, done: Done) -> None:
        """Write a copy, or keep why there is none."""
        summary, now = self._work[done.position], done.summary
        if now.sha256 and now.sha256 != summary.sha256:
            reason = _CHANGED
        elif now.problem is not None:
            reason = f"{now.problem}. {now.remedy or ''}".strip()
        else:
            reason = self._write(done)
        if reason:
            self.unwritten.append(PassedOver(summary.file, reason))

    def _write(self, done: Done) -> str:
        """Write a copy under its name; return why it could not be written, else nothing."""
        macros = has_macro_type(package_from_bytes(done.payload, done.summary.file))
        target = self._folder / f"{self._stems[done.position]}{'.xlsm' if macros else '.xlsx'}"
        if os.path.realpath(target) in self._inputs:
            return "its copy would replace a return; choose another folder for the replies"
        try:
            write_beside(target, done.payload, force=self._force)
        except UsageError as err:
            problem, remedy = reason_of(err)
            return f"{problem}. {remedy or ''}".strip()
        self.written.append(target.name)
        return ""


def stems_of(work: Sequence[Summary]) -> Mapping[int, str]:
    """Return the name of each copy without its suffix, by position: code, file, and checked.

    No two are the same on a disk that ignores case.
    """
    taken: set[str] = set()
    stems = {}
    for at, summary in enumerate(work):
        stems[at] = next(name for name in _names(summary) if name.casefold() not in taken)
        taken.add(stems[at].casefold())
    return stems


def _names(summary: Summary) -> Iterator[str]:
    """Yield names for the copy of a return, the plainest first."""
    stem, code = PurePosixPath(summary.file).stem, summary.organisation or ""
    known = not code or stem.upper().startswith(code)
    name = stem if known else f"{code} {stem}"
    plain = " ".join(_UNFIT.sub("_", name).split())[:LONGEST_NAME].strip(" .")
    yield f"{plain} checked"
    number = 1
    while True:
        number += 1
        yield f"{plain} checked ({number})"


def _kept_apart(arrivals: Sequence[Arrival]) -> frozenset[str]:
    """Return the real paths of all that was read, none of which is ever replaced."""
    return frozenset(os.path.realpath(arrival.path) for arrival in arrivals)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as err:
        raise UsageError(
            "The folder for the replies cannot be made",
            file=str(folder),
            found=err.strerror or str(err),
            remedy="Create it first, or choose another.",
        ) from err
