"""What a derived item means in the cells of one form, and how a formula strays from it."""

from collections.abc import Iterable, Iterator, Sequence

from wres_excel.domain.expressions import Binary, Expression, Ref, Sum
from wres_excel.domain.model import Place
from wres_excel.domain.numbers import digits, tidy
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.drift.agreement import place_of, sources_of
from wres_excel.workbook.drift.form import Entry, Form, spot_of
from wres_excel.workbook.formula_tokens import Spot, is_external, referenced
from wres_excel.workbook.gather import brief

_MOST_NAMED = 6


def meaning(form: Form, entry: Entry) -> str:
    """Return the formula an item stands for over the form's own cells, and what it gives."""
    formula, number = entry.item.formula, entry.value.computed
    words = "" if formula is None else _text(form, formula, entry.value.place, entry.location.sheet)
    return f"={words}" + ("" if number is None else f", which gives {plain(entry, number)}")


def plain(entry: Entry, number: float) -> str:
    """Return a number of an entry's item as people read it, to six decimals."""
    return digits(tidy(round(number, 6))) + ("%" if entry.item.in_percent else "")


def shown(entry: Entry) -> str:
    """Return what an entry's cell says: its number as people read it, or its words."""
    number = entry.value.value
    return plain(entry, number) if number is not None else brief(entry.cell.raw) or "nothing"


def difference(form: Form, entry: Entry, formula: str) -> str:
    """Return in words which cells a formula leaves out and takes in, "" if it only combines them.

    Cells that stand for the item's sources, at whatever remove, are nobody's addition.
    """
    if is_external(formula):
        return ": it reads another workbook"
    locations, named = form.located.locations, referenced(formula, entry.location.sheet)
    sources = sources_of(form.edition, entry.value.place)
    direct = {spot_of(locations[place]) for place in sources if place in locations}
    whole = {spot_of(locations[p]) for p in _origins(form, entry.value.place) if p in locations}
    left_out = _named(form, entry, direct - named)
    added = _named(form, entry, (s for s in named - direct - whole if _is_figure(form, s)))
    parts = [f"it leaves out {left_out}"] if left_out else []
    parts += [f"it takes in {added}"] if added else []
    return f": {' and '.join(parts)}" if parts else ""


def _origins(form: Form, place: Place) -> Iterator[Place]:
    """Yield every place that a derived place follows from, at any remove."""
    for source in sources_of(form.edition, place):
        yield source
        yield from _origins(form, source)


def _is_figure(form: Form, spot: Spot) -> bool:
    sheet = form.sheets.get(spot[0])
    cell = sheet.cells.get(spot[1:]) if sheet else None
    return cell is not None and cell.kind == "number"


def _named(form: Form, entry: Entry, spots: Iterable[Spot]) -> str:
    """Return cells with the labels of what stands there: F36 ('of which ...'), F40 and 3 more."""
    labels = {
        spot_of(at): form.edition.by_key[place.item].label
        for place, at in form.located.locations.items()
    }
    ordered = sorted(spots)
    words = [
        _address(spot, entry.location.sheet) + (f" ('{labels[spot]}')" if spot in labels else "")
        for spot in ordered[:_MOST_NAMED]
    ]
    more = f" and {len(ordered) - _MOST_NAMED} more" if len(ordered) > _MOST_NAMED else ""
    return brief(", ".join(words)) + more


def _text(form: Form, formula: Expression, at: Place, home: str) -> str:
    match formula:
        case Ref():
            return _source(form, place_of(formula, at), home)
        case Sum(parts):
            return f"SUM({_areas(form, [place_of(part, at) for part in parts], home)})"
        case Binary(operator, left, right):
            return f"{_text(form, left, at, home)}{operator}{_text(form, right, at, home)}"


def _source(form: Form, place: Place, home: str) -> str:
    location = form.located.locations.get(place)
    if location is None:
        return f"'{form.edition.by_key[place.item].label}'"
    return _address(spot_of(location), home)


def _areas(form: Form, places: Sequence[Place], home: str) -> str:
    """Return the cells of a total, those beneath or beside each other joined into ranges."""
    spots = [spot_of(form.located.locations[p]) for p in places if p in form.located.locations]
    runs: list[list[Spot]] = []
    for spot in spots:
        if runs and _continues(runs[-1], spot):
            runs[-1].append(spot)
        else:
            runs.append([spot])
    return ",".join(_run(run, home) for run in runs)


def _continues(run: Sequence[Spot], spot: Spot) -> bool:
    sheet, row, column = run[-1]
    down, right = (sheet, row + 1, column), (sheet, row, column + 1)
    if len(run) == 1:
        return spot in (down, right)
    return spot == (down if run[0][2] == column else right)


def _run(run: Sequence[Spot], home: str) -> str:
    first = _address(run[0], home)
    return first if len(run) == 1 else f"{first}:{format_address(*run[-1][1:])}"


def _address(spot: Spot, home: str) -> str:
    sheet, row, column = spot
    prefix = "" if sheet == home else "'" + sheet.replace("'", "''") + "'!"
    return prefix + format_address(row, column)
