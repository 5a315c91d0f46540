"""`diff`: two workbooks in, what changed out, in three forms."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwt

import wres_excel
from wres_excel.commands.diff import diff, render_changes, save_changes
from wres_excel.errors import EditionError, UnreadableFile, UsageError
from wres_excel.findings import has_errors

from .given import form

EXAMPLE = Path(__file__).parents[2] / "examples" / "example-trust-2024.csv"
Row = dict[str, str]
Edit = Callable[[Row], Row | None]


def returned(path: Path, edit: Edit = lambda row: row, edition: str = "2024") -> Path:
    """Fill the example return with its rows edited; those that become None are left out."""
    with EXAMPLE.open(encoding="utf-8", newline="") as file:
        rows = [edited for row in csv.DictReader(file) if (edited := edit(dict(row)))]
    source = path.with_suffix(".csv")
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    wres_excel.fill(source, path, edition=edition)
    return path


def setting(item: str, group: str, value: str, period: str = "current") -> Edit:
    def edit(row: Row) -> Row:
        wanted = (row["item"], row["period"], row["group"]) == (item, period, group)
        return row | {"value": value} if wanted else row

    return edit


def last_year(row: Row) -> Row | None:
    """Make this year's previous-year figures the current figures of a return of last year."""
    figures = row["period"] == "previous"
    about = row["item"] in ("report.organisation_code", "report.organisation_name")
    return row | {"edition": "2023", "period": "current"} if figures or about else None


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("returns")
    return {
        "first": returned(folder / "first.xlsx"),
        "second": returned(folder / "second.xlsx", setting("recruitment.appointed", "bme", "262")),
        "2023": returned(
            folder / "last.xlsx",
            lambda row: last_year(
                setting("recruitment.shortlisted", "bme", "2000", "previous")(row)
            ),
            "2023",
        ),
        "other": returned(folder / "other.xlsx", setting("report.organisation_code", "all", "RXY")),
    }


def test_a_resubmission_shows_what_was_changed(books: dict[str, Path]) -> None:
    changes = diff(books["first"], books["second"])
    current, previous = changes.comparisons
    (figure,) = [c for c in current.changes if c.cause == "answer" and c.old.value is not None]
    assert (figure.item.key, figure.group) == ("recruitment.appointed", "bme")
    assert (figure.old.value, figure.new.value) == (289, 262)
    assert (figure.old.cell, figure.new.cell) == ("K41", "K41")
    assert previous.changes == ()
    assert changes.findings == ()
    assert not has_errors(changes.all_findings)


def test_paths_may_be_texts(books: dict[str, Path]) -> None:
    assert diff(str(books["first"]), str(books["second"])) == diff(books["first"], books["second"])


def test_a_year_on_year_comparison_begins_with_what_was_restated(books: dict[str, Path]) -> None:
    restated, over = diff(books["2023"], books["first"]).comparisons
    (figure,) = [c for c in restated.changes if c.cause == "answer"]
    assert (figure.item.key, figure.old.cell, figure.new.cell) == (
        "recruitment.shortlisted",
        "K40",
        "G40",
    )
    assert (figure.old.value, figure.new.value) == (2000, 1876)
    assert over.kind == "over time"
    assert len(over.changes) > 50


def test_returns_of_two_organisations_are_refused(books: dict[str, Path]) -> None:
    with pytest.raises(UsageError) as caught:
        diff(books["first"], books["other"])
    assert caught.value.found == "RXY (Example Partnership NHS Foundation Trust)"


def test_an_edition_that_is_named_counts_for_both(books: dict[str, Path]) -> None:
    changes = diff(books["first"], books["second"], edition="2024")
    assert (changes.old.edition.name, changes.new.edition.name) == ("2024", "2024")
    with pytest.raises(EditionError):
        diff(books["first"], books["second"], edition="1999")


def test_a_file_that_is_no_return_is_refused(books: dict[str, Path]) -> None:
    with pytest.raises(UnreadableFile):
        diff(books["first"], EXAMPLE)


def blank(folder: Path, edition: str) -> Path:
    path = folder / f"blank-{edition}.xlsx"
    wres_excel.write_template(edition, path, force=True)
    return path


