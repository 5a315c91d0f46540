"""What a file is, when it is not the workbook that was asked for, and what its owner can do."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NoReturn

from wres_excel.errors import UnreadableFile

WORKBOOK = "an Excel workbook (.xlsx or .xlsm)"
SAVE_AS = "Open it in Excel and save it as an Excel Workbook (.xlsx), then try again."
FETCH_AGAIN = "Copy or download the file again from where it came from, then try again."
CHECK_FILE = "Check that this is the file you meant, and choose the workbook instead."
ASK_SENDER = "Ask its sender for the workbook as Excel saved it."


@dataclass(frozen=True, slots=True)
class OtherKind:
    """A kind of file that is no .xlsx: the message about it, what was found, and the remedy."""

    message: str
    found: str
    remedy: str = SAVE_AS


EMPTY = OtherKind("The file is empty", "a file of 0 bytes", FETCH_AGAIN)
LOCK = OtherKind(
    "The file only marks that a workbook is open in Excel",
    "a lock file, its name begins with ~$",
    "Leave it out and choose the workbook with the same name without ~$.",
)
PASSWORD = OtherKind(
    "The workbook is protected by a password or by a sensitivity label",
    "an encrypted file",
    "Open it in Excel, remove the password (File, Info, Protect Workbook, Encrypt with Password) "
    "or the label that encrypts it, save it, then try again.",
)
XLS = OtherKind("The file is a workbook of the old Excel 97-2003 kind", "an .xls workbook")
OLD_OFFICE = OtherKind(
    "The file is an old Office file, but not a workbook",
    "a document, presentation or message of the kind before 2007",
    CHECK_FILE,
)
XLSB = OtherKind("The file is an Excel binary workbook", "an .xlsb workbook")
ODS = OtherKind(
    "The file is an OpenDocument spreadsheet",
    "an .ods spreadsheet",
    "Open it in Excel or LibreOffice and save it as an Excel Workbook (.xlsx), then try again.",
)
NUMBERS = OtherKind(
    "The file is an Apple Numbers spreadsheet",
    "a .numbers spreadsheet",
    "Open it in Numbers and export it to Excel (.xlsx), then try again.",
)
WORD = OtherKind("The file is a Word document", "a .docx document", CHECK_FILE)
POWERPOINT = OtherKind("The file is a PowerPoint presentation", "a .pptx presentation", CHECK_FILE)
OTHER_OPENDOCUMENT = OtherKind(
    "The file is an OpenDocument file, but not a spreadsheet", "an OpenDocument file", CHECK_FILE
)
ARCHIVE = OtherKind(
    "The file is a zip archive with workbooks inside, not a workbook itself",
    "a zip archive",
    "Take the workbook out of the archive, then try again.",
)
OTHER_ZIP = OtherKind(
    "The file is a zip archive of something else, not a workbook",
    "a zip archive without [Content_Types].xml",
    CHECK_FILE,
)
NO_WORKBOOK = OtherKind(
    "The file is an Office package without a workbook in it",
    "no part that holds a workbook",
    ASK_SENDER,
)
XML_2003 = OtherKind("The file is an XML Spreadsheet 2003", "XML text")
HTML = OtherKind("The file is a web page saved under the name of a workbook", "HTML text")
OTHER_XML = OtherKind("The file is XML, not a workbook", "XML text", CHECK_FILE)
DELIMITED = OtherKind(
    "The file is a CSV or text file saved under the name of a workbook",
    "plain text with commas, semicolons or tabs",
)
CSV = OtherKind(
    "The file is a CSV or text file, and a workbook is wanted here",
    "plain text with commas, semicolons or tabs",
    "Choose the workbook instead; `wres-excel fill` makes one from a metrics file.",
)
TEXT = OtherKind("The file is plain text, not a workbook", "plain text", CHECK_FILE)
PDF = OtherKind("The file is a PDF, not a workbook", "a .pdf document", CHECK_FILE)
UNKNOWN = OtherKind(
    "The file is not a workbook", "content of a kind that is not known here", CHECK_FILE
)

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HEAD = 4096
_OLE2_ENTRY = 128
_OPENDOCUMENT = b"application/vnd.oasis.opendocument."
_HTML_MARKS = ("<!doctype html", "<html", "<head", "<body", "<table", "mime-version:")
_BYTE_ORDER_MARKS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def refuse(kind: OtherKind, file: str) -> NoReturn:
    """Raise the UnreadableFile that says what the file is instead of a workbook."""
    raise UnreadableFile(
        kind.message, file=file, found=kind.found, expected=WORKBOOK, remedy=kind.remedy
    )


def kind_of_content(data: bytes, name: str) -> OtherKind | None:
    """Return what the bytes of a file are, or None if they begin as a zip package does.

    name: the file's name, since a lock file is known by it alone, and a CSV file may bear its own.
    """
    if name.startswith("~$"):
        return LOCK
    if not data:
        return EMPTY
    if data.startswith(_ZIP):
        return None
    if data.startswith(_OLE2):
        return _kind_of_ole2(data)
    if data.startswith(b"%PDF"):
        return PDF
    kind = _kind_of_text(_head_text(data))
    named_so = name.lower().endswith((".csv", ".txt", ".tsv"))
    return CSV if kind is DELIMITED and named_so else kind


def kind_of_package(names: Collection[str], mimetype: bytes) -> OtherKind | None:
    """Return what a zip archive is, or None if it is an Office package that may hold a workbook.

    names: the names of its entries in lower case; mimetype: the content of its mimetype entry.
    """
    if mimetype.startswith(_OPENDOCUMENT):
        return ODS if mimetype.startswith(_OPENDOCUMENT + b"spreadsheet") else OTHER_OPENDOCUMENT
    for name, kind in _TELLING_NAMES:
        if name in names:
            return kind
    if "[content_types].xml" in names:
        return None
    inside = any(name.endswith((".xlsx", ".xlsm", ".xls", ".xlsb")) for name in names)
    return ARCHIVE if inside else OTHER_ZIP


_TELLING_NAMES = (
    ("xl/workbook.bin", XLSB),
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", POWERPOINT),
    ("index/document.iwa", NUMBERS),
)


def _kind_of_ole2(data: bytes) -> OtherKind:
    if _has_stream(data, "EncryptedPackage"):
        return PASSWORD
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return XLS
    return OLD_OFFICE


def _has_stream(data: bytes, name: str) -> bool:
    """Directory entries begin at multiples of 128 bytes, so text in a cell cannot pass for one."""
    wanted = f"{name}\0".encode("utf-16-le")
    starts = range(0, len(data), _OLE2_ENTRY)
    return any(data[start : start + len(wanted)] == wanted for start in starts)


def _head_text(data: bytes) -> str | None:
    """Return the first characters of a text file, or None if the bytes are no text."""
    head = data[:_HEAD]
    for mark, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head.decode(encoding, errors="replace")
    if any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return None
    return head.decode("windows-1252", errors="replace")


def _kind_of_text(text: str | None) -> OtherKind:
    if text is None:
        return UNKNOWN
    start = text.lstrip().lower()
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and start.startswith("<?xml"):
        return XML_2003
    if any(mark in start for mark in _HTML_MARKS):
        return HTML
    if start.startswith("<?xml"):
        return OTHER_XML
    first_line = start.partition("\n")[0]
    return DELIMITED if any(mark in first_line for mark in ",;\t") else TEXT
