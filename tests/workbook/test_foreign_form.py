"""Every form of the corpus, plain and furnished, filled: the values in, and nothing harmed."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from forms.furniture import ADDITIONS, MARKUP
from forms.layouts import LAYOUTS
from forms.package import Package
from forms.paper import Place

import wres_excel
from wres_excel.workbook.foreign_form import ABSENT, FOR_HAND

from .fillings import (
    Filling,
    answers_for,
    changed_parts,
    fill_bytes,
    fill_layout,
    loosened,
    masked,
    part,
    reported,
    seen_by_openpyxl,
    shown,
)
from .ledgers import needs_libreoffice, recalculated

FLAG = b'fullCalcOnLoad="1"'
CLEAR = [name for name, layout in LAYOUTS.items() if not layout.ambiguous]
WRITABLE = [name for name in CLEAR if name != "reporting_template_one_cell"]
CALCULATING = ("own_formulas", "groups_over_years")
LOOKS = {
    "plain": (),
    "all": ADDITIONS,
    "macros": (*ADDITIONS, "macros"),
    "inline_strings": (*ADDITIONS, "inline_strings"),
    **{markup: (*ADDITIONS, markup) for markup in MARKUP},
    # openpyxl, the witness here, cannot read a shared formula without addresses.
    "implied_addresses": (
        *(name for name in ADDITIONS if name != "shared_formula"),
        "implied_addresses",
    ),
}
FULL = ("own_formulas", "current_first", "financial_years", "reporting_template_2016")
"""Hosts that are tried in every look; the others are tried plain and with all additions."""
CASES = [
    (name, look) for name in WRITABLE for look in LOOKS if look in ("plain", "all") or name in FULL
]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Any:
    @cache
    def fill(name: str, look: str) -> Filling:
        layout, suffix = LAYOUTS[name], ".xlsm" if look == "macros" else ".xlsx"
        folder = tmp_path_factory.mktemp("form")
        answers = answers_for(layout)
        return fill_layout(folder, layout, *LOOKS[look], answers=answers, suffix=suffix)

    return fill


@pytest.mark.parametrize(("name", "look"), CASES)
def test_openpyxl_reads_every_value_at_its_place(name: str, look: str, filled: Any) -> None:
    layout, filling = LAYOUTS[name], filled(name, look)
    refused = refused_cells(filling)
    book = seen_by_openpyxl(filling.out)
    for key, value in answers_for(layout).items():
        sheet, cell = layout.places[key]
        if (sheet, cell) not in refused:
            expected = shown(value, key in layout.percent_keys)
            found = book[sheet][cell].value
            assert found == (expected if isinstance(expected, str) else pytest.approx(expected))


@pytest.mark.parametrize(("name", "look"), CASES)
def test_our_own_reading_gives_every_value_back(name: str, look: str, filled: Any) -> None:
    layout, filling = LAYOUTS[name], filled(name, look)
    refused = refused_cells(filling)
    given = {k: v for k, v in answers_for(layout).items() if layout.places[k] not in refused}
    found = reported(filling.back)
    assert {key: found.get(key) for key in given} == given


def refused_cells(filling: Filling) -> set[Place]:
    findings = [f for f in filling.result.findings if f.rule == "validation"]
    return {(f.sheet, f.cell) for f in findings if f.sheet and f.cell}


@pytest.mark.parametrize(("name", "look"), CASES)
def test_nothing_but_expected_findings(name: str, look: str, filled: Any) -> None:
    """Derived cells without a formula and results left out are noted; three texts are kept out."""
    layout, filling = LAYOUTS[name], filled(name, look)
    rules = Counter((f.rule, f.severity) for f in filling.result.findings)
    for noted in (FOR_HAND.rule, "results-left-out"):
        rules.pop((noted, "note"), None)
    texts_in_ruled_cells = 3 if name.startswith("reporting") and look != "plain" else 0
    assert rules == ({("validation", "error"): 3} if texts_in_ruled_cells else {})
    about = {f.item for f in filling.result.findings if f.rule == FOR_HAND.rule}
    with_formula = {k[0] for k, place in layout.places.items() if place in layout.formula_cells}
    assert not about & with_formula


@pytest.mark.parametrize(("name", "look"), CASES)
def test_every_part_is_accounted_for(name: str, look: str, filled: Any) -> None:
    """Only sheets with changed cells, and the workbook part for its flag, are other entries."""
    filling = filled(name, look)
    plain = Package(loosened(filling.form))
    expected = {plain.sheets()[cell["sheet"]] for cell in changed_cells(filling)}
    if FLAG not in plain.parts["xl/workbook.xml"]:
        expected.add("xl/workbook.xml")
    assert changed_parts(filling) == expected
    parts = filling.receipt["parts"]
    assert sorted(each["name"] for each in parts) == sorted(plain.parts)
    assert {each["name"] for each in parts if each["status"] == "changed"} == expected
    assert all(each["identical"] for each in parts if each["status"] == "copied")


def changed_cells(filling: Filling) -> list[dict[str, Any]]:
    cells = [*filling.receipt["cells"], *filling.receipt["recalculated"]]
    return [cell for cell in cells if cell["old"] != cell["new"]]


@pytest.mark.parametrize(("name", "look"), CASES)
def test_all_else_in_the_sheets_stays_byte_for_byte(name: str, look: str, filled: Any) -> None:
    """Taking out the cells of the receipt, by address, leaves the same text before and after."""
    filling = filled(name, look)
    for sheet, sheet_part in Package(loosened(filling.form)).sheets().items():
        written: Collection[str] | None = None
        if look != "implied_addresses":
            written = {c["cell"] for c in changed_cells(filling) if c["sheet"] == sheet}
        before, after = (masked(part(d, sheet_part), written) for d in (filling.form, filling.out))
        assert before == after
    flag = re.compile(rb"<(x:)?calcPr[^>]*/>|<(x:)?calcPr[^>]*>.*?</(x:)?calcPr>")
    old, new = (part(data, "xl/workbook.xml") for data in (filling.form, filling.out))
    assert flag.sub(b"", old) == flag.sub(b"", new)
    assert FLAG in new


@pytest.mark.parametrize("name", WRITABLE)
@pytest.mark.parametrize("look", ["plain", "all"])
def test_filling_in_what_stands_there_gives_the_same_file(
    name: str, look: str, filled: Any, tmp_path: Path
) -> None:
    filling = filled(name, look)
    layout, refused = LAYOUTS[name], refused_cells(filling)
    given = {k: v for k, v in answers_for(layout).items() if layout.places[k] not in refused}
    again = fill_bytes(tmp_path, filling.out, layout.edition, given)
    assert again.out == filling.out
    assert {f.severity for f in again.result.findings} <= {"note"}


@pytest.mark.parametrize("name", [name for name in WRITABLE if name not in CALCULATING])
def test_values_that_another_program_wrote_count_as_there(name: str, tmp_path: Path) -> None:
    layout = LAYOUTS[name]
    answers = answers_for(layout) | {
        k: "July 2016" for k in answers_for(layout) if k[0] == "report.date"
    }
    form = layout.build(answers)
    filling = fill_bytes(tmp_path, form, layout.edition, answers)
    assert filling.out == form


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:.*is not supported")
def test_libreoffice_agrees_with_every_result_beside_a_formula(filled: Any, tmp_path: Path) -> None:
    """All stored results are taken out first, so that it has nothing to agree with but itself."""
    looks = [(name, look) for name in CALCULATING for look in ("plain", "all")]
    outs = [filled(name, look).out for name, look in looks]
    referees = recalculated(tmp_path, *(without_results(out) for out in outs))
    for out, referee, (name, look) in zip(outs, referees, looks, strict=True):
        ours = results(out)
        theirs = {at: referee[at[0]][at[1]].value for at in ours}
        assert len(ours) >= 100
        wrong = {at: (ours[at], theirs[at]) for at in ours if not agree(ours[at], theirs[at])}
        assert wrong == {}, (name, look)


def agree(ours: Any, theirs: Any) -> bool:
    if isinstance(ours, int | float):
        return theirs == pytest.approx(ours, rel=1e-9)
    return bool(ours == (theirs or ""))


def results(data: bytes) -> dict[Place, Any]:
    """Return every stored result that stands beside a formula."""
    formulas, values = seen_by_openpyxl(data), seen_by_openpyxl(data, results=True)
    return {
        (sheet.title, cell.coordinate): value
        for sheet in formulas
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and (value := values[sheet.title][cell.coordinate].value) is not None
    }


def without_results(data: bytes) -> bytes:
    package = Package(data)
    for name in package.sheets().values():
        text = re.sub(rb"(</f>|<f[^>]*/>)<v>[^<]*</v>", rb"\1", package.parts[name])
        package.parts[name] = text
    return package.to_bytes()


def test_rivals_are_shown_and_nothing_is_guessed(tmp_path: Path) -> None:
    """With the whole sheet twice, no cell changes, and every answer is accounted for."""
    layout = LAYOUTS["ambiguous_sheets"]
    filling = fill_layout(tmp_path, layout, answers=answers_for(layout))
    assert filling.out == filling.form
    assert {(f.rule, f.severity) for f in filling.result.findings} == {("ambiguous-place", "error")}
    assert len(filling.receipt["not_placed"]) == len(answers_for(layout))
    about = {f.item for f in filling.result.findings}
    assert about == {key[0] for key in answers_for(layout)}


def test_an_ambiguous_row_holds_back_that_row_alone(tmp_path: Path) -> None:
    layout = LAYOUTS["ambiguous_row"]
    filling = fill_layout(tmp_path, layout, answers=answers_for(layout))
    errors = [f for f in filling.result.findings if f.severity == "error"]
    assert [(f.rule, f.item) for f in errors] == [("ambiguous-place", "recruitment.appointed")]
    clear = {key: value for key, value in answers_for(layout).items() if key in layout.places}
    assert reported(filling.back) == clear


def test_an_answer_that_shares_its_label_s_cell_is_left_to_people(tmp_path: Path) -> None:
    layout = LAYOUTS["reporting_template_one_cell"]
    filling = fill_layout(tmp_path, layout, answers=answers_for(layout))
    refused = {f.item for f in filling.result.findings if f.rule == "answer-inside-label"}
    assert refused == {key[0] for key in layout.shared_label_keys}
    given = {k: v for k, v in answers_for(layout).items() if k not in layout.shared_label_keys}
    assert reported(filling.back) == given


def test_an_answer_that_shares_its_label_s_cell_is_read(tmp_path: Path) -> None:
    layout = LAYOUTS["reporting_template_one_cell"]
    answers = answers_for(layout)
    form = tmp_path / "one-cell.xlsx"
    form.write_bytes(layout.build(answers))
    back = wres_excel.read(form, edition=layout.edition)
    assert reported(back) == answers
    assert back.organisation.name == answers["report.organisation_name", "2016-03-31", "all"]


def test_a_part_that_the_form_lacks_is_one_warning(tmp_path: Path) -> None:
    layout = LAYOUTS["plain_reprint"]
    answers = {("report.url", "2019-03-31", "all"): "https://example.org"}
    filling = fill_layout(tmp_path, layout, answers=answers)
    assert [(f.rule, f.severity, f.found) for f in filling.result.findings] == [
        (ABSENT.rule, "warning", "1 values for Front page")
    ]
    assert filling.out == filling.form


@pytest.mark.parametrize("edition", ["2015", "2016", "2019", "2024"])
def test_our_own_template_can_be_given_as_a_form(edition: str, tmp_path: Path) -> None:
    """Filled as a form, the blank template reads the same as the workbook filled directly."""
    blank, metrics = tmp_path / "blank.xlsx", tmp_path / "metrics.csv"
    wres_excel.write_template(edition, blank)
    wres_excel.write_template(edition, tmp_path / "empty.csv", metrics=True)
    metrics.write_text(completed(tmp_path / "empty.csv", edition), "utf-8")
    form, own = tmp_path / "form-RXY.xlsx", tmp_path / "own-RXY.xlsx"
    as_form = wres_excel.fill(metrics, form, edition=edition, into=blank)
    direct = wres_excel.fill(metrics, own, edition=edition)
    assert [f.rule for f in as_form.findings if f not in direct.findings] == ["results-left-out"]
    one, other = wres_excel.read(form), wres_excel.read(own)
    assert [told(value) for value in one.values] == [told(value) for value in other.values]
    assert one.organisation == other.organisation
    assert sum(value.status == "reported" for value in one.values) > 40


def told(value: wres_excel.Value) -> tuple[object, ...]:
    """Return all but the last digits of a result, which may differ between engines."""
    number = None if value.value is None else round(value.value, 9)
    computed = None if value.computed is None else round(value.computed, 9)
    return value.place, value.status, number, value.text, value.sheet, value.cell, computed


def completed(empty: Path, edition: str) -> str:
    """Return a metrics file with every line filled in."""
    items = wres_excel.load_edition(edition).by_key
    header, *lines = empty.read_text("utf-8-sig").splitlines()
    at = header.split(",").index("value")
    rows = [header]
    for number, line in enumerate(lines, start=1):
        cells = line.split(",")
        item = items[cells[header.split(",").index("item")]]
        cells[at] = {"headcount": str(number), "percentage": "12.5", "month": "2016-07"}.get(
            item.measure, "RXY" if item.key == "report.organisation_code" else f"Answer {number}"
        )
        rows.append(",".join(cells))
    return "\n".join(rows) + "\n"
