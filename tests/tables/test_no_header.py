"""A table without the header of a metrics file is refused with the way on from there."""

import pytest

from wres_excel.spellings import load_spellings
from wres_excel.tables.no_header import no_header

TEMPLATE = "`wres-excel template EDITION --metrics -o FILE.csv` makes an empty metrics file."
OWN = (
    "Copy your columns into the file that `wres-excel template EDITION --metrics -o FILE.csv` "
    "writes, or type into the workbook that `wres-excel template EDITION -o FILE.xlsx` writes and "
    "`wres-excel read` that."
)
YEARS = ["", "March 2023", "", "March 2024", ""]
GROUPS = ["Band", "White", "BME", "White", "BME"]


@pytest.mark.parametrize(
    ("rows", "remedy"),
    [
        ([["20", "current"], ["21", "current"]], TEMPLATE),
        ([["Workforce by band"], YEARS, GROUPS, ["Band 5", "1", "2", "3", "4"]], OWN),
        ([GROUPS, ["Band 5", "1", "2", "3", "4"]], OWN),
        ([["White"], ["staff of all bands", "Total"]], TEMPLATE),
        (
            [["Our figures"], ["item", "value"], ["20", "1"]],
            "The header stands on line 2: remove what stands above it.",
        ),
        ([["Our figures"], *[["text"]] * 30, ["item", "value"]], TEMPLATE),
    ],
)
def test_the_remedy_fits_the_table(rows: list[list[str]], remedy: str) -> None:
    first, *rest = rows
    error = no_header(first, enumerate(rest, 2), "m.csv", load_spellings())
    assert error.remedy == remedy


def test_the_refusal_reads_as_a_whole() -> None:
    error = no_header(["Our figures", "x" * 90], (), "m.xlsx", load_spellings(), sheet="Notes")
    assert str(error) == (
        "m.xlsx, Notes: The file does not begin with the header of a metrics file (found Our "
        f"figures,{'x' * 68}...; expected item,period,group,value or "
        f"item,period,white,bme,unknown). {TEMPLATE}"
    )
