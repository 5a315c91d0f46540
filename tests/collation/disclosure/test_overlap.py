from collation.disclosure.returns import taken
from wres_excel.collation.disclosure.cells import ABSENT, Cell
from wres_excel.collation.disclosure.equations import Node
from wres_excel.collation.disclosure.overlap import restated_dates, withheld_dates
from wres_excel.collation.records import Taken
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition

NOW, BEFORE = "2019-03-31", "2018-03-31"


def of(
    code: str | None, *periods: str, codes: tuple[str, ...] = (), edition: str = "2019"
) -> Taken:
    inputs = {Place("board.total", period, "white"): 12 for period in periods}
    return taken(load_edition(edition), inputs, code, codes=codes)


def test_organisations_that_share_no_code_withhold_nothing():
    assert (
        withheld_dates([of("RA1", "current"), of("RA2", "current"), of(None, "current")], {}) == {}
    )


def test_only_dates_that_both_report_are_withheld_across_editions():
    returns = [
        of("RA1", "current", edition="2018"),
        of("RA1", "current"),
        of("RMM", "previous"),
    ]
    assert withheld_dates(returns, {"RMM": ("RA1", "RA2")}) == {"RA1": frozenset({BEFORE})}


def test_the_organisation_that_speaks_for_fewer_codes_is_the_one_withheld():
    returns = [
        of("RA1+RA2", "current", codes=("RA1", "RA2")),
        of("RMM", "current"),
        of("RA2", "current"),
    ]
    merged = {"RMM": ("RA1", "RA2", "RA3")}
    assert withheld_dates(returns, merged) == dict.fromkeys(["RA1+RA2", "RA2"], frozenset({NOW}))


def test_the_parts_of_a_joint_return_do_not_withhold_each_other():
    returns = [of("RA1", "current"), of("RA2", "current"), of("RA1+RA2", "previous")]
    assert withheld_dates(returns, {}) == {"RA1": frozenset(), "RA2": frozenset()}


def test_a_date_that_a_later_return_states_anew_is_withheld_from_the_earlier_one():
    node = Node("board.total", "white")
    first, second, third = (
        {NOW: {node: Cell("known", 12)}, BEFORE: {node: Cell("known", 9)}},
        {NOW: {node: Cell("known", 14)}, BEFORE: {node: Cell("known", 9)}},
        {NOW: {node: ABSENT}, BEFORE: {}},
    )
    assert restated_dates([first, second, third]) == [frozenset({NOW}), frozenset(), frozenset()]
