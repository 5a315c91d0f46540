"""Organisations added together, so that figures compare across a merger: what may be, and where."""

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from wres_excel.collation.addition import add_returns
from wres_excel.collation.choice import Choice
from wres_excel.collation.codes import CodeBook, form_of, plain_code
from wres_excel.collation.joint import in_words
from wres_excel.collation.records import Summary, Taken
from wres_excel.domain.model import Edition
from wres_excel.errors import UsageError
from wres_excel.findings import Finding

MERGED = (
    "Organisations named with --merge stand as one: headcounts are added place by place, what "
    "follows from them is computed anew from the sums, and percentages, rates and answers in "
    "words are left blank. The merged return stands in place of the returns it is made of, so "
    "that totals count nobody twice; the register names both."
)
_SHAPE = "CODE=CODE,CODE, such as RZZ=RXX,RYY"


@dataclass(frozen=True, slots=True)
class Merge:
    """A request to add organisations together.

    code: whom the sum is of; parts: the codes to add, which may have that code among them.
    """

    code: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merging:
    """A merge that can be done for one edition.

    parts: the returns to add, in the order of their files; name: of the merged organisation, from
    the register or else from its own return for another edition.
    """

    merge: Merge
    edition: str
    parts: tuple[Summary, ...]
    name: str | None = None

    @property
    def file(self) -> str:
        """The name that stands for the merged return: the names of its parts."""
        return " + ".join(part.file for part in self.parts)

    @property
    def sha256(self) -> str:
        """The hashes of the parts, in the order of their files."""
        return "+".join(part.sha256 for part in self.parts)


def merged_summary(merging: Merging) -> Summary:
    """Return the summary of a merged return: counts of findings are those of its parts together.

    It has no date of its own.
    """
    parts = merging.parts
    return Summary(
        file=merging.file,
        sha256=merging.sha256,
        size=sum(part.size for part in parts),
        organisation=merging.merge.code,
        organisation_name=merging.name,
        codes=(merging.merge.code,),
        edition=merging.edition,
        errors=sum(part.errors for part in parts),
        warnings=sum(part.warnings for part in parts),
        notes=sum(part.notes for part in parts),
    )


def parse_merges(texts: Iterable[str], book: CodeBook) -> tuple[Merge, ...]:
    """Return the merges that --merge options ask for.

    Raises UsageError for what is no merge, and for a code that two of them name.
    """
    merges = tuple(parse_merge(text, book) for text in texts)
    named = Counter(code for merge in merges for code in {merge.code, *merge.parts})
    twice = next((code for code, times in named.items() if times > 1), None)
    if twice:
        raise UsageError(
            "--merge names one organisation in two merges, and its people would count twice",
            found=f"{twice} in "
            + in_words([_written(m) for m in merges if twice in (m.code, *m.parts)]),
            expected="each code in one merge",
            remedy="Put all that belong together into one option, such as --merge RZZ=RXX,RYY,RWW.",
        )
    return merges


def parse_merge(text: str, book: CodeBook) -> Merge:
    """Return the merge that an option such as "RZZ=RXX,RYY" asks for.

    Raises UsageError if it is none, names fewer than two organisations to add, or one twice.
    """
    code, equals, rest = text.partition("=")
    parts = tuple(plain_code(part) for part in rest.split(","))
    if not equals or "=" in rest or not plain_code(code) or not all(parts):
        raise _refusal("--merge is not understood", text)
    for each in (plain_code(code), *parts):
        if each in book.placeholders or form_of(each, book) is None:
            raise _refusal(f"--merge names {each!r}, which is no organisation code", text)
    if len(parts) < 2:
        raise _refusal("--merge names one organisation only to be added", text)
    twice = next((part for part, times in Counter(parts).items() if times > 1), None)
    if twice:
        raise _refusal(f"--merge names {twice} twice among what is to be added", text)
    return Merge(plain_code(code), parts)


def plan_merges(
    merges: Iterable[Merge], choices: Sequence[Choice], known: Mapping[str, str | None]
) -> tuple[tuple[Merging, ...], tuple[Finding, ...]]:
    """Return the merges that can be done, one for each edition, and why others cannot.

    choices: what became of each file; known: names of the register by code. A merge is done for
    an edition if each of its parts has a return that counts, alone or jointly with other parts.
    """
    counting = [each.summary for each in choices if each.counts]
    editions = sorted({s.edition for s in counting if s.edition is not None})
    plans: list[Merging] = []
    findings: list[Finding] = []
    for merge in merges:
        findings += _unknown(merge, counting, known)
        for edition in editions:
            found = _plan(merge, edition, [s for s in counting if s.edition == edition])
            if isinstance(found, Merging):
                plans.append(replace(found, name=_name(merge.code, counting, known)))
            elif found:
                findings.append(found)
    return tuple(plans), tuple(findings)


