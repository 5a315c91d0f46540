"""Filling somebody else's form, against openpyxl load, set, save of the same cells."""

import io
from collections.abc import Mapping

import openpyxl
import pytest
from forms.furniture import ADDITIONS, furnish
from forms.layouts import LAYOUTS
from pytest_benchmark.fixture import BenchmarkFixture

from wres_excel.domain.answers import Answer
from wres_excel.domain.derived import compute
from wres_excel.domain.model import Place
from wres_excel.editions import load_edition
from wres_excel.workbook.foreign_form import ForeignForm, prepare_form
from wres_excel.workbook.locate import locate
from wres_excel.workbook.package import package_from_bytes
from wres_excel.workbook.patch import Edit
from wres_excel.workbook.sheets import read_workbook

LAYOUT = LAYOUTS["own_formulas"]
EDITION = load_edition(LAYOUT.edition)
PERIODS = {EDITION.snapshot_of(period).isoformat(): period for period in EDITION.periods}


@pytest.fixture(scope="module")
def form_bytes() -> bytes:
    """Return a form with all the furniture of a real one."""
    return furnish(LAYOUT.build(), *(name for name in ADDITIONS if name != "macros"))


@pytest.fixture(scope="module")
def answers() -> dict[Place, Answer]:
    inputs = [
        Place(key, PERIODS[period], group)
        for key, period, group in LAYOUT.places
        if not EDITION.by_key[key].derived
    ]
    return {place: Answer("reported", n % 90 + 1) for n, place in enumerate(inputs)}


def prepared(data: bytes) -> ForeignForm:
    package = package_from_bytes(data, "form.xlsx")
    workbook = read_workbook(package)
    return prepare_form(package, workbook, EDITION, locate(workbook, EDITION))


def outcomes_of(answers: Mapping[Place, Answer]) -> dict[Place, object]:
    return compute(EDITION, {p: a.value for p, a in answers.items() if a.value is not None})


def fill_once(data: bytes, answers: Mapping[Place, Answer]) -> bytes:
    """Open, locate, fill, recalculate and compare: all that one `fill --into` does."""
    return prepared(data).fill(answers, outcomes_of(answers), overwrite=True).data


def set_with_openpyxl(data: bytes, edits: list[Edit]) -> bytes:
    workbook = openpyxl.load_workbook(io.BytesIO(data))
    for edit in edits:
        workbook[edit.sheet].cell(edit.row, edit.column).value = float(edit.content.raw)
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


@pytest.mark.filterwarnings("ignore:.*not supported and will be removed")
@pytest.mark.benchmark(group="fill one form")
def test_openpyxl_load_set_save(
    benchmark: BenchmarkFixture, form_bytes: bytes, answers: dict[Place, Answer]
) -> None:
    filled = prepared(form_bytes).fill(answers, outcomes_of(answers), overwrite=True)
    assert benchmark(set_with_openpyxl, form_bytes, list(filled.edits))


@pytest.mark.benchmark(group="fill one form")
def test_fill_into_with_receipt(
    benchmark: BenchmarkFixture, form_bytes: bytes, answers: dict[Place, Answer]
) -> None:
    assert benchmark(fill_once, form_bytes, answers)


@pytest.mark.benchmark(group="fill one form")
def test_stamp_alone(
    benchmark: BenchmarkFixture, form_bytes: bytes, answers: dict[Place, Answer]
) -> None:
    form = prepared(form_bytes)
    filled = form.fill(answers, outcomes_of(answers), overwrite=True)
    assert benchmark(form.stamp.apply, filled.edits, filled.results)


@pytest.mark.benchmark(group="fill one form")
def test_next_copy_of_a_prepared_form_with_receipt(
    benchmark: BenchmarkFixture, form_bytes: bytes, answers: dict[Place, Answer]
) -> None:
    form, outcomes = prepared(form_bytes), outcomes_of(answers)
    assert benchmark(form.fill, answers, outcomes, overwrite=True)
