"""Give a checked workbook back with what was found in it."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from wres_excel.checks.result import CheckResult
from wres_excel.domain.model import Edition, Organisation
from wres_excel.domain.wording import finding_in_words
from wres_excel.errors import UnreadableFile
from wres_excel.files import check_target, write_beside
from wres_excel.findings import Finding
from wres_excel.workbook.annotate import About, Heading, annotate, check_copy_name
from wres_excel.workbook.package import read_file


def check_copy(workbook: Path, copy: Path, *, force: bool, inputs: Sequence[Path]) -> None:
    """Raise UsageError if an annotated copy cannot be written to a path, before any work."""
    check_target(copy, force=force, inputs=inputs)
    check_copy_name(read_file(workbook), workbook.name, copy.name)


def write_annotated(
    workbook: str | Path, checked: CheckResult, copy: str | Path, *, force: bool = False
) -> None:
    """Write a copy of a checked workbook with each finding at its cell and a sheet of all of them.

    workbook: what was checked, .xlsx or .xlsm, which stays as it is; checked: what check said of
    it; copy: the file to write; force: whether a file of that name is replaced.
    Raises UsageError if the copy may not be written, UnreadableFile if the workbook is of another
    kind or is no longer the one that was checked, DamageError if it cannot be annotated safely.
    """
    source, target = Path(workbook), Path(copy)
    check_copy(source, target, force=force, inputs=[source])
    data = read_file(source)
    _require_same(data, source, checked)
    made = annotated(data, source.name, checked)
    write_beside(target, made, force=force, inputs=[source])


def annotated(data: bytes, name: str, checked: CheckResult) -> bytes:
    """Return an annotated copy of a workbook given as bytes.

    data, name: what was checked and its file's name; checked: what check said of it. Raises
    UsageError, UnreadableFile and DamageError as write_annotated does.
    """
    return annotate(
        data,
        name,
        checked.findings,
        heading=_heading(checked),
        label=lambda finding: _about(checked.result.edition, finding),
    )


def _require_same(data: bytes, source: Path, checked: CheckResult) -> None:
    if sha256(data).hexdigest() != checked.result.source.sha256:
        raise UnreadableFile(
            "The workbook was changed after it was checked",
            file=source.name,
            remedy="Check it again.",
        )


def _heading(checked: CheckResult) -> Heading:
    result = checked.result
    return Heading(
        _who(result.organisation),
        result.edition.name,
        f"Checked with {result.source.read_with}.",
    )


def _who(organisation: Organisation) -> str | None:
    if organisation.name and organisation.code:
        return f"{organisation.name} ({organisation.code})"
    return organisation.name or organisation.code


def _about(edition: Edition, finding: Finding) -> About:
    item = edition.by_key.get(finding.item or "")
    number = item.indicator if item else None
    titles = {each.number: f"{each.number}. {each.title}" for each in edition.indicators}
    return About(finding_in_words(edition, finding), titles.get(number or 0, ""))
