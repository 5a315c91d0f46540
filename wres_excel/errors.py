"""What can go wrong, as one small family of exceptions, each with its place and its remedy."""

from dataclasses import dataclass


@dataclass
class WresError(Exception):
    """A refusal that says what, where and what to do; the base of all the package raises.

    message: one sentence without a place; file, sheet, cell, item: the place, where known;
    found and expected: what stood there and what should have; remedy: what the reader can do.
    """

    message: str
    file: str | None = None
    sheet: str | None = None
    cell: str | None = None
    item: str | None = None
    found: str | None = None
    expected: str | None = None
    remedy: str | None = None

    def __str__(self) -> str:
        """The whole message: place, fact, found, expected, remedy."""
        return render(
            self.message,
            place=place(self.file, self.sheet, self.cell),
            item=self.item,
            found=self.found,
            expected=self.expected,
            remedy=self.remedy,
        )


class UsageError(WresError):
    """The request itself cannot be carried out: a wrong option, a target in the way."""


class UnreadableFile(WresError):
    """A file that cannot be read as what it should be, or is not safe to open."""


class EditionError(WresError):
    """An edition that is not known, or an edition file with a mistake in it."""


class DamageError(WresError):
    """An output that was about to differ from the form in a way nobody asked for."""


def place(file: str | None, sheet: str | None, cell: str | None) -> str | None:
    """Return where something stands, such as "return.xlsx, Data!I27", from whatever is known."""
    spot = f"{sheet}!{cell}" if sheet and cell else sheet or cell
    return ", ".join(part for part in (file, spot) if part) or None


def render(
    message: str,
    *,
    place: str | None = None,
    item: str | None = None,
    found: str | None = None,
    expected: str | None = None,
    remedy: str | None = None,
) -> str:
    """Return the one text form of an error or a finding: "place: message (...). Remedy."."""
    about = [
        f"{word} {text}"
        for word, text in (("item", item), ("found", found), ("expected", expected))
        if text is not None
    ]
    sentence = message.rstrip(".") + (f" ({'; '.join(about)})" if about else "")
    lead = f"{place}: " if place else ""
    return f"{lead}{sentence}." + (f" {remedy}" if remedy else "")
