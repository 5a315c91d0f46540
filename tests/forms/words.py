"""How forms word dates, groups and the things above a table."""

from collections.abc import Callable
from datetime import date

from .paper import Held, Page
from .table import Slot

ORGANISATION = ("X9Y9Z", "Example Partnership NHS Foundation Trust")

GROUPS = ("white", "bme", "unknown")

CAPITALS = {"white": "WHITE", "bme": "BME", "unknown": "ETHNICITY UNKNOWN/NULL"}
PLAIN = {"white": "White", "bme": "BME", "unknown": "Unknown"}
MODERN = {"white": "White staff", "bme": "BAME", "unknown": "Not stated"}
MIXED = {"white": "White", "bme": "BAME staff", "unknown": "Ethnicity unknown/null"}


def periods(edition: int) -> tuple[str, str]:
    """Return the snapshot dates of an edition in ISO form: previous, current."""
    return _snapshot(edition - 1), _snapshot(edition)


def _snapshot(year: int) -> str:
    return "2015-04-01" if year == 2015 else f"{year}-03-31"


def ordinal(period: str) -> str:
    """Return the date as forms print it: 31st March 2019."""
    day = date.fromisoformat(period)
    return f"{day.day}{'st' if day.day in (1, 31) else 'th'} {day:%B %Y}"


def plain_date(period: str) -> str:
    """Return the date as 31 March 2019."""
    return f"{date.fromisoformat(period).day} {date.fromisoformat(period):%B %Y}"


def as_at(period: str) -> str:
    """Return the date as 'As at 31/03/2019'."""
    return f"As at {date.fromisoformat(period):%d/%m/%Y}"


def financial_year(period: str) -> str:
    """Return the year that ends on the snapshot date as 2018/19."""
    year = date.fromisoformat(period).year
    return f"{year - 1}/{year % 100:02}"


def period_by(spell: Callable[[str], Held]) -> Callable[[Slot], Held]:
    """Return what heads a column's period in this spelling."""
    return lambda slot: spell(slot.period)


def group_by(spelled: dict[str, str]) -> Callable[[Slot], Held]:
    """Return what heads a column's group in this spelling."""
    return lambda slot: spelled[slot.group]


def put_organisation(page: Page, row: int, column: int) -> None:
    """Draw the two rows that say whose return this is."""
    page.put(row, column, "Name of organisation", "heading")
    page.put(row, column + 1, ORGANISATION[1], "text_input")
    page.put(row + 1, column, "Organisation code", "heading")
    page.put(row + 1, column + 1, ORGANISATION[0], "text_input")


def put_heads(page: Page, row: int, heads: dict[int, str]) -> None:
    """Draw the headings of the columns that describe the rows."""
    for column, head in heads.items():
        page.put(row, column, head, "heading")
