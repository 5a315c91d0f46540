"""The workbook part with one more sheet in front, and all that counts its sheets put right."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from wres_excel.errors import DamageError
from wres_excel.workbook.annotate.markup import Cut, Markup, Node, read_markup
from wres_excel.workbook.annotate.xml_text import attribute_text, element_text
from wres_excel.workbook.transcode import to_utf8

PRINT_TITLES = "_xlnm.Print_Titles"

_BEFORE_NAMES = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
)
_TRUE = ("1", "true", "on")


def free_name(wanted: str, taken: Collection[str], gap: str = " ") -> str:
    """Return a name for a sheet or a table that no other has, numbered if need be."""
    known = {name.casefold() for name in taken}
    names = (wanted, *(f"{wanted}{gap}{number}" for number in range(2, len(known) + 3)))
    return next(name for name in names if name.casefold() not in known)


def with_sheet_in_front(
    workbook: Markup, name: str, relation: str, relations_space: str, print_titles: str | None
) -> bytes:
    """Return a workbook part that lists one more sheet as its first and opens on it.

    name: of the sheet; relation: the id of the relation to its part; relations_space: the
    namespace of that id; print_titles: the rows to repeat on each printed page, such as "$8:$8",
    if any. Names that belong to one sheet say by its place which, so they move on by one. Raises
    DamageError if the part lists no sheets.
    """
    sheets = workbook.root.find("sheets")
    if sheets is None or not sheets.children:
        raise DamageError("The workbook part of this file lists no sheets")
    values = (
        workbook.prefix,
        attribute_text(name),
        _next_number(sheets.children),
        relations_space.encode(),
        relation.encode(),
    )
    entry = b'<%bsheet name="%b" sheetId="%d" xmlns:r="%b" r:id="%b"/>' % values
    first = sheets.children[0].start
    cuts = [Cut(first, first, entry), *_moved_names(workbook), *_opened_in_front(workbook)]
    if print_titles is not None:
        cuts.append(_print_titles(workbook, name, print_titles))
    return workbook.with_cuts(cuts)


def count_views(workbook: Markup) -> int:
    """Return how many windows a workbook opens in."""
    views = workbook.root.find("bookViews")
    return len(list(views.all("workbookView"))) if views else 1


def deselected(part: bytes) -> bytes:
    """Return a sheet part whose tab is not selected, so that Excel does not edit it with Checks."""
    if b"tabSelected" not in to_utf8(part)[0]:
        return part
    markup = read_markup(part, depth=3, inside=("sheetViews",))
    views = markup.root.find("sheetViews")
    selected = [
        view
        for view in (views.children if views else ())
        if view.attributes.get("tabSelected") in _TRUE
    ]
    if not selected:
        return part
    return markup.with_cuts(markup.set_attribute(view, "tabSelected", "0") for view in selected)


def _next_number(sheets: Sequence[Node]) -> int:
    numbers = (node.attributes.get("sheetId", "") for node in sheets)
    return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1


def _moved_names(workbook: Markup) -> Iterator[Cut]:
    names = workbook.root.find("definedNames")
    for node in names.children if names else ():
        place = node.attributes.get("localSheetId", "")
        if place.isdecimal():
            yield workbook.set_attribute(node, "localSheetId", str(int(place) + 1))


def _opened_in_front(workbook: Markup) -> Iterator[Cut]:
    """Every window opens on the first sheet, with its tab in sight."""
    views = workbook.root.find("bookViews")
    for view in views.all("workbookView") if views else ():
        for attribute in ("activeTab", "firstSheet"):
            if _is_other_than_first(view.attributes, attribute):
                yield workbook.set_attribute(view, attribute, "0")


def _is_other_than_first(attributes: Mapping[str, str], name: str) -> bool:
    return attributes.get(name, "0") != "0"


def _print_titles(workbook: Markup, sheet: str, rows: str) -> Cut:
    quoted = sheet.replace("'", "''")
    values = workbook.prefix, PRINT_TITLES.encode(), element_text(f"'{quoted}'!{rows}")
    name = b'<%bdefinedName name="%b" localSheetId="0">%b</' % values
    name += workbook.prefix + b"definedName>"
    names = workbook.root.find("definedNames")
    if names is not None:
        return workbook.after_last(names, (), name)
    tag = workbook.prefix + b"definedNames"
    return workbook.after_last(workbook.root, _BEFORE_NAMES, b"<%b>%b</%b>" % (tag, name, tag))
