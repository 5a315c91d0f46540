"""Colours of a workbook resolved to red, green and blue, and how well two of them contrast."""

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

Colour = tuple[float, float, float]
"""Red, green and blue, each from 0 to 1."""

BLACK: Colour = (0.0, 0.0, 0.0)

_HEX = re.compile(r"(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})")
_FIRST_EIGHT = "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF"
_INDEXED = (
    f"{_FIRST_EIGHT} {_FIRST_EIGHT} "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 "
    "9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF "
    "00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 "
    "003366 339966 003300 333300 993300 993366 333399 333333"
).split()
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours that a workbook names by number: those of its theme, and the indexed ones."""

    theme: Sequence[Colour]
    indexed: Sequence[Colour]

    def resolve(self, colour: Mapping[str, str]) -> Colour:
        """Return a colour given by the attributes of a <color> element; black if it says none."""
        try:
            found = self._named(colour)
        except (ValueError, IndexError):
            return BLACK
        return _tinted(found, float(colour.get("tint", "0") or 0))

    def _named(self, colour: Mapping[str, str]) -> Colour:
        if "rgb" in colour:
            return from_hex(colour["rgb"])
        if "theme" in colour:
            return self.theme[int(colour["theme"])]
        number = int(colour.get("indexed", "64"))
        return self.indexed[number] if number < len(self.indexed) else BLACK


def read_palette(theme: bytes | None, indexed: Sequence[str] = ()) -> Palette:
    """Return the palette of a workbook.

    theme: the theme part, None if there is none; indexed: colours in hexadecimal that the
    workbook puts in place of the first usual ones. Source: ECMA-376 part 1, 18.8.27.
    """
    usual = [*indexed, *_INDEXED[len(indexed) :]]
    return Palette(tuple(_theme_colours(theme)), tuple(map(from_hex, usual)))


def from_hex(text: str) -> Colour:
    """Return a colour such as 12436D or FF12436D; raises ValueError if the text is none."""
    match = _HEX.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a colour")
    red, green, blue = bytes.fromhex(match[1])
    return red / 255, green / 255, blue / 255


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, 1 to 21; 4.5 is enough for text.

    Source: Web Content Accessibility Guidelines 2.1, success criterion 1.4.3.
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tinted(colour: Colour, tint: float) -> Colour:
    """A tint below 0 darkens, one above 0 lightens. Source: ECMA-376 part 1, 18.8.19."""
    hue, light, saturation = colorsys.rgb_to_hls(*colour)
    tint = max(-1.0, min(1.0, tint))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return colorsys.hls_to_rgb(hue, light, saturation)


def _theme_colours(theme: bytes | None) -> list[Colour]:
    if theme is None:
        return [(1.0, 1.0, 1.0), BLACK]
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        scheme = etree.fromstring(theme, parser).find(".//{*}clrScheme")
    except etree.XMLSyntaxError:
        scheme = None
    return [_theme_colour(scheme, name) for name in _THEME]


def _theme_colour(scheme: etree._Element | None, name: str) -> Colour:
    entry = None if scheme is None else scheme.find(f"{{*}}{name}/*")
    told = "" if entry is None else entry.get("lastClr") or entry.get("val") or ""
    usual = "FFFFFF" if name.startswith("lt") else "000000"
    return from_hex(told if _HEX.fullmatch(told) else usual)
