"""Small workbooks with formulas, and LibreOffice to say what the formulas really give."""

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from wres_excel.workbook.addresses import format_address, parse_address
from wres_excel.workbook.cells import Content
from wres_excel.workbook.package import Package, package_from_bytes
from wres_excel.workbook.patch import Result, Target
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

from .strangers import MAIN, relations, rows, workbook_xml, zipped

Held = str | float | bool | tuple[str, str | float] | tuple[str, str | float, str]
"""A constant; "=..." for a formula without a result; (formula, result) or (formula, result, the
attributes of its <f>); an error is a text that begins with #."""

needs_libreoffice = pytest.mark.skipif(
    not shutil.which("libreoffice"), reason="LibreOffice is not installed"
)
ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item></oor:items>"""
"""The setting that has LibreOffice compute every formula instead of trusting stored results."""


def ledger(
    sheets: Mapping[str, Mapping[str, Held]],
    *,
    names: Mapping[str, str] | None = None,
    tables: Mapping[str, str] | None = None,
) -> tuple[Package, Workbook]:
    """Return a workbook of sheets by name, cells by address.

    names: defined names; tables: the XML of each table by the name of its sheet.
    """
    parts: dict[str, str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": workbook_xml(
            *((escape(name), f"r{at}") for at, name in enumerate(sheets)), more=_names(names or {})
        ),
        "xl/_rels/workbook.xml.rels": relations(
            *((f"r{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in range(len(sheets)))
        ),
    }
    for at, (name, cells) in enumerate(sheets.items()):
        parts[f"xl/worksheets/sheet{at}.xml"] = rows(_rows(cells))
        if name in (tables or {}):
            target = relations(("r1", "table", f"../tables/table{at}.xml"))
            parts[f"xl/worksheets/_rels/sheet{at}.xml.rels"] = target
            parts[f"xl/tables/table{at}.xml"] = (tables or {})[name]
    package = package_from_bytes(zipped(parts), "form.xlsx")
    return package, read_workbook(package)


def table(name: str, span: str, *columns: str, more: str = "") -> str:
    """Return the XML of a table; more: further attributes."""
    listed = "".join(f'<tableColumn id="{at}" name="{each}"/>' for at, each in enumerate(columns))
    return (
        f'<table xmlns="{MAIN}" id="1" name="{name}" displayName="{name}" ref="{span}" {more}>'
        f'<tableColumns count="{len(columns)}">{listed}</tableColumns></table>'
    )


def at(address: str, sheet: str = "S") -> Target:
    """Return a target: at("B2") is on the sheet S."""
    return (sheet, *parse_address(address))


def number(value: float) -> Content:
    """Return a number as content."""
    return Content("number", f"{value:.17g}")


def shown(results: tuple[Result, ...]) -> dict[str, str | None]:
    """Return results by address, with the sheet if it is not S: their raw form, None if dropped."""
    return {
        ("" if each.sheet == "S" else f"{each.sheet}!") + format_address(each.row, each.column): (
            each.content.raw if each.content else None
        )
        for each in results
    }


def recalculated(folder: Path, *files: bytes) -> list[openpyxl.Workbook]:
    """Return workbooks as LibreOffice computes them, whatever results they hold."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(ALWAYS)
    names = [f"{at}.xlsx" for at in range(len(files))]
    for name, data in zip(names, files, strict=True):
        (folder / name).write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["libreoffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out"]
    subprocess.run([*command, *names], cwd=folder, check=True, capture_output=True, timeout=120)
    return [openpyxl.load_workbook(folder / "out" / name, data_only=True) for name in names]


def _names(names: Mapping[str, str]) -> str:
    listed = "".join(
        f'<definedName name="{name}">{escape(text)}</definedName>' for name, text in names.items()
    )
    return f"<definedNames>{listed}</definedNames>" if names else ""


def _rows(cells: Mapping[str, Held]) -> str:
    by_row: dict[int, str] = {}
    for address, held in sorted(cells.items(), key=lambda pair: parse_address(pair[0])):
        row = parse_address(address)[0]
        by_row[row] = by_row.get(row, "") + _cell(address, held)
    return "".join(f'<row r="{row}">{text}</row>' for row, text in by_row.items())


def _cell(address: str, held: Held) -> str:
    formula = ""
    if isinstance(held, str) and held.startswith("="):
        return f'<c r="{address}"><f>{escape(held[1:])}</f></c>'
    if isinstance(held, tuple):
        attributes = held[2] if len(held) == 3 else ""
        formula, held = f"<f {attributes}>{escape(held[0].removeprefix('='))}</f>", held[1]
    if isinstance(held, bool):
        return f'<c r="{address}" t="b">{formula}<v>{int(held)}</v></c>'
    if isinstance(held, str) and held.startswith("#"):
        return f'<c r="{address}" t="e">{formula}<v>{held}</v></c>'
    if isinstance(held, str):
        return f'<c r="{address}" t="str">{formula}<v>{escape(held)}</v></c>'
    return f'<c r="{address}">{formula}<v>{held}</v></c>'
