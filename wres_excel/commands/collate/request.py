"""What a collation is asked for, refused before any file is read if it cannot be done."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from wres_excel.codes import load_code_book
from wres_excel.collation.merge import Merge, parse_merges
from wres_excel.commands.collate.outputs import check_folder, check_output, is_store, targets_of
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.errors import UsageError
from wres_excel.tables.remote import is_url

Name = str | os.PathLike[str]
LEAST_THRESHOLD = 2
_OUTPUT = "the output of this run"
_REGISTER = "the register of this run"


@dataclass(frozen=True, slots=True)
class Request:
    """The files that a collation reads and writes, as paths or URLs, and how it is to be done."""

    returns: tuple[str, ...]
    output: str
    registers: tuple[str, ...]
    edition: Edition | None
    merges: tuple[Merge, ...]
    jobs: int
    time_limit: float
    force: bool
    threshold: int | None
    replies: str | None = None

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The local files that are never replaced."""
        return tuple(Path(name) for name in (*self.returns, *self.registers) if not is_url(name))

    @property
    def apart(self) -> dict[str, str]:
        """The real paths of files that are no returns, wherever they lie, each with the reason."""
        outputs = () if is_url(self.output) else targets_of(Path(self.output))
        real = {os.path.realpath(path): _OUTPUT for path in outputs}
        local = (name for name in self.registers if not is_url(name))
        return real | {os.path.realpath(path): _REGISTER for path in local}

    @property
    def urls_apart(self) -> frozenset[str]:
        """The URLs of files that are no returns."""
        return frozenset(name for name in (self.output, *self.registers) if is_url(name))

    def check(self) -> None:
        """Raise UsageError for what does not go together, or cannot be written."""
        if not self.returns:
            raise UsageError("collate needs the returns", remedy="Name files, folders or archives.")
        if self.jobs < 1:
            raise UsageError("There must be at least one process", found=f"--jobs {self.jobs}")
        if not self.time_limit > 0:
            raise UsageError(
                "The time limit of a file is no number of seconds",
                found=f"--time-limit {self.time_limit:g}",
                remedy="Give a number above 0, such as 60.",
            )
        if self.threshold is not None and self.threshold < LEAST_THRESHOLD:
            raise UsageError(
                "The threshold hides no count",
                found=f"--threshold {self.threshold}",
                expected=f"a number from {LEAST_THRESHOLD}; counts below it are hidden",
            )
        if is_store(self.output):
            self._check_store()
        check_output(self.output, self.inputs, force=self.force)
        if self.replies is not None:
            check_folder(self.replies, force=self.force)

    def _check_store(self) -> None:
        for asked, option in ((self.merges, "--merge"), (self.threshold, "--publish")):
            if asked:
                raise UsageError(
                    f"{option} does not go with a .duckdb, which keeps every return as it came",
                    file=self.output,
                    remedy="Write an .xlsx, .csv or .parquet file with it.",
                )


def request_of(
    returns: Name | Sequence[Name],
    output: Name,
    register: Name | Sequence[Name] | None,
    edition: str | Path | Edition | None,
    merge: str | Sequence[str],
    publish: bool,
    threshold: int,
    jobs: int,
    time_limit: float,
    force: bool,
    replies: Name | None = None,
) -> Request:
    """Return the arguments of `collate` as one checked record; raises UsageError, EditionError."""
    request = Request(
        _names(returns),
        os.fspath(output),
        _names(register if register is not None else ()),
        edition if edition is None or isinstance(edition, Edition) else load_edition(edition),
        parse_merges(_names(merge), load_code_book()),
        jobs,
        time_limit,
        force,
        threshold if publish else None,
        None if replies is None else os.fspath(replies),
    )
    request.check()
    return request


def _names(given: Name | Sequence[Name]) -> tuple[str, ...]:
    """Return one name or several as texts; a single path is a list of one."""
    if isinstance(given, (str, os.PathLike)):
        return (os.fspath(given),)
    return tuple(os.fspath(name) for name in given)
