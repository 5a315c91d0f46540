"""A part as a shallow tree of byte offsets, to cut a piece in while every other byte stays."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from wres_excel.errors import DamageError
from wres_excel.workbook.outline import new_parser, run_parser
from wres_excel.workbook.tags import (
    attributes_of,
    element_end,
    element_name,
    is_self_closing,
    prefix_of,
    start_tag_end,
)
from wres_excel.workbook.transcode import from_utf8, to_utf8


@dataclass(slots=True)
class Node:
    """An element: its name and attributes without namespaces, where it lies, what stands in it.

    start: of its start tag; closing: what expat reports at its end (see tags.element_end).
    """

    name: str
    attributes: dict[str, str]
    start: int
    namespace: str = ""
    closing: int = 0
    children: list["Node"] = field(default_factory=list)

    def find(self, name: str) -> "Node | None":
        """Return the first child with a name, or None."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator["Node"]:
        """Yield the children with a name."""
        return (child for child in self.children if child.name == name)


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a part and what takes its place; start and end are the same for an insertion."""

    start: int
    end: int
    content: bytes


@dataclass(frozen=True)
class Markup:
    """A part in UTF-8, the codec it is stored in, and the tree of its elements."""

    text: bytes
    codec: str
    root: Node

    @cached_property
    def prefix(self) -> bytes:
        """The namespace prefix of the root element with its colon, nothing if it has none."""
        return prefix_of(element_name(self.text, self.root.start))

    def tag_end(self, node: Node) -> int:
        """Return where the start tag of a node ends, one past its ">"."""
        return start_tag_end(self.text, node.start)

    def end(self, node: Node) -> int:
        """Return where a node ends, one past its last ">"."""
        return element_end(self.text, self.tag_end(node), node.closing)

    def source(self, node: Node, cuts: Iterable[Cut] = ()) -> bytes:
        """Return the bytes of a whole node, with cuts made in it."""
        whole = self.text[node.start : self.end(node)]
        inner = (Cut(cut.start - node.start, cut.end - node.start, cut.content) for cut in cuts)
        return spliced(whole, inner)

    def append(self, node: Node, content: bytes) -> Cut:
        """Return the cut that puts content in at the end of a node, which is opened if need be."""
        tag_end = self.tag_end(node)
        if not is_self_closing(self.text, tag_end):
            return Cut(node.closing, node.closing, content)
        closing = b"</%b>" % element_name(self.text, node.start)
        return Cut(tag_end - 2, tag_end, b">" + content + closing)

    def after_last(self, parent: Node, names: Collection[str], content: bytes) -> Cut:
        """Return the cut that puts content after the last child of some names, else in front."""
        before = [child for child in parent.children if child.name in names]
        if before:
            at = self.end(before[-1])
            return Cut(at, at, content)
        at = self.tag_end(parent)
        if is_self_closing(self.text, at):
            return self.append(parent, content)
        return Cut(at, at, content)

    def set_attribute(self, node: Node, name: str, value: str) -> Cut:
        """Return the cut that gives an attribute without prefix a value; value needs no escapes."""
        tag = self.text[node.start : self.tag_end(node)]
        at = len(element_name(tag)) + 1
        new = b' %b="%b"' % (name.encode(), value.encode())
        for found, whole in attributes_of(tag):
            if found == name.encode():
                start = node.start + tag.index(whole, at)
                return Cut(start, start + len(whole), new)
        return Cut(node.start + at, node.start + at, new)

    def removal(self, node: Node) -> Cut:
        """Return the cut that takes a whole node out."""
        return Cut(node.start, self.end(node), b"")

    def with_cuts(self, cuts: Iterable[Cut]) -> bytes:
        """Return the part with all cuts made, in the codec it is stored in."""
        return from_utf8(spliced(self.text, cuts), self.codec)


def spliced(text: bytes, cuts: Iterable[Cut]) -> bytes:
    """Return a text with cuts made in it; those at one place keep their order."""
    pieces, at = list[bytes](), 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        if cut.start < at:
            raise DamageError("Two changes of one part of the workbook met")
        pieces += [text[at : cut.start], cut.content]
        at = cut.end
    return b"".join((*pieces, text[at:]))


def read_markup(part: bytes, *, depth: int = 2, inside: Sequence[str] | None = None) -> Markup:
    """Return the tree of a part, from its root down to a depth.

    part: the XML as stored; inside: the names of the children of the root that are looked into,
    None for all. Raises DamageError if the part is not well-formed, or in an unknown encoding.
    """
    text, codec = to_utf8(part)
    return Markup(text, codec, _Scanner(depth, inside).scan(text))


class _Scanner:
    """One pass of expat over a part; nodes deeper than wanted are passed over."""

    def __init__(self, depth: int, inside: Sequence[str] | None) -> None:
        self.wanted = depth
        self.inside = inside
        self.depth = 0
        self.path: list[Node] = []
        self.root: Node | None = None
        self.parser = new_parser()

    def scan(self, text: bytes) -> Node:
        self.parser.StartElementHandler = self.on_start
        self.parser.EndElementHandler = self.on_end
        run_parser(self.parser, text)
        if self.root is None:
            raise DamageError("A part of this workbook holds no element")
        return self.root

    def on_start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > self.wanted or not self.is_looked_into():
            return
        namespace, _, local = name.rpartition(" ")
        named = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(local, named, self.parser.CurrentByteIndex, namespace)
        if self.path:
            self.path[-1].children.append(node)
        else:
            self.root = node
        self.path.append(node)

    def on_end(self, _name: str) -> None:
        if self.depth == len(self.path):
            self.path.pop().closing = self.parser.CurrentByteIndex
        self.depth -= 1

    def is_looked_into(self) -> bool:
        """Whether the parent of the element that begins is known, and is to be looked into."""
        if len(self.path) != self.depth - 1:
            return False
        return self.inside is None or self.depth < 3 or self.path[1].name in self.inside
