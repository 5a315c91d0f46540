"""How every sheet of our own workbook opens: its title, sentences about it, column headings."""

from collections.abc import Iterator, Sequence

from wres_excel.domain.model import Edition
from wres_excel.workbook.blank.plan import Slot, Style

FROZEN = (
    "The headings are frozen so that they stay in view: to turn this off choose "
    "View, Freeze Panes, Unfreeze Panes."
)


def top_slots(edition: Edition, title: str, *sentences: str) -> Iterator[Slot]:
    """Yield the title of a sheet in A1 and below it, in column A, what a reader must know."""
    yield Slot(1, 1, "title", f"Workforce Race Equality Standard {edition.name}: {title}")
    for row, sentence in enumerate(sentences, 2):
        yield Slot(row, 1, "sentence", sentence)


def heading_slots(headings: Sequence[str], row: int, numbers: Sequence[int] = ()) -> Iterator[Slot]:
    """Yield the column headings of a table; numbers are the columns whose figures stand right."""
    for column, heading in enumerate(headings, 1):
        style: Style = "number heading" if column in numbers else "column heading"
        yield Slot(row, column, style, heading)
