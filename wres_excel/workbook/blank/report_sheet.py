"""The sheets of the narrative Reporting Template: its questions, and a row an indicator."""

from collections.abc import Iterator, Sequence

from wres_excel.domain.model import Edition, Indicator, Item, Place, Section
from wres_excel.workbook.blank import front_page
from wres_excel.workbook.blank.front_page import Part
from wres_excel.workbook.blank.heights import row_heights
from wres_excel.workbook.blank.plan import Rule, SheetPlan, Slot, Style, Table
from wres_excel.workbook.blank.top import FROZEN, heading_slots, top_slots
from wres_excel.workbook.blank.words import NOT_APPLICABLE, answer_check
from wres_excel.workbook.formulas import At, Block, Op, Spot, Tree, call

NAME = "Report"
INDICATORS = "Report indicators"
HEADING_ROW = 5
ANSWER_COLUMN = 4
CHECK_COLUMN = 5
WIDTHS = (11.0, 30.0, 48.0, 80.0, 18.0)
INDICATOR_WIDTHS = (11.0, 36.0, 40.0, 40.0, 40.0, 40.0, 18.0)
FIRST_INDICATOR_ANSWER = 3


def plan_report_sheet(edition: Edition) -> tuple[SheetPlan, Part] | None:
    """Return the plan of the Report sheet, and its part for the list of what is left.

    An edition that asks nothing there has no such sheet.
    """
    items = [item for item in edition.items if item.sheet in (front_page.NAME, NAME)]
    own = [item for item in items if item.sheet == NAME]
    if not own:
        return None
    rows = {item.key: HEADING_ROW + 1 + n for n, item in enumerate(items)}
    headings = ("Reference", "Section", "Question", "Answer", "Check")
    slots = [*_top(edition, headings)]
    slots += [slot for item in items for slot in _question(edition, item, rows[item.key])]
    plan = SheetPlan(
        name=NAME,
        slots=tuple(slots),
        widths=WIDTHS,
        heights=row_heights(slots, WIDTHS, {"text input": 3}),
        tables=(Table("Report", HEADING_ROW, HEADING_ROW + len(items), headings),),
        rules=tuple(rule for item in own for rule in _rules(item, rows[item.key])),
        names={"Report_answers": _column(rows[own[0].key], rows[own[-1].key], ANSWER_COLUMN)},
        frozen=(HEADING_ROW + 1, 1),
        repeated=HEADING_ROW,
    )
    checks = _column(rows[own[0].key], rows[own[-1].key], CHECK_COLUMN)
    return plan, Part("Report: narrative and totals", NAME, checks)


def _column(first: int, last: int, column: int) -> Block:
    return Block(Spot(NAME, first, column), Spot(NAME, last, column))


def _top(edition: Edition, headings: tuple[str, ...]) -> Iterator[Slot]:
    yield from top_slots(
        edition,
        "Reporting Template",
        "This worksheet contains one table. Type only in the framed, pale yellow cells; "
        "answers given on the Front page are repeated here. An empty cell waits for its answer.",
        "The nine indicators of part 5 stand on the sheet Report indicators.",
        FROZEN,
    )
    yield from heading_slots(headings, HEADING_ROW)


def _question(edition: Edition, item: Item, row: int) -> Iterator[Slot]:
    section = next(s for s in edition.sections if s.key == item.section)
    yield Slot(row, 1, "label", item.field or NOT_APPLICABLE)
    yield Slot(row, 2, "label", section.title)
    yield Slot(row, 3, "label", item.label)
    yield _answer(edition, item, row)
    check = answer_check(Spot(NAME, row, ANSWER_COLUMN), optional=item.optional)
    yield Slot(row, CHECK_COLUMN, "check", check)


def _answer(edition: Edition, item: Item, row: int) -> Slot:
    if item.sheet == NAME:
        place = Place(item.key, "current", "all")
        return Slot(row, ANSWER_COLUMN, _input_style(item), place=place)
    source = At(front_page.answer_spot(edition, item.key))
    repeated = call("IF", Op("=", source, ""), "", source)
    style: Style = "month result" if item.measure == "month" else "text result"
    return Slot(row, ANSWER_COLUMN, style, repeated)


