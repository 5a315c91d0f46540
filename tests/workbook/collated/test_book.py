"""The workbook of a collation as a whole: every row in its place, read back by openpyxl."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from wres_excel.collation.records import Taken
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.workbook.collated import write_collated

from .given import MADE, Held, collation, one
from .opened import data_of, load, opened, table, written

SHEETS = ["About", "Charts", "Register", "Findings", "Indicators", "Benchmark", "Values"]


def test_sheets_stand_in_the_order_in_which_they_are_read() -> None:
    assert opened(12).sheetnames == SHEETS


def test_every_value_of_every_return_is_a_row_of_values_in_order() -> None:
    edition = load_edition("2024")
    expected = [
        (row.organisation, row.item, row.number, row.period, row.value, row.text, row.file)
        for taken in collation(12).taken
        for row in taken.values
    ]
    found = [
        (
            row["Organisation code"],
            row["Item key"],
            row["Data item number"],
            row["Date of the figures"].date().isoformat(),
            row["Value"],
            row["Answer in words"],
            row["File"],
        )
        for row in table(opened(12)["Values"])
    ]
    assert found == expected
    labels = {row["Item key"]: row["Data item"] for row in table(opened(12)["Values"])}
    assert labels == {key: edition.name_of(edition.by_key[key]) for key in labels}


def test_one_value_is_shown_with_its_words() -> None:
    row = table(opened(12)["Values"])[5]
    row["Date of the figures"] = row["Date of the figures"].date().isoformat()
    assert row == {
        "Organisation code": "RA0",
        "Organisation": "Ashdown University Hospitals NHS Foundation Trust",
        "Edition": "2024",
        "Indicator": 1,
        "Data item number": 1,
        "Data item": "1a Non-clinical workforce: Under Band 1",
        "Date of the figures": "2024-03-31",
        "Group": "Ethnicity unknown/null",
        "Value": 23,
        "Unit": "people",
        "Answer in words": None,
        "Status": "reported",
        "Computed from the inputs": None,
        "What the cell holds, if no value": None,
        "Item key": "non_clinical.under_band_1",
        "Cell": row["Cell"],
        "File": "returns/RA0.xlsx",
    }
    assert row["Cell"].startswith("Data!")


def test_every_row_of_the_register_stands_there_with_status_and_reason_in_words() -> None:
    first = ("missing", "unreadable", "late", "unexpected", "received")
    register = sorted(collation(12).register, key=lambda row: first.index(row.status))
    found = table(opened(12)["Register"])
    assert [(r["Organisation code"], r["Status"], r["File"]) for r in found] == [
        (row.organisation, row.status, row.file) for row in register
    ]
    assert {r["Status"] for r in found if r["Errors"] is None} == {"missing", "unreadable"}
    missing = next(row for row in found if row["Status"] == "missing")
    assert {key: value for key, value in missing.items() if value is not None} == {
        "Organisation code": "RA7",
        "Organisation": "Harrowfield Partnership NHS Foundation Trust",
        "Region": "North West",
        "Type": "Mental health",
        "Edition": "2024",
        "Status": "missing",
        "Why, and what to do": "No return for edition 2024 came in. It was due by 31 May 2024.",
        "Must report": "yes",
        "Due": datetime(2024, 5, 31),
    }


def test_dates_of_the_register_are_dates_of_excel() -> None:
    rows = table(opened(12)["Register"])
    row = next(row for row in rows if row["Organisation code"] == "RA0")
    assert (row["Due"], row["Signed off"]) == (datetime(2024, 5, 31), datetime(2024, 8, 27))
    assert row["Last saved"].replace(microsecond=0) == datetime(2024, 5, 28, 9, 41, 7)


def test_every_finding_is_a_row_with_its_label_and_the_region() -> None:
    order = ("error", "warning", "note")
    returns = [
        sorted(t.findings, key=lambda f: order.index(f.severity)) for t in collation(12).taken
    ]
    returns.sort(key=lambda findings: not findings or findings[0].severity != "error")
    expected = [finding for findings in returns for finding in findings]
    found = table(opened(12)["Findings"])
    assert [(r["Organisation code"], r["Rule"], r["Severity"]) for r in found] == [
        (f.organisation, f.rule, f.severity) for f in expected
    ]
    error = next(row for row in found if row["Severity"] == "error")
    assert error == {
        "Severity": "error",
        "Organisation code": "RA2",
        "Organisation": "Carrick Vale Community Healthcare NHS Foundation Trust",
        "Region": "London",
        "Type": "Community",
        "Edition": "2024",
        "What it is about": "1b Clinical workforce: of which non-medical: Band 5",
        "Group": "BME",
        "Date of the figures": datetime(2024, 3, 31),
        "What was found": "The bands add up to 1,204, and the total says 1,240",
        "What to do": "Correct the band or the total.",
        "Cell": "Data!I27",
        "Found": "1,240",
        "Expected": "1,204",
        "Rule": "total-mismatch",
        "File": "returns/RA2.xlsx",
    }


def test_a_finding_about_no_item_is_about_the_return_as_a_whole() -> None:
    row = next(row for row in table(opened(12)["Findings"]) if row["Rule"] == "no-code")
    assert (row["What it is about"], row["Group"]) == ("the return as a whole", None)


def test_who_in_the_midlands_got_worse_on_indicator_3_is_one_filter_with_trust_beside_it() -> None:
    answer = [
        (row["Organisation code"], row["Quality of the data"], row["Errors"])
        for row in table(opened(12)["Indicators"])
        if row["Region"] == "Midlands" and row["3 Change on last year"].startswith("worse")
    ]
    assert answer == [
        ("RA3", "no errors or warnings", 0),
        ("RA4", "warnings only", 0),
        ("RA5", "warnings only", 0),
    ]


def test_a_figure_that_an_error_touches_is_marked_and_ranked_nowhere() -> None:
    """RA2 has an error in Data!I27, a band, from which its workforce follows."""
    row = next(r for r in table(opened(12)["Indicators"]) if r["Organisation code"] == "RA2")
    assert row["3 Direction"] == "in doubt: BME more likely"
    assert row["3 Change on last year"].startswith("in doubt: ")
    assert (row["3 Quality"].split(";")[0], row["8 Quality"]) == (
        "errors: Data!I27",
        "no errors or warnings",
    )
    remark = row["Why there is no figure, or what to know of it"]
    assert "Indicator 3: in doubt: an error in Data!I27." in remark
    places = [r for r in table(opened(12)["Benchmark"]) if r["Organisation code"] == "RA2"]
    assert [r["Indicator"] for r in places if r["All: quarter"] == "in doubt"] == [1, 3, 4, 9]
    assert places[2]["All: place, 1 is lowest"] == "[x]"


def test_printing_leaves_out_what_would_be_cut_and_pages_that_nobody_reads() -> None:
    areas = {name: opened(12)[name].print_area.split("!")[1] for name in ("Indicators", "Values")}
    top = opened(12)["Indicators"].tables["Nine_indicators"].ref.replace("A", "$A$", 1)
    assert areas["Indicators"].replace("$", "") == top.replace("$", "")
    assert areas["Values"].replace("$", "") == "A1:Q41"


def test_more_passed_over_than_can_be_listed_is_counted() -> None:
    skipped = tuple((f"notes {n}.docx", "no workbook") for n in range(1_003))
    held = replace(collation(2), about=replace(collation(2).about, skipped=skipped))
    about = load(written(held))["About"]
    lines = [(row[0].value, row[1].value) for row in about.iter_rows()]
    assert lines[-2:] == [("notes 999.docx", "no workbook"), ("and 3 more", "not listed here")]


def test_values_that_do_not_fit_on_one_sheet_go_on_to_the_next_and_none_is_lost() -> None:
    held = collation(3)
    total = sum(len(taken.values) for taken in held.taken)
    book = load(written(held, most_rows=500))
    names = [name for name in book.sheetnames if name.startswith("Values")]
    assert names == ["Values", "Values 2", "Values 3"]
    rows = [row for name in names for row in table(book[name])]
    assert [len(table(book[name])) for name in names] == [500, 500, total - 1000]
    assert rows == table(load(written(held))["Values"])
    counted = [row for row in book["About"].iter_rows() if row[0].value == "Values"]
    assert counted[0][1].value.startswith(f"{total:,}, on 3 sheets; ")
    assert book["Values 2"]["A1"].value.endswith(": values, part 2 of 3")
    assert f"There are {total:,} values" in book["Values"]["A4"].value
    assert "on the sheets Values, Values 2 and Values 3." in book["Values"]["A4"].value


def test_the_same_collation_gives_the_same_bytes() -> None:
    again = written(replace(collation(12)))
    assert hashlib.sha256(again).hexdigest() == hashlib.sha256(data_of(12)).hexdigest()


def test_only_the_time_at_which_it_was_made_makes_other_bytes() -> None:
    later = replace(
        collation(12), about=replace(collation(12).about, made=MADE.replace("58", "59"))
    )
    before, after = (load(data) for data in (data_of(12), written(later)))
    assert before.properties.created == datetime(2026, 11, 21, 23, 58, 26)
    assert after.properties.created == datetime(2026, 11, 21, 23, 59, 26)


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a workbook."""
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_collation_of_nothing_is_a_workbook_that_says_so() -> None:
    about = replace(collation(2).about, edition=None, files=0, read=0, skipped=())
    book = load(written(Held(about, (), ())))
    assert book.sheetnames == SHEETS
    assert not any(sheet.tables for sheet in book)
    for name in ("Findings", "Indicators", "Benchmark", "Values"):
        assert book[name]["A2"].value.startswith("This worksheet contains no table: ")


