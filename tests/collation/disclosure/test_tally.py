from wres_excel.collation.disclosure import publishable
from wres_excel.collation.disclosure.tally import Tallied, Tally
from wres_excel.domain.model import Place

from .returns import Held, edition_of, taken

EDITION = edition_of("2019")
INPUTS = {
    Place("staff.employed", "current", "all"): 900,
    Place("recruitment.shortlisted", "current", "white"): 7,
    Place("recruitment.shortlisted", "current", "bme"): 300,
    Place("training.accessed", "current", "bme"): 4,
}
TEXTS = {"indicator_2.narrative": "words that are left out", "report.url": "https://a.nhs.uk"}


def tallied() -> Tallied:
    given = Held((taken(EDITION, INPUTS, texts=TEXTS),))
    return Tallied(publishable(given, edition_of), edition_of)


def test_figures_given_and_suppressed_are_counted_by_indicator_and_words_are_not() -> None:
    published = tallied()
    returns = list(published.counting())
    assert published.tallies == (Tally(2, 1, 2), Tally(4, 1, 1), Tally(None, 0, 1))
    shown = [row for one in returns for row in one.values if row.value is not None]
    given = sum(tally.given for tally in published.tallies)
    assert len(shown) == given - sum(tally.suppressed for tally in published.tallies)


def test_what_is_written_is_what_is_published_each_time_it_is_asked_for() -> None:
    published = tallied()
    assert list(published.counting()) == list(published.inner.counting())
    assert list(published.counting()) == list(published.inner.counting())
    assert published.tallies == (Tally(2, 1, 2), Tally(4, 1, 1), Tally(None, 0, 1))
    assert (published.about, published.register) == (published.inner.about, ())
