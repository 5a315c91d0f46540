"""Where each finding stands in the workbook: its sheet, its cells, and what is in the way there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PureWindowsPath

from wres_excel.findings import Finding
from wres_excel.workbook.addresses import parse_range
from wres_excel.workbook.annotate.records import SEVERITIES, Obstacle, Placed, Spot
from wres_excel.workbook.records import Range, Sheet, Workbook


def place_findings(
    findings: Iterable[Finding],
    workbook: Workbook,
    *,
    without_cells: Collection[str],
    conversations: Mapping[str, Collection[Spot]],
) -> list[Placed]:
    """Return the findings worst first, else in their order, each with its place.

    without_cells: names of chart sheets and the like; conversations: by name of a sheet, the cells
    with threaded comments, which have no room for a note.
    """
    sheets = {sheet.name.casefold(): sheet for sheet in workbook.sheets}
    ordered = sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))
    placed = []
    for number, finding in enumerate(ordered, 1):
        name, cell = _home(finding)
        sheet = sheets.get((name or "").casefold())
        if _is_elsewhere(finding, workbook):
            placed.append(Placed(number, finding, obstacle="other file"))
        elif sheet is None:
            placed.append(Placed(number, finding, obstacle="unknown" if name else ""))
        elif sheet.name in without_cells:
            placed.append(Placed(number, finding, sheet, obstacle="no cells"))
        else:
            held = conversations.get(sheet.name, ())
            found = _in_sheet(number, finding, sheet, cell, held)
            placed.append(replace(found, also=tuple(_others(finding, sheets, without_cells))))
    return placed


def sheets_of(finding: Finding) -> list[str]:
    """Return the names of the sheets that a finding names cells of."""
    names = [finding.sheet or "", *(cell.rpartition("!")[0] for cell in finding.cells)]
    return list(dict.fromkeys(filter(None, names)))


def _home(finding: Finding) -> tuple[str | None, str | None]:
    """Return the sheet and cell that get the note: the first of several for one without its own."""
    if finding.sheet or not finding.cells:
        return finding.sheet, finding.cell
    sheet, _, cell = finding.cells[0].rpartition("!")
    return sheet, cell


def _others(
    finding: Finding, sheets: Mapping[str, Sheet], without_cells: Collection[str]
) -> Iterator[tuple[Sheet, Range]]:
    """Yield the further cells that a finding speaks for, as far as they can be highlighted."""
    for each in finding.cells:
        name, _, cell = each.rpartition("!")
        sheet = sheets.get(name.casefold())
        area = _area(cell, sheet.merges) if sheet else None
        if sheet and area and sheet.name not in without_cells:
            yield sheet, area


def _is_elsewhere(finding: Finding, workbook: Workbook) -> bool:
    """Whether a finding is about a cell of another workbook, such as last year's return."""
    named = PureWindowsPath(finding.file or workbook.file).name
    return named.casefold() != PureWindowsPath(workbook.file).name.casefold()


def _in_sheet(
    number: int,
    finding: Finding,
    sheet: Sheet,
    cell: str | None,
    conversations: Collection[Spot],
) -> Placed:
    area = _area(cell, sheet.merges)
    obstacle: Obstacle = "hidden" if sheet.state != "visible" else ""
    if area is None:
        return Placed(number, finding, sheet, obstacle=obstacle)
    if not obstacle and (area[0] in sheet.hidden_rows or area[1] in sheet.hidden_columns):
        obstacle = "hidden line"
    if area[:2] in conversations:
        obstacle = "conversation"
    return Placed(number, finding, sheet, area, obstacle)


def _area(cell: str | None, merges: Sequence[Range]) -> Range | None:
    """Return the cells of an address, with all of the merged cells that its first one is part of.

    A cell inside merged cells is not seen, and its note would hang in the air.
    """
    try:
        area = parse_range(cell or "")
    except ValueError:
        return None
    row, column = area[:2]
    if area[2:] != area[:2]:
        return area
    spans = (m for m in merges if m[0] <= row <= m[2] and m[1] <= column <= m[3])
    return next(spans, area)
