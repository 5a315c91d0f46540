"""Returns as structured data: JSON for one, CSV rows for any number."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from wres_excel.collation.flatten import value_rows
from wres_excel.domain.model import Edition, Item, Return, Value
from wres_excel.findings import Finding
from wres_excel.tables.columns import OUTPUT_COLUMNS
from wres_excel.tables.csv_forms import formed, forms_of

Json = dict[str, Any]


def returns_to_json(returns: Sequence[Return]) -> str:
    """Return one return as a JSON object in the form of the contract, several as a list of them."""
    data = [return_to_dict(r) for r in returns]
    shown = data[0] if len(data) == 1 else data
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def return_to_dict(r: Return) -> Json:
    """Return a return as the plain data that its JSON holds, periods as snapshot dates."""
    return {
        "edition": r.edition.name,
        "organisation": {"code": r.organisation.code, "name": r.organisation.name},
        "source": {
            "file": r.source.file,
            "sha256": r.source.sha256,
            "application": r.source.application,
            "saved": r.source.saved,
            "read_with": r.source.read_with,
        },
        "values": [_value(value, r.edition) for value in r.values],
        "findings": [finding_to_dict(finding) for finding in r.findings],
    }


def finding_to_dict(finding: Finding) -> Json:
    """Return a finding as plain data; file, line and further cells only where it has them."""
    data = {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "remedy": finding.remedy,
        "item": finding.item,
        "period": finding.period,
        "group": finding.group,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "found": finding.found,
        "expected": finding.expected,
    }
    place = {"file": finding.file, "line": finding.line, "cells": list(finding.cells) or None}
    return data | {name: known for name, known in place.items() if known is not None}


def returns_to_csv(returns: Iterable[Return]) -> str:
    """Return the values of returns as CSV, a row each, which `fill` takes as a metrics file.

    Lines end in CR LF. Text that a spreadsheet program could run begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(OUTPUT_COLUMNS)
    forms = forms_of(OUTPUT_COLUMNS)
    for r in returns:
        rows = value_rows(r, organisation=r.organisation.code, file=r.source.file)
        writer.writerows(formed(forms, rows))
    return out.getvalue()


def _value(value: Value, edition: Edition) -> Json:
    item = edition.by_key[value.place.item]
    data: Json = {
        "item": item.key,
        "number": item.number,
        "indicator": item.indicator,
        "period": edition.snapshot_of(value.place.period).isoformat(),
        "group": value.place.group,
        "value": value.value,
        "text": value.text,
        "status": value.status,
        "sheet": value.sheet,
        "cell": value.cell,
        "raw": value.raw,
        "format": value.format,
        "formula": value.formula,
        "comment": value.comment,
    }
    return data | _computed(value, item)


def _computed(value: Value, item: Item) -> Json:
    """Return what only a derived item has: the computed number, or the reason for none."""
    if not item.derived:
        return {}
    if value.computed is None:
        return {"computed": None, "reason": value.reason}
    return {"computed": value.computed}
