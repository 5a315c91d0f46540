"""Files written beside their target and renamed into place, so that none is ever half there."""

import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path

from wres_excel.errors import UsageError


def write_beside(
    target: Path,
    data: bytes | Callable[[Path], object],
    *,
    force: bool = False,
    inputs: Sequence[Path] = (),
) -> None:
    """Write a file so that the target is the old one or the whole new one, never a part of it.

    data: the content, or a function that writes it to the path that it is given; force: whether a
    file that exists is replaced; inputs: the files that were read, none of which is ever replaced.
    Raises UsageError if the target may not be written, and whatever the function raises.
    """
    check_target(target, force=force, inputs=inputs)
    place = target.resolve()
    temporary = place.with_name(f".{secrets.token_hex(8)}{place.suffix}")
    try:
        _write(temporary, data, target)
        _move(temporary, place, target)
    finally:
        temporary.unlink(missing_ok=True)


def check_target(target: Path, *, force: bool = False, inputs: Sequence[Path] = ()) -> None:
    """Raise UsageError if a file cannot be written to a path, before work is done for nothing."""
    if any(_is_same(target, path) for path in inputs):
        raise _refusal(
            target,
            "The output would replace a file that it is made from",
            remedy="Choose another name for the output.",
        )
    if target.is_dir():
        raise _refusal(
            target, "The output names a folder, not a file", remedy="Add the name of a file."
        )
    if not target.resolve().parent.is_dir():
        raise _refusal(
            target,
            "The folder of the output does not exist",
            remedy="Create the folder first, or choose another.",
        )
    if target.exists() and not force:
        raise _refusal(
            target,
            "A file of this name exists already",
            remedy="Choose another name, or add --force to replace it.",
        )


def _is_same(target: Path, path: Path) -> bool:
    if target.resolve() == path.resolve():
        return True
    return target.exists() and path.exists() and target.samefile(path)


def _write(temporary: Path, data: bytes | Callable[[Path], object], target: Path) -> None:
    if not isinstance(data, bytes):
        data(temporary)
    try:
        if isinstance(data, bytes):
            temporary.write_bytes(data)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
    except PermissionError as err:
        raise _refusal(
            target,
            "No file may be written in the folder of the output",
            remedy="Choose a folder in which you may write.",
        ) from err
    except OSError as err:
        raise _failure(target, err) from err


def _move(temporary: Path, place: Path, target: Path) -> None:
    """Whoever may read the file that is replaced may read the new one."""
    try:
        if place.exists():
            temporary.chmod(place.stat().st_mode)
        temporary.replace(place)
    except PermissionError as err:
        raise _refusal(
            target,
            "The file cannot be replaced; it seems to be open in another program",
            remedy="Close it in Excel, then try again.",
        ) from err
    except OSError as err:
        raise _failure(target, err) from err


def _failure(target: Path, err: OSError) -> UsageError:
    return _refusal(
        target,
        "The file could not be written",
        found=err.strerror or str(err),
        remedy="Check the disk and the name of the file, then try again.",
    )


def _refusal(
    target: Path, message: str, *, found: str | None = None, remedy: str | None = None
) -> UsageError:
    return UsageError(message, file=str(target), found=found, remedy=remedy)
