"""Headings that do not say for certain whose figures stand beneath them."""

from ..cases import case
from ..keys import reword
from ..made import Found, Made


@case("'Non-BAME' as a heading")
def non_bame_as_a_heading(made: Made) -> None:
    """Who is not BAME may be White, or White and unknown together, so no group is read there.

    The one value of a year stands in that column too, and is of all groups whatever its heading.
    """
    reword(made, "WHITE", "Non-BAME")
    reword(made, "BME", "BAME")
    for key in list(made.told):
        if key[2] == "white":
            del made.told[key]
    for cell in ("E6", "H6"):
        made.findings.append(Found("column-not-found", "warning", "Data", cell))
