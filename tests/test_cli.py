"""The command line: exit codes, what goes where, and one clear message for each mistake."""

import csv
import json
import re
import sys
from pathlib import Path

import pytest
from commands.given import BAND, form, metrics, names, several
from forms.layouts import LAYOUTS
from running import Go, go

import wres_excel
from wres_excel import cli

__all__ = ["go"]

COMMANDS = ("editions", "template", "fill", "read")


def test_a_clean_fill_says_where_it_wrote_and_nothing_on_stdout(go: Go, tmp_path: Path) -> None:
    metrics(tmp_path)
    assert go("fill metrics.csv -o out.xlsx --edition 2019") == (0, "", "Wrote out.xlsx\n")
    assert go("fill metrics.csv -o quiet.xlsx --edition 2019 --quiet") == (0, "", "")
    assert names(tmp_path) == ["metrics.csv", "out.xlsx", "quiet.xlsx"]


def test_a_bad_row_is_shown_with_its_line_and_nothing_written(go: Go, tmp_path: Path) -> None:
    metrics(tmp_path, BAND, ("clinical.band_55", "current", "bme", "1"))
    code, out, err = go("fill metrics.csv -o out.xlsx --edition 2019 --quiet")
    assert (code, out) == (1, "")
    first, last = err.splitlines()
    assert first.startswith("error[unknown-item] metrics.csv:3: ")
    assert last == "Nothing was written. Mend the rows named above, or add --keep-going."
    assert names(tmp_path) == ["metrics.csv"]


def test_keep_going_writes_the_rest_and_still_says_1(go: Go, tmp_path: Path) -> None:
    metrics(tmp_path, BAND, ("clinical.band_55", "current", "bme", "1"))
    code, _, err = go("fill metrics.csv -o out.xlsx --edition 2019 --keep-going")
    assert code == 1
    assert err.splitlines()[-1] == "Wrote out.xlsx"
    assert (tmp_path / "out.xlsx").exists()


def test_several_organisations_fill_a_folder(go: Go, tmp_path: Path) -> None:
    several(tmp_path)
    assert go("fill metrics.csv -o returns --edition 2019") == (
        0,
        "",
        "Wrote 2 workbooks to returns\n",
    )
    assert names(tmp_path / "returns") == ["wres-2019-RAL.xlsx", "wres-2019-RXY.xlsx"]


def test_read_prints_json_on_stdout_alone(go: Go, tmp_path: Path) -> None:
    form(tmp_path, name="RXY.xlsx")
    code, out, err = go("read RXY.xlsx --edition 2019")
    assert code == 0
    data = json.loads(out)
    assert out.endswith("}\n")
    assert not out.endswith("\n\n")
    assert data["organisation"]["code"] == "X9Y9Z"
    assert err.startswith("note[part-not-found] RXY.xlsx: ")


@pytest.mark.parametrize("name", ["data.json", "data.csv"])
def test_read_writes_what_the_suffix_says(name: str, go: Go, tmp_path: Path) -> None:
    form(tmp_path)
    assert go(f"read form.xlsx --edition 2019 -o {name} --quiet") == (0, "", "")
    text = (tmp_path / name).read_text("utf-8")
    assert text.startswith("{" if name.endswith("json") else "organisation,organisation_name,")


def test_a_finding_of_severity_error_gives_1_and_the_data(go: Go, tmp_path: Path) -> None:
    (tmp_path / "form.xlsx").write_bytes(LAYOUTS["ambiguous_row"].build())
    code, out, err = go("read form.xlsx --edition 2019")
    assert code == 1
    assert json.loads(out)["findings"]
    assert "error[ambiguous-place]" in err


def test_a_refused_cell_gives_1_and_the_workbook(go: Go, tmp_path: Path) -> None:
    form(tmp_path, "reporting_template_one_cell")
    metrics(tmp_path, ("report.url", "current", "all", "https://example.org"))
    code, _, err = go("fill metrics.csv --into form.xlsx -o out.xlsx --edition 2016")
    assert code == 1
    assert "error[answer-inside-label] form.xlsx, Reporting Template!A" in err
    assert (tmp_path / "out.xlsx").exists()


