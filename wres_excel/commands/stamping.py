"""Filling many copies of one form, one after the other or in several processes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from wres_excel.commands.form import Setup, blank_or_form
from wres_excel.commands.receipt import receipt_of
from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import Outcome
from wres_excel.domain.model import Place
from wres_excel.files import write_beside
from wres_excel.findings import Finding
from wres_excel.workbook.own_form import OwnForm

Progress = Callable[[int, int], None]
CHUNK = 20


@dataclass(frozen=True, slots=True)
class Job:
    """One workbook to be: its target, its answers, what follows from them.

    unasked: places whose answers nobody typed, so that a form without a cell for them is no loss.
    """

    target: Path
    answers: Mapping[Place, Answer]
    outcomes: Mapping[Place, Outcome]
    unasked: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Done:
    """One workbook written, what a person should know of it, and the account of its changes."""

    target: Path
    findings: tuple[Finding, ...] = ()
    receipt: Mapping[str, Any] | None = None


def stamp_all(
    setup: Setup, work: Sequence[Job], *, jobs: int = 1, progress: Progress | None = None
) -> list[Done]:
    """Write every workbook and return what was done, in the order of the work.

    jobs: how many processes; progress: told how many are done and how many there are.
    """
    done = []
    for one in _run(setup, work, jobs):
        done.append(one)
        if progress is not None:
            progress(len(done), len(work))
    return done


def _run(setup: Setup, work: Sequence[Job], jobs: int) -> Iterator[Done]:
    stamp = partial(_stamp, setup)
    if jobs < 2 or len(work) <= CHUNK:
        yield from map(stamp, work)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(stamp, work, chunksize=CHUNK)


def _stamp(setup: Setup, job: Job) -> Done:
    form = blank_or_form(setup).form
    if isinstance(form, OwnForm):
        write_beside(job.target, form.fill(job.answers), force=setup.force, inputs=setup.inputs)
        return Done(job.target)
    filled = form.fill(job.answers, job.outcomes, overwrite=setup.overwrite, unasked=job.unasked)
    write_beside(job.target, filled.data, force=setup.force, inputs=setup.inputs)
    return Done(job.target, filled.findings, receipt_of(form, filled, job.target))
