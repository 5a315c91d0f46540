"""A return as rows: the whole of it, in the contract's columns and units."""

from datetime import date

import pytest

from wres_excel.collation.flatten import flatten, signed_off
from wres_excel.collation.records import FindingRow, Summary, Taken, ValueRow
from wres_excel.domain.model import Organisation, Place, Return, Source, Value
from wres_excel.editions import load_edition
from wres_excel.findings import Finding

EDITION = load_edition("2019")
SOURCE = Source("RXY.xlsx", "ab" * 32, "Excel", "wres-excel 0", "2019-09-01T10:00:00Z")


def return_of(*values: Value, findings: tuple[Finding, ...] = ()) -> Return:
    return Return(EDITION, Organisation("RXY", "A trust"), SOURCE, values, findings)


def text(item: str, answer: str) -> Value:
    return Value(Place(item, "current", "all"), "reported", text=answer, raw=answer)


def test_a_return_is_flattened_whole() -> None:
    value = Value(
        Place("clinical.band_5", "previous", "bme"), "reported", 102, None, "Data", "F27", "102"
    )
    findings = (
        Finding(
            "total-mismatch",
            "error",
            "The total differs",
            "Correct it.",
            item="clinical.band_5",
            period="2018-03-31",
            group="bme",
            file="RXY.xlsx",
            sheet="Data",
            cell="F27",
            found="102",
            expected="103",
        ),
        Finding("odd", "warning", "Odd", item="no.such.item"),
        Finding("also-odd", "note", "Also odd"),
    )
    about, source = ("RXX+RXY", "A trust", "2019"), ("north/RXY.xlsx", "ab" * 32)
    assert flatten(return_of(value, findings=findings), "north/RXY.xlsx", 7, ["RXY", "RXX"]) == (
        Taken(
            Summary(
                "north/RXY.xlsx",
                "ab" * 32,
                7,
                "RXX+RXY",
                "A trust",
                ("RXY", "RXX"),
                "2019",
                saved="2019-09-01T10:00:00Z",
                errors=1,
                warnings=1,
                notes=1,
            ),
            (
                ValueRow(
                    *about,
                    *("clinical.band_5", 20, 1, "2018-03-31", "bme"),
                    *(102, None, "reported", "Data", "F27", "102", None),
                    *source,
                ),
            ),
            (
                FindingRow(
                    *about,
                    *("total-mismatch", "error", "The total differs", "Correct it."),
                    "clinical.band_5",
                    EDITION.name_of(EDITION.by_key["clinical.band_5"]),
                    *("2018-03-31", "bme", "Data", "F27", "102", "103"),
                    *source,
                ),
                FindingRow(
                    *about, "odd", "warning", "Odd", "", "no.such.item", *[None] * 7, *source
                ),
                FindingRow(*about, "also-odd", "note", "Also odd", "", *[None] * 8, *source),
            ),
        )
    )


def test_a_return_without_a_code_has_no_organisation() -> None:
    assert flatten(return_of(), "r.xlsx", 1, ()).summary.organisation is None


def test_rows_of_the_current_period_bear_the_snapshot() -> None:
    value = Value(Place("clinical.band_5", "current", "white"), "blank")
    (row,) = flatten(return_of(value), "r.xlsx", 1, ["RXY"]).values
    assert row.period == date(2019, 3, 31).isoformat()


@pytest.mark.parametrize(
    ("answer", "day"),
    [
        ("Jane Doe, 27 August 2019", "2019-08-27"),
        ("27/08/2019 Jane Doe", "2019-08-27"),
        ("Jane Doe, 27 August 2019, confirmed 27.8.2019", "2019-08-27"),
        ("Jane Doe, August 2019", "2019-08-01"),
        ("Jane Doe, 27 August 2019, for the August 2019 board", "2019-08-27"),
        ("the board, 27 August 2019 and 3 September 2019", None),
        ("the boards of August and September 2019, July 2019", None),
        ("Jane Doe, 31/02/2019", None),
        ("Jane Doe, 2019", None),
        ("the year 2018/19", None),
        ("Jane Doe", None),
        ("", None),
    ],
)
def test_the_sign_off_is_the_one_date_in_its_answer(answer: str, day: str | None) -> None:
    assert signed_off(return_of(text("report.signed_off", answer))) == day


@pytest.mark.parametrize(
    ("dated", "day"),
    [("2019-09", "2019-09-01"), ("2019-09-12", "2019-09-12"), ("soon", None), ("", None)],
)
def test_without_a_sign_off_the_date_of_the_report_stands_in(dated: str, day: str | None) -> None:
    unsigned = text("report.signed_off", "Jane Doe")
    assert signed_off(return_of(unsigned, text("report.date", dated))) == day
    signed = text("report.signed_off", "Jane Doe, 1 October 2019")
    assert signed_off(return_of(signed, text("report.date", dated))) == "2019-10-01"