def test_a_dry_run_prints_the_map_and_writes_nothing(go: Go, tmp_path: Path) -> None:
    metrics(tmp_path)
    form(tmp_path)
    code, out, _ = go("fill metrics.csv --into form.xlsx --edition 2019 --dry-run -o out.xlsx")
    assert code == 0
    assert re.search(r"^clinical\.band_5  2019-03-31  bme  Data![A-Z]+\d+  .+$", out, re.MULTILINE)
    assert names(tmp_path) == ["form.xlsx", "metrics.csv"]
    code, _, err = go("fill metrics.csv --into form.xlsx --edition 2019 --map map.csv --quiet")
    assert (code, err) == (0, "")
    assert names(tmp_path) == ["form.xlsx", "map.csv", "metrics.csv"]


USAGE = {
    "frobnicate": "No such command",
    "fill": "Missing argument",
    "fill metrics.csv --edition 2019": "Name it with -o",
    "fill metrics.csv -o out.xlsx": "does not say which edition",
    "fill metrics.csv -o out.xlsx --edition 1999": "There is no edition '1999'",
    "fill metrics.csv -o out.xlsx --edition own.toml": "own.toml: There is no such file",
    "fill nowhere.csv -o out.xlsx --edition 2019": (
        "nowhere.csv: The file cannot be opened (found no such file or directory; expected a "
        "metrics file, a CSV or a workbook). Check the path and its spelling."
    ),
    "fill metrics.csv -o no/where.xlsx --edition 2019": "The folder of the output does not exist",
    "fill metrics.csv -o metrics.csv --edition 2019 --force": "does not say what it is",
    "fill metrics.csv -o out.xlsx --edition 2019 --jobs 0": "Invalid value for '--jobs'",
    "fill metrics.csv -o out.xlsx --edition 2019 --dry-run": "go with --into",
    "fill metrics.csv -o out.xlsx --edition 2019 --receipt r.json": "--receipt goes with --into",
    "fill metrics.csv --into form.xlsx -o out.xlsx --map m.csv": "--map goes with --dry-run",
    "fill metrics.csv --into form.xlsx -o form.xlsx --force --edition 2019": "it is made from",
    "fill metrics.csv --into form.xlsx -o out.xlsm --edition 2019": "expected .xlsx",
    "fill metrics.csv --into metrics.csv -o out.xlsx --edition 2019": "Only an Excel workbook",
    "template 2019": "Missing option",
    "template 2019 -o out.csv": "expected .xlsx",
    "template 1999 -o out.xlsx": "There is no edition",
    "template 2019 -o form.xlsx": "form.xlsx: A file of this name exists already",
    "read nowhere.xlsx": "nowhere.xlsx: There is no such file",
    "read .": "This is a folder",
    "read form.xlsx -o form.xlsx --force": "expected .json or .csv",
    "read form.xlsx -o metrics.csv": "A file of this name exists already",
    "read form.xlsx --edition 1999": "There is no edition",
    "editions extra": "unexpected extra argument",
    "fill --debug": "No such option",
}


