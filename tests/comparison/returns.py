"""Returns made of answers alone, as reading would give them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from support import full_answers

from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Organisation, Place, Return, Source, Value
from wres_excel.findings import Finding

Answers = Mapping[Place, Answer]


def make_return(
    edition: Edition,
    answers: Answers,
    *,
    code: str | None = "RXY",
    name: str | None = "Example Trust",
    file: str = "return.xlsx",
    findings: Sequence[Finding] = (),
) -> Return:
    """Return what a workbook with these answers reads as: results beside them, nothing odd."""
    inputs = {place: answer.value for place, answer in answers.items() if answer.value is not None}
    outcomes = compute(edition, inputs)
    values = []
    for at, place in enumerate(edition.places, start=1):
        if place in outcomes:
            number, reason = outcomes[place]
            status = "blank" if number is None else "reported"
            raw = "" if number is None else repr(number)
            values.append(Value(place, status, number, None, "Data", f"A{at}", raw, number, reason))
        elif place in answers or edition.by_key[place.item].note_of is None:
            given = answers.get(place, Answer("blank"))
            values.append(Value(place, *given[:3], "Data", f"A{at}", given.raw))
    source = Source(file, "0" * 64, None, "wres-excel")
    return Return(edition, Organisation(code, name), source, tuple(values), tuple(findings))


def full_return(edition: Edition, seed: int = 1) -> Return:
    """Return a return with every answer."""
    return make_return(edition, full_answers(edition, seed))


def number(value: float, raw: str | None = None) -> Answer:
    """Return a reported number."""
    return Answer("reported", value, raw=raw if raw is not None else repr(value))


def with_value(r: Return, place: Place, **facts: object) -> Return:
    """Return a return with one value changed as it stands, whatever follows from it."""
    values = tuple(v._replace(**facts) if v.place == place else v for v in r.values)
    assert any(v.place == place for v in r.values)
    return replace(r, values=values)
