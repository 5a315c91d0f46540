"""Lines in columns, and texts cut to fit them."""

import pytest

from wres_excel.commands.columns import excerpts, in_columns, shortened


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    assert in_columns([("a", "1", "x"), ("long", "100", "")], right=(1,)) == [
        "a       1  x",
        "long  100",
    ]


def test_a_column_with_nothing_in_it_vanishes() -> None:
    assert in_columns([("a", "", "x"), ("b", "", "y")]) == ["a  x", "b  y"]


def test_no_rows_are_no_lines() -> None:
    assert in_columns([]) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("ten chars.", "ten chars."), ("eleven char", "eleven..."), ("two \n lines", "two lines")],
)
def test_a_text_is_one_line_of_at_most_so_many_characters(text: str, shown: str) -> None:
    assert shortened(text, 10) == shown


def test_texts_that_fit_are_shown_whole() -> None:
    assert excerpts("one  text", "other", 10) == ("one text", "other")


def test_long_texts_are_cut_where_they_begin_to_differ() -> None:
    shared = "The same words stand at the beginning of both, which helps nobody. "
    old, new = excerpts(f"{shared}Here is 384.", f"{shared}Here is 394, and more behind.", 30)
    assert (old, new) == ("...nobody. Here is 384.", "...nobody. Here is 394, and...")
    assert max(len(old), len(new)) <= 30


def test_texts_that_differ_from_the_start_are_shown_from_the_start() -> None:
    assert excerpts("As at 2023 " + "x" * 40, "As at 2024 " + "x" * 40, 20) == (
        "As at 2023 xxxxxx...",
        "As at 2024 xxxxxx...",
    )


def test_a_text_that_only_goes_on_shows_where_it_does() -> None:
    old, new = excerpts("word " * 10, "word " * 10 + "more", 24)
    assert new.endswith("more")
    assert not old.endswith("more")


def test_a_text_in_quotes_keeps_them() -> None:
    assert excerpts("blank", f"'{'x' * 40}'", 20) == ("blank", f"'{'x' * 15}...'")