def test_a_collation_of_two_has_no_quartiles_and_says_so() -> None:
    rows = table(load(written(collation(2)))["Benchmark"])
    assert {row["All: quarter"] for row in rows} == {"fewer than 4"}
    assert {row["All: median"] for row in rows} == {"[x]"}
    assert {row["All: organisations"] for row in rows} == {2}


def test_returns_of_several_editions_stand_together_and_charts_show_the_round() -> None:
    taken = (one(0, "2015"), one(0), one(1), one(2, "2019"))
    held = Held(replace(collation(3).about), collation(3).register, taken)
    book = load(written(held))
    rows = table(book["Indicators"])
    assert [row["Edition"] for row in rows] == ["2015", "2024", "2024", "2019"]
    notes = [book["Indicators"].cell(row, 1).value for row in range(2, 9)]
    assert (
        "Relative likelihoods of edition 2019 and 2024: indicators 2 and 4: White likelihood "
        "divided by BME; indicator 3: BME likelihood divided by White."
    ) in notes
    assert (
        "Relative likelihoods of edition 2015: indicators 2, 3 and 4: BME likelihood divided by "
        "White."
    ) in notes
    assert "the two returns of edition 2024" in book["Charts"]["A3"].value


def test_an_edition_of_the_users_own_is_looked_up_where_the_caller_says() -> None:
    own = replace(load_edition("2024"), name="own")
    renamed = tuple(_renamed(taken, "own") for taken in collation(2).taken)

    def edition_of(name: str) -> Edition:
        return own if name == "own" else load_edition(name)

    about = replace(collation(2).about, edition="own")
    book = load(written(Held(about, collation(2).register, renamed), edition_of=edition_of))
    assert {row["Edition"] for row in table(book["Indicators"])} == {"own"}


def _renamed(taken: Taken, edition: str) -> Taken:
    values = tuple(row._replace(edition=edition) for row in taken.values)
    return taken._replace(summary=replace(taken.summary, edition=edition), values=values)


def test_a_place_that_cannot_be_written_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="The workbook could not be written") as caught:
        write_collated(collation(2), tmp_path / "no folder" / "out.xlsx")
    assert caught.value.found == "No such file or directory"


class Changing(Held):
    """A collation that gives fewer returns the second time."""

    def counting(self) -> Iterator[Taken]:
        """All returns once, then one less."""
        kept = self.taken if "asked" not in self.__dict__ else self.taken[:-1]
        self.__dict__["asked"] = True
        return iter(kept)


def test_a_collation_that_changes_while_it_is_written_is_never_written_as_if_whole(
    tmp_path: Path,
) -> None:
    held = collation(3)
    with pytest.raises(RuntimeError, match="rows came where"):
        write_collated(Changing(held.about, held.register, held.taken), tmp_path / "collated.xlsx")


def test_parts_are_stamped_alike_and_compressed() -> None:
    with ZipFile(BytesIO(data_of(12))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {8}
