"""The findings of the locator, in words for the people who sent or received the form."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.terms import GROUP_WORDS, Group, Period
from wres_excel.findings import Finding, Severity
from wres_excel.vocabulary import spellings
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.locate.organisation import Named
from wres_excel.workbook.locate.records import Location, Nearest
from wres_excel.workbook.locate.rows import Conflict

NAME_THE_CELL = (
    "Correct the label or heading in the workbook; or, when filling this form, name the cell with "
    "--use-map."
)
NAME_THE_CELLS = (
    "Correct the heading in the workbook; or, when filling this form, name the cells with "
    "--use-map."
)
NOT_PRINTED = "Nothing need be done: {}."
_PARTS = {"code": "organisation code", "name": "organisation name"}
_LONGEST = 80


def ambiguous_item(
    file: str, edition: Edition, rivals: Sequence[Location], places: Sequence[Place]
) -> Finding:
    """Say that an item stands twice; rivals are the cells of its first place."""
    place = places[0]
    return Finding(
        "ambiguous-place",
        "error",
        f"{named(edition, place.item)} stands more than once, and nothing tells which row counts",
        "Remove the row or sheet that does not count; or, when filling this form, name the cell "
        "with --use-map.",
        item=place.item,
        period=edition.snapshot_of(place.period).isoformat(),
        group=place.group,
        file=file,
        sheet=rivals[0].sheet,
        cell=rivals[0].cell,
        found=_cells(rivals) + _likewise(places),
        expected="one cell for each period and group",
    )


def ambiguous_columns(
    file: str, edition: Edition, rivals: Sequence[Location], places: Sequence[Place]
) -> Finding:
    """Say that two columns are headed alike; rivals are the cells of the first item in them."""
    place = places[0]
    return Finding(
        "ambiguous-place",
        "error",
        f"More than one column is headed {column(edition, place.period, place.group)}",
        "Remove the column that does not count, or head it otherwise; or, when filling this form, "
        "name the cells with --use-map.",
        item=place.item if len(places) == 1 else None,
        period=edition.snapshot_of(place.period).isoformat(),
        group=place.group,
        file=file,
        sheet=rivals[0].sheet,
        cell=rivals[0].cell,
        found=_cells(rivals) + _likewise(places),
        expected="one column for each period and group",
    )


def conflict(file: str, sheet: str, row: Conflict) -> Finding:
    """Say that the number and the label of a row name different items."""
    shown = _short(row.label.shown)
    return Finding(
        "number-label-conflict",
        "error",
        f"Data item {row.numbered.number} is '{row.numbered.label}', "
        f"but the label beside it says '{shown}'",
        "Correct the number or the label; nothing is read from this row until they agree.",
        item=row.numbered.key,
        file=file,
        sheet=sheet,
        cell=format_address(row.row, row.column),
        found=f"{row.numbered.number} beside '{shown}' in "
        f"{format_address(row.label.row, row.label.column)}",
        expected=f"{row.numbered.number} beside '{row.numbered.label}'",
    )


def item_not_found(file: str, edition: Edition, item: Item, near: Nearest | None) -> Finding:
    """Say that no row is an item's, with the text that comes nearest."""
    return Finding(
        "item-not-found",
        _severity(item),
        f"{named(edition, item.key)} was not found on this form",
        _remedy(item, near),
        item=item.key,
        file=file,
        sheet=near.sheet if near else None,
        cell=format_address(near.row, near.column) if near else None,
        found=f"nearest: '{_short(near.text)}'" if near else "nothing like it",
        expected=_looked_for(edition, item),
    )


def section_unclear(
    file: str, edition: Edition, item: Item, near: Nearest, items: Sequence[Item]
) -> Finding:
    """Say that a label is there, and that no heading tells which of several items it means."""
    others = " or ".join(f"'{_title(edition, each)}'" for each in items)
    return Finding(
        "item-not-found",
        _severity(item),
        f"{named(edition, item.key)} was not found for certain: no heading tells where its "
        "label belongs",
        "Put the section's heading above the rows, or the data item number beside the label.",
        item=item.key,
        file=file,
        sheet=near.sheet,
        cell=format_address(near.row, near.column),
        found=f"'{_short(near.text)}', which may stand under {others}",
        expected=_looked_for(edition, item),
    )


def missing_parts(file: str, edition: Edition, parts: Mapping[str, int], nothing: bool) -> Finding:
    """Say that the form has nothing of whole parts of the edition, in one finding."""
    listed = ", ".join(f"{sheet} ({size} items)" for sheet, size in parts.items())
    return Finding(
        "part-not-found",
        "error" if nothing else "note",
        f"The form has no cells for these parts of the {edition.name} edition: {listed}",
        "Nothing need be done if they are returned in another file.",
        file=file,
        expected=f"the items of {', '.join(parts)}",
    )


