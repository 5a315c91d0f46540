"""Metrics files as Excel, Windows and people save them become rows with line numbers."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.edition_named import edition_named
from wres_excel.domain.metrics import understand
from wres_excel.domain.rows import MetricsRow
from wres_excel.editions import edition_names, load_edition
from wres_excel.errors import UnreadableFile
from wres_excel.spellings import load_spellings
from wres_excel.tables.blank import blank_metrics_csv
from wres_excel.tables.metrics import metrics_from_grid, parse_metrics, read_metrics

SPELLINGS = load_spellings()
PUBLISHED = Path(__file__).parents[1] / "published"
HEADER = "item,period,group,value\n"
EXAMPLE = HEADER + "20,current,bme,102\nstaff.employed,,,3296\n"
ROWS = (MetricsRow(2, "20", "current", "bme", "102"), MetricsRow(3, "staff.employed", value="3296"))


def parse(text):
    data = text if isinstance(text, bytes) else text.encode()
    return parse_metrics(data, "m.csv", SPELLINGS)


def rows_of(text):
    return parse(text).rows


def notes(text):
    return [str(finding) for finding in parse(text).findings]


@pytest.mark.parametrize(
    "data",
    [
        EXAMPLE.encode(),
        EXAMPLE.encode("utf-8-sig"),
        EXAMPLE.encode("utf-16"),
        b"\xfe\xff" + EXAMPLE.encode("utf-16-be"),
        EXAMPLE.replace("\n", "\r\n").encode(),
        EXAMPLE.replace("\n", "\r").encode(),
        EXAMPLE.rstrip().encode(),
        EXAMPLE.replace("item,period,group,value", " Item ,PERIOD,Group,Value,,").encode(),
        (EXAMPLE + "\n,,,\n").encode(),
    ],
)
def test_plain_files_are_read_without_a_note(data):
    read = parse(data)
    assert (read.rows, read.findings, read.decimal_comma_possible) == (ROWS, (), False)


def test_how_a_file_was_saved_is_noted():
    assert notes((EXAMPLE + "background.completeness,,,caf\u00e9\n").encode("cp1252")) == [
        "note[encoding] m.csv: The file is not UTF-8 and was read as Windows-1252. Check accents "
        "and pound signs. In Excel, save it with File, Save As, CSV UTF-8 (comma delimited)."
    ]
    assert notes(EXAMPLE.replace(",", ";")) == [
        "note[separator] m.csv: The fields are separated by semicolons and were read so, and 12,5 "
        "as twelve and a half. Nothing needs to be done if the figures are right."
    ]
    assert notes(EXAMPLE.replace(",", "\t")) == [
        "note[separator] m.csv: The fields are separated by tabs and were read so. "
        "Nothing needs to be done if the figures are right."
    ]
    assert parse(EXAMPLE.replace(",", ";")).rows == ROWS
    assert parse(EXAMPLE.replace(",", ";")).decimal_comma_possible
    assert rows_of(HEADER.encode() + b"x,,,caf\xe9")[0].value == "caf\u00e9"


def test_lines_are_the_physical_lines_on_which_records_start():
    read = rows_of("\n" + HEADER + 'a,,,"one\ntwo\r\nthree"\n\nb,,,2\n"c",,,3\n')
    assert [(row.line, row.item, row.value) for row in read] == [
        (3, "a", "one\ntwo\r\nthree"),
        (7, "b", "2"),
        (8, "c", "3"),
    ]


def test_the_wide_form_gives_a_row_for_each_filled_group():
    read = parse(
        "item,period,White,BAME,Unknown/Null,all\n20,,1,2,,\nstaff.employed,,,,,9\n21,,,,,\n"
    )
    assert read.findings == ()
    assert read.rows == (
        MetricsRow(2, "20", group="white", value="1"),
        MetricsRow(2, "20", group="bme", value="2"),
        MetricsRow(3, "staff.employed", group="all", value="9"),
        MetricsRow(4, "21", group="all"),
    )


def test_the_columns_that_read_writes_are_understood():
    read = parse(
        "organisation,organisation_name,edition,item,group,value,text,status,sheet,raw\n"
        "RXY,'=Trust,2020,20,bme,102,,reported,Data,102\n"
        "RXY,,2020,background.completeness,all,,'=1,reported,Data,'=1\n"
        "RXY,,2020,20,white,,,Suppressed,Data,<5\n"
        "RXY,,2020,20,unknown,,,not_collected,Data,\n"
        "RXY,,2020,21,white,,,blank,Data,\n"
        "RXY,,2020,21,bme,,,unreadable,Data,12 staff\n"
    )
    assert read.findings == ()
    assert [(row.item, row.value, row.status) for row in read.rows] == [
        ("20", "102", "reported"),
        ("background.completeness", "=1", "reported"),
        ("20", "<5", "suppressed"),
        ("20", "Not collected", "not_collected"),
        ("21", "", "blank"),
        ("21", "", "unreadable"),
    ]
    first = read.rows[0]
    assert (first.organisation, first.organisation_name, first.edition) == ("RXY", "=Trust", "2020")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "item,value,colour\n",
            "note[unknown-column] m.csv:1: The column is none that a metrics file has, and was not "
            "read (found colour).",
        ),
        (
            "item,value,Organization\n",
            "warning[unknown-column] m.csv:1: The column is none that a metrics file has, and was "
            "not read (found Organization). Did you mean 'organisation'?",
        ),
        (
            HEADER + "staff.employed,,all,3,296\n",
            "error[row-too-long] m.csv:2: The row has more fields than the header names (found 5 "
            "fields, the last '296'; expected 4 fields). "
            'Put a value with a comma in it in quotation marks, such as "1,234".',
        ),
        (
            HEADER + "staff.employed,3296\n",
            "error[row-too-short] m.csv:2: The row has fewer fields than it needs (found 2 fields; "
            "expected 4 fields). Give every field, leaving empty what is not known.",
        ),
    ],
)
def test_odd_columns_and_rows_are_found(text, expected):
    assert notes(text) == [expected]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"",
            "m.csv: The file is empty (expected a CSV with a header). "
            "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited).",
        ),
        (
            b"PK\x03\x04rest",
            "m.csv: The file is no CSV (found an Excel workbook or a zip archive; expected a CSV "
            "with a header). Name a workbook .xlsx to have it read.",
        ),
        (
            b"{}",
            "m.csv: The file is no CSV (found JSON; expected a CSV with a header). "
            "Give the CSV in its place.",
        ),
        (
            b"\xd0\xcf\x11\xe0",
            "m.csv: The file is no CSV (found an old Excel workbook (.xls); expected a CSV with a "
            "header). Save it in Excel as CSV UTF-8.",
        ),
        (
            b"%PDF-1.7",
            "m.csv: The file is no CSV (found a PDF document; expected a CSV with a header). "
            "Save the table it was made from as CSV.",
        ),
        (
            EXAMPLE.encode("utf-16-le"),
            "m.csv: The file holds NUL characters, so it is no CSV. "
            "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited).",
        ),
        (
            b"item\x81\xff",
            "m.csv: The file is not text in an encoding that is understood (expected UTF-8, UTF-16 "
            "with a mark, or Windows-1252). "
            "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited).",
        ),
        (
            b"\n20,current,bme,102\n",
            "m.csv: The file does not begin with the header of a metrics file (found "
            "20,current,bme,102; expected item,period,group,value or "
            "item,period,white,bme,unknown). "
            "`wres-excel template EDITION --metrics -o FILE.csv` makes an empty metrics file.",
        ),
        (
            b"item,value,Value\n",
            "m.csv: The header on line 1 names a column twice (found value; expected each column "
            "once). Remove or rename one of the two columns.",
        ),
        (
            HEADER.encode() + b'a,,,1\nb,,,"never closed\n1\n2\n',
            "m.csv: The record that starts on line 3 cannot be read (found a quotation mark that "
            'is never closed; expected fields that are quoted whole, with "" for a quotation mark '
            "inside). Correct the quotation marks. "
            "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited).",
        ),
        (
            HEADER.encode() + b'a,,,"1" 2\n',
            "m.csv: The record that starts on line 2 cannot be read (found text after a closing "
            'quotation mark; expected fields that are quoted whole, with "" for a quotation mark '
            "inside). Correct the quotation marks. "
            "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited).",
        ),
        (
            HEADER.encode() + b"a,,," + b"x" * 140_000,
            "m.csv: The record that starts on line 2 cannot be read (found a field of more than "
            '131,068 characters; expected fields that are quoted whole, with "" for a quotation '
            "mark inside). Correct the quotation marks. "
            "In Excel, save it with File, Save As, CSV UTF-8 (comma delimited).",
        ),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(data, expected):
    with pytest.raises(UnreadableFile) as caught:
        parse(data)
    assert str(caught.value) == expected


def test_a_file_that_cannot_be_opened_or_is_too_large_is_refused(tmp_path, monkeypatch):
    with pytest.raises(
        UnreadableFile, match=r"opened \(found no such file.*; expected a metrics file"
    ):
        read_metrics(tmp_path / "none.csv", SPELLINGS)
    with pytest.raises(
        UnreadableFile, match=r"opened \(found is a directory; expected a metrics file"
    ):
        read_metrics(tmp_path, SPELLINGS)
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(25_000_001)
    with pytest.raises(UnreadableFile, match=r"too large .*at most 25 MB"):
        read_metrics(large, SPELLINGS)
    monkeypatch.setattr("wres_excel.tables.metrics.MOST_ROWS", 2)
    assert len(rows_of(EXAMPLE)) == 2
    with pytest.raises(UnreadableFile, match=r"too many rows .*at most 2"):
        parse(EXAMPLE + "1,,bme,1\n")


def test_a_table_from_a_workbook_is_read_by_its_rows():
    header = ["Item", "Group", "Value", "", "Colour"]
    grid = [(1, ["", ""]), (3, header), (5, ["20", "bme", "102"]), (6, ["21", "bme"])]
    read = metrics_from_grid(grid, "m.xlsx", SPELLINGS)
    assert read.rows == (
        MetricsRow(5, "20", group="bme", value="102"),
        MetricsRow(6, "21", group="bme"),
    )
    assert [(finding.rule, finding.line) for finding in read.findings] == [("unknown-column", 3)]


@pytest.mark.parametrize("edition", edition_names())
def test_an_empty_metrics_file_reads_back_without_a_fault(edition):
    read = parse(blank_metrics_csv(load_edition(edition)))
    understood = understand(read, load_edition(edition), SPELLINGS)
    assert read.findings == ()
    assert [finding.rule for finding in understood.findings] == ["no-value"]
    assert edition_named(read) == (edition, ())


def test_an_empty_metrics_file_asks_for_every_input():
    edition = load_edition("2020")
    header, *rows = csv.reader(io.StringIO(blank_metrics_csv(edition)))
    asked = [tuple(row[:3]) for row in rows]
    inputs = {item.key for item in edition.items if not item.derived and not item.note_of}
    assert header == ["item", "period", "group", "value", "label", "edition"]
    assert {key for key, _, _ in asked} == inputs
    assert asked == [tuple(place) for place in edition.places if place.item in inputs]
    assert rows[0][3:] == ["", "1a Non-clinical workforce: Under Band 1", "2020"]


@pytest.mark.parametrize(
    ("file", "edition", "count", "name"),
    [
        (
            "kent-and-medway-2020.csv",
            "2020",
            14,
            "Kent and Medway NHS and Social Care Partnership Trust",
        ),
        *(
            (
                f"newcastle-{year}.csv",
                year,
                count,
                "The Newcastle upon Tyne Hospitals NHS Foundation Trust",
            )
            for year, count in (("2023", 7), ("2024", 7), ("2025", 6))
        ),
    ],
)
def test_published_figures_are_read_and_understood(file, edition, count, name):
    read = read_metrics(PUBLISHED / file, SPELLINGS)
    understood = understand(read, load_edition(edition), SPELLINGS)
    assert (read.findings, understood.findings) == ((), ())
    assert list(understood.organisations) == [None]
    organisation = understood.organisations[None]
    assert (organisation.name, len(organisation.answers)) == (name, count)


def test_published_figures_keep_their_values():
    read = read_metrics(PUBLISHED / "kent-and-medway-2020.csv", SPELLINGS)
    answers = understand(read, load_edition("2020"), SPELLINGS).organisations[None].answers
    assert [
        answer.text if answer.value is None else answer.value for answer in answers.values()
    ] == [
        "Kent and Medway NHS and Social Care Partnership Trust",
        "2020-10",
        *(3296, 22, 17, 9, 44.3, 32.8, 25.5, 19.9, 78.5, 87.2, 12, 5.6),
    ]


FIELDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)


@given(st.lists(st.tuples(FIELDS, FIELDS), min_size=1, max_size=5), st.sampled_from(",;\t"))
def test_every_field_that_csv_can_hold_comes_back(records, separator):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerows([("item", "value"), *records])
    filled = [record for record in records if any(map(str.strip, record))]
    grid = list(enumerate([("item", "value"), *filled], 1))
    from_csv = [row._replace(line=0) for row in rows_of(out.getvalue())]
    from_grid = metrics_from_grid(grid, "m.csv", SPELLINGS).rows
    assert from_csv == [row._replace(line=0) for row in from_grid]


@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(lambda t: (HEADER + t).encode("utf-8", "replace"))
)
def test_no_bytes_are_more_than_a_refusal(data):
    try:
        read = parse(data)
    except UnreadableFile:
        return
    understand(read, load_edition("2020"), SPELLINGS)
