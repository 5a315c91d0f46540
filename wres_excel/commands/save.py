"""A dataset written to a file, its form chosen by the file's suffix."""

from collections.abc import Callable, Sequence
from pathlib import Path

from wres_excel.commands.targets import require_suffix
from wres_excel.domain.model import Return
from wres_excel.files import check_target, write_beside
from wres_excel.tables.dataset import returns_to_csv, returns_to_json
from wres_excel.tables.parquet import returns_to_parquet

SUFFIXES = (".json", ".csv", ".parquet")


def check_dataset_target(output: Path, *, force: bool, inputs: Sequence[Path]) -> None:
    """Raise UsageError if a dataset cannot be written to a path."""
    require_suffix(output, SUFFIXES)
    check_target(output, force=force, inputs=inputs)


def save_dataset(
    results: Sequence[Return], output: Path, *, force: bool = False, inputs: Sequence[Path] = ()
) -> None:
    """Write returns as one dataset in JSON, CSV or Parquet.

    Raises UsageError as check_dataset_target does.
    """
    check_dataset_target(output, force=force, inputs=inputs)
    write_beside(output, _content(results, output.suffix.lower()), force=force, inputs=inputs)


def _content(results: Sequence[Return], suffix: str) -> bytes | Callable[[Path], None]:
    match suffix:
        case ".parquet":
            return lambda target: returns_to_parquet(results, target)
        case ".csv":
            return returns_to_csv(results).encode()
    return returns_to_json(results).encode()
