"""What changed between two returns of one organisation, or between two forms."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from wres_excel.commands.changes_text import changes_as_text
from wres_excel.commands.output_form import Format
from wres_excel.commands.read import open_workbook, read
from wres_excel.comparison.findings import compare_findings
from wres_excel.comparison.records import Changes
from wres_excel.comparison.returns import compare_returns
from wres_excel.domain.model import Edition, Return
from wres_excel.editions import editions
from wres_excel.files import write_beside
from wres_excel.findings import Finding
from wres_excel.tables.changes import changes_to_json
from wres_excel.tables.changes_csv import changes_to_csv
from wres_excel.workbook.form_changes import form_changes
from wres_excel.workbook.form_outline import Outline, outline
from wres_excel.workbook.locate import locate
from wres_excel.workbook.package import read_file

BLANK_FORM = "blank-form"


def diff(
    old: str | Path,
    new: str | Path,
    *,
    edition: str | Path | Edition | None = None,
    forms: bool = False,
) -> Changes:
    """Return what changed from one workbook to another.

    Two returns are compared by item, group and snapshot date, with the effect on each indicator;
    two blank forms, or any two if `forms`, by their items, labels, headings, formulas and texts.
    old, new: paths; edition: of both, where their content is not to decide. Raises UsageError if
    the returns are of different organisations, and what `read` raises.
    """
    before, after = (read(workbook, edition=edition) for workbook in (old, new))
    blank = [_is_blank(r) for r in (before, after)]
    if forms or all(blank):
        outlines = _outline(Path(old), before.edition), _outline(Path(new), after.edition)
        checked = compare_findings(before.findings, after.findings)
        return Changes(before, after, checked=checked, forms=form_changes(*outlines))
    changes = compare_returns(before, after, editions())
    return replace(changes, findings=(*changes.findings, *_half_blank(before, after, blank)))


def render_changes(changes: Changes, form: Format = "text") -> str:
    """Return changes as text for people, as JSON or as CSV, ended by a line break."""
    match form:
        case "json":
            return changes_to_json(changes)
        case "csv":
            return changes_to_csv(changes)
    return changes_as_text(changes) + "\n"


def save_changes(
    text: str, output: Path, *, force: bool = False, inputs: Sequence[Path] = ()
) -> None:
    """Write what render_changes gave; raises UsageError if the target may not be written."""
    write_beside(output, text.encode(), force=force, inputs=inputs)


def _is_blank(r: Return) -> bool:
    return any(finding.rule == BLANK_FORM for finding in r.findings)


def _half_blank(old: Return, new: Return, blank: Sequence[bool]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "one-form-blank",
            "warning",
            "One of the two workbooks is a blank form, so that every answer shows as changed",
            "Compare two completed returns, or add --forms to compare the forms.",
            file=r.source.file,
        )
        for r, is_blank in zip((old, new), blank, strict=True)
        if is_blank
    )


def _outline(path: Path, edition: Edition) -> Outline:
    workbook, _ = open_workbook(read_file(path), path.name)
    return outline(workbook, edition, locate(workbook, edition))
