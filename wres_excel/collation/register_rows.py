"""One row of the register: what became of one file, or of one organisation that sent none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from wres_excel.collation.choice import Choice, sentences
from wres_excel.collation.expected import (
    Expected,
    day_in_words,
    in_operation,
    operation_in_words,
    scope,
)
from wres_excel.collation.joint import in_words, is_joint, partners_in_words
from wres_excel.collation.merge import Merging, merged_summary
from wres_excel.collation.records import RegisterRow, RegisterStatus, Summary
from wres_excel.collation.register_round import Hint, Round, suggestion_for
from wres_excel.collation.suggest import doubt_of_name
from wres_excel.collation.times import dated_in_words, day_of


def rows_of(choice: Choice, current: Round) -> Iterator[RegisterRow]:
    """Yield the rows of one file: one, or one for each organisation of a joint return."""
    summary = choice.summary
    if not choice.counts:
        yield _set_aside(choice, current)
    elif is_joint(summary):
        for code in sorted(set(summary.codes)):
            together = (
                f"Reported jointly with {partners_in_words(code, summary)}, in {summary.file!r}."
            )
            yield _taken(choice, code, current, together)
    else:
        yield _taken(choice, next(iter(summary.codes), None), current)


def replaced_row(summary: Summary, current: Round) -> RegisterRow:
    """Return the row of what a file held before its content was replaced."""
    reason = f"{summary.file!r} holds other content now; this is what it held before."
    one = _only(summary, current)
    return _row(summary, summary.organisation, one, current, "superseded", reason)


def merged_row(merging: Merging, current: Round) -> RegisterRow:
    """Return the row of a merged return."""
    expected = current.known.expected.get(merging.merge.code)
    files = in_words([repr(part.file) for part in merging.parts])
    reason = f"Merged from {in_words(merging.merge.parts)}: the headcounts of {files} together."
    summary = merged_summary(merging)
    return _row(summary, merging.merge.code, expected, current, "received", reason)


def missing_row(
    expected: Expected, hints: Mapping[str, Sequence[Hint]], current: Round
) -> RegisterRow:
    """Return the row of an expected organisation that sent nothing for the round."""
    in_scope = scope(expected, current.edition)
    status: RegisterStatus = "not_required" if in_scope == "no" else "missing"
    of_round = f" for edition {current.name}" if current.name else ""
    reason = sentences(
        f"No return{of_round} came in.",
        _not_bound(expected, current) if in_scope == "no" else _due_in_words(expected, current),
        _noted(expected),
        *_hinted(hints.get(expected.code, ()), current),
    )
    due = expected.due.isoformat() if expected.due else None
    about = (expected.code, expected.name, expected.region, expected.type, in_scope, current.name)
    return RegisterRow(*about, status, due, None, None, None, None, 0, 0, 0, None, reason)


def _taken(choice: Choice, code: str | None, current: Round, lead: str = "") -> RegisterRow:
    """Return the row of a return that counts, for one of the organisations it names."""
    summary = choice.summary
    expected = current.known.expected.get(code or "")
    suggestion = suggestion_for(choice, code, current.known)
    status, why = _status(summary, expected, current)
    reason = sentences(
        lead,
        why,
        suggestion.reason,
        doubt_of_name(summary, expected, current.known.book) if expected and not lead else "",
        _merged_away(summary, current),
        _gone(summary, current),
        choice.reason,
    )
    return _row(summary, code, expected, current, status, reason, suggestion.code)


def _set_aside(choice: Choice, current: Round) -> RegisterRow:
    summary = choice.summary
    suggestion = suggestion_for(choice, None, current.known)
    status: RegisterStatus = "received" if choice.verdict == "counts" else choice.verdict
    reason = sentences(choice.reason, suggestion.reason)
    one = _only(summary, current)
    return _row(summary, summary.organisation, one, current, status, reason, suggestion.code)


def _only(summary: Summary, current: Round) -> Expected | None:
    """Return the organisation of the register that a return speaks for alone."""
    return current.known.expected.get(summary.organisation or "")


def _status(
    summary: Summary, expected: Expected | None, current: Round
) -> tuple[RegisterStatus, str]:
    """Return the status of a return that counts, and why, in words."""
    of_round = summary.edition == current.name
    if expected is None:
        unknown = "It is not on the register." if summary.codes else ""
        return ("unexpected", unknown) if current.known.expected else ("received", "")
    if of_round and not in_operation(expected, current.day):
        return "unexpected", _not_open(expected, current.day)
    if of_round and scope(expected, current.edition) == "no":
        return "received", _not_bound(expected, current)
    return (
        _in_time(summary, expected, expected.due) if of_round and expected.due else ("received", "")
    )


def _in_time(summary: Summary, expected: Expected, due: date) -> tuple[RegisterStatus, str]:
    """Return whether a return came in time: by the day the register notes, else by its own."""
    if expected.received is not None:
        arrived = f"By the register it arrived on {day_in_words(expected.received)}"
        late = expected.received > due
        return (
            ("late", f"{arrived}, after {_due_day(due)}") if late else ("received", f"{arrived}.")
        )
    day = day_of(summary)
    if day is None:
        return "received", "It carries no date, so whether it was in time cannot be told."
    if day <= due:
        return "received", ""
    when = dated_in_words(summary)
    return "late", f"It was {when}, after {_due_day(due)}"


def _due_day(due: date) -> str:
    return f"{day_in_words(due)}, the day it was due."


def _noted(expected: Expected) -> str:
    """Return what to say of a return that the register notes as arrived, and that is not here."""
    if expected.received is None:
        return ""
    return (
        f"By the register one arrived on {day_in_words(expected.received)}: "
        "look for it where returns are kept."
    )


def _gone(summary: Summary, current: Round) -> str:
    if summary.sha256 not in current.gone:
        return ""
    return (
        "Its file is no longer in the folder, or was not named this time; its earlier return "
        "counts."
    )


def _not_open(expected: Expected, day: date) -> str:
    when = operation_in_words(expected, day)
    return f"By the register it {when}, so it was not open at the snapshot, {day_in_words(day)}."


def _not_bound(expected: Expected, current: Round) -> str:
    above = current.edition.contract_value_above if current.edition else None
    return (
        f"It need not report: its contract value, £{expected.contract_value:,}, is not above "
        f"£{above:,}."
    )


def _due_in_words(expected: Expected, current: Round) -> str:
    if expected.due is None:
        return ""
    if expected.due >= current.today:
        return f"It is due by {day_in_words(expected.due)}, which has not passed."
    return f"It was due by {day_in_words(expected.due)}."


def _hinted(hints: Iterable[Hint], current: Round) -> Iterator[str]:
    """Yield what to say of files that may be the missing return."""
    for hint in (h for h in hints if h.own):
        yield f"It sent a return for edition {hint.edition}: {hint.file!r}."
    fitting = [h for h in hints if not h.own and h.edition in (None, current.name)]
    readable = [repr(h.file) for h in fitting if h.readable]
    unreadable = [repr(h.file) for h in fitting if not h.readable]
    if readable:
        yield f"A return that may be theirs: {in_words(readable)}."
    if unreadable:
        yield f"A file that may be theirs could not be read: {in_words(unreadable)}."


def _merged_away(summary: Summary, current: Round) -> str:
    whole = next((m for m in current.mergings if summary in m.parts), None)
    return f"Its headcounts stand in the merged return of {whole.merge.code}." if whole else ""


def _row(
    summary: Summary,
    organisation: str | None,
    expected: Expected | None,
    current: Round,
    status: RegisterStatus,
    reason: str,
    suggestion: str | None = None,
) -> RegisterRow:
    of_round = expected is not None and summary.edition == current.name
    return RegisterRow(
        organisation=organisation,
        organisation_name=(expected and expected.name) or summary.organisation_name,
        region=expected.region if expected else None,
        type=expected.type if expected else None,
        in_scope=scope(expected, current.edition) if of_round else "not known",
        edition=summary.edition,
        status=status,
        due=expected.due.isoformat() if expected and of_round and expected.due else None,
        signed_off=summary.signed_off,
        saved=summary.saved,
        file=summary.file,
        sha256=summary.sha256,
        errors=summary.errors,
        warnings=summary.warnings,
        notes=summary.notes,
        suggestion=suggestion,
        reason=reason,
    )
