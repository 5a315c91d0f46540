"""Every return of the corpus is read whole: each value as it stands, each finding, and no more."""

from collections import Counter
from pathlib import Path

import pytest
from forms.layouts import LAYOUTS

import wres_excel
from wres_excel.domain.model import Organisation
from wres_excel.errors import UnreadableFile
from wres_excel.findings import Finding

from .cases import Case, cases
from .contents import ASKED, CONTAINED
from .made import BLANK, Found, Made, Told, full

CASES = {case.name: case for case in cases()}
MADE = {name: case.made() for name, case in CASES.items()}
READ = [name for name, made in MADE.items() if not made.refusal]
REFUSED = [name for name, made in MADE.items() if made.refusal]
SEVERITIES = {"should_pass": {"note"}, "should_warn": {"warning"}, "should_fail": {"error"}}
RANKS = {"note": 0, "warning": 1, "error": 2}


def read(made: Made, folder: Path) -> wres_excel.Return:
    path = folder / made.file
    path.write_bytes(made.build())
    return wres_excel.read(path)


def told(result: wres_excel.Return) -> dict[tuple[str, str, str], Told]:
    snapshot = result.edition.snapshot_of
    return {
        (v.place.item, snapshot(v.place.period).isoformat(), v.place.group): Told(
            *(v.status, v.value, v.text, v.raw, v.sheet, v.cell, v.format, v.formula, v.comment)
        )
        for v in result.values
    }


def expected(made: Made, result: wres_excel.Return) -> dict[tuple[str, str, str], Told]:
    """Return what is to be said of every place: blank where a case tells nothing of it."""
    edition = result.edition
    blank = {
        (place.item, edition.snapshot_of(place.period).isoformat(), place.group): BLANK
        for place in edition.places
        if edition.by_key[place.item].note_of is None
    }
    return blank | made.told


def found(findings: tuple[Finding, ...]) -> Counter[Found]:
    return Counter(Found(f.rule, f.severity, f.sheet, f.cell) for f in findings)


def differences(made: Made, result: wres_excel.Return) -> dict[object, object]:
    """Return every place that is not as expected: what was said, and what should have been."""
    said, should = told(result), expected(made, result)
    return {
        key: (said.get(key), should.get(key))
        for key in {**should, **said}
        if said.get(key) != should.get(key)
    }


@pytest.mark.parametrize("name", READ)
def test_a_return_is_read_with_every_value_and_every_finding(name: str, tmp_path: Path) -> None:
    made = MADE[name]
    result = read(made, tmp_path)
    assert result.edition.name == made.edition
    assert differences(made, result) == {}
    assert found(result.findings) == Counter(made.findings)


@pytest.mark.parametrize("name", READ)
def test_whose_return_it_is_stands_as_it_was_written(name: str, tmp_path: Path) -> None:
    """Several codes or a placeholder are passed on too; a form without a code is its file's."""
    made = MADE[name]
    result = read(made, tmp_path)
    snapshot = result.edition.snapshot.isoformat()
    code, title = (
        made.told.get((f"report.organisation_{part}", snapshot, "all"), BLANK).raw.strip()
        for part in ("code", "name")
    )
    assert result.organisation == Organisation(code or "X9Y9Z", title or None)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_with_its_reason(name: str, tmp_path: Path) -> None:
    made = MADE[name]
    with pytest.raises(UnreadableFile) as caught:
        read(made, tmp_path)
    assert str(caught.value) == made.refusal


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_case_stands_in_the_folder_of_its_worst_finding(case: Case) -> None:
    made = MADE[case.name]
    worst = max((finding.severity for finding in made.findings), key=RANKS.__getitem__)
    assert {"error" if made.refusal else worst} == SEVERITIES[case.part]


def test_every_item_of_what_returns_contain_has_a_case_and_every_case_an_item() -> None:
    shown = {item for case in CASES.values() for item in case.shows}
    assert shown == {*CONTAINED, *ASKED}
    assert [name for name, case in CASES.items() if not case.shows] == []


def test_no_two_cases_share_a_name() -> None:
    assert len(CASES) == len(cases())


@pytest.mark.parametrize("name", [n for n, layout in LAYOUTS.items() if not layout.ambiguous])
def test_every_layout_of_the_other_corpus_is_read_whole(name: str, tmp_path: Path) -> None:
    """Where an edition is not the form's own business, the values are."""
    made = full(LAYOUTS[name])
    result = read(made, tmp_path)
    assert (result.edition.name, differences(made, result)) == (made.edition, {})
