"""Returns kept in a temporary file until they are written: ten thousand do not fill memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile, gettempdir

from wres_excel.collation.records import About, RegisterRow, Summary, Taken
from wres_excel.commands.collate.messages import Done, unpack
from wres_excel.errors import UsageError


class Spool:
    """The rows of returns on disk, their summaries in memory; leaving it removes the file.

    The file has no name that another program could open, or one that only its owner may.
    """

    def __init__(self) -> None:
        self._file = TemporaryFile(prefix="wres-excel-")  # noqa: SIM115 - closed on leaving
        self._kept: dict[int, tuple[Summary, int, int]] = {}
        self._end = 0

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, done: Done) -> None:
        """Keep a result under its position; raises UsageError if there is no room for it."""
        try:
            self._file.seek(self._end)
            self._file.write(done.payload)
            self._file.flush()
        except OSError as err:
            raise _no_room(err) from err
        self._kept[done.position] = done.summary, self._end, len(done.payload)
        self._end += len(done.payload)

    def get(self, position: int) -> Taken:
        """Return the return at a position."""
        summary, start, length = self._kept[position]
        self._file.seek(start)
        return unpack(summary, self._file.read(length))

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """Every summary, by position."""
        return tuple(self._kept[position][0] for position in self.positions)

    @property
    def positions(self) -> tuple[int, ...]:
        """The position of every return that is kept, in order."""
        return tuple(sorted(self._kept))


def _no_room(err: OSError) -> UsageError:
    return UsageError(
        "What was read cannot be kept in the folder for temporary files",
        file=gettempdir(),
        found=err.strerror or str(err),
        remedy="Make room on that disk, or set TMPDIR (on Windows TEMP) to a folder on another.",
    )


@dataclass(frozen=True, slots=True)
class Spooled:
    """A collation whose returns lie in a spool; order: positions of those that count."""

    about: About
    register: tuple[RegisterRow, ...]
    spool: Spool
    order: Sequence[int]

    def counting(self) -> Iterator[Taken]:
        """Yield every return that counts, by organisation, edition and file."""
        return map(self.spool.get, self.order)
