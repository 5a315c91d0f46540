"""What changed between two returns or two forms, as CSV."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from wres_excel.comparison.records import Change, Changes, Effect, FormChange, Lone
from wres_excel.comparison.words import effect_in_words
from wres_excel.domain.model import Edition, Value
from wres_excel.domain.numbers import Number, digits
from wres_excel.findings import Finding
from wres_excel.tables.apostrophe import protect

Row = dict[str, Any]
CHANGE_COLUMNS = (
    "record",
    "kind",
    "old_period",
    "new_period",
    "indicator",
    "item",
    "number",
    "label",
    "group",
    "old",
    "new",
    "difference",
    "percent",
    "old_status",
    "new_status",
    "old_sheet",
    "old_cell",
    "new_sheet",
    "new_cell",
    "remark",
)
"""The header of the CSV; see changes_to_csv for what a row is."""


def changes_to_csv(changes: Changes) -> str:
    """Return all that was compared as CSV, a row each, all under one header.

    record: "answer" for what was typed, "result" for what follows from it, "indicator" for the
    effect on one, "only old" and "only new" for what one edition alone asks for, "finding" and
    "form"; kind: which sort of it.
    Lines end in CR LF. Text that a spreadsheet program could run begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(CHANGE_COLUMNS)
    for row in _rows(changes):
        writer.writerow([_cell(row.get(column)) for column in CHANGE_COLUMNS])
    return out.getvalue()


def _rows(changes: Changes) -> Iterator[Row]:
    for comparison in changes.comparisons:
        periods = {
            "kind": comparison.kind,
            "old_period": comparison.old_date.isoformat(),
            "new_period": comparison.new_date.isoformat(),
        }
        yield from (periods | _effect_row(effect) for effect in comparison.effects)
        yield from (periods | _change_row(change) for change in comparison.changes)
    for side, lones, r in (
        ("old", changes.only_old, changes.old),
        ("new", changes.only_new, changes.new),
    ):
        yield from (row for lone in lones for row in _lone_rows(lone, side, r.edition))
    yield from (_form_row(change) for change in changes.forms or ())
    checked = changes.checked
    for kind, findings in (
        ("comparison", changes.findings),
        ("new", checked.new),
        ("gone", checked.gone),
        ("stayed", checked.stayed),
    ):
        side = "old" if kind == "gone" else "new"
        yield from (_finding_row(finding, kind, side) for finding in findings)


def _effect_row(effect: Effect) -> Row:
    return {
        "record": "indicator",
        "indicator": effect.indicator,
        "label": effect.title,
        "old": effect.old.result.number,
        "new": effect.new.result.number,
        "remark": effect_in_words(effect),
    }


def _change_row(change: Change) -> Row:
    item = change.item
    return {
        "record": "answer" if change.cause == "answer" else "result",
        "indicator": item.indicator,
        "item": item.key,
        "number": item.number,
        "label": change.label,
        "group": change.group,
        "difference": change.difference,
        "percent": change.percent,
        "remark": change.caveat,
        **_side("old", change.old),
        **_side("new", change.new),
    }


def _side(side: str, value: Value) -> Row:
    return {
        side: _content(value),
        f"{side}_status": value.status,
        f"{side}_sheet": value.sheet,
        f"{side}_cell": value.cell,
    }


def _content(value: Value) -> Number | str | None:
    if value.value is not None:
        return value.value
    return value.text if value.status == "reported" else value.raw


def _lone_rows(lone: Lone, side: str, edition: Edition) -> Iterator[Row]:
    for value in lone.values:
        yield {
            "record": f"only {side}",
            f"{side}_period": edition.snapshot_of(value.place.period).isoformat(),
            "indicator": lone.item.indicator,
            "item": lone.item.key,
            "number": lone.item.number,
            "label": lone.label,
            "group": value.place.group,
            **_side(side, value),
        }


def _form_row(change: FormChange) -> Row:
    return {column: getattr(change, column, None) for column in CHANGE_COLUMNS} | {"record": "form"}


def _finding_row(finding: Finding, kind: str, side: str) -> Row:
    return {
        "record": "finding",
        "kind": kind,
        f"{side}_period": finding.period,
        "item": finding.item,
        "label": f"{finding.severity}[{finding.rule}]",
        "group": finding.group,
        side: finding.found,
        f"{side}_sheet": finding.sheet,
        f"{side}_cell": finding.cell,
        "remark": finding.message,
    }


def _cell(content: object) -> str:
    """Return what a cell of the CSV holds; numbers need no protection, even negative ones."""
    if content is None:
        return ""
    return digits(content) if isinstance(content, int | float) else protect(str(content))
