"""The names of the workbooks to write."""

from pathlib import Path

import pytest

from wres_excel.commands.targets import check_targets, name_targets, require_suffix
from wres_excel.errors import UsageError


def test_one_organisation_gets_the_very_name(tmp_path: Path) -> None:
    out = tmp_path / "return.xlsx"
    assert name_targets(out, "2019", ["RXY"], ".xlsx") == [out]


@pytest.mark.parametrize("code", ["RXY", None])
def test_one_organisation_may_go_into_a_folder(code: str | None, tmp_path: Path) -> None:
    name = f"wres-2019{'-RXY' if code else ''}.xlsx"
    assert name_targets(tmp_path, "2019", [code], ".xlsx") == [tmp_path / name]


@pytest.mark.parametrize("folder", ["returns", "v1.0"])
def test_several_go_into_a_folder_whatever_it_is_called(folder: str, tmp_path: Path) -> None:
    out = tmp_path / folder
    out.mkdir()
    expected = [out / f"wres-2019-{code}.xlsm" for code in ("RXY", "RAL")]
    assert name_targets(out, "2019", ["RXY", "RAL"], ".xlsm") == expected


def test_several_do_not_go_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    for name in ("out.xlsx", "taken"):
        with pytest.raises(UsageError, match="2 organisations"):
            name_targets(tmp_path / name, "2019", ["RXY", "RAL"], ".xlsx")


@pytest.mark.parametrize("name", ["out.xls", "out.csv", "out", "out.xlsm"])
def test_a_workbook_has_the_suffix_of_its_form(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        name_targets(tmp_path / name, "2019", ["RXY"], ".xlsx")
    assert (caught.value.expected, caught.value.remedy) == (
        ".xlsx",
        "Name it for example out.xlsx.",
    )


def test_the_case_of_a_suffix_does_not_matter() -> None:
    require_suffix(Path("OUT.JSON"), (".json", ".csv"))


def test_a_folder_is_made_for_several(tmp_path: Path) -> None:
    out = tmp_path / "returns"
    check_targets([out / "a.xlsx", out / "b.xlsx"], out, [], force=False)
    assert out.is_dir()


def test_a_folder_within_no_folder_is_not_made(tmp_path: Path) -> None:
    out = tmp_path / "no" / "where"
    with pytest.raises(UsageError, match="cannot be made"):
        check_targets([out / "a.xlsx"], out, [], force=False)
    assert not out.parent.exists()


def test_no_target_is_an_input(tmp_path: Path) -> None:
    out = tmp_path / "a.xlsx"
    out.write_text("input")
    with pytest.raises(UsageError, match="made from"):
        check_targets([out], out, [out], force=True)
