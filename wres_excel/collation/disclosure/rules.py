"""What may be published at all, read from templates/disclosure/rules.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

DEFAULT_THRESHOLD = 10
"""Counts of 1 to 9 are held back: NHS Education for Scotland calls them a disclosure risk."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be published beside counts.

    marker: what stands for a figure held back; texts, percentages: items published as given;
    decimals: digits after the point by measure; repeated: the item that `count` and `shares` say
    again over all groups.
    """

    marker: str
    texts: frozenset[str]
    percentages: frozenset[str]
    decimals: Mapping[str, int]
    repeated: str
    count: str
    shares: frozenset[str]


@lru_cache
def rules() -> Rules:
    """Return the rules that ship with the package."""
    file = resources.files("wres_excel.templates") / "disclosure" / "rules.toml"
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    repeats = data["repeats"]
    return Rules(
        data["marker"],
        frozenset(data["texts"]),
        frozenset(data["percentages"]),
        data["decimals"],
        repeats["of"],
        repeats["count"],
        frozenset(repeats["shares"]),
    )
