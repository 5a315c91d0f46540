"""Ways to break a workbook, each steered by whole numbers, so that any chooser can drive them.

A mutation is a kind and three numbers; whatever the numbers are, they mean something: they are
counted round what there is. Both the Hypothesis test and the atheris harness drive these.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .pools import ANY, POOLS, TAGS

_TOKENS = {
    "attribute value": re.compile(rb'(?<==")[^"<]*(?=")'),
    "attribute name": re.compile(rb'(?<=\s)[A-Za-z:]+(?==")'),
    "tag": re.compile(rb"(?<=</)[A-Za-z:]+|(?<=<)[A-Za-z:]+"),
    "text": re.compile(rb"(?<=>)[^<]+(?=<)"),
    "number": re.compile(rb"(?<![A-Za-z0-9])-?[0-9]+(?:\.[0-9]+)?(?![A-Za-z0-9])"),
    "address": re.compile(rb'\b[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?(?=["<,)])'),
    "string index": re.compile(rb'(?<=t="s"><v>)[0-9]+(?=</v>)'),
    "cell type": re.compile(rb'(?<= t=")[a-zA-Z]+(?=")'),
    "formula": re.compile(rb"(?<=<f>)[^<]+(?=</f>)"),
}
_PARTS_THAT_COUNT = re.compile(r"xl/(worksheets|sharedStrings|styles|workbook|_rels)|\.rels$")


@dataclass(frozen=True)
class Mutation:
    """One way to break a package: its kind, and numbers that say where and with what."""

    kind: str
    part: int
    place: int
    choice: int


Parts = dict[str, bytes]
Change = Callable[[Parts, str, Mutation], None]


def _replace_token(parts: Parts, name: str, mutation: Mutation) -> None:
    places = list(_TOKENS[mutation.kind].finditer(parts[name]))
    if places:
        match = places[mutation.place % len(places)]
        pool = POOLS.get(mutation.kind, ANY)
        new = pool[mutation.choice % len(pool)]
        parts[name] = parts[name][: match.start()] + new + parts[name][match.end() :]


def _rename_element(parts: Parts, name: str, mutation: Mutation) -> None:
    """All elements of the name are renamed, so that the part stays well formed."""
    tags = sorted(set(re.findall(rb"<([A-Za-z:]+)", parts[name])))
    if tags:
        old, new = tags[mutation.place % len(tags)], TAGS[mutation.choice % len(TAGS)]
        pattern = re.compile(rb"(</?)" + old + rb"(?=[\s/>])")
        parts[name] = pattern.sub(lambda match: match[1] + new, parts[name])


def _drop_element(parts: Parts, name: str, mutation: Mutation) -> None:
    start, end = _element(parts[name], mutation.place)
    parts[name] = parts[name][:start] + parts[name][end:]


def _double_element(parts: Parts, name: str, mutation: Mutation) -> None:
    start, end = _element(parts[name], mutation.place)
    again = parts[name][start:end] * (1 + mutation.choice % 3)
    parts[name] = parts[name][:end] + again + parts[name][end:]


def _element(part: bytes, place: int) -> tuple[int, int]:
    """Return where some element without elements of its own name within it begins and ends."""
    tags = list(re.finditer(rb"<([A-Za-z:]+)[^<>]*>", part))
    if not tags:
        return 0, 0
    tag = tags[place % len(tags)]
    if tag[0].endswith(b"/>"):
        return tag.start(), tag.end()
    close = part.find(b"</" + tag[1] + b">", tag.end())
    return tag.start(), tag.end() if close < 0 else close + len(tag[1]) + 3


def _change_byte(parts: Parts, name: str, mutation: Mutation) -> None:
    parts[name] = changed_bytes(parts[name], mutation)


def _cut(parts: Parts, name: str, mutation: Mutation) -> None:
    parts[name] = parts[name][: mutation.place % (len(parts[name]) + 1)]


def _drop_part(parts: Parts, name: str, mutation: Mutation) -> None:
    del parts[name]


def _double_part(parts: Parts, name: str, mutation: Mutation) -> None:
    """Only the case of a letter tells the copy apart, which to Excel is no difference."""
    folder, mark, last = name.rpartition("/")
    copies = (f"{folder}{mark}{last.upper()}", f"{name}2", f"/{name}", f"../{name}")
    parts[copies[mutation.choice % len(copies)]] = parts[name]


def _swap_part(parts: Parts, name: str, mutation: Mutation) -> None:
    other = sorted(parts)[mutation.choice % len(parts)]
    parts[name], parts[other] = parts[other], parts[name]


def _encode_part(parts: Parts, name: str, mutation: Mutation) -> None:
    encodings = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7", "cp037")
    text = parts[name].decode("utf-8", errors="replace")
    parts[name] = text.encode(encodings[mutation.choice % len(encodings)], errors="replace")


def _insert_markup(parts: Parts, name: str, mutation: Mutation) -> None:
    pieces = (
        b'<!DOCTYPE a [<!ENTITY x "y">]>',
        b"<!-- x -->",
        b"<?x y?>",
        b"<![CDATA[<]]>",
        b"<a>" * 300,
        b'<mc:AlternateContent xmlns:mc="urn:x">',
        b'<c r="A1"><v>1</v></c>',
        b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
        b"<f>1+</f>",
    )
    tags = [tag.end() for tag in re.finditer(rb">", parts[name])] or [0]
    place = tags[mutation.place % len(tags)]
    piece = pieces[mutation.choice % len(pieces)]
    parts[name] = parts[name][:place] + piece + parts[name][place:]


_CHANGES: dict[str, Change] = {
    **dict.fromkeys(_TOKENS, _replace_token),
    "rename element": _rename_element,
    "drop element": _drop_element,
    "double element": _double_element,
    "change byte": _change_byte,
    "cut": _cut,
    "drop part": _drop_part,
    "double part": _double_part,
    "swap part": _swap_part,
    "encode part": _encode_part,
    "insert markup": _insert_markup,
}
KINDS = tuple(_CHANGES)


def mutated_package(data: bytes, mutations: Iterable[Mutation]) -> bytes:
    """Return a workbook with its parts broken, in a zip that is itself in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for mutation in mutations:
        names = sorted(parts, key=lambda name: (not _PARTS_THAT_COUNT.search(name), name))
        if names:
            _CHANGES[mutation.kind](parts, names[mutation.part % len(names)], mutation)
    return _zipped(parts)


def _zipped(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part)
    return stream.getvalue()


def mutated_bytes(data: bytes, mutations: Sequence[Mutation]) -> bytes:
    """Return a file with bytes flipped, put in, taken out or doubled."""
    for mutation in mutations:
        data = changed_bytes(data, mutation)
    return data


def changed_bytes(data: bytes, mutation: Mutation) -> bytes:
    """Return data with one change at a place: the choice says which, and the part how long."""
    place = mutation.place % (len(data) + 1)
    length = 1 + mutation.part % 16
    before, run, after = data[:place], data[place : place + length], data[place + length :]
    byte = bytes([mutation.choice // 4 % 256])
    match mutation.choice % 4:
        case 0:
            return before + bytes(value ^ byte[0] for value in run) + after
        case 1:
            return before + byte * length + run + after
        case 2:
            return before + after
        case _:
            return before + run + run + after
