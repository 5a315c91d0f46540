"""The examples are complete, run, and give what they are said to give."""

import runpy
import sys
from pathlib import Path

import pytest

import wres_excel

EXAMPLES = Path(__file__).parent.parent / "examples"
TRUST, FORM = EXAMPLES / "example-trust-2024.csv", EXAMPLES / "form-2024.xlsx"


def test_the_walk_through_tells_the_published_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["walk_through.py", str(tmp_path)])
    runpy.run_path(str(EXAMPLES / "walk_through.py"), run_name="__main__")
    told = capsys.readouterr().out
    assert "white: 17 entered the process" in told
    assert "2025: 16,777 staff, 19.92% BME" in told
    assert len(list(tmp_path.glob("*.xlsx"))) == 4


def test_the_invented_return_answers_everything(tmp_path: Path) -> None:
    result = wres_excel.fill(TRUST, tmp_path / "return.xlsx")
    assert result.findings == ()
    values = wres_excel.read(tmp_path / "return.xlsx").values
    assert [v.place for v in values if v.status != "reported"] == []
    assert [v.place for v in values if v.computed is not None and v.value != v.computed] == []


def test_the_form_of_the_commissioner_gives_every_figure_back(tmp_path: Path) -> None:
    out = tmp_path / "filled.xlsx"
    filled = wres_excel.fill(TRUST, out, into=FORM)
    assert {finding.severity for finding in filled.findings} <= {"note", "warning"}
    result = wres_excel.read(out)
    derived = [v for v in result.values if result.edition.by_key[v.place.item].derived]
    assert len(derived) == 102
    assert [(v.place, v.value, v.computed) for v in derived if not follows(v)] == []
    own = {v.place: v.value for v in wres_excel.read(own_workbook(tmp_path)).values}
    data = [v for v in result.values if result.edition.by_key[v.place.item].sheet == "Data"]
    assert [v for v in data if v.value is not None and v.value != pytest.approx(own[v.place])] == []


def follows(value: wres_excel.Value) -> bool:
    return value.value == pytest.approx(value.computed, rel=1e-9, abs=1e-9)


def own_workbook(folder: Path) -> Path:
    wres_excel.fill(TRUST, folder / "own.xlsx")
    return folder / "own.xlsx"
