"""The catalogue of rules: whole, of one mind with the code that finds things, and readable."""

import re
from pathlib import Path
from string import Formatter

import pytest

from wres_excel import checks
from wres_excel.checks.functions import FUNCTIONS
from wres_excel.domain.rule import Rule
from wres_excel.domain.troubles import TROUBLES
from wres_excel.editions import edition_names, load_edition
from wres_excel.errors import EditionError
from wres_excel.findings import Finding
from wres_excel.rules import read_topic, rules
from wres_excel.workbook.drift.elsewhere import ELSEWHERE
from wres_excel.workbook.drift.formulas import CHANGED, OVERWRITTEN
from wres_excel.workbook.drift.inputs import BLANK, FORMULA, LINK
from wres_excel.workbook.drift.results import DIFFERS, STALE
from wres_excel.workbook.drift.rows import ADDED
from wres_excel.workbook.drift.titles import STALE as STALE_TITLE
from wres_excel.workbook.drift.unseen import COMMENT, HIDDEN, STRUCK
from wres_excel.workbook.legacy import LEGACY_NOTE

KNOWN = {rule.id: rule for rule in rules()}
DRIFT = (
    ELSEWHERE,
    STALE_TITLE,
    CHANGED,
    OVERWRITTEN,
    BLANK,
    FORMULA,
    LINK,
    DIFFERS,
    STALE,
    ADDED,
    COMMENT,
    HIDDEN,
    STRUCK,
)
FOUND_IN_CODE = [*TROUBLES.values(), *DRIFT, LEGACY_NOTE]
OURS = ("item key", "Finding", "None", "place map", "locate", "extract")
EDITIONS = [load_edition(name) for name in edition_names()]
KEYS = {item.key for edition in EDITIONS for item in edition.items if "." in item.key}
"""The names of items that are ours, and that nobody meets who has only the workbook."""


# A form may be read, filled or compared while it is blank; only as a return it is no good.
@pytest.mark.parametrize("found", FOUND_IN_CODE, ids=lambda f: f.rule)
def test_the_catalogue_says_what_the_reader_says(found: Finding) -> None:
    rule = KNOWN[found.rule]
    assert rule.message == found.message
    assert rule.severity == ("error" if found is BLANK else found.severity)
    assert not any(key in found.remedy for key in KEYS)


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_a_rule_is_written_for_the_people_who_read_it(rule: Rule) -> None:
    """Every part of it is there, no word of ours is in it, and a remedy is a whole sentence."""
    parts = (rule.title, rule.looks_at, rule.message, rule.remedy, rule.why, rule.source)
    assert all(parts)
    assert not any(word in part for part in (*parts, rule.needs) for word in (*OURS, *KEYS))
    assert rule.remedy.endswith(".")
    assert rule.why.endswith(".")
    assert not rule.message.endswith(".")
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|[a-z]+", rule.id)


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_what_is_checked_says_what_it_needs(rule: Rule) -> None:
    """A rule that may have nothing to look at must be able to say so."""
    if rule.found_by == "checking":
        assert rule.needs
    else:
        assert not list(Formatter().parse(rule.message))[0][1]


@pytest.mark.parametrize("rule", rules(), ids=lambda r: r.id)
def test_a_rule_names_items_and_rules_that_there_are(rule: Rule) -> None:
    items = {item.key for edition in EDITIONS for item in edition.items}
    assert set(rule.items) <= items
    assert set(rule.instead_of) <= set(KNOWN)
    assert {*rule.editions, *rule.warn_only} <= set(edition_names())


def test_every_limit_is_read_by_some_function() -> None:
    """A limit that nobody reads would be a rule that does not hold, one without words a riddle."""
    assert all(set(rule.limits) == set(rule.limit_words) for rule in rules())
    folder = Path(str(checks.__file__)).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    named = {name for rule in rules() for name in rule.limits}
    assert [name for name in named if f'limit("{name}")' not in code] == []
    assert all(rule.id in FUNCTIONS for rule in rules() if rule.limits)


def test_a_mistake_in_a_file_of_rules_is_named_with_its_place() -> None:
    text = """
        topic = "Completeness"
        order = 1
        found_by = "checking"
        [[rules]]
        id = "figures-blank"
        severity = "fatal"
    """
    with pytest.raises(EditionError, match=r"own\.toml: .* at rules\[0\]"):
        read_topic(text, "own.toml")
