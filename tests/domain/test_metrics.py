"""Rows of text become the answers of organisations, and every bad row has its finding."""

import pytest

from wres_excel.domain.answers import Answer
from wres_excel.domain.edition_named import edition_named
from wres_excel.domain.metrics import understand
from wres_excel.domain.model import Place
from wres_excel.domain.rows import Metrics, MetricsRow
from wres_excel.editions import load_edition
from wres_excel.spellings import load_spellings

SPELLINGS = load_spellings()
BAND_5 = Place("clinical.band_5", "current", "bme")


def metrics(*rows):
    """Return a file whose rows are given as dicts, on lines 2 and following."""
    return Metrics("m.csv", tuple(MetricsRow(line, **row) for line, row in enumerate(rows, 2)))


def row(item="20", period="", group="bme", value="102", **more):
    return {"item": item, "period": period, "group": group, "value": value, **more}


def read(*rows, edition="2020"):
    return understand(metrics(*rows), load_edition(edition), SPELLINGS)


def findings(*rows, edition="2020"):
    return [str(finding) for finding in read(*rows, edition=edition).findings]


@pytest.mark.parametrize("item", ["20", " 20.0 ", "clinical.band_5", "Clinical.Band_5"])
@pytest.mark.parametrize("period", ["", "current", "Current year", "2020-03-31", "31/03/2020"])
@pytest.mark.parametrize("group", ["bme", "BME", " BAME "])
def test_a_place_may_be_spelled_in_many_ways(item, period, group):
    understood = read(row(item, period, group))
    (organisation,) = understood.organisations.values()
    assert understood.findings == ()
    assert organisation.answers == {BAND_5: Answer("reported", 102, raw="102")}
    assert organisation.lines == {BAND_5: 2}
    assert organisation.claims == {}


def test_the_previous_period_and_items_of_one_value():
    understood = read(
        row(period="previous"),
        row(period="2019-03-31", group="Unknown / Null", value="3"),
        row("staff.employed", group="", value="3,296"),
        row("report.date", group="all", value="Oct-20"),
    )
    assert understood.findings == ()
    assert understood.organisations[None].answers == {
        Place("clinical.band_5", "previous", "bme"): Answer("reported", 102, raw="102"),
        Place("clinical.band_5", "previous", "unknown"): Answer("reported", 3, raw="3"),
        Place("staff.employed", "current", "all"): Answer("reported", 3296, raw="3,296"),
        Place("report.date", "current", "all"): Answer("reported", text="2020-10", raw="Oct-20"),
    }


def test_derived_items_are_claims_and_never_answers():
    (organisation,) = read(row("36", group="white", value="14.7%")).organisations.values()
    place = Place("recruitment.likelihood", "current", "white")
    assert organisation.answers == {}
    assert organisation.claims == {place: Answer("reported", 0.147, raw="14.7%")}
    assert organisation.lines == {place: 2}


def test_organisations_are_told_apart_without_regard_to_case():
    understood = read(
        row(organisation="rxy", organisation_name="Example Trust"),
        row(organisation="RXY ", group="white"),
        row(organisation="G6V2S"),
        row("report.organisation_name", group="", value="Other Trust", organisation="G6V2S"),
    )
    assert understood.findings == ()
    assert {code: (o.name, len(o.answers)) for code, o in understood.organisations.items()} == {
        "RXY": ("Example Trust", 2),
        "G6V2S": ("Other Trust", 2),
    }


def test_what_a_status_says_in_place_of_a_value():
    understood = read(
        row(value="", status="blank"),
        row(value="", status="uncalculated", group="white"),
        row("36", value="", status="error"),
        row(value="*", status="suppressed", group="unknown"),
    )
    assert understood.findings == ()
    assert understood.organisations[None].answers == {
        Place("clinical.band_5", "current", "unknown"): Answer("suppressed", raw="*")
    }


