"""The form of results: the one wanted, or what the name of the output says."""

from pathlib import Path

import pytest

from wres_excel.commands.output_form import choose_format
from wres_excel.errors import UsageError

CHOICES = {
    (None, None): "text",
    ("csv", None): "csv",
    (" JSON ", None): "json",
    (None, "out.json"): "json",
    (None, "out.CSV"): "csv",
    (None, "out.txt"): "text",
    ("text", "out.csv"): "text",
}


@pytest.mark.parametrize(("choice", "chosen"), CHOICES.items())
def test_the_form_is_the_one_wanted_or_that_of_the_suffix(
    choice: tuple[str | None, str | None], chosen: str
) -> None:
    wanted, output = choice
    assert choose_format(wanted, Path(output) if output else None) == chosen


def test_a_form_or_suffix_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        choose_format("xml", None)
    assert (caught.value.found, caught.value.expected) == ("xml", "text, json, csv")
    with pytest.raises(UsageError, match="does not say what it is"):
        choose_format("csv", Path("out.xlsx"))
