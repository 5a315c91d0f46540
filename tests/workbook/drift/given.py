"""A clean full return to tamper with in memory, so that the results beside its formulas stay."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from support import full_answers

from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.findings import Finding
from wres_excel.spellings import load_spellings
from wres_excel.workbook.addresses import parse_address
from wres_excel.workbook.cells import Cell, Formula, Kind
from wres_excel.workbook.drift import drift
from wres_excel.workbook.extract import extract
from wres_excel.workbook.locate import locate
from wres_excel.workbook.own_form import own_form
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.sheets import read_workbook

EDITION = load_edition("2019")
FILE = "return.xlsx"

Held = None | float | str | Formula | tuple[Kind, str, Formula | None]
"""None for an empty cell, a number or a text typed, a formula that keeps the cell's result."""


def opened(data: bytes) -> Workbook:
    return read_workbook(package_from_bytes(data, FILE))


@cache
def clean(name: str = "2019") -> Workbook:
    """Return our own workbook of an edition with an answer in every cell."""
    edition = load_edition(name)
    return opened(own_form(edition).fill(full_answers(edition)))


def drifted(workbook: Workbook, edition: Edition = EDITION) -> tuple[Finding, ...]:
    """Return what drift says of a workbook, located and extracted as `read` does it."""
    located = locate(workbook, edition)
    values = extract(workbook, edition, located, load_spellings()).values
    return drift(workbook, edition, located, values)


def tampered(changes: Mapping[str, Held], sheet: str = "Data", **more: Any) -> tuple[Finding, ...]:
    """Return what drift says of the clean workbook with some cells of a sheet changed.

    more: fields of the sheet to replace, such as hidden_rows.
    """
    return drifted(with_cells(clean(), changes, sheet, **more))


def with_cells(
    workbook: Workbook, changes: Mapping[str, Held], sheet: str = "Data", **more: Any
) -> Workbook:
    def change(old: Sheet) -> Sheet:
        cells = dict(old.cells)
        for address, held in changes.items():
            spot = parse_address(address)
            cells[spot] = _held(cells.get(spot, Cell(*spot, "blank", "")), held)
        return replace(old, cells=cells, **more)

    sheets = tuple(change(old) if old.name == sheet else old for old in workbook.sheets)
    return replace(workbook, sheets=sheets)


def _held(cell: Cell, held: Held) -> Cell:
    match held:
        case None:
            return cell._replace(kind="blank", raw="", formula=None)
        case Formula():
            return cell._replace(formula=held)
        case (kind, raw, formula):
            return cell._replace(kind=kind, raw=raw, formula=formula)
        case str():
            return cell._replace(kind="text", raw=held, formula=None)
    return cell._replace(kind="number", raw=repr(held), formula=None)


def raw(address: str, sheet: str = "Data") -> str:
    """Return what the clean workbook holds in a cell."""
    return next(s for s in clean().sheets if s.name == sheet).cells[parse_address(address)].raw


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.cell) for finding in findings]
