"""What the tests of a collation start from: folders and archives of returns."""

import shutil
import zipfile
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import wres_excel
from wres_excel.commands.collate.arrivals import Incoming
from wres_excel.commands.collate.sources import find_sources
from wres_excel.commands.collate.walk import walk

HEADER = "item,period,group,value\n"


@lru_cache(maxsize=64)
def return_bytes(code: str = "RXY", edition: str = "2019", shortlisted: int = 610) -> bytes:
    """Return a completed workbook of our own, with one headcount and the code in it."""
    rows = (
        f"report.organisation_code,current,all,{code}\n",
        f"recruitment.shortlisted,current,white,{shortlisted}\n",
    )
    with TemporaryDirectory() as folder:
        metrics = Path(folder, "metrics.csv")
        metrics.write_text(HEADER + "".join(rows), encoding="utf-8")
        wres_excel.fill(metrics, Path(folder, "out.xlsx"), edition=edition)
        return Path(folder, "out.xlsx").read_bytes()


def put(path: Path, data: bytes | None = None) -> Path:
    """Write a file, a return unless its content is given, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(return_bytes() if data is None else data)
    return path


def pack(path: Path, members: dict[str, bytes]) -> Path:
    """Write a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def found(*names: Path, apart: dict[str, str] | None = None) -> Incoming:
    """Return what names stand for."""
    return find_sources((one for name in names for one in walk(str(name))), apart or {})


def shown(incoming: Incoming) -> list[str]:
    """Return the names of the files to read."""
    return [arrival.file for arrival in incoming.arrivals]


def copies(source: Path, folder: Path, count: int) -> list[Path]:
    """Copy a file several times."""
    folder.mkdir(parents=True, exist_ok=True)
    return [Path(shutil.copy(source, folder / f"{at:04}{source.suffix}")) for at in range(count)]
