"""A workbook of far more text than a return has is refused soon; many short texts are read."""

import time

import pytest

from wres_excel.editions import editions, load_edition
from wres_excel.errors import UnreadableFile
from wres_excel.workbook.cells import Cell
from wres_excel.workbook.locate import locate, recognise
from wres_excel.workbook.records import Sheet, Workbook


def listing(count: int, text: str) -> Workbook:
    """Return a workbook with so many different texts, one beneath the other."""
    cells = {(n, 1): Cell(n, 1, "text", f"{n}{text}") for n in range(1, count + 1)}
    return Workbook("return.xlsx", "", (Sheet("Lists", "", cells=cells),))


def test_100_000_long_texts_are_refused_within_a_second():
    workbook, start = listing(100_000, ": é" * 100), time.process_time()
    with pytest.raises(UnreadableFile) as refused:
        recognise(workbook, editions())
    assert time.process_time() - start < 1
    assert str(refused.value) == (
        "return.xlsx: The workbook holds too much text to be a WRES return (found more than "
        "4,000,000 characters in 100,000 different texts; expected at most 4,000,000 characters "
        "in all sheets). Remove sheets that do not belong to the return, save it, then try again."
    )
    with pytest.raises(UnreadableFile):
        locate(workbook, load_edition("2019"))


def test_a_list_of_12_000_organisations_is_looked_through():
    located = locate(listing(12_000, " Example Surgery, High Street"), load_edition("2019"))
    assert not located.locations


def test_a_text_that_stands_in_every_cell_counts_once():
    cells = {(n, 1): Cell(n, 1, "text", "x" * 400) for n in range(1, 20_001)}
    workbook = Workbook("return.xlsx", "", (Sheet("Lists", "", cells=cells),))
    assert not locate(workbook, load_edition("2019")).locations
