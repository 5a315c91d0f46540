"""Completed workbooks from a metrics file: one for each organisation."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wres_excel.commands.template import require_suffix
from wres_excel.domain.answers import Answer
from wres_excel.domain.claims import compare_claims
from wres_excel.domain.derived import Outcome, compute
from wres_excel.domain.edition_named import edition_named
from wres_excel.domain.metrics import CODE, NAME, OrganisationMetrics, understand
from wres_excel.domain.model import Edition, Place
from wres_excel.domain.rows import Metrics
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.files import check_target, write_beside
from wres_excel.findings import Finding, has_errors
from wres_excel.report.narrative import write_narrative
from wres_excel.spellings import load_spellings
from wres_excel.tables.metrics import metrics_from_grid, read_metrics
from wres_excel.workbook.grid import is_workbook, read_grid
from wres_excel.workbook.own_form import own_form


@dataclass(frozen=True, slots=True)
class FillResult:
    """What fill did: the workbooks written, and everything a person should know."""

    written: tuple[Path, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Filling:
    """One organisation's workbook to be: its target, its answers and what follows from them."""

    target: Path
    answers: Mapping[Place, Answer]
    outcomes: Mapping[Place, Outcome]


def fill(
    metrics: str | Path,
    output: str | Path,
    *,
    edition: str | Path | Edition | None = None,
    force: bool = False,
    keep_going: bool = False,
) -> FillResult:
    """Write a completed workbook for each organisation of a metrics file.

    metrics: a CSV file, or a workbook whose first sheet holds the same table; output: the
    workbook, or a folder for several organisations; edition: a year, an edition file or an
    edition, needed unless the metrics say it; force: whether files that exist are replaced;
    keep_going: whether rows that are not understood are left out, where otherwise nothing is
    written. Raises UnreadableFile, EditionError or UsageError.
    """
    source, target = Path(metrics), Path(output)
    rows = load_metrics(source)
    chosen = choose_edition(rows, edition)
    understood = understand(rows, chosen, load_spellings())
    findings = [*rows.findings, *understood.findings]
    fillings: list[Filling] = []
    if not understood.organisations:
        return FillResult((), tuple(findings))
    targets = _targets(target, chosen, tuple(understood.organisations))
    for name, (code, given) in zip(targets, understood.organisations.items(), strict=True):
        filling, claims = _prepare(chosen, _named(given, code), name, rows.file)
        fillings.append(filling)
        findings += claims
    if has_errors(findings) and not keep_going:
        return FillResult((), tuple(findings))
    return FillResult(_write(chosen, fillings, target, [source], force=force), tuple(findings))


def load_metrics(path: Path) -> Metrics:
    """Return the rows of a metrics file, a CSV or a workbook; raises UnreadableFile."""
    spellings = load_spellings()
    if is_workbook(path):
        return metrics_from_grid(read_grid(path), str(path), spellings)
    return read_metrics(path, spellings)


def choose_edition(metrics: Metrics, named: str | Path | Edition | None) -> Edition:
    """Return the edition named, or the one the metrics say; raises UsageError if neither does."""
    if named is not None:
        return named if isinstance(named, Edition) else load_edition(named)
    name, findings = edition_named(metrics)
    if name is None:
        first = findings[0]
        raise UsageError(
            first.message,
            file=first.file,
            found=first.found,
            expected=first.expected,
            remedy=first.remedy,
        )
    return load_edition(name)


def _targets(output: Path, edition: Edition, codes: Sequence[str | None]) -> Iterator[Path]:
    """Yield the workbook to write for each organisation; raises UsageError if they cannot be."""
    if len(codes) == 1 and not output.is_dir():
        require_suffix(output, (".xlsx",))
        yield output
        return
    if output.suffix or (output.exists() and not output.is_dir()):
        raise UsageError(
            f"The metrics hold {len(codes)} organisations, and each gets a workbook of its own",
            file=str(output),
            expected="the name of a folder",
            remedy=f"Use -o {output.stem}, for example.",
        )
    for code in codes:
        yield output / f"wres-{edition.name}{f'-{code}' if code else ''}.xlsx"


def _named(given: OrganisationMetrics, code: str | None) -> OrganisationMetrics:
    """Give the code and name of the columns as answers where no row gives them."""
    known = {CODE: code, NAME: given.name}
    columns = {p: Answer("reported", text=text, raw=text) for p, text in known.items() if text}
    return replace(given, answers={**columns, **given.answers})


def _prepare(
    edition: Edition, given: OrganisationMetrics, target: Path, file: str
) -> tuple[Filling, tuple[Finding, ...]]:
    """Return what goes into one workbook, and how the values claimed for it compare."""
    numbers = {p: a.value for p, a in given.answers.items() if a.value is not None}
    outcomes = compute(edition, numbers)
    claims = compare_claims(edition, given.claims, outcomes, lines=given.lines, file=file)
    answers = {**given.answers, **write_narrative(edition, given.answers, outcomes)}
    return Filling(target, answers, outcomes), claims


def _write(
    edition: Edition,
    fillings: Sequence[Filling],
    output: Path,
    inputs: Sequence[Path],
    *,
    force: bool,
) -> tuple[Path, ...]:
    """Write every workbook, after making sure that none of them is in the way."""
    if any(filling.target != output for filling in fillings):
        _make_folder(output)
    for filling in fillings:
        check_target(filling.target, force=force, inputs=inputs)
    form = own_form(edition)
    for filling in fillings:
        write_beside(filling.target, form.fill(filling.answers), force=force, inputs=inputs)
    return tuple(filling.target for filling in fillings)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as err:
        raise UsageError(
            f"The folder for the workbooks cannot be made: {err.strerror}",
            file=str(folder),
            remedy="Create it first, or choose another.",
        ) from err
