"""LibreOffice as the referee: it opens a copy, and finds in it what the original held."""

import subprocess
from pathlib import Path

from support import OFFICE, needs_libreoffice

import wres_excel
from wres_excel.workbook.addresses import format_address

from ..fillings import seen_by_openpyxl
from .given import annotated, finding, read
from .test_copy import findings_for, form

EXAMPLES = Path(__file__).parents[3] / "examples"


def filled_example(folder: Path) -> bytes:
    out = folder / "filled.xlsx"
    metrics = EXAMPLES / "example-trust-2024.csv"
    wres_excel.fill(metrics, out, into=EXAMPLES / "form-2024.xlsx")
    return out.read_bytes()


def example_findings(data: bytes) -> list[wres_excel.Finding]:
    """Return a finding for each third cell with a figure of the filled example."""
    sheet = next(sheet for sheet in read(data).sheets if sheet.name == "WRES data")
    figures = [spot for spot, cell in sheet.cells.items() if cell.kind == "number"][::3]
    return [finding(format_address(*spot), sheet="WRES data") for spot in figures]


@needs_libreoffice
def test_libreoffice_keeps_every_value_note_and_link_of_a_copy(tmp_path: Path) -> None:
    originals = {"example": filled_example(tmp_path), "furnished": form("own_formulas", "all")}
    found = {
        "example": example_findings(originals["example"]),
        "furnished": findings_for("own_formulas"),
    }
    copies = {name: annotated(data, found[name]) for name, data in originals.items()}
    for name, data in [*copies.items(), *((f"{n}-before", d) for n, d in originals.items())]:
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    converted = convert(tmp_path)
    for name, copy in copies.items():
        before, after = converted[f"{name}-before"], converted[name]
        assert after.sheetnames[1:] == before.sheetnames
        assert after.sheetnames[0].startswith("Checks")
        for sheet in before.sheetnames:
            assert values(after[sheet]) == values(before[sheet])
        notes = {(s.name, spot) for s in read(copy).sheets for spot in s.comments}
        seen = {
            (s.title, (c.row, c.column))
            for s in after
            for row in s.iter_rows()
            for c in row
            if c.comment
        }
        assert seen == notes
        links = [cell for row in after.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
        assert len(links) == sum(each.sheet in before.sheetnames for each in found[name])


def convert(folder: Path) -> dict[str, object]:
    """Return the workbooks of a folder as LibreOffice writes them again."""
    assert OFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    paths = [str(path) for path in folder.glob("*.xlsx")]
    out = folder / "out"
    subprocess.run([*command, str(out), *paths], check=True, capture_output=True, timeout=300)
    return {path.stem: seen_by_openpyxl(path.read_bytes(), results=True) for path in out.iterdir()}


def values(sheet: object) -> dict[str, object]:
    rows = sheet.iter_rows()  # type: ignore[attr-defined]
    return {cell.coordinate: cell.value for row in rows for cell in row if cell.value is not None}


def test_the_example_keeps_its_own_checks_sheet_behind_ours(tmp_path: Path) -> None:
    data = filled_example(tmp_path)
    out = annotated(data, example_findings(data))
    names = [sheet.name for sheet in read(out).sheets]
    assert names == ["Checks 2", *(sheet.name for sheet in read(data).sheets)]