def test_two_blank_forms_are_compared_as_forms(tmp_path: Path) -> None:
    changes = diff(blank(tmp_path, "2023"), blank(tmp_path, "2024"))
    assert changes.forms is not None
    assert {c.kind for c in changes.forms} == {"heading changed", "text changed"}
    assert changes.comparisons == ()
    assert changes.findings == ()


def test_a_form_and_itself_are_the_same(tmp_path: Path) -> None:
    same = blank(tmp_path, "2024")
    assert diff(same, same).forms == ()


def test_a_blank_form_against_a_return_is_warned_of(books: dict[str, Path], tmp_path: Path) -> None:
    changes = diff(blank(tmp_path, "2024"), books["first"])
    assert [f.rule for f in changes.findings] == ["organisation-unsure", "one-form-blank"]
    assert changes.findings[1].file == "blank-2024.xlsx"
    assert changes.forms is None


def test_the_forms_of_returns_are_compared_on_request(
    books: dict[str, Path], tmp_path: Path
) -> None:
    """Whoever filled the form in changed a label; the answers are no part of it."""
    edited = tmp_path / "edited.xlsx"
    book = openpyxl.load_workbook(books["second"])
    book["Data"]["D26"] = "Band 5 (AfC)"
    book.save(edited)
    changes = diff(books["first"], edited, forms=True)
    assert changes.forms is not None
    assert [(c.kind, c.item, c.new) for c in changes.forms if c.item] == [
        ("label changed", "clinical.band_5", "Band 5 (AfC)")
    ]
    assert changes.comparisons == ()


def test_an_old_workbook_has_a_form_too(tmp_path: Path) -> None:
    for name, label in (("old", "Number appointed from shortlisting"), ("new", "Appointed")):
        sheet = xlwt.Workbook()
        data = sheet.add_sheet("Data")
        rows = (
            ("Data item", "Item", "31 March 2020 White", "31 March 2020 BME"),
            (34, "Number of shortlisted applicants", "", ""),
            (35, label, "", ""),
            (39, "Number of staff entering the formal disciplinary process", "", ""),
        )
        for row, cells in enumerate(rows):
            for column, content in enumerate(cells):
                data.write(row, column, content)
        sheet.save(str(tmp_path / f"{name}.xls"))
    changes = diff(tmp_path / "old.xls", tmp_path / "new.xls", edition="2020")
    assert changes.forms is not None
    assert [(c.kind, c.old, c.new) for c in changes.forms] == [
        ("label changed", "Number appointed from shortlisting", "Appointed")
    ]


def test_errors_of_the_new_return_count_and_those_that_are_gone_do_not(tmp_path: Path) -> None:
    doubtful = form(tmp_path, "ambiguous_row", "doubtful.xlsx")
    certain = form(tmp_path, name="certain.xlsx")
    assert has_errors(diff(certain, doubtful, edition="2019").all_findings)
    assert has_errors(diff(doubtful, doubtful, edition="2019").all_findings)
    assert not has_errors(diff(doubtful, certain, edition="2019").all_findings)


def test_changes_are_text_json_or_csv(books: dict[str, Path]) -> None:
    changes = diff(books["first"], books["second"])
    assert render_changes(changes).startswith("Old: first.xlsx, edition 2024, X9Y9Z, ")
    assert json.loads(render_changes(changes, "json"))["old"]["source"]["file"] == "first.xlsx"
    assert render_changes(changes, "csv").startswith("record,kind,")
    assert all(render_changes(changes, form).endswith("\n") for form in ("text", "json", "csv"))  # type: ignore[arg-type]


def test_an_output_never_replaces_an_input_nor_a_file_without_force(
    books: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "changes.csv"
    save_changes("one\n", out)
    with pytest.raises(UsageError, match="exists already"):
        save_changes("two\n", out)
    save_changes("two\r\n", out, force=True)
    assert out.read_bytes() == b"two\r\n"
    with pytest.raises(UsageError, match="made from"):
        save_changes("three\n", books["first"], force=True, inputs=list(books.values()))
