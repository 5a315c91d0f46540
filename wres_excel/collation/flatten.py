"""A return and its findings as plain rows, which pass cheaply between processes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from wres_excel.collation.joint import joined
from wres_excel.collation.records import FindingRow, Summary, Taken, ValueRow
from wres_excel.domain.model import Edition, Place, Return
from wres_excel.domain.periods import mentions
from wres_excel.findings import Finding

_SIGNED_OFF = Place("report.signed_off", "current", "all")
_DATED = Place("report.date", "current", "all")

Key = tuple[str, int | None, int | None, str, str]


def flatten(r: Return, file: str, size: int, codes: Sequence[str]) -> Taken:
    """Return a return as rows of values and findings, with its summary.

    file: its name as shown, unique in a collation; size: of the file in bytes; codes: each
    organisation code that it names, of which a joint return has several.
    """
    code, name = joined(codes), r.organisation.name
    severities = [finding.severity for finding in r.findings]
    summary = Summary(
        file,
        r.source.sha256,
        size,
        code,
        name,
        tuple(codes),
        r.edition.name,
        signed_off(r),
        r.source.saved,
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        notes=severities.count("note"),
    )
    about = (code, name, r.edition.name)
    source = (file, r.source.sha256)
    rows = ((*about, *_content(finding, r.edition), *source) for finding in r.findings)
    values = tuple(value_rows(r, organisation=code, file=file))
    return Taken(summary, values, tuple(map(FindingRow._make, rows)))


def signed_off(r: Return) -> str | None:
    """Return the date of the sign-off inside a return as ISO text, None where it names none.

    It is the one date in the answer to "signed off by", else its one month, else the date of the
    report, a month being its first day. Of two different dates none is believed.
    """
    texts = {v.place: v.text or "" for v in r.values if v.place in (_SIGNED_OFF, _DATED)}
    return _only_date(texts.get(_SIGNED_OFF, "")) or _day_of(texts.get(_DATED, ""))


def _only_date(text: str) -> str | None:
    found = mentions(text)
    days = {m.day for m in found if m.precision == "day"}
    months = {m.day.replace(day=1) for m in found if m.precision == "month"}
    wanted = days or months
    return min(wanted).isoformat() if len(wanted) == 1 else None


def _day_of(form: str) -> str | None:
    """Return the day of the normal form of a month or date, as `domain.dates` writes it."""
    whole = f"{form}-01" if len(form) == len("2019-08") else form
    return _only_date(whole)


def value_rows(r: Return, *, organisation: str | None, file: str) -> Iterator[ValueRow]:
    """Yield a row for each value of a return.

    organisation: the code as it shall stand in the rows; file: the name of the file as shown.
    """
    about, source = (organisation, r.organisation.name, r.edition.name), (file, r.source.sha256)
    keys = _keys(r.edition)
    for place, status, value, text, sheet, cell, raw, computed, *_ in r.values:
        content = (value, text, status, sheet, cell, raw, computed)
        yield ValueRow._make((*about, *keys[place], *content, *source))


@lru_cache(maxsize=32)
def _keys(edition: Edition) -> Mapping[Place, Key]:
    """Return what identifies each place: item, number, indicator, snapshot date, group."""
    return {place: _key(edition, place) for place in edition.places}


def _key(edition: Edition, place: Place) -> Key:
    item = edition.by_key[place.item]
    period = edition.snapshot_of(place.period).isoformat()
    return item.key, item.number, item.indicator, period, place.group


def _content(finding: Finding, edition: Edition) -> tuple[str | None, ...]:
    item = edition.by_key.get(finding.item or "")
    return (
        finding.rule,
        finding.severity,
        finding.message,
        finding.remedy,
        finding.item,
        edition.name_of(item) if item else None,
        finding.period,
        finding.group,
        finding.sheet,
        finding.cell,
        finding.found,
        finding.expected,
    )
