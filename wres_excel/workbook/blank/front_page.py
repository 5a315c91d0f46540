"""The Front page: who the return is from, how to complete it, and what is left to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wres_excel.domain.model import Edition, Item, Place
from wres_excel.workbook.blank.heights import row_heights
from wres_excel.workbook.blank.plan import Rule, SheetPlan, Slot, Style
from wres_excel.workbook.blank.words import answer_check, day, part_check
from wres_excel.workbook.formulas import Block, Spot

NAME = "Front page"
FIRST_ANSWER_ROW = 8
ANSWER_COLUMN = 2
CHECK_COLUMN = 3
WIDTHS = (54.0, 78.0, 34.0)
STEPS = (
    "Fill in the framed, pale yellow cells on this page and on the sheets Data, Report and "
    "Report indicators. Every other cell is locked, without a password.",
    "On the sheet Data, count people as at the snapshot date. 0 means none and is not the same "
    "as an empty cell. Bank-only and agency workers are left out.",
    "People choose their own ethnicity. Count those who have not said under Ethnicity "
    "unknown/null; never choose for them.",
    "Watch the Check columns: each turns from to do to complete, and points at the cell where "
    "something does not add up.",
    "The sheet Summary shows the nine indicators and the pay bands as charts while you type.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the return in the list of what is left: its name, its sheet, its checks."""

    title: str
    sheet: str
    checks: Block


def answer_rows(edition: Edition) -> dict[str, int]:
    """Return the row of each question that the Front page asks."""
    items = [item for item in edition.items if item.sheet == NAME]
    return {item.key: FIRST_ANSWER_ROW + n for n, item in enumerate(items)}


def answer_spot(edition: Edition, key: str) -> Spot:
    """Return the cell that holds the answer to a question of the Front page."""
    return Spot(NAME, answer_rows(edition)[key], ANSWER_COLUMN)


def plan_front_page(edition: Edition, parts: Sequence[Part]) -> SheetPlan:
    """Return the plan of the Front page; parts are those of the other sheets."""
    rows = answer_rows(edition)
    items = [edition.by_key[key] for key in rows]
    last = FIRST_ANSWER_ROW + len(rows) - 1
    own_checks = Block(Spot(NAME, FIRST_ANSWER_ROW, CHECK_COLUMN), Spot(NAME, last, CHECK_COLUMN))
    every = [Part("About this report", NAME, own_checks), *parts]
    slots = [*_top(edition, every)]
    slots += [slot for item in items for slot in _question(item, rows[item.key])]
    slots += _left_to_do(every, last + 2)
    slots += _steps(last + len(every) + 5)
    return SheetPlan(
        name=NAME,
        slots=tuple(slots),
        widths=WIDTHS,
        heights=row_heights(slots, WIDTHS, {"text input": 2}),
        rules=tuple(_rules(items, rows)),
        one_page=True,
        names={"Front_page": Block(Spot(NAME, FIRST_ANSWER_ROW, 2), Spot(NAME, last, 2))},
    )


def _top(edition: Edition, parts: Sequence[Part]) -> Iterator[Slot]:
    periods = " and ".join(day(edition.snapshot_of(p)) for p in reversed(edition.periods))
    deadlines = [
        f"{what} by {day(date)}"
        for what, date in (
            ("submission", edition.submission_deadline),
            ("publication", edition.publication_deadline),
        )
        if date
    ]
    yield Slot(1, 1, "title", f"Workforce Race Equality Standard {edition.name}")
    dates = f"Figures as at {periods}; {', '.join(deadlines)}. Route: {edition.submission_route}."
    yield Slot(2, 1, "sentence", dates)
    yield Slot(
        3,
        1,
        "sentence",
        "The layout is our own, reconstructed from returns that organisations published; "
        "it is not an official NHS England form.",
    )
    yield Slot(4, 1, "label", "Still to do in this workbook")
    yield Slot(4, 2, "check", part_check([part.checks for part in parts]))
    yield Slot(6, 1, "heading", "About this report")
    for column, heading in enumerate(("Question", "Answer", "Check"), 1):
        yield Slot(FIRST_ANSWER_ROW - 1, column, "column heading", heading)


def _question(item: Item, row: int) -> Iterator[Slot]:
    style: Style = "month input" if item.measure == "month" else "text input"
    spot = Spot(NAME, row, ANSWER_COLUMN)
    yield Slot(row, 1, "label", item.label)
    yield Slot(row, ANSWER_COLUMN, style, place=Place(item.key, "current", "all"))
    yield Slot(row, CHECK_COLUMN, "check", answer_check(spot, optional=item.optional))


def _left_to_do(parts: Sequence[Part], row: int) -> Iterator[Slot]:
    yield Slot(row, 1, "heading", "What is left to do")
    for column, heading in enumerate(("Part", "Sheet", "Check"), 1):
        yield Slot(row + 1, column, "column heading", heading)
    for n, part in enumerate(parts, row + 2):
        yield Slot(n, 1, "label", part.title)
        yield Slot(n, 2, "link", f"Go to the sheet {part.sheet}", link=part.sheet)
        yield Slot(n, 3, "check", part_check([part.checks]))


def _steps(row: int) -> Iterator[Slot]:
    yield Slot(row, 1, "heading", "How to complete this workbook")
    for n, step in enumerate(STEPS, 1):
        yield Slot(row + n, 1, "label", f"Step {n}")
        yield Slot(row + n, 2, "label", step)


def _rules(items: Sequence[Item], rows: dict[str, int]) -> Iterator[Rule]:
    for item in items:
        if item.measure == "month":
            yield Rule(
                rows[item.key],
                ANSWER_COLUMN,
                "month",
                "Month and year",
                "Type any date in the month of the report, such as 1/10/2020.",
            )
