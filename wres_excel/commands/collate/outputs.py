"""Where a collation is written: checked before work begins, written whole or not at all."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from wres_excel.collation.records import Collection
from wres_excel.commands.targets import require_suffix
from wres_excel.errors import UsageError
from wres_excel.files import check_target, write_beside
from wres_excel.tables.collated import collated_targets
from wres_excel.tables.remote import exists_at, is_url, list_files, put_file

SUFFIXES = (".xlsx", ".csv", ".parquet", ".duckdb")
STORE = ".duckdb"
_THREE = (".csv", ".parquet")

Writer = Callable[..., object]


def targets_of(output: Path) -> tuple[Path, ...]:
    """Return every file that an output becomes: one, or values, findings and register."""
    if output.suffix.lower() in _THREE:
        return tuple(collated_targets(output))
    return (output,)


def is_store(output: str) -> bool:
    """Return whether an output is a database, which is added to and never replaced."""
    return PurePosixPath(output).suffix.lower() == STORE


def check_output(output: str, inputs: Sequence[Path], *, force: bool) -> None:
    """Raise UsageError if an output cannot be written, before work is done for nothing.

    output: a path or a URL; inputs: what is read, none of which is ever replaced.
    """
    require_suffix(Path(PurePosixPath(output).name if is_url(output) else output), SUFFIXES)
    replaced = force or is_store(output)
    if is_url(output):
        for url in _urls_of(output):
            if not replaced and exists_at(url):
                raise _in_the_way(url)
        return
    for target in targets_of(Path(output)):
        check_target(target, force=replaced, inputs=inputs)
        _check_closed(target)


def check_folder(folder: str, *, force: bool) -> None:
    """Raise UsageError if files cannot be written to a folder, before work is done for nothing.

    The folder is made later, or must be empty unless force lets files in it be replaced.
    """
    if is_url(folder):
        raise UsageError(
            "Replies are written to a folder of this computer",
            file=folder,
            remedy="Name a folder, such as replies, and copy it from there.",
        )
    path = Path(folder)
    if path.exists() and not path.is_dir():
        raise UsageError(
            "This is a file, and replies need a folder", file=folder, remedy="Name another."
        )
    if not path.exists() and not path.resolve().parent.is_dir():
        raise UsageError(
            "The folder above that of the replies does not exist",
            file=folder,
            remedy="Create it first, or choose another.",
        )
    if not force and path.is_dir() and not _is_empty(path):
        raise UsageError(
            "The folder for the replies is not empty",
            file=folder,
            remedy="Choose another name, or add --force to replace replies in it.",
        )


@contextmanager
def local_output(output: str) -> Iterator[Path]:
    """Give the path of an output on this machine; what is there at the end goes to its URL.

    A database is fetched first, and sent back also when the run ends early, since what it holds
    then is whole.
    """
    if not is_url(output):
        yield Path(output)
        return
    with TemporaryDirectory(prefix="wres-excel-") as folder:
        local = Path(folder, PurePosixPath(output).name)
        if not is_store(output):
            yield local
            _send(local, output)
            return
        if exists_at(output):
            (held,) = list_files(output)
            held.copy_to(local, most=held.size if held.size is not None else 2**40)
        try:
            yield local
        finally:
            _send(local, output)


def write_output(
    collection: Collection, output: Path, *, force: bool, inputs: Sequence[Path]
) -> None:
    """Write a collation in the form that the suffix of the output says, .duckdb apart.

    Raises UsageError if it cannot be written; then the old files stay as they were.
    """
    beside = partial(write_beside, force=force, inputs=inputs)
    match output.suffix.lower():
        case ".csv":
            from wres_excel.tables.collated_csv import collation_to_csv

            _write_three(collection, output, collation_to_csv, beside)
        case ".parquet":
            from wres_excel.tables.collated_parquet import collation_to_parquet

            _write_three(collection, output, collation_to_parquet, beside)
        case _:
            from wres_excel.workbook.collated import write_collated

            beside(output, lambda path: write_collated(collection, path))


def _write_three(
    collection: Collection, output: Path, write: Writer, beside: Callable[..., None]
) -> None:
    """Have all three files whole on the disk before the first of them gets its name."""
    values, findings, register = collated_targets(output)

    def whole(*temporary: Path) -> None:
        try:
            write(collection, *temporary)
        except UsageError as err:
            raise replace(err, file=str(output)) from err

    beside(
        values,
        lambda v: beside(findings, lambda f: beside(register, lambda r: whole(v, f, r))),
    )


def _urls_of(output: str) -> Iterator[str]:
    folder, _, name = output.rpartition("/")
    return (f"{folder}/{target.name}" for target in targets_of(Path(name)))


def _send(local: Path, output: str) -> None:
    for target, url in zip(targets_of(local), _urls_of(output), strict=True):
        if target.exists():
            put_file(target, url)


def _check_closed(target: Path) -> None:
    """Refuse early where Windows would refuse late: a file that is open in Excel."""
    if not target.exists():
        return
    try:
        with target.open("rb+"):
            pass
    except PermissionError as err:
        raise UsageError(
            "The file cannot be replaced; it seems to be open in another program",
            file=str(target),
            remedy="Close it in Excel, then try again.",
        ) from err
    except OSError as err:
        raise UsageError(
            "The file cannot be written",
            file=str(target),
            found=err.strerror or str(err),
            remedy="Check the disk and the name of the file, then try again.",
        ) from err


def _is_empty(folder: Path) -> bool:
    try:
        return next(folder.iterdir(), None) is None
    except OSError as err:
        raise UsageError(
            "The folder for the replies may not be read",
            file=str(folder),
            found=err.strerror or str(err),
            remedy="Choose another folder.",
        ) from err


def _in_the_way(url: str) -> UsageError:
    return UsageError(
        "A file of this name exists already",
        file=url,
        remedy="Choose another name, or add --force to replace it.",
    )
