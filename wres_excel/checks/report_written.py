"""Texts of the Report that were written from the figures, before some of those were changed.

`fill` writes the 'data for the year' cells, and from then on they are ordinary text. What it would
write today is compared with what stands there: another text of the same pattern was written from
other figures. Any other text has an author, whom rules about texts in words look after.
"""

import re
from functools import lru_cache
from itertools import zip_longest

from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.expressions import refs
from wres_excel.domain.model import Edition, Indicator, Place
from wres_excel.domain.terms import Period

LONGEST = 400
_FIGURE = re.compile(
    r"no result: [^.;\n]*|not given|no staff|March|April|[+-]?\d[\d,]*(?:\.\d+)?%?"
)
_MARK = "\0"


def report_text_outdated(check: Check) -> Looked:
    """Yield a hit for each text as `fill` writes it that was written from other figures."""
    for section in check.edition.sections:
        for column in section.columns:
            for indicator in check.edition.indicators if column.period else ():
                place = Place(f"indicator_{indicator.number}.{column.key}", "current", "all")
                looked = _looked(check, indicator, place, column.period or "current")
                if looked is not None:
                    yield looked


def is_as_written(text: str, written: str) -> bool:
    """Return whether a text has the pattern of another one that `fill` writes from figures.

    The same lines with other figures in them, or with more or less of what each line can say.
    """
    lines = zip_longest(_lines(text), _lines(written), fillvalue="")
    return all(_alike(line, other) for line, other in lines)


def is_in_doubt(check: Check, indicator: Indicator, period: Period) -> bool:
    """Return whether a figure behind the text is known to be wrong, so that it may be right."""
    wrong = {place.item for place in check.subject.wrong if place.period == period}
    return bool(wrong and wrong & _behind(check.edition, indicator.number))


def _looked(check: Check, indicator: Indicator, place: Place, period: Period) -> Hit | Fine | None:
    value, written = check.subject.value(place), check.subject.written.get(place)
    if value is None or value.formula is not None or not value.text or not written:
        return None
    if not is_as_written(value.text, written) or is_in_doubt(check, indicator, period):
        return None
    pairs = zip(_lines(value.text), _lines(written), strict=True)
    differing = [(line, other) for line, other in pairs if line != other]
    if not differing:
        return FINE
    found, expected = (_quoted(" ".join(lines)) for lines in zip(*differing, strict=True))
    return Hit(place, found, expected)


@lru_cache
def _behind(edition: Edition, indicator: int) -> frozenset[str]:
    """Return the items of an indicator and all that they follow from."""
    known = {item.key for item in edition.items if item.indicator == indicator}
    ahead = list(known)
    while ahead:
        formula = edition.by_key[ahead.pop()].formula
        new = {ref.item for ref in refs(formula)} - known if formula else set()
        known |= new
        ahead += new
    return frozenset(known)


def _alike(line: str, other: str) -> bool:
    """Return whether two lines are the same but for figures, or one says more after its first."""
    short, long = sorted((_pattern(line), _pattern(other)), key=len)
    return short == long or (_MARK in short and long.startswith(short))


def _pattern(line: str) -> str:
    return _FIGURE.sub(_MARK, line).rstrip(".")


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.strip().splitlines() if line.strip()]


def _quoted(text: str) -> str:
    return f"'{text if len(text) <= LONGEST else f'{text[:LONGEST]}...'}'"
