"""The items of the data workbook and the fields of the Reporting Template, from own copies.

The copies stand beside this file, so that the corpus stays an independent witness when the
project's own templates change.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent

SUBSET = "medical.senior_medical_managers"
"""Counted among the consultants already, so no total may add it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One data item: what it is called, how it is measured and for which groups."""

    number: int
    indicator: int
    section: str
    key: str
    label: str
    measure: str
    derived: bool
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the narrative Reporting Template."""

    order: int
    key: str
    label: str
    kind: str


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def items() -> tuple[Item, ...]:
    """Return the 63 data items in the order of the form."""
    return tuple(_item(row) for row in _rows("data_items.csv"))


@cache
def fields() -> tuple[Field, ...]:
    """Return the 54 fields of the Reporting Template in order."""
    return tuple(
        Field(int(row["order"]), row["item"], row["label"], row["kind"])
        for row in _rows("report_fields.csv")
    )


@cache
def item_named(key: str) -> Item:
    """Return the data item with this key, or raise KeyError."""
    return {item.key: item for item in items()}[key]


def _item(row: dict[str, str]) -> Item:
    return Item(
        number=int(row["number"]),
        indicator=int(row["indicator"]),
        section=row["section"],
        key=row["item"],
        label=row["label"],
        measure=row["measure"],
        derived=row["entry"] == "derived",
        groups=tuple(row["groups"].split()),
    )
