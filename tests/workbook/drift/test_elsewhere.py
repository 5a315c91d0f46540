"""A figure in the right row and the wrong column is not read, and never passed over in silence."""

from wres_excel.findings import Finding

from .given import FILE, tampered


def told(cells: dict[str, object]) -> list[Finding]:
    findings = tampered(cells)  # type: ignore[arg-type]
    return [finding for finding in findings if finding.rule == "figure-elsewhere"]


def test_a_ratio_under_white_is_told_of_with_the_cell_where_it_belongs() -> None:
    (finding,) = told({"M43": None, "J43": 1.02})
    assert (finding.item, finding.period, finding.group) == (
        "recruitment.relative_likelihood",
        "2019-03-31",
        "all",
    )
    assert (finding.file, finding.sheet, finding.cell) == (FILE, "Data", "J43")
    assert (finding.found, finding.expected) == ("1.02", "a figure in M43")


def test_a_figure_beside_an_answer_is_nothing() -> None:
    assert told({"J43": 1.02}) == []


def test_a_blank_row_without_any_figure_is_nothing() -> None:
    assert told({"J40": None, "K40": None, "L40": None}) == []
