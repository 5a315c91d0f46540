"""One wrong heading is one finding, at that heading, and no accusation of the formulas beside."""

import io
from pathlib import Path

import openpyxl
from support import full_answers, needs_libreoffice, recalculated

from wres_excel.commands.read import read_bytes
from wres_excel.domain.model import Edition
from wres_excel.editions import load_edition
from wres_excel.workbook.own_form import own_form


@needs_libreoffice
def test_a_column_with_a_wrong_year_is_told_of_once_where_it_stands(tmp_path: Path) -> None:
    edition: Edition = load_edition("2024")
    book = openpyxl.load_workbook(io.BytesIO(own_form(edition).fill(full_answers(edition))))
    book["Data"]["F6"] = "31 March 2022 White"
    changed = io.BytesIO()
    book.save(changed)
    saved = recalculated({"return": changed.getvalue()}, tmp_path)["return"]
    findings = read_bytes(saved, "X9Y9Z return.xlsx").findings
    told = [(f.rule, f.sheet, f.cell) for f in findings if f.severity != "note"]
    assert told == [("column-not-found", "Data", "F6")]
