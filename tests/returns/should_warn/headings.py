"""Headings that do not say for certain whose figures stand beneath them."""

from forms.paper import address

from ..cases import case
from ..keys import reword
from ..made import BLANK, Found, Made


@case("'Non-BAME' as a heading")
def non_bame_as_a_heading(made: Made) -> None:
    """Who is not BAME may be White, or White and unknown together, so nothing is read there.

    The one value of a year stands in that column too; it is looked for beneath the next heading,
    where there is nothing.
    """
    reword(made, "WHITE", "Non-BAME")
    reword(made, "BME", "BAME")
    for key in list(made.told):
        row, column = made.spot(key)
        if key[2] == "white":
            del made.told[key]
        elif key[2] == "all" and not key[0].startswith("report."):
            made.told[key] = BLANK._replace(sheet="Data", cell=address(row, column + 1))
    made.findings += [Found("column-not-found", "warning", "Data", "E6")] * 2
