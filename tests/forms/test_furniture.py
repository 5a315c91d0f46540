"""Every feature is really in the package, the package stays sound, and the form stays readable."""

import io
import re
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from .furniture import ADDITIONS, FEATURES, MARKUP, furnish
from .layouts import LAYOUTS
from .looking import opened
from .package import BOOK, CONTENT_TYPES, SHEET_ORDER, Package, rels_of

# feature: a pattern for the name of the part that shows it, and what must stand in that part
EVIDENCE: dict[str, tuple[str, bytes]] = {
    "validation": (r"xl/worksheets/sheet", b'<dataValidation type="whole"'),
    "x14_validation": (r"xl/worksheets/sheet", b"<xm:f>Lists!$A$2:$A$5</xm:f>"),
    "x14_formats": (r"xl/worksheets/sheet", b"<x14:dataBar"),
    "sparklines": (r"xl/worksheets/sheet", b"<x14:sparkline>"),
    "protection": (r"xl/worksheets/sheet", b"<sheetProtection"),
    "protected_range": (r"xl/worksheets/sheet", b"<protectedRange "),
    "printer_settings": (r"xl/printerSettings/.*\.bin", b"Example printer"),
    "hidden_rows": (r"xl/worksheets/sheet", b'hidden="1"'),
    "check_box": (r"xl/ctrlProps/", b'objectType="CheckBox"'),
    "text_box": (r"xl/drawings/drawing", b'txBox="1"'),
    "image": (r"xl/media/", b"\x89PNG"),
    "comments": (r"xl/comments", b"Headcount, not WTE"),
    "threaded_comments": (r"xl/threadedComments/", b"Is this restated?"),
    "very_hidden_sheet": (r"xl/workbook\.xml", b'state="veryHidden"'),
    "list_table": (r"xl/tables/", b'displayName="Kinds"'),
    "defined_names": (r"xl/workbook\.xml", b'<definedName name="Figures"'),
    "custom_xml": (r"customXml/itemProps", b"datastoreItem"),
    "external_link": (r"xl/externalLinks/externalLink", b"externalBook"),
    "sensitivity_label": (r"docProps/custom\.xml", b"MSIP_Label_"),
    "macros": (r"xl/vbaProject\.bin", b"\xd0\xcf\x11\xe0"),
    "own_totals": (r"xl/worksheets/sheet", b"Control sum"),
    "shared_formula": (r"xl/worksheets/sheet", b't="shared"'),
    "array_formula": (r"xl/worksheets/sheet", b't="array"'),
    "dynamic_array": (r"xl/metadata\.xml", b'fDynamic="1"'),
    "calc_chain": (r"xl/calcChain\.xml", b"<c r="),
    "iso_dates": (r"xl/worksheets/sheet", b't="d"'),
    "rich_text": (r"xl/(sharedStrings|worksheets/sheet)", b"<rPr><b/></rPr>"),
    "inline_strings": (r"xl/worksheets/sheet", b't="inlineStr"'),
    "excel_attributes": (r"xl/worksheets/sheet", b'x14ac:dyDescent="0.25"'),
    "implied_addresses": (r"xl/worksheets/sheet", b"<row><c"),
    "prefixed": (r"xl/worksheets/sheet", b"<x:sheetData"),
    "strict": (r"xl/workbook\.xml", b'conformance="strict"'),
    "utf16": (r"xl/worksheets/sheet", "<sheetData".encode("utf-16-le")),
}
HOSTS = ("own_formulas", "current_first", "reporting_template_2016")
ADDRESSED = ("shared_formula",)
KNOWN_TO_OPENPYXL = [name for name in FEATURES if name != "strict"]


@cache
def form(host: str) -> bytes:
    return LAYOUTS[host].build()


@cache
def furnished(host: str, *features: str) -> bytes:
    return furnish(form(host), *features)


