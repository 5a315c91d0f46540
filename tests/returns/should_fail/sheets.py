"""Sheets that say the same thing twice."""

from ..cases import case
from ..keys import PREVIOUS
from ..made import Made


@case("several years")
def the_sheet_of_last_year_kept_beside_this_year_s(made: Made) -> None:
    """Last year's figures stand on both sheets, and which of the two counts nobody said."""
    page = made.draft.named("Data")
    kept = made.draft.page("Data 2018")
    kept.merges = list(page.merges)
    words = {
        "31ST MARCH 2018": "31ST MARCH 2017",
        "31ST MARCH 2019": "31ST MARCH 2018",
        "Workforce Race Equality Standard 2019: data collection": (
            "Workforce Race Equality Standard 2018: data collection"
        ),
    }
    for spot, entry in page.cells.items():
        kept.put(*spot, words.get(str(entry.held), entry.held), entry.style)
    for key in list(made.told):
        if key[1] == PREVIOUS:
            del made.told[key]
    for item in dict.fromkeys(key[0] for key in made.draft.places if key[1] == PREVIOUS):
        first = next(key for key in made.draft.places if key[:2] == (item, PREVIOUS))
        made.find("ambiguous-place", "error", first)
