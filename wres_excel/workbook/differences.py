"""What a receipt consists of: records of parts, cells and damage, without any opinion."""

from dataclasses import dataclass
from typing import NamedTuple

from wres_excel.workbook.cells import Content


@dataclass(frozen=True, slots=True)
class CopiedPart:
    """A part with the same content; identical says that its compressed bytes are the same too."""

    name: str
    sha256: str
    identical: bool


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part whose content differs: its hash before and after, None where it is missing."""

    name: str
    before: str | None
    after: str | None


class ChangedCell(NamedTuple):
    """A cell that shows another content than before."""

    sheet: str
    cell: str
    old: Content
    new: Content


@dataclass(frozen=True, slots=True)
class Damage:
    """A difference that nobody asked for: the fact, and its place where known."""

    message: str
    sheet: str | None = None
    cell: str | None = None
    found: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The receipt: every part as copied or changed, every cell that changed, and all damage."""

    file: str
    copied: tuple[CopiedPart, ...]
    changed: tuple[ChangedPart, ...]
    cells: tuple[ChangedCell, ...]
    damage: tuple[Damage, ...]
