"""The form that a filling copies: our own workbook, or one that somebody else made."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wres_excel.commands.place_map import apply_map, read_map
from wres_excel.domain.model import Edition
from wres_excel.editions import editions
from wres_excel.errors import UnreadableFile, UsageError
from wres_excel.findings import Finding
from wres_excel.workbook.foreign_form import ForeignForm, prepare_form
from wres_excel.workbook.locate import Located, locate, recognise
from wres_excel.workbook.own_form import OwnForm, own_form
from wres_excel.workbook.package import open_package
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

SUFFIXES = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True)
class Setup:
    """All that the copies of one form have in common.

    form: None for our own workbook; map: a CSV that places items; inputs: files never replaced.
    """

    edition: Edition
    form: Path | None = None
    map: Path | None = None
    inputs: tuple[Path, ...] = ()
    overwrite: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True)
class Prepared:
    """A form ready to be filled, and what its map gave rise to."""

    form: OwnForm | ForeignForm
    findings: tuple[Finding, ...] = ()


@lru_cache(maxsize=4)
def blank_or_form(setup: Setup) -> Prepared:
    """Return the form of a setup, prepared once in each process."""
    if setup.form is None:
        return Prepared(own_form(setup.edition))
    package = open_package(setup.form)
    workbook = read_workbook(package)
    located, findings = place_items(workbook, setup.edition, setup.map)
    _refuse_what_is_no_form(workbook, located)
    return Prepared(prepare_form(package, workbook, setup.edition, located), findings)


def _refuse_what_is_no_form(workbook: Workbook, located: Located) -> None:
    """Raise UnreadableFile if not one item has a cell, so that nobody sends an empty form."""
    if located.locations or located.ambiguous:
        return
    raise UnreadableFile(
        "No item of the return has a cell here: this does not look like a WRES form",
        file=workbook.file,
        found="the sheets " + ", ".join(sheet.name for sheet in workbook.sheets),
        expected="rows such as 'Band 5', with columns for White and BME staff",
        remedy="Check that this is the right file, or place the items with --use-map.",
    )


def place_items(
    workbook: Workbook, edition: Edition, map_file: Path | None
) -> tuple[Located, tuple[Finding, ...]]:
    """Return where the items of an edition stand, a map given by hand having the last word."""
    located = locate(workbook, edition)
    if map_file is None:
        return located, ()
    return apply_map(read_map(map_file), located, workbook, edition, str(map_file))


def edition_of_form(form: Path) -> Edition | None:
    """Return the edition that a form shows to be of, or None where it does not."""
    return recognise(read_workbook(open_package(form)), editions()).edition


def check_form(form: Path) -> None:
    """Raise UsageError if a form is of a kind that cannot be filled."""
    if form.suffix.lower() not in SUFFIXES:
        raise UsageError(
            "Only an Excel workbook can be filled",
            file=str(form),
            found=form.suffix or "no suffix",
            expected=" or ".join(SUFFIXES),
            remedy="Open it in Excel and save it as an Excel Workbook (.xlsx), then try again.",
        )
