"""Values that a reader of the sheet would not see, or that somebody marked."""

import io
from dataclasses import replace

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Font

from wres_excel.findings import Finding
from wres_excel.workbook.cells import Cell

from .given import FILE, clean, drifted, opened, raw, rules, tampered

BAND = {
    "item": "non_clinical.band_3",
    "period": "2018-03-31",
    "group": "white",
    "file": FILE,
    "sheet": "Data",
    "cell": "F10",
}


def hidden(found: str, **place: str) -> Finding:
    return Finding(
        "hidden-value",
        "note",
        "Values stand where nobody sees them, and were read",
        "Unhide it and check that these values are meant.",
        found=found,
        **{**BAND, **place},
    )


def test_a_hidden_row_is_one_finding() -> None:
    assert tampered({}, hidden_rows=frozenset({10})) == (hidden("7 values in hidden row 10"),)


def test_a_hidden_column_is_one_finding() -> None:
    (finding,) = tampered({}, hidden_columns=frozenset({7}))
    assert finding == hidden(
        finding.found or "", item="non_clinical.under_band_1", group="bme", cell="G7"
    )
    assert (finding.found or "").endswith("values in hidden column G")


def test_hidden_rows_and_columns_without_values_are_nothing() -> None:
    assert tampered({}, hidden_rows=frozenset({4, 900}), hidden_columns=frozenset({60})) == ()


def test_a_hidden_sheet_is_one_finding_and_hides_its_rows_too() -> None:
    for state in ("hidden", "veryHidden"):
        (finding,) = tampered({}, state=state, hidden_rows=frozenset({10}))
        assert (finding.rule, finding.cell) == ("hidden-value", "F7")
        assert (finding.found or "").endswith("values in a hidden sheet")


def comment(cell: str, group: str, found: str, cells: tuple[str, ...] = ()) -> Finding:
    return Finding(
        "comment",
        "note",
        "A comment is pinned to this value",
        "Read what it says about the value.",
        found=found,
        cells=cells,
        **{**BAND, "cell": cell, "group": group},
    )


def test_the_comment_on_a_value_is_kept() -> None:
    comments = {
        (10, 6): "Restated\nin June",
        (10, 7): "Headcount",
        (10, 8): "Headcount",
        (1, 1): "x",
    }
    assert tampered({}, comments=comments) == (
        comment("F10", "white", "Restated in June"),
        comment("G10", "bme", "Headcount; likewise H10", ("Data!H10",)),
    )


def test_a_comment_on_an_empty_cell_is_not_about_a_value() -> None:
    findings = tampered({"F10": None}, comments={(10, 6): "Not known"})
    assert "comment" not in dict(rules(findings))


def test_a_value_struck_through_is_noted() -> None:
    workbook = clean()
    style = next(s for s in workbook.sheets if s.name == "Data").cells[10, 6].style
    struck = tuple(number == style for number in range(len(workbook.formats)))
    findings = drifted(replace(workbook, struck=struck))
    assert {finding.rule for finding in findings} == {"struck-through"}


def test_struck_cells_and_comments_are_read_as_openpyxl_writes_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, font in enumerate((Font(), Font(strike=True), Font(strike=False)), start=1):
        sheet.cell(row, 1, row).font = font
    sheet["A1"].comment = Comment("Why", "somebody")
    stream = io.BytesIO()
    book.save(stream)
    workbook = opened(stream.getvalue())
    cells = workbook.sheets[0].cells
    assert [workbook.struck[cells[row, 1].style] for row in (1, 2, 3)] == [False, True, False]
    assert workbook.sheets[0].comments == {(1, 1): "Why"}


def in_part(struck: dict[tuple[int, int], str], text: str) -> tuple[Finding, ...]:
    workbook = clean()
    sheets = tuple(
        replace(s, struck=struck, cells={**s.cells, (10, 6): Cell(10, 6, "text", text)})
        if s.name == "Data"
        else s
        for s in workbook.sheets
    )
    return tuple(f for f in drifted(replace(workbook, sheets=sheets)) if f.rule == "struck-through")


def test_a_text_struck_through_in_part_is_named_with_that_part() -> None:
    assert in_part({(10, 6): "14"}, "14 4") == (
        Finding(
            "struck-through",
            "note",
            "Part of the text is struck through, and all of it was read",
            "Delete the part that no longer holds, or take the line away.",
            found="'14' in '14 4'",
            **BAND,
        ),
    )


def test_a_text_all_of_whose_runs_are_struck_is_a_value_struck_through() -> None:
    (finding,) = in_part({(10, 6): "14"}, " 14 ")
    assert (finding.message, finding.found) == ("The value is struck through, and was read", "14")


def test_a_text_struck_through_beside_the_figures_is_no_value() -> None:
    assert in_part({(10, 1): "14"}, "14") == ()


def test_one_struck_value_is_named_with_its_cell() -> None:
    workbook = clean()
    extra = len(workbook.formats)
    sheets = tuple(
        replace(s, cells={**s.cells, (10, 6): s.cells[10, 6]._replace(style=extra)})
        if s.name == "Data"
        else s
        for s in workbook.sheets
    )
    styled = replace(
        workbook,
        sheets=sheets,
        formats=(*workbook.formats, "0"),
        locked=(*workbook.locked, False),
        struck=(*workbook.struck, True),
    )
    assert drifted(styled) == (
        Finding(
            "struck-through",
            "note",
            "The value is struck through, and was read",
            "Delete the value if it no longer holds, or take the line away.",
            found=raw("F10"),
            **BAND,
        ),
    )
