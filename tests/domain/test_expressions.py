"""Declarations read as trees, the values they name, and the numbers they give."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wres_excel.domain.expressions import (
    Binary,
    Expression,
    Ref,
    Sum,
    compiled,
    evaluate,
    parse_expression,
    refs,
)

A, B, C = Ref("a.one"), Ref("b"), Ref("c", "white")
KEYS = frozenset({"a.one", "b"})


def parse(text: str) -> Expression:
    """Read a declaration about a.one and b; the word every adds what it is given."""
    return parse_expression(text, KEYS, {"every": lambda names: Sum(tuple(map(Ref, names)))})


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a.one", A),
        ("a.one / b", Binary("/", A, B)),
        ("a.one - b - b", Binary("-", Binary("-", A, B), B)),
        ("a.one - (b - b)", Binary("-", A, Binary("-", B, B))),
        ("a.one + b * b", Binary("+", A, Binary("*", B, B))),
        ("every(x, y.z) / b", Binary("/", Sum((Ref("x"), Ref("y.z"))), B)),
    ],
)
def test_a_declaration_is_read_as_arithmetic_is(text: str, tree: Expression) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.one /", "'a.one /' is not arithmetic"),
        ("a.two", "there is no item 'a.two'"),
        ("a.one / 2", "'2' is not understood"),
        ("a.one ** b", "'a.one ** b' is not understood"),
        ("-b", "'-b' is not understood"),
        ("b if b else b", "'b if b else b' is not understood"),
        ("other(b)", "'other(b)' is not understood"),
        ("every(b=b)", "'every(b=b)' is not understood"),
        ("every('b')", "\"'b'\" is not the name of an item or a section"),
        ("every(*b)", "'*b' is not the name of an item or a section"),
    ],
)
def test_a_declaration_that_is_not_understood_is_refused_in_words(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=".") as caught:
        parse(text)
    assert str(caught.value) == message


def test_the_values_that_an_expression_uses_come_in_reading_order() -> None:
    tree = Binary("/", Binary("-", B, Sum((A, C))), B)
    assert list(refs(tree)) == [B, A, C, B]


@pytest.mark.parametrize(
    ("tree", "number"),
    [
        (A, 12),
        (Sum((A, B, C)), 12 + 8 + 3),
        (Sum(()), 0),
        (Binary("+", A, B), 20),
        (Binary("-", A, Binary("-", B, C)), 12 - (8 - 3)),
        (Binary("*", A, B), 96),
        (Binary("/", A, B), 1.5),
        (Binary("/", Binary("/", A, B), C), 0.5),
    ],
)
def test_an_expression_gives_what_arithmetic_gives(tree: Expression, number: float) -> None:
    assert evaluate(tree, {A: 12, B: 8, C: 3}.__getitem__) == number


def test_what_the_lookup_raises_and_a_division_by_zero_come_through() -> None:
    with pytest.raises(ZeroDivisionError):
        evaluate(Binary("/", A, B), {A: 1, B: 0}.__getitem__)
    with pytest.raises(KeyError):
        evaluate(Sum((A, B)), {A: 1}.__getitem__)


def text_of(tree: Expression) -> str:
    match tree:
        case Binary(sign, left, right):
            return f"({text_of(left)} {sign} {text_of(right)})"
        case Sum(parts):
            return f"every({', '.join(part.item for part in parts)})"
        case Ref(item):
            return item


REFS = st.sampled_from([A, B])
TREES = st.recursive(
    REFS | st.builds(Sum, st.lists(REFS, max_size=3).map(tuple)),
    lambda inner: st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
    max_leaves=8,
)


@given(TREES)
def test_what_is_written_out_is_read_as_the_same(tree: Expression) -> None:
    assert parse(text_of(tree)) == tree


@given(TREES, st.integers(-50, 50), st.integers(-50, 50))
def test_evaluation_agrees_with_python_itself(tree: Expression, a: int, b: int) -> None:
    class Names:
        one = a

    def compute(text: str) -> float | None:
        try:
            return float(eval(text, {"a": Names, "b": b, "every": lambda *n: sum(n)}))
        except ZeroDivisionError:
            return None

    try:
        number = evaluate(tree, {A: a, B: b}.__getitem__)
    except ZeroDivisionError:
        number = None
    assert number == compute(text_of(tree))


def expressions() -> st.SearchStrategy[Expression]:
    ref = st.builds(Ref, st.sampled_from("abcd"))
    leaves = ref | st.builds(Sum, st.lists(ref, max_size=4).map(tuple))
    return st.recursive(
        leaves, lambda inner: st.builds(Binary, st.sampled_from("+-*/"), inner, inner)
    )


NUMBERS = st.fixed_dictionaries(
    {key: st.none() | st.integers(-9, 9) | st.sampled_from((0.1, 0.25, 1e308)) for key in "abcd"}
)


@given(expressions(), NUMBERS)
def test_a_compiled_expression_gives_what_evaluating_it_gives(
    expression: Expression, numbers: dict[str, float | None]
):
    def look(ref: Ref) -> float:
        found = numbers[ref.item]
        if found is None:
            raise TypeError
        return found

    def outcome(give: Callable[[], float]) -> str:
        try:
            return repr(give())
        except (TypeError, ArithmeticError):
            return "no result"

    number_of = compiled(expression, lambda ref: "abcd".index(ref.item))
    row = [numbers[key] for key in "abcd"]
    assert outcome(lambda: number_of(row)) == outcome(lambda: evaluate(expression, look))
