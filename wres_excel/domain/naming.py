"""Which item, period and group of an edition a row of a metrics file names."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches

from wres_excel.domain.model import Edition, Item
from wres_excel.domain.periods import period_of
from wres_excel.domain.refusals import RefusedError, short
from wres_excel.domain.spellings import Spellings, fold
from wres_excel.domain.terms import Group, Period

_NUMBER = re.compile(r"([0-9]{1,4})(?:\.0+)?")
_MOST_SUGGESTIONS = 50


@dataclass(slots=True)
class Locator:
    """Looks up the words of rows in one edition, each distinct word once."""

    edition: Edition
    spellings: Spellings
    _items: dict[str, Item] = field(default_factory=dict)
    _periods: dict[str, Period | None] = field(default_factory=dict)
    _groups: dict[str, Group | None] = field(default_factory=dict)
    _labels: dict[str, list[Item]] = field(default_factory=dict)
    _suggested: int = 0

    def __post_init__(self) -> None:
        self._items = {item.key.casefold(): item for item in self.edition.items}
        for key, label in full_labels(self.edition).items():
            self._labels.setdefault(fold(label), []).append(self.edition.by_key[key])

    def item(self, text: str) -> Item:
        """Return the item of a key, a data item number or a label; raises RefusedError.

        A label is the whole text that an empty metrics file has in its column label.
        """
        item = self._items.get(text) or self._items.get(text.strip().casefold())
        if item:
            return item
        number = _NUMBER.fullmatch(text.strip())
        if number is None:
            return self._labelled(text.strip())
        numbered = self.edition.by_number.get(int(number[1]))
        if numbered is None:
            raise self._unknown_number(text.strip())
        return numbered

    def _labelled(self, text: str) -> Item:
        found = self._labels.get(fold(text), ())
        if not found:
            raise self._unknown_key(text)
        if len(found) > 1:
            raise RefusedError(
                "unknown-item",
                f"Edition {self.edition.name} has more than one item of this label",
                short(text),
                " or ".join(_key_and_number(item) for item in found),
                "Write the item key or the data item number in its place.",
            )
        self._items[text] = found[0]
        return found[0]

    def period(self, text: str, item: Item) -> Period:
        """Return the period that a text names, current if it is empty; raises RefusedError."""
        if text not in self._periods:
            self._periods[text] = period_of(text, self.edition) if text.strip() else "current"
        period = self._periods[text]
        if period is None:
            raise RefusedError(
                "unknown-period",
                f"Edition {self.edition.name} has no such period",
                short(text),
                self._period_words(),
                "Write current or previous, or name the edition that the date belongs to.",
            )
        if period not in item.periods:
            raise RefusedError(
                "unknown-period",
                "The item is asked for the current period only",
                text,
                f"current or {self.edition.snapshot}",
                "Leave the row out.",
            )
        return period

    def group(self, text: str, item: Item) -> Group:
        """Return the group that a text names, all if it is empty; raises RefusedError."""
        group = self._group(text)
        if group is None or group not in item.groups:
            raise self._wrong_group(text, group, item)
        return group

    def names_all(self, text: str) -> bool:
        """Return whether a text names no single group: it is empty, or such as "Total"."""
        return self._group(text) == "all"

    def _group(self, text: str) -> Group | None:
        if text not in self._groups:
            self._groups[text] = self.spellings.group(text) if text.strip() else "all"
        return self._groups[text]

    def _wrong_group(self, text: str, group: Group | None, item: Item) -> RefusedError:
        single = item.groups == ("all",)
        if group is None:
            message = "There is no such group"
        elif single:
            message = "The item has one value, not one for each group"
        elif group == "all":
            message = "The item has a value for each group, and the row does not say which"
        else:
            message = f"The item has no value for the group {group}"
        choice = "all, or nothing" if single else " or ".join(item.groups)
        near = [] if group else get_close_matches(fold(text), item.groups, n=1)
        remedy = f"Did you mean {near[0]!r}?" if near else ""
        return RefusedError("unknown-group", message, short(text) or "nothing", choice, remedy)

    def _period_words(self) -> str:
        days = [self.edition.snapshot_of(p) for p in reversed(self.edition.periods)]
        words = ", ".join(reversed(self.edition.periods))
        return f"{words}, {' or '.join(str(day) for day in days)}"

    def _unknown_number(self, text: str) -> RefusedError:
        numbers = self.edition.by_number
        if not numbers:
            message = f"The items of edition {self.edition.name} bear no data item numbers"
            return RefusedError("unknown-item", message, text, "an item key", self._template())
        message = f"Edition {self.edition.name} has no data item of this number"
        return RefusedError("unknown-item", message, text, f"{min(numbers)} to {max(numbers)}")

    def _unknown_key(self, text: str) -> RefusedError:
        return RefusedError(
            "unknown-item",
            f"Edition {self.edition.name} has no such item",
            short(text) or "nothing",
            "an item key or a data item number",
            self._suggestion(text) or self._template(),
        )

    def _suggestion(self, text: str) -> str:
        """Return the near miss; only the first few are looked for, since the search is slow."""
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTIONS:
            return ""
        labelled = [i.key for i in self.edition.items if fold(i.label) == fold(text)]
        near = (
            labelled if len(labelled) == 1 else get_close_matches(text.casefold(), self._items, 1)
        )
        return f"Did you mean {near[0]!r}?" if near else ""

    def _template(self) -> str:
        return f"`wres-excel template {self.edition.name} --metrics -o FILE.csv` lists the items."


def full_labels(edition: Edition) -> dict[str, str]:
    """Return by item key the label of each item with its section's title, as templates show it."""
    titles = {section.key: section.title for section in edition.sections}
    return {item.key: f"{titles[item.section]}: {item.label}" for item in edition.items}


def _key_and_number(item: Item) -> str:
    return f"{item.key} (data item {item.number})" if item.number else item.key
