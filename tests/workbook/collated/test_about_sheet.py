"""What the first sheet says of publication, and what a published workbook leaves out."""

from wres_excel.collation.disclosure import PublishedCollection
from wres_excel.editions import load_edition

from .given import collation
from .opened import load, opened, table, written


def test_published_values_hide_small_counts_and_leave_findings_and_files_out() -> None:
    published = load(written(PublishedCollection(collation(3), load_edition, 30)))
    assert published.sheetnames == [
        "About", "Charts", "Register", "Indicators", "Benchmark", "Values",
    ]  # fmt: skip
    assert published["About"]["A2"].value == (
        "For publication: counts of people below 30 are suppressed, and so is what would give "
        "them away. Each is shown as [c]."
    )
    register, values = table(published["Register"])[0], table(published["Values"])
    assert not {"File", "Last saved", "Content hash (SHA-256)"} & set(register)
    assert not {"File", "Cell"} & set(values[0])
    hidden = [row for row in values if row["Status"] == "suppressed"]
    assert len(hidden) > 10
    assert {(r["Value"], r["What the cell holds, if no value"]) for r in hidden} == {(None, "[c]")}
    everything = [str(cell.value) for sheet in published for row in sheet for cell in row]
    assert not [text for text in everything if ".xlsx" in text and "returns/" in text]


def test_what_may_not_be_published_says_so_first() -> None:
    about = opened(12)["About"]
    assert about["A2"].value.startswith("Not for publication: ")
    assert opened(12).properties.subject == "Not for publication"
    everything = [str(cell.value) for row in about for cell in row]
    assert "~$RXA.xlsx" in everything
    assert "Of several returns of an organisation the one signed off last counts." in everything
    assert "21 November 2026, 23:58" in everything
