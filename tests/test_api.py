"""The library: what it offers, what it loads, and that it keeps silent."""

import dataclasses
import inspect
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from commands.given import form, metrics

import wres_excel

VERBS = (
    *("check", "collate", "diff", "editions", "fill", "load_edition", "map_form", "read", "rules"),
    *("write_annotated", "write_template"),
)
HEAVY = ("openpyxl", "xlsxwriter", "lxml", "jinja2", "cattrs", "attrs", "ironcalc", "rich")


def functions() -> list[Callable[..., Any]]:
    offered = [getattr(wres_excel, name) for name in wres_excel.__all__]
    return [each for each in offered if inspect.isfunction(each)]


def test_all_is_sorted_and_every_name_is_there() -> None:
    assert wres_excel.__all__ == sorted(wres_excel.__all__)
    assert len(set(wres_excel.__all__)) == len(wres_excel.__all__)
    for name in wres_excel.__all__:
        assert getattr(wres_excel, name).__name__ == name


def test_the_verbs_are_the_public_functions() -> None:
    assert sorted(function.__name__ for function in functions()) == sorted(VERBS)


def test_a_module_never_hides_the_function_of_its_name() -> None:
    for _ in range(2):
        import_module("wres_excel.editions")

        assert len(wres_excel.editions()) == 11


def test_a_name_that_is_not_offered_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = wres_excel.frobnicate
    assert not hasattr(wres_excel, "FillResults")


@pytest.mark.parametrize("name", wres_excel.__all__)
def test_every_name_is_documented(name: str) -> None:
    written = getattr(wres_excel, name).__doc__
    assert written
    assert not written.startswith(f"{name}(")


@pytest.mark.parametrize("function", functions(), ids=lambda f: f.__name__)
def test_every_argument_is_annotated_and_explained(function: Callable[..., Any]) -> None:
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    for name, parameter in signature.parameters.items():
        assert parameter.annotation is not inspect.Parameter.empty
        assert name in (function.__doc__ or ""), name


@pytest.mark.parametrize("name", wres_excel.__all__)
def test_records_do_not_change(name: str) -> None:
    record = getattr(wres_excel, name)
    if dataclasses.is_dataclass(record) and not issubclass(record, Exception):  # type: ignore[arg-type]
        assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["DamageError", "EditionError", "UnreadableFile", "UsageError"])
def test_every_error_is_a_wres_error(name: str) -> None:
    assert issubclass(getattr(wres_excel, name), wres_excel.WresError)


@pytest.mark.parametrize(
    "code",
    [
        "import wres_excel",
        "from wres_excel import WresError, Finding",
        "import wres_excel.cli",
        "import sys, wres_excel.cli as c\ntry: c.main(['--help'])\nexcept SystemExit: pass",
        "import sys, wres_excel.cli as c\ntry: c.main(['fill', '--help'])\nexcept SystemExit: pass",
        "import sys, wres_excel.cli as c\ntry: c.main(['--version'])\nexcept SystemExit: pass",
    ],
    ids=["package", "errors", "cli", "help", "help of fill", "version"],
)
def test_little_is_loaded_until_it_is_needed(code: str, tmp_path: Path) -> None:
    ask = f"print('LOADED', *sorted({set(HEAVY)!r} & {{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\n{ask}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "LOADED"


def test_filling_and_reading_load_nothing_compiled_but_lxml(tmp_path: Path) -> None:
    """A trust that may install nothing runs the same code in a browser."""
    metrics(tmp_path)
    code = (
        "import sys, wres_excel as w\n"
        "w.write_template('2019', 'blank.xlsx')\n"
        "w.fill('metrics.csv', 'out.xlsx', edition='2019')\nw.read('out.xlsx')\n"
        "print(*sorted({'numpy', 'pandas', 'duckdb', 'pyarrow', 'python_calamine', 'typer', 'rich'}"
        " & {m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "\n"


def test_no_public_function_prints_or_exits(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source, given = metrics(tmp_path), form(tmp_path)
    wres_excel.editions()
    wres_excel.load_edition("2019")
    wres_excel.write_template("2019", tmp_path / "blank.xlsx")
    wres_excel.write_template("2019", tmp_path / "blank.csv", metrics=True)
    wres_excel.map_form(source, given, edition="2019")
    wres_excel.fill(source, tmp_path / "own.xlsx", edition="2019")
    wres_excel.fill(source, tmp_path / "out.xlsx", edition="2019", into=given)
    wres_excel.read(tmp_path / "out.xlsx", edition="2019")
    bad = metrics(tmp_path, ("nonsense", "", "", "1"), name="bad.csv")
    assert wres_excel.fill(bad, tmp_path / "bad.xlsx", edition="2019").written == ()
    with pytest.raises(wres_excel.WresError):
        wres_excel.read(source)
    assert capfd.readouterr() == ("", "")


def test_an_error_says_place_fact_and_remedy() -> None:
    with pytest.raises(wres_excel.UnreadableFile) as caught:
        wres_excel.read("nowhere.xlsx")
    error = caught.value
    assert (error.file, error.remedy) == ("nowhere.xlsx", "Check the path and its spelling.")
    assert str(error).startswith("nowhere.xlsx: There is no such file (found ")
    assert str(error).endswith("). Check the path and its spelling.")
