"""New values in a workbook that somebody else made, with everything else of it left as it was."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from wres_excel.errors import DamageError
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.outline import Spot
from wres_excel.workbook.package import Package
from wres_excel.workbook.recalculate import force_recalculation
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.relations import read_relations, target_of
from wres_excel.workbook.sheets import read_workbook
from wres_excel.workbook.splice import SheetPlan, plan_splice, splice
from wres_excel.workbook.zipcopy import Archive, Deflated, deflate, read_archive, rewrite

Target = tuple[str, int, int]
"""A sheet's name, a row and a column, both from 1."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An input to write into a cell; blank takes away what stands there."""

    sheet: str
    row: int
    column: int
    content: Content


@dataclass(frozen=True, slots=True)
class Result:
    """The result to store beside a formula that stands in a cell; None drops a stale one."""

    sheet: str
    row: int
    column: int
    content: Content | None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A form read once, so that filling it many times costs only what differs between copies.

    plans and parts: by sheet; present: what stands in the targets now; flagged: the workbook part
    as it asks for a calculation on opening, by name, empty if it does so already.
    """

    package: Package
    archive: Archive
    plans: Mapping[str, SheetPlan]
    parts: Mapping[str, str]
    present: Mapping[Target, Content]
    flagged: Mapping[str, Deflated]

    def apply(self, edits: Sequence[Edit], results: Sequence[Result]) -> bytes:
        """Return the bytes of a copy of the form with edits and results in their cells.

        If all of them stand there already, these are the bytes of the form itself. Raises
        DamageError if a cell was not prepared, is given twice, or cannot hold its content.
        """
        changed = {}
        for sheet, contents in self._differences(edits, results).items():
            plan = self.plans[sheet]
            with _placed(self.package.name, sheet):
                part = splice(plan, contents)
            if part != plan.source:
                changed[self.parts[sheet]] = deflate(part)
        if not changed:
            return self.package.data
        return rewrite(self.archive, {**changed, **self.flagged})

    def _differences(
        self, edits: Sequence[Edit], results: Sequence[Result]
    ) -> dict[str, dict[Spot, Content | None]]:
        differences: dict[str, dict[Spot, Content | None]] = defaultdict(dict)
        seen = set[Target]()
        items: tuple[Edit | Result, ...] = (*edits, *results)
        for item in items:
            target = item.sheet, item.row, item.column
            if target in seen or target not in self.present:
                raise _unexpected(self.package.name, target, twice=target in seen)
            seen.add(target)
            if (item.content or BLANK) != self.present[target]:
                differences[item.sheet][item.row, item.column] = item.content
        return differences


def patch(
    package: Package,
    edits: Sequence[Edit],
    results: Sequence[Result],
    *,
    sheet_parts: Mapping[str, str],
    workbook: Workbook | None = None,
) -> bytes:
    """Return the bytes of a workbook with edits and results in their cells, all else untouched.

    sheet_parts: the part name of each sheet; workbook: the same package as already read, which
    saves reading it again. Raises DamageError if an edit would overwrite a formula, a result has
    no formula to stand beside, or the workbook cannot be patched safely.
    """
    stamp = prepare(
        package, _targets(edits), _targets(results), sheet_parts=sheet_parts, workbook=workbook
    )
    return stamp.apply(edits, results)


def prepare(
    package: Package,
    targets: Iterable[Target],
    results: Iterable[Target],
    *,
    sheet_parts: Mapping[str, str],
    workbook: Workbook | None = None,
) -> Stamp:
    """Return a form made ready to be filled many times.

    targets: the cells that may get an input; results: the cells with a formula whose stored result
    may be replaced; sheet_parts and workbook: as in patch. Raises DamageError as patch does.
    """
    inputs_of, results_of = _by_sheet(targets), _by_sheet(results)
    sheets = sorted({*inputs_of, *results_of})
    parts = {sheet: _entry_name(package, sheet, sheet_parts) for sheet in sheets}
    plans = {}
    for sheet in sheets:
        with _placed(package.name, sheet):
            content = package.part(parts[sheet])
            plans[sheet] = plan_splice(content, inputs_of[sheet], results_of[sheet])
    wanted = ((sheet, *spot) for sheet in sheets for spot in inputs_of[sheet] | results_of[sheet])
    present = _present_contents(workbook or read_workbook(package), wanted)
    return Stamp(package, read_archive(package), plans, parts, present, _flagged(package))


def is_signed(package: Package) -> bool:
    """Return whether the workbook carries a digital signature, which any change would void."""
    return any(name.startswith("_xmlsignatures/") for name in package.index)


def _targets(items: Iterable[Edit | Result]) -> list[Target]:
    return [(item.sheet, item.row, item.column) for item in items]


def _by_sheet(targets: Iterable[Target]) -> defaultdict[str, set[Spot]]:
    spots: defaultdict[str, set[Spot]] = defaultdict(set)
    for sheet, row, column in targets:
        spots[sheet].add((row, column))
    return spots


def _present_contents(workbook: Workbook, targets: Iterable[Target]) -> dict[Target, Content]:
    cells = {sheet.name: sheet.cells for sheet in workbook.sheets}
    present = {}
    for sheet, row, column in targets:
        cell = cells.get(sheet, {}).get((row, column))
        present[sheet, row, column] = Content(cell.kind, cell.raw) if cell else BLANK
    return present


def _entry_name(package: Package, sheet: str, sheet_parts: Mapping[str, str]) -> str:
    entry = package.find(sheet_parts.get(sheet, ""))
    if entry is None:
        known = ", ".join(sheet_parts)
        raise DamageError(
            "The workbook has no such sheet to write to",
            file=package.name,
            sheet=sheet,
            expected=f"one of: {known}",
        )
    return entry.name


def _flagged(package: Package) -> dict[str, Deflated]:
    name = target_of(read_relations(package, ""), "officeDocument") or "xl/workbook.xml"
    content = package.part(name)
    with _placed(package.name, None):
        flagged = force_recalculation(content)
    entry = package.find(name)
    return {entry.name: deflate(flagged)} if entry and flagged != content else {}


def _unexpected(file: str, target: Target, *, twice: bool) -> DamageError:
    sheet, row, column = target
    fact = "given two contents" if twice else "not among those announced for writing"
    return DamageError(
        f"This cell was {fact}", file=file, sheet=sheet, cell=format_address(row, column)
    )


@contextmanager
def _placed(file: str, sheet: str | None) -> Iterator[None]:
    """Complete the place of a DamageError from below, where file and sheet are not known."""
    try:
        yield
    except DamageError as error:
        error.file, error.sheet = file, sheet
        raise
