"""Remote returns copied to this machine before they are read: no time limit is for the network."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from wres_excel.commands.collate.archive import MAX_ARCHIVE
from wres_excel.commands.collate.arrivals import Arrival, PassedOver, reason_of, shown_name
from wres_excel.commands.collate.passing_over import (
    ARCHIVE,
    folder_to_pass_over,
    reason_to_pass_over,
    suffix_of,
)
from wres_excel.commands.collate.walk import Candidate, Met
from wres_excel.errors import UsageError
from wres_excel.tables.remote import RemoteFile, list_files
from wres_excel.workbook.package import MAX_FILE

AT_ONCE = 8


def stage(url: str, folder: Path, apart: frozenset[str]) -> Iterator[Met]:
    """Yield every file at or below a URL that may be a return, copied into a folder.

    folder: an empty one of this URL's own; apart: URLs that are never taken for returns. A file
    that cannot be fetched is an arrival with its problem. Raises UsageError as list_files does.
    """
    wanted: list[RemoteFile] = []
    for file in list_files(url):
        reason = _reason(file, apart)
        if reason:
            yield PassedOver(shown_name(file.name), reason)
        else:
            wanted.append(file)
    places = [folder / f"{at}{suffix_of(file.name)}" for at, file in enumerate(wanted)]
    with ThreadPoolExecutor(AT_ONCE if _at_once(wanted) else 1) as threads:
        yield from threads.map(_fetched, wanted, places)


def _reason(file: RemoteFile, apart: frozenset[str]) -> str | None:
    if file.url in apart:
        return "the output or the register of this run"
    *folders, name = file.name.split("/")
    closed = next(filter(None, map(folder_to_pass_over, folders)), None)
    return closed or reason_to_pass_over(name)


def _at_once(files: list[RemoteFile]) -> bool:
    """Return whether a store says that it can serve several requests at the same time."""
    return bool(files) and bool(files[0].system.async_impl)


def _fetched(file: RemoteFile, target: Path) -> Met:
    most = MAX_ARCHIVE if suffix_of(file.name) == ARCHIVE else MAX_FILE
    try:
        file.copy_to(target, most)
    except UsageError as err:
        problem, remedy = reason_of(err)
        return Arrival(shown_name(file.name), file.url, problem=problem, remedy=remedy)
    return Candidate(shown_name(file.name), shown_name(file.url), str(target))
