"""A dataset written to a file, its form chosen by the file's suffix."""

from collections.abc import Sequence
from pathlib import Path

from wres_excel.commands.targets import require_suffix
from wres_excel.domain.model import Return
from wres_excel.files import check_target, write_beside
from wres_excel.tables.dataset import return_to_json, returns_to_csv

SUFFIXES = (".json", ".csv")


def check_dataset_target(output: Path, *, force: bool, inputs: Sequence[Path]) -> None:
    """Raise UsageError if a dataset cannot be written to a path."""
    require_suffix(output, SUFFIXES)
    check_target(output, force=force, inputs=inputs)


def save_dataset(
    result: Return, output: Path, *, force: bool = False, inputs: Sequence[Path] = ()
) -> None:
    """Write a return as JSON or CSV; raises UsageError as check_dataset_target does."""
    check_dataset_target(output, force=force, inputs=inputs)
    as_csv = output.suffix.lower() == ".csv"
    text = returns_to_csv([result]) if as_csv else return_to_json(result)
    write_beside(output, text.encode(), force=force, inputs=inputs)
