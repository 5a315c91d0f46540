"""`check` and `rules` as people use them: what they say, and with which exit code they leave."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from checks.given import returned
from running import Go, go

import wres_excel
from wres_excel.commands.check import check_return
from wres_excel.errors import UnreadableFile, UsageError
from wres_excel.findings import Finding
from wres_excel.rules import rules

__all__ = ["go"]

METRICS = Path(__file__).parents[2] / "examples" / "example-trust-2024.csv"
CLEAN = f"""\
Example Partnership NHS Foundation Trust (X9Y9Z), edition 2024, return.xlsx
No errors, no warnings and 7 notes. Rules passed: {len(rules()) - 4}; not checked: 2.
"""
FAULTY = """\
Example Partnership NHS Foundation Trust (X9Y9Z), edition 2024, return.xlsx
1 error, no warnings and no notes. Rules passed: 0; not checked: 0.

Indicator 2: Appointment from shortlisting
  error    Data!K41      Number appointed from shortlisting, BME, 31 March 2024: The figure is \
greater than that of 'Number of shortlisted applicants', of which it is a part (found 2,289; \
expected at most 2,210, as in Data!K40). [part-exceeds-whole]
           Check both figures, and that neither is in the wrong row or column.
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a return without fault and one with more appointed than shortlisted."""
    folder = tmp_path_factory.mktemp("check")
    wres_excel.fill(METRICS, folder / "clean.xlsx")
    wrong = METRICS.read_text(encoding="utf-8").replace(
        "recruitment.appointed,current,bme,289", "recruitment.appointed,current,bme,2289"
    )
    (folder / "wrong.csv").write_text(wrong, encoding="utf-8")
    wres_excel.fill(folder / "wrong.csv", folder / "faulty.xlsx")
    return folder


@pytest.fixture
def clean(books: Path, tmp_path: Path) -> Path:
    return copied(books / "clean.xlsx", tmp_path)


@pytest.fixture
def faulty(books: Path, tmp_path: Path) -> Path:
    return copied(books / "faulty.xlsx", tmp_path)


def copied(book: Path, folder: Path) -> Path:
    path = folder / "return.xlsx"
    path.write_bytes(book.read_bytes())
    return path


def test_a_clean_return_passes(clean: Path, go: Go) -> None:
    run = go("check return.xlsx --quiet")
    assert (run.code, run.out, run.err) == (0, CLEAN, "")


def test_a_fault_is_told_with_its_cell_and_its_remedy(faulty: Path, go: Go) -> None:
    run = go("check return.xlsx --select part-exceeds-whole")
    assert (run.code, run.out) == (1, FAULTY)


def test_notes_about_small_numbers_stand_apart_and_last(clean: Path, go: Go) -> None:
    out = go("check return.xlsx").out
    before, after = out.split("\nSmall numbers, for when the report is published\n")
    assert "[small-counts]" not in before
    assert out.count("Leave them in the return.") == 1
    assert out.count("When the report is published, suppress these") == 1
    assert "\nNot checked\n" in after


def test_what_was_not_checked_is_said(clean: Path, go: Go) -> None:
    run = go("check return.xlsx")
    assert (
        "\nNot checked\n  previous-return-fits, previous-figures-differ: "
        "it needs last year's return of this organisation (--previous)\n" in run.out
    )


def test_strict_makes_warnings_count(faulty: Path, go: Go) -> None:
    only = "check return.xlsx --select headcount-moved"
    assert (go(only).code, go(f"{only} --strict").code) == (0, 1)


def test_a_rule_that_is_ignored_is_not_checked(faulty: Path, go: Go) -> None:
    ignored = "part-exceeds-whole,headcount-moved"
    run = go(f"check return.xlsx --ignore {ignored} --ignore ratio-implausible --strict")
    assert run.code == 0


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_refused_with_the_nearest(option: str, clean: Path, go: Go) -> None:
    run = go(f"check return.xlsx {option} figure-blank")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: There is no such rule (found figure-blank; expected the id of a rule). "
        "Did you mean 'figures-blank'? `wres-excel rules` lists them.\n"
    )


def test_json_has_the_form_of_the_contract(faulty: Path, go: Go) -> None:
    run = go("check return.xlsx --format json")
    data = json.loads(run.out)
    keys = ["edition", "organisation", "source", "findings", "passed", "skipped"]
    assert (run.code, list(data)) == (1, keys)
    error = data["findings"][0]
    assert (error["rule"], error["sheet"], error["cell"]) == ("part-exceeds-whole", "Data", "K41")
    assert (error["item"], error["period"], error["group"]) == (
        "recruitment.appointed",
        "2024-03-31",
        "bme",
    )
    found = {finding["rule"] for finding in data["findings"]}
    skipped = {each["rule"] for each in data["skipped"]}
    assert found | skipped | set(data["passed"]) == {rule.id for rule in rules()}
    assert not found & set(data["passed"])


def test_csv_has_a_row_for_each_finding(faulty: Path, go: Go) -> None:
    run = go("check return.xlsx --format csv -o findings.csv --select part-exceeds-whole")
    text = faulty.with_name("findings.csv").read_bytes().decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert run.code == 1
    assert (row["organisation"], row["edition"], row["indicator"]) == ("X9Y9Z", "2024", "2")
    assert row["label"] == "Number appointed from shortlisting, BME, 31 March 2024"
    assert (row["cell"], row["found"], row["file"]) == ("K41", "2,289", "return.xlsx")


def test_last_year_s_return_is_compared(clean: Path, books: Path, go: Go) -> None:
    """The previous year's figures of 2024 as a return of 2023, one of them restated since."""
    rows = list(csv.reader(METRICS.read_text(encoding="utf-8").splitlines()))
    last = [["2023", *row[1:2], "current", *row[3:]] for row in rows if row[2] == "previous"]
    changed = [
        [*r[:4], "750"] if r[1:4] == ["clinical.band_5", "current", "white"] else r for r in last
    ]
    with (clean.parent / "last.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([rows[0], *changed])
    wres_excel.fill(clean.parent / "last.csv", clean.parent / "last.xlsx")
    run = go("check return.xlsx --previous last.xlsx --select previous-figures-differ")
    assert "(found 757; expected 750, as in last.xlsx, Data!J26)" in run.out
    assert (run.code, run.out.count("[previous-figures-differ]")) == (0, 1)


def test_the_annotated_copy_shows_each_finding_at_its_cell(faulty: Path, go: Go) -> None:
    before = faulty.read_bytes()
    run = go("check return.xlsx --annotate copy.xlsx --select part-exceeds-whole")
    assert (run.code, run.err) == (1, "Wrote copy.xlsx\n")
    assert faulty.read_bytes() == before
    book = openpyxl.load_workbook(faulty.with_name("copy.xlsx"))
    note = book["Data"]["K41"].comment
    assert book.sheetnames[0] == "Checks"
    assert note is not None
    assert "Expected: at most 2,210, as in Data!K40" in note.text
    told = [cell.value for row in book["Checks"].iter_rows() for cell in row]
    assert "Number appointed from shortlisting, BME, 31 March 2024" in told


@pytest.mark.parametrize("target", ["return.xlsx", "copy.xls", "there.xlsx", "nowhere/copy.xlsx"])
def test_a_copy_that_may_not_be_written_is_refused_before_any_work(
    target: str, faulty: Path, go: Go
) -> None:
    faulty.with_name("there.xlsx").write_bytes(b"mine")
    run = go(f"check return.xlsx --annotate {target}")
    assert (run.code, run.out) == (2, "")
    assert faulty.with_name("there.xlsx").read_bytes() == b"mine"


def test_a_workbook_that_changed_since_it_was_checked_is_not_annotated(faulty: Path) -> None:
    result = wres_excel.check(faulty)
    wres_excel.fill(METRICS, faulty, force=True)
    with pytest.raises(UnreadableFile, match="changed after it was checked"):
        wres_excel.write_annotated(faulty, result, faulty.with_name("copy.xlsx"))


def test_the_library_says_the_same_as_the_command(faulty: Path) -> None:
    result = wres_excel.check(faulty, select=["part-exceeds-whole"])
    assert [(f.rule, f.cell) for f in result.findings] == [("part-exceeds-whole", "K41")]
    with pytest.raises(UsageError):
        wres_excel.check(faulty, ignore=["nothing-of-the-kind"])


def test_rules_are_listed_under_their_topics(go: Go) -> None:
    run = go("rules")
    assert run.out.startswith(
        "Completeness\n  figures-blank                error    Figures of the"
    )
    assert all(rule.id in run.out for rule in rules())


def test_rules_as_json_are_the_whole_catalogue(go: Go) -> None:
    data = json.loads(go("rules --json").out)
    assert [rule["id"] for rule in data] == [rule.id for rule in rules()]
    assert {"title", "severity", "looks_at", "message", "remedy", "why", "source"} <= set(data[0])


def test_the_page_of_rules_in_the_examples_is_up_to_date(go: Go) -> None:
    page = Path(__file__).parents[2] / "examples" / "rules.md"
    assert go("rules --markdown").out == page.read_text(encoding="utf-8")


def test_what_no_rule_speaks_of_is_kept() -> None:
    odd = Finding("of-another-kind", "warning", "Something nobody thought of")
    result = replace(returned(), findings=(odd,))
    assert odd in check_return(result).findings


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ("-o out.json", '{\n "edition": "2024"'),
        ("-o out.csv", "organisation,organisation_name,edition,rule,"),
        ("-o out.txt", "Example Partnership NHS Foundation Trust (X9Y9Z)"),
        ("-o out.txt --format csv", "organisation,organisation_name,edition,rule,"),
    ],
)
def test_the_name_of_the_output_says_its_form_unless_the_format_is_named(
    options: str, begins: str, faulty: Path, go: Go, tmp_path: Path
) -> None:
    run = go(f"check {faulty.name} {options} --quiet")
    assert (run.code, run.out, run.err) == (1, "", "")
    (written,) = tmp_path.glob("out.*")
    assert written.read_text(encoding="utf-8").startswith(begins)


