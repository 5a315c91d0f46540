"""Completed workbooks from a metrics file: one for each organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wres_excel.commands.form import Setup, blank_or_form, check_form, edition_of_form
from wres_excel.commands.jobs import make_job
from wres_excel.commands.metrics_file import load_metrics
from wres_excel.commands.receipt import receipts_as_json
from wres_excel.commands.stamping import Done, Job, Progress, findings_of, stamp_all
from wres_excel.commands.targets import check_targets, name_targets, require_suffix
from wres_excel.domain.edition_named import edition_named
from wres_excel.domain.metrics import Understood, understand
from wres_excel.domain.model import Edition
from wres_excel.domain.rows import Metrics
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.files import check_target, write_beside
from wres_excel.findings import Finding, has_errors
from wres_excel.spellings import load_spellings


@dataclass(frozen=True, slots=True)
class FillResult:
    """What fill did: the workbooks written, and everything a person should know.

    not_written: how many values found no cell in a form, or one that does not take them.
    """

    written: tuple[Path, ...]
    findings: tuple[Finding, ...]
    not_written: int = 0


def fill(
    metrics: str | Path,
    output: str | Path,
    *,
    edition: str | Path | Edition | None = None,
    into: str | Path | None = None,
    force: bool = False,
    keep_going: bool = False,
    overwrite: bool = False,
    receipt: str | Path | None = None,
    use_map: str | Path | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> FillResult:
    """Write a completed workbook for each organisation of a metrics file.

    metrics: a CSV file, or a workbook with the same table on a sheet; output: the
    workbook, or a folder for several organisations; edition: a year, an edition file or an
    edition, needed unless the metrics or the form say it; into: a form that somebody else made,
    which is copied and filled, where otherwise our own workbook is; force: whether files that
    exist are replaced; keep_going: whether rows that are not understood are left out, where
    otherwise nothing is written; overwrite: whether values that stand in the form are replaced;
    receipt: a .json file for the account of what changed in the form; use_map: a CSV with the cell
    of each item, as `map_form` writes it; jobs: how many processes; progress: told how many
    workbooks are done and how many there are. Raises UnreadableFile, EditionError, UsageError,
    and DamageError if a workbook would have come out otherwise than it was meant to.
    """
    request = _Request(Path(metrics), Path(output), _path(into), _path(receipt), _path(use_map))
    request.check(force)
    rows = load_metrics(request.metrics)
    chosen = choose_edition(rows, edition, request.form)
    understood = understand(rows, chosen, load_spellings())
    findings = [*rows.findings, *understood.findings]
    if not understood.organisations or (has_errors(findings) and not keep_going):
        return FillResult((), tuple(findings))
    prepared, claims = _prepare(chosen, understood, request, rows.file)
    findings += claims
    setup = Setup(chosen, request.form, request.map, request.inputs, overwrite, force)
    blank_or_form.cache_clear()
    findings += blank_or_form(setup).findings
    if has_errors(findings) and not keep_going:
        return FillResult((), tuple(findings))
    check_targets([job.target for job in prepared], request.output, request.inputs, force=force)
    done = stamp_all(setup, prepared, jobs=jobs, progress=progress)
    request.write_receipt(done, force)
    findings += findings_of(done, request.form)
    lost = sum(one.not_written for one in done)
    return FillResult(tuple(one.target for one in done), tuple(findings), lost)


@dataclass(frozen=True, slots=True)
class _Request:
    """The files that a filling reads and writes."""

    metrics: Path
    output: Path
    form: Path | None
    receipt: Path | None
    map: Path | None

    @property
    def inputs(self) -> tuple[Path, ...]:
        return tuple(path for path in (self.metrics, self.form, self.map) if path)

    def check(self, force: bool) -> None:
        """Raise UsageError for options that do not go together, before anything is read."""
        for path, name in ((self.receipt, "--receipt"), (self.map, "--use-map")):
            if path is not None and self.form is None:
                raise UsageError(f"{name} goes with --into", remedy="Name the form with --into.")
        if self.form is not None:
            check_form(self.form)
        if self.receipt is not None:
            require_suffix(self.receipt, (".json",))
            check_target(self.receipt, force=force, inputs=self.inputs)

    def write_receipt(self, done: Sequence[Done], force: bool) -> None:
        if self.receipt is not None:
            text = receipts_as_json([one.receipt for one in done if one.receipt])
            write_beside(self.receipt, text.encode(), force=force, inputs=self.inputs)


def choose_edition(
    metrics: Metrics, named: str | Path | Edition | None, form: Path | None = None
) -> Edition:
    """Return the edition named, or that of the metrics, or that of the form.

    Raises UsageError if none of them says it.
    """
    if named is not None:
        return named if isinstance(named, Edition) else load_edition(named)
    name, findings = edition_named(metrics)
    if name is not None:
        return load_edition(name)
    recognised = edition_of_form(form) if form else None
    if recognised is not None and findings[0].rule == "edition-missing":
        return recognised
    first = findings[0]
    raise UsageError(
        first.message,
        file=first.file,
        found=first.found,
        expected=first.expected,
        remedy=first.remedy,
    )


def _path(path: str | Path | None) -> Path | None:
    return None if path is None else Path(path)


def _prepare(
    edition: Edition, understood: Understood, request: _Request, file: str
) -> tuple[list[Job], list[Finding]]:
    """Return what goes into each workbook, and how the values claimed for derived items compare."""
    codes = tuple(understood.organisations)
    suffix = request.form.suffix.lower() if request.form else ".xlsx"
    targets = name_targets(request.output, edition.name, codes, suffix)
    jobs: list[Job] = []
    findings: list[Finding] = []
    for target, (code, given) in zip(targets, understood.organisations.items(), strict=True):
        job, claims = make_job(edition, given, code, target, file)
        jobs.append(job)
        findings += claims
    return jobs, findings
