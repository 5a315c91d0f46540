"""What two editions do not have in common, so that figures cannot be compared or only with care."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wres_excel.domain.model import Edition, Indicator, Item
from wres_excel.domain.terms import GROUP_WORDS, Group


@dataclass(frozen=True, slots=True)
class Caveats:
    """Two editions, old and new, and the breaks between them: a sentence for each indicator."""

    old: Edition
    new: Edition
    breaks: Mapping[int, str]

    def of_item(self, item: Item) -> str | None:
        """Return why the values of an item of both editions cannot be compared, if they cannot."""
        if item.in_words or item.indicator is None:
            return None
        if item.indicator in self.breaks:
            return self.breaks[item.indicator]
        compares = {i.compares for i in (*self.old.indicators, *self.new.indicators)}
        return self.turned(item.indicator) if item.key in compares else None

    def turned(self, indicator: int) -> str | None:
        """Return in words that the editions divide the other way round, if they do."""
        old, new = (e.directions.get(indicator) for e in (self.old, self.new))
        if old is None or new is None or old == new:
            return None
        return (
            f"Edition {self.old.name} divides {divided(old)}, edition {self.new.name} "
            f"{divided(new)}: the two relative likelihoods cannot be compared."
        )

    def of_indicator(self, old: Indicator, new: Indicator) -> tuple[str, ...]:
        """Return what must be known to compare an indicator, other than breaks and directions."""
        said = []
        number = new.number
        before, after = (e.basis.get(number) for e in (self.old, self.new))
        if before != after and before and after:
            said.append(
                f"Edition {self.old.name} compares '{before}'; edition {self.new.name}, '{after}'."
            )
        if self._averaged(self.old, number) != self._averaged(self.new, number):
            averaging = self.old if self._averaged(self.old, number) else self.new
            said.append(
                f"Edition {averaging.name} takes the mean of two years, the other edition one "
                "year: compare with care."
            )
        if old.compares != new.compares and (old.shows == new.shows):
            said.append("Only one of the two editions sets the groups against each other.")
        return tuple(said)

    @staticmethod
    def _averaged(edition: Edition, indicator: int) -> bool:
        return any(item.averaged for item in edition.items if item.indicator == indicator)


def breaks_between(old: Edition, new: Edition, known: Iterable[Edition]) -> dict[int, str]:
    """Return a sentence for each indicator that two editions cannot compare.

    known: every edition there is; the two themselves need not be among them. An edition says what
    it breaks with the editions before it.
    """
    first, last = sorted((old, new), key=lambda edition: edition.snapshot)
    return {
        number: f"Indicator {number} cannot be compared between editions {first.name} and "
        f"{last.name}: {reason}."
        for edition in (*known, last)
        if first.snapshot < edition.snapshot <= last.snapshot
        for number, reason in edition.breaks.items()
    }


def divided(groups: tuple[Group, Group]) -> str:
    """Return a direction in words: "White by BME"."""
    return " by ".join(GROUP_WORDS[group] for group in groups)
