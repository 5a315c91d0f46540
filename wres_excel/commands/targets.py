"""The names of the workbooks to write, and whether they can be written."""

from collections.abc import Sequence
from pathlib import Path

from wres_excel.errors import UsageError
from wres_excel.files import check_target


def require_suffix(output: Path, suffixes: tuple[str, ...]) -> None:
    """Raise UsageError unless the name of an output ends in one of the suffixes."""
    if output.suffix.lower() not in suffixes:
        raise UsageError(
            "The name of the output does not say what it is",
            file=str(output),
            found=output.suffix or "no suffix",
            expected=" or ".join(suffixes),
            remedy=f"Name it for example {output.stem or 'out'}{suffixes[0]}.",
        )


def name_targets(
    output: Path, edition: str, codes: Sequence[str | None], suffix: str
) -> list[Path]:
    """Return the workbook to write for each organisation code.

    output: the workbook itself for one organisation, else the folder; suffix: that of the form.
    Raises UsageError if the output is named otherwise.
    """
    if len(codes) == 1 and not output.is_dir():
        require_suffix(output, (suffix,))
        return [output]
    if not output.is_dir() and (output.suffix or output.exists()):
        raise UsageError(
            f"The metrics hold {len(codes)} organisations, and each gets a workbook of its own",
            file=str(output),
            expected="the name of a folder",
            remedy=f"Use -o {output.with_suffix('')}, for example.",
        )
    return [output / f"wres-{edition}{f'-{code}' if code else ''}{suffix}" for code in codes]


def check_targets(
    targets: Sequence[Path], output: Path, inputs: Sequence[Path], *, force: bool
) -> None:
    """Make the folder if there are several workbooks, and see that none of them is in the way.

    Raises UsageError before anything is written.
    """
    if any(target != output for target in targets):
        _make_folder(output)
    for target in targets:
        check_target(target, force=force, inputs=inputs)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except OSError as err:
        raise UsageError(
            f"The folder for the workbooks cannot be made: {err.strerror}",
            file=str(folder),
            remedy="Create it first, or choose another.",
        ) from err
