"""The formulas of one workbook in a calculation engine, computed anew for each copy of it."""

from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from itertools import chain

from wres_excel.workbook.cells import BLANK, Content
from wres_excel.workbook.dependencies import Dependencies
from wres_excel.workbook.engine import Engine, EngineError, can_hold, open_engine
from wres_excel.workbook.entries import Entry, make_entries
from wres_excel.workbook.formula_cells import FormulaCell
from wres_excel.workbook.patch import Target
from wres_excel.workbook.records import Workbook

Contents = Mapping[Target, Content]
Computed = Mapping[Target, Content | None]


class Calculator:
    """Computes the formulas that the engine is trusted with, and knows which others spoil them.

    The engine keeps the workbook as it stands; a copy is computed by writing what differs, and
    taking it back.
    """

    def __init__(
        self, workbook: Workbook, formulas: Collection[FormulaCell], dependencies: Dependencies
    ) -> None:
        self._sheets = [sheet.name for sheet in workbook.sheets]
        self._dependencies = dependencies
        found = {formula.target: formula for formula in formulas}
        in_order = (found[target] for target in dependencies.order)
        self._entries = make_entries(workbook, in_order)
        self._constants = dict(_constants(workbook, self._entries))
        self._inexact = found.keys() - self._entries.keys()
        self._hollow = set(_hollow(workbook, self._inexact))
        self._engine: Engine | None = None
        self._is_missing = False

    def compute(self, stale: AbstractSet[Target], edits: Contents, known: Contents) -> Contents:
        """Return the results that the engine gives for formulas, without those it may get wrong.

        stale: the formulas whose stored results no longer hold; edits: what is written into
        inputs; known: what is known of formulas, for those that the engine cannot compute.
        """
        if self._is_missing or stale.isdisjoint(self._entries):
            return {}
        usable = {t: c for t, c in known.items() if c != BLANK and can_hold(c)}
        unfit = {target for target, content in edits.items() if not can_hold(content)}
        unknown = {t for t in self._inexact if t in stale or t in self._hollow} - usable.keys()
        spoilt = self._dependencies.downstream(unknown | unfit, stop=usable.keys())
        given = {t: c for t, c in usable.items() if t in self._inexact or t in spoilt}
        written = {t: edits[t] for t in edits.keys() - unfit} | given
        computed = self._run(written, self._entries.keys() - given.keys() - spoilt)
        return self._without_doubtful(computed, {**self._constants, **written, **computed})

    def _run(self, contents: Contents, wanted: AbstractSet[Target]) -> Computed:
        """Compute with some contents written; an engine that fails is given up, and built anew."""
        if not wanted:
            return {}
        engine, self._engine = self._engine or self._build(), None
        if engine is None:
            return {}
        readers, entries = self._dependencies.readers, self._entries
        written = {t: c for t, c in contents.items() if t in readers or t in entries}
        try:
            engine.put(written)
            computed = engine.compute(wanted)
            engine.put({t: self._constants.get(t, BLANK) for t in written.keys() - entries.keys()})
            engine.put_formulas({t: entries[t].text for t in written.keys() & entries.keys()})
        except EngineError:
            return {}
        self._engine = engine
        return computed

    def _build(self) -> Engine | None:
        try:
            engine = open_engine(self._sheets)
            self._is_missing = engine is None
            if engine:
                engine.put(self._constants)
                engine.put_formulas({t: entry.text for t, entry in self._entries.items()})
        except EngineError:
            return None
        return engine

    def _without_doubtful(self, computed: Computed, held: Computed) -> Contents:
        """Leave out what is not trusted, what computes with a date in words, and what rests on it.

        held: what stands in every cell, as far as the engine was told or has computed it.
        """
        doubtful = {
            target
            for target, content in computed.items()
            if content is None or self._entries[target].hazard.is_met(held)
        }
        spoilt = self._dependencies.downstream(doubtful) | doubtful
        return {t: content for t, content in computed.items() if content and t not in spoilt}


def _constants(
    workbook: Workbook, entries: Mapping[Target, Entry]
) -> Iterator[tuple[Target, Content]]:
    """Yield what stands in the cells that the formulas read and do not compute themselves."""
    cells = {sheet.name: sheet.cells for sheet in workbook.sheets}
    for area in set(chain.from_iterable(entry.areas for entry in entries.values())):
        for row, column in area.spots_among(cells[area.sheet]):
            target, cell = (area.sheet, row, column), cells[area.sheet][row, column]
            if target not in entries and cell.kind != "blank":
                yield target, Content(cell.kind, cell.raw)


def _hollow(workbook: Workbook, formulas: AbstractSet[Target]) -> Iterator[Target]:
    """Yield those of the formulas that were saved without a result."""
    cells = {sheet.name: sheet.cells for sheet in workbook.sheets}
    for sheet, row, column in formulas:
        if cells[sheet][row, column].kind == "blank":
            yield sheet, row, column
