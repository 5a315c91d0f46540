"""What the note of a cell says: its findings, worst first, each with what to do about it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wres_excel.findings import Finding
from wres_excel.workbook.annotate.records import PRIORITIES, Placed, Spot
from wres_excel.workbook.annotate.xml_text import cut_to, length
from wres_excel.workbook.blank.heights import text_height
from wres_excel.workbook.inscription import LONGEST_TEXT

LONGEST_NOTE = 4_000
"""Characters of ours in one note; whatever is beyond stands on the Checks sheet."""

WIDTHS = (280, 400, 560)
TALLEST_POINTS = 400
_PIXELS_A_CHARACTER = 6.6
_PIXELS_PER_POINT = 4 / 3
_MARGIN = 14


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a note; a heading is bold."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """The note to go to a cell, as stretches of text; right is the last column of its box."""

    spot: Spot
    runs: tuple[Run, ...]
    right: int


def write_notes(placed: Iterable[Placed], checks_sheet: str) -> list[Note]:
    """Return a note for each cell of one sheet with findings, in the order of the cells.

    placed: worst first; checks_sheet: the name of the sheet that has what a note has no room for.
    """
    by_spot: dict[Spot, list[Placed]] = {}
    for each in placed:
        if each.noted is not None:
            by_spot.setdefault(each.noted, []).append(each)
    return [
        Note(
            spot,
            tuple(_runs(group, checks_sheet)),
            max(each.area[3] for each in group if each.area),
        )
        for spot, group in sorted(by_spot.items())
    ]


def statement(finding: Finding) -> str:
    """Return what is wrong, as whole sentences without a place."""
    sentence = finding.message.strip()
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def joined(runs: Iterable[Run]) -> str:
    """Return the text of a note."""
    return "".join(run.text for run in runs)


def fitted(runs: Sequence[Run], own: str) -> tuple[Run, ...]:
    """Return a note cut to what a comment can hold after a text of the user's own."""
    room = LONGEST_TEXT - length(own)
    kept = []
    for run in runs:
        text = cut_to(run.text, room) if room > 1 else ""
        room -= length(text)
        if text:
            kept.append(Run(text, run.heading))
    return tuple(kept)


def box_size(text: str) -> tuple[int, int]:
    """Return width and height in pixels of a box that shows a whole text, wider for long ones."""
    for width in WIDTHS:
        points = text_height(text, width / _PIXELS_A_CHARACTER)
        if points < TALLEST_POINTS:
            break
    return width, round(points * _PIXELS_PER_POINT) + _MARGIN


def _runs(group: Sequence[Placed], checks_sheet: str) -> Iterator[Run]:
    room = LONGEST_NOTE
    for at, each in enumerate(group):
        heading = PRIORITIES[each.finding.severity] + "\n"
        body = _body(each.finding)
        if at and room < len(heading) + len(body):
            yield Run(f"\n\nMore on the sheet '{checks_sheet}': {len(group) - at} of {len(group)}.")
            return
        yield Run("\n\n" + heading if at else heading, heading=True)
        yield Run(cut_to(body, room))
        room -= len(heading) + len(body)


def _body(finding: Finding) -> str:
    facts = (("Found", finding.found), ("Expected", finding.expected))
    lines = [statement(finding)]
    lines += [f"{word}: {text}" for word, text in facts if text is not None]
    if finding.remedy:
        lines.append(f"What to do: {finding.remedy}")
    return "\n".join(lines)
