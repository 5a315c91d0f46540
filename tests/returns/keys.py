"""Places that many cases speak of, and cells found by what they say."""

from collections.abc import Iterator, Mapping

from forms.paper import Key, Page

from .made import Made

CURRENT, PREVIOUS = "2019-03-31", "2018-03-31"
PERIODS = (PREVIOUS, CURRENT)
GROUPS = ("white", "bme", "unknown")
SURVEY = (
    "survey.harassment_public",
    "survey.harassment_staff",
    "survey.equal_opportunities",
    "survey.discrimination",
)
SUBSET = "medical.senior_medical_managers"
"""A headcount that no derived item is made of, so that others need not follow it."""


def now(item: str, group: str = "white") -> Key:
    """Return a place of the current year of 2019, the edition of most forms of the corpus."""
    return item, CURRENT, group


def before(item: str, group: str = "white") -> Key:
    """Return a place of the year before."""
    return item, PREVIOUS, group


def both(item: str, *groups: str) -> list[Key]:
    """Return the places of an item in both years, in the order of the form."""
    return [(item, period, group) for period in PERIODS for group in groups or GROUPS]


def subset() -> list[Key]:
    """Return the six places of the headcount nothing is made of."""
    return both(SUBSET)


def survey() -> list[Key]:
    """Return the sixteen percentages of the staff survey."""
    return [key for item in SURVEY for key in both(item, "white", "bme")]


def spots_saying(page: Page, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a page says exactly this."""
    yield from [spot for spot, entry in page.cells.items() if entry.held == text]


def reword(made: Made, old: str, new: str) -> None:
    """Write something else wherever the form says something, on every sheet."""
    for page in made.draft.pages:
        for spot in spots_saying(page, old):
            page.put(*spot, new, page.cells[spot].style)


def draw_again(made: Made, name: str, words: Mapping[str, str]) -> Page:
    """Draw the data sheet once more under another name, with some words changed."""
    page = made.draft.named("Data")
    again = made.draft.page(name)
    again.merges = list(page.merges)
    for spot, entry in page.cells.items():
        again.put(*spot, words.get(str(entry.held), entry.held), entry.style)
    return again
