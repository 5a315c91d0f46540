"""An item may be named by the label that an empty metrics file shows for it."""

import pytest

from wres_excel.domain.naming import Locator, full_labels
from wres_excel.domain.refusals import RefusedError
from wres_excel.domain.spellings import fold
from wres_excel.editions import edition_names, load_edition
from wres_excel.spellings import load_spellings


@pytest.mark.parametrize("name", edition_names())
def test_every_label_is_its_item_or_is_refused_for_being_several(name: str) -> None:
    edition = load_edition(name)
    labels = full_labels(edition)
    folded = [fold(label) for label in labels.values()]
    locator = Locator(edition, load_spellings())
    for key, label in labels.items():
        if folded.count(fold(label)) == 1:
            assert locator.item(f"  {label.upper()} ").key == key
        else:
            with pytest.raises(RefusedError, match="more than one item of this label"):
                locator.item(label)


def test_a_label_of_several_items_is_refused_with_all_of_them() -> None:
    locator = Locator(load_edition("2024"), load_spellings())
    with pytest.raises(RefusedError) as caught:
        locator.item("9 Board representation: Total Board members")
    assert (caught.value.rule, caught.value.expected, caught.value.remedy) == (
        "unknown-item",
        "board.total (data item 50) or board.total_again (data item 53)",
        "Write the item key or the data item number in its place.",
    )
    with pytest.raises(RefusedError) as caught:
        locator.item("9 Board representation: Notes on Total Board members")
    assert caught.value.expected == "note.board.total or note.board.total_again"


def test_a_label_without_its_section_is_only_suggested() -> None:
    locator = Locator(load_edition("2024"), load_spellings())
    with pytest.raises(RefusedError) as caught:
        locator.item("Number of shortlisted applicants")
    assert caught.value.remedy == "Did you mean 'recruitment.shortlisted'?"


@pytest.mark.parametrize(
    ("text", "expected"), [("", True), ("Total", True), ("all", True), ("bme", False), ("x", False)]
)
def test_what_names_no_single_group(text: str, expected: bool) -> None:
    locator = Locator(load_edition("2024"), load_spellings())
    assert locator.names_all(text) is expected
