"""The styles part of a workbook with more styles at the end of each list, those there untouched."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from wres_excel.workbook.annotate.dialect import Dialect
from wres_excel.workbook.annotate.draft import DECLARATION
from wres_excel.workbook.annotate.markup import Cut, Markup, Node, read_markup

MOST_STYLES = 64_000
"""Cell formats that a workbook may have. Source: Excel specifications and limits."""

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_PLAIN_XF = '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
_FIRST: dict[str, tuple[str, ...]] = {
    "fonts": ('<{p}font><{p}sz val="11"/><{p}name val="Arial"/></{p}font>',),
    "fills": (
        '<{p}fill><{p}patternFill patternType="none"/></{p}fill>',
        '<{p}fill><{p}patternFill patternType="gray125"/></{p}fill>',
    ),
    "borders": ("<{p}border/>",),
    "cellStyleXfs": (_PLAIN_XF,),
    "cellXfs": (_PLAIN_XF.replace("/>", ' xfId="0"/>'),),
    "cellStyles": ('<{p}cellStyle name="Normal" xfId="0" builtinId="0"/>',),
}
"""What each list begins with where a styles part does not have it."""


def empty_styles(dialect: Dialect) -> bytes:
    """Return a styles part for a workbook that has none, with the lists it cannot do without."""
    prefixed = {name: "".join(first).replace("{p}", "") for name, first in _FIRST.items()}
    lists = "".join(f"<{name}>{first}</{name}>" for name, first in prefixed.items())
    root = f'<styleSheet xmlns="{dialect.main}">{lists}</styleSheet>'
    return DECLARATION + root.encode()


@dataclass
class StyleBook:
    """The styles of a copy: what stands in the part, and what is to be added to each list."""

    markup: Markup
    added: defaultdict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    known: dict[tuple[str, bytes], int] = field(default_factory=dict)

    @classmethod
    def read(cls, part: bytes) -> "StyleBook":
        """Return the styles of a part; raises DamageError if it is not well-formed."""
        return cls(read_markup(part, depth=4))

    @property
    def room(self) -> int:
        """How many more cell formats there may be."""
        return MOST_STYLES - self.count("cellXfs")

    def entries(self, name: str) -> list[Node]:
        """Return the entries of a list that stand in the part."""
        return self._entries.get(name, [])

    @cached_property
    def _entries(self) -> dict[str, list[Node]]:
        return {child.name: child.children for child in self.markup.root.children}

    def count(self, name: str) -> int:
        """Return how many entries a list has, those to be added included."""
        there = self.entries(name) or self._first(name)
        return len(there) + len(self.added[name])

    def add(self, name: str, entry: str | bytes) -> int:
        """Add an entry to a list, unless the same was added before, and return its number.

        entry: its XML, in which {p} stands for the prefix of the part if it is text.
        """
        content = entry if isinstance(entry, bytes) else self._prefixed(entry)
        if (name, content) not in self.known:
            self.known[name, content] = self.count(name)
            self.added[name].append(content)
        return self.known[name, content]

    def with_fill(self, style: int, fill: int) -> int:
        """Return the number of a cell format like another one, with another fill."""
        formats = self.entries("cellXfs")
        if not formats:
            plain = _PLAIN_XF.replace('fillId="0"', f'fillId="{fill}" applyFill="1" xfId="0"')
            return self.add("cellXfs", plain)
        node = formats[style if style < len(formats) else 0]
        pairs = {"fillId": str(fill), "applyFill": "1"}
        cuts = [self.markup.set_attribute(node, *pair) for pair in pairs.items()]
        return self.add("cellXfs", self.markup.source(node, cuts))

    def indexed_colours(self) -> list[str]:
        """Return the colours that the workbook puts in place of the usual indexed ones."""
        listed = next((n for n in self.entries("colors") if n.name == "indexedColors"), None)
        nodes = listed.children if listed else []
        return [node.attributes.get("rgb", "000000") for node in nodes]

    def font_of(self, style: int) -> Node | None:
        """Return the font of a cell format, None if the part does not say."""
        formats, fonts = self.entries("cellXfs"), self.entries("fonts")
        number = formats[style].attributes.get("fontId", "0") if style < len(formats) else "0"
        at = int(number) if number.isdecimal() else 0
        return fonts[at] if at < len(fonts) else None

    def to_bytes(self) -> bytes:
        """Return the part with all that was added."""
        cuts = [cut for name in _ORDER if self.added[name] for cut in self._grown(name)]
        return self.markup.with_cuts(cuts)

    def _grown(self, name: str) -> list[Cut]:
        root = self.markup.root
        node = root.find(name)
        content = b"".join(self.added[name])
        if node is None or not node.children:
            content = b"".join((*self._first(name), content))
        if node is None:
            before = _ORDER[: _ORDER.index(name)]
            return [self.markup.after_last(root, before, self._list(name, content))]
        cuts = [self.markup.append(node, content)]
        if "count" in node.attributes:
            cuts.append(self.markup.set_attribute(node, "count", str(self.count(name))))
        return cuts

    def _list(self, name: str, content: bytes) -> bytes:
        tag = self.markup.prefix + name.encode()
        return b'<%b count="%d">%b</%b>' % (tag, self.count(name), content, tag)

    def _first(self, name: str) -> tuple[bytes, ...]:
        return tuple(map(self._prefixed, _FIRST.get(name, ())))

    def _prefixed(self, entry: str) -> bytes:
        return entry.replace("{p}", self.markup.prefix.decode()).encode()
