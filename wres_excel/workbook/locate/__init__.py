"""Finding the cells of an edition in a workbook never seen before."""

from wres_excel.workbook.locate.locator import locate
from wres_excel.workbook.locate.recognise import recognise
from wres_excel.workbook.locate.records import (
    Located,
    Location,
    Nearest,
    OrganisationCells,
    Recognition,
    Spot,
)

__all__ = [
    "Located",
    "Location",
    "Nearest",
    "OrganisationCells",
    "Recognition",
    "Spot",
    "locate",
    "recognise",
]
