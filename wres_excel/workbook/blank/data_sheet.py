"""The Data sheet: one row an item, one column a period and group, a live check and notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wres_excel.domain.expressions import Binary, Expression, Ref, Sum, refs
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.terms import GROUPS, Group, Period
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.blank.heights import row_heights
from wres_excel.workbook.blank.plan import Rule, RuleKind, SheetPlan, Slot, Style, Table
from wres_excel.workbook.blank.words import (
    CHECK,
    COMPLETE,
    NOT_APPLICABLE,
    TO_DO,
    column_heading,
    day,
    first_of,
    measure_words,
    when_number,
)
from wres_excel.workbook.formulas import At, Block, Op, Spot, Tree, call

NAME = "Data"
HEADING_ROW = 6
LABEL_HEADINGS = ("Indicator", "Data item", "Section", "Item", "Measure")
LABEL_WIDTHS = (10.0, 7.0, 30.0, 44.0, 20.0)
FIRST_FIGURE = len(LABEL_HEADINGS) + 1
PROMPTS: Mapping[RuleKind, tuple[str, str]] = {
    "whole": (
        "Whole number, 0 or more",
        "Count people, not full-time equivalents. Type 0 if there were none. "
        "If there is no figure, type N/A or not collected and say why under Notes.",
    ),
    "half": (
        "Number of people, 0 or more",
        "The average of two years, so it may end in .5. Type 0 if there were none. "
        "If there is no figure, type N/A or not collected and say why under Notes.",
    ),
    "percentage": (
        "Percentage from 0 to 100",
        "Type 12.3 for 12.3 %. "
        "If there is no figure, type N/A or not collected and say why under Notes.",
    ),
    "month": ("Month and year", "Type a date in the month of the report, such as 1/10/2020."),
}


@dataclass(frozen=True)
class Grid:
    """Where every figure of the Data sheet stands: a row an item, a column a period and group."""

    edition: Edition
    rows: Mapping[str, int]
    columns: Mapping[tuple[Period, Group], int]

    def spot(self, key: str, period: Period, group: Group) -> Spot:
        """Return the cell of an item for a period and group."""
        return Spot(NAME, self.rows[key], self.columns[period, group])

    @property
    def check_column(self) -> int:
        """The column of live checks, right of the figures."""
        return FIRST_FIGURE + len(self.columns)

    def checks(self, section: str) -> Block:
        """Return the checks of one section's rows."""
        rows = [self.rows[item.key] for item in self.edition.section_items(section)]
        column = self.check_column
        return Block(Spot(NAME, rows[0], column), Spot(NAME, rows[-1], column))


def plan_grid(edition: Edition) -> Grid:
    """Return where each item of an edition stands on its Data sheet."""
    items = [i for i in edition.items if i.sheet == NAME and i.note_of is None]
    rows = {item.key: HEADING_ROW + 1 + n for n, item in enumerate(items)}
    heads = [(period, group) for period in edition.periods for group in GROUPS]
    return Grid(edition, rows, {head: FIRST_FIGURE + n for n, head in enumerate(heads)})


def plan_data_sheet(grid: Grid) -> SheetPlan:
    """Return the plan of the Data sheet."""
    headings = _headings(grid)
    figures = (13.0 if group == "unknown" else 10.5 for _, group in grid.columns)
    widths = (*LABEL_WIDTHS, *figures, 34.0, 30.0)
    rows = range(HEADING_ROW + 1, HEADING_ROW + 1 + len(grid.rows))
    items = [grid.edition.by_key[key] for key in grid.rows]
    slots = [*_top(grid), *_heading_slots(headings)]
    slots += [slot for item in items for slot in _row(grid, item)]
    return SheetPlan(
        name=NAME,
        slots=tuple(slots),
        widths=widths,
        heights=row_heights(slots, widths, {}),
        tables=(Table("Data", HEADING_ROW, rows[-1], headings),),
        rules=tuple(rule for item in items for rule in _rules(grid, item)),
        names={f"Data_{key}": block for key, block in _blocks(grid)},
        frozen=(HEADING_ROW + 1, 5),
        repeated=HEADING_ROW,
    )


def _headings(grid: Grid) -> tuple[str, ...]:
    figures = (column_heading(grid.edition, period, group) for period, group in grid.columns)
    return (*LABEL_HEADINGS, *figures, "Check", "Notes")


def _heading_slots(headings: tuple[str, ...]) -> Iterator[Slot]:
    for n, heading in enumerate(headings, 1):
        figure = FIRST_FIGURE <= n <= len(headings) - 2
        yield Slot(HEADING_ROW, n, "number heading" if figure else "column heading", heading)