@pytest.mark.parametrize(("line", "message"), USAGE.items())
def test_wrong_usage_is_one_message_and_2(line: str, message: str, go: Go, tmp_path: Path) -> None:
    metrics(tmp_path)
    form(tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    code, out, err = go(line)
    assert (code, out) == (2, "")
    assert message in " ".join(err.split())
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_force_replaces_an_output(go: Go, tmp_path: Path) -> None:
    form(tmp_path)
    (tmp_path / "data.json").write_text("old")
    assert go("read form.xlsx --edition 2019 -o data.json --force --quiet").code == 0
    assert (tmp_path / "data.json").read_text("utf-8").startswith("{")


@pytest.mark.parametrize("debug", [False, True])
def test_a_fault_of_the_program_gives_3_and_asks_for_a_report(
    debug: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wres_excel.editions()

    def fail() -> None:
        raise ZeroDivisionError("by chance")

    monkeypatch.setattr(sys.modules["wres_excel.editions"], "editions", fail)
    with pytest.raises(SystemExit) as caught:
        cli.main([*(["--debug"] if debug else []), "editions"])
    out, err = capsys.readouterr()
    assert (caught.value.code, out) == (3, "")
    assert "This is a fault of wres-excel" in err
    assert "ZeroDivisionError: by chance" in err
    assert "Please report it" in err
    assert ("Traceback" in err) is debug


def test_an_interruption_gives_130(go: Go, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wres_excel.commands.fill.fill", interrupt)
    metrics(tmp_path)
    code, out, err = go("fill metrics.csv -o out.xlsx --edition 2019")
    assert (code, out) == (130, "")
    assert err.startswith("Stopped. What was being written has been left as it was before; ")


@pytest.mark.parametrize("line", ["--help", *(f"{name} --help" for name in COMMANDS)])
def test_help_goes_to_stdout(line: str, go: Go) -> None:
    code, out, err = go(line)
    assert (code, err) == (0, "")
    assert out.startswith("Usage: wres-excel")


def examples(command: str, go: Go) -> list[str]:
    """Return the examples in a command's help, each on one line."""
    text = " ".join(go(f"{command} --help").out.split("Options:")[0].split())
    found = re.findall(r"Example: wres-excel (.+?)(?= Example:| Arguments:|$)", text)
    return [each.strip() for each in found]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_example_in_the_help_runs(command: str, go: Go, tmp_path: Path) -> None:
    form(tmp_path)
    for name in ("return.xlsx", "first.xlsx", "second.xlsx"):
        (tmp_path / name).write_bytes((tmp_path / "form.xlsx").read_bytes())
    metrics(tmp_path)
    lines = examples(command, go)
    assert lines
    for line in lines:
        assert line.split()[0] == command
        for made in ("return.xlsx", "metrics.csv"):
            if f"-o {made}" in line:
                (tmp_path / made).unlink(missing_ok=True)
        code, out, err = go(line)
        assert (code, "error" in err) == (0, False), (line, out, err)


def test_without_arguments_the_help_is_shown_as_wrong_usage(go: Go) -> None:
    code, out, err = go("")
    assert code == 2
    assert "Usage: wres-excel" in out + err


def test_the_version_is_that_of_the_package(go: Go) -> None:
    from importlib.metadata import version

    assert go("--version") == (0, f"wres-excel {version('wres-excel')}\n", "")


def test_editions_can_be_listed_as_json(go: Go) -> None:
    assert [each["edition"] for each in json.loads(go("editions --json").out)] == [
        str(year) for year in range(2015, 2026)
    ]
    assert go("editions").out.startswith("edition  snapshot")


def test_of_a_rule_that_only_warns_a_few_findings_are_shown(go: Go, tmp_path: Path) -> None:
    """Six claims differ from what the figures give; errors, on the other hand, are all shown."""
    rows = []
    for period in ("current", "previous"):
        for group in ("white", "bme", "unknown"):
            rows.append(("recruitment.appointed", period, group, "20"))
            rows.append(("recruitment.shortlisted", period, group, "100"))
            rows.append(("recruitment.likelihood", period, group, "0.9"))
    metrics(tmp_path, *rows)
    code, _, err = go("fill metrics.csv -o out.xlsx --edition 2019")
    *shown, more, wrote = err.splitlines()
    assert code == 0
    assert [line.split("]")[0] for line in shown] == ["warning[derived-differs"] * 5
    assert (more, wrote) == (
        "... and 1 more findings of the rule derived-differs",
        "Wrote out.xlsx",
    )
    metrics(tmp_path, *((f"no.{at}", "", "", "1") for at in range(9)))
    assert go("fill metrics.csv -o b.xlsx --edition 2019").err.count("error[unknown-item]") == 9


def test_several_workbooks_are_read_into_one_dataset(go: Go, tmp_path: Path) -> None:
    for code in ("RXY", "RAL"):
        metrics(tmp_path, ("report.organisation_code", "", "", code), BAND)
        assert go(f"fill metrics.csv --edition 2019 -o {code}.xlsx").code == 0
    assert go("read RXY.xlsx RAL.xlsx -o both.csv").code == 0
    with (tmp_path / "both.csv").open(encoding="utf-8", newline="") as file:
        codes = [row["organisation"] for row in csv.DictReader(file)]
    assert list(dict.fromkeys(codes)) == ["RXY", "RAL"]
    assert len(json.loads(go("read RXY.xlsx RAL.xlsx").out)) == 2


@pytest.mark.parametrize(
    "line", ["read form.xlsx --edition 2019", "check form.xlsx", "diff form.xlsx form.xlsx"]
)
def test_a_dash_for_the_output_is_stdout(line: str, go: Go, tmp_path: Path) -> None:
    form(tmp_path)
    plain = go(line)
    assert plain.out
    assert go(f"{line} -o -") == plain
    assert names(tmp_path) == ["form.xlsx"]
