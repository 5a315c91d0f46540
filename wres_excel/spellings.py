"""The spellings of markers and groups that ship with the package, ready for metrics files."""

from collections.abc import Mapping
from functools import lru_cache
from typing import cast, get_args

from wres_excel.domain.spellings import Spellings, fold
from wres_excel.domain.terms import Group, Status
from wres_excel.vocabulary import spellings


@lru_cache
def load_spellings() -> Spellings:
    """Return the spellings in templates/vocabulary: statuses.csv and groups.csv."""
    return Spellings(
        cast(Mapping[str, Status], _table("statuses", get_args(Status))),
        cast(Mapping[str, Group], _table("groups", get_args(Group))),
    )


def _table(name: str, words: tuple[str, ...]) -> dict[str, str]:
    table = {fold(spelling): word for spelling, word in spellings(name)}
    if not set(table.values()) <= set(words):
        raise ValueError(f"{name}.csv uses a word that is none of {', '.join(words)}")
    return table
