"""Figures of an invented trust for any form, the derived ones by arithmetic of this file's own."""

from collections.abc import Collection

from forms.items import SUBSET, Item, item_named, items
from forms.paper import Key

GROUPS = ("white", "bme", "unknown")

RATES = {
    "recruitment.likelihood": ("recruitment.appointed", "recruitment.shortlisted"),
    "disciplinary.likelihood": ("disciplinary.entered", "disciplinary.workforce"),
    "training.likelihood": ("training.accessed", "training.workforce"),
}
RATIOS = {
    "recruitment.relative_likelihood": ("recruitment.likelihood", "white", "bme"),
    "disciplinary.relative_likelihood": ("disciplinary.likelihood", "bme", "white"),
    "training.relative_likelihood": ("training.likelihood", "white", "bme"),
}
REMAINDERS = {"board.non_voting": "board.voting", "board.non_executive": "board.executive"}
WORKFORCES = ("disciplinary.workforce", "training.workforce", "board.workforce")
SMALL = {"board.total": (12, 5, 3), "board.voting": (4, 3, 1), "board.executive": (4, 2, 1)}
LARGE = {
    "recruitment.shortlisted": (1650, 920, 85),
    "recruitment.appointed": (412, 161, 17),
    "disciplinary.entered": (18, 14, 1),
    "training.accessed": (1210, 483, 40),
}


class Figures:
    """The figures of one form; keys: the places it has, since its totals add up what it shows."""

    def __init__(self, keys: Collection[Key]) -> None:
        self._counted = tuple(
            item.key
            for item in items()
            if item.indicator == 1
            and item.key != SUBSET
            and any(key[0] == item.key for key in keys)
        )
        self._first = min(key[1] for key in keys)

    def of(self, key: Key) -> float:
        """Return the figure of a place, rounded as people print it where it is derived."""
        item = item_named(key[0])
        figure = self._exact(item.key, key[1], key[2])
        digits = {"rate": 4, "ratio": 2, "percentage": 1, "percentage points": 1}
        shown = round(figure, digits[item.measure]) if item.measure in digits else figure
        return int(shown) if shown == int(shown) else shown

    def _exact(self, item: str, period: str, group: str) -> float:
        if item in WORKFORCES:
            return sum(self._exact(each, period, group) for each in self._counted)
        if item in RATES:
            events, base = RATES[item]
            return self._exact(events, period, group) / self._exact(base, period, group)
        if item in RATIOS:
            rate, above, beneath = RATIOS[item]
            return self._exact(rate, period, above) / self._exact(rate, period, beneath)
        if item in REMAINDERS:
            return self._exact("board.total", period, group) - self._exact(
                REMAINDERS[item], period, group
            )
        if item == "board.total_again":
            return self._exact("board.total", period, group)
        if item == "board.difference":
            return self._exact("board.total_share", period, group) - self._exact(
                "board.workforce_share", period, group
            )
        if item.startswith("board.") and item.endswith("_share"):
            part = item.removesuffix("_share")
            parts = [self._exact(part, period, each) for each in GROUPS]
            return 100 * self._exact(part, period, group) / sum(parts)
        return self._typed(item_named(item), period, group)

    def _typed(self, item: Item, period: str, group: str) -> float:
        later, at = int(period > self._first), GROUPS.index(group)
        if item.measure == "percentage":
            return 21.5 + item.number % 7 + 3 * at + later / 2
        if item.key in SMALL:
            return SMALL[item.key][at]
        if item.key in LARGE:
            return LARGE[item.key][at] + later
        if item.key == SUBSET:
            return (4, 2, 1)[at]
        return (40 + 3 * item.number, 10 + item.number, 1 + item.number % 4)[at] + later
