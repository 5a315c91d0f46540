"""What a cell's own rule forbids is what Excel would not let somebody type, and no more."""

import pytest

from wres_excel.workbook.addresses import parse_address, parse_range
from wres_excel.workbook.cells import Cell, Content, Formula
from wres_excel.workbook.records import Sheet, Validation, Workbook
from wres_excel.workbook.validation import Validator

from .strangers import read, worksheet

X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"


def number(raw: str) -> Content:
    return Content("number", raw)


def text(raw: str) -> Content:
    return Content("text", raw)


def sheet(
    name: str,
    held: dict[str, str] | None = None,
    *rules: Validation,
    formulas: tuple[str, ...] = (),
) -> Sheet:
    """Return a sheet of numbers and texts by address."""
    cells = {}
    for address, raw in (held or {}).items():
        kind = "number" if raw.replace(".", "").isdigit() else "text"
        formula = Formula("A1") if address in formulas else None
        spot = parse_address(address)
        cells[spot] = Cell(*spot, kind, raw, 0, formula)
    return Sheet(name, f"{name}.xml", cells=cells, validations=rules)


def rule(kind: str, *formulas: str, at: str = "E5:E9", operator: str = "between") -> Validation:
    ranges = tuple(parse_range(each) for each in at.split())
    first, second = (*formulas, "", "")[:2]
    return Validation(ranges, kind, operator, first, second)


def verdict(
    validation: Validation,
    content: Content,
    *others: Sheet,
    cell: str = "E5",
    held: dict[str, str] | None = None,
    formulas: tuple[str, ...] = (),
    names: dict[str, str] | None = None,
) -> str | None:
    own = sheet("Data", held, validation, formulas=formulas)
    book = Workbook("form.xlsx", "", (own, *others), defined_names=names or {})
    return Validator(book).forbidden("Data", *parse_address(cell), content)


OPERATORS = [
    ("between", ("2", "5"), ("2", "3", "5"), ("1", "6"), "a whole number between 2 and 5"),
    ("notBetween", ("2", "5"), ("1", "6"), ("2", "5"), "a whole number not between 2 and 5"),
    ("equal", ("2",), ("2", "2.0"), ("3",), "a whole number equal to 2"),
    ("notEqual", ("2",), ("3",), ("2",), "a whole number other than 2"),
    ("lessThan", ("2",), ("1", "-5"), ("2",), "a whole number less than 2"),
    ("lessThanOrEqual", ("2",), ("2",), ("3",), "a whole number at most 2"),
    ("greaterThan", ("2",), ("3",), ("2",), "a whole number more than 2"),
    ("greaterThanOrEqual", ("2",), ("2",), ("1",), "a whole number at least 2"),
]


@pytest.mark.parametrize(("operator", "bounds", "allowed", "forbidden", "words"), OPERATORS)
def test_each_operator_draws_its_own_line(
    operator: str,
    bounds: tuple[str, ...],
    allowed: tuple[str, ...],
    forbidden: tuple[str, ...],
    words: str,
) -> None:
    asked = rule("whole", *bounds, operator=operator)
    assert [verdict(asked, number(raw)) for raw in allowed] == [None] * len(allowed)
    assert [verdict(asked, number(raw)) for raw in forbidden] == [words] * len(forbidden)


@pytest.mark.parametrize(
    ("kind", "bounds", "allowed", "forbidden", "words"),
    [
        ("whole", ("0", "9"), number("4"), number("4.5"), "a whole number between 0 and 9"),
        ("whole", ("0", "9"), number("4"), text("N/A"), "a whole number between 0 and 9"),
        ("decimal", ("0", "1"), number("0.5"), number("1.5"), "a number between 0 and 1"),
        ("decimal", ("0", "1"), number("0.5"), text("half"), "a number between 0 and 1"),
        (
            "date",
            ("43466", "43830"),
            number("43555"),
            number("40000"),
            "a date between 2019-01-01 and 2019-12-31",
        ),
        ("time", ("0", "0.5"), number("0.25"), number("0.75"), "a time between 0 and 0.5"),
        (
            "textLength",
            ("1", "3"),
            text("RXY"),
            text("RXYZ"),
            "a text whose length is between 1 and 3",
        ),
        ("textLength", ("2", "3"), number("10"), number("1"), "a text whose length is"),
    ],
)
def test_each_type_measures_what_it_is_about(
    kind: str, bounds: tuple[str, ...], allowed: Content, forbidden: Content, words: str
) -> None:
    asked = rule(kind, *bounds)
    assert verdict(asked, allowed) is None
    found = verdict(asked, forbidden)
    assert found is not None
    assert found.startswith(words)


