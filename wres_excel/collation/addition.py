"""Returns of merged organisations added together: headcounts and what follows from them alone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from wres_excel.collation.joint import in_words
from wres_excel.collation.records import FindingRow, Summary, Taken, ValueRow
from wres_excel.domain.derived import Outcome, compute
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.numbers import Number, tidy
from wres_excel.domain.terms import GROUP_WORDS

_SHARED = ("not_applicable", "not_collected", "suppressed")
Rows = Mapping[tuple[str, str, str], ValueRow]


class Part(NamedTuple):
    """One return to be added: of whom it is, and its values by place."""

    organisation: str | None
    rows: Rows


class _Sum(NamedTuple):
    """What adding gives in one place: a number, or a status; partial: only some parts have one."""

    number: Number | None
    status: str
    partial: bool = False


def add_returns(summary: Summary, edition: Edition, parts: Sequence[Taken]) -> Taken:
    """Return the sum of several returns of one edition.

    A place has a sum if every part reports a headcount there, never of some parts alone. What
    follows from headcounts is computed from the sums, and stands as value and as computed alike.
    Percentages, rates and answers in words are never added: they are blank, as is a place without
    a sum, unless every part says alike that it is not applicable, not collected or suppressed.
    summary: whose the sum is; its counts of findings are made to fit. The findings of the parts
    travel with the sum, and say of whom they are.
    """
    ordered = sorted(parts, key=lambda taken: taken.summary.file)
    read = [Part(taken.summary.organisation, _by_place(taken, edition)) for taken in ordered]
    sums = {
        place: _add(edition.by_key[place.item], [part.rows.get(place) for part in read])
        for place in edition.places
    }
    reported = {place: s.number for place, s in sums.items() if s.number is not None}
    outcomes = compute(edition, reported)
    values = tuple(
        _value(summary, edition, place, sums[place], outcomes.get(place))
        for place in edition.places
    )
    codes = sorted({code for part in parts for code in part.summary.codes})
    own = (_not_added(summary, edition, codes), *_lacking(summary, edition, sums, read))
    findings = (*own, *(finding for taken in ordered for finding in taken.findings))
    return Taken(_counted(summary, findings), values, findings)


def _by_place(taken: Taken, edition: Edition) -> Rows:
    days = {edition.snapshot_of(period).isoformat(): period for period in edition.periods}
    rows = ((row, days.get(row.period)) for row in taken.values)
    return {(row.item, period, row.group): row for row, period in rows if period}


def _add(item: Item, rows: Sequence[ValueRow | None]) -> _Sum:
    statuses = [row.status if row else "blank" for row in rows]
    numbers = [row.value for row in rows if row and row.status == "reported"]
    given = [number for number in numbers if number is not None]
    if item.measure == "headcount" and not item.derived and len(given) == len(rows):
        return _Sum(tidy(sum(Decimal(repr(number)) for number in given)), "reported")
    alike = statuses[0] if len(set(statuses)) == 1 and statuses[0] in _SHARED else "blank"
    return _Sum(None, alike, bool(given) and len(given) < len(rows))


def _value(
    summary: Summary, edition: Edition, place: Place, added: _Sum, outcome: Outcome | None
) -> ValueRow:
    item = edition.by_key[place.item]
    number = outcome.number if outcome else added.number
    return ValueRow(
        organisation=summary.organisation,
        organisation_name=summary.organisation_name,
        edition=edition.name,
        item=item.key,
        number=item.number,
        indicator=item.indicator,
        period=edition.snapshot_of(place.period).isoformat(),
        group=place.group,
        value=number,
        text=None,
        status=added.status if number is None else "reported",
        sheet=None,
        cell=None,
        raw="",
        computed=number if outcome else None,
        file=summary.file,
        sha256=summary.sha256,
    )


def _not_added(summary: Summary, edition: Edition, codes: Sequence[str]) -> FindingRow:
    return _finding(
        summary,
        edition,
        "merged-not-added",
        "note",
        f"Percentages, rates and answers in words of {in_words(codes)} are not "
        "added: the merged return has none",
        "Collate without --merge to see those of each organisation.",
    )


def _lacking(
    summary: Summary, edition: Edition, sums: Mapping[Place, _Sum], parts: Sequence[Part]
) -> Iterator[FindingRow]:
    """Yield a warning for each item and period in which some parts report a headcount, not all."""
    for item in edition.items:
        if item.measure == "headcount" and not item.derived:
            for period in item.periods:
                places = [Place(item.key, period, group) for group in item.groups]
                short = [place for place in places if sums[place].partial]
                if short:
                    yield _part_missing(summary, edition, short, parts)


def _part_missing(
    summary: Summary, edition: Edition, places: Sequence[Place], parts: Sequence[Part]
) -> FindingRow:
    item = edition.by_key[places[0].item]
    row = _finding(
        summary,
        edition,
        "merged-part-missing",
        "warning",
        "Not every organisation of the merger reports this, so it has no sum",
        "Ask for the figures that are missing.",
    )
    return row._replace(
        item=item.key,
        label=edition.name_of(item),
        period=edition.snapshot_of(places[0].period).isoformat(),
        group=places[0].group if len(places) == 1 else None,
        found="; ".join(_gaps(part, places) for part in parts if _gaps(part, places)),
        expected="a headcount from each of them",
    )


def _gaps(part: Part, places: Sequence[Place]) -> str:
    """Return what one part has in place of headcounts: "RXX: White blank, BME not collected"."""
    statuses = [
        (place.group, part.rows[place].status if place in part.rows else "blank")
        for place in places
    ]
    words = [
        f"{GROUP_WORDS[group]} {status.replace('_', ' ')}"
        for group, status in statuses
        if status != "reported"
    ]
    return f"{part.organisation}: {', '.join(words)}" if words else ""


def _finding(
    summary: Summary, edition: Edition, rule: str, severity: str, message: str, remedy: str
) -> FindingRow:
    return FindingRow(
        organisation=summary.organisation,
        organisation_name=summary.organisation_name,
        edition=edition.name,
        rule=rule,
        severity=severity,
        message=message,
        remedy=remedy,
        item=None,
        label=None,
        period=None,
        group=None,
        sheet=None,
        cell=None,
        found=None,
        expected=None,
        file=summary.file,
        sha256=summary.sha256,
    )


def _counted(summary: Summary, findings: Iterable[FindingRow]) -> Summary:
    number = Counter(finding.severity for finding in findings)
    return replace(
        summary, errors=number["error"], warnings=number["warning"], notes=number["note"]
    )
