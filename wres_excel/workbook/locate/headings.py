"""What the heading of a column says: a period, a group, a role, or several of them in one cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from wres_excel.domain.model import Edition
from wres_excel.domain.periods import Mention, mentions, period_of_mention
from wres_excel.domain.terms import Group, Period
from wres_excel.vocabulary import meanings, normalise

Spoken = Period | Literal["other"]
"""A period of the edition, or a time that is neither of them."""
SpokenGroup = Group | Literal["unclear"]
"""A group, or people who are none of the groups for certain, such as those headed 'Non-BAME'."""

LONGEST_PHRASE = 24
NAMED_GROUPS = frozenset({"white", "bme", "unknown", "unclear"})
_UNCLEAR_GROUP = "unclear_group"
_PERIOD_WORDS: dict[str, Period] = {"current_period": "current", "previous_period": "previous"}
_PERIOD_ROLES: dict[str, Period] = {"reporting_year": "current", "previous_year": "previous"}


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading; pure if it says nothing else, as a title does that names a date among words."""

    period: Spoken | None = None
    group: SpokenGroup | None = None
    role: str | None = None
    pure: bool = True


def read_heading(text: str, edition: Edition) -> Heading | None:
    """Return what a text says as the heading of a column, or None if it is no heading."""
    times = mentions(text)
    phrases = _phrases(normalise(without_times(text, times)))
    if phrases is None:
        return _title(times, edition)
    return _heading(times, phrases, edition)


def without_times(text: str, times: tuple[Mention, ...]) -> str:
    """Return a text without the times it names."""
    for time in reversed(times):
        text = f"{text[: time.start]} {text[time.end :]}"
    return text


def _title(times: tuple[Mention, ...], edition: Edition) -> Heading | None:
    """Return the time a title names: a date, a month or a financial year, not a bare year."""
    period = _period([time for time in times if time.precision != "year"], edition)
    return Heading(period, pure=False) if period else None


def _heading(
    times: tuple[Mention, ...], phrases: tuple[tuple[str, str], ...], edition: Edition
) -> Heading | None:
    groups = {value for kind, value in phrases if kind == "group"}
    groups = groups if len(groups) == 1 else groups - {"all"}
    roles = {value for kind, value in phrases if kind == "role"}
    if len(groups) > 1 or len(roles) > 1:
        return None
    role = roles.pop() if roles else None
    group = cast(SpokenGroup, groups.pop()) if groups else None
    period = _period(times, edition) or _worded(phrases) or _PERIOD_ROLES.get(role or "")
    if not (period or group or role):
        return None
    return Heading(period, group, role)


def _worded(phrases: tuple[tuple[str, str], ...]) -> Period | None:
    """Return the period that words such as "current year" mean."""
    return next((_PERIOD_WORDS[value] for kind, value in phrases if kind == "period"), None)


def _period(times: list[Mention] | tuple[Mention, ...], edition: Edition) -> Spoken | None:
    exact = [time for time in times if time.precision != "year"] or times
    periods = {period_of_mention(time, edition) or "other" for time in exact}
    return periods.pop() if len(periods) == 1 else None


@lru_cache(maxsize=4096)
def _phrases(normal: str) -> tuple[tuple[str, str], ...] | None:
    """Return the known phrases that make up a text, fillers left out, None if more stands in it."""
    return tuple(_consume(normal.split())) if _covers(normal.split()) else None


def is_covered(text: str) -> bool:
    """Return whether a text says nothing but known headings and groups."""
    return _phrases(normalise(text)) is not None


def group_named(text: str) -> str | None:
    """Return the group that a text names with nothing beside it, or None."""
    kind, value = _phrase_table().get(normalise(text), ("", ""))
    return value if kind == "group" else None


def _covers(words: list[str]) -> bool:
    return all(kind for kind, _ in _walk(words))


def _consume(words: list[str]) -> Iterator[tuple[str, str]]:
    return ((kind, value) for kind, value in _walk(words) if value != "filler")


def _walk(words: list[str]) -> Iterator[tuple[str, str]]:
    """Yield kind and value of each phrase, the longest known first; ("", word) for a stranger."""
    table = _phrase_table()
    at = 0
    while at < len(words):
        for size in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
            found = table.get(" ".join(words[at : at + size]))
            if found:
                yield found
                at += size
                break
        else:
            yield "", words[at]
            return


@lru_cache
def _phrase_table() -> dict[str, tuple[str, str]]:
    table = {normal: _kind_of(role) for normal, role in meanings("headings").items()}
    return table | {normal: ("group", group) for normal, group in meanings("groups").items()}


def _kind_of(role: str) -> tuple[str, str]:
    if role == _UNCLEAR_GROUP:
        return "group", "unclear"
    return "period" if role in _PERIOD_WORDS else "role", role