def texts(book: Any) -> dict[tuple[str, str], object]:
    """Return everything that cells say, by sheet and address."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@cache
def said(host: str) -> dict[tuple[str, str], object]:
    return texts(opened(form(host)))


def test_every_feature_has_evidence() -> None:
    assert {*EVIDENCE, "odd_zip"} == set(FEATURES)


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("feature", EVIDENCE)
def test_the_feature_is_in_the_package(host: str, feature: str) -> None:
    pattern, needle = EVIDENCE[feature]
    parts = Package(furnished(host, feature)).parts
    assert any(needle in part for name, part in parts.items() if re.match(pattern, name))


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("feature", FEATURES)
def test_the_package_is_sound(host: str, feature: str) -> None:
    assert faults(furnished(host, feature)) == []


@pytest.mark.parametrize("host", HOSTS)
def test_all_additions_stand_in_one_form(host: str) -> None:
    package = Package(furnished(host, *ADDITIONS))
    assert faults(furnished(host, *ADDITIONS)) == []
    for feature in ADDITIONS:
        pattern, needle = EVIDENCE[feature]
        found = [part for name, part in package.parts.items() if re.match(pattern, name)]
        assert any(needle in part for part in found), feature


@pytest.mark.parametrize("feature", KNOWN_TO_OPENPYXL)
def test_openpyxl_reads_all_that_the_form_said(feature: str) -> None:
    assert said(HOSTS[0]).items() <= texts(opened(furnished(HOSTS[0], feature))).items()


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("markup", [name for name in MARKUP if name != "strict"])
def test_openpyxl_reads_a_fully_furnished_form_in_any_markup(host: str, markup: str) -> None:
    data = furnished(host, *additions_for_openpyxl(markup), markup)
    assert said(host).items() <= texts(opened(data)).items()


def additions_for_openpyxl(markup: str) -> list[str]:
    """Return the additions without the formulas that openpyxl cannot read in this markup."""
    beyond = ADDRESSED if markup == "implied_addresses" else ()
    return [name for name in ADDITIONS if name not in beyond]


def test_openpyxl_does_not_read_strict_forms() -> None:
    """Pinned, so that we learn of it when openpyxl can."""
    assert opened(furnished(HOSTS[0], "strict")).sheetnames == []


@pytest.mark.parametrize("feature", ADDRESSED)
def test_openpyxl_needs_the_addresses_of_some_formulas(feature: str) -> None:
    """Pinned likewise: it takes the written address, not the one that the cell's place implies."""
    with pytest.raises(TypeError):
        opened(furnished(HOSTS[0], feature, "implied_addresses"))


@pytest.mark.parametrize("feature", FEATURES)
def test_furnishing_twice_gives_the_same_bytes(feature: str) -> None:
    host = HOSTS[0]
    assert furnish(form(host), feature) == furnish(form(host), feature)


def test_the_order_in_which_features_are_named_does_not_matter() -> None:
    one = furnish(form(HOSTS[0]), "prefixed", "calc_chain", "own_totals")
    assert one == furnish(form(HOSTS[0]), "own_totals", "calc_chain", "prefixed")


def test_an_unknown_feature_is_refused() -> None:
    with pytest.raises(KeyError, match="no feature 'sparkline'"):
        furnish(form(HOSTS[0]), "sparkline")


def test_the_calculation_chain_lists_every_formula_cell() -> None:
    """Also those that other features add; a spilt cell is none."""
    package = Package(furnished(HOSTS[0], *ADDITIONS))
    formulas = sum(
        len(re.findall(rb"<f[ >/]", package.parts[part])) for part in package.sheets().values()
    )
    assert package.parts["xl/calcChain.xml"].count(b"<c ") == formulas


def test_macros_change_what_the_workbook_calls_itself() -> None:
    parts = Package(furnished(HOSTS[0], "macros")).parts
    assert b"sheet.macroEnabled.main+xml" in parts[CONTENT_TYPES]
    assert b"spreadsheetml.sheet.main+xml" not in parts[CONTENT_TYPES]


