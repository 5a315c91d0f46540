"""Files named by URL (s3://, abfs://, memory://, zip://...), through fsspec and only through it.

What a store of files raises is its own; it is passed on in words, never with a guessed cause.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from wres_excel.errors import UsageError

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:://|::)")
_BLOCK = 2**20


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file below a URL: its name relative to that, its own URL, and its size in bytes if told."""

    name: str
    url: str
    size: int | None
    system: Any
    path: str

    def copy_to(self, target: Path, most: int) -> None:
        """Copy the file to this machine, at most so many bytes and one more.

        Raises UsageError if it cannot be reached.
        """
        with (
            _reaching(self.url),
            self.system.open(self.path, "rb") as stream,
            target.open("wb") as out,
        ):
            while most >= 0 and (block := stream.read(min(_BLOCK, most + 1))):
                out.write(block)
                most -= len(block)


def is_url(name: str) -> bool:
    """Return whether a name is a URL, not a path."""
    return _URL.match(name) is not None


def list_files(url: str) -> list[RemoteFile]:
    """Return the file at a URL, or every file below it, in order of names.

    Raises UsageError if there is nothing, if it cannot be reached, or without fsspec.
    """
    with _reaching(url):
        system, root = _open(url)
        if system.isfile(root):
            return [_file(system, root, PurePosixPath(root).name, url)]
        found = system.find(root, detail=True)
    if not found:
        raise UsageError(
            "There is nothing at this URL",
            file=url,
            remedy="Check its spelling, and that you may see what is there.",
        )
    base = root.rstrip("/") + "/" if root.strip("/") else ""
    names = {path: path.removeprefix(base).lstrip("/") for path in found}
    return [
        _file(system, path, names[path], f"{url.rstrip('/')}/{names[path]}", found[path])
        for path in sorted(found, key=lambda path: names[path])
    ]


def exists_at(url: str) -> bool:
    """Return whether there is a file at a URL; raises UsageError if it cannot be reached."""
    with _reaching(url):
        system, path = _open(url)
        return bool(system.exists(path))


def put_file(source: Path, url: str) -> None:
    """Copy a file of this machine to a URL; raises UsageError if it cannot be written there."""
    with _reaching(url):
        system, path = _open(url)
        system.put_file(str(source), path)


def _file(system: Any, path: str, name: str, url: str, facts: Any = None) -> RemoteFile:
    size = (facts or system.info(path)).get("size")
    return RemoteFile(name, url, size if isinstance(size, int) else None, system, path)


def _open(url: str) -> tuple[Any, str]:
    """Return the file system of a URL and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as err:
        raise UsageError(
            "Reading or writing a URL needs the package fsspec, which is not installed",
            file=url,
            remedy="Install it (pip install 'wres-excel[remote]'), with the package of the store "
            "besides (s3fs, adlfs, ...), or copy the files to this computer.",
        ) from err
    system, path = url_to_fs(url)
    return system, str(path)


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    """Turn whatever a store raises into UsageError: every store has errors of its own."""
    try:
        yield
    except UsageError:
        raise
    except ImportError as err:
        raise UsageError(
            "Reaching this URL needs a package that is not installed",
            file=url,
            found=str(err),
            remedy="Install the package that it names, or copy the files to this computer.",
        ) from err
    except Exception as err:
        raise UsageError(
            "The URL cannot be reached",
            file=url,
            found=f"{type(err).__name__}: {err}",
            remedy="Check its spelling, the network and your access, or copy the files to this "
            "computer.",
        ) from err