def _top(grid: Grid) -> Iterator[Slot]:
    edition = grid.edition
    periods = " and ".join(day(edition.snapshot_of(p)) for p in reversed(edition.periods))
    lines = (
        f"Workforce Race Equality Standard {edition.name}: figures as at {periods}",
        "This worksheet contains one table. Type only in the framed, pale yellow cells; "
        "the rest is worked out for you.",
        "Count people (headcount). Leave no cell empty: 0 means none. "
        "Where a figure does not exist, type N/A or not collected and say why under Notes.",
        f"{NOT_APPLICABLE} means not applicable: there is no figure for that cell to hold. "
        "White, BME and Ethnicity unknown/null are as each person recorded it.",
        "The headings are frozen so that they stay in view: to turn this off choose "
        "View, Freeze Panes, Unfreeze Panes.",
    )
    for row, line in enumerate(lines, 1):
        yield Slot(row, 1, "title" if row == 1 else "sentence", line)


def _row(grid: Grid, item: Item) -> Iterator[Slot]:
    """Yield the cells of one item: who it is, its figures, its check and its notes."""
    row, section = grid.rows[item.key], _section_title(grid.edition, item)
    labels = (item.indicator, item.number, section, item.label, measure_words(item, grid.edition))
    for column, label in enumerate(labels, 1):
        yield Slot(row, column, "label", NOT_APPLICABLE if label is None else label)
    for (period, group), column in grid.columns.items():
        yield _figure(grid, item, Place(item.key, period, group), row, column)
    check = _derived_check(grid, item) if item.derived else _input_check(grid, item)
    yield Slot(row, grid.check_column, "check", check)
    note = Place(f"note.{item.key}", "current", "all")
    yield Slot(row, grid.check_column + 1, "text input", place=note)


def _section_title(edition: Edition, item: Item) -> str:
    return next(section.title for section in edition.sections if section.key == item.section)


def _figure(grid: Grid, item: Item, place: Place, row: int, column: int) -> Slot:
    if place.group in item.groups:
        if item.formula is None:
            return Slot(row, column, _input_style(item), place=place)
        formula = derived_formula(grid, item.formula, place)
        return Slot(row, column, result_style(item), formula, place=place)
    if place.group == "all" and item.measure == "headcount":
        style: Style = "average result" if item.averaged else "headcount result"
        return Slot(row, column, style, _all_groups(grid, item, place.period))
    return Slot(row, column, "not applicable", NOT_APPLICABLE)


def _input_style(item: Item) -> Style:
    if item.measure == "percentage":
        return "percentage input"
    return "average input" if item.averaged else "headcount input"


def result_style(item: Item) -> Style:
    """Return how the result of a derived item looks."""
    styles: dict[str, Style] = {
        "headcount": "headcount result",
        "percentage": "percentage result",
        "percentage points": "percentage points result",
        "rate": "rate result",
        "ratio": "ratio result",
    }
    return styles[item.measure]


def derived_formula(grid: Grid, expression: Expression, place: Place) -> Tree:
    """Return a derived item's formula, which is empty while a number it needs is missing.

    The tree comes from the same declaration as the value computed in Python; a division by 0
    leaves the cell empty, and the row's check says so in words.
    """
    needed = _blocks_of(grid, expression, place)
    count = sum(len(block.spots()) for block in needed)
    enough = Op("<", call("COUNT", *map(_short, needed)), count)
    result = call("IFERROR", _tree(grid, expression, place), "")
    return call("IF", enough, "", result)


def _short(block: Block) -> Tree:
    return At(block.first) if block.first == block.last else block


def _blocks_of(grid: Grid, expression: Expression, place: Place) -> list[Block]:
    return _join([_spot(grid, ref, place) for ref in refs(expression)])


def _join(spots: list[Spot]) -> list[Block]:
    """Return the cells as few blocks, joining those that follow each other down or across."""
    blocks: list[Block] = []
    for spot in dict.fromkeys(spots):
        last = blocks[-1] if blocks else None
        if last and _extends(last, spot):
            blocks[-1] = Block(last.first, spot)
        else:
            blocks.append(Block(spot, spot))
    return blocks


def _extends(block: Block, spot: Spot) -> bool:
    first, last = block.first, block.last
    down = first.column == last.column == spot.column and spot.row == last.row + 1
    across = first.row == last.row == spot.row and spot.column == last.column + 1
    return down or across


def _tree(grid: Grid, expression: Expression, place: Place) -> Tree:
    match expression:
        case Ref():
            return At(_spot(grid, expression, place))
        case Sum():
            return call("SUM", *map(_short, _blocks_of(grid, expression, place)))
        case Binary(operator, left, right):
            return Op(operator, _tree(grid, left, place), _tree(grid, right, place))


