"""Where the items of an edition stand in a form, shown before anything is written."""

from dataclasses import dataclass
from pathlib import Path

from wres_excel.commands.fill import choose_edition, load_metrics
from wres_excel.commands.form import check_form, place_items
from wres_excel.commands.place_map import map_as_csv, map_rows
from wres_excel.commands.targets import require_suffix
from wres_excel.domain.model import Edition
from wres_excel.files import check_target, write_beside
from wres_excel.findings import Finding
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

    metrics, edition: as for `fill`, they decide the edition; form: the workbook that somebody
    made; use_map: a map corrected by hand; output: a .csv to write the map to; force: whether a
    file that exists is replaced. Raises UnreadableFile, EditionError or UsageError.
    """
    source = Path(form)
    check_form(source)
    chosen = choose_edition(load_metrics(Path(metrics)), edition, source)
    workbook = read_workbook(open_package(source))
    located, findings = place_items(workbook, chosen, Path(use_map) if use_map else None)
    if output is not None:
        target, inputs = Path(output), [Path(p) for p in (metrics, source, use_map) if p]
        require_suffix(target, (".csv",))
        check_target(target, force=force, inputs=inputs)
        text = map_as_csv(located, chosen).encode("utf-8-sig")
        write_beside(target, text, force=force, inputs=inputs)
    rows = tuple(map_rows(located, chosen))
    return FormMap(chosen, rows, (*located.findings, *findings))
