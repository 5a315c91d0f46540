"""What notes say, how much of it, and boxes that are large enough for it."""

from wres_excel.findings import Finding
from wres_excel.workbook.annotate.notes import (
    LONGEST_NOTE,
    Run,
    box_size,
    fitted,
    joined,
    write_notes,
)
from wres_excel.workbook.annotate.records import Placed
from wres_excel.workbook.annotate.xml_text import attribute_text, cut_to, element_text, length

from .given import finding

AREA = (1, 2, 1, 4)


def note_of(*findings: Finding) -> str:
    placed = [Placed(n, each, area=AREA) for n, each in enumerate(findings, 1)]
    (note,) = write_notes(placed, "Checks")
    assert (note.spot, note.right) == ((1, 2), 4)
    return joined(note.runs)


def test_a_note_says_the_severity_in_words_what_was_found_and_what_to_do() -> None:
    assert note_of(finding(severity="warning", found="12", expected="at most 10")) == (
        "Should be looked at\nThis is more than its whole.\nFound: 12\nExpected: at most 10\n"
        "What to do: Correct it."
    )


def test_a_finding_without_remedy_or_facts_is_its_sentence() -> None:
    assert note_of(finding(message="Is this right?", remedy="")) == "Must be fixed\nIs this right?"


def test_headings_are_bold_and_nothing_else() -> None:
    placed = [Placed(1, finding(), area=AREA)]
    (note,) = write_notes(placed, "Checks")
    assert [run.heading for run in note.runs] == [True, False]


def test_what_a_note_has_no_room_for_stands_on_the_checks_sheet() -> None:
    text = note_of(*(finding(message="x" * 1_500) for _ in range(5)))
    assert text.endswith("\n\nMore on the sheet 'Checks': 3 of 5.")
    assert text.count("Must be fixed") == 2


def test_one_endless_finding_is_cut() -> None:
    text = note_of(finding(message="x" * 9_000))
    assert length(text) == LONGEST_NOTE + len("Must be fixed\n")
    assert text.endswith("…")


def test_a_note_is_cut_to_what_the_users_own_text_leaves() -> None:
    assert fitted([Run("abc", True), Run("defgh")], "x" * 32_760) == (
        Run("abc", True),
        Run("def…"),
    )
    assert fitted([Run("abc")], "x" * 32_767) == ()


def test_boxes_grow_with_their_text_and_widen_before_they_get_too_tall() -> None:
    short, longer, long = (box_size("word " * count) for count in (10, 100, 600))
    assert short[0] == longer[0] < long[0]
    assert short[1] < longer[1] <= 560
    assert box_size("word " * 5_000)[1] <= 560


def test_texts_are_cut_between_characters() -> None:
    assert cut_to("ab", 2) == "ab"
    assert cut_to("abc", 2) == "a…"
    assert cut_to("a\U0001f600b", 3) == "a…"


def test_texts_are_escaped_as_a_workbook_stores_them() -> None:
    assert element_text("a<b>&\x07\r\nc\ud800_x0041_") == (
        b"a&lt;b&gt;&amp;_x0007_\nc_xD800__x005F_x0041_"
    )
    assert attribute_text('"a"\n') == b"&quot;a&quot;&#10;"