def test_an_odd_zip_holds_the_same_parts() -> None:
    """Entries are stored or deflated, with extra fields; an empty folder stands among them."""
    odd = zipfile.ZipFile(io.BytesIO(furnished(HOSTS[0], "odd_zip")))
    before = Package(form(HOSTS[0])).parts
    assert {info.compress_type for info in odd.infolist()} == {0, 8}
    assert {name: odd.read(name) for name in odd.namelist()} == before | {"xl/": b""}


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a package: its parts, their types, relationships and order."""
    package = Package(data)
    return [*type_faults(package), *relation_faults(package), *order_faults(package)]


def type_faults(package: Package) -> list[str]:
    root = package.xml(CONTENT_TYPES)
    named = [entry.get("PartName", "")[1:] for entry in root if entry.get("PartName")]
    suffixes = [entry.get("Extension", "") for entry in root if entry.get("Extension")]
    untyped = [
        name
        for name in package.parts
        if name not in named and name.rpartition(".")[2] not in suffixes
        if name != CONTENT_TYPES and not name.endswith("/")
    ]
    twice = [name for name in {*named, *suffixes} if (named + suffixes).count(name) > 1]
    return [*untyped, *twice, *(name for name in named if name not in package.parts)]


def relation_faults(package: Package) -> list[str]:
    """Return relationships that lead nowhere, and ids in parts that no relationship has."""
    found = []
    for name, part in package.parts.items():
        if name.endswith((".xml", ".vml")):
            declared = etree.fromstring(part)
            used = {
                str(value)
                for element in declared.iter(etree.Element)
                for attribute, value in element.attrib.items()
                if str(attribute).endswith("relationships}id") or "}embed" in str(attribute)
            }
            known = relations(package, name)
            found += [f"{name}: {number}" for number in used - known.keys()]
            found += [f"{name}: {to}" for to in known.values() if to not in package.parts]
    return found


def relations(package: Package, name: str) -> dict[str, str]:
    """Return the targets of a part's relationships; what lies outside counts as the part itself."""
    if rels_of(name) not in package.parts:
        return {}
    inside: dict[str, str] = {}
    for entry in package.xml(rels_of(name)):
        kind = entry.get("Type", "").rpartition("/")[2]
        inside |= {entry.get("Id", ""): name} if entry.get("TargetMode") else {}
        inside |= package.related(name, kind) if not entry.get("TargetMode") else {}
    return inside


def order_faults(package: Package) -> list[str]:
    """Return sheets whose children do not stand in the schema's order."""
    found = []
    for part in package.related(BOOK, "worksheet").values():
        ranks = [SHEET_ORDER.index(etree.QName(child).localname) for child in package.xml(part)]
        found += [part] if ranks != sorted(ranks) else []
    return found


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("libreoffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_all_that_a_furnished_form_says(tmp_path: Path) -> None:
    """All additions at once and macros, plain and in every other markup: no text is lost."""
    host = "own_formulas"
    every = tuple(FEATURES)
    (tmp_path / "plain.xlsx").write_bytes(furnished(host, *ADDITIONS))
    (tmp_path / "every.xlsm").write_bytes(furnished(host, *every))
    convert(tmp_path, "plain.xlsx", "every.xlsm")
    expected = {at: text for at, text in texts(opened(form(host))).items() if at[0] == "Data"}
    words = {at: text for at, text in expected.items() if not str(text).startswith("=")}
    for name in ("plain.xlsx", "every.xlsx"):
        assert words.items() <= texts(opened((tmp_path / "out" / name).read_bytes())).items()


def convert(folder: Path, *names: str) -> None:
    """Let LibreOffice open files and save them again, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["libreoffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", "out"]
    subprocess.run([*command, *names], cwd=folder, check=True, capture_output=True, timeout=120)
