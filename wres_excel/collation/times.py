"""When a return was signed off and saved, so far as it says, and which of several is the newest."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from wres_excel.collation.records import Summary
from wres_excel.domain.dates import form_in_words

Measured = Callable[[Summary], str | None]


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest of several returns, and what says so.

    by: what could be compared, "sign-off", "saved" or both; level: the returns with the newest
    date of sign-off, where that was compared; rivals: the other returns that, for all that can be
    told, may as well be the newest.
    """

    summary: Summary
    by: tuple[str, ...] = ()
    level: tuple[Summary, ...] = ()
    rivals: tuple[Summary, ...] = ()


def newest(returns: Sequence[Summary]) -> Newest:
    """Return the newest of some returns; like is compared with like.

    Dates of sign-off decide if every return has one, as months if one of them gives but a month.
    Times of saving decide between equal dates, or in their place, if every return has one. Else
    whatever date each has decides, and a return without any may be newer for all one knows. If
    nothing tells, the last in the order of file names is returned, and the others are rivals.
    """
    left = sorted(returns, key=lambda each: (each.file, each.sha256))
    by: tuple[str, ...] = ()
    level: tuple[Summary, ...] = ()
    signed = _signed(left)
    if all(signed(each) for each in left):
        left, by = _latest(left, signed), ("sign-off",)
        level = tuple(left)
    if len(left) > 1 and all(saved_at(each) for each in left):
        left, by = _latest(left, saved_at), (*by, "saved")
    return Newest(left[-1], by, level, tuple(left[:-1])) if by else _by_any(left)


def saved_at(summary: Summary) -> str | None:
    """Return when a return was saved as ISO text in UTC, comparable as text, or None."""
    try:
        time = datetime.fromisoformat(summary.saved or "")
    except ValueError:
        return None
    utc = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")


def day_of(summary: Summary) -> date | None:
    """Return the day that tells whether a return is in time: of sign-off, else of saving."""
    if summary.signed_off:
        return date.fromisoformat(summary.signed_off)
    saved = saved_at(summary)
    return date.fromisoformat(saved[:10]) if saved else None


def dated_in_words(summary: Summary) -> str:
    """Return what a return says of its time: "signed off on 5 August 2019", "saved on ..."."""
    if summary.signed_off:
        first = summary.signed_off.endswith("-01")
        form = summary.signed_off[:7] if first else summary.signed_off
        return f"signed off {'in' if first else 'on'} {form_in_words(form)}"
    return saved_in_words(summary)


def saved_in_words(summary: Summary) -> str:
    """Return when a return was saved: "saved on 5 August 2019 at 09:30", or that it is not said."""
    saved = saved_at(summary)
    if saved is None:
        return "without a date"
    time = datetime.fromisoformat(saved)
    return f"saved on {time.day} {form_in_words(saved[:7])} at {time:%H:%M} UTC"


def _signed(returns: Sequence[Summary]) -> Measured:
    """Return how to compare dates of sign-off: by day, or by month if one is but a month."""
    months = any((each.signed_off or "").endswith("-01") for each in returns)
    return lambda each: each.signed_off and each.signed_off[: 7 if months else 10]


def _latest(returns: Sequence[Summary], measure: Measured) -> list[Summary]:
    last = max(measure(each) or "" for each in returns)
    return [each for each in returns if measure(each) == last]


def _by_any(returns: Sequence[Summary]) -> Newest:
    """Return the newest where some returns lack what others have."""
    dated = [each for each in returns if day_of(each)] or list(returns)
    left = _latest(dated, lambda each: str(day_of(each)))
    bare = (each for each in returns if each not in dated)
    return Newest(left[-1], rivals=(*left[:-1], *bare))
