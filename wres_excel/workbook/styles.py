"""Of each cell style, what a reader needs: number format, lock, and whether text is struck out."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.package import Package
from wres_excel.workbook.xml import LocalNames, is_true, new_stream, run_stream

MAX_STYLES = 250_000
LONGEST_KEPT = 200_000

_BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"$"#,##0_);("$"#,##0)',
    6: '"$"#,##0_);[Red]("$"#,##0)',
    7: '"$"#,##0.00_);("$"#,##0.00)',
    8: '"$"#,##0.00_);[Red]("$"#,##0.00)',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    37: "#,##0_);(#,##0)",
    38: "#,##0_);[Red](#,##0)",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    41: '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)',
    42: '_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)',
    43: '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)',
    44: '_("$"* #,##0.00_)_("$"* \\(#,##0.00\\)_("$"* "-"??_)_(@_)',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mmss.0",
    48: "##0.0E+0",
    49: "@",
}


@dataclass(frozen=True, slots=True)
class Styles:
    """Number format code, lock and strike-through of each cell style, in the order of numbers."""

    formats: tuple[str, ...] = ("General",)
    locked: tuple[bool, ...] = (True,)
    struck: tuple[bool, ...] = (False,)


def read_styles(package: Package, part: str | None) -> Styles:
    """Return the styles; part is the name of the part that holds them, None if there is none.

    Raises UnreadableFile if the part is missing or damaged, or has too many styles.
    """
    if part is None:
        return Styles()
    content = package.part(part)
    if len(content) <= LONGEST_KEPT:
        with suppress(UnreadableFile):
            return _kept(content)
    return _read(content, part, package.name)


@lru_cache(maxsize=64)
def _kept(content: bytes) -> Styles:
    """Return the styles of a part; returns of one form share them."""
    return _read(content, "", "")


def _read(content: bytes, part: str, file: str) -> Styles:
    reader = _StylesReader(part, file)
    parser = new_stream(part, file)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    run_stream(parser, content, part, file)
    return reader.styles()


class _StylesReader:
    __slots__ = (
        "_codes",
        "_file",
        "_fonts",
        "_locked",
        "_names",
        "_numbers",
        "_part",
        "_section",
        "_struck_fonts",
    )

    def __init__(self, part: str, file: str) -> None:
        self._codes: dict[str, str] = {str(number): code for number, code in _BUILT_IN.items()}
        self._numbers: list[str] = []
        self._locked: list[bool] = []
        self._fonts: list[str] = []
        self._struck_fonts: list[bool] = []
        self._section = ""
        self._names = LocalNames()
        self._part, self._file = part, file

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names[name]
        if tag in ("numFmts", "fonts", "cellXfs"):
            self._section = tag
        elif self._section == "cellXfs":
            self._start_in_formats(tag, attributes)
        elif self._section == "fonts":
            self._start_in_fonts(tag, attributes)
        elif self._section == "numFmts" and tag == "numFmt":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "General")

    def end(self, name: str) -> None:
        if self._names[name] == self._section:
            self._section = ""

    def styles(self) -> Styles:
        if not self._numbers:
            return Styles()
        codes = self._codes
        struck = {str(font) for font, flag in enumerate(self._struck_fonts) if flag}
        return Styles(
            tuple(codes.get(number, "General") for number in self._numbers),
            tuple(self._locked),
            tuple(font in struck for font in self._fonts),
        )

    def _start_in_fonts(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "font":
            self._struck_fonts.append(False)
            if len(self._struck_fonts) > MAX_STYLES:
                raise self._too_many()
        elif tag == "strike" and self._struck_fonts:
            self._struck_fonts[-1] = is_true(attributes.get("val", "1"))

    def _start_in_formats(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "xf":
            self._numbers.append(attributes.get("numFmtId", "0"))
            self._locked.append(True)
            self._fonts.append(attributes.get("fontId", "0"))
            if len(self._numbers) > MAX_STYLES:
                raise self._too_many()
        elif tag == "protection" and self._locked:
            self._locked[-1] = is_true(attributes.get("locked", "1"))

    def _too_many(self) -> UnreadableFile:
        return UnreadableFile(
            "The workbook holds too many cell styles to be a WRES return",
            file=self._file,
            found=f"more than {MAX_STYLES:,} styles in {self._part}",
            expected=f"at most {MAX_STYLES:,} styles",
            remedy=kinds.ASK_SENDER,
        )
