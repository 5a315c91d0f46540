"""The results beside the formulas of a form that is being filled: those to write, those to drop.

A formula that depends on what is written shows the result that it gives for it: computed by the
tool, or by a calculation engine where one is installed and trusted with the formula; where neither
is so, its stale result is taken away. A formula that depends on nothing written keeps its result.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import isclose

from wres_excel.errors import DamageError
from wres_excel.findings import Finding
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.calculation import Calculator
from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.dependencies import Dependencies, find_dependencies
from wres_excel.workbook.formula_cells import formula_cells
from wres_excel.workbook.package import Package
from wres_excel.workbook.patch import Result, Target
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.references import Resolver
from wres_excel.workbook.structured import read_tables

TOLERANCE = 1e-9
"""Relative difference up to which a result of ours and one of a formula count as the same."""

_EMPTY_TEXT = Content("text", "")


@dataclass(frozen=True, slots=True)
class Recalculated:
    """The results to write, by sheet name, row and column, and what is odd about formulas."""

    results: tuple[Result, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Recalculation:
    """A form whose formulas are taken apart once, for any number of copies.

    targets: the cells that edits and known results may be about; reachable: the cells whose
    stored results may have to be replaced; stored: what stands in all of these.
    """

    file: str
    targets: frozenset[Target]
    reachable: frozenset[Target]
    stored: Mapping[Target, Content]
    dependencies: Dependencies
    spilled: Mapping[Target, tuple[Target, ...]]
    calculator: Calculator

    def results(
        self, edits: Mapping[Target, Content], known: Mapping[Target, Content]
    ) -> Recalculated:
        """Return the results that one copy needs; those that stand there already are left out.

        edits: what is written into inputs; known: the results that the tool computes for formulas.
        Where the engine shows that a formula gives something else than what is known, the formula
        is right about what the cell shows, and a finding tells of it.
        Raises DamageError if a cell was not among the targets.
        """
        changed = {*self._changed(edits), *self._changed(known)}
        if not changed:
            return Recalculated()
        stale = self.dependencies.affected(changed) | (changed & known.keys())
        computed = self.calculator.compute(stale, edits, known)
        results, findings = list[Result](), list[Finding]()
        for target in sorted(stale):
            expected, found = known.get(target), computed.get(target)
            content = _choose(expected, found)
            if expected and found and _differs(expected, found):
                findings.append(self._finding(target, found, expected))
            results += self._replacements(target, content)
        return Recalculated(tuple(results), tuple(findings))

    def _changed(self, contents: Mapping[Target, Content]) -> Iterator[Target]:
        for target, content in contents.items():
            if target not in self.targets:
                raise _unexpected(self.file, target)
            if not _is_same(content, self.stored[target]):
                yield target

    def _replacements(self, target: Target, content: Content | None) -> Iterator[Result]:
        """What an array formula spilled into other cells went stale with its first result."""
        content = None if content == BLANK else content
        if not _is_same(content or BLANK, self.stored[target]):
            yield Result(*target, content)
        for cell in self.spilled.get(target, ()):
            if self.stored[cell] != BLANK:
                yield Result(*cell, None)

    def _finding(self, target: Target, found: Content, expected: Content) -> Finding:
        sheet, row, column = target
        return Finding(
            "formula-differs",
            "warning",
            "The form's own formula gives another result than the definition of this item",
            "Compare the formula with the definition; the cell shows what the formula gives.",
            file=self.file,
            sheet=sheet,
            cell=format_address(row, column),
            found=found.raw,
            expected=expected.raw,
        )


def recalculate(
    package: Package,
    workbook: Workbook,
    edits: Mapping[Target, Content],
    known: Mapping[Target, Content],
) -> Recalculated:
    """Return the results that a workbook needs once it is edited; see Recalculation.results.

    package and workbook: the same file; edits: what is written into inputs, and known: what the
    tool computes for formulas, both by (sheet, row, column) from 1.
    """
    return prepare_recalculation(package, workbook, {*edits, *known}).results(edits, known)


def prepare_recalculation(
    package: Package, workbook: Workbook, targets: Iterable[Target]
) -> Recalculation:
    """Return a form made ready to be recalculated many times.

    targets: the cells that may be edited, and the formulas whose results may be known. This reads
    every formula once (some 40 microseconds each); a copy then costs a fraction of a millisecond.
    The engine is fed at the first copy that needs it, and cannot be sent to another process.
    """
    resolver = Resolver(workbook, read_tables(package, workbook))
    formulas = tuple(formula_cells(workbook, resolver))
    wanted = frozenset(targets)
    dependencies = find_dependencies(formulas, wanted)
    stale = dependencies.affected(wanted) | (wanted & {formula.target for formula in formulas})
    spilled = {f.target: f.spilled for f in formulas if f.spilled}
    reachable = stale.union(*(spilled.get(target, ()) for target in stale))
    return Recalculation(
        package.name,
        wanted,
        frozenset(reachable),
        _stored(workbook, wanted | reachable),
        dependencies,
        spilled,
        Calculator(workbook, formulas, dependencies),
    )


def _stored(workbook: Workbook, targets: Iterable[Target]) -> dict[Target, Content]:
    cells = {sheet.name: sheet.cells for sheet in workbook.sheets}
    stored = {}
    for sheet, row, column in targets:
        cell = cells.get(sheet, {}).get((row, column))
        stored[sheet, row, column] = Content(cell.kind, cell.raw) if cell else BLANK
    return stored


def _choose(expected: Content | None, found: Content | None) -> Content | None:
    """Return the result to show: ours, unless the formula itself is proven to give another."""
    if expected is None or found is None:
        return expected or found
    return found if _differs(expected, found) or expected == BLANK else expected


def _differs(expected: Content, found: Content) -> bool:
    if expected == BLANK and found == _EMPTY_TEXT:
        return False
    if expected.kind == found.kind == "number":
        return not isclose(float(expected.raw), float(found.raw), rel_tol=TOLERANCE)
    return expected != found


def _is_same(content: Content, stored: Content) -> bool:
    if content.kind == stored.kind == "number":
        return float(content.raw) == float(stored.raw)
    return content == stored


def _unexpected(file: str, target: Target) -> DamageError:
    sheet, row, column = target
    return DamageError(
        "This cell was not among those announced for writing",
        file=file,
        sheet=sheet,
        cell=format_address(row, column),
    )