def _plan(merge: Merge, edition: str, returns: Iterable[Summary]) -> Merging | Finding | None:
    """Return how to merge for one edition, or why it cannot be done; None if nothing is there."""
    wanted = {merge.code, *merge.parts}
    involved = [s for s in returns if wanted & set(s.codes)]
    parts = [s for s in involved if set(merge.parts) & set(s.codes)]
    outside = {code for s in involved for code in s.codes} - set(merge.parts)
    present = {code for s in parts for code in s.codes}
    missing = [code for code in merge.parts if code not in present]
    if not parts or _already_one(merge, present):
        return None
    if outside:
        return _not_merged(
            merge, edition, _outside_in_words(merge, involved), in_words(sorted(outside))
        )
    if missing:
        words = f"no return of {in_words(missing)} counts for it"
        return _not_merged(merge, edition, words, f"returns of {in_words(sorted(present))}")
    return Merging(merge, edition, tuple(sorted(parts, key=lambda s: s.file)))


def _name(code: str, counting: Iterable[Summary], known: Mapping[str, str | None]) -> str | None:
    """Return the name of an organisation: of the register, else of its latest return."""
    own = [s for s in counting if s.codes == (code,) and s.organisation_name]
    latest = max(own, key=lambda s: (s.edition or "", s.file), default=None)
    return known.get(code) or (latest.organisation_name if latest else None)


def _already_one(merge: Merge, present: Collection[str]) -> bool:
    """Return whether all that reported is the merged organisation under the code it kept."""
    return merge.code in merge.parts and set(present) == {merge.code}


def _outside_in_words(merge: Merge, involved: Iterable[Summary]) -> str:
    own = [s.file for s in involved if merge.code in s.codes and merge.code not in merge.parts]
    if own:
        return f"{merge.code} has a return of its own for it, {in_words([repr(f) for f in own])}"
    joint = [s.file for s in involved if not set(s.codes) <= set(merge.parts)]
    return f"one of them reported jointly with others, in {in_words([repr(f) for f in joint])}"


def _not_merged(merge: Merge, edition: str, why: str, found: str) -> Finding:
    return Finding(
        "not-merged",
        "warning",
        f"{_written(merge)} is not merged for edition {edition}: {why}",
        "The returns that came in stand for themselves.",
        found=found,
        expected=f"a return of {in_words(merge.parts)}, each alone or together",
    )


def _unknown(
    merge: Merge, counting: Iterable[Summary], known: Collection[str]
) -> Iterator[Finding]:
    reported = {code for summary in counting for code in summary.codes}
    for code in merge.parts:
        if code not in reported:
            near = get_close_matches(code, sorted(reported), n=1, cutoff=0.6)
            where = "" if code in known else ", nor is it on a register"
            yield Finding(
                "merge-unknown-code",
                "error",
                f"--merge names {code}, and no return that counts is of it{where}",
                f"Did you mean {near[0]}?" if near else "Check the code.",
                found=_written(merge),
            )


def _written(merge: Merge) -> str:
    return f"{merge.code}={','.join(merge.parts)}"


def _refusal(message: str, text: str) -> UsageError:
    return UsageError(
        message,
        found=repr(text),
        expected=_SHAPE,
        remedy="Name the code of the merged organisation, then the codes of those to add.",
    )


def merged(
    returns: Callable[[], Iterable[Taken]],
    mergings: Sequence[Merging],
    edition_of: Callable[[str], Edition],
) -> Iterator[Taken]:
    """Yield the returns that count, merged ones in place of their parts, in the same order.

    returns: starts the returns that count, by organisation, edition and file; it is called twice
    if anything is merged, and only the parts of merges are held in memory; edition_of: an edition
    by its name.
    """
    wanted = {part.file for merging in mergings for part in merging.parts}
    if not wanted:
        yield from returns()
        return
    held = {taken.summary.file: taken for taken in returns() if taken.summary.file in wanted}
    whole = [_merge_held(merging, held, edition_of) for merging in mergings]
    rest = (taken for taken in returns() if taken.summary.file not in wanted)
    yield from heapq.merge(rest, sorted(whole, key=_place_in_order), key=_place_in_order)


def _merge_held(
    merging: Merging, held: Mapping[str, Taken], edition_of: Callable[[str], Edition]
) -> Taken:
    parts = [held[part.file] for part in merging.parts]
    return add_returns(merged_summary(merging), edition_of(merging.edition), parts)


def _place_in_order(taken: Taken) -> tuple[bool | str, ...]:
    summary = taken.summary
    keys = (summary.organisation, summary.edition, summary.file)
    return tuple(part for key in keys for part in (key is None, key or ""))