def test_a_name_of_the_output_that_says_no_form_is_refused(faulty: Path, go: Go) -> None:
    run = go(f"check {faulty.name} -o out.html")
    assert (run.code, run.out) == (2, "")
    assert run.err == (
        "error: out.html: The name of the output does not say what it is (found .html; "
        "expected .txt or .json or .csv). Name it for example out.txt.\n"
    )


def test_one_rule_may_be_named_as_a_text(faulty: Path) -> None:
    checked = wres_excel.check(faulty, select="part-exceeds-whole")
    assert [finding.rule for finding in checked.findings] == ["part-exceeds-whole"]
    assert checked.passed == ()
    assert "part-exceeds-whole" not in {
        finding.rule for finding in wres_excel.check(faulty, ignore="part-exceeds-whole").findings
    }


MENDED = """\
Example Partnership NHS Foundation Trust (X9Y9Z), edition 2024, return.xlsx
No errors, 1 warning and no notes. Rules passed: 1; not checked: 1.

Indicator 2: Appointment from shortlisting
  warning  Report indicators!C7  Indicator 2: Data for reporting year: The text was written from \
other figures than this return holds (found 'BME: 2,289 appointed of 2,210 shortlisted (103.57%). \
Relative likelihood, White to BME: 0.19.'; expected 'BME: 289 appointed of 2,210 shortlisted \
(13.08%). Relative likelihood, White to BME: 1.50.'). [report-text-outdated]
           If the figures were corrected, correct the text too, or empty its cell and fill the \
workbook again.
"""
HEADCOUNT_MOVED = """\
headcount-moved: A headcount moved by more than a third in a year

Warning, under Plausibility. Looks at headcounts of both years that moved by at least 50 people, \
or the workforce by at least 10.

Limits: more than a third; at least 50 people; at least 10 people in the workforce as a whole; 4 \
and more in one section are told together.

Most jumps of this size are a row, column or decimal that slipped. Check both years. After a \
merger, a transfer of services or a recruitment campaign it can be right; if so, say it in the \
report where it asks about comparisons with previous years.

Source: published returns.

Not checked without headcounts of both years.
"""


