"""Whether the parts of a copy are those of its original, each changed only as a note may need."""

import re
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet

from lxml import etree

from wres_excel.workbook.differences import Damage
from wres_excel.workbook.directory import Entry
from wres_excel.workbook.package import Package
from wres_excel.workbook.relations import read_relations, target_of
from wres_excel.workbook.sheet_differences import STRICT

_ADDED = re.compile(
    r"worksheets/sheet\d+\.xml|(?:[^/]+/)*_rels/[^/]+\.rels|tables/table\d+\.xml"
    r"|comments\d+\.xml|drawings/vmlDrawing\d+\.vml|styles\d*\.xml"
)
_SHAPE = re.compile(rb"<((?:[\w.-]+:)?)shape(?=\s)[^>]*[^>/]>.*?</\1shape\s*>", re.DOTALL)
_LOOSE = re.compile(
    rb"""(?<=Anchor>)[^<]*(?=<)|(?<=\sdata=["'])[\d,\s]*(?=["'])|(?<=Anchor\s>)[^<]*"""
)
_VIEW = ("activeTab", "firstSheet")


def damaged_parts(
    before: Package, after: Package, sheets: AbstractSet[str], dropped: AbstractSet[str]
) -> Iterator[Damage]:
    """Yield each part of a copy that is another than was meant.

    sheets: the parts of the sheets, whose content is looked at elsewhere; dropped: the entries
    that were to be left out.
    """
    order = [entry.name for entry in after.entries if before.find(entry.name)]
    if order != [entry.name for entry in before.entries if entry.name not in dropped]:
        yield Damage("Parts of the workbook are missing in the copy, or in another order")
    known = _Known(before)
    for entry in after.entries:
        there = before.find(entry.name)
        if there and _stored(before, there) == _stored(after, entry):
            continue
        content = after.part(entry.name)
        if fault := _fault(entry.name, content):
            yield Damage(f"The part {entry.name} is not well-formed", found=fault)
        elif there is None:
            if not known.may_be_added(entry.name):
                yield Damage(f"The part {entry.name} was not in the workbook")
        elif entry.name not in sheets and not known.is_as_meant(entry.name, content):
            yield Damage(f"The part {entry.name} changed in more than was meant")


class _Known:
    """The parts of an original by what they hold, each of which may change in one way only."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.book = target_of(read_relations(package, ""), "officeDocument") or "xl/workbook.xml"
        styles = target_of(read_relations(package, self.book), "styles") or ""
        self.ways: dict[str, Callable[[bytes, bytes], bool]] = {
            self.book.lower(): _is_same_book,
            styles.lower(): _is_grown,
        }

    def may_be_added(self, name: str) -> bool:
        folder = self.book.rpartition("/")[0]
        return bool(_ADDED.fullmatch(name.removeprefix(f"{folder}/")))

    def is_as_meant(self, name: str, content: bytes) -> bool:
        old = self.package.part(name)
        way = self.ways.get(name.lower())
        if way is not None:
            return way(old, content)
        if name.lower().endswith(".vml"):
            return _is_grown_drawing(old, content)
        if name.lower().endswith(".rels") or name == "[Content_Types].xml":
            return _is_longer_list(old, content)
        return _are_comments(old, content)


def _stored(package: Package, entry: Entry) -> tuple[object, ...]:
    return entry.method, entry.size, entry.crc, entry.extra, package.compressed(entry)


def _fault(name: str, content: bytes) -> str | None:
    """Drawings of the old kind need not be well-formed, and in real files are not."""
    if name.lower().endswith(".vml"):
        return None
    try:
        etree.fromstring(content, STRICT)
    except etree.XMLSyntaxError as err:
        return str(err)
    return None


def _canonical(element: etree._Element) -> bytes:
    """Return an element as canonical XML, whatever stands after it."""
    tail, element.tail = element.tail, None
    text = etree.tostring(element, method="c14n", exclusive=True)
    element.tail = tail
    return text


def _is_same_book(old: bytes, new: bytes) -> bool:
    """Whether a workbook part is the same without its first sheet and what that moved."""
    before, after = (etree.fromstring(part, STRICT) for part in (old, new))
    sheets, names = after.find("{*}sheets"), after.find("{*}definedNames")
    if sheets is None:
        return False
    sheets.remove(sheets[0])
    for name in list(names) if names is not None else ():
        place = name.get("localSheetId")
        if place == "0":
            name.getparent().remove(name)
        elif place is not None:
            name.set("localSheetId", str(int(place) - 1))
    if names is not None and before.find("{*}definedNames") is None and not len(names):
        after.remove(names)
    for root in (before, after):
        for view in root.iterfind("{*}bookViews/{*}workbookView"):
            for name_ in _VIEW:
                view.attrib.pop(name_, "")
    return _canonical(before) == _canonical(after)


def _is_grown(old: bytes, new: bytes) -> bool:
    """Whether every list of a styles part begins as it did."""
    before, after = (etree.fromstring(part, STRICT) for part in (old, new))
    there = {str(each.tag): each for each in after}
    for each in before:
        grown = there.get(str(each.tag))
        if grown is None or not _begins_with(grown, each):
            return False
    return True


def _begins_with(grown: Iterable[etree._Element], old: Iterable[etree._Element]) -> bool:
    new, was = (list(map(_canonical, group)) for group in (grown, old))
    return new[: len(was)] == was


def _is_longer_list(old: bytes, new: bytes) -> bool:
    """Whether relations or content types are all there, but for those of a signature."""
    before, after = (etree.fromstring(part, STRICT) for part in (old, new))
    kept = [each for each in map(_canonical, before) if b"_xmlsignatures/" not in each]
    return list(map(_canonical, after))[: len(kept)] == kept


def _are_comments(old: bytes, new: bytes) -> bool:
    """Whether a part holds comments, those that were there still in front with their authors."""
    before, after = (etree.fromstring(part, STRICT) for part in (old, new))
    if etree.QName(before).localname != "comments":
        return False
    facts = [_comment_facts(root) for root in (before, after)]
    authors = [
        [_canonical(each) for each in root.iterfind("{*}authors/*")] for root in (before, after)
    ]
    same_authors = authors[1][: len(authors[0])] == authors[0]
    return same_authors and facts[1][: len(facts[0])] == facts[0]


def _comment_facts(root: etree._Element) -> list[dict[str, str]]:
    return [dict(map(_as_text, each.attrib.items())) for each in root.iterfind("{*}commentList/*")]


def _as_text(pair: tuple[object, object]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])


def _is_grown_drawing(old: bytes, new: bytes) -> bool:
    """Whether a drawing is the same but for shapes before its end and the corners of its boxes."""
    before, after = _LOOSE.sub(b"", old), _LOOSE.sub(b"", new)
    end = before.rindex(b"</")
    return after.startswith(before[:end]) and after.endswith(before[end:])
