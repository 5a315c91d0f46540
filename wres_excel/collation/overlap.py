"""Joint returns beside returns of the organisations that they name: nobody is counted twice."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wres_excel.collation.choice import Choice, sentences
from wres_excel.collation.joint import in_words, is_joint
from wres_excel.collation.records import Summary
from wres_excel.collation.times import dated_in_words, newest


def settle_overlaps(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """Return choices in which no return counts beside a joint return that includes it.

    Newer returns of all its organisations take the place of a joint return. Else the joint return
    counts alone, even if one of its organisations reported later by itself, since nobody can tell
    its part in the joint figures. Two joint returns that share but some of their organisations
    both count, and both say so.
    """
    given = tuple(choices)
    joint = [each.summary for each in given if each.counts and is_joint(each.summary)]
    for each in sorted(joint, key=lambda s: (-len(s.codes), s.file)):
        given = _settle_one(each, given)
    return given


def _settle_one(summary: Summary, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Return choices with those about one joint return, and about what overlaps it, settled."""
    joint = next(each for each in choices if each.summary is summary)
    changed = {id(each.summary): each for each in _settle(joint, choices)} if joint.counts else {}
    return tuple(changed.get(id(each.summary), each) for each in choices)


def _settle(joint: Choice, choices: Sequence[Choice]) -> Iterator[Choice]:
    rest = [c for c in choices if c.counts and c.summary.edition == joint.summary.edition]
    inside = [c for c in rest if c.summary.codes and _codes(c) < _codes(joint)]
    clashing = [c for c in rest if _clash(_codes(c), _codes(joint))]
    covered = frozenset[str]().union(*map(_codes, inside))
    if covered == _codes(joint) and all(_is_newer(c, joint) for c in inside):
        yield _replaced(joint, inside)
        return
    for part in inside:
        yield _included(part, joint)
    if clashing:
        yield _shared(joint, clashing)


def _clash(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other) and not one <= other and not other <= one


def _codes(choice: Choice) -> frozenset[str]:
    return frozenset(choice.summary.codes)


def _is_newer(choice: Choice, joint: Choice) -> bool:
    found = newest([choice.summary, joint.summary])
    return found.summary is choice.summary and not found.rivals


def _replaced(joint: Choice, parts: Sequence[Choice]) -> Choice:
    files = in_words([f"{p.summary.file!r} ({dated_in_words(p.summary)})" for p in parts])
    reason = (
        f"Each of its organisations has a newer return of its own, which counts: {files}; the "
        f"joint return was {dated_in_words(joint.summary)}."
    )
    return replace(
        joint,
        verdict="superseded",
        reason=sentences(reason, joint.reason),
        other=parts[0].summary.file,
    )


def _included(part: Choice, joint: Choice) -> Choice:
    file = joint.summary.file
    reason = f"{file!r}, a joint return of {in_words(sorted(_codes(joint)))}, counts in its place"
    if _is_newer(part, joint):
        reason += (
            f": though this one is newer ({dated_in_words(part.summary)}, that one "
            f"{dated_in_words(joint.summary)}), its part in the joint figures cannot be told, and "
            "both together would count its people twice. Ask them for one joint return, or for a "
            "return from each"
        )
    return replace(
        part, verdict="superseded", reason=sentences(f"{reason}.", part.reason), other=file
    )


def _shared(joint: Choice, others: Sequence[Choice]) -> Choice:
    both = sorted({code for c in others for code in _codes(c) & _codes(joint)})
    files = in_words([repr(c.summary.file) for c in others])
    reason = (
        f"{in_words(both)} {'is' if len(both) == 1 else 'are'} in {files} too, and totals count "
        "the people there twice. Ask which of the joint returns is right, and take the other away."
    )
    return replace(joint, reason=sentences(joint.reason, reason))