def test_a_text_left_from_a_figure_that_was_corrected_in_excel_is_told(
    faulty: Path, go: Go
) -> None:
    book = openpyxl.load_workbook(faulty)
    book["Data"]["K41"] = 289
    book.save(faulty)
    chosen = "part-exceeds-whole,report-text-differs,report-text-outdated"
    run = go(f"check return.xlsx --quiet --select {chosen}")
    assert (run.code, run.out) == (0, MENDED)


def test_a_blank_form_is_told_as_that_and_as_nothing_else(tmp_path: Path, go: Go) -> None:
    wres_excel.write_template("2024", tmp_path / "blank.xlsx")
    run = go("check blank.xlsx --quiet")
    assert (run.code, run.out) == (
        1,
        "Organisation not known, edition 2024, blank.xlsx\n"
        f"1 error, no warnings and no notes. Rules passed: 0; not checked: {len(rules()) - 1}.\n"
        "\nThe return as a whole\n"
        "  error    -             The form is blank (found no answer in any cell; expected "
        "figures). [blank-form]\n"
        "           Check that this is the completed return and not the form that was sent out.\n",
    )


def test_a_finding_that_speaks_for_several_cells_names_and_shows_them_all(
    clean: Path, go: Go
) -> None:
    book = openpyxl.load_workbook(clean)
    for cell in ("J26", "K26", "L27"):
        book["Data"][cell] = None
    book.save(clean)
    run = go("check return.xlsx --select figures-blank --format json --annotate copy.xlsx")
    (finding,) = json.loads(run.out)["findings"]
    assert (finding["cell"], finding["cells"]) == ("J26", ["Data!K26", "Data!L27"])
    sheet = openpyxl.load_workbook(clean.with_name("copy.xlsx"))["Data"]
    fills = [sheet[cell].fill.fgColor.rgb for cell in ("J26", "K26", "L27", "L26")]
    assert fills[:3] == ["FFFFB3BC"] * 3
    assert fills[3] != fills[0]
    notes = [sheet[cell].comment is not None for cell in ("J26", "K26", "L27")]
    assert notes == [True, False, False]


def test_a_rule_is_shown_in_full_by_its_id(go: Go) -> None:
    run = go("rules headcount-moved")
    assert (run.code, run.out) == (0, HEADCOUNT_MOVED)


def test_rules_are_shown_in_the_order_asked_for_and_once(go: Go) -> None:
    lines = go("rules stale-date,negative stale-date").out.splitlines()
    heads = [line.partition(":")[0] for line in lines if line.startswith(("stale", "negative"))]
    assert heads == ["stale-date", "negative"]


def test_the_words_that_a_rule_looks_for_are_shown_with_it(go: Go) -> None:
    assert "\nWords: TBC, TBA, TBD, " in go("rules placeholder-answer").out


def test_an_unknown_rule_is_not_shown_but_its_nearest_named(go: Go) -> None:
    run = go("rules figure-blank")
    assert (run.code, run.out) == (2, "")
    assert "Did you mean 'figures-blank'?" in run.err


def test_some_rules_as_json_are_those_alone(go: Go) -> None:
    data = json.loads(go("rules negative --json").out)
    assert [(rule["id"], rule["typed_only"]) for rule in data] == [("negative", True)]