def _spot(grid: Grid, ref: Ref, place: Place) -> Spot:
    return grid.spot(ref.item, place.period, ref.group or place.group)


def _all_groups(grid: Grid, item: Item, period: Period) -> Tree:
    spots = [grid.spot(item.key, period, group) for group in item.groups]
    block = Block(spots[0], spots[-1])
    return call("IF", Op("<", call("COUNT", block), len(spots)), "", call("SUM", block))


def _cells(grid: Grid, item: Item) -> list[Spot]:
    return [
        grid.spot(item.key, period, group)
        for period in grid.edition.periods
        for group in item.groups
    ]


def _input_check(grid: Grid, item: Item) -> Tree:
    """Return the check of an input row: what does not add up first, then what is left."""
    spots = _cells(grid, item)
    filled = call("COUNTA", *map(_short, _join(spots)))
    left = Op("&", Op("&", f"{TO_DO}: ", Op("-", len(spots), filled)), " of its cells")
    rest = call("IF", Op("<", filled, len(spots)), left, COMPLETE)
    cases = [(Op("=", filled, 0), TO_DO), *_wrong_kinds(item, spots), *_too_many(grid, item)]
    return first_of(cases, rest)


def _wrong_kinds(item: Item, spots: list[Spot]) -> Iterator[tuple[Tree, str]]:
    for spot in spots:
        words = "is not between 0 % and 100 %" if item.in_percent else "is not a whole number"
        if item.averaged:
            words = "is not a whole or half number"
        yield (
            when_number([spot], _wrong(item, At(spot))),
            f"{CHECK}{format_address(spot.row, spot.column)} {words}",
        )


def _wrong(item: Item, cell: At) -> Tree:
    if item.in_percent:
        return call("OR", Op("<", cell, 0), Op(">", cell, 1))
    scaled: Tree = Op("*", cell, 2) if item.averaged else cell
    return call("OR", Op("<", cell, 0), Op("<>", scaled, call("INT", scaled)))


def _too_many(grid: Grid, item: Item) -> Iterator[tuple[Tree, str]]:
    if item.subset_of is None:
        return
    whole = grid.edition.by_key[item.subset_of]
    for part, limit in zip(_cells(grid, item), _cells(grid, whole), strict=True):
        at, above = (format_address(spot.row, spot.column) for spot in (part, limit))
        more = when_number([part, limit], Op(">", At(part), At(limit)))
        yield more, f"{CHECK}{at} is more than {above}"


def _derived_check(grid: Grid, item: Item) -> Tree:
    """Return the check of a derived row: calculated, waiting, or without a result and why."""
    results, inputs = _cells(grid, item), _join(_inputs(grid, item))
    given = Op("<", call("COUNT", *map(_short, inputs)), sum(len(b.spots()) for b in inputs))
    shown = Op("=", call("COUNT", *map(_short, _join(results))), len(results))
    waiting: list[tuple[Tree, str]] = [(shown, "calculated"), (given, "waits for figures")]
    return first_of(waiting, "no result: it would divide by 0")


def _inputs(grid: Grid, item: Item) -> list[Spot]:
    """Return every typed cell that a derived row rests on, column by column."""
    spots = [
        spot
        for period in grid.edition.periods
        for group in item.groups
        for spot in _leaves(grid, item, Place(item.key, period, group))
    ]
    return sorted(set(spots), key=lambda spot: (spot.column, spot.row))


def _leaves(grid: Grid, item: Item, place: Place) -> Iterator[Spot]:
    if item.formula is None:
        yield grid.spot(*place)
        return
    for ref in refs(item.formula):
        inner = Place(ref.item, place.period, ref.group or place.group)
        yield from _leaves(grid, grid.edition.by_key[ref.item], inner)


def _rules(grid: Grid, item: Item) -> Iterator[Rule]:
    if item.derived:
        return
    kind: RuleKind = "percentage" if item.in_percent else "half" if item.averaged else "whole"
    title, prompt = PROMPTS[kind]
    for spot in _cells(grid, item):
        yield Rule(spot.row, spot.column, kind, title, prompt)


def _blocks(grid: Grid) -> Iterator[tuple[str, Block]]:
    """Yield each section's block of figures, for a defined name."""
    last = FIRST_FIGURE + len(grid.columns) - 1
    for section in grid.edition.sections:
        rows = [
            grid.rows[i.key] for i in grid.edition.section_items(section.key) if i.key in grid.rows
        ]
        if rows:
            yield section.key, Block(Spot(NAME, rows[0], FIRST_FIGURE), Spot(NAME, rows[-1], last))
