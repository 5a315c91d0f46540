"""The account of a filling: every part of the form, every cell that changed, what found no cell."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wres_excel.domain.model import Place
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.foreign_form import Filled, ForeignForm
from wres_excel.workbook.patch import Edit, Result

Receipt = Mapping[str, Any]


def receipt_of(form: ForeignForm, filled: Filled, target: Path) -> Receipt:
    """Return the account of one filled form as plain data.

    parts: every part, copied or changed, with its SHA-256; cells: each value written, with the
    one that stood there; recalculated: each stored result replaced, new null where it was dropped;
    not_placed: the items whose values were not written.
    """
    places = {(at.sheet, at.row, at.column): place for place, at in form.located.locations.items()}
    edition = form.edition
    return {
        "form": form.package.name,
        "form_sha256": form.workbook.sha256,
        "output": str(target),
        "edition": edition.name,
        "parts": _parts(filled),
        "cells": [
            _cell(form, edit) | _about(form, places.get((edit.sheet, edit.row, edit.column)))
            for edit in filled.edits
        ],
        "recalculated": [_cell(form, result) for result in filled.results],
        "not_placed": [_about(form, place) for place in filled.not_placed],
    }


def receipts_as_json(receipts: Sequence[Receipt]) -> str:
    """Return one account as a JSON object, several as an object with a list of workbooks."""
    data = receipts[0] if len(receipts) == 1 else {"workbooks": list(receipts)}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _parts(filled: Filled) -> list[dict[str, Any]]:
    comparison = filled.comparison
    copied = [
        {"name": p.name, "status": "copied", "sha256": p.sha256, "identical": p.identical}
        for p in comparison.copied
    ]
    changed = [
        {"name": p.name, "status": "changed", "before": p.before, "after": p.after}
        for p in comparison.changed
    ]
    return [*copied, *changed]


def _cell(form: ForeignForm, change: Edit | Result) -> dict[str, Any]:
    cells = form.gatekeeper.sheets[change.sheet].cells
    old: Cell | None = cells.get((change.row, change.column))
    return {
        "sheet": change.sheet,
        "cell": format_address(change.row, change.column),
        "old": old.raw if old and old.kind != "blank" else None,
        "new": change.content.raw if change.content else None,
    }


def _about(form: ForeignForm, place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    period = form.edition.snapshot_of(place.period).isoformat()
    return {"item": place.item, "period": period, "group": place.group}
