"""What the rows of a register are about, and which files may be of organisations not heard of."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wres_excel.collation.choice import Choice
from wres_excel.collation.merge import Merging
from wres_excel.collation.suggest import Known, Suggestion, suggest, suggest_by_file_name
from wres_excel.domain.model import Edition


@dataclass(frozen=True, slots=True)
class Hint:
    """A file that may be of an organisation that sent nothing for the round under its code.

    own: it bears the code, and is of another edition.
    """

    file: str
    edition: str | None
    readable: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """What the rows are about: the register, the edition asked for, and the day it is today.

    gone: hashes of returns that an earlier run took from files that are not there in this one.
    """

    known: Known
    edition: Edition | None
    today: date
    mergings: tuple[Merging, ...] = ()
    gone: frozenset[str] = frozenset()

    @property
    def name(self) -> str | None:
        """The name of the edition that is asked for."""
        return self.edition.name if self.edition else None

    @property
    def day(self) -> date:
        """The day on which an organisation must be open to be expected: the snapshot."""
        return self.edition.snapshot if self.edition else self.today

    def hints(self, choices: Iterable[Choice]) -> Mapping[str, list[Hint]]:
        """Return files that may be of organisations of the register, by code, in order of name."""
        found: dict[str, list[Hint]] = {}
        for each in choices:
            for code, hint in self._hints(each):
                found.setdefault(code, []).append(hint)
        return found

    def _hints(self, choice: Choice) -> Iterator[tuple[str, Hint]]:
        file, edition = choice.summary.file, choice.summary.edition
        for code in choice.summary.codes or (None,):
            suggested = suggestion_for(choice, code, self.known).code
            if suggested:
                yield suggested, Hint(file, edition, choice.verdict != "unreadable")
            elif code in self.known.expected and choice.counts and edition != self.name:
                yield code or "", Hint(file, edition, own=True)


def suggestion_for(choice: Choice, code: str | None, known: Known) -> Suggestion:
    """Return whose a file may be: by its name if it could not be read, else by code and name."""
    if choice.verdict == "unreadable":
        return suggest_by_file_name(choice.summary, known)
    return suggest(choice.summary, code, known) if choice.counts else Suggestion()
