"""What RETURNS stand for: every file to read, in order of shown names, and what was passed over."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile, ZipInfo

from wres_excel.commands.collate.archive import name_of, open_archive
from wres_excel.commands.collate.arrivals import (
    Arrival,
    Incoming,
    PassedOver,
    reason_of,
    shown_name,
)
from wres_excel.commands.collate.passing_over import (
    ARCHIVE,
    WORKBOOKS,
    folder_to_pass_over,
    reason_to_pass_over,
    suffix_of,
)
from wres_excel.commands.collate.walk import Candidate, Met
from wres_excel.errors import UnreadableFile

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_WORKBOOK_PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
_CONTENT_TYPES = "[content_types].xml"
_NESTED = "an archive inside an archive; unpack it and collate what is in it"
_OTHER_PACKAGE = "an Office document, not a workbook"
_NOTHING_KNOWN = "neither a workbook nor an archive of workbooks"


class _Named(NamedTuple):
    """An arrival with the longer name that it goes by if another is shown alike."""

    arrival: Arrival
    long: str


def find_sources(met: Iterable[Met], apart: Mapping[str, str]) -> Incoming:
    """Return the files to read, those in archives too, each once, and what was passed over.

    met: what was found under the names given; apart: real paths that are never taken for returns,
    such as the output of the run, each with the reason.
    """
    arrivals: list[_Named] = []
    skipped: set[PassedOver] = set()
    for one in _distinct(met, apart):
        for sorted_out in _open(one) if isinstance(one, Candidate) else (one,):
            match sorted_out:
                case PassedOver():
                    skipped.add(sorted_out)
                case Arrival():
                    arrivals.append(_Named(sorted_out, sorted_out.file))
                case _Named():
                    arrivals.append(sorted_out)
    return Incoming(tuple(_told_apart(arrivals)), tuple(sorted(skipped)))


def _distinct(met: Iterable[Met], apart: Mapping[str, str]) -> Iterator[Met]:
    """Yield every file once, however often and by whatever links it is named."""
    shown: dict[str, str] = {}
    for one in met:
        if not isinstance(one, Candidate):
            yield one
            continue
        real = os.path.realpath(one.path)
        if real in apart:
            yield PassedOver(one.shown, apart[real])
        elif real not in shown:
            shown[real] = one.shown
            yield one
        elif shown[real] != one.shown:
            yield PassedOver(one.shown, f"the same file as {shown[real]}")


def _told_apart(arrivals: list[_Named]) -> Iterator[Arrival]:
    """Yield the arrivals by shown name, no two of them shown alike."""
    for names in ("long", "number"):
        counts = Counter(named.arrival.file for named in arrivals)
        if max(counts.values(), default=0) < 2:
            break
        seen: Counter[str] = Counter()
        arrivals = [_renamed(named, names, counts, seen) for named in arrivals]
    yield from sorted((named.arrival for named in arrivals), key=lambda arrival: arrival.file)


def _renamed(named: _Named, how: str, counts: Counter[str], seen: Counter[str]) -> _Named:
    file = named.arrival.file
    if counts[file] < 2:
        return named
    seen[file] += 1
    longer = named.long if how == "long" else f"{file} ({seen[file]})"
    return _Named(replace(named.arrival, file=longer), named.long)


def _open(candidate: Candidate) -> Iterator[_Named | PassedOver]:
    """Yield what a file is: a return, the members of an archive, or nothing to read."""
    reason = reason_to_pass_over(candidate.shown.rpartition("/")[2])
    if reason:
        yield PassedOver(candidate.shown, reason)
        return
    suffix = suffix_of(candidate.shown)
    itself = _Named(Arrival(candidate.shown, candidate.path), candidate.long)
    if suffix in WORKBOOKS:
        yield itself
        return
    try:
        if suffix != ARCHIVE and not _is_zip(candidate.path):
            yield PassedOver(candidate.shown, _NOTHING_KNOWN)
            return
        with open_archive(candidate.path) as archive:
            yield from _unpacked(archive, candidate, itself)
    except UnreadableFile as err:
        problem, remedy = reason_of(err)
        refused = replace(itself.arrival, problem=problem, remedy=remedy)
        yield _Named(refused, candidate.long)


def _is_zip(path: str) -> bool:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(4) in _ZIP
    except OSError as err:
        raise UnreadableFile("The file cannot be opened", found=err.strerror or str(err)) from err


def _unpacked(
    archive: ZipFile, candidate: Candidate, itself: _Named
) -> Iterator[_Named | PassedOver]:
    """Yield the members of an archive; a workbook is a zip archive too, and told by its parts."""
    names = {info.filename.lower() for info in archive.infolist()}
    if names & _WORKBOOK_PARTS:
        yield itself
    elif _CONTENT_TYPES in names:
        yield PassedOver(candidate.shown, _OTHER_PACKAGE)
    elif suffix_of(candidate.shown) != ARCHIVE and not _holds_workbooks(names):
        yield PassedOver(candidate.shown, _NOTHING_KNOWN)
    else:
        for at, info in enumerate(archive.infolist()):
            if not info.is_dir():
                yield _member(at, info, candidate)


def _holds_workbooks(names: Iterable[str]) -> bool:
    return any(suffix_of(name) in WORKBOOKS for name in names)


def _member(at: int, info: ZipInfo, candidate: Candidate) -> _Named | PassedOver:
    name = shown_name(name_of(info))
    shown = f"{candidate.shown}/{name}"
    reason = _reason_inside(name)
    if reason:
        return PassedOver(shown, reason)
    return _Named(Arrival(shown, candidate.path, at), f"{candidate.long}/{name}")


def _reason_inside(name: str) -> str | None:
    """Return why a member is no return, by its own name or that of a folder it lies in."""
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    folders = map(folder_to_pass_over, parts[:-1])
    reason = next(filter(None, folders), None) or reason_to_pass_over(parts[-1] if parts else "")
    if reason is None and suffix_of(name) == ARCHIVE:
        return _NESTED
    if reason is None and suffix_of(name) not in WORKBOOKS:
        return _NOTHING_KNOWN
    return reason
