"""Which of the files that came in count: each content once, each organisation once an edition."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from wres_excel.collation.choice import LOOK, Choice, sentences
from wres_excel.collation.codes import CodeBook, identifies
from wres_excel.collation.joint import in_words
from wres_excel.collation.overlap import settle_overlaps
from wres_excel.collation.records import Summary
from wres_excel.collation.times import Newest, dated_in_words, newest, saved_in_words

RULE = (
    "The same file twice counts once, under the plainest of its names. Of several returns of one "
    "organisation for one edition the latest counts: by the date of sign-off inside if each of "
    "them has one, else by the time it was last saved; if neither tells, the last in the order of "
    "file names, and the register says so. A return without an organisation code, or with a code "
    "that is nobody's, counts on its own."
)

_COPY = re.compile(
    r"copy(?: \(\d+\))? of |.*(?:\(\d+\)|[ _-]copy(?: ?\(?\d+\)?)?)$", re.IGNORECASE | re.DOTALL
)
"""Names that Windows, macOS, browsers and mail programs give to copies."""


def choose(
    summaries: Iterable[Summary], book: CodeBook, known: Collection[str] = ()
) -> tuple[Choice, ...]:
    """Return what becomes of each file, in the order of their names.

    The order in which the files are given makes no difference. known: codes that a register
    names, which stand for an organisation whatever their form.
    """
    first, choices = _take_once(sorted(summaries, key=_by_name))
    choices += [_unreadable(each) for each in first if each.summary.problem is not None]
    readable = [each for each in first if each.summary.problem is None]
    chosen = [each for group in _groups(readable, book, known) for each in _choose_one(group)]
    everything = (*choices, *settle_overlaps(chosen))
    return tuple(sorted(everything, key=lambda choice: _by_name(choice.summary)))


def round_of(summaries: Iterable[Summary]) -> str | None:
    """Return the edition that most readable returns are of, the later of two; None without any."""
    named = Counter(s.edition for s in summaries if s.problem is None and s.edition is not None)
    return max(named, key=lambda edition: (named[edition], edition), default=None)


def _by_name(summary: Summary) -> tuple[str, str]:
    return summary.file, summary.sha256


def _take_once(summaries: Sequence[Summary]) -> tuple[list[Choice], list[Choice]]:
    """Return the files to choose from, and the choices about those that equal one of them.

    What cannot be read equals nothing: of two empty files each is somebody's return that is due.
    """
    same: dict[object, list[Summary]] = {}
    for at, summary in enumerate(summaries):
        same.setdefault(summary.sha256 or at, []).append(summary)
    first, again = [], []
    for equal in same.values():
        kept, *others = sorted(equal, key=_plainness)
        if kept.problem is not None:
            first += [Choice(each, "counts", "") for each in equal]
            continue
        names = _names_differ(equal)
        first.append(Choice(kept, "counts", names))
        again += [_duplicate(other, kept, names) for other in others]
    return first, again


def _plainness(summary: Summary) -> tuple[bool, bool, bool, int, str]:
    """Return what puts the best of equal files first: read, whose is known, no copy, the shortest.

    A file's name may be all that says whose return it is.
    """
    name = PurePosixPath(summary.file).name
    unread, unknown = summary.problem is not None, summary.organisation is None
    return unread, unknown, _is_copy(summary), len(name), summary.file


def _is_copy(summary: Summary) -> bool:
    """Return whether the name of a file is one that programs give to copies."""
    return _COPY.match(PurePosixPath(summary.file).stem) is not None


def _names_differ(equal: Sequence[Summary]) -> str:
    """Return what to say of equal files that stand for several organisations by their names."""
    codes = sorted({s.organisation for s in equal if s.organisation})
    if len(codes) < 2:
        return ""
    return (
        f"The names of equal files say {in_words(codes)}, and nothing inside tells whose return "
        "it is: check the names of the files."
    )


def _duplicate(other: Summary, kept: Summary, names: str) -> Choice:
    why = ", since this one is named as a copy" if _is_copy(other) and not _is_copy(kept) else ""
    same = f"The same file as {kept.file!r}, byte for byte; it is taken once, under that name{why}."
    return Choice(other, "duplicate", sentences(same, names), kept.file)


def _unreadable(each: Choice) -> Choice:
    problem = (each.summary.problem or "").rstrip(".") + "."
    reason = sentences(problem, each.summary.remedy or "", each.reason)
    return replace(each, verdict="unreadable", reason=reason)


def _groups(
    choices: Iterable[Choice], book: CodeBook, known: Collection[str]
) -> Iterable[list[Choice]]:
    """Return returns that compete: of the same organisations, for the same edition."""
    groups: dict[object, list[Choice]] = {}
    for at, each in enumerate(choices):
        codes = each.summary.codes
        sure = codes and all(code in known or identifies(code, book) for code in codes)
        key = (frozenset(codes), each.summary.edition) if sure else at
        groups.setdefault(key, []).append(each)
    return groups.values()


def _choose_one(group: Sequence[Choice]) -> Iterator[Choice]:
    found = newest([each.summary for each in group])
    for each in group:
        if each.summary is found.summary:
            yield replace(each, reason=sentences(each.reason, _rivals(found)))
        else:
            yield _superseded(each, found)


def _rivals(found: Newest) -> str:
    if not found.rivals:
        return ""
    names = in_words([repr(rival.file) for rival in found.rivals])
    has_date = not found.by and dated_in_words(found.summary) != dated_in_words(found.rivals[-1])
    why = "it has a date" if has_date else "its name comes last"
    return f"Nothing inside tells whether it or {names} is newer; it counts because {why}. {LOOK}"


def _superseded(each: Choice, found: Newest) -> Choice:
    old, new = each.summary, found.summary
    words = _measure(old, found)
    reason = f"{new.file!r} ({words(new)}) counts in place of this one ({words(old)})"
    doubt = f", but nothing inside tells which of them is newer. {LOOK}"
    reason += doubt if old in found.rivals else "."
    return replace(
        each, verdict="superseded", reason=sentences(reason, each.reason), other=new.file
    )


def _measure(old: Summary, found: Newest) -> Callable[[Summary], str]:
    """Return how to say what set a return apart from the newest one."""
    by_saving = "saved" in found.by and (old in found.level or "sign-off" not in found.by)
    return saved_in_words if by_saving else dated_in_words
