"""Organisations that report together: one return that names several codes."""

from collections.abc import Iterable, Sequence

from wres_excel.collation.records import Summary


def joined(codes: Iterable[str]) -> str | None:
    """Return several codes as the organisation of one return: "RXX+RYY", in order; None of none."""
    return "+".join(sorted(set(codes))) or None


def is_joint(summary: Summary) -> bool:
    """Return whether a return speaks for more than one organisation."""
    return len(set(summary.codes)) > 1


def partners_in_words(code: str, summary: Summary) -> str:
    """Return with whom an organisation reports: "RYY", "RYY and RZZ"."""
    return in_words(sorted(set(summary.codes) - {code}))


def in_words(names: Sequence[str]) -> str:
    """Return names as a list in a sentence: "a", "a and b", "a, b and c"."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
