"""A copy of somebody's workbook with what was found in it: notes, highlights, a sheet in front."""

import posixpath
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from wres_excel.errors import DamageError, UsageError
from wres_excel.findings import Finding
from wres_excel.workbook.annotate import checks_sheet
from wres_excel.workbook.annotate.book import (
    count_views,
    deselected,
    free_name,
    with_sheet_in_front,
)
from wres_excel.workbook.annotate.cells import restyle_cells
from wres_excel.workbook.annotate.checks_rows import Limits, rows_of, sentences_of, title_of
from wres_excel.workbook.annotate.checks_styles import FORMATS_NEEDED, Looks, add_looks
from wres_excel.workbook.annotate.colours import Palette, read_palette
from wres_excel.workbook.annotate.dialect import Dialect, dialect_of
from wres_excel.workbook.annotate.draft import CONTENT_TYPES, Draft, relations_part
from wres_excel.workbook.annotate.highlight import Highlighter, worst_of
from wres_excel.workbook.annotate.markup import Markup, read_markup
from wres_excel.workbook.annotate.notes import write_notes
from wres_excel.workbook.annotate.places import place_findings, sheets_of
from wres_excel.workbook.annotate.proof import Meant, prove
from wres_excel.workbook.annotate.records import Heading, Label, Placed, Spot
from wres_excel.workbook.annotate.refusals import refuse_shared
from wres_excel.workbook.annotate.sheet_notes import NoteTaker, conversations_of, free_block
from wres_excel.workbook.annotate.stylebook import StyleBook, empty_styles
from wres_excel.workbook.package import Package, package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.relations import Relation, read_relations, target_of
from wres_excel.workbook.sheets import read_workbook
from wres_excel.workbook.transcode import from_utf8, to_utf8

CHECKS, TABLE = "Checks", "Checks_list"

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_SIGNATURES = "_xmlsignatures/"


def annotate(
    data: bytes, file: str, findings: Sequence[Finding], *, heading: Heading, label: Label
) -> bytes:
    """Return a copy of a workbook that shows each finding at its cell, and all on a Checks sheet.

    data and file: the workbook that was checked (.xlsx or .xlsm) and its name for messages;
    findings: as the checks gave them, in any order; heading: whose return it is; label: says in
    words what a finding is about.

    Each cell with findings gets a highlight, by the worst of them, and a note (a comment that every
    Excel and LibreOffice shows) after the user's own; a cell with a threaded comment keeps it, and
    its finding stands on the Checks sheet only. Contents, formulas and stored results stay, and
    every part that need not change is copied as it is stored. The sheet comes first even if the
    workbook's structure is protected, which keeps people from moving sheets in Excel, and macros
    that count sheets count one more. A digital signature is left out of the copy, which it could
    not vouch for; the Checks sheet says so.

    Raises UnreadableFile if data is no .xlsx or .xlsm or cannot be read; UsageError if it is a
    shared workbook, or has no room for more cell formats; DamageError if it cannot be changed
    safely, or if the copy, read again, differed from it in any other way than was meant.
    """
    package = package_from_bytes(data, file)
    refuse_shared(package)
    workbook = read_workbook(package)
    with _named(file):
        made, meant = _Copy(package, workbook, tuple(findings), heading, label).make()
    prove(package, workbook, made, meant)
    return made


@contextmanager
def _named(file: str, sheet: str | None = None) -> Iterator[None]:
    """Complete the place of a DamageError from below, where file and sheet are not known."""
    try:
        yield
    except DamageError as error:
        error.file, error.sheet = error.file or file, error.sheet or sheet
        raise