@pytest.mark.parametrize("kind", ["custom", "none"])
def test_a_rule_of_the_form_s_own_allows_anything(kind: str) -> None:
    assert verdict(rule(kind, "LEN(E5)<3"), text("anything")) is None


@pytest.mark.parametrize("kind", ["whole", "list", "textLength"])
def test_an_empty_cell_is_always_allowed(kind: str) -> None:
    assert verdict(rule(kind, "5", "9"), Content("blank")) is None


def test_a_rule_that_only_warns_forbids_nothing() -> None:
    ranges = (parse_range("E5"),)
    for style in ("warning", "information"):
        warns = Validation(ranges, "whole", "equal", "1", error_style=style)
        assert verdict(warns, number("2")) is None


def test_a_rule_reaches_no_further_than_its_ranges() -> None:
    asked = rule("whole", "0", "9", at="E5:F6 H8")
    inside = ("E5", "F6", "H8")
    outside = ("E4", "D5", "G6", "E7", "H7", "H9")
    assert [verdict(asked, number("99"), cell=cell) is None for cell in inside] == [False] * 3
    assert [verdict(asked, number("99"), cell=cell) is None for cell in outside] == [True] * 6


LIST = {"A2": "Acute", "A3": "Mental health", "A4": "10"}


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("$A$2:$A$4", {}),
        ("=$A$2:$A$4", {}),
        ("Kinds", {"Kinds": "Data!$A$2:$A$4"}),
        ("kinds", {"Kinds": "Data!$A$2:$A$4"}),
        ("Kinds", {"Data!Kinds": "$A$2:$A$4", "Kinds": "Data!$A$9"}),
        ("'Data'!$A$2:$A$4", {}),
    ],
)
def test_a_list_in_cells_allows_what_they_hold_in_any_case(
    formula: str, names: dict[str, str]
) -> None:
    asked = rule("list", formula)
    for allowed in (text("Acute"), text("ACUTE"), number("10"), number("10.0")):
        assert verdict(asked, allowed, held=LIST, names=names) is None
    expected = "one of Acute, Mental health, 10"
    for forbidden in (text("Community"), number("11")):
        assert verdict(asked, forbidden, held=LIST, names=names) == expected


@pytest.mark.parametrize("name", ["Lists", "Look up", "It's"])
def test_a_list_may_stand_on_another_sheet(name: str) -> None:
    quoted = "'" + name.replace("'", "''") + "'"
    asked, lists = rule("list", f"{quoted}!$A$2:$A$4"), sheet(name, LIST)
    assert verdict(asked, text("Acute"), lists) is None
    assert verdict(asked, text("None"), lists) == "one of Acute, Mental health, 10"


def test_a_typed_list_minds_the_case() -> None:
    asked = rule("list", '"Yes, No,A ""B"""')
    for allowed in ("Yes", "No", 'A "B"'):
        assert verdict(asked, text(allowed)) is None
    assert verdict(asked, text("yes")) == 'one of Yes, No, A "B"'


def test_a_long_list_is_cut_short_in_the_message() -> None:
    asked = rule("list", '"' + ",".join(map(str, range(20))) + '"')
    assert verdict(asked, number("99")) == f"one of {', '.join(map(str, range(12)))}, ..."


