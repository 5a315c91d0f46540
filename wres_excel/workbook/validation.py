"""Whether a cell's own data validation forbids a value, as Excel would if somebody typed it."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from wres_excel.domain.numbers import parse_digits
from wres_excel.workbook.addresses import parse_range
from wres_excel.workbook.cells import Cell, Content
from wres_excel.workbook.records import Sheet, Validation, Workbook

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


class Validator:
    """The rules of data validation of a whole workbook.

    A rule that only warns forbids nothing. What a rule asks by a formula of its own cannot be
    told without a spreadsheet program, so such a rule is taken to allow the value.
    """

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._sheets = {sheet.name.casefold(): sheet for sheet in workbook.sheets}
        self._found: dict[tuple[str, int, int], tuple[Validation, ...]] = {}

    def forbidden(self, sheet: str, row: int, column: int, content: Content) -> str | None:
        """Return in words what a cell's rule expects if it forbids a content, else None."""
        own = self._sheets[sheet.casefold()]
        for rule in self._rules(own, row, column):
            if not self._allows(rule, own, content):
                return self._expected(rule, own)
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

    def _allows(self, rule: Validation, sheet: Sheet, content: Content) -> bool:
        if content.kind == "blank":
            return True
        if rule.type == "list":
            choices = self._choices(rule.formula1, sheet)
            return choices is None or any(_same(choice, content) for choice in choices)
        return rule.type not in _NUMERIC or self._allows_number(rule, sheet, content)

    def _allows_number(self, rule: Validation, sheet: Sheet, content: Content) -> bool:
        value = _measured(rule, content)
        if value is None or (rule.type == "whole" and value != int(value)):
            return False
        bounds = [self._bound(text, sheet) for text in (rule.formula1, rule.formula2) if text]
        if any(bound is None for bound in bounds):
            return True
        return _within(rule.operator, value, [bound for bound in bounds if bound is not None])

    def _bound(self, formula: str, sheet: Sheet) -> Decimal | None:
        """Return the number that a bound is, typed or in a cell, or None if it is a formula."""
        typed = parse_digits(formula.strip())
        if typed is not None:
            return typed
        cells = self._cells(formula, sheet)
        return parse_digits(cells[0].raw) if cells is not None and len(cells) == 1 else None

    def _choices(self, formula: str, sheet: Sheet) -> list[str] | None:
        """Return the entries of a list, or None if only a spreadsheet program could tell them."""
        if formula.startswith('"'):
            return [choice.strip() for choice in formula.strip('"').split(",")]
        cells = self._cells(formula, sheet)
        return None if cells is None else [cell.raw for cell in cells]

    def _cells(self, formula: str, sheet: Sheet) -> list[Cell] | None:
        """Return the filled cells of a plain reference or of a name for one, else None."""
        text = self._workbook.defined_names.get(formula, formula).lstrip("=")
        name, _, area = text.rpartition("!")
        source = self._sheets.get(_bare(name).casefold()) if name else sheet
        try:
            top, left, bottom, right = parse_range(area)
        except ValueError:
            return None
        return None if source is None else list(_area(source, top, left, bottom, right))

    def _expected(self, rule: Validation, sheet: Sheet) -> str:
        if rule.type == "list":
            choices = self._choices(rule.formula1, sheet) or []
            return "one of " + ", ".join(choices[:12]) + (", ..." if len(choices) > 12 else "")
        kind = _WORDS[rule.type]
        if rule.operator in ("between", "notBetween"):
            outside = "not " if rule.operator == "notBetween" else ""
            return f"{kind} {outside}between {rule.formula1} and {rule.formula2}"
        return f"{kind} {_WORDS[rule.operator]} {rule.formula1}"


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


def _same(choice: str, content: Content) -> bool:
    number = parse_digits(choice) if content.kind == "number" else None
    return choice == content.raw or (number is not None and number == parse_digits(content.raw))


def _area(sheet: Sheet, top: int, left: int, bottom: int, right: int) -> Iterator[Cell]:
    for (row, column), cell in sheet.cells.items():
        if top <= row <= bottom and left <= column <= right and cell.kind != "blank":
            yield cell


def _bare(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
