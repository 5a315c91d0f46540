"""The receipt: every part, every cell with old and new value, every result, and what is left."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import wres_excel

from .given import cell_of, form, metrics, several


def receipt(folder: Path, source: Path, given: Path, **more: Any) -> dict[str, Any]:
    path = folder / "receipt.json"
    wres_excel.fill(
        source, folder / "out.xlsx", edition="2019", into=given, receipt=path, force=True, **more
    )
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def test_the_receipt_says_what_was_made_of_what(tmp_path: Path) -> None:
    given = form(tmp_path)
    told = receipt(tmp_path, metrics(tmp_path), given)
    assert {key: told[key] for key in ("form", "form_sha256", "output", "edition")} == {
        "form": "form.xlsx",
        "form_sha256": sha256(given.read_bytes()).hexdigest(),
        "output": str(tmp_path / "out.xlsx"),
        "edition": "2019",
    }


def test_a_cell_has_its_place_item_and_both_values(tmp_path: Path) -> None:
    told = receipt(tmp_path, metrics(tmp_path), form(tmp_path))
    about = {"item": "clinical.band_5", "period": "2019-03-31", "group": "bme"}
    cell = {"sheet": "Data", "cell": cell_of(), "old": None, "new": "102"}
    assert told["cells"] == [cell | about]
    assert told["recalculated"] == told["not_placed"] == []


def test_a_value_that_was_replaced_stands_as_the_old_one(tmp_path: Path) -> None:
    first = tmp_path / "first.xlsx"
    wres_excel.fill(metrics(tmp_path), first, edition="2019", into=form(tmp_path))
    new = metrics(tmp_path, ("clinical.band_5", "current", "bme", "103"), name="new.csv")
    told = receipt(tmp_path, new, first, overwrite=True)
    assert [(cell["old"], cell["new"]) for cell in told["cells"]] == [("102", "103")]


def test_every_part_has_the_hash_it_really_has(tmp_path: Path) -> None:
    given = form(tmp_path, "own_formulas")
    told = receipt(tmp_path, metrics(tmp_path), given)
    before, after = hashes(given), hashes(tmp_path / "out.xlsx")
    assert {part["name"] for part in told["parts"]} == before.keys()
    for part in told["parts"]:
        name = part["name"]
        if part["status"] == "copied":
            assert part["sha256"] == before[name] == after[name]
        else:
            assert (part["before"], part["after"]) == (before[name], after[name])
            assert before[name] != after[name]


def hashes(path: Path) -> dict[str, str]:
    with ZipFile(path) as archive:
        return {n: sha256(archive.read(n)).hexdigest() for n in archive.namelist()}


def test_stale_results_are_accounted_for(tmp_path: Path) -> None:
    told = receipt(tmp_path, metrics(tmp_path), form(tmp_path, "own_formulas"))
    results = {(each["sheet"], each["cell"]): each for each in told["recalculated"]}
    total = results["Check", "C9"]
    assert (total["old"], total["new"]) == ("4321", "102")
    assert all(each["old"] != each["new"] for each in told["recalculated"])


def test_what_found_no_cell_or_was_refused_is_listed(tmp_path: Path) -> None:
    rows = [("report.url", "current", "all", "https://example.org")]
    told = receipt(tmp_path, metrics(tmp_path, *rows), form(tmp_path))
    assert told["not_placed"] == [{"item": "report.url", "period": "2019-03-31", "group": "all"}]
    assert told["cells"] == []


def test_several_workbooks_have_one_receipt(tmp_path: Path) -> None:
    path, out = tmp_path / "receipt.json", tmp_path / "out"
    wres_excel.fill(several(tmp_path), out, edition="2019", into=form(tmp_path), receipt=path)
    told = json.loads(path.read_text("utf-8"))
    assert list(told) == ["workbooks"]
    assert [each["output"] for each in told["workbooks"]] == [
        str(out / f"wres-2019-{code}.xlsx") for code in ("RXY", "RAL")
    ]
    written = [[c["new"] for c in each["cells"]] for each in told["workbooks"]]
    assert written == [["1"], ["2"]]
