"""A blank workbook for an edition, or an empty metrics file for it."""

from pathlib import Path

from wres_excel.commands.targets import require_suffix
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.files import check_target, write_beside
from wres_excel.tables.blank import blank_metrics_csv
from wres_excel.workbook.own_form import blank_workbook, own_form


def write_template(
    edition: str | Path | Edition, output: Path, *, metrics: bool = False, force: bool = False
) -> None:
    """Write the blank workbook of an edition, or with metrics its empty metrics file.

    edition: a year such as "2019", the path of an edition file, or an edition; output: a path
    that ends in .xlsx, or .csv for metrics; force: whether a file that exists is replaced.
    Raises EditionError or UsageError.
    """
    loaded = edition if isinstance(edition, Edition) else load_edition(edition)
    output = Path(output)
    require_suffix(output, (".csv",) if metrics else (".xlsx",))
    inputs = [Path(loaded.origin)] if Path(loaded.origin).is_file() else []
    check_target(output, force=force, inputs=inputs)
    content = (
        blank_metrics_csv(loaded).encode("utf-8-sig")
        if metrics
        else blank_workbook(own_form(loaded))
    )
    write_beside(output, content, force=force, inputs=inputs)