@dataclass
class _Copy:
    """One copy while it is made."""

    package: Package
    workbook: Workbook
    findings: tuple[Finding, ...]
    heading: Heading
    label: Label

    def make(self) -> tuple[bytes, Meant]:
        looks = self._looks()
        highlighter = Highlighter(self.styles, self._palette(), self.styles.room)
        styled = {sheet.part: self._highlight(sheet, highlighter) for sheet in self.workbook.sheets}
        noted = self._take_notes(self._by_sheet())
        self._write_checks(looks, Limits(highlighter.full, self._is_signed))
        self._finish()
        meant = Meant(self.name, styled, noted, frozenset(self.draft.dropped))
        return self.draft.to_bytes(), meant

    def _take_notes(
        self, by_sheet: Sequence[tuple[Sheet, list[Placed]]]
    ) -> dict[str, frozenset[Spot]]:
        taker = NoteTaker(self.draft, self.dialect, self._folder, free_block(self.package))
        noted = {}
        for sheet, placed in by_sheet:
            notes = write_notes(placed, self.name)
            with _named(self.package.name, sheet.name):
                taker.take(sheet, notes)
            noted[sheet.part] = frozenset(note.spot for note in notes)
        return noted

    @cached_property
    def draft(self) -> Draft:
        return Draft(self.package)

    @cached_property
    def part(self) -> str:
        """The name of the workbook part, as read_workbook finds it."""
        return target_of(read_relations(self.package, ""), "officeDocument") or "xl/workbook.xml"

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        return read_relations(self.package, self.part)

    @cached_property
    def book(self) -> Markup:
        return read_markup(self.package.part(self.part), depth=3)

    @cached_property
    def dialect(self) -> Dialect:
        return dialect_of(self.book)

    @cached_property
    def name(self) -> str:
        """The name of the Checks sheet."""
        return free_name(CHECKS, [sheet.name for sheet in self.workbook.sheets])

    @cached_property
    def styles(self) -> StyleBook:
        part = target_of(self.relations, "styles")
        return StyleBook.read(self.package.part(part) if part else empty_styles(self.dialect))

    @cached_property
    def placed(self) -> list[Placed]:
        kinds = {relation.target: relation.kind for relation in self.relations}
        others = [s.name for s in self.workbook.sheets if kinds.get(s.part) != "worksheet"]
        named = {name.casefold() for finding in self.findings for name in sheets_of(finding)}
        asked = [s for s in self.workbook.sheets if s.name.casefold() in named]
        return place_findings(
            self.findings,
            self.workbook,
            without_cells=others,
            conversations={sheet.name: conversations_of(self.package, sheet) for sheet in asked},
        )

    @property
    def _folder(self) -> str:
        folder = posixpath.dirname(self.part)
        return f"{folder}/" if folder else ""

    @property
    def _is_signed(self) -> bool:
        return any(name.startswith(_SIGNATURES) for name in self.package.index)

    def _looks(self) -> Looks:
        if self.styles.room < FORMATS_NEEDED:
            raise UsageError(
                "The workbook has as many cell formats as Excel allows, so nothing can be added",
                file=self.package.name,
                remedy="Copy its sheets into a new workbook, save that, then try again.",
            )
        return add_looks(self.styles)

    def _palette(self) -> Palette:
        theme = target_of(self.relations, "theme")
        part = self.package.part(theme) if theme and self.package.find(theme) else None
        return read_palette(part, self.styles.indexed_colours())

    def _by_sheet(self) -> list[tuple[Sheet, list[Placed]]]:
        shown = [each for each in self.placed if each.area is not None]
        return [
            (sheet, here)
            for sheet in self.workbook.sheets
            if (here := [each for each in shown if each.sheet is sheet])
        ]

    def _highlight(self, sheet: Sheet, highlighter: Highlighter) -> frozenset[Spot]:
        worst = worst_of(sheet, self.placed)
        if not worst:
            return frozenset()
        with _named(self.package.name, sheet.name):
            text, codec = to_utf8(self.draft.part(sheet.part))
            new = restyle_cells(
                text, worst.keys(), lambda spot, style: highlighter.style(style, worst[spot])
            )
        self.draft.put(sheet.part, from_utf8(new, codec))
        return frozenset(worst)

    def _write_checks(self, looks: Looks, limits: Limits) -> None:
        sentences = tuple(sentences_of(self.heading, self.placed, limits))
        rows = rows_of(self.placed, self.label)
        sheet = checks_sheet.sheet_xml(
            self.dialect, title_of(self.heading), sentences, rows, looks, count_views(self.book)
        )
        pattern = f"{self._folder}worksheets/sheet{{}}.xml"
        part = self.draft.add(pattern, sheet, checks_sheet.SHEET_TYPE)
        if rows:
            number, name = self._free_table()
            table = checks_sheet.table_xml(self.dialect, number, name, sentences, rows)
            pattern = f"{self._folder}tables/table{{}}.xml"
            target = self.draft.add(pattern, table, checks_sheet.TABLE_TYPE)
            relation = self.draft.relate(part, self.dialect.kind("table"), target)
            self.draft.put(part, checks_sheet.with_table(sheet, relation, self.dialect))
        header = checks_sheet.header_row(sentences)
        self._list_checks(part, f"${header}:${header}" if rows else None)

    def _list_checks(self, part: str, titles: str | None) -> None:
        relation = self.draft.relate(self.part, self.dialect.kind("worksheet"), part)
        space = self.dialect.relations
        front = with_sheet_in_front(self.book, self.name, relation, space, titles)
        self.draft.put(self.part, front)
        for sheet in self.workbook.sheets:
            self.draft.put(sheet.part, deselected(self.draft.part(sheet.part)))

    def _free_table(self) -> tuple[int, str]:
        """Return a number and a name that no table of the workbook has, nor any defined name."""
        numbers, names = {0}, {name.rpartition("!")[2] for name in self.workbook.defined_names}
        for sheet in self.workbook.sheets:
            for relation in read_relations(self.package, sheet.part):
                if relation.kind == "table":
                    facts = read_markup(self.package.part(relation.target), depth=1).root.attributes
                    names.add(facts.get("displayName", ""))
                    number = facts.get("id", "")
                    numbers.add(int(number) if number.isdecimal() else 0)
        return max(numbers) + 1, free_name(TABLE, names, gap="_")

    def _finish(self) -> None:
        part = target_of(self.relations, "styles")
        content = self.styles.to_bytes()
        if part is not None:
            self.draft.put(part, content)
        else:
            pattern = f"{self._folder}styles{{}}.xml"
            part = self.draft.add(pattern, content, _STYLES_TYPE, first="")
            self.draft.relate(self.part, self.dialect.kind("styles"), part)
        if self._is_signed:
            self._leave_out_signature()

    def _leave_out_signature(self) -> None:
        entries = self.package.entries
        gone = (entry.name for entry in entries if entry.name.lower().startswith(_SIGNATURES))
        self.draft.dropped = frozenset(gone)
        self.draft.without(
            relations_part(""), lambda facts: _SIGNATURES in facts.get("Target", "").lower()
        )
        self.draft.without(
            CONTENT_TYPES,
            lambda facts: facts.get("PartName", "").lower().startswith(f"/{_SIGNATURES}"),
        )