def column_not_found(
    file: str, edition: Edition, period: Period, group: Group | None, near: Nearest | None
) -> Finding:
    """Say that no column is headed with a period, or with a group of it."""
    return Finding(
        "column-not-found",
        "warning",
        f"No column is headed {column(edition, period, group)}",
        NAME_THE_CELLS,
        period=edition.snapshot_of(period).isoformat(),
        group=group,
        file=file,
        sheet=near.sheet if near else None,
        cell=format_address(near.row, near.column) if near else None,
        found=f"nearest: '{_short(near.text)}'" if near else "nothing like it",
        expected=f"a heading such as '{column(edition, period, group)}'",
    )


def column_unclear(
    file: str, edition: Edition, period: Period, group: Group, near: Nearest
) -> Finding:
    """Say that the people whom a column is headed with may be more or fewer than a group."""
    words = GROUP_WORDS[group]
    return Finding(
        "column-not-found",
        "warning",
        f"No column is headed {column(edition, period, group)}, and '{_short(near.text)}' may not "
        "be the same people",
        f"Head the column '{words}' if it counts these people and nobody else; if not, give each "
        "group a column of its own.",
        period=edition.snapshot_of(period).isoformat(),
        group=group,
        file=file,
        sheet=near.sheet,
        cell=format_address(near.row, near.column),
        found=f"'{_short(near.text)}'",
        expected=f"a heading such as '{column(edition, period, group)}'",
    )


def sheet_of_another_year(
    file: str, edition: Edition, left: Sequence[Location], kept: Location | None
) -> Finding:
    """Say that a sheet of another year's return gave way; left: its cells, kept: of the first."""
    first = left[0]
    day = edition.snapshot_of(first.place.period)
    return Finding(
        "other-year-sheet",
        "note",
        f"The figures of {day.day} {day:%B %Y} stand on a sheet of another year's return as well, "
        "and were not read from there",
        "Nothing need be done if the sheet was kept for comparison; if its figures are the right "
        "ones, copy them to this year's sheet.",
        period=day.isoformat(),
        file=file,
        sheet=first.sheet,
        cell=first.cell,
        found=f"{len(left)} cells of '{first.sheet}'",
        expected=f"one sheet, such as '{kept.sheet}', which has both years" if kept else None,
    )


def cells_not_found(file: str, edition: Edition, key: str, places: Sequence[Place]) -> Finding:
    """Say that an item's row is there, and some of its columns are not."""
    listed = ", ".join(column(edition, place.period, place.group) for place in places)
    return Finding(
        "item-not-found",
        _severity(edition.by_key[key]),
        f"{named(edition, key)} has a row on this form, but no cell for {listed}",
        NAME_THE_CELL,
        item=key,
        period=edition.snapshot_of(places[0].period).isoformat() if len(places) == 1 else None,
        group=places[0].group if len(places) == 1 else None,
        file=file,
        expected="a column with this heading above the row",
    )


def two_organisations(file: str, part: str, first: Named, second: Named) -> Finding:
    """Say that the form names two organisations."""
    sheet, row, at = first.spot
    other = f"{second.spot[0]}!{format_address(*second.spot[1:])}"
    return Finding(
        "organisation-differs",
        "warning",
        f"The form gives two different answers for the {_PARTS[part]}; the first is used",
        "Correct the one that is wrong.",
        file=file,
        sheet=sheet,
        cell=format_address(row, at),
        found=f"'{_short(first.answer_text)}', but '{_short(second.answer_text)}' in {other}",
        expected="the same answer everywhere",
    )


def named(edition: Edition, key: str) -> str:
    """Return an item in words: "Data item 20 'Band 5' (1b Clinical workforce)"."""
    item = edition.by_key[key]
    lead = f"Data item {item.number} " if item.number else ""
    return f"{lead}'{item.label}' ({_title(edition, item)})"


def column(edition: Edition, period: Period, group: Group | None) -> str:
    """Return a column in words: "31 March 2019 White"."""
    day = edition.snapshot_of(period)
    words = f"{day.day} {day:%B %Y}"
    return f"{words} {GROUP_WORDS[group]}" if group else words


def _looked_for(edition: Edition, item: Item) -> str:
    number = f"data item {item.number}, or " if item.number else ""
    return f"{number}the label '{item.label}' under '{_title(edition, item)}'"


def _title(edition: Edition, item: Item) -> str:
    return next((s.title for s in edition.sections if s.key == item.section), item.section)


def _severity(item: Item) -> Severity:
    """Return a note for what may well be left out, and for what no published form has."""
    may_lack = item.derived or item.optional or item.key in _unprinted()
    return "note" if may_lack else "warning"


def _remedy(item: Item, near: Nearest | None) -> str:
    """Ask for nothing where the published forms do not, unless something like it is there."""
    why = None if near else _unprinted().get(item.key)
    return NOT_PRINTED.format(why) if why else NAME_THE_CELL


@lru_cache
def _unprinted() -> Mapping[str, str]:
    """Return the items that the published forms do not ask for, and what these have instead."""
    return dict(spellings("unprinted"))


def _cells(rivals: Sequence[Location]) -> str:
    return " and ".join(f"{rival.sheet}!{rival.cell}" for rival in rivals[:4])


def _likewise(places: Sequence[Place]) -> str:
    return f", and likewise {len(places) - 1} more" if len(places) > 1 else ""


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}..."
