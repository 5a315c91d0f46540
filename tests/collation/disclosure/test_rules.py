from wres_excel.collation.disclosure.rules import rules
from wres_excel.collation.disclosure.treatment import treatment
from wres_excel.editions import editions


def test_every_item_that_the_rules_name_is_one_of_an_edition():
    rule = rules()
    items = {item.key: item for edition in editions() for item in edition.items}
    named = rule.texts | rule.percentages | rule.shares | {rule.count, rule.repeated}
    assert named <= items.keys()
    assert all(items[key].in_words for key in rule.texts)
    assert {items[key].measure for key in rule.percentages | rule.shares} == {"percentage"}


def test_every_measure_that_is_no_count_is_rounded():
    measures = {i.measure for e in editions() for i in e.items if not i.in_words} - {"headcount"}
    assert rules().decimals.keys() == measures


def test_no_number_of_a_shipped_edition_is_closed():
    """Everything numeric has its rule; only answers in words are never published."""
    for edition in editions():
        kinds = treatment(edition).kinds
        assert all(i.in_words for i in edition.items if kinds[i.key] == "closed")
