"""What a file says about itself: the program that saved it, when, and its title."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wres_excel.workbook.package import Package
from wres_excel.workbook.relations import Relation, target_of
from wres_excel.workbook.xml import child, parse_xml


@dataclass(frozen=True, slots=True)
class Properties:
    """The document properties that are kept, each None if the file does not state it.

    modified: an ISO date and time as the file has it.
    """

    application: str | None = None
    modified: str | None = None
    title: str | None = None


def read_properties(package: Package, relations: Iterable[Relation]) -> Properties:
    """Return the document properties; relations are those of the package itself.

    Raises UnreadableFile if a part that holds properties is damaged.
    """
    found = tuple(relations)
    (application,) = _texts(package, target_of(found, "extended-properties"), "Application")
    modified, title = _texts(package, target_of(found, "core-properties"), "modified", "title")
    return Properties(application, _iso(modified), title)


def _iso(text: str | None) -> str | None:
    """Return a date and time if it is one, which the file promises and nobody enforces."""
    plain = (text or "").strip()
    try:
        datetime.fromisoformat(plain)
    except ValueError:
        return None
    return plain


def _texts(package: Package, part: str | None, *names: str) -> tuple[str | None, ...]:
    """Return the texts of children of the root, each None without such a child or such a part."""
    if part is None or package.find(part) is None:
        return (None,) * len(names)
    root = parse_xml(package.part(part), part, package.name)
    elements = [child(root, name) for name in names]
    return tuple(None if element is None else element.text or None for element in elements)
