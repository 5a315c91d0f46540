"""Every finding of the locator, whole, as its reader sees it."""

import pytest

from workbook.locate.sketch import page, workbook
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.workbook.locate import locate
from wres_excel.workbook.records import Sheet

EDITION = load_edition("2019")
HEADS = "| | Non-clinical | White 2018 | White 2019 |"


def found_on(*sheets: Sheet, rule: str, edition: Edition = EDITION) -> list[str]:
    findings = locate(workbook(*sheets), edition).findings
    return [str(finding) for finding in findings if finding.rule == rule]


def test_an_item_that_stands_twice() -> None:
    sheet = page(f"{HEADS}\n| 6 | Band 5 | _ | _ |\n| 7 | Band 6 | _ | _ |\n| 6 | Band 5 | _ | _ |")
    assert found_on(sheet, rule="ambiguous-place") == [
        "error[ambiguous-place] form.xlsx, Data!C2: Data item 6 'Band 5' (1a Non-clinical "
        "workforce) stands more than once, and nothing tells which row counts (item "
        "non_clinical.band_5, 2018-03-31, white; found Data!C2 and Data!C4, and likewise 1 more; "
        "expected one cell for each period and group). Remove the row or sheet that does not "
        "count; or, when filling this form, name the cell with --use-map."
    ]


def test_two_columns_that_are_headed_alike() -> None:
    sheet = page(
        """
        | | Non-clinical | White 2018 | White 2019 | White 2019 |
        | 6 | Band 5 | _ | _ | _ |
        | 7 | Band 6 | _ | _ | _ |
        """
    )
    assert found_on(sheet, rule="ambiguous-place") == [
        "error[ambiguous-place] form.xlsx, Data!D2: More than one column is headed 31 March 2019 "
        "White (item 2019-03-31, white; found Data!D2 and Data!E2, and likewise 1 more; expected "
        "one column for each period and group). Remove the column that does not count, or head "
        "it otherwise; or, when filling this form, name the cells with --use-map."
    ]


def test_a_number_and_a_label_that_disagree() -> None:
    sheet = page(f"{HEADS}\n| 5 | Band 4 | _ | _ |\n| 6 | Band 5 | _ | _ |\n| 9 | Band 7 | _ | _ |")
    assert found_on(sheet, rule="number-label-conflict") == [
        "error[number-label-conflict] form.xlsx, Data!A4: Data item 9 is 'Band 8A', but the label "
        "beside it says 'Band 7' (item non_clinical.band_8a; found 9 beside 'Band 7' in B4; "
        "expected 9 beside 'Band 8A'). Correct the number or the label; nothing is read from this "
        "row until they agree."
    ]
    missing = found_on(sheet, rule="item-not-found")
    assert not [t for t in missing if "non_clinical.band_8a" in t or "non_clinical.band_7" in t]


def test_an_item_that_is_not_there_with_the_nearest_text() -> None:
    sheet = page(
        """
        | | Shortlisting | White 2018 | White 2019 |
        | 34 | Number of shortlisted applicants | _ | _ |
        | | Numbers appointed after shortlisting | _ | _ |
        """
    )
    wanted = "Number appointed from shortlisting"
    assert [text for text in found_on(sheet, rule="item-not-found") if wanted in text] == [
        "warning[item-not-found] form.xlsx, Data!B3: Data item 35 'Number appointed from "
        "shortlisting' (2 Shortlisting) was not found on this form (item recruitment.appointed; "
        "found nearest: 'Numbers appointed after shortlisting'; expected data item 35, or the "
        "label 'Number appointed from shortlisting' under '2 Shortlisting'). Correct the label or "
        "heading in the workbook; or, when filling this form, name the cell with --use-map."
    ]


def test_an_item_that_is_not_there_with_nothing_like_it() -> None:
    sheet = page(f"{HEADS}\n| 6 | Band 5 | _ | _ |")
    texts = found_on(sheet, rule="item-not-found")
    assert (
        "note[item-not-found] form.xlsx: Data item 52 'of which: Non Voting Board members' (9 "
        "Board representation) was not found on this form (item board.non_voting; found nothing "
        "like it; expected data item 52, or the label 'of which: Non Voting Board members' under "
        "'9 Board representation'). Correct the label or heading in the workbook; or, when filling "
        "this form, name the cell with --use-map."
    ) in texts


