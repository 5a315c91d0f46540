"""Do the dates belong to this year's return, or were they left from an earlier one."""

from datetime import date, timedelta

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place
from wres_excel.domain.periods import mentions
from wres_excel.domain.wording import day_in_words

_YEAR_AND_A_HALF = timedelta(days=548)


def stale_date(check: Check) -> Looked:
    """Yield a hit for each date of the report that is before the snapshot or long after it.

    A month counts by its last day. Texts without a date have nothing to look at.
    """
    for item in check.items:
        text = check.subject.text(item.key)
        days = [m.day for m in mentions(_as_date(text)) if m.precision in ("day", "month")]
        if days:
            yield _looked(check, Place(item.key, "current", "all"), text or "", days)


def stale_period(check: Check) -> Looked:
    """Yield a hit if the period that the report names for its data is none of this edition's."""
    for item in check.items:
        text = check.subject.text(item.key)
        days = [mention.day for mention in mentions(text or "")]
        if not days:
            continue
        snapshots = [check.edition.snapshot_of(period) for period in check.edition.periods]
        if any(day.year == snapshot.year for day in days for snapshot in snapshots[-1:]):
            yield FINE
        else:
            expected = day_in_words(check.edition.snapshot)
            yield Hit(Place(item.key, "current", "all"), text, expected)


def _looked(check: Check, place: Place, text: str, days: list[date]) -> Hit | Fine:
    first, last = check.edition.snapshot, check.edition.snapshot + _YEAR_AND_A_HALF
    if any(first <= day <= last for day in days):
        return FINE
    expected = f"a date from {day_in_words(first)} to {day_in_words(last)}"
    facts = {"snapshot": day_in_words(first)}
    return Hit(place, text, expected, facts)


def _as_date(text: str | None) -> str:
    """Return an answer with its month, which is stored as 2020-10, as a date that is read."""
    if text and len(text) == 7 and text[4] == "-" and text.replace("-", "").isdecimal():
        return f"{text}-28"
    return text or ""
