"""Where the items of an edition stand in a form, shown before anything is written."""

from dataclasses import dataclass
from pathlib import Path

from wres_excel.commands.fill import choose_edition
from wres_excel.commands.form import check_form, place_items
from wres_excel.commands.jobs import make_job
from wres_excel.commands.metrics_file import load_metrics
from wres_excel.commands.place_map import map_as_csv, map_rows
from wres_excel.commands.stamping import Job, refusals_of
from wres_excel.commands.targets import name_targets, require_suffix
from wres_excel.domain.metrics import understand
from wres_excel.domain.model import Edition
from wres_excel.domain.rows import Metrics
from wres_excel.files import check_target, write_beside
from wres_excel.findings import Finding
from wres_excel.spellings import load_spellings
from wres_excel.workbook.foreign_form import prepare_form
from wres_excel.workbook.package import open_package
from wres_excel.workbook.sheets import read_workbook


@dataclass(frozen=True, slots=True)
class FormMap:
    """The map of a form: a row (item, period, group, sheet, cell, why) for each place."""

    edition: Edition
    rows: tuple[tuple[str, ...], ...]
    findings: tuple[Finding, ...]


def map_form(
    metrics: str | Path,
    form: str | Path,
    *,
    edition: str | Path | Edition | None = None,
    use_map: str | Path | None = None,
    output: str | Path | None = None,
    force: bool = False,
) -> FormMap:
    """Return where the items of an edition stand in a form, and write no workbook.

    Values that a cell of the form does not take are findings, as they are of `fill`. metrics,
    edition: as for `fill`, they decide the edition; form: the workbook that somebody
    made; use_map: a map corrected by hand; output: a .csv to write the map to; force: whether a
    file that exists is replaced. Raises UnreadableFile, EditionError or UsageError.
    """
    source = Path(form)
    check_form(source)
    rows = load_metrics(Path(metrics))
    chosen = choose_edition(rows, edition, source)
    package = open_package(source)
    workbook = read_workbook(package)
    located, findings = place_items(workbook, chosen, Path(use_map) if use_map else None)
    refused = refusals_of(prepare_form(package, workbook, chosen, located), _work(rows, chosen))
    if output is not None:
        target, inputs = Path(output), [Path(p) for p in (metrics, source, use_map) if p]
        require_suffix(target, (".csv",))
        check_target(target, force=force, inputs=inputs)
        text = map_as_csv(located, chosen).encode("utf-8-sig")
        write_beside(target, text, force=force, inputs=inputs)
    shown = tuple(map_rows(located, chosen))
    return FormMap(chosen, shown, (*located.findings, *findings, *refused))


def _work(rows: Metrics, edition: Edition) -> list[Job]:
    """Return what would go into each workbook, as far as the rows are understood."""
    given = understand(rows, edition, load_spellings()).organisations
    targets = name_targets(Path(), edition.name, tuple(given), ".xlsx")
    jobs = zip(targets, given.items(), strict=True)
    return [make_job(edition, one, code, target, rows.file)[0] for target, (code, one) in jobs]