def test_a_label_that_may_be_of_two_sections() -> None:
    sheet = page("| | White 2018 | White 2019 |\n| Consultants | _ | _ |\n| Band 5 | _ | _ |")
    texts = [text for text in found_on(sheet, rule="item-not-found") if "clinical.band_5" in text]
    assert texts[1:] == [
        "warning[item-not-found] form.xlsx, Data!A3: Data item 20 'Band 5' (1b Clinical "
        "workforce: of which non-medical) was not found for certain: no heading tells where its "
        "label belongs (item clinical.band_5; found 'Band 5', which may stand under '1a "
        "Non-clinical workforce' or '1b Clinical workforce: of which non-medical'; expected data "
        "item 20, or the label 'Band 5' under '1b Clinical workforce: of which non-medical'). Put "
        "the section's heading above the rows, or the data item number beside the label."
    ]


def test_a_column_that_is_not_there() -> None:
    """Each period has the heading of its own column, or the one that names it."""
    sheet = page(
        """
        | | | Whyte 2018 | BAME 2018 | Whyte 2019 | BAME 2019 | Unknown 2018 | Unknown 2019 |
        | 34 | Number of shortlisted applicants | _ | _ | _ | _ | _ | _ |
        """
    )
    assert found_on(sheet, rule="column-not-found") == [
        f"warning[column-not-found] form.xlsx, Data!{cell}: No column is headed 31 March {year} "
        f"White (item {year}-03-31, white; found nearest: 'Whyte {year}'; expected a heading such "
        f"as '31 March {year} White'). Correct the heading in the workbook; or, when filling this "
        "form, name the cells with --use-map."
        for cell, year in (("C1", 2018), ("E1", 2019))
    ]


@pytest.mark.parametrize(
    "heading", ["Non-BAME", "Non BME staff", "White and unknown", "White British"]
)
def test_a_column_of_people_who_may_not_be_the_group(heading: str) -> None:
    sheet = page(
        f"""
        | | | 2018 | | | 2019 | |
        | | | {heading} | BME | Unknown | {heading} | BME | Unknown |
        | 34 | Number of shortlisted applicants | _ | _ | _ | _ | _ | _ |
        """
    )
    assert found_on(sheet, rule="column-not-found") == [
        f"warning[column-not-found] form.xlsx, Data!{cell}: No column is headed 31 March {year} "
        f"White, and '{heading}' may not be the same people (item {year}-03-31, white; found "
        f"'{heading}'; expected a heading such as '31 March {year} White'). Head the column "
        "'White' if it counts these people and nobody else; if not, give each group a column of "
        "its own."
        for cell, year in (("C2", 2018), ("F2", 2019))
    ]


def test_a_year_that_is_not_there_is_one_finding() -> None:
    sheet = page(
        """
        | | Non-clinical | White 2017 | White 2019 | BME 2019 | Unknown 2019 |
        | 6 | Band 5 | _ | _ | _ | _ |
        """
    )
    assert found_on(sheet, rule="column-not-found") == [
        "warning[column-not-found] form.xlsx, Data!C1: No column is headed 31 March 2018 (item "
        "2018-03-31; found nearest: 'White 2017'; expected a heading such as '31 March 2018'). "
        "Correct the heading in the workbook; or, when filling this form, name the cells with "
        "--use-map."
    ]


def test_a_row_that_lacks_a_column_which_other_rows_have() -> None:
    sheet = page(
        """
        | | Non-clinical | White 2018 | BME 2018 | White 2019 | BME 2019 |
        | 6 | Band 5 | _ | _ | _ | _ |
        | | | White 2018 | White 2019 |
        | 7 | Band 6 | _ | _ |
        """
    )
    texts = [text for text in found_on(sheet, rule="item-not-found") if "has a row" in text]
    assert texts == [
        "warning[item-not-found] form.xlsx: Data item 7 'Band 6' (1a Non-clinical workforce) has "
        "a row on this form, but no cell for 31 March 2018 BME, 31 March 2019 BME (item "
        "non_clinical.band_6; expected a column with this heading above the row). Correct the "
        "label or heading in the workbook; or, when filling this form, name the cell with "
        "--use-map."
    ]