ONE = "wres-excel template 2020 --metrics -o FILE.csv"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [row("clinical.band5")],
            "error[unknown-item] m.csv:2: Edition 2020 has no such item (found clinical.band5; "
            "expected an item key or a data item number). Did you mean 'clinical.band_5'?",
        ),
        (
            [row("Number of shortlisted applicants")],
            "error[unknown-item] m.csv:2: Edition 2020 has no such item (found Number of "
            "shortlisted applicants; expected an item key or a data item number). "
            "Did you mean 'recruitment.shortlisted'?",
        ),
        (
            [row("")],
            "error[unknown-item] m.csv:2: Edition 2020 has no such item (found nothing; expected "
            f"an item key or a data item number). `{ONE}` lists the items.",
        ),
        (
            [row("64")],
            "error[unknown-item] m.csv:2: Edition 2020 has no data item of this number "
            "(found 64; expected 1 to 63).",
        ),
        (
            [row(period="2018-03-31")],
            "error[unknown-period] m.csv:2: Edition 2020 has no such period (item clinical.band_5; "
            "found 2018-03-31; expected current, previous, 2020-03-31 or 2019-03-31). Write "
            "current or previous, or name the edition that the date belongs to.",
        ),
        (
            [row("staff.employed", "previous", "")],
            "error[unknown-period] m.csv:2: The item is asked for the current period only (item "
            "staff.employed; found previous; expected current or 2020-03-31). Leave the row out.",
        ),
        (
            [row(group="wite")],
            "error[unknown-group] m.csv:2: There is no such group (item clinical.band_5, "
            "2020-03-31; found wite; expected white or bme or unknown). Did you mean 'white'?",
        ),
        (
            [row(group="")],
            "error[unknown-group] m.csv:2: The item has a value for each group, and the row does "
            "not say which (item clinical.band_5, 2020-03-31; found nothing; expected white or "
            "bme or unknown).",
        ),
        (
            [row("46", group="unknown", value="3%")],
            "error[unknown-group] m.csv:2: The item has no value for the group unknown (item "
            "survey.harassment_public, 2020-03-31; found unknown; expected white or bme).",
        ),
        (
            [row("staff.employed", group="white")],
            "error[unknown-group] m.csv:2: The item has one value, not one for each group (item "
            "staff.employed, 2020-03-31; found white; expected all, or nothing).",
        ),
        (
            [row(value="12%")],
            "error[wrong-kind] m.csv:2: The value is not what the item asks for (item "
            "clinical.band_5, 2020-03-31, bme; found 12%; expected a whole number of people, such "
            "as 102). Leave out the percent sign if 12 is meant.",
        ),
        (
            [row(value="x" * 99)],
            "error[wrong-kind] m.csv:2: The value is not what the item asks for (item "
            f"clinical.band_5, 2020-03-31, bme; found {'x' * 60}...; expected a whole number of "
            "people, such as 102). Type the number alone, and put any words in the notes.",
        ),
        (
            [row(value="", status="error")],
            "error[wrong-kind] m.csv:2: The cell this row was read from held no usable value (item "
            "clinical.band_5, 2020-03-31; found the status error; expected a value). Give the "
            "value in the column value, and empty the column status.",
        ),
        (
            [row(), row("clinical.band_5", "2020-03-31")],
            "error[given-twice] m.csv:3: The same value is given twice (item clinical.band_5, "
            "2020-03-31, bme; found lines 2 and 3; expected one row for each item, period, group "
            "and organisation). Remove one of the two rows.",
        ),
        (
            [row(organisation="RXY"), row(group="white")],
            "error[organisation-missing] m.csv:3: The row names no organisation, but other rows of "
            "the file do (found nothing; expected an organisation code). "
            "Give the code in every row, or in none.",
        ),
        (
            [row(organisation="../x"), row(organisation="../x", group="white")],
            "error[organisation-code] m.csv:2: This is not an organisation code, so no row that "
            "bears it is used (found ../x; expected an ODS code such as RXY or G6V2S: letters, "
            "digits, - and _, at most 20).",
        ),
        (
            [row("report.organisation_code", group="", value="RXZ", organisation="rxy")],
            "error[organisation-conflict] m.csv:2: The organisation code differs from the column "
            "organisation (item report.organisation_code, 2020-03-31, all; found RXZ; expected "
            "RXY). Give the same code in both, or leave the row out.",
        ),
        (
            [row(edition="2019"), row(edition="2019", group="white")],
            "error[edition-conflict] m.csv:2: The row is of another edition than the one asked for "
            "(found 2019; expected 2020). Name the right edition, or remove the column edition if "
            "the figures are for 2020.",
        ),
        (
            [row("46", value="0.44")],
            "warning[share-or-percent] m.csv:2: The value may be a share of 1 or a "
            "percentage; it was read as a percentage (item survey.harassment_public, "
            "2020-03-31, bme; found 0.44). Write it with a percent sign, such as 12.3%.",
        ),
        (
            [row(value=""), row(value=" ", group="white")],
            "note[no-value] m.csv:2: 2 rows have no value and will stay blank. "
            "Write 0 for none, N/A for not applicable.",
        ),
        (
            [row(value="")],
            "note[no-value] m.csv:2: 1 row has no value and will stay blank. "
            "Write 0 for none, N/A for not applicable.",
        ),
    ],
)
def test_every_finding_reads_as_a_whole(rows, expected):
    assert findings(*rows) == [expected]


