"""Which of the nine indicators a text names, by its number and its words."""

import re
from collections.abc import Iterable

from wres_excel.domain.assemble import NOTED_SHEET
from wres_excel.domain.model import Edition
from wres_excel.vocabulary import normalise

_NUMBERED = re.compile(r"(?:wres )?(indicator )?([1-9])(?: (.+))?")
_COMMON = frozenset(
    (
        *("of", "in", "at", "to", "by", "from", "or", "and", "a", "for", "with"),
        *("their", "its", "be", "being", "are", "percent", "staff"),
    )
)
SHARE_WITH_NUMBER = 0.3
SHARE_WITHOUT = 0.6
FEWEST_WORDS = 3


class Wordings:
    """The indicators of one edition as sets of words."""

    def __init__(self, edition: Edition) -> None:
        self._words = {
            i.number: _words((normalise(i.title), normalise(i.wording))) for i in edition.indicators
        }
        self._whole = {
            normalise(text): i.number for i in edition.indicators for text in (i.wording, i.title)
        }
        data = {section.key for section in edition.sections if section.sheet == NOTED_SHEET}
        self._sections = {
            number: frozenset(
                i.section for i in edition.items if i.indicator == number and i.section in data
            )
            for number in self._words
        }

    def sections_of(self, indicator: int | None) -> frozenset[str]:
        """Return the sections of the data that hold an indicator's items."""
        return self._sections.get(indicator or 0, frozenset())

    def indicator_of(self, normal: str) -> int | None:
        """Return the indicator that a text names, or None.

        normal: the text in its normal form. "Indicator 2" names one, and so does a text that
        shares its number and a part of its words, or without a number most of its words with one
        indicator alone.
        """
        numbered = _NUMBERED.fullmatch(normal)
        if numbered and int(numbered[2]) in self._words:
            number, rest = int(numbered[2]), numbered[3]
            if numbered[1] or (rest and self._share(number, _words((rest,))) >= SHARE_WITH_NUMBER):
                return number
        return self._whole.get(normal) or self._by_words(_words((normal,)))

    def _by_words(self, words: frozenset[str]) -> int | None:
        if len(words) < FEWEST_WORDS:
            return None
        shares = sorted(((self._share(n, words), n) for n in self._words), reverse=True)
        if len(shares) < 2 or shares[0][0] < SHARE_WITHOUT or shares[0][0] == shares[1][0]:
            return None
        return shares[0][1]

    def _share(self, number: int, words: frozenset[str]) -> float:
        return len(words & self._words[number]) / len(words) if words else 0.0


def _words(normals: Iterable[str]) -> frozenset[str]:
    return frozenset(word for normal in normals for word in normal.split()) - _COMMON