def test_parts_that_are_not_there_are_one_finding() -> None:
    sheet = page(f"{HEADS}\n| 6 | Band 5 | _ | _ |")
    assert found_on(sheet, rule="part-not-found") == [
        "note[part-not-found] form.xlsx: The form has no cells for these parts of the 2019 "
        "edition: Front page (7 items), Report (10 items), Report indicators (36 items) (expected "
        "the items of Front page, Report, Report indicators). Nothing need be done if they are "
        "returned in another file."
    ]


def test_a_workbook_with_nothing_of_an_edition_is_an_error() -> None:
    texts = found_on(page("| Budget |"), rule="part-not-found")
    assert [text.split(":")[0] for text in texts] == ["error[part-not-found] form.xlsx"]


def test_two_organisations() -> None:
    one = page("| Trust name | Alpha NHS Trust |\n| ODS code | RXA |", name="One")
    two = page("| Trust name | Beta NHS Trust |\n| ODS code | rxa |", name="Two")
    assert found_on(one, two, rule="organisation-differs") == [
        "warning[organisation-differs] form.xlsx, One!B1: The form gives two different answers "
        "for the organisation name; the first is used (found 'Alpha NHS Trust', but 'Beta NHS "
        "Trust' in Two!B1; expected the same answer everywhere). Correct the one that is wrong."
    ]


def test_what_is_missing_names_the_nearest_cell_or_none() -> None:
    sheet = page(f"{HEADS}\n| 6 | Band 5 | _ | _ |\n| | Band 6b | _ | _ |")
    missing = locate(workbook(sheet), EDITION).missing
    near = {place.item: nearest for place, nearest in missing.items()}
    assert near["non_clinical.band_6"] == ("Data", 3, 2, "Band 6b")
    assert near["recruitment.appointed"] is None


REPORT_2015 = load_edition("2015")
CODE = "Organisation code (ODS code)"
LEAD = "Name and title of Board lead for the Workforce Race Equality Standard"


def unprinted(*sheets: Sheet, edition: Edition) -> list[str]:
    found = found_on(*sheets, rule="item-not-found", edition=edition)
    return [text for text in found if CODE in text or "Statement: is the Board" in text]


def test_what_no_published_form_asks_for_is_a_note() -> None:
    sheet = page(
        f"| Name of organisation | _ |\n| {LEAD} | _ |\n| Any issues of completeness of data | _ |"
    )
    assert unprinted(sheet, edition=REPORT_2015) == [
        f"note[item-not-found] form.xlsx: '{CODE}' (About this report) was not found on this form "
        f"(item report.organisation_code; found nothing like it; expected the label '{CODE}' under "
        "'About this report'). Nothing need be done: the published Reporting Template has no "
        "question for the code.",
        "note[item-not-found] form.xlsx: 'Statement: is the Board broadly representative of the "
        "population it serves?' (9 Board statement) was not found on this form (item "
        "board.statement; found nothing like it; expected the label 'Statement: is the Board "
        "broadly representative of the population it serves?' under '9 Board statement'). Nothing "
        "need be done: the published Reporting Template asks for it in its table of indicators.",
    ]


def test_what_looks_like_it_is_to_be_corrected_all_the_same() -> None:
    sheet = page(f"| Organisational code (ODS-code) | _ |\n| {LEAD} | _ |")
    assert unprinted(sheet, edition=REPORT_2015)[0] == (
        f"note[item-not-found] form.xlsx, Data!A1: '{CODE}' (About this report) was not found on "
        "this form (item report.organisation_code; found nearest: 'Organisational code "
        f"(ODS-code)'; expected the label '{CODE}' under 'About this report'). Correct the label "
        "or heading in the workbook; or, when filling this form, name the cell with --use-map."
    )
