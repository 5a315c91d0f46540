"""What is told at the end of a collation, and when it counts as failed."""

from dataclasses import replace

from wres_excel.collation.disclosure.tally import Tally
from wres_excel.collation.records import About, RegisterRow, RegisterStatus
from wres_excel.commands.collate.arrivals import PassedOver
from wres_excel.commands.collate.replies import Replies
from wres_excel.commands.collate.result import SHOWN, CollateResult, tell
from wres_excel.findings import Finding
from wres_excel.workbook.legacy import INSTALL, NOT_INSTALLED

ABOUT = About(
    "2026-11-22T09:00:00+00:00",
    "2019",
    4,
    3,
    (("letter.docx", "a document, not a workbook"),),
    "the latest counts",
    "wres-excel 0",
)


def row(
    status: RegisterStatus, file: str | None, errors: int = 0, reason: str = "", sha256: str = "ab"
) -> RegisterRow:
    about = ("RXY", "A trust", None, None, "yes", "2019", status, None, None, None)
    return RegisterRow(*about, file, sha256 if file else None, errors, 0, 0, None, reason)


def result_of(*rows: RegisterRow, about: About = ABOUT, new: int = 4) -> CollateResult:
    return CollateResult(("out.csv",), rows, about, (), new)


def test_everything_is_told_in_order_of_what_to_do() -> None:
    result = result_of(
        row("received", "RXY.xlsx", errors=3),
        row("late", "RAL.xlsx"),
        row("unexpected", "RH8.xlsx", errors=1200),
        row("superseded", "old.xlsx", errors=5),
        row("unreadable", "bad.xlsx", reason="The file is empty. Fetch it again."),
        row("missing", None),
    )
    assert list(tell(result)) == [
        "Came in: 4 files, 3 could be read. Edition of the round: 2019.",
        "Register: 1 received, 1 late, 1 missing, 1 not expected, 1 unreadable, 1 superseded.",
        "unreadable: bad.xlsx: The file is empty. Fetch it again.",
        "passed over: letter.docx: a document, not a workbook",
        "2 returns that count have errors, 1,203 in all; the findings say which and where.",
        "Next: ask for the unreadable returns again, as each reason says.",
        "Next: remind the organisations that the register shows as missing.",
        "Next: look at the returns that were not expected; the register suggests codes.",
        "Next: send each organisation its findings; --replies FOLDER writes annotated copies.",
    ]


def test_a_clean_run_is_told_in_two_lines() -> None:
    about = replace(ABOUT, edition=None, files=1, read=1, skipped=())
    result = result_of(row("received", "RXY.xlsx"), about=about, new=0)
    assert list(tell(result)) == [
        "Came in: 1 file, 1 could be read; 1 known from an earlier run.",
        "Register: 1 received.",
    ]


def test_one_return_with_errors_is_told_in_the_singular() -> None:
    told = list(tell(result_of(row("received", "RXY.xlsx", errors=1))))
    assert "1 return that counts has errors, 1 in all; the findings say which and where." in told


def test_replies_and_what_could_not_be_answered_are_told() -> None:
    unwritten = (PassedOver("RAL.xls", "it cannot be annotated. Ask for an .xlsx."),)
    replies = Replies("replies", ("RXY checked.xlsx",), unwritten)
    result = replace(result_of(row("received", "RXY.xlsx", errors=1)), replies=replies)
    assert list(tell(result))[-3:] == [
        "Replies: 1 annotated copy in replies.",
        "no reply: RAL.xls: it cannot be annotated. Ask for an .xlsx.",
        "Next: send each organisation its annotated copy from replies.",
    ]
    none = replace(result_of(row("received", "RXY.xlsx")), replies=Replies("replies"))
    assert list(tell(none))[-1] == "Replies: 0 annotated copies in replies."


def test_what_is_published_says_how_much_of_it_is_suppressed() -> None:
    about = replace(ABOUT, skipped=(), published=True, threshold=10)
    result = result_of(row("received", "RXY.xlsx"), about=about)
    tallies = (Tally(1, 1200, 5000), Tally(9, 0, 30), Tally(None, 1, 4))
    assert list(tell(replace(result, tallies=tallies)))[-1] == (
        "Published with a threshold of 10: 1,201 of 5,034 figures are suppressed (indicator 1: "
        "1,200 of 5,000; indicator 9: 0 of 30; other: 1 of 4)."
    )
    assert list(tell(result))[-1] == (
        "Published with a threshold of 10: 0 of 0 figures are suppressed (none was given)."
    )


def test_files_that_need_an_extra_are_not_to_be_asked_for_again() -> None:
    lacking = row("unreadable", "old.xls", reason=f"{NOT_INSTALLED}. {INSTALL}.")
    said = "Next: to have .xls, .xlsb and .ods read, install it with pip install '.[legacy]' in the"
    told = list(tell(result_of(lacking)))
    assert [line[: len(said)] for line in told if line.startswith("Next")] == [said]
    both = list(tell(result_of(lacking, row("unreadable", "bad.xlsx", reason="Empty."))))
    assert both[-1] == "Next: ask for the unreadable returns again, as each reason says."


def test_long_lists_are_cut_with_how_many_more_there_are() -> None:
    rows = [row("unreadable", f"{at}.xlsx", reason="Empty.") for at in range(SHOWN + 3)]
    told = list(tell(result_of(*rows)))
    assert sum(line.startswith("unreadable: ") for line in told) == SHOWN
    assert "... and 3 more unreadable; the output names them all." in told


def test_errors_and_unreadable_files_fail_a_run_and_missing_returns_do_not() -> None:
    assert not result_of(row("missing", None), row("late", "a"), row("superseded", "b", 7)).failed
    assert result_of(row("unreadable", "a")).failed
    assert result_of(row("received", "a", 1)).failed
    odd = Finding("register-twice", "error", "A code stands twice")
    assert CollateResult((), (), ABOUT, (odd,), 0).failed
    assert not CollateResult((), (), ABOUT, (replace(odd, severity="warning"),), 0).failed


def test_errors_of_a_joint_or_merged_return_count_once() -> None:
    joint = row("received", "joint.xlsx", 2)
    merged = row("received", "joint.xlsx + b.xlsx", 5, sha256="ab+cd")
    assert result_of(joint, joint, merged).errors == 2


def test_the_rows_of_each_status_are_counted() -> None:
    result = result_of(row("missing", None), row("missing", None), row("late", "a"))
    assert result.counts == {"missing": 2, "late": 1}
