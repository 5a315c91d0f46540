"""A returned workbook as structured data, every value traced to its cell."""

import os
import re
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path, PurePath

from wres_excel.commands.metrics_file import is_metrics
from wres_excel.domain.model import Edition, Organisation, Return, Source
from wres_excel.editions import editions, load_edition
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.spellings import load_spellings
from wres_excel.workbook.collation_mark import is_collation
from wres_excel.workbook.drift import drift
from wres_excel.workbook.extract import extract
from wres_excel.workbook.grid import is_workbook
from wres_excel.workbook.legacy import LEGACY_NOTE, is_legacy, legacy_from_bytes
from wres_excel.workbook.locate import Located, locate, recognise
from wres_excel.workbook.package import package_from_bytes, read_file
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

_CODE = re.compile(
    r"(?<![A-Z0-9])([A-Z][0-9][A-Z][0-9][A-Z]|[RT][A-Z0-9]{2}|[0-9]{2}[A-Z])(?![A-Z0-9])",
    re.IGNORECASE,
)
_WORDS = frozenset(
    {"RAW", "RED", "REF", "REV", "ROW", "RUN", "TAB", "TBC", "TEN", "THE", "TOP", "TWO"}
)
"""English words that look like codes of trusts."""


def read(workbook: str | Path, *, edition: str | Path | Edition | None = None) -> Return:
    """Return what a workbook says, with sheet, cell, raw content and status of every value.

    Its findings say too what was typed over, changed or added in the form itself.

    workbook: a path; edition: a year, an edition file or an edition, where the workbook's own
    content is not to decide. Raises UnreadableFile if the file cannot be read or is no WRES
    return, EditionError if the edition is not known.
    """
    path = Path(workbook)
    return read_bytes(read_file(path), path.name, edition=edition)


def read_bytes(data: bytes, name: str, *, edition: str | Path | Edition | None = None) -> Return:
    """Return what the bytes of a workbook say, as `read` does.

    name: the file's name without folders, for messages and for the organisation's code in it;
    edition, and what is raised, as for `read`.
    """
    name = os.fsencode(name).decode(errors="replace")
    opened, notes = open_workbook(data, name)
    return read_opened(opened, notes, name, edition=edition)


def read_opened(
    opened: Workbook,
    notes: tuple[Finding, ...],
    name: str,
    *,
    edition: str | Path | Edition | None = None,
) -> Return:
    """Return what a workbook says that `open_workbook` gave with its notes, as `read` does."""
    if is_collation(opened):
        raise _collation(name)
    chosen, located = _edition(opened, edition)
    extracted = extract(opened, chosen, located, load_spellings())
    organisation, unknown = _organisation(extracted.organisation, name)
    changed = drift(opened, chosen, located, extracted.values)
    source = Source(opened.file, opened.sha256, opened.application, read_with(), opened.modified)
    findings = (*notes, *extracted.findings, *unknown, *changed)
    return Return(chosen, organisation, source, extracted.values, findings)


def open_workbook(data: bytes, name: str) -> tuple[Workbook, tuple[Finding, ...]]:
    """Return a workbook of any kind, with a note where its kind keeps something back."""
    if not is_workbook(Path(name)) and is_legacy(data, name):
        return legacy_from_bytes(data, name), (replace(LEGACY_NOTE, file=name),)
    return read_workbook(package_from_bytes(data, name)), ()


@lru_cache
def read_with() -> str:
    """Return the name and version that data carry as their reader."""
    return f"wres-excel {version('wres-excel')}"


def _edition(workbook: Workbook, named: str | Path | Edition | None) -> tuple[Edition, Located]:
    """Return the edition named, or the one that the content shows, with its places located."""
    if named is not None:
        edition = named if isinstance(named, Edition) else load_edition(named)
        _refuse_metrics(workbook)
        return edition, locate(workbook, edition)
    recognition = recognise(workbook, editions())
    if recognition.edition is None or recognition.located is None:
        _refuse_metrics(workbook)
        raise _not_recognised(workbook.file, recognition.reason, recognition.findings)
    return recognition.edition, recognition.located


def _refuse_metrics(workbook: Workbook) -> None:
    if is_metrics(workbook):
        raise UnreadableFile(
            "This is a metrics file, and not a return",
            file=workbook.file,
            expected="a workbook that a trust returned, or that `wres-excel fill` made",
            remedy="Use `wres-excel fill` to make a workbook from it, and give that.",
        )


def _not_recognised(file: str, reason: str, findings: tuple[Finding, ...]) -> UnreadableFile:
    first = next(iter(findings), None)
    if first is None:
        return UnreadableFile(reason, file=file)
    return UnreadableFile(
        first.message,
        file=file,
        sheet=first.sheet,
        cell=first.cell,
        found=first.found,
        expected=first.expected,
        remedy=first.remedy,
    )


def _collation(file: str) -> UnreadableFile:
    return UnreadableFile(
        "This is a collation of returns that wres-excel made, and not a return",
        file=file,
        remedy="Keep it in another folder than the returns.",
    )


def _organisation(found: Organisation, file: str) -> tuple[Organisation, tuple[Finding, ...]]:
    """Return who the return speaks for, its code taken from the file's name if need be."""
    if found.code:
        return found, ()
    codes = {code.upper() for code in _CODE.findall(PurePath(file).stem)} - _WORDS
    if len(codes) == 1:
        return Organisation(codes.pop(), found.name), ()
    finding = Finding(
        "organisation-not-found",
        "warning",
        "The workbook does not say which organisation code it is for, nor does the file's name",
        "Fill in the organisation code (ODS code), or put it in the name of the file, such as "
        "return-RXY.xlsx.",
        file=file,
        found=found.name or "no code and no name",
        expected="a code such as RXY beside 'Organisation code'",
    )
    return found, (finding,)
