"""What the rules say of a return, and the rules themselves, as JSON and CSV."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from wres_excel.checks.result import CheckResult
from wres_excel.domain.rule import Rule
from wres_excel.domain.wording import finding_in_words
from wres_excel.findings import Finding
from wres_excel.tables.apostrophe import protect
from wres_excel.tables.dataset import finding_to_dict, return_to_dict

FINDING_COLUMNS = (
    *("organisation", "organisation_name", "edition", "rule", "severity", "indicator", "item"),
    *("label", "period", "group", "sheet", "cell", "message", "found", "expected", "remedy"),
    *("file", "sha256"),
)


def check_to_json(checked: CheckResult) -> str:
    """Return what the rules say of a return as the JSON of the contract, values left out."""
    data = return_to_dict(checked.result)
    del data["values"]
    data["findings"] = [finding_to_dict(finding) for finding in checked.findings]
    data["passed"] = list(checked.passed)
    data["skipped"] = [each._asdict() for each in checked.skipped]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def check_to_csv(checked: CheckResult) -> str:
    """Return the findings as CSV, a row each; lines end in CR LF, text is safe for Excel."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(FINDING_COLUMNS)
    writer.writerows(_row(checked, finding) for finding in checked.findings)
    return out.getvalue()


def rules_to_json(rules: Sequence[Rule]) -> str:
    """Return the catalogue of rules as a JSON list."""
    return json.dumps([asdict(rule) for rule in rules], ensure_ascii=False, indent=1) + "\n"


def _row(checked: CheckResult, finding: Finding) -> list[str | int | None]:
    result = checked.result
    item = result.edition.by_key.get(finding.item or "")
    texts = (finding.message, finding.found, finding.expected, finding.remedy)
    return [
        protect(result.organisation.code or ""),
        protect(result.organisation.name or ""),
        result.edition.name,
        finding.rule,
        finding.severity,
        item.indicator if item else None,
        finding.item,
        finding_in_words(result.edition, finding),
        finding.period,
        finding.group,
        protect(finding.sheet or ""),
        finding.cell,
        *(protect(text or "") for text in texts),
        protect(result.source.file),
        result.source.sha256,
    ]
