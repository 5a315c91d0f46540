"""Names of organisations as people spell them: which known name one is, or is nearly."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches

_UNSEEN = re.compile("['\u2018\u2019`\u00ad\u200b-\u200f\u2060\ufeff]")
_GAP = re.compile(r"[\W_]+")
_NEAR = 0.85
_CLEAR = 0.04


@dataclass(frozen=True, slots=True)
class Likeness:
    """The known code whose name another name is like; exact: but for the words all names share.

    Several codes if nothing tells which of them is meant.
    """

    codes: tuple[str, ...]
    exact: bool = False


@dataclass(slots=True)
class Names:
    """Known names by code, ready to be compared with others; each name is looked up once."""

    words: Mapping[str, str]
    _codes: dict[str, list[str]] = field(default_factory=dict)
    _found: dict[str, Likeness | None] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Iterable[tuple[str, str | None]], words: Mapping[str, str]) -> "Names":
        """Return names to compare with; known: codes with their names; words: see CodeBook."""
        names = cls(words)
        for code, name in known:
            folded = distinctive(name or "", words)
            if folded:
                names._codes.setdefault(folded, []).append(code)
        return names

    def like(self, name: str | None) -> Likeness | None:
        """Return whose name a name is or nearly is, or None if it is like none."""
        folded = distinctive(name or "", self.words)
        if folded not in self._found:
            self._found[folded] = self._search(folded) if folded else None
        return self._found[folded]

    def _search(self, folded: str) -> Likeness | None:
        if folded in self._codes:
            return Likeness(tuple(self._codes[folded]), exact=True)
        near = get_close_matches(folded, self._codes, n=2, cutoff=_NEAR)
        if not near:
            return None
        scores = [SequenceMatcher(None, other, folded).ratio() for other in near]
        alike = near if len(near) == 2 and scores[0] - scores[1] < _CLEAR else near[:1]
        return Likeness(tuple(code for other in alike for code in self._codes[other]))


def distinctive(name: str, words: Mapping[str, str]) -> str:
    """Return a name without case, punctuation and the words that most names share.

    words: what a word, or several in a row, become; nothing if they tell nothing apart.
    """
    folded = _UNSEEN.sub("", unicodedata.normalize("NFKC", name).casefold())
    plain = _GAP.sub(" ", folded).strip()
    longest_first = sorted(words, key=len, reverse=True)
    pattern = rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b"
    return " ".join(re.sub(pattern, lambda found: words[found[0]], plain).split())


def share_nothing(one: str | None, other: str | None, words: Mapping[str, str]) -> bool:
    """Return whether two names that are both given have no word in common that tells anything."""
    first, second = (set(distinctive(name or "", words).split()) for name in (one, other))
    return bool(first and second) and not first & second
