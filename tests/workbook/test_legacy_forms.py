"""Forms of the corpus that LibreOffice saved as .xls and .ods say what the .xlsx says."""

import subprocess
from pathlib import Path

import pytest
from forms.layouts import LAYOUTS
from support import OFFICE, needs_libreoffice

from wres_excel.editions import load_edition
from wres_excel.spellings import load_spellings
from wres_excel.workbook.extract import extract
from wres_excel.workbook.locate import locate
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.records import Workbook
from wres_excel.workbook.sheets import read_workbook

from .binary_books import opened

FORMS = ("real_dates_1904", "own_formulas", "sheet_per_year", "reporting_template_2015")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with forms of the corpus, and LibreOffice's .xls and .ods of each."""
    folder = tmp_path_factory.mktemp("forms")
    for name in FORMS:
        (folder / f"{name}.xlsx").write_bytes(LAYOUTS[name].build(filling(name)))
    for suffix in ("xls", "ods"):
        convert(folder, suffix)
    return folder


def filling(name: str) -> dict[tuple[str, str, str], int]:
    inputs = {
        key
        for key in LAYOUTS[name].places
        if (item := load_edition(LAYOUTS[name].edition).by_key.get(key[0])) and not item.derived
    }
    return {key: number for number, key in enumerate(sorted(inputs), start=1)}


def convert(folder: Path, suffix: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", suffix, "--outdir", str(folder)]
    books = sorted(str(path) for path in folder.glob("*.xlsx"))
    subprocess.run([*command, *books], check=True, capture_output=True)


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xls", "ods"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_says_the_same_in_every_kind(name: str, suffix: str, converted: Path) -> None:
    modern = package_from_bytes((converted / f"{name}.xlsx").read_bytes(), "form.xlsx")
    expected = values(read_workbook(modern), name)
    assert values(opened(converted / f"{name}.{suffix}"), name) == expected


def values(book: Workbook, name: str) -> list[tuple[object, ...]]:
    """Return every input as it is read: derived items are formulas, which only .xlsx tells."""
    edition = load_edition(LAYOUTS[name].edition)
    found = extract(book, edition, locate(book, edition), load_spellings()).values
    return [
        (value.place, value.status, value.value, value.text, value.sheet, value.cell)
        for value in found
        if not edition.by_key[value.place.item].derived
    ]
