"""How people spell groups and the markers that stand where a value would."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wres_excel.domain.terms import Group, Status

_FEWER_THAN = re.compile(r"[<≤] ?=? ?[0-9]{1,4}%?")


@dataclass(frozen=True, slots=True)
class Spellings:
    """The spellings understood, each folded as fold() does, with what it means."""

    statuses: Mapping[str, Status]
    groups: Mapping[str, Group]

    def status(self, text: str) -> Status | None:
        """Return the status that a marker such as "N/A", "*" or "<5" stands for, or None."""
        folded = fold(text)
        if _FEWER_THAN.fullmatch(folded):
            return "suppressed"
        return self.statuses.get(folded)

    def group(self, text: str) -> Group | None:
        """Return the group that a word such as "BME" or "Unknown/Null" names, or None."""
        return self.groups.get(fold(text))


def fold(text: str) -> str:
    """Return text without regard to case, to the width of white space, and to spaces at a slash."""
    return " ".join(text.split()).casefold().replace(" /", "/").replace("/ ", "/")
