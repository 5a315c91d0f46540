import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collation.disclosure.returns import Held, edition_of, muddled, rows_of, taken
from wres_excel.collation.disclosure import DEFAULT_THRESHOLD, publishable
from wres_excel.collation.records import Taken
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition

EDITION = load_edition("2019")


def one(code: str | None, appointed: int = 4, codes: tuple[str, ...] = ()) -> Taken:
    counts = {"recruitment.shortlisted": 60, "recruitment.appointed": appointed}
    inputs = {Place(key, "current", "bme"): n for key, n in counts.items()}
    return taken(EDITION, inputs, code, codes=codes)


def appointed(takens) -> dict[str, tuple]:
    return {
        t.summary.organisation: next(
            (r.status, r.value)
            for r in t.values
            if (r.item, r.group, r.period) == ("recruitment.appointed", "bme", "2019-03-31")
        )
        for t in takens
    }


def test_about_says_that_the_collection_is_published_and_names_no_file():
    inner = Held((), about=Held(()).about)
    about = publishable(inner, edition_of, 7).about
    assert (about.published, about.threshold, about.skipped) == (True, 7, ())
    assert publishable(inner, edition_of).about.threshold == DEFAULT_THRESHOLD == 10


@pytest.mark.parametrize("threshold", [1, 0, -3])
def test_a_threshold_that_holds_nothing_back_is_refused(threshold):
    with pytest.raises(ValueError, match=f"a threshold of {threshold} holds nothing back"):
        publishable(Held(()), edition_of, threshold)


def test_every_return_is_published_in_order_and_as_often_as_asked():
    collection = publishable(Held((one("RA1"), one("RA2", 40))), edition_of)
    first, again = list(collection.counting()), list(collection.counting())
    assert appointed(first) == {"RA1": ("suppressed", None), "RA2": ("reported", 40)}
    assert first == again


def test_a_return_without_an_organisation_is_left_out():
    collection = publishable(Held((one("RA1"), one(None))), edition_of)
    assert [t.summary.organisation for t in collection.counting()] == ["RA1"]


def test_a_return_without_values_is_left_out():
    collection = publishable(Held((Taken(one("RA1").summary),)), edition_of)
    assert list(collection.counting()) == []


def test_a_part_of_a_merger_is_withheld_where_the_whole_is_published():
    takens = (one("RA1", 20), one("RA2", 40), one("RMM", 60))
    collection = publishable(Held(takens), edition_of, merged={"RMM": ("RA1", "RA2")})
    assert appointed(collection.counting()) == {
        "RA1": ("suppressed", None),
        "RA2": ("suppressed", None),
        "RMM": ("reported", 60),
    }


def test_a_joint_return_withholds_the_return_of_one_of_its_organisations():
    takens = (one("RA1", 20), one("RA1+RA2", 50, ("RA1", "RA2")), one("RA3", 30))
    assert appointed(publishable(Held(takens), edition_of).counting()) == {
        "RA1": ("suppressed", None),
        "RA1+RA2": ("reported", 50),
        "RA3": ("reported", 30),
    }


def test_of_an_organisation_that_others_joined_no_date_is_published_before_and_after():
    """RA1 alone had 20, with RA2 60: published beside each other they would give RA2's 40."""
    counts = {"recruitment.shortlisted": 200, "recruitment.appointed": 60}
    later = {Place(key, "previous", "bme"): n for key, n in counts.items()}
    returns = (one("RA1", 20), taken(load_edition("2020"), later, "RA1"))
    collection = publishable(Held(returns), edition_of, merged={"RA1": ("RA1", "RA2")})
    alone, joined = collection.counting()
    assert appointed([alone]) == {"RA1": ("suppressed", None)}
    assert appointed([joined]) == {"RA1": ("reported", 60)}


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**9))
def test_no_small_count_is_shown_however_muddled_the_returns_are(seed):
    editions = (load_edition("2018"), EDITION)
    returns = tuple(muddled(edition, seed + n) for n, edition in enumerate(editions))
    rows = rows_of(list(publishable(Held(returns), edition_of).counting()))
    counts = [r for r in rows if EDITION.by_key[r.item].measure == "headcount"]
    shown = [n for r in counts for n in (r.value, r.computed) if n is not None and 0 < n < 10]
    assert shown == []
    assert any(r.value for r in counts)
