"""LibreOffice computes our filled workbooks anew, and agrees with every result we wrote."""

import random
import re
import shutil
import subprocess
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

import wres_excel
from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Edition, Item, Place
from wres_excel.editions import editions
from wres_excel.report.narrative import write_narrative
from wres_excel.workbook.own_form import own_form

Answers = dict[Place, Answer]
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def number_for(item: Item, dice: random.Random) -> float:
    if item.in_percent:
        return dice.randint(0, 1000) / 10
    return dice.randint(0, 400) / 2 if item.averaged else dice.randint(0, 200)


def full(edition: Edition) -> Answers:
    """Answer everything, at random, so that some checks find what does not add up."""
    dice = random.Random(edition.name)
    answers = {}
    for place in edition.places:
        item = edition.by_key[place.item]
        if item.measure == "month":
            answers[place] = Answer("reported", text=f"{edition.name}-10")
        elif item.in_words:
            answers[place] = Answer("reported", text=f"=About {item.label}\n& <more>")
        elif not item.derived:
            answers[place] = Answer("reported", number_for(item, dice))
    return answers


def sparse(edition: Edition) -> Answers:
    """Answer every third question, so that many results wait for figures."""
    return {place: answer for n, (place, answer) in enumerate(full(edition).items()) if n % 3}


def zeros(edition: Edition) -> Answers:
    """Answer 0 throughout, so that every ratio would divide by 0."""
    return {
        place: Answer("reported", 0) if answer.value is not None else answer
        for place, answer in full(edition).items()
    }


def words(edition: Edition) -> Answers:
    """Give N/A in place of every fifth figure, and figures that are out of range."""
    answers = full(edition)
    for n, (place, answer) in enumerate(answers.items()):
        if answer.value is not None and n % 5 == 0:
            answers[place] = Answer("not_applicable", raw="N/A")
        elif answer.value is not None and n % 7 == 0:
            answers[place] = Answer("reported", -1.5)
    return answers


def workbooks() -> Mapping[str, bytes]:
    made = {}
    for edition in editions():
        for kind in (full, sparse, zeros, words):
            answers = kind(edition)
            numbers = {p: a.value for p, a in answers.items() if a.value is not None}
            answers |= write_narrative(edition, answers, compute(edition, numbers))
            made[f"{edition.name}-{kind.__name__}"] = own_form(edition).fill(answers)
    return made


def without_results(data: bytes) -> bytes:
    """Take the stored results away, so that whoever shows one has computed it."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                part = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", part)
            new.writestr(entry, part)
    return buffer.getvalue()


def recalculate(books: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Have LibreOffice open, compute and save all workbooks in one run."""
    source, target = folder / "in", folder / "out"
    source.mkdir()
    for name, data in books.items():
        (source / f"{name}.xlsx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx", "--outdir", str(target)]
    files = sorted(str(path) for path in source.iterdir())
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=500)
    return {name: (target / f"{name}.xlsx").read_bytes() for name in books}


def results(data: bytes, formulas: bytes) -> dict[tuple[str, str], object]:
    """Return what stands beside each formula of the second workbook in the first."""
    shown = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return {
        (sheet.title, cell.coordinate): shown[sheet.title][cell.coordinate].value
        for sheet in openpyxl.load_workbook(BytesIO(formulas))
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def agrees(ours: object, theirs: object) -> bool:
    if isinstance(ours, int | float) and isinstance(theirs, int | float):
        return ours == pytest.approx(theirs, rel=1e-9, abs=1e-12)
    return (ours or "") == (theirs or "")


@pytest.fixture(scope="module")
def books() -> Mapping[str, bytes]:
    return workbooks()


@pytest.fixture(scope="module")
def recalculated(
    books: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("office")
    return recalculate({name: without_results(data) for name, data in books.items()}, folder)


needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is the referee, and is not installed"
)


@pytest.mark.slow
@needs_office
def test_libreoffice_agrees_with_every_result_of_every_edition(
    books: Mapping[str, bytes], recalculated: Mapping[str, bytes]
) -> None:
    differing, compared = [], 0
    for name, data in books.items():
        ours, theirs = results(data, data), results(recalculated[name], data)
        compared += len(ours)
        differing += [
            (name, at, ours[at], theirs[at]) for at in ours if not agrees(ours[at], theirs[at])
        ]
    assert differing == []
    assert compared == sum(4 * len(own_form(edition).book.formulas) for edition in editions())


@pytest.mark.slow
@needs_office
def test_a_workbook_that_libreoffice_saved_reads_the_same(
    books: Mapping[str, bytes], recalculated: Mapping[str, bytes], tmp_path: Path
) -> None:
    for name, data in books.items():
        before, after = tmp_path / "before.xlsx", tmp_path / "after.xlsx"
        before.write_bytes(data)
        after.write_bytes(recalculated[name])
        first, second = wres_excel.read(before), wres_excel.read(after)
        assert (name, second.edition) == (name, first.edition)
        assert second.organisation == first.organisation
        assert said(second) == said(first)


def said(result: wres_excel.Return) -> list[tuple[object, ...]]:
    """Return what is said for each input, and where."""
    derived = {item.key for item in result.edition.items if item.derived}
    return [
        (v.place, v.status, v.value, v.text, v.sheet, v.cell)
        for v in result.values
        if v.place.item not in derived
    ]


def test_no_result_of_ours_is_an_error_value(books: Mapping[str, bytes]) -> None:
    for data in books.values():
        shown = results(data, data).values()
        assert [value for value in shown if str(value).startswith("#")] == []
