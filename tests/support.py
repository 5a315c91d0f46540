"""What several tests share: answers for whole editions, and LibreOffice as the referee."""

import random
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree

from wres_excel.domain.answers import MARKERS, Answer
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.domain.terms import Status

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
OFFICE = shutil.which("libreoffice") or shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
WORDS: tuple[Status, ...] = ("not_applicable", "not_collected", "suppressed")


def full_answers(edition: Edition, seed: int = 1) -> dict[Place, Answer]:
    """Return an answer for every input of an edition, as a trust without gaps would give it.

    A part is never more than its whole; texts are short. Equal seeds give equal answers.
    """
    chance = random.Random(seed)
    return {place: _answer(edition.by_key[place.item], chance) for place in inputs(edition)}


def sparse_answers(edition: Edition, seed: int = 1) -> dict[Place, Answer]:
    """Return about half of the answers, the others missing."""
    chance = random.Random(seed)
    return {p: a for p, a in full_answers(edition, seed).items() if chance.random() < 0.5}


def zero_answers(edition: Edition) -> dict[Place, Answer]:
    """Return 0 for every number, so that everything derived would divide by 0, and no text."""
    numbers = (p for p in inputs(edition) if not edition.by_key[p.item].in_words)
    return {place: Answer("reported", 0, raw="0") for place in numbers}


def marked_answers(edition: Edition, seed: int = 1) -> dict[Place, Answer]:
    """Return a full set of answers in which every third number is a word such as N/A."""
    chance = random.Random(seed)
    answers = full_answers(edition, seed)
    for place in answers:
        if not edition.by_key[place.item].in_words and chance.random() < 1 / 3:
            answers[place] = Answer(status := chance.choice(WORDS), raw=MARKERS[status])
    return answers


def inputs(edition: Edition) -> Iterator[Place]:
    """Yield every place of an edition that is typed in."""
    return (place for place in edition.places if not edition.by_key[place.item].derived)


def _answer(item: Item, chance: random.Random) -> Answer:
    if item.measure == "month":
        return Answer("reported", text="2019-10", raw="2019-10")
    if item.measure == "text":
        text = f"{item.key}, in words {chance.randrange(100)}"
        return Answer("reported", text=text, raw=text)
    number = _number(item, chance)
    return Answer("reported", number, raw=str(number))


def _number(item: Item, chance: random.Random) -> int | float:
    if item.in_percent:
        return chance.randrange(1000) / 10
    if item.subset_of is None:
        return chance.randrange(50, 500)
    return chance.randrange(1, 40) / 2 if item.averaged else chance.randrange(1, 20)


def recalculated(workbooks: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return workbooks as LibreOffice computes them, all in one run.

    Stored results are taken out first, so that each one that comes back was computed. folder:
    an empty folder of the test's own, which also holds LibreOffice's profile, so that runs side
    by side do not meet.
    """
    assert OFFICE is not None
    for name, data in workbooks.items():
        (folder / f"{name}.xlsx").write_bytes(without_results(data))
    paths = [str(folder / f"{name}.xlsx") for name in workbooks]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*command, str(folder / "out"), *paths], check=True, capture_output=True, timeout=300
    )
    return {name: (folder / "out" / f"{name}.xlsx").read_bytes() for name in workbooks}


def without_results(data: bytes) -> bytes:
    """Return a workbook with every formula and none of the results that stand beside them."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, _stripped(part) if name.startswith("xl/worksheets/s") else part)
    return buffer.getvalue()


def _stripped(sheet: bytes) -> bytes:
    root = etree.fromstring(sheet)
    for formula in root.iter(f"{MAIN}f"):
        cell = formula.getparent()
        assert cell is not None
        cell.attrib.pop("t", None)
        for value in cell.findall(f"{MAIN}v"):
            cell.remove(value)
    return etree.tostring(root)


def results_in(data: bytes) -> dict[tuple[str, str], float | bool | str | None]:
    """Return what is stored beside each formula, by sheet and address.

    None where there is nothing, as before anything was computed; an error is its name, #DIV/0!.
    """
    with ZipFile(BytesIO(data)) as package:
        names = [
            s.get("name")
            for s in etree.fromstring(package.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        ]
        return {
            (str(sheet), str(cell.get("r"))): _result(cell)
            for number, sheet in enumerate(names, 1)
            for cell in etree.fromstring(package.read(f"xl/worksheets/sheet{number}.xml")).iter(
                f"{MAIN}c"
            )
            if cell.find(f"{MAIN}f") is not None
        }


def _result(cell: etree._Element) -> float | bool | str | None:
    text, kind = cell.findtext(f"{MAIN}v"), cell.get("t", "n")
    if kind == "n":
        return float(text) if text else None
    assert kind in ("str", "b", "e"), "a formula has no shared string"
    return text == "1" if kind == "b" else text or ""
