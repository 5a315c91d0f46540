"""What comes in: files to read as returns, and what was passed over with its reason."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category

from wres_excel.errors import WresError, place, render


@dataclass(frozen=True, slots=True)
class Arrival:
    """One file that came in, to be read as a return.

    file: its name as shown, unique in a run; path: where it lies on this machine, of a member of
    an archive the archive itself; member: its place in the archive's directory, from 0; problem,
    remedy: why it cannot even be opened, and what to do.
    """

    file: str
    path: str
    member: int | None = None
    problem: str | None = None
    remedy: str | None = None


class PassedOver(NamedTuple):
    """A name that was passed over, with the reason."""

    name: str
    reason: str


class Incoming(NamedTuple):
    """All that RETURNS stand for: what to read, by shown name, and what was passed over."""

    arrivals: tuple[Arrival, ...]
    skipped: tuple[PassedOver, ...]

    def without(self, passed_over: Collection[PassedOver]) -> "Incoming":
        """Return this with what turned out to be no returns, once they were opened, passed over."""
        names = {each.name for each in passed_over}
        arrivals = tuple(each for each in self.arrivals if each.file not in names)
        return Incoming(arrivals, tuple(sorted((*self.skipped, *passed_over))))


def shown_name(name: str) -> str:
    """Return a name without what could disturb a screen or a file: control characters written out.

    Marks that turn the direction of writing are among them, since they can make a name look like
    another.
    """
    return "".join(c if category(c)[0] != "C" else ascii(c)[1:-1] for c in name)


def reason_of(error: WresError) -> tuple[str, str | None]:
    """Return why a file cannot be read, without its name, and what to do."""
    spot = place(None, error.sheet, error.cell)
    text = render(
        error.message, place=spot, item=error.item, found=error.found, expected=error.expected
    )
    return text.rstrip("."), error.remedy
