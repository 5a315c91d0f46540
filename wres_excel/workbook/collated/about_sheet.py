"""The About sheet: what a collation is of, whether it may be published, and how to read it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from wres_excel.collation.records import About
from wres_excel.domain.wording import day_in_words
from wres_excel.workbook.blank.heights import text_height
from wres_excel.workbook.blank.render import accept
from wres_excel.workbook.collated.frame import Frame
from wres_excel.workbook.collated.styles import INDENT
from wres_excel.workbook.collated.tallies import statuses
from wres_excel.workbook.collated.words import STATUS_WORDS, title_of
from wres_excel.workbook.collation_mark import ABOUT, SUBJECT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from wres_excel.collation.records import RegisterRow
    from wres_excel.workbook.collated.survey import Survey

NAME = ABOUT
WIDTHS = (34.0, 110.0)
MOST_SKIPPED = 1_000
PRIVATE = (
    "Not for publication: this file holds real counts of people, however few, names of files, and "
    "findings that quote figures."
)
PRIVATE_REMEDY = (
    "Share it only with those who may see the returns. Collate with --publish for a file that may "
    "be published."
)


class Line(NamedTuple):
    """A line of the sheet: a label and what stands beside it; link: a sheet to go to."""

    label: str
    text: str
    link: str | None = None


class Section(NamedTuple):
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]


SHEETS = (
    ("Charts", "what came in, how indicators changed, who stands out"),
    ("Register", "who was expected and what became of it; every file that came in"),
    ("Findings", "what checks found in the returns: where, how serious, what to do"),
    ("Indicators", "a row for each return: nine indicators, change on last year, direction"),
    ("Benchmark", "a row for each return and indicator: quartiles and place by region and type"),
)
VALUES = "every value of every return that counts, with the cell that it stands in"
PUBLISHED_VALUES = "every value of every return that counts, as it may be published"


def write_about(
    frame: Frame,
    sheet: "Worksheet",
    about: About,
    register: "tuple[RegisterRow, ...]",
    found: "Survey",
    sheets: Sequence[str],
) -> None:
    """Write the sheet; sheets: the names of those that follow."""
    for number, width in enumerate(WIDTHS):
        accept(sheet.set_column(number, number, width))
    frame.write(sheet, 1, 1, title_of(about.edition, SUBJECT), "title")
    notice = _published(about) if about.published else (PRIVATE, PRIVATE_REMEDY)
    frame.write(sheet, 2, 1, notice[0], "sentence" if about.published else "warning")
    frame.write(sheet, 3, 1, notice[1], "sentence")
    row = 5
    for section in _sections(about, register, found, sheets):
        row = _write_section(frame, sheet, section, row) + 1
    sheet.fit_to_pages(1, 0)


def _published(about: About) -> tuple[str, str]:
    return (
        f"For publication: counts of people below {about.threshold} are suppressed, and so is "
        "what would give them away. Each is shown as [c].",
        "Findings, answers in words, and names of files and sheets are left out. Zeros are shown.",
    )


def _sections(
    about: About, register: "tuple[RegisterRow, ...]", found: "Survey", sheets: Sequence[str]
) -> Iterator[Section]:
    yield Section("What this is", tuple(_facts(about, register, found)))
    yield Section("How to read it", tuple(_steps(about)))
    yield Section("The sheets", tuple(_contents(about, sheets)))
    if about.skipped:
        yield Section("Passed over, and why", tuple(_skipped(about)))


def _facts(about: About, register: "tuple[RegisterRow, ...]", found: "Survey") -> Iterator[Line]:
    yield Line("Made", _moment(about.made))
    yield Line("Edition of the register", about.edition or "none: no return could be read")
    yield Line(
        "Editions of the returns", ", ".join(sorted({s.edition for s in found.standings})) or "none"
    )
    yield Line("Files that came in", f"{about.files:,}, of which {about.read:,} could be read")
    yield Line("Returns that count", f"{len(found.standings):,}")
    words = [f"{STATUS_WORDS[status]} {count:,}" for status, count in statuses(register)]
    yield Line("Rows of the register", "; ".join(words) or "none")
    yield Line("Values", _values(found))
    if not about.published:
        yield Line("Findings", f"{found.findings:,} in the returns that count")
    yield Line("How the return that counts is chosen", about.rule)
    yield Line("Made with", f"{about.read_with}; the layouts of forms are reconstructed")


def _values(found: "Survey") -> str:
    sheets = len(found.values)
    count = f"{sum(found.values):,}"
    if sheets == 1:
        return count
    return f"{count}, on {sheets} sheets; the .csv, .parquet and .duckdb forms are quicker to use"


def _moment(made: str) -> str:
    moment = datetime.fromisoformat(made)
    return f"{day_in_words(moment.date())}, {moment:%H:%M}"


def _steps(about: About) -> Iterator[Line]:
    yield Line(
        "Who got worse?",
        "On the sheet Indicators choose a region with the button of Region, then worse with the "
        "button of 3 Change on last year. What is left are the organisations"
        + ("." if about.published else "; 3 Quality says whether their figures can be relied on."),
    )
    yield Line(
        "Whose data can be relied on?",
        "Quality of the data says whether a return has errors or warnings"
        + (
            "."
            if about.published
            else ", and Quality of an indicator in which cells; the sheet Findings says which. A "
            "figure in doubt waits for an error to be settled."
        ),
    )
    yield Line(
        "Who stands out?",
        "On the sheet Benchmark choose an indicator, then a region or a type: quartiles, quarter "
        "and place stand beside each figure.",
    )
    yield Line(
        "Who has not reported?", "On the sheet Register choose missing with the button of Status."
    )
    yield Line(
        "Colour", "Colour is never alone: what stands out says why in words in the same cell."
    )
    yield Line(
        "Accessibility",
        "Sheets follow the rules for accessible spreadsheets, but for two: tables have filter "
        "buttons and frozen headings, since this file is for finding things; and the sheet Charts "
        "has several tables.",
    )


def _contents(about: About, sheets: Sequence[str]) -> Iterator[Line]:
    described = dict(SHEETS)
    values = PUBLISHED_VALUES if about.published else VALUES
    for name in sheets:
        yield Line(f"Go to the sheet {name}", described.get(name, values), name)


def _skipped(about: About) -> Iterator[Line]:
    for name, reason in about.skipped[:MOST_SKIPPED]:
        yield Line(name, reason)
    more = len(about.skipped) - MOST_SKIPPED
    if more > 0:
        yield Line(f"and {more:,} more", "not listed here")


def _write_section(frame: Frame, sheet: "Worksheet", section: Section, row: int) -> int:
    frame.write(sheet, row, 1, section.heading, "heading")
    for line in section.lines:
        row += 1
        accept(sheet.set_row(row - 1, _height(line)))
        if line.link:
            target, look = f"internal:'{line.link}'!A1", frame.formats["link"]
            accept(sheet.write_url(row - 1, 0, target, look, line.label))
        else:
            frame.write(sheet, row, 1, line.label, "strong")
        frame.write(sheet, row, 2, line.text, "text")
    return row + 1


def _height(line: Line) -> float:
    label, text = (text_height(t, w - INDENT) for t, w in zip(line[:2], WIDTHS, strict=True))
    return max(label, text)
