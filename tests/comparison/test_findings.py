"""Findings of two returns: new, gone or stayed."""

from wres_excel.comparison.findings import compare_findings
from wres_excel.comparison.records import FindingChanges
from wres_excel.findings import Finding


def finding(rule: str = "stale", found: str = "1", cell: str = "A1", **facts: str) -> Finding:
    return Finding(rule, "warning", "Odd", cell=cell, found=found, **facts)


def test_a_finding_is_known_by_rule_item_period_and_group_wherever_it_stands() -> None:
    old = finding(item="clinical.band_5", group="bme", period="2024-03-31")
    same = finding(item="clinical.band_5", group="bme", period="2024-03-31", cell="B9", found="2")
    others = [
        finding("typed", item="clinical.band_5", group="bme", period="2024-03-31"),
        finding(item="clinical.band_6", group="bme", period="2024-03-31"),
        finding(item="clinical.band_5", group="white", period="2024-03-31"),
        finding(item="clinical.band_5", group="bme", period="2023-03-31"),
    ]
    assert compare_findings([old], [same, *others]) == FindingChanges(tuple(others), (), (same,))


def test_of_several_alike_those_that_found_the_same_belong_together() -> None:
    first, second, third = (finding(found=text) for text in ("one", "two", "three"))
    assert compare_findings([first, second], [second, third]) == FindingChanges(
        (), (), (second, third)
    )
    assert compare_findings([first, second, third], [second]) == FindingChanges(
        (), (first, third), (second,)
    )


def test_as_many_stay_as_both_have() -> None:
    one = finding()
    assert compare_findings([one], [one, one]) == FindingChanges((one,), (), (one,))


def test_none_stays_of_none() -> None:
    one = finding()
    assert compare_findings([], [one]) == FindingChanges((one,), (), ())
    assert compare_findings([one], []) == FindingChanges((), (one,), ())