def _input_style(item: Item) -> Style:
    styles: dict[str, Style] = {
        "headcount": "wide headcount input",
        "percentage": "wide percentage input",
    }
    return styles.get(item.measure, "text input")


def _rules(item: Item, row: int) -> Iterator[Rule]:
    if item.measure == "headcount":
        prompt = "Count people, not full-time equivalents."
        yield Rule(row, ANSWER_COLUMN, "whole", "Whole number, 0 or more", prompt)
    if item.measure == "percentage":
        prompt = "Type 12.3 for 12.3 %."
        yield Rule(row, ANSWER_COLUMN, "percentage", "Percentage from 0 to 100", prompt)


def plan_indicators_sheet(edition: Edition) -> tuple[SheetPlan, Part] | None:
    """Return the plan of the sheet with a row for each indicator, and its part, if asked for."""
    section = next((section for section in edition.sections if section.columns), None)
    if section is None:
        return None
    answers = tuple(column.label for column in section.columns)
    headings = ("Indicator", "What it measures", *answers, "Check")
    last = HEADING_ROW + len(edition.indicators)
    slots = [*_indicators_top(edition, headings)]
    for row, indicator in enumerate(edition.indicators, HEADING_ROW + 1):
        slots += _indicator_row(edition, section, indicator, row)
    first, end = FIRST_INDICATOR_ANSWER, FIRST_INDICATOR_ANSWER + len(answers)
    block = Block(Spot(INDICATORS, HEADING_ROW + 1, first), Spot(INDICATORS, last, end - 1))
    plan = SheetPlan(
        name=INDICATORS,
        slots=tuple(slots),
        widths=INDICATOR_WIDTHS,
        heights=row_heights(slots, INDICATOR_WIDTHS, {"text input": 9}),
        tables=(Table("Report_indicators", HEADING_ROW, last, headings),),
        names={"Report_indicator_answers": block},
        frozen=(HEADING_ROW + 1, 3),
        repeated=HEADING_ROW,
    )
    checks = Block(Spot(INDICATORS, HEADING_ROW + 1, end), Spot(INDICATORS, last, end))
    return plan, Part("Report: the nine indicators", INDICATORS, checks)


def _indicators_top(edition: Edition, headings: tuple[str, ...]) -> Iterator[Slot]:
    yield from top_slots(
        edition,
        "part 5, the nine indicators",
        "This worksheet contains one table. Type only in the framed, pale yellow cells; "
        "an empty cell waits for its answer.",
        "Give White and BME figures for both years, what the data imply, and what is done.",
        FROZEN,
    )
    yield from heading_slots(headings, HEADING_ROW)


def _indicator_row(
    edition: Edition, section: Section, indicator: Indicator, row: int
) -> Iterator[Slot]:
    number, basis = indicator.number, edition.basis.get(indicator.number)
    wording = f"{indicator.wording} This edition: {basis}." if basis else indicator.wording
    yield Slot(row, 1, "label", number)
    yield Slot(row, 2, "label", wording)
    needed = []
    for n, answer in enumerate(section.columns, FIRST_INDICATOR_ANSWER):
        place = Place(f"indicator_{number}.{answer.key}", "current", "all")
        yield Slot(row, n, "text input", place=place)
        if not edition.by_key[place.item].optional:
            needed.append(Spot(INDICATORS, row, n))
    end = FIRST_INDICATOR_ANSWER + len(section.columns)
    yield Slot(row, end, "check", _row_check(needed))


def _row_check(needed: Sequence[Spot]) -> Tree:
    filled = call("COUNTA", *map(At, needed))
    left = Op("&", Op("&", "to do: ", Op("-", len(needed), filled)), " of its cells")
    return call("IF", Op("<", filled, len(needed)), left, "complete")
