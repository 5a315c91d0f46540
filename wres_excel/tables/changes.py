"""What changed between two returns or two forms, as JSON."""

import json
from typing import Any

from wres_excel.comparison.records import (
    Change,
    Changes,
    Comparison,
    Effect,
    Figure,
    FormChange,
    Lone,
    Standing,
)
from wres_excel.comparison.words import effect_in_words
from wres_excel.domain.model import Edition, Return, Value
from wres_excel.tables.dataset import finding_to_dict

Json = dict[str, Any]


def changes_to_json(changes: Changes) -> str:
    """Return all that was compared as one JSON object, numbers in the units of the values."""
    data: Json = {
        "old": _return(changes.old),
        "new": _return(changes.new),
        "comparisons": [_comparison(comparison) for comparison in changes.comparisons],
        "not_compared": [
            {"return": side, "period": day.isoformat()} for side, day in changes.uncompared
        ],
        "only_old": [_lone(lone, changes.old.edition) for lone in changes.only_old],
        "only_new": [_lone(lone, changes.new.edition) for lone in changes.only_new],
        "forms": None if changes.forms is None else [_form(change) for change in changes.forms],
        "findings": [finding_to_dict(finding) for finding in changes.findings],
        "findings_new": [finding_to_dict(finding) for finding in changes.checked.new],
        "findings_gone": [finding_to_dict(finding) for finding in changes.checked.gone],
        "findings_stayed": [finding_to_dict(finding) for finding in changes.checked.stayed],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _return(r: Return) -> Json:
    return {
        "edition": r.edition.name,
        "organisation": {"code": r.organisation.code, "name": r.organisation.name},
        "source": {"file": r.source.file, "sha256": r.source.sha256},
    }


def _comparison(comparison: Comparison) -> Json:
    return {
        "kind": comparison.kind,
        "old_period": comparison.old_date.isoformat(),
        "new_period": comparison.new_date.isoformat(),
        "compared": comparison.compared,
        "respelt": comparison.respelt,
        "effects": [_effect(effect) for effect in comparison.effects],
        "changes": [_change(change) for change in comparison.changes],
    }


def _effect(effect: Effect) -> Json:
    return {
        "indicator": effect.indicator,
        "title": effect.title,
        "movement": effect.movement,
        "old": _standing(effect.old),
        "new": _standing(effect.new),
        "shares_compared": effect.shares_compared,
        "caveats": list(effect.caveats),
        "in_words": effect_in_words(effect),
    }


def _standing(standing: Standing) -> Json:
    return {
        "basis": standing.basis,
        "white": _figure(standing.white),
        "bme": _figure(standing.bme),
        "result": _figure(standing.result),
        "direction": " / ".join(standing.groups) if standing.groups else None,
    }


def _figure(figure: Figure) -> Json:
    return {"value": figure.number, "as_reported": figure.reported, "reason": figure.reason}


def _change(change: Change) -> Json:
    return {
        "item": change.item.key,
        "number": change.item.number,
        "indicator": change.item.indicator,
        "label": change.label,
        "group": change.group,
        "cause": change.cause,
        "old": _value(change.old),
        "new": _value(change.new),
        "difference": change.difference,
        "percent": change.percent,
        "caveat": change.caveat,
    }


def _value(value: Value) -> Json:
    return {
        "status": value.status,
        "value": value.value,
        "text": value.text,
        "raw": value.raw,
        "computed": value.computed,
        "sheet": value.sheet,
        "cell": value.cell,
    }


def _lone(lone: Lone, edition: Edition) -> Json:
    return {
        "item": lone.item.key,
        "number": lone.item.number,
        "indicator": lone.item.indicator,
        "label": lone.label,
        "values": [
            {
                "period": edition.snapshot_of(value.place.period).isoformat(),
                "group": value.place.group,
                **_value(value),
            }
            for value in lone.values
        ],
    }


def _form(change: FormChange) -> Json:
    return {
        "kind": change.kind,
        "item": change.item,
        "number": change.number,
        "indicator": change.indicator,
        "label": change.label,
        "period": change.period,
        "group": change.group,
        "old": change.old,
        "new": change.new,
        "old_sheet": change.old_sheet,
        "old_cell": change.old_cell,
        "new_sheet": change.new_sheet,
        "new_cell": change.new_cell,
    }
