"""Which files are no returns, told by their names before any is opened."""

from pathlib import PurePosixPath

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
ARCHIVE = ".zip"

_DOCUMENT = "a document, not a workbook"
_PICTURE = "a picture, not a workbook"
_TABLE = "a table in plain text, not a workbook"
_TEXT = "plain text, not a workbook"
_MAIL = "an e-mail, not a workbook; save the workbook attached to it and collate that"
_PACKED = "an archive of a kind that is not opened; unpack it, or pack the returns as .zip"
_SYSTEM = "a file of the system, not a workbook"
_TEMPLATE = "a template, not a completed workbook; save it as an Excel Workbook (.xlsx)"
_DATA = "data, not a workbook"

_REASONS = {
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages"), _DOCUMENT),
    **dict.fromkeys((".pdf", ".ppt", ".pptx", ".htm", ".html", ".mht"), _DOCUMENT),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg"), _PICTURE),
    **dict.fromkeys((".csv", ".tsv"), _TABLE),
    **dict.fromkeys((".txt", ".md", ".log", ".toml"), _TEXT),
    **dict.fromkeys((".msg", ".eml"), _MAIL),
    **dict.fromkeys((".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"), _PACKED),
    **dict.fromkeys((".ini", ".db", ".lnk", ".url", ".tmp"), _SYSTEM),
    **dict.fromkeys((".xltx", ".xltm", ".xlt"), _TEMPLATE),
    **dict.fromkeys((".json", ".xml", ".parquet", ".duckdb", ".wal"), _DATA),
    ".numbers": "an Apple Numbers spreadsheet; export it to Excel (.xlsx) and collate that",
}


def reason_to_pass_over(name: str) -> str | None:
    """Return why a file of this name is no return, or None if it may be one.

    name: without the folders above it.
    """
    if name.startswith("~$"):
        return "a lock file, which only marks that a workbook is open in Excel"
    return "hidden" if name.startswith(".") else _REASONS.get(suffix_of(name))


def folder_to_pass_over(name: str) -> str | None:
    """Return why a folder of this name is not searched, or None if it is."""
    if name == "__MACOSX":
        return "what macOS adds to an archive"
    return "hidden" if name.startswith(".") else None


def suffix_of(name: str) -> str:
    """Return the ending of a file's name in lower case, with its point."""
    return PurePosixPath(name).suffix.lower()
