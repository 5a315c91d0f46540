"""The formulas that a form's author writes into the cells of derived items."""

from collections.abc import Callable

from .items import SUBSET, items
from .paper import Draft, Entry, Formula, Key, Place, row_column

# Results as an earlier owner of the form left them: wrong for whatever is filled in now.
STALE_COUNT = 4321
STALE_RATIO = 9.87

# item: the item counted and the item it is divided by
_RATES = {
    "recruitment.likelihood": ("recruitment.appointed", "recruitment.shortlisted"),
    "disciplinary.likelihood": ("disciplinary.entered", "disciplinary.workforce"),
    "training.likelihood": ("training.accessed", "training.workforce"),
}
# item: rate, group above the line, group beneath it
_RATIOS = {
    "recruitment.relative_likelihood": ("recruitment.likelihood", "white", "bme"),
    "disciplinary.relative_likelihood": ("disciplinary.likelihood", "bme", "white"),
    "training.relative_likelihood": ("training.likelihood", "white", "bme"),
}
_BALANCES = {
    "board.non_voting": "board.voting",
    "board.non_executive": "board.executive",
}
_WORKFORCES = ("disciplinary.workforce", "training.workforce", "board.workforce")


def add_formulas(draft: Draft) -> None:
    """Put a formula into the cell of every derived item that this form has a place for."""
    for key, (sheet, cell) in draft.places.items():
        text = formula_for(draft, key)
        if text:
            result = STALE_COUNT if key[0] in _WORKFORCES else STALE_RATIO
            page = draft.named(sheet)
            where = row_column(cell)
            page.cells[where] = Entry(Formula(text, result), page.cells[where].style)


def formula_for(draft: Draft, key: Key) -> str:
    """Return the formula of a derived item without its equals sign, "" for an input."""
    for find in (_workforce, _rate, _ratio, _board):
        text = find(draft, key)
        if text:
            return text
    return ""


def reference(place: Place, home: str) -> str:
    """Return how a formula on the sheet `home` names a place."""
    sheet, cell = place
    return cell if sheet == home else f"'{sheet}'!{cell}"


def total(places: list[Place], home: str) -> str:
    """Return a SUM over places, consecutive cells of a column joined into ranges."""
    runs: list[list[Place]] = []
    for place in places:
        if runs and _follows(runs[-1][-1], place):
            runs[-1].append(place)
        else:
            runs.append([place])
    joined = (
        reference(run[0], home) if len(run) == 1 else f"{reference(run[0], home)}:{run[-1][1]}"
        for run in runs
    )
    return f"SUM({','.join(joined)})"


def _follows(first: Place, second: Place) -> bool:
    (row, column), after = row_column(first[1]), row_column(second[1])
    return first[0] == second[0] and after == (row + 1, column)


def workforce_places(draft: Draft, period: str, group: str) -> list[Place]:
    """Return the indicator 1 cells that add up to the workforce."""
    keys = [item.key for item in items() if item.indicator == 1 and item.key != SUBSET]
    found = (draft.places.get((key, period, group)) for key in keys)
    return [place for place in found if place]


def _namer(draft: Draft, key: Key) -> Callable[[str, str], str]:
    home = draft.places[key][0]
    return lambda item, group: reference(draft.places[item, key[1], group], home)


def _workforce(draft: Draft, key: Key) -> str:
    item, period, group = key
    if item not in _WORKFORCES:
        return ""
    return total(workforce_places(draft, period, group), draft.places[key][0])


def _rate(draft: Draft, key: Key) -> str:
    if key[0] not in _RATES:
        return ""
    name = _namer(draft, key)
    events, base = _RATES[key[0]]
    return f'IFERROR({name(events, key[2])}/{name(base, key[2])},"")'


def _ratio(draft: Draft, key: Key) -> str:
    if key[0] not in _RATIOS:
        return ""
    name = _namer(draft, key)
    rate, above, beneath = _RATIOS[key[0]]
    return f'IFERROR({name(rate, above)}/{name(rate, beneath)},"")'


def _board(draft: Draft, key: Key) -> str:
    item, _, group = key
    name = _namer(draft, key)
    if item in _BALANCES:
        return f"{name('board.total', group)}-{name(_BALANCES[item], group)}"
    if item == "board.total_again":
        return name("board.total", group)
    if item == "board.difference":
        return f"{name('board.total_share', group)}-{name('board.workforce_share', group)}"
    if item.startswith("board.") and item.endswith("_share"):
        return _share(name, item.removesuffix("_share"), group)
    return ""


def _share(name: Callable[[str, str], str], part: str, group: str) -> str:
    whole = "+".join(name(part, each) for each in ("white", "bme", "unknown"))
    return f'IFERROR({name(part, group)}/({whole})*100,"")'
