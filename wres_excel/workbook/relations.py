"""Relations between the parts of a package: which part is the workbook, which a sheet of it."""

import posixpath
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.package import Package
from wres_excel.workbook.xml import attribute, children, parse_xml

LONGEST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another part: its id, the last word of its type, and the part's name.

    The last word ("worksheet", "styles") is the same in transitional and in Strict documents.
    """

    id: str
    kind: str
    target: str


def read_relations(package: Package, part: str) -> tuple[Relation, ...]:
    """Return the relations of a part within the package; part "" is the package itself.

    Relations that lead out of the package are left out. Raises UnreadableFile if the part that
    lists them is damaged.
    """
    folder, name = posixpath.split(part)
    source = posixpath.join(folder, "_rels", f"{name}.rels")
    if package.find(source) is None:
        return ()
    content = package.part(source)
    if len(content) <= LONGEST_KEPT:
        with suppress(UnreadableFile):
            return _kept(content, folder)
    return _read(content, folder, source, package.name)


@lru_cache(maxsize=512)
def _kept(content: bytes, folder: str) -> tuple[Relation, ...]:
    """Return the relations of a part; returns of one form share them."""
    return _read(content, folder, "", "")


def _read(content: bytes, folder: str, source: str, file: str) -> tuple[Relation, ...]:
    root = parse_xml(content, source, file)
    return tuple(
        Relation(
            attribute(relation, "Id") or "",
            (attribute(relation, "Type") or "").rpartition("/")[2],
            _resolve(folder, attribute(relation, "Target") or ""),
        )
        for relation in children(root, "Relationship")
        if attribute(relation, "TargetMode") != "External"
    )


def target_of(relations: Iterable[Relation], kind: str) -> str | None:
    """Return the part that the first relation of a kind leads to, or None."""
    return next((relation.target for relation in relations if relation.kind == kind), None)


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
