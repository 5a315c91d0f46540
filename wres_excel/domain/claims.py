"""Values that somebody gives for derived items, against what the inputs give."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import Outcome
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.numbers import Number, digits, tidy
from wres_excel.domain.refusals import short
from wres_excel.domain.typed import parse_number
from wres_excel.findings import Finding

_DIFFERS = Finding(
    "derived-differs",
    "warning",
    "The value given differs from what the other figures give, which is written instead",
    "Check the figures it follows from, or leave the row out.",
)
_NOT_COMPUTED = Finding(
    "derived-not-computed",
    "note",
    "The value given cannot be compared, since the figures it follows from give no result",
    "A derived item is never written as given: give the figures it follows from.",
)
_NOISE = 1e-9


def compare_claims(
    edition: Edition,
    claims: Mapping[Place, Answer],
    outcomes: Mapping[Place, Outcome],
    *,
    lines: Mapping[Place, int] | None = None,
    file: str | None = None,
) -> tuple[Finding, ...]:
    """Return a finding for every claim that differs from what is computed.

    A claim agrees if the computed number, rounded to the digits given, is the claim: 1.8 agrees
    with 1.829. claims: by place of a derived item; outcomes: as compute returns them; lines,
    file: where the claims stand. A claim without a computed number to compare with is a note.
    """
    return tuple(
        replace(
            finding,
            item=place.item,
            period=edition.snapshot_of(place.period).isoformat(),
            group=place.group,
            file=file,
            line=(lines or {}).get(place),
            found=short(claims[place].raw),
        )
        for place, finding in _differences(edition, claims, outcomes)
    )


def agrees(item: Item, claim: Answer, computed: Number) -> bool:
    """Return whether a computed number, rounded to the digits of a claim, is the claim.

    claim: a reported number of the item; computed: in the unit of Answer.value.
    """
    if claim.value is None:
        return False
    rounding = 0.5 * 10.0 ** -_decimals(item, claim.raw)
    noise = _NOISE * max(abs(computed), rounding)
    return abs(computed - claim.value) <= rounding + noise


def _differences(
    edition: Edition, claims: Mapping[Place, Answer], outcomes: Mapping[Place, Outcome]
) -> Iterator[tuple[Place, Finding]]:
    for place, claim in claims.items():
        outcome = outcomes[place]
        if claim.value is None:
            continue
        if outcome.number is None:
            yield (
                place,
                replace(_NOT_COMPUTED, message=f"{_NOT_COMPUTED.message}: {outcome.reason}"),
            )
        elif not agrees(edition.by_key[place.item], claim, outcome.number):
            yield place, replace(_DIFFERS, expected=digits(tidy(round(outcome.number, 6))))


def _decimals(item: Item, raw: str) -> int:
    """Return to how many decimals of Answer.value a claim was typed."""
    typed = parse_number(raw) or parse_number(raw, decimal_comma=True)
    if typed is None:
        return 0
    exponent = typed.number.as_tuple().exponent
    as_share = typed.percent and item.measure == "rate"
    return (2 if as_share else 0) - int(exponent)
