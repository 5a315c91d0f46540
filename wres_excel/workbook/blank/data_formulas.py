"""The formulas of the Data sheet: what derived items give, and the live check of every row."""

from collections.abc import Iterator
from itertools import product

from wres_excel.domain.expressions import Binary, Expression, Ref, Sum, refs
from wres_excel.domain.model import Item, Place
from wres_excel.domain.terms import Period
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.blank.data_grid import Grid
from wres_excel.workbook.blank.words import CHECK, COMPLETE, OPTIONAL, TO_DO, first_of, when_number
from wres_excel.workbook.formulas import At, Block, Op, Spot, Tree, call


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


def all_groups(grid: Grid, item: Item, period: Period) -> Tree:
    """Return the sum of an item's groups, which is empty until each of them has its figure."""
    spots = [grid.spot(item.key, period, group) for group in item.groups]
    block = Block(spots[0], spots[-1])
    return call("IF", Op("<", call("COUNT", block), len(spots)), "", call("SUM", block))


def input_check(grid: Grid, item: Item) -> Tree:
    """Return the check of an input row: what does not add up first, then what is left."""
    spots = grid.spots(item)
    filled = call("COUNTA", *map(_short, _join(spots)))
    left = Op("&", Op("&", f"{TO_DO}: ", Op("-", len(spots), filled)), " of its cells")
    rest = call("IF", Op("<", filled, len(spots)), left, COMPLETE)
    empty = OPTIONAL if item.optional else TO_DO
    cases = [(Op("=", filled, 0), empty), *_wrong_kinds(item, spots), *_too_many(grid, item)]
    return first_of(cases, rest)


def _wrong_kinds(item: Item, spots: list[Spot]) -> Iterator[tuple[Tree, str]]:
    for spot in spots:
        words = "is not between 0 % and 100 %"
        if not item.in_percent:
            kind = "whole or half" if item.averaged else "whole"
            words = f"is not a {kind} number from 0"
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
    for period, group in product(grid.edition.periods, item.groups):
        if group not in whole.groups:
            continue
        part, limit = (grid.spot(key, period, group) for key in (item.key, whole.key))
        at, above = (format_address(spot.row, spot.column) for spot in (part, limit))
        more = when_number([part, limit], Op(">", At(part), At(limit)))
        yield more, f"{CHECK}{at} is more than {above}"


def derived_check(grid: Grid, item: Item) -> Tree:
    """Return the check of a derived row: calculated, waiting, or without a result and why."""
    results, inputs = _join(grid.spots(item)), _join(_inputs(grid, item))

    def missing(function: str, blocks: list[Block]) -> Tree:
        return Op("<", call(function, *map(_short, blocks)), sum(len(b.spots()) for b in blocks))

    cases: list[tuple[Tree, str]] = [
        (missing("COUNTA", inputs), "waits for figures"),
        (missing("COUNT", inputs), "no result: words stand in place of a figure"),
        (missing("COUNT", results), "no result: it would divide by 0"),
    ]
    return first_of(cases, "calculated")


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
