"""Whether a cell's own data validation forbids a value, as Excel would if somebody typed it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from wres_excel.domain.numbers import parse_digits
from wres_excel.domain.periods import date_of_serial
from wres_excel.workbook.addresses import column_number
from wres_excel.workbook.cells import Cell, Content
from wres_excel.workbook.records import Range, Sheet, Validation, Workbook

Target = tuple[str, int, int]

_NUMERIC = frozenset({"whole", "decimal", "date", "time", "textLength"})
_COMPARISONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "equal": lambda value, bound: value == bound,
    "notEqual": lambda value, bound: value != bound,
    "lessThan": lambda value, bound: value < bound,
    "lessThanOrEqual": lambda value, bound: value <= bound,
    "greaterThan": lambda value, bound: value > bound,
    "greaterThanOrEqual": lambda value, bound: value >= bound,
}
_WORDS: Mapping[str, str] = {
    "whole": "a whole number",
    "decimal": "a number",
    "date": "a date",
    "time": "a time",
    "textLength": "a text whose length is",
    "equal": "equal to",
    "notEqual": "other than",
    "lessThan": "less than",
    "lessThanOrEqual": "at most",
    "greaterThan": "more than",
    "greaterThanOrEqual": "at least",
}
_MOST_SHOWN = 12
_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class _Seat:
    """The cell that a rule is asked about: how far it lies from the cell the rule is written for.

    A rule for several ranges does not say which of their cells that is, so moved is None.
    """

    sheet: Sheet
    moved: tuple[int, int] | None = (0, 0)

    @classmethod
    def of(cls, rule: Validation, sheet: Sheet, row: int, column: int) -> "_Seat":
        """Return the seat of a cell that a rule covers."""
        top, left = rule.ranges[0][:2]
        return cls(sheet, (row - top, column - left) if len(rule.ranges) == 1 else None)

    def area(self, text: str) -> Range | None:
        """Return the cells that a plain reference such as $A$1:B2 means for this cell."""
        first, _, last = text.partition(":")
        start, end = self._corner(first), self._corner(last or first)
        return (*start, *end) if start and end else None

    def _corner(self, text: str) -> tuple[int, int] | None:
        match = _CORNER.fullmatch(text)
        if match is None or (self.moved is None and not (match[1] and match[3])):
            return None
        down, right = self.moved or (0, 0)
        row = int(match[4]) + (0 if match[3] else down)
        return row, column_number(match[2]) + (0 if match[1] else right)


class Validator:
    """The rules of data validation of a whole workbook.

    A rule that only warns forbids nothing. What a rule asks by a formula, of its own or in a cell
    that it names, cannot be told without a spreadsheet program, so such a rule is taken to allow
    the value; so is one that asks about a cell among the targets, which are being filled in.
    """

    def __init__(self, workbook: Workbook, targets: Collection[Target] = ()) -> None:
        self._workbook = workbook
        self._targets = frozenset(targets)
        self._sheets = {sheet.name.casefold(): sheet for sheet in workbook.sheets}
        self._names = {name.casefold(): text for name, text in workbook.defined_names.items()}
        self._found: dict[Target, tuple[Validation, ...]] = {}

    def forbidden(self, sheet: str, row: int, column: int, content: Content) -> str | None:
        """Return in words what a cell's rule expects if it forbids a content, else None."""
        own = self._sheets[sheet.casefold()]
        for rule in self._rules(own, row, column):
            seat = _Seat.of(rule, own, row, column)
            if not self._allows(rule, seat, content):
                return self._expected(rule, seat)
        return None

    def _rules(self, sheet: Sheet, row: int, column: int) -> tuple[Validation, ...]:
        """Return the rules that forbid, found once for each cell however often it is filled."""
        spot = (sheet.name, row, column)
        if spot not in self._found:
            self._found[spot] = tuple(
                rule
                for rule in sheet.validations
                if rule.error_style == "stop"
                and any(t <= row <= b and left <= column <= r for t, left, b, r in rule.ranges)
            )
        return self._found[spot]

    def _allows(self, rule: Validation, seat: _Seat, content: Content) -> bool:
        if content.kind == "blank":
            return True
        if rule.type == "list":
            choices = self._choices(rule.formula1, seat)
            typed = rule.formula1.startswith('"')
            return choices is None or any(_same(c, content, exactly=typed) for c in choices)
        return rule.type not in _NUMERIC or self._allows_number(rule, seat, content)

    def _allows_number(self, rule: Validation, seat: _Seat, content: Content) -> bool:
        value = _measured(rule, content)
        if value is None or (rule.type == "whole" and value != int(value)):
            return False
        bounds = [self._bound(text, seat) for text in (rule.formula1, rule.formula2) if text]
        if any(bound is None for bound in bounds):
            return True
        return _within(rule.operator, value, [bound for bound in bounds if bound is not None])

    def _bound(self, formula: str, seat: _Seat) -> Decimal | None:
        """Return the number that a bound is, typed or in a cell, or None if it cannot be told."""
        typed = parse_digits(formula.strip())
        if typed is not None:
            return typed
        cells = self._cells(formula, seat)
        return parse_digits(cells[0].raw) if cells is not None and len(cells) == 1 else None

    def _choices(self, formula: str, seat: _Seat) -> list[str] | None:
        """Return the entries of a list, or None if only a spreadsheet program could tell them."""
        if formula.startswith('"'):
            listed = formula.removeprefix('"').removesuffix('"').replace('""', '"')
            return [choice.strip() for choice in listed.split(",")]
        cells = self._cells(formula, seat)
        return None if cells is None else [cell.raw for cell in cells]

    def _cells(self, formula: str, seat: _Seat) -> list[Cell] | None:
        """Return the filled cells of a plain reference or of a name for one, else None."""
        text = formula.strip().removeprefix("=")
        own = f"{seat.sheet.name}!{text}".casefold()
        named = self._names.get(own) or self._names.get(text.casefold())
        name, _, area = (named or text).rpartition("!")
        source = self._sheets.get(_bare(name).casefold()) if name else seat.sheet
        span = seat.area(area)
        if source is None or span is None:
            return None
        cells = list(_area(source, *span))
        return None if any(self._moves(source, cell) for cell in cells) else cells

    def _moves(self, sheet: Sheet, cell: Cell) -> bool:
        """Return whether a cell may hold something else once the form is filled in."""
        return cell.formula is not None or (sheet.name, cell.row, cell.column) in self._targets

    def _expected(self, rule: Validation, seat: _Seat) -> str:
        if rule.type == "list":
            choices = self._choices(rule.formula1, seat) or []
            more = ", ..." if len(choices) > _MOST_SHOWN else ""
            return "one of " + ", ".join(choices[:_MOST_SHOWN]) + more
        kind, low = _WORDS[rule.type], self._shown(rule, rule.formula1, seat)
        if rule.operator in ("between", "notBetween"):
            outside = "not " if rule.operator == "notBetween" else ""
            return f"{kind} {outside}between {low} and {self._shown(rule, rule.formula2, seat)}"
        return f"{kind} {_WORDS[rule.operator]} {low}"

    def _shown(self, rule: Validation, formula: str, seat: _Seat) -> str:
        """Return a bound as people write it: the number, the date, or the formula it is."""
        bound = self._bound(formula, seat)
        if bound is None:
            return formula
        day = date_of_serial(float(bound), self._workbook.date1904) if rule.type == "date" else None
        return day.isoformat() if day else str(bound)


def _measured(rule: Validation, content: Content) -> Decimal | None:
    """Return what a numeric rule looks at: the number, or the length of the text."""
    if rule.type == "textLength":
        return Decimal(len(content.raw))
    return parse_digits(content.raw) if content.kind == "number" else None


def _within(operator: str, value: Decimal, bounds: list[Decimal]) -> bool:
    if operator in ("between", "notBetween"):
        inside = len(bounds) < 2 or min(bounds) <= value <= max(bounds)
        return inside == (operator == "between")
    return not bounds or _COMPARISONS[operator](value, bounds[0])


def _same(choice: str, content: Content, *, exactly: bool) -> bool:
    """Return whether a content is a choice; Excel minds the case of typed choices alone."""
    if content.kind == "number":
        number = parse_digits(choice)
        return number is not None and number == parse_digits(content.raw)
    return choice == content.raw if exactly else choice.casefold() == content.raw.casefold()


def _area(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> Iterator[Cell]:
    for (row, column), cell in sheet.cells.items():
        if top <= row <= bottom and left <= column <= right and (cell.raw or cell.formula):
            yield cell


def _bare(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
