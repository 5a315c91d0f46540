"""The Front page: who the return is from, how to complete it, and what is left to do."""

from collections.abc import Iterator, Mapping, Sequence
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
WIDTHS = (54.0, 78.0, 38.0)
FIRST_STEP = (
    "Fill in the framed, pale yellow cells on this page and on the {}. Every other cell is "
    "locked, without a password."
)
STEPS = (
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
    own = [Part("About this report", NAME, _column(CHECK_COLUMN, last))] if items else []
    every = [*own, *parts]
    slots = [*_top(edition, every), *(_questions(items, rows) if items else ())]
    slots += _left_to_do(every, last + 2)
    slots += _steps(last + len(every) + 5, parts)
    return SheetPlan(
        name=NAME,
        slots=tuple(slots),
        widths=WIDTHS,
        heights=row_heights(slots, WIDTHS, {"text input": 2}),
        rules=tuple(_rules(items, rows)),
        one_page=True,
        names={"Front_page": _column(ANSWER_COLUMN, last)} if items else {},
    )


def _column(column: int, last: int) -> Block:
    return Block(Spot(NAME, FIRST_ANSWER_ROW, column), Spot(NAME, last, column))


def _top(edition: Edition, parts: Sequence[Part]) -> Iterator[Slot]:
    periods = " and ".join(day(edition.snapshot_of(p)) for p in reversed(edition.periods))
    deadlines = ", ".join(
        f"{what} by {day(date)}"
        for what, date in (
            ("submission", edition.submission_deadline),
            ("publication", edition.publication_deadline),
        )
        if date
    )
    yield Slot(1, 1, "title", f"Workforce Race Equality Standard {edition.name}")
    dates = f"Figures as at {periods}{deadlines and f'; {deadlines}'}"
    yield Slot(2, 1, "sentence", f"{dates}. Route: {edition.submission_route}.")
    yield Slot(
        3,
        1,
        "sentence",
        "The layout is our own, reconstructed from returns that organisations published; "
        "it is not an official NHS England form.",
    )
    yield Slot(4, 1, "label", "Still to do in this workbook")
    yield Slot(4, 2, "check", part_check([part.checks for part in parts]))


def _questions(items: Sequence[Item], rows: Mapping[str, int]) -> Iterator[Slot]:
    yield Slot(FIRST_ANSWER_ROW - 2, 1, "heading", "About this report")
    for column, heading in enumerate(("Question", "Answer", "Check"), 1):
        yield Slot(FIRST_ANSWER_ROW - 1, column, "column heading", heading)
    for item in items:
        yield from _question(item, rows[item.key])


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


def _steps(row: int, parts: Sequence[Part]) -> Iterator[Slot]:
    *sheets, last = dict.fromkeys(part.sheet for part in parts)
    where = f"sheets {', '.join(sheets)} and {last}" if sheets else f"sheet {last}"
    yield Slot(row, 1, "heading", "How to complete this workbook")
    for n, step in enumerate((FIRST_STEP.format(where), *STEPS), 1):
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
