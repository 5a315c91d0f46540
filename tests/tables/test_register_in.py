"""Registers of organisations, as people save them and as the NHS publishes them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.collation.expected import Expected
from wres_excel.errors import UnreadableFile, WresError
from wres_excel.findings import Finding
from wres_excel.tables.register_in import MOST_ROWS, read_register

FULL = """\
code,name,region,type,contract_value,due,received
RXY,Kent and Medway,Y59,NHS trust,"£250,000",2019-08-31,28/08/2019 00:00
15N,Devon CCG,South West,,,,
"""
HEADER = "code,name and, where known, region,type,contract_value,due,received"


def read(text: str, encoding: str = "utf-8") -> tuple[tuple[Expected, ...], tuple[Finding, ...]]:
    return read_register(text.encode(encoding), "r.csv")


def published(code: str, name: str, opened: str, closed: str = "", region: str = "Y61") -> str:
    """A record of etr.csv: 27 columns, all quoted, no header."""
    fields = [code, name, region, "QH8", "1 The Road", "", "", "", "", "AB1 2CD", opened, closed]
    return ",".join(f'"{field}"' for field in [*fields, *[""] * 15]) + "\r\n"


def test_a_register_is_read_with_all_that_is_known() -> None:
    assert read(FULL) == (
        (
            Expected(
                "RXY",
                "Kent and Medway",
                "South East",
                "NHS trust",
                Decimal(250000),
                date(2019, 8, 31),
                date(2019, 8, 28),
                file="r.csv",
                line=2,
            ),
            Expected("15N", "Devon CCG", "South West", file="r.csv", line=3),
        ),
        (),
    )


def test_columns_may_stand_in_any_order_under_the_headings_people_use() -> None:
    text = "Due date,Organisation name,Provider Type,ODS code,Contract value (£)\n"
    text += "31/08/2019,Kent,trust,rxy,250000\n"
    known = Expected(
        "RXY", "Kent", None, "trust", Decimal(250000), date(2019, 8, 31), file="r.csv", line=2
    )
    assert read(text) == ((known,), ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_register_with_a_mark_of_its_encoding_is_the_same(encoding: str) -> None:
    assert read(FULL, encoding) == read(FULL)


def test_windows_1252_and_semicolons_are_read_with_a_note_each() -> None:
    text = FULL.replace('"£250,000"', "£250,000x").replace(",", ";").replace("250;000x", "250,000")
    expected, notes = read(text, "cp1252")
    assert expected == read(FULL)[0]
    assert [(note.rule, note.severity) for note in notes] == [
        ("encoding", "note"),
        ("separator", "note"),
    ]


def test_an_organisation_data_file_is_told_by_its_content_without_a_header() -> None:
    text = published("RXY", "KENT AND MEDWAY", "20060401") + published(
        "TAK", "CARE TRUST", "20010401", "20190331", region="Z99"
    )
    assert read(text) == (
        (
            Expected(
                "RXY", "KENT AND MEDWAY", "East of England", "NHS trust",
                opened=date(2006, 4, 1), file="r.csv", line=1,
            ),
            Expected(
                "TAK", "CARE TRUST", "Z99", "care trust",
                opened=date(2001, 4, 1), closed=date(2019, 3, 31), file="r.csv", line=2,
            ),
        ),
        (),
    )  # fmt: skip


def test_rows_of_an_organisation_data_file_that_make_no_sense_are_said_by_line() -> None:
    good = published("RXY", "KENT", "20060401")
    bad = [
        published("RXX", "SURREY", "20061399"),
        published("RXW", "SHROPSHIRE", "2006"),
        "RWW,TOO SHORT\r\n",
        published("89999", "DEFAULT", "20060401"),
        published("RXY", "KENT AGAIN", "20060401"),
    ]
    expected, findings = read(good + "".join(bad))
    assert [each.code for each in expected] == ["RXY"]
    assert [(f.rule, f.line) for f in findings] == [
        ("register-row", 2),
        ("register-row", 3),
        ("register-row", 4),
        ("register-code-placeholder", 5),
        ("register-code-twice", 6),
    ]
    assert findings[2] == Finding(
        "register-row",
        "error",
        "The row is not one of an NHS organisation data file, and was left out",
        "Take the file as it is published, or give a CSV headed code,name.",
        file="r.csv",
        line=4,
        found="RWW,TOO SHORT",
        expected="the code first, and in columns 11 and 12 dates such as 20190331",
    )


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("250000", Decimal(250000)),
        ('"£250,000"', Decimal(250000)),
        ('" £ 1,250,000.50 "', Decimal("1250000.50")),
        ("GBP 200000", Decimal(200000)),
        ("0", Decimal(0)),
        ("", None),
    ],
)
def test_a_contract_value_is_pounds_as_people_write_them(text: str, pounds: Decimal | None) -> None:
    expected, findings = read(f"code,name,contract_value\nRXY,Kent,{text}\n")
    assert (expected[0].contract_value, findings) == (pounds, ())


@pytest.mark.parametrize("text", ["GBP 1.2m", "250k", "-5", "250.000", "50%", "c. 250000", "££5"])
def test_a_contract_value_that_is_not_certain_is_a_finding_and_not_a_guess(text: str) -> None:
    expected, findings = read(f"code,name,contract_value\nRXY,Kent,{text}\n")
    assert expected == (Expected("RXY", "Kent", file="r.csv", line=2),)
    assert findings == (
        Finding(
            "register-contract-value",
            "error",
            "The contract value is not understood, so whether the organisation must report is not "
            "known",
            "Correct the cell, or leave it empty.",
            file="r.csv",
            line=2,
            found=text,
            expected="pounds a year, such as 250000 or £250,000",
        ),
    )


@pytest.mark.parametrize(
    "text", ["2019-08-31", "31/08/2019", "31 August 2019", "31-Aug-19", "31/08/2019 00:00"]
)
def test_a_due_date_is_a_day_as_people_write_it(text: str) -> None:
    expected, findings = read(f"code,name,due\nRXY,Kent,{text}\n")
    assert (expected[0].due, findings) == (date(2019, 8, 31), ())


@pytest.mark.parametrize("text", ["August 2019", "soon", "31/02/2019", "2019", "by 31/08/2019"])
def test_a_due_date_that_is_no_day_is_a_finding(text: str) -> None:
    expected, findings = read(f"code,name,due\nRXY,Kent,{text}\n")
    assert expected == (Expected("RXY", "Kent", file="r.csv", line=2),)
    assert findings == (
        Finding(
            "register-due",
            "error",
            "The date on which the return is due is not understood, so it cannot be late",
            "Correct the cell, or leave it empty.",
            file="r.csv",
            line=2,
            found=text,
            expected="a day, such as 2019-08-31, 31/08/2019 or 31 August 2019",
        ),
    )


def test_a_day_of_arrival_that_is_none_is_a_finding() -> None:
    expected, findings = read("code,name,Date received\nRXY,Kent,in time\n")
    assert expected == (Expected("RXY", "Kent", file="r.csv", line=2),)
    assert findings == (
        Finding(
            "register-received",
            "error",
            "The date on which the return arrived is not understood, so the dates inside the "
            "return tell whether it is late",
            "Correct the cell, or leave it empty.",
            file="r.csv",
            line=2,
            found="in time",
            expected="a day, such as 2019-08-31, 31/08/2019 or 31 August 2019",
        ),
    )


@pytest.mark.parametrize(
    ("code", "rule", "severity", "message", "found"),
    [
        (
            "",
            "missing",
            "error",
            "The row has no organisation code; the row was left out",
            "nothing",
        ),
        (
            "89999",
            "placeholder",
            "error",
            "The code is a default code for a provider without a code of its own, and not the code "
            "of an organisation; the row was left out",
            "89999",
        ),
        ("R-Y", "malformed", "error", "This is no organisation code; the row was left out", "R-Y"),
        (
            "RH802",
            "of-site",
            "warning",
            "The code looks like that of a site of RH8, and trusts report as a whole",
            "RH802",
        ),
        (
            "ABCD",
            "form",
            "warning",
            "The code has a form that no kind of organisation is known to have",
            "ABCD",
        ),
    ],
)
def test_an_odd_code_is_said_by_line_and_what_is_none_is_left_out(
    code: str, rule: str, severity: str, message: str, found: str
) -> None:
    expected, findings = read(f"code,name\n{code},Kent\nRXX,Surrey\n")
    kept = (Expected(code, "Kent", file="r.csv", line=2),) if severity == "warning" else ()
    assert expected == (*kept, Expected("RXX", "Surrey", file="r.csv", line=3))
    assert findings == (
        Finding(
            f"register-code-{rule}",
            severity,  # type: ignore[arg-type]
            message,
            "Give its ODS code, such as RXY." if severity == "error" else "Check the code.",
            file="r.csv",
            line=2,
            found=found,
            expected="an ODS code",
        ),
    )


def test_findings_stand_in_the_order_of_lines() -> None:
    text = "code,name,due\nRXY,Kent,soon\nRXX,Surrey,\nrxy,Kent again,\n,Nobody,\nRWW,a,,b\n"
    expected, findings = read(text)
    assert [each.code for each in expected] == ["RXY", "RXX"]
    assert [(f.rule, f.line, f.severity) for f in findings] == [
        ("register-due", 2, "error"),
        ("register-code-twice", 4, "error"),
        ("register-code-missing", 5, "error"),
        ("row-too-long", 6, "error"),
    ]
    assert findings[3] == Finding(
        "row-too-long",
        "error",
        "The row has more fields than the header names, and was left out",
        'Put a name with a comma in it in quotation marks, such as "Leeds, York".',
        file="r.csv",
        line=6,
        found="4 fields, the last 'b'",
        expected="3 fields",
    )


def test_a_column_that_is_not_read_is_a_note_and_a_misspelt_one_a_warning() -> None:
    _, findings = read("code,name,,chair,contract valu\nRXY,Kent,,Ann,5\n")
    message = "The column is none that a register has, and was not read"
    assert findings == (
        Finding("unknown-column", "note", message, file="r.csv", line=1, found="chair"),
        Finding(
            "unknown-column",
            "warning",
            message,
            "Did you mean 'contract_value'?",
            file="r.csv",
            line=1,
            found="contract valu",
        ),
    )


def test_a_register_of_codes_alone_says_what_names_are_for() -> None:
    expected, findings = read("code\nRXY\n")
    assert expected == (Expected("RXY", file="r.csv", line=2),)
    assert findings == (
        Finding(
            "register-without-names",
            "note",
            "The register has no column of names, so a wrong code cannot be told by a name",
            "Add a column headed name.",
            file="r.csv",
            line=1,
            expected=HEADER,
        ),
    )


def test_a_register_without_rows_is_an_error() -> None:
    assert read("\ncode,name\n,\n") == (
        (),
        (
            Finding(
                "register-empty",
                "error",
                "The register names no organisation",
                "Give a row for each organisation that is to report.",
                file="r.csv",
                line=2,
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("RXY,Kent and Medway\n", "Put a line code,name above the first organisation."),
        (
            "item,period,value\n20,current,5\n",
            "Name the column of organisation codes code, and that of names name.",
        ),
    ],
)
def test_a_file_without_the_header_of_a_register_is_refused(text: str, remedy: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(text)
    assert refused.value == UnreadableFile(
        "The file does not begin with the header of a register of organisations",
        file="r.csv",
        found=text.splitlines()[0],
        expected=f"{HEADER}; or an NHS organisation data file (etr.csv, ect.csv)",
        remedy=remedy,
    )


def test_a_long_first_line_is_cut_in_the_message() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("x" * 200)
    assert refused.value.found == "x" * 80 + "..."


def test_two_columns_that_mean_the_same_are_refused() -> None:
    with pytest.raises(UnreadableFile) as refused:
        read("code,name,ODS code\nRXY,Kent,RXY\n")
    assert refused.value == UnreadableFile(
        "Two columns of the register, by its header on line 1, mean the same",
        file="r.csv",
        found="'code' and 'ODS code'",
        expected=HEADER,
        remedy="Remove or rename one of the two columns.",
    )


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
def test_a_workbook_given_for_a_register_is_refused_with_what_to_do(start: bytes) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_register(start + b"rest", "r.xlsx")
    assert refused.value == UnreadableFile(
        "The register is a workbook or an archive, and not a CSV",
        file="r.xlsx",
        expected=f"a CSV with the columns {HEADER}",
        remedy="In Excel, save its sheet with File, Save As, CSV UTF-8 (comma delimited).",
    )


def test_what_is_too_large_for_a_register_is_refused() -> None:
    remedy = "Give the file of the organisations that are to report."
    with pytest.raises(UnreadableFile) as refused:
        read("code\n" + "RXY\n" * MOST_ROWS)
    assert refused.value == UnreadableFile(
        "The file has too many rows for a register of organisations",
        file="r.csv",
        expected="at most 100,000",
        remedy=remedy,
    )
    with pytest.raises(UnreadableFile) as refused:
        read_register(b"code," + b"x" * 25_000_000, "r.csv")
    assert refused.value == UnreadableFile(
        "The file is too large for a register of organisations",
        file="r.csv",
        expected="at most 25 MB",
        remedy=remedy,
    )


@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: b"code,name\n" + text.encode())
)
def test_any_bytes_give_a_register_or_a_refusal(data: bytes) -> None:
    try:
        expected, _ = read_register(data, "r.csv")
    except WresError:
        return
    assert len({each.code for each in expected}) == len(expected)
