"""The files that names stand for: a folder is searched through, everything else is itself."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wres_excel.commands.collate.arrivals import Arrival, PassedOver, shown_name
from wres_excel.commands.collate.passing_over import folder_to_pass_over
from wres_excel.errors import UsageError


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be a return, or an archive of returns.

    shown: its name below the folder that was named; long: as it was named, for when two are shown
    alike; path: where it lies on this machine.
    """

    shown: str
    long: str
    path: str


Met = Candidate | Arrival | PassedOver


def walk(named: str) -> Iterator[Met]:
    """Yield what a name stands for: itself, or every file of a folder, in order of names.

    A folder that may not be read is an arrival with its problem, since returns may lie in it.
    Raises UsageError if there is nothing of that name.
    """
    path = Path(named)
    try:
        is_folder = path.is_dir()
        exists = is_folder or path.exists()
    except (OSError, ValueError):
        exists = is_folder = False
    if not exists:
        raise _not_there(named)
    if is_folder:
        yield from _folder(str(path), "", readable(path.name or named), {_identity(str(path))})
    else:
        yield Candidate(readable(path.name), readable(named), str(path))


def readable(name: str) -> str:
    """Return a name as it is shown, in which bytes that are no text are written out."""
    text = os.fsencode(name).decode("utf-8", errors="backslashreplace")
    return shown_name(text.replace(os.sep, "/"))


def _folder(folder: str, below: str, top: str, seen: set[tuple[int, int]]) -> Iterator[Met]:
    """Yield what lies in a folder; seen: the folders above it, so that a loop of links ends."""
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as err:
        yield _closed(below or top, folder, err)
        return
    for entry in entries:
        shown = f"{below}{readable(entry.name)}"
        try:
            if entry.is_dir():
                yield from _subfolder(entry.path, shown, top, seen)
            elif entry.is_file():
                yield Candidate(shown, f"{top}/{shown}", entry.path)
            else:
                yield PassedOver(shown, "neither a file nor a folder, or a link to nothing")
        except OSError as err:
            yield PassedOver(shown, f"cannot be reached: {(err.strerror or str(err)).lower()}")


def _subfolder(path: str, shown: str, top: str, seen: set[tuple[int, int]]) -> Iterator[Met]:
    reason = folder_to_pass_over(shown.rpartition("/")[2])
    identity = _identity(path)
    if reason:
        yield PassedOver(f"{shown}/", reason)
    elif identity in seen:
        yield PassedOver(f"{shown}/", "a link to a folder that is searched already")
    else:
        yield from _folder(path, f"{shown}/", top, seen | {identity})


def _identity(path: str) -> tuple[int, int]:
    facts = Path(path).stat()
    return facts.st_dev, facts.st_ino


def _closed(shown: str, folder: str, err: OSError) -> Arrival:
    return Arrival(
        shown,
        folder,
        problem=f"The folder may not be read ({(err.strerror or str(err)).lower()}), "
        "so what lies in it is not known",
        remedy="Ask for access to the folder, or leave it out, then try again.",
    )


def _not_there(named: str) -> UsageError:
    return UsageError(
        "There is no such file or folder",
        file=readable(named),
        remedy="Check the path and its spelling.",
    )
