"""A collation is three files beside each other, named after the first."""

from pathlib import Path

from wres_excel.tables.collated import Targets, collated_targets


def test_findings_and_register_are_named_after_the_values() -> None:
    assert collated_targets(Path("out/all returns.v2.csv")) == Targets(
        Path("out/all returns.v2.csv"),
        Path("out/all returns.v2.findings.csv"),
        Path("out/all returns.v2.register.csv"),
    )


def test_the_suffix_stays_as_it_was_typed() -> None:
    assert collated_targets(Path("OUT.PARQUET")).register == Path("OUT.register.PARQUET")
