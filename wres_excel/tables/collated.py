"""The three files that a collation becomes: values, findings, register."""

from pathlib import Path
from typing import NamedTuple


class Targets(NamedTuple):
    """Where the values, the findings and the register of a collation are written."""

    values: Path
    findings: Path
    register: Path


def collated_targets(output: Path) -> Targets:
    """Return out.csv, out.findings.csv and out.register.csv for out.csv; .parquet likewise."""
    return Targets(
        output,
        output.with_name(f"{output.stem}.findings{output.suffix}"),
        output.with_name(f"{output.stem}.register{output.suffix}"),
    )
