"""A walk through published WRES figures: metrics to workbook, workbook to data.

Run it from anywhere: python examples/walk_through.py [folder for the workbooks]
"""

import sys
import tempfile
from pathlib import Path

import wres_excel

PUBLISHED = Path(__file__).parent / "published"
YEARS = ("2023", "2024", "2025")


def figures(workbook: Path, *items: str) -> dict[str, float | str | None]:
    """Return the current figures of some items with one value, as a workbook reports them."""
    values = wres_excel.read(workbook).values
    return {
        v.place.item: v.text or v.value
        for v in values
        if v.place.item in items and v.place.period == "current" and v.place.group == "all"
    }


def kent_and_medway(folder: Path) -> None:
    """Fill the 2020 edition and show what the disciplinary figures give and what they lack."""
    workbook = folder / "kent-and-medway-2020.xlsx"
    wres_excel.fill(PUBLISHED / "kent-and-medway-2020.csv", workbook, edition="2020", force=True)
    print("Kent and Medway 2020")
    for value in wres_excel.read(workbook).values:
        if value.place.item == "disciplinary.entered" and value.status == "reported":
            where = f"{value.sheet}!{value.cell}"
            print(f"  {value.place.group}: {value.value} entered the process ({where})")
        if value.place == ("disciplinary.relative_likelihood", "current", "all"):
            print(f"  relative likelihood: {value.computed or value.reason}")


def newcastle(folder: Path) -> None:
    """Fill three editions and follow the workforce through them."""
    print("Newcastle 2023 to 2025")
    for year in YEARS:
        workbook = folder / f"newcastle-{year}.xlsx"
        wres_excel.fill(PUBLISHED / f"newcastle-{year}.csv", workbook, edition=year, force=True)
        found = figures(workbook, "staff.employed", "staff.bme_proportion")
        print(f"  {year}: {found['staff.employed']:,} staff, {found['staff.bme_proportion']}% BME")


def main() -> None:
    """Write the workbooks into the folder named, or into one that is thrown away."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else temporary)
        kent_and_medway(folder)
        newcastle(folder)


if __name__ == "__main__":
    main()
