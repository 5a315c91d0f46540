"""The shared strings of a workbook: each text once, cells hold its number."""

from wres_excel.errors import UnreadableFile
from wres_excel.workbook import kinds
from wres_excel.workbook.package import Package
from wres_excel.workbook.xml import LocalNames, decode_escapes, new_stream, run_stream

MAX_STRINGS = 2_000_000


def read_strings(package: Package, part: str | None) -> list[str]:
    """Return the shared strings in order, runs of rich text joined, phonetic guides left out.

    part: the name of the part that holds them, None if the workbook has none.
    Raises UnreadableFile if the part is missing or damaged, or has too many strings.
    """
    if part is None:
        return []
    reader = _StringsReader(part, package.name)
    parser = new_stream(part, package.name)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text.append
    run_stream(parser, package.part(part), part, package.name)
    return reader.strings


class _StringsReader:
    __slots__ = ("_file", "_names", "_part", "_phonetic", "_pieces", "strings", "text")

    def __init__(self, part: str, file: str) -> None:
        self.strings: list[str] = []
        self.text: list[str] = []
        self._pieces: list[str] = []
        self._phonetic = False
        self._names = LocalNames()
        self._part, self._file = part, file

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        tag = self._names[name]
        if tag == "t":
            self.text.clear()
        elif tag == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        tag = self._names[name]
        if tag == "t":
            if not self._phonetic:
                self._pieces.append("".join(self.text))
        elif tag == "si":
            self._finish_string()
        elif tag == "rPh":
            self._phonetic = False

    def _finish_string(self) -> None:
        self.strings.append(decode_escapes("".join(self._pieces)))
        self._pieces.clear()
        if len(self.strings) > MAX_STRINGS:
            raise UnreadableFile(
                "The workbook holds too many texts to be a WRES return",
                file=self._file,
                found=f"more than {MAX_STRINGS:,} texts in {self._part}",
                expected=f"at most {MAX_STRINGS:,} texts",
                remedy=kinds.ASK_SENDER,
            )