@pytest.mark.parametrize(
    "formula", ["INDIRECT(A1)", "Kinds[Kind]", "Gone", "Nowhere!$A$1:$A$3", "#REF!", ""]
)
def test_a_list_that_cannot_be_told_allows_anything(formula: str) -> None:
    assert verdict(rule("list", formula), text("anything"), names={"Gone": "#REF!"}) is None


@pytest.mark.parametrize("bound", ["TODAY()", "$Z$99", "Lists!$A$1", "SUM(A1:A9)", "$A$2:$A$4"])
def test_a_bound_that_cannot_be_told_allows_any_number(bound: str) -> None:
    asked = rule("whole", bound, operator="lessThan")
    assert verdict(asked, number("99"), held=LIST) is None
    assert verdict(asked, text("many"), held=LIST) == f"a whole number less than {bound}"


def test_bounds_in_cells_are_shown_as_numbers() -> None:
    lists = sheet("Lists", {"B1": "0", "C1": "99999"})
    asked = rule("whole", "Lists!$B$1", "Lists!$C$1")
    assert verdict(asked, number("99999"), lists) is None
    assert verdict(asked, number("100000"), lists) == "a whole number between 0 and 99999"


def test_a_relative_bound_moves_with_the_cell() -> None:
    """Written for E5, the rule of E7 is about D7; a half-anchored one keeps its column."""
    held = {"D5": "1", "D7": "100", "C7": "3"}
    for formula in ("D5", "$D5"):
        asked = rule("whole", formula, operator="lessThanOrEqual")
        assert verdict(asked, number("50"), cell="E7", held=held) is None
        assert verdict(asked, number("50"), cell="E5", held=held) == "a whole number at most 1"
    wide = rule("whole", "$D5", at="E5:F9", operator="lessThanOrEqual")
    assert verdict(wide, number("101"), cell="F7", held=held) == "a whole number at most 100"


def test_a_relative_bound_of_several_ranges_is_not_guessed() -> None:
    asked = rule("whole", "D5", at="E5 E7", operator="lessThanOrEqual")
    assert verdict(asked, number("50"), cell="E7", held={"D5": "1", "D7": "2"}) is None


def test_a_bound_or_list_that_a_formula_computes_may_be_out_of_date() -> None:
    bound = rule("whole", "$A$2", operator="lessThanOrEqual")
    assert verdict(bound, number("50"), held={"A2": "1"}, formulas=("A2",)) is None
    listed = rule("list", "$A$2:$A$4")
    assert verdict(listed, text("other"), held=LIST, formulas=("A3",)) is None


def test_a_bound_in_a_cell_that_is_being_filled_in_is_not_looked_at() -> None:
    asked = rule("whole", "$D$5", operator="lessThanOrEqual")
    book = Workbook("form.xlsx", "", (sheet("Data", {"D5": "1"}, asked),))
    spot = parse_address("E5")
    assert Validator(book).forbidden("Data", *spot, number("2")) == "a whole number at most 1"
    moving = Validator(book, [("Data", 5, 4)])
    assert moving.forbidden("Data", *spot, number("2")) is None


def test_rules_of_the_sheet_and_of_its_extension_count_alike() -> None:
    plain = (
        '<dataValidations><dataValidation type="whole" sqref="B2" showErrorMessage="1">'
        "<formula1>0</formula1><formula2>9</formula2></dataValidation></dataValidations>"
    )
    extended = (
        f'<extLst><ext xmlns:x14="{X14}" xmlns:xm="{XM}"><x14:dataValidations>'
        '<x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>$A$1</xm:f>'
        "</x14:formula1><xm:sqref>C3</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
        "</extLst>"
    )
    cell = '<row r="1"><c r="A1" t="str"><v>Acute</v></c></row>'
    book = read(worksheet(f"<sheetData>{cell}</sheetData>{plain}{extended}"))
    validator = Validator(book)
    assert validator.forbidden("Data", 2, 2, number("10")) == "a whole number between 0 and 9"
    assert validator.forbidden("Data", 3, 3, text("Other")) == "one of Acute"
    assert validator.forbidden("Data", 3, 3, text("Acute")) is None
    assert validator.forbidden("Data", 4, 4, text("Other")) is None
