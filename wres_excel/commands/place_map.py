"""The map of a form as a CSV: where each item stands and why, to look at, correct and give back."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from wres_excel.domain.model import Edition, Place
from wres_excel.domain.periods import period_of
from wres_excel.domain.terms import GROUPS
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding
from wres_excel.tables.apostrophe import protect, unprotect
from wres_excel.workbook.addresses import format_address, parse_address
from wres_excel.workbook.locate import Located, Location
from wres_excel.workbook.locate.records import BY_HAND
from wres_excel.workbook.records import Workbook

COLUMNS = ("item", "period", "group", "sheet", "cell", "why")


@dataclass(frozen=True, slots=True)
class MapRow:
    """One line of a map; sheet and cell are empty for an item that is to be left out."""

    line: int
    item: str
    period: str
    group: str
    sheet: str
    cell: str


def map_as_csv(located: Located, edition: Edition) -> str:
    """Return the map of a form as CSV, a row for each place, those without a cell included."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    writer.writerows([protect(text) for text in row] for row in map_rows(located, edition))
    return buffer.getvalue()


def map_rows(located: Located, edition: Edition) -> list[tuple[str, ...]]:
    """Return the rows of a map in the order of the edition's places."""
    return [
        (
            place.item,
            edition.snapshot_of(place.period).isoformat(),
            place.group,
            *_where(place, located),
        )
        for place in edition.places
        if place in located.locations or edition.by_key[place.item].note_of is None
    ]


def _where(place: Place, located: Located) -> tuple[str, str, str]:
    at = located.locations.get(place)
    if at is not None:
        return at.sheet, at.cell, at.why
    rivals = located.ambiguous.get(place, ())
    if rivals:
        return "", "", "either of " + ", ".join(f"{r.sheet}!{r.cell}" for r in rivals)
    nearest = located.missing.get(place)
    if nearest is None:
        return "", "", "not found"
    cell = format_address(nearest.row, nearest.column)
    return "", "", f"not found; nearest is {nearest.text!r} in {nearest.sheet}!{cell}"


def read_map(path: Path) -> list[MapRow]:
    """Return the rows of a map file; raises UnreadableFile if it is no map."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as err:
        raise UnreadableFile(f"The map cannot be opened: {err.strerror}", file=str(path)) from err
    except UnicodeDecodeError as err:
        raise UnreadableFile(
            "The map is not saved as UTF-8 text",
            file=str(path),
            remedy="Save it from Excel as CSV UTF-8 (Comma delimited).",
        ) from err
    try:
        return _rows(csv.DictReader(StringIO(text, newline="")), path)
    except csv.Error as err:
        raise UnreadableFile(
            f"The map is damaged: {err}",
            file=str(path),
            remedy="Make one with --dry-run --map, and correct that.",
        ) from err


def _rows(reader: "csv.DictReader[str]", path: Path) -> list[MapRow]:
    wanted = COLUMNS[:5]
    if not set(wanted) <= set(reader.fieldnames or ()):
        raise UnreadableFile(
            "The file is no map of a form",
            file=str(path),
            found="the columns " + ", ".join(reader.fieldnames or ("none",)),
            expected="the columns " + ", ".join(wanted),
            remedy="Make one with --dry-run --map, and correct that.",
        )
    cells = (
        (reader.line_num, [unprotect((row[n] or "").strip()) for n in wanted]) for row in reader
    )
    return [MapRow(line, *texts) for line, texts in cells if any(texts)]


def apply_map(
    rows: Sequence[MapRow], located: Located, workbook: Workbook, edition: Edition, file: str
) -> tuple[Located, tuple[Finding, ...]]:
    """Return a form's places as a map corrects them, and a finding for each row that cannot be.

    A row with a cell places its item there; one without takes its item out; places that the map
    does not name stay where they were found.
    """
    reader = _MapReader(workbook, edition, file)
    locations = dict(located.locations)
    placed: dict[Place, MapRow] = {}
    for row in rows:
        place = reader.place(row)
        if place is None:
            continue
        if not row.sheet and not row.cell:
            locations.pop(place, None)
        elif location := reader.location(row, place, locations):
            locations[place] = location
            placed[place] = row
    taken = Counter(_spot(at) for at in locations.values())
    for place, row in placed.items():
        if taken[_spot(locations[place])] > 1:
            reader.refuse_shared(row)
            del locations[place]
    return replace(located, locations=locations), tuple(reader.findings)


def _spot(location: Location) -> tuple[str, int, int]:
    return location.sheet, location.row, location.column


class _MapReader:
    """The rows of a map against one workbook and edition."""

    def __init__(self, workbook: Workbook, edition: Edition, file: str) -> None:
        self._sheets = {sheet.name for sheet in workbook.sheets}
        self._edition = edition
        self._file = file
        self.findings: list[Finding] = []

    def place(self, row: MapRow) -> Place | None:
        period = period_of(row.period, self._edition) if row.period else "current"
        group = next((g for g in GROUPS if g == (row.group or "all")), None)
        place = Place(row.item, period, group) if period and group else None
        if place is None or place not in self._edition.places:
            found = ", ".join((row.item, row.period, row.group))
            self._refuse(row, "The edition has no such item, period and group", found)
            return None
        return place

    def location(
        self, row: MapRow, place: Place, locations: Mapping[Place, Location]
    ) -> Location | None:
        if row.sheet not in self._sheets:
            self._refuse(row, "The form has no such sheet", row.sheet)
            return None
        try:
            spot = parse_address(row.cell)
        except ValueError:
            self._refuse(row, "A cell is named by column and row, such as I27", row.cell)
            return None
        old = locations.get(place)
        if old is not None and _spot(old) == (row.sheet, *spot):
            return old
        return Location(place, row.sheet, *spot, BY_HAND)

    def refuse_shared(self, row: MapRow) -> None:
        """Add the finding about a row whose cell another item has too."""
        self._refuse(row, "Two items stand in one cell", f"{row.sheet}!{row.cell} for {row.item}")

    def _refuse(self, row: MapRow, message: str, found: str) -> None:
        remedy = "Correct this line of the map."
        self.findings.append(
            Finding(
                "map-row", "error", message, remedy, file=self._file, line=row.line, found=found
            )
        )
