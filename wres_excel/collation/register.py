"""The register: who must report, who has, who is late or missing, and what nobody expected."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wres_excel.collation.choice import Choice
from wres_excel.collation.choose import RULE, choose
from wres_excel.collation.codes import CodeBook
from wres_excel.collation.expected import Expected, in_operation, left_out
from wres_excel.collation.merge import MERGED, Merge, Merging, plan_merges
from wres_excel.collation.records import RegisterRow, Summary
from wres_excel.collation.register_round import Round
from wres_excel.collation.register_rows import merged_row, missing_row, replaced_row, rows_of
from wres_excel.collation.suggest import Known
from wres_excel.domain.model import Edition
from wres_excel.findings import Finding


@dataclass(frozen=True, slots=True)
class Register:
    """Who has reported, and which returns count.

    rows: by code, name, edition and file; counting: positions, in the summaries given, of the
    returns that count, by organisation, edition and file, the parts of merged returns with them;
    rule: how they were chosen, in words; mergings: the merged returns that can be made; findings:
    what was odd about the register and the merges themselves.
    """

    rows: tuple[RegisterRow, ...]
    counting: tuple[int, ...]
    rule: str
    mergings: tuple[Merging, ...] = ()
    findings: tuple[Finding, ...] = ()


def register(
    expected: Sequence[Expected],
    summaries: Sequence[Summary],
    edition: Edition | None,
    *,
    book: CodeBook,
    today: date,
    earlier: Sequence[Summary] = (),
    merges: Sequence[Merge] = (),
    gone: frozenset[str] = frozenset(),
) -> Register:
    """Return the register of a collation.

    expected: the organisations of a register, empty if none was given: then nothing is missing,
    late or unexpected; edition: the round, for which returns are missing; today: what has fallen
    due by now; earlier: what files held whose content has been replaced since; merges: what to
    add together; gone: hashes of returns of earlier runs whose files are not there in this one. The
    order of the summaries makes no difference to the rows.
    """
    known = Known.of(expected, book)
    choices = choose(summaries, book, known.expected)
    names = {code: each.name for code, each in known.expected.items()}
    mergings, odd = plan_merges(merges, choices, names)
    current = Round(known, edition, today, mergings, gone)
    rows = [row for each in choices for row in rows_of(each, current)]
    rows += [replaced_row(each, current) for each in earlier]
    rows += [merged_row(each, current) for each in mergings]
    rows += _absent(choices, current)
    return Register(
        tuple(sorted(rows, key=_order)),
        _counting(choices, summaries),
        f"{RULE} {MERGED}" if mergings else RULE,
        mergings,
        (*left_out(known.expected.values(), current.day), *odd),
    )


def _absent(choices: Iterable[Choice], current: Round) -> Iterator[RegisterRow]:
    """Yield a row for each organisation that is expected and has sent nothing for the round."""
    counting = [each.summary for each in choices if each.counts]
    present = {code for s in counting if s.edition == current.name for code in s.codes}
    present |= {each.merge.code for each in current.mergings if each.edition == current.name}
    hints = current.hints(choices)
    for each in current.known.expected.values():
        if each.code not in present and in_operation(each, current.day):
            yield missing_row(each, hints, current)


def _counting(choices: Iterable[Choice], summaries: Sequence[Summary]) -> tuple[int, ...]:
    at = {id(summary): position for position, summary in enumerate(summaries)}
    counting = [each.summary for each in choices if each.counts]
    ordered = sorted(counting, key=lambda s: (*_last(s.organisation), *_last(s.edition), s.file))
    return tuple(at[id(summary)] for summary in ordered)


def _order(row: RegisterRow) -> tuple[bool | str, ...]:
    name = row.organisation_name or ""
    place = (*_last(row.organisation), name, *_last(row.edition), row.file or "")
    return (*place, row.sha256 or "", row.status)


def _last(text: str | None) -> tuple[bool, str]:
    return text is None, text or ""
