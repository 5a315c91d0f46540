"""Whose a return may be that nobody expected: said with its reason, and never acted upon."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from wres_excel.collation.choice import sentences
from wres_excel.collation.codes import CodeBook, codes_within, form_of, trust_of_site
from wres_excel.collation.expected import Expected
from wres_excel.collation.joint import in_words
from wres_excel.collation.names import Names, share_nothing
from wres_excel.collation.records import Summary

ASK = "If it is theirs, correct the code in the return; nothing is matched by likeness."


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code that may be meant, or None, and in words why, or what is wrong with the one given."""

    code: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """The organisations of a register by code, with their names ready to be compared."""

    expected: Mapping[str, Expected]
    names: Names
    book: CodeBook

    @classmethod
    def of(cls, expected: Iterable[Expected], book: CodeBook) -> "Known":
        """Return the organisations of a register; the first counts if a code stands twice."""
        by_code: dict[str, Expected] = {}
        for each in expected:
            by_code.setdefault(each.code, each)
        names = Names.of(((e.code, e.name) for e in by_code.values()), book.name_words)
        return cls(by_code, names, book)


def suggest(summary: Summary, code: str | None, known: Known) -> Suggestion:
    """Return whose a return may be, by the code that it names and by its name.

    code: the one code of a return, or one of several that a joint return names, None for none.
    Empty if the code is on the register, or stands for an organisation that is not.
    """
    if code in known.expected:
        return Suggestion()
    trust = trust_of_site(code, known.book) if code else None
    if trust:
        return _site(code or "", trust, known)
    within = codes_within(code or "", known.expected)
    if len(within) == 1:
        return Suggestion(within[0], f"{code!r} has {_named(within, known)} in it. {ASK}")
    trouble = _trouble(code, known.book)
    likely = _by_name(summary.organisation_name, known)
    return Suggestion(likely.code, sentences(trouble, likely.reason))


def suggest_by_file_name(summary: Summary, known: Known) -> Suggestion:
    """Return whose a file that could not be read may be, by a code of the register in its name."""
    within = codes_within(PurePosixPath(summary.file).stem, known.expected)
    if len(within) != 1:
        return Suggestion()
    return Suggestion(within[0], f"Its file name has {_named(within, known)} in it.")


def doubt_of_name(summary: Summary, expected: Expected, book: CodeBook) -> str:
    """Return what to say if a return's name has nothing in common with the register's."""
    if not share_nothing(summary.organisation_name, expected.name, book.name_words):
        return ""
    return (
        f"The return is in the name of {summary.organisation_name!r}, and on the register "
        f"{expected.code} is {expected.name!r}: check the code."
    )


def _site(code: str, trust: str, known: Known) -> Suggestion:
    where = (
        "" if trust in known.expected or not known.expected else ", which is not on the register"
    )
    return Suggestion(
        trust, f"{code} looks like the code of a site of {_named((trust,), known)}{where}. {ASK}"
    )


def _trouble(code: str | None, book: CodeBook) -> str:
    if code is None:
        return "It names no organisation code."
    if code in book.placeholders:
        return f"{code} is {book.placeholders[code]}, and not the code of an organisation."
    if form_of(code, book) is None:
        return f"{code!r} has the form of no organisation code."
    return ""


def _by_name(name: str | None, known: Known) -> Suggestion:
    found = known.names.like(name)
    if found is None:
        return Suggestion()
    whose = _named(found.codes, known)
    if len(found.codes) > 1:
        return Suggestion(None, f"Its name, {name!r}, is like those of {whose}. {ASK}")
    like = "that of" if found.exact else "nearly that of"
    return Suggestion(found.codes[0], f"Its name, {name!r}, is {like} {whose}. {ASK}")


def _named(codes: Sequence[str], known: Known) -> str:
    names = [
        (code, known.expected[code].name if code in known.expected else None) for code in codes
    ]
    return in_words([f"{code} ({name})" if name else code for code, name in names])
