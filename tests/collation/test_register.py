"""The register: every expected organisation and every file, with its status and why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from collation.returns import BOOK, bad, sent
from wres_excel.collation.choose import RULE
from wres_excel.collation.expected import Expected
from wres_excel.collation.merge import MERGED, Merge, Merging
from wres_excel.collation.records import RegisterRow, Summary
from wres_excel.collation.register import Register, register
from wres_excel.collation.suggest import ASK
from wres_excel.editions import load_edition

KENT = "Kent and Medway NHS and Social Care Partnership Trust"
DUE = date(2019, 8, 31)
TODAY = date(2019, 9, 30)
RXY = Expected("RXY", KENT, "South East", "NHS trust", due=DUE, file="r.csv", line=2)
RXX = Expected(
    "RXX", "Surrey and Borders", "South East", "NHS trust", due=DUE, file="r.csv", line=3
)


def made(
    expected: list[Expected],
    files: list[Summary],
    *,
    edition: str | None = "2019",
    earlier: tuple[Summary, ...] = (),
    merges: tuple[Merge, ...] = (),
    today: date = TODAY,
    gone: frozenset[str] = frozenset(),
) -> Register:
    return register(
        expected,
        files,
        load_edition(edition) if edition else None,
        book=BOOK,
        today=today,
        earlier=earlier,
        merges=merges,
        gone=gone,
    )


def row(**facts: object) -> RegisterRow:
    """A row of a received return of 2019, but for what is given."""
    usual: dict[str, object] = dict.fromkeys(RegisterRow._fields)
    usual |= {"in_scope": "not known", "edition": "2019", "status": "received", "reason": ""}
    usual |= {"errors": 0, "warnings": 0, "notes": 0}
    file = facts.get("file")
    return RegisterRow(**(usual | {"sha256": file and f"hash of {file}"} | facts))  # type: ignore[arg-type]


KENT_ROW = {
    "organisation": "RXY", "organisation_name": KENT, "region": "South East", "type": "NHS trust",
    "in_scope": "yes", "due": "2019-08-31",
}  # fmt: skip


def test_a_return_in_time_is_received_with_its_dates_and_counts_of_findings() -> None:
    in_time = sent("a.xlsx", signed="2019-08-31", saved="2019-09-05T10:00:00Z", findings=(1, 2, 3))
    assert made([RXY], [in_time]) == Register(
        (
            row(
                **KENT_ROW,
                signed_off="2019-08-31",
                saved="2019-09-05T10:00:00Z",
                file="a.xlsx",
                errors=1,
                warnings=2,
                notes=3,
            ),
        ),
        (0,),
        RULE,
    )


def test_a_return_signed_off_or_saved_after_its_due_date_is_late_and_says_so() -> None:
    signed, saved = sent("a.xlsx", signed="2019-09-02"), sent("b.xlsx", "RXX", saved="2019-09-03")
    late = [(r.status, r.reason) for r in made([RXY, RXX], [signed, saved]).rows]
    after = "after 31 August 2019, the day it was due."
    assert late == [
        ("late", f"It was saved on 3 September 2019 at 00:00 UTC, {after}"),
        ("late", f"It was signed off on 2 September 2019, {after}"),
    ]


def test_the_day_of_arrival_that_the_register_notes_goes_before_the_dates_inside() -> None:
    """A return that was opened and saved anew by whoever received it is not late for that."""
    in_time = replace(RXY, received=date(2019, 8, 31))
    late = replace(RXX, received=date(2019, 9, 1))
    files = [
        sent("a.xlsx", signed="2019-09-02", saved="2019-09-09T10:00:00Z"),
        sent("b.xlsx", "RXX", signed="2019-08-01"),
    ]
    assert {(r.file, r.status, r.reason) for r in made([in_time, late], files).rows} == {
        ("a.xlsx", "received", "By the register it arrived on 31 August 2019."),
        (
            "b.xlsx",
            "late",
            "By the register it arrived on 1 September 2019, after 31 August 2019, the day it was "
            "due.",
        ),
    }


def test_a_return_that_the_register_notes_and_that_is_not_here_is_to_be_looked_for() -> None:
    (only,) = made([replace(RXY, received=date(2019, 8, 30))], []).rows
    assert (only.status, only.reason) == (
        "missing",
        "No return for edition 2019 came in. It was due by 31 August 2019. By the register one "
        "arrived on 30 August 2019: look for it where returns are kept.",
    )


def test_a_return_whose_file_is_no_longer_there_counts_and_says_so() -> None:
    files = [sent("a.xlsx", signed="2019-08-31"), sent("b.xlsx", "RXX", signed="2019-08-31")]
    rows = made([RXY, RXX], files, gone=frozenset({"hash of a.xlsx"})).rows
    said = "Its file is no longer in the folder, or was not named this time; its earlier return "
    assert [(r.file, r.status, r.reason) for r in rows] == [
        ("b.xlsx", "received", ""),
        ("a.xlsx", "received", f"{said}counts."),
    ]


def test_without_a_date_nobody_is_late_but_the_doubt_is_said() -> None:
    (only,) = made([RXY], [sent("a.xlsx")]).rows
    assert (only.status, only.reason) == (
        "received", "It carries no date, so whether it was in time cannot be told.",
    )  # fmt: skip


def test_an_organisation_that_sent_nothing_is_missing_and_says_since_when() -> None:
    missing = row(**KENT_ROW, status="missing")
    said = "No return for edition 2019 came in."
    assert made([RXY], []).rows == (
        missing._replace(reason=f"{said} It was due by 31 August 2019."),
    )
    assert made([RXY], [], today=DUE).rows == (
        missing._replace(reason=f"{said} It is due by 31 August 2019, which has not passed."),
    )
    assert made([replace(RXY, due=None)], []).rows == (missing._replace(due=None, reason=said),)


def test_without_any_edition_the_organisations_are_missing_all_the_same() -> None:
    unread = row(
        edition=None,
        status="unreadable",
        file="a.xlsx",
        reason="It is no workbook. Ask for it again.",
    )
    nothing = row(
        **(KENT_ROW | {"in_scope": "not known"}),
        edition=None,
        status="missing",
        reason="No return came in. It was due by 31 August 2019.",
    )
    assert made([RXY], [bad("a.xlsx")], edition=None).rows == (nothing, unread)


def test_a_near_name_is_suggested_on_both_sides_and_matched_on_neither() -> None:
    typo = "Kent & Medway NHS and Social Care Partnership Trst"
    assert made([RXY], [sent("kent.xlsx", "RXZ", name=typo)]).rows == (
        row(
            **KENT_ROW,
            status="missing",
            reason="No return for edition 2019 came in. It was due by 31 August 2019. A return "
            "that may be theirs: 'kent.xlsx'.",
        ),
        row(
            organisation="RXZ",
            organisation_name=typo,
            status="unexpected",
            file="kent.xlsx",
            suggestion="RXY",
            reason=f"It is not on the register. Its name, {typo!r}, is nearly that of RXY "
            f"({KENT}). {ASK}",
        ),
    )


def test_a_file_that_could_not_be_read_is_named_beside_the_organisation_in_its_name() -> None:
    assert made([RXY], [bad("RXY.xlsx")]).rows == (
        row(
            **KENT_ROW,
            status="missing",
            reason="No return for edition 2019 came in. It was due by 31 August 2019. A file that "
            "may be theirs could not be read: 'RXY.xlsx'.",
        ),
        row(
            edition=None,
            status="unreadable",
            file="RXY.xlsx",
            suggestion="RXY",
            reason=f"It is no workbook. Ask for it again. Its file name has RXY ({KENT}) in it.",
        ),
    )


def test_a_return_of_another_edition_is_received_for_that_and_missing_for_the_round() -> None:
    assert made([RXY], [sent("old.xlsx", edition="2018", signed="2018-09-09")]).rows == (
        row(
            **(KENT_ROW | {"in_scope": "not known", "due": None}),
            edition="2018",
            signed_off="2018-09-09",
            file="old.xlsx",
        ),
        row(
            **KENT_ROW,
            status="missing",
            reason="No return for edition 2019 came in. It was due by 31 August 2019. It sent a "
            "return for edition 2018: 'old.xlsx'.",
        ),
    )


def test_a_joint_return_is_a_row_for_each_organisation_it_names() -> None:
    joint = sent("joint.xlsx", "RXX+RXY+RZZ", signed="2019-08-05", findings=(1, 0, 0))
    said = {"file": "joint.xlsx", "signed_off": "2019-08-05", "errors": 1}
    rows = made([RXY, RXX], [joint]).rows
    assert rows == (
        row(
            **(KENT_ROW | {"organisation": "RXX", "organisation_name": "Surrey and Borders"}),
            **said,
            reason="Reported jointly with RXY and RZZ, in 'joint.xlsx'.",
        ),
        row(**KENT_ROW, **said, reason="Reported jointly with RXX and RZZ, in 'joint.xlsx'."),
        row(
            organisation="RZZ",
            **said,
            status="unexpected",
            reason="Reported jointly with RXX and RXY, in 'joint.xlsx'. It is not on the register.",
        ),
    )


def test_in_2015_who_is_out_of_scope_is_not_required_and_not_missing() -> None:
    small = Expected("RXY", KENT, contract_value=Decimal(150000), due=date(2015, 6, 1))
    bound = "It need not report: its contract value, £150,000, is not above £200,000."
    nothing = row(
        organisation="RXY",
        organisation_name=KENT,
        in_scope="no",
        edition="2015",
        status="not_required",
        due="2015-06-01",
        reason=f"No return for edition 2015 came in. {bound}",
    )
    assert made([small], [], edition="2015").rows == (nothing,)
    sent_late = sent("a.xlsx", edition="2015", signed="2015-07-02")
    assert made([small], [sent_late], edition="2015").rows == (
        nothing._replace(
            status="received",
            signed_off="2015-07-02",
            file="a.xlsx",
            sha256="hash of a.xlsx",
            reason=bound,
        ),
    )


def test_who_was_closed_at_the_snapshot_is_not_missing_and_unexpected_if_it_reports() -> None:
    closed = replace(RXY, closed=date(2018, 4, 30))
    nothing = made([closed], [])
    assert (nothing.rows, [f.rule for f in nothing.findings]) == ((), ["register-not-open"])
    (only,) = made([closed], [sent("a.xlsx", signed="2019-08-05")]).rows
    assert (only.status, only.in_scope, only.reason) == (
        "unexpected",
        "no",
        "By the register it closed on 30 April 2018, so it was not open at the snapshot, 31 March "
        "2019.",
    )


def test_without_a_register_nothing_is_missing_late_or_unexpected() -> None:
    files = [sent("a.xlsx", signed="2019-12-05"), sent("b.xlsx", None)]
    assert made([], files).rows == (
        row(organisation="RXY", signed_off="2019-12-05", file="a.xlsx"),
        row(file="b.xlsx", reason="It names no organisation code."),
    )


def test_superseded_duplicate_and_replaced_files_are_rows_of_their_organisation() -> None:
    new, old = sent("new.xlsx", signed="2019-08-09"), sent("old.xlsx", signed="2019-08-05")
    copy = sent("same.xlsx", sha256="hash of new.xlsx")
    before = sent("new.xlsx", sha256="earlier", signed="2019-08-03")
    rows = made([RXY], [old, copy, new], earlier=(before,)).rows
    assert [(r.file, r.sha256, r.status, r.reason) for r in rows] == [
        (
            "new.xlsx",
            "earlier",
            "superseded",
            "'new.xlsx' holds other content now; this is what it held before.",
        ),
        ("new.xlsx", "hash of new.xlsx", "received", ""),
        (
            "old.xlsx",
            "hash of old.xlsx",
            "superseded",
            "'new.xlsx' (signed off on 9 August 2019) counts in place of this one (signed off on 5 "
            "August 2019).",
        ),
        (
            "same.xlsx",
            "hash of new.xlsx",
            "duplicate",
            "The same file as 'new.xlsx', byte for byte; it is taken once, under that name.",
        ),
    ]
    assert {(r.organisation, r.region, r.in_scope) for r in rows} == {("RXY", "South East", "yes")}


def test_a_wrong_name_beside_a_right_code_is_said() -> None:
    odd = sent("a.xlsx", signed="2019-08-05", name="Barnsley Hospital")
    (only,) = made([RXY], [odd]).rows
    assert (only.status, only.organisation_name, only.reason) == (
        "received",
        KENT,
        f"The return is in the name of 'Barnsley Hospital', and on the register RXY is {KENT!r}: "
        "check the code.",
    )


def test_a_merged_return_is_a_row_and_its_parts_say_where_their_headcounts_stand() -> None:
    merge = Merge("RZZ", ("RXX", "RXY"))
    parts = [
        sent("x.xlsx", "RXX", signed="2019-08-05", findings=(1, 0, 2)),
        sent("y.xlsx", signed="2019-08-06", findings=(0, 1, 0)),
    ]
    whole = made([RXY, RXX, Expected("RZZ", "Merged Trust")], parts, merges=(merge,))
    assert whole.mergings == (Merging(merge, "2019", tuple(parts), "Merged Trust"),)
    assert (whole.counting, whole.rule, whole.findings) == ((0, 1), f"{RULE} {MERGED}", ())
    assert whole.rows == (
        row(
            **(KENT_ROW | {"organisation": "RXX", "organisation_name": "Surrey and Borders"}),
            signed_off="2019-08-05",
            file="x.xlsx",
            errors=1,
            notes=2,
            reason="Its headcounts stand in the merged return of RZZ.",
        ),
        row(
            **KENT_ROW,
            signed_off="2019-08-06",
            file="y.xlsx",
            warnings=1,
            reason="Its headcounts stand in the merged return of RZZ.",
        ),
        row(
            organisation="RZZ",
            organisation_name="Merged Trust",
            in_scope="yes",
            file="x.xlsx + y.xlsx",
            sha256="hash of x.xlsx+hash of y.xlsx",
            errors=1,
            warnings=1,
            notes=2,
            reason="Merged from RXX and RXY: the headcounts of 'x.xlsx' and 'y.xlsx' together.",
        ),
    )


def test_returns_count_in_the_order_of_organisation_edition_and_file_without_codes_last() -> None:
    files = [
        sent("b", None),
        sent("c", "RXY"),
        sent("a", None),
        bad("d"),
        sent("e", "RXY", edition="2018"),
        sent("f", "RXX"),
    ]
    assert made([], files).counting == (5, 4, 1, 2, 0)


@given(st.permutations(range(8)))
def test_rows_do_not_depend_on_the_order_of_the_files(order: list[int]) -> None:
    files = [
        sent("a", "RXY", signed="2019-08-05"),
        sent("b", "RXY", signed="2019-08-05"),
        sent("c", None, name="Surrey & Borders"),
        bad("d"),
        sent("e", "RH802"),
        sent("f", "RH8+RXY"),
        sent("g", "RXX", edition="2018"),
        sent("h", "RXX", sha256="hash of a"),
    ]
    mixed = [files[at] for at in order]
    one, other = made([RXY, RXX], files), made([RXY, RXX], mixed)
    assert other.rows == one.rows
    assert [mixed[at] for at in other.counting] == [files[at] for at in one.counting]
