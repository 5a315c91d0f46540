"""Many findings alike as one: the first speaks for the others, and none is lost."""

from wres_excel.findings import Finding
from wres_excel.workbook.gather import gather_rule


def of(rule: str, cell: str, sheet: str = "Data") -> Finding:
    return Finding(
        rule, "warning", "Something", item="board.total", sheet=sheet, cell=cell, found="nothing"
    )


def test_many_of_a_rule_on_a_sheet_become_one_that_lists_the_cells() -> None:
    many = [of("uncalculated", f"F{row}") for row in (1, 2, 3, 4)]
    other = of("negative", "F9")
    first, second = gather_rule([many[0], other, *many[1:]], "uncalculated")
    assert second == other
    assert (first.cell, first.item, first.found) == ("F1", None, "nothing; likewise F2, F3, F4")
    assert first.cells == ("Data!F2", "Data!F3", "Data!F4")


def test_few_of_a_rule_and_those_of_another_sheet_stay_as_they_are() -> None:
    few = [of("uncalculated", "F1"), of("uncalculated", "F2"), of("uncalculated", "F3")]
    elsewhere = [of("uncalculated", "F4", "Board")]
    assert gather_rule([*few, *elsewhere], "uncalculated") == [*few, *elsewhere]
