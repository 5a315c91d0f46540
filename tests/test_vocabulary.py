"""Spellings compare by their words, and the tables of the vocabulary are sound."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.terms import Group
from wres_excel.editions import editions
from wres_excel.vocabulary import meanings, normalise, spellings, standards, without_number


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("Band\u00a05", "band 5"),
        ("  AfC  BAND 5: ", "band 5"),
        ("Band 8 \u2013 Range A", "band 8 range a"),
        ("% of Staff", "percent of staff"),
        ("Per cent of staff", "percent of staff"),
        ("Percentage of staff", "percent of staff"),
        ("the Trust's own", "trusts own"),
        ("Trust / Provider", "organisation organisation"),
        ("Medical & Dental", "medical and dental"),
        ("Non\u00adclinical\nstaff", "non clinical staff"),
        ("Exec Board members", "executive board members"),
        ("Black, Asian and Minority Ethnic", "bme"),
        ("\u200b ", ""),
    ],
)
def test_a_normal_form_keeps_the_words_alone(text: str, normal: str) -> None:
    assert normalise(text) == normal


@given(st.text(max_size=60))
def test_a_normal_form_is_its_own_normal_form(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.sampled_from([row[0] for row in spellings("labels")]), st.data())
def test_case_spaces_and_stops_do_not_matter(label: str, data: st.DataObject) -> None:
    space = data.draw(st.sampled_from([" ", "\u00a0", "  ", "\n"]))
    end = data.draw(st.sampled_from(["", " ", ":", ".", "\u00a0"]))
    assert normalise(label.upper().replace(" ", space) + end) == normalise(label)


@pytest.mark.parametrize(
    ("normal", "rest"),
    [
        ("1a background narrative", "background narrative"),
        ("2 b proportion of bme", "proportion of bme"),
        ("q3 self reporting", "self reporting"),
        ("5 8 nhs staff survey", "8 nhs staff survey"),
        ("8a", "8a"),
        ("band 5", "band 5"),
        ("2019", "2019"),
    ],
)
def test_numbering_is_taken_off_the_front(normal: str, rest: str) -> None:
    assert without_number(normal) == rest


@pytest.mark.parametrize(
    "table", ["groups", "labels", "sections", "headings", "organisation", "words", "common"]
)
def test_no_spelling_of_a_table_means_two_things(table: str) -> None:
    meant: dict[str, set[str]] = {}
    for spelling, meaning in spellings(table):
        key = spelling if table == "words" else normalise(spelling)
        meant.setdefault(key, set()).add(meaning)
    assert {key: found for key, found in meant.items() if len(found) > 1} == {}


def test_every_group_spelling_means_a_group() -> None:
    assert set(meanings("groups").values()) == set(get_args(Group))


def test_every_alias_leads_to_a_label_that_some_edition_has() -> None:
    labels = {normalise(item.label) for edition in editions() for item in edition.items}
    missing = {label for _, label in spellings("labels") if normalise(label) not in labels}
    assert missing == set()


def test_every_section_alias_leads_to_sections_that_some_edition_has() -> None:
    known = {section.key for edition in editions() for section in edition.sections}
    named = {key for _, keys in spellings("sections") for key in keys.split()}
    assert named - known == set()


def test_the_organisation_has_a_code_and_a_name() -> None:
    assert set(meanings("organisation").values()) == {"code", "name"}


def test_standards_are_known_by_name_and_by_heading() -> None:
    assert standards("name") == {
        "workforce race equality standard": "wres",
        "wres": "wres",
        "workforce disability equality standard": "wdes",
        "wdes": "wdes",
    }
    assert set(standards("heading").values()) == {"wdes"}


WORDS = [row for pair in spellings("words") for row in pair] + ["a", "_", "'", "`", "%", "&", "1"]


@given(
    st.lists(st.sampled_from(WORDS) | st.characters(max_codepoint=127), max_size=9), st.booleans()
)
def test_a_sign_that_nobody_sees_changes_nothing(pieces: list[str], spaced: bool) -> None:
    """Text of ASCII alone is folded a quicker way, which has to come to the same."""
    text = (" " if spaced else "").join(pieces)
    assert normalise(text) == normalise(f"{text}\u200b")
