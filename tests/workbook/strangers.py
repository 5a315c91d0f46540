"""Packages built part by part, well formed or hostile, for the tests of opening and reading."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from wres_excel.errors import UnreadableFile
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Sheet, Workbook
from wres_excel.workbook.sheets import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

FETCH_AGAIN = "Copy or download the file again from where it came from, then try again."
ASK_SENDER = "Ask its sender for the workbook as Excel saved it."
CHECK_FILE = "Check that this is the file you meant, and choose the workbook instead."
SAVE_AS = "Open it in Excel and save it as an Excel Workbook (.xlsx), then try again."

SHEET_PART = "xl/worksheets/sheet1.xml"


def relations(*targets: tuple[str, str, str]) -> str:
    """Return the XML of relations, each (id, kind, target)."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for key, kind, target in targets
    )
    return f'<Relationships xmlns="{RELATIONS}">{rows}</Relationships>'


def worksheet(content: str) -> str:
    """Return the XML of a sheet around what stands in it."""
    return f'<worksheet xmlns="{MAIN}">{content}</worksheet>'


def rows(content: str) -> str:
    """Return the XML of a sheet with these rows."""
    return worksheet(f"<sheetData>{content}</sheetData>")


def parts_of(sheet: str | bytes = "", **named: str | bytes | None) -> dict[str, str | bytes]:
    """Return the parts of a workbook with the sheet Data.

    sheet: the XML of its part; named: strings, styles, workbook, workbook_rels, rels to replace
    those parts.
    """
    kinds = [("r1", "worksheet", "worksheets/sheet1.xml")]
    kinds += [("r2", "sharedStrings", "sharedStrings.xml")] if "strings" in named else []
    kinds += [("r3", "styles", "styles.xml")] if "styles" in named else []
    parts: dict[str, str | bytes | None] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": named.get("rels", relations(("r1", "officeDocument", "xl/workbook.xml"))),
        "xl/workbook.xml": named.get("workbook", workbook_xml(("Data", "r1"))),
        "xl/_rels/workbook.xml.rels": named.get("workbook_rels", relations(*kinds)),
        "xl/sharedStrings.xml": named.get("strings"),
        "xl/styles.xml": named.get("styles"),
        SHEET_PART: sheet or rows(""),
    }
    return {name: part for name, part in parts.items() if part is not None}


def workbook_xml(*sheets: tuple[str, str], more: str = "") -> str:
    """Return the XML of the workbook part with sheets, each (name, id of its relation)."""
    listed = "".join(f'<sheet name="{name}" sheetId="1" r:id="{key}"/>' for name, key in sheets)
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{listed}</sheets>{more}</workbook>'
    )


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip file with these entries."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def read(sheet: str | bytes = "", **named: str | bytes | None) -> Workbook:
    """Return the workbook with the sheet Data as it is read; see parts_of."""
    return read_workbook(package_from_bytes(zipped(parts_of(sheet, **named)), "return.xlsx"))


def read_data(sheet: str | bytes, **named: str | bytes | None) -> Sheet:
    """Return the sheet Data as it is read; see parts_of."""
    return read(sheet, **named).sheets[0]


def refusal(action: Callable[[], object]) -> str:
    """Return the whole message with which an action is refused."""
    with pytest.raises(UnreadableFile) as caught:
        action()
    return str(caught.value)