def test_a_file_without_rows_is_an_error():
    assert findings() == [
        "error[no-rows] m.csv: The file has a header and no rows. Give a row for each value."
    ]


def test_an_edition_without_data_item_numbers_says_so():
    assert findings(row("20"), edition="2015") == [
        "error[unknown-item] m.csv:2: The items of edition 2015 bear no data item numbers (found "
        "20; expected an item key). `wres-excel template 2015 --metrics -o FILE.csv` lists the "
        "items."
    ]


def test_a_value_given_twice_is_not_used_and_the_rest_is():
    (organisation,) = read(row(), row(), row(group="white")).organisations.values()
    assert list(organisation.answers) == [Place("clinical.band_5", "current", "white")]
    assert list(organisation.lines) == [Place("clinical.band_5", "current", "white")]


def test_every_bad_row_is_found_in_the_order_of_lines():
    understood = read(row("nothing"), row(value="many"), row(), row(value="", group="white"))
    assert [(f.rule, f.line) for f in understood.findings] == [
        ("unknown-item", 2),
        ("wrong-kind", 3),
        ("no-value", 5),
    ]


def test_thousands_of_unknown_items_are_found_without_a_search_for_each():
    understood = read(*(row(f"no.such_item_{number}") for number in range(3_000)))
    assert len(understood.findings) == 3_000
    assert understood.findings[-1].remedy == f"`{ONE}` lists the items."


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([row(edition="2019"), row(edition="2019 "), row()], "2019"),
        ([row(period="2019-03-31"), row(period="31 March 2020"), row()], "2020"),
        ([row(period="2015-03-31"), row(period="2016-03-31"), row(period="2015-04-01")], "2016"),
    ],
)
def test_a_file_names_its_edition(rows, name):
    assert edition_named(metrics(*rows)) == (name, ())


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [row(edition="2019"), row(edition="2020"), row(edition="2019")],
            "error[edition-conflict] m.csv:3: The rows of the file name more than one edition "
            "(found 2019 (line 2) and 2020 (line 3); expected the same edition in every row). "
            "Make one file for each edition.",
        ),
        (
            [row(period="2019-03-31"), row(period="current")],
            "error[edition-missing] m.csv: The file does not say which edition it is for (found "
            "snapshot dates: 2019-03-31; expected a column edition, or both snapshot dates in the "
            "column period). Name it: --edition 2019 if 2019-03-31 is the current snapshot, "
            "--edition 2020 if it is the previous one.",
        ),
        (
            [row(), row(period="previous")],
            "error[edition-missing] m.csv: The file does not say which edition it is for (found "
            "snapshot dates: none; expected a column edition, or both snapshot dates in the "
            "column period). Name it with --edition, such as --edition 2020, or in a column "
            "edition.",
        ),
        (
            [row(period="2018-03-31"), row(period="2020-03-31")],
            "error[edition-missing] m.csv: The file does not say which edition it is for (found "
            "snapshot dates: 2018-03-31, 2020-03-31; expected a column edition, or both snapshot "
            "dates in the column period). Name it with --edition, such as --edition 2020, or in a "
            "column edition.",
        ),
    ],
)
def test_why_no_edition_is_named(rows, expected):
    name, (finding,) = edition_named(metrics(*rows))
    assert name is None
    assert str(finding) == expected
