"""What the tests of annotating share: findings, small workbooks, and a copy as others see it."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from wres_excel.findings import Finding, Severity
from wres_excel.workbook.annotate import About, Heading, annotate
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

from ..strangers import MAIN, parts_of, worksheet, zipped

HEADING = Heading("Example NHS Trust (RXY)", "2024")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1">'
    '<alignment horizontal="center"/><protection locked="0"/></xf>'
    '<xf numFmtId="0" fontId="1" fillId="1" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)
ROWS = (
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Band 5</t></is></c>'
    '<c r="B1" s="1"><v>5</v></c></row><row r="3"><c r="B3"><f>B1*2</f><v>10</v></c></row>'
    "</sheetData>"
)


def finding(
    cell: str | None = "B1",
    severity: Severity = "error",
    *,
    sheet: str | None = "Data",
    **facts: str | None,
) -> Finding:
    """Return a finding; facts: whatever else it is to say."""
    known = {"message": "This is more than its whole", "remedy": "Correct it."} | facts
    return Finding("a-rule", severity, sheet=sheet, cell=cell, **known)  # type: ignore[arg-type]


def small(content: str = ROWS, more: Mapping[str, str] | None = None, **named: Any) -> bytes:
    """Return a workbook with one sheet; more: further parts, else as parts_of has it."""
    known = {name: part for name, part in ({"styles": STYLES} | named).items() if part is not None}
    parts = parts_of(worksheet(content), **known)
    return zipped({**parts, "[Content_Types].xml": TYPES, **(more or {})})


def nothing_said(_finding: Finding) -> About:
    return About()


def annotated(
    data: bytes,
    findings: Sequence[Finding],
    *,
    heading: Heading = HEADING,
    label: Callable[[Finding], About] = nothing_said,
) -> bytes:
    """Return the annotated copy."""
    return annotate(data, "return.xlsx", findings, heading=heading, label=label)


def read(data: bytes) -> Workbook:
    return read_workbook(package_from_bytes(data, "return.xlsx"))


def part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a package with one part changed, as a test damages it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, change(content) if info.filename == name else content)
    return stream.getvalue()
