"""The bytes of a file that came in."""

from functools import lru_cache
from pathlib import Path
from zipfile import ZipFile

from wres_excel.commands.collate.archive import open_archive, read_member
from wres_excel.commands.collate.arrivals import Arrival
from wres_excel.errors import UnreadableFile
from wres_excel.workbook.package import read_file


def fetch(arrival: Arrival) -> bytes:
    """Return the content of a file, at most one byte more than a return may have.

    Raises UnreadableFile if it cannot be read, or if its problem is known already.
    """
    if arrival.problem is not None:
        raise UnreadableFile(arrival.problem, file=arrival.file, remedy=arrival.remedy)
    if arrival.member is None:
        return read_file(Path(arrival.path))
    archive = _archive(arrival.path)
    return read_member(archive, archive.infolist()[arrival.member])


@lru_cache(maxsize=2)
def _archive(path: str) -> ZipFile:
    """Keep an archive open: its members are read one after the other."""
    return open_archive(path)
