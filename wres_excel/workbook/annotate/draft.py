"""A copy of a package as it comes to be: parts changed, added, left out, all else as stored."""

import posixpath
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain, count

from wres_excel.workbook.annotate.markup import read_markup
from wres_excel.workbook.annotate.xml_text import attribute_text
from wres_excel.workbook.package import Package
from wres_excel.workbook.zipcopy import Archive, Deflated, Member, deflate, read_archive, rewrite

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "[Content_Types].xml"
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_VERSION, _UTF8, _DEFLATED = 20, 0x800, 8
_MIDNIGHT, _FIRST_DAY = 0, 0x21  # 1 January 1980, so that equal copies are equal bytes


@dataclass
class Draft:
    """The parts of a copy; what is not given anew is the package's own.

    changed: new contents by the name of the entry; added: parts the package does not have; dropped:
    entries that are left out.
    """

    package: Package
    changed: dict[str, bytes] = field(default_factory=dict)
    added: dict[str, bytes] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Return whether the copy has a part, whatever the case of its name."""
        return bool(self.package.find(name)) or name.lower() in map(str.lower, self.added)

    def part(self, name: str) -> bytes:
        """Return the content of a part as it now is; raises UnreadableFile without such a part."""
        if name in self.added:
            return self.added[name]
        entry = self.package.find(name)
        changed = self.changed.get(entry.name) if entry else None
        return self.package.part(name) if changed is None else changed

    def put(self, name: str, content: bytes) -> None:
        """Give a part a content; one that is the same as before is no change."""
        entry = self.package.find(name)
        if entry is None:
            self.added[name] = content
        elif content != self.part(name):
            self.changed[entry.name] = content

    def add(self, pattern: str, content: bytes, content_type: str, first: str = "1") -> str:
        """Add a part under the first free name of a pattern such as "xl/comments{}.xml".

        first: what stands in the pattern for the first such part, before 2 and so on.
        """
        names = map(pattern.format, chain((first,), count(2)))
        name = next(name for name in names if not self.has(name))
        self.added[name] = content
        self._declare(name, content_type)
        return name

    def relate(self, source: str, kind: str, target: str) -> str:
        """Add a relation of a type, an address, from one part to another and return its id."""
        name = relations_part(source)
        if not self.has(name):
            self.added[name] = DECLARATION + b'<Relationships xmlns="%b"/>' % RELATIONS.encode()
        markup = read_markup(self.part(name))
        taken = {node.attributes.get("Id", "").lower() for node in markup.root.children}
        number = next(n for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
        element = b'<%bRelationship Id="rId%d" Type="%b" Target="%b"/>' % (
            markup.prefix,
            number,
            kind.encode(),
            attribute_text(posixpath.relpath(target, posixpath.dirname(source) or ".")),
        )
        self.put(name, markup.with_cuts([markup.append(markup.root, element)]))
        return f"rId{number}"

    def _declare(self, name: str, content_type: str) -> None:
        markup = read_markup(self.part(CONTENT_TYPES))
        element = b'<%bOverride PartName="/%b" ContentType="%b"/>' % (
            markup.prefix,
            attribute_text(name),
            content_type.encode(),
        )
        self.put(CONTENT_TYPES, markup.with_cuts([markup.append(markup.root, element)]))

    def to_bytes(self) -> bytes:
        """Return the copy as a file: entries in their old order, those added at the end.

        Raises DamageError if the package is of a kind (zip64) that cannot be copied.
        """
        archive = read_archive(self.package)
        kept = (member for member in archive.members if member.name not in self.dropped)
        new = (
            _member(name, deflate(part), len(self.package.data) + at)
            for at, (name, part) in enumerate(self.added.items())
        )
        changed = {name: deflate(part) for name, part in self.changed.items()}
        return rewrite(Archive((*kept, *new), archive.comment), changed)

    def without(self, name: str, unwanted: Callable[[dict[str, str]], bool]) -> None:
        """Take entries out of a part that lists them: a part of relations, or of content types."""
        markup = read_markup(self.part(name))
        gone = [node for node in markup.root.children if unwanted(node.attributes)]
        content = markup.with_cuts(markup.removal(node) for node in gone)
        self.put(name, content)


def relations_part(source: str) -> str:
    """Return the name of the part that lists the relations of a part; "" is the package."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _member(name: str, content: Deflated, offset: int) -> Member:
    """Return an entry that is new, as a zip file stores it; offset decides only its place."""
    stored = name.encode()
    facts = (_UTF8, _DEFLATED, _MIDNIGHT, _FIRST_DAY)
    sizes = (content.crc, len(content.compressed), content.size)
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts, *sizes, len(stored), 0)
    tail = (len(stored), 0, 0, 0, 0, 0, 0)
    record = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, *facts, *sizes, *tail)
    return Member(name, offset, local + stored + content.compressed, record + stored)
