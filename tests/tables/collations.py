"""Made-up returns and collations, with every kind of content that may not be mixed up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from wres_excel.collation.records import (
    About,
    FindingRow,
    RegisterRow,
    Summary,
    Taken,
    ValueRow,
)

READ_WITH = "wres-excel 0.1.0"
HOSTILE = 'Robert\'); DROP TABLE "values"; --'
ABOUT = About(
    made="2024-06-01T10:00:00+01:00",
    edition="2024",
    files=4,
    read=3,
    skipped=(("~$return.xlsx", "a lock file of Excel"), (HOSTILE, "no workbook")),
    rule="the latest sign-off counts",
    read_with=READ_WITH,
)


@dataclass(frozen=True)
class InMemory:
    """A collation that is held in memory, as writers take it."""

    returns: tuple[Taken, ...]
    register: tuple[RegisterRow, ...]
    about: About = ABOUT

    def counting(self) -> Iterator[Taken]:
        return iter(self.returns)


def taken(number: int, *, code: str | None = None, name: str | None = None, **about) -> Taken:
    """Return a made-up return: every status, blank beside 0, and text that is no formula."""
    code = f"R{number:02}" if code is None else code
    file = f"north/{code} return (final).xlsx"
    content = sha256(f"{number} {code}".encode()).hexdigest()
    summary = Summary(file, content, 40_000 + number, code, name or f"Trust {number}", (code,))
    usual = {"edition": "2024", "signed_off": "2024-05-01", "errors": 1}
    summary = replace(summary, **(usual | about))
    values = tuple(ValueRow(*_about(summary), *cells, *_source(summary)) for cells in _CELLS)
    finding = FindingRow(*_about(summary), *_FINDING, *_source(summary))
    return Taken(summary, values, (finding,))


def failed(number: int, *, sha: str | None = None, problem: str = "no workbook") -> Taken:
    """Return a file that could not be read, with no hash if it could not even be opened."""
    content = sha256(f"bad {number}".encode()).hexdigest() if sha is None else sha
    return Taken(Summary(f"bad {number}.xlsx", content, 7, problem=problem, remedy="Ask again."))


def registered(*returns: Taken, status: str = "received") -> tuple[RegisterRow, ...]:
    """Return a row of the register for each return, and one for an organisation that sent none."""
    missing = RegisterRow(
        *("RZZ", "=Missing Trust", "Midlands", "Acute", "yes", "2024", "missing"),
        *("2024-05-31", None, None, None, None, 0, 0, 0, None, "Nothing came. Ask for it."),
    )
    return (*(_row(r.summary, status) for r in returns), missing)


def _row(about: Summary, status: str) -> RegisterRow:
    return RegisterRow(
        *(about.organisation, about.organisation_name, None, None, "not known", about.edition),
        *("unreadable" if about.problem else status, None, about.signed_off, about.saved),
        *(about.file, about.sha256 or None, about.errors, about.warnings, about.notes, None),
        about.problem or "It came.",
    )


def _about(about: Summary) -> tuple[str | None, str | None, str]:
    return about.organisation, about.organisation_name, "2024"


def _source(about: Summary) -> tuple[str, str]:
    return about.file, about.sha256


_NOW, _THEN = "2024-03-31", "2023-03-31"
_USUAL = (
    *(
        ("recruitment.shortlisted", 34, 2, _NOW, group, number, None, "reported")
        + ("Data", cell, str(number))
        for group, number, cell in (("white", 3120, "J40"), ("bme", 0, "K40"))
    ),
    ("recruitment.shortlisted", 34, 2, _NOW, "unknown", None, None, "blank", "Data", "L40", ""),
    ("recruitment.likelihood", 36, 2, _NOW, "white", 0.1 + 0.2, None, "reported")
    + ("Data", "J42", "0.30000000000000004", 0.25),
    ("recruitment.relative_likelihood", 37, 2, _THEN, "all", None, None, "error")
    + ("Data", "G43", "#DIV/0!", 1.5),
    ("board.difference", 63, 9, _NOW, "bme", -3.1, None, "reported", "Data", "K69", "-3.1", -3.1),
    ("clinical.band_5", 20, 1, _NOW, "bme", None, None, "suppressed", "Data", "K26", "*"),
    ("background.completeness", None, None, _NOW, "all", None, '=A1, "\u00e9\u4e2d"\nnext')
    + ("reported", "Report", "B2", "=A1"),
    ("note.clinical.band_5", None, 1, _NOW, "all", None, "'-5 of them", "reported")
    + ("Data", "M26", "'-5 of them"),
    ("other_factors", None, None, _NOW, "all", None, HOSTILE, "reported", "+Sheet", "A1", ""),
)
_CELLS = [cells if len(cells) == 12 else (*cells, None) for cells in _USUAL]
_FINDING = (
    *("total-mismatch", "error", "The total is not the sum", "@Correct it.", "board.difference"),
    *("Difference", _NOW, "bme", "Data", "K69", "-3.1", "=2+2"),
)
