"""The wheel carries the templates, and does the main job in an empty environment elsewhere."""

import csv
import subprocess
import sys
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
METRICS = ROOT / "examples" / "published" / "kent-and-medway-2020.csv"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_every_template_and_the_marker_for_types(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    templates = {
        f"wres_excel/templates/{path.relative_to(ROOT / 'templates').as_posix()}"
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert templates <= names
    assert "wres_excel/py.typed" in names


@pytest.mark.slow
def test_the_wheel_does_the_main_job_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "empty"
    venv.create(place, with_pip=True)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    command = [scripts / "wres-excel", "fill", METRICS, "--edition", "2020", "-o", "kent.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True)
    module = [scripts / "python", "-m", "wres_excel", "read", "kent.xlsx", "-o", "kent.csv"]
    subprocess.run(module, cwd=tmp_path, check=True)
    with (tmp_path / "kent.csv").open(encoding="utf-8-sig", newline="") as file:
        values = {
            (row["item"], row["group"]): row["value"] or row["text"]
            for row in csv.DictReader(file)
            if row["status"] == "reported" and row["period"] == "2020-03-31"
        }
    assert values["disciplinary.entered", "white"] == "17"
    assert values["disciplinary.entered", "bme"] == "9"
    assert values["survey.harassment_public", "white"] == "44.3"
    assert values["staff.bme_proportion", "all"] == "22"
