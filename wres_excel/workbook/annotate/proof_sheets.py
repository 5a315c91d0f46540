"""Whether the text of a sheet in a copy is that of its original but for formats of some cells."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.annotate.records import Spot
from wres_excel.workbook.differences import Damage
from wres_excel.workbook.sheet_differences import text_of
from wres_excel.workbook.skeleton import skeleton

_PREFIX = r"(?:[\w.-]+:)?"
_POINTER = re.compile(rf"<{_PREFIX}legacyDrawing\s[^>]*/>")
_SELECTED = re.compile(r"""(\stabSelected\s*=\s*)(?:"[^"]*"|'[^']*')""")
_STYLE = re.compile(
    r"""^(<[^\s>/]+(?:\s+(?!s\s*=)[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)"""
    r"""\s+s\s*=\s*(?:"[^"]*"|'[^']*')"""
)
_NEW = re.compile(rf"""<{_PREFIX}c r="[A-Z]+[0-9]+" s="[0-9]+"/>""")


def damaged_text(
    sheet: str, before: bytes, after: bytes, styled: AbstractSet[Spot]
) -> Iterator[Damage]:
    """Yield each difference between two texts of a sheet that is more than was meant.

    before and after: the part as stored; styled: the cells that may have another format.
    """
    old, new = text_of(before), text_of(after)
    kept, there = skeleton(old, styled), skeleton(new, styled)
    if kept is None or there is None:
        if _plain(old) != _plain(new):
            yield Damage("A sheet without cells changed", sheet)
        return
    if kept.cells != there.cells or _plain(kept.rest) != _plain(there.rest):
        yield Damage("Something other than the fill of its cells changed in the sheet", sheet)
    yield from _damaged_cells(sheet, old, new, styled)


def _damaged_cells(sheet: str, old: str, new: str, styled: AbstractSet[Spot]) -> Iterator[Damage]:
    before, after = _cells(old), _cells(new)
    for spot in sorted(styled):
        is_ = after.get(spot, "")
        was = before.get(spot)
        same = (
            _NEW.fullmatch(is_) if was is None else _STYLE.sub(r"\1", was) == _STYLE.sub(r"\1", is_)
        )
        if not same:
            place = format_address(*spot)
            yield Damage("A cell is stored otherwise than its fill needs", sheet, place)


def _cells(text: str) -> dict[Spot, str]:
    whole = skeleton(text, frozenset())
    return dict(whole.cells) if whole else {}


def _plain(text: str) -> str:
    """Return a text without what points to a drawing of notes, whichever tab is selected."""
    return _SELECTED.sub(r'\1""', _POINTER.sub("", text))
