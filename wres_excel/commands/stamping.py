"""Filling many copies of one form, one after the other or in several processes."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from wres_excel.commands.form import Setup, blank_or_form
from wres_excel.commands.receipt import receipt_of
from wres_excel.domain.answers import MARKERS, Answer
from wres_excel.domain.derived import Outcome
from wres_excel.domain.model import Place
from wres_excel.files import write_beside
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.foreign_form import ForeignForm
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
    """One workbook written, what a person should know of it, and the account of its changes.

    not_written: how many values found no cell that takes them; left_out: how many results of the
    form's own formulas were taken away, being stale and past our computing.
    """

    target: Path
    findings: tuple[Finding, ...] = ()
    receipt: Mapping[str, Any] | None = None
    not_written: int = 0
    left_out: int = 0


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
    return Done(
        job.target,
        tuple(_with_markers_told(filled.findings, form, job)),
        receipt_of(form, filled, job.target),
        len(filled.not_placed),
        sum(result.content is None for result in filled.results),
    )


def findings_of(done: Sequence[Done], form: Path | None) -> list[Finding]:
    """Return the findings about workbooks; one of several goes by its own name, not the form's.

    form: the form they are copies of, None for our own workbook.
    """
    several = len(done) > 1
    found = [
        replace(finding, file=one.target.name) if several else finding
        for one in done
        for finding in one.findings
    ]
    left_out = sum(one.left_out for one in done)
    return [*found, _left_out(left_out, form.name)] if form and left_out else found


def refusals_of(form: ForeignForm, work: Sequence[Job]) -> list[Finding]:
    """Return the findings about values that cells of a form do not take; nothing is written.

    What stands in a cell already is no finding here, since --overwrite decides about it.
    """
    done = []
    for job in work:
        filled = form.fill(job.answers, job.outcomes, overwrite=True, unasked=job.unasked)
        refused = [f for f in filled.findings if f.cell and f.severity == "error"]
        done.append(Done(job.target, tuple(_with_markers_told(refused, form, job))))
    return findings_of(done, None)


def _with_markers_told(
    findings: Iterable[Finding], form: ForeignForm, job: Job
) -> Iterator[Finding]:
    """Yield findings, those about a marker such as N/A in words that fit it.

    Nothing is wrong with a marker that the form forbids, and there is nothing to correct in it.
    """
    snapshot = form.edition.snapshot_of
    markers = {
        (place.item, snapshot(place.period).isoformat(), place.group)
        for place, answer in job.answers.items()
        if answer.status in MARKERS
    }
    for finding in findings:
        marker = finding.rule == "validation" and (
            (finding.item, finding.period, finding.group) in markers
        )
        yield _marker_forbidden(finding, form) if marker else finding


def _marker_forbidden(finding: Finding, form: ForeignForm) -> Finding:
    sheet = form.gatekeeper.sheets[finding.sheet or ""]
    cell = sheet.cells.get(parse_address(finding.cell or ""))
    left = "Left as it was" if cell and cell.raw else "Left blank"
    return replace(
        finding,
        message=f"{left}: this form takes no {finding.found} here",
        remedy="Say why beside the figure or in the covering message, and empty the value in the "
        "metrics; or ask whoever sent the form what to write.",
    )


def _left_out(count: int, form: str) -> Finding:
    results = "result" if count == 1 else "results"
    were, them = ("was", "it") if count == 1 else ("were", "them")
    return Finding(
        "results-left-out",
        "note",
        f"{count:,} {results} of the form's own formulas {were} left out; Excel works {them} out "
        "when it opens the file",
        "Open the workbook in Excel and save it, if it is to be read by anything else.",
        file=form,
    )
