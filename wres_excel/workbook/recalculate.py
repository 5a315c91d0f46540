"""The flag in a workbook part that has every formula computed anew when the file is opened."""

from dataclasses import dataclass

from wres_excel.errors import DamageError
from wres_excel.workbook.outline import new_parser, run_parser
from wres_excel.workbook.tags import (
    attributes_of,
    element_end,
    element_name,
    prefix_of,
    start_tag_end,
)
from wres_excel.workbook.transcode import from_utf8, to_utf8

_BEFORE = {
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
}
_FLAG = b"fullCalcOnLoad"


@dataclass(slots=True)
class _Places:
    """Where calcPr stands in a workbook part, and where one may be put."""

    calculation: int = -1
    gap: int = -1
    prefix: bytes = b""


def force_recalculation(part: bytes) -> bytes:
    """Return a workbook part that asks for a full calculation on opening, else unchanged.

    Raises DamageError if the part is not well-formed or lists no sheets.
    """
    text, codec = to_utf8(part)
    places = _find_places(text)
    if places.calculation >= 0:
        return from_utf8(_flag_element(text, places.calculation), codec)
    if places.gap < 0:
        raise DamageError("The workbook part of this file lists no sheets")
    element = b'<%bcalcPr fullCalcOnLoad="1"/>' % places.prefix
    return from_utf8(text[: places.gap] + element + text[places.gap :], codec)


def _flag_element(text: bytes, start: int) -> bytes:
    end = start_tag_end(text, start)
    tag = text[start:end]
    old = dict(attributes_of(tag)).get(_FLAG)
    name_end = len(element_name(tag)) + 1
    at = tag.index(old, name_end) if old else name_end
    flagged = tag[:at] + b' %b="1"' % _FLAG + tag[at + len(old or b"") :]
    return text[:start] + flagged + text[end:]


def _find_places(text: bytes) -> _Places:
    places, path, starts = _Places(), list[str](), list[int]()
    parser = new_parser()

    def on_start(name: str, _attributes: dict[str, str]) -> None:
        path.append(name.rpartition(" ")[2])
        starts.append(parser.CurrentByteIndex)
        if len(path) == 2 and path[1] == "calcPr":
            places.calculation = starts[1]

    def on_end(_name: str) -> None:
        start = starts.pop()
        if len(path) == 2 and path[1] in _BEFORE:
            tag_end = start_tag_end(text, start)
            places.gap = element_end(text, tag_end, parser.CurrentByteIndex)
            places.prefix = prefix_of(element_name(text, start))
        path.pop()

    parser.StartElementHandler, parser.EndElementHandler = on_start, on_end
    run_parser(parser, text)
    return places
