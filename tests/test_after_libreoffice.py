"""A workbook of ours that somebody opened and saved in LibreOffice reads as it did before."""

from pathlib import Path

import pytest
from support import full_answers, marked_answers, needs_libreoffice, recalculated, sparse_answers

import wres_excel
from wres_excel.editions import editions
from wres_excel.workbook.own_form import own_form

KINDS = (full_answers, sparse_answers, marked_answers)


def said(path: Path, data: bytes) -> tuple[object, ...]:
    """Return what a workbook says of edition, organisation and each input, and where."""
    path.write_bytes(data)
    result = wres_excel.read(path)
    derived = {item.key for item in result.edition.items if item.derived}
    values = [
        (v.place, v.status, v.value, v.text, v.sheet, v.cell)
        for v in result.values
        if v.place.item not in derived
    ]
    return result.edition.name, result.organisation, values


@pytest.mark.slow
@needs_libreoffice
def test_every_edition_reads_the_same_after_libreoffice_saved_it(tmp_path: Path) -> None:
    books = {
        f"{edition.name}-{kind.__name__}": own_form(edition).fill(kind(edition))
        for edition in editions()
        for kind in KINDS
    }
    (tmp_path / "office").mkdir()
    for name, saved in recalculated(books, tmp_path / "office").items():
        path = tmp_path / f"{name}.xlsx"
        assert said(path, saved) == said(path, books[name])
