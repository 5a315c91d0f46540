"""`editions`: the same facts as a table and as JSON."""

import json

from wres_excel.commands.editions import HEADINGS, editions_as_json, editions_as_text
from wres_excel.editions import editions


def test_the_table_has_a_line_for_each_edition_under_aligned_headings() -> None:
    header, *lines = editions_as_text(editions()).split("\n")
    assert [line.split()[0] for line in lines] == [edition.name for edition in editions()]
    for heading in HEADINGS:
        assert heading in header
    at = header.index("verified")
    assert {line[at : at + 3].strip() for line in lines} == {"no"}
    assert lines[0].split()[:3] == ["2015", "2015-04-01", "-"]
    assert [line for line in (header, *lines) if line != line.rstrip()] == []


def test_the_json_says_what_the_editions_say() -> None:
    data = json.loads(editions_as_json(editions()))
    for told, edition in zip(data, editions(), strict=True):
        assert told["edition"] == edition.name
        assert told["snapshot"] == edition.snapshot.isoformat()
        before = edition.previous_snapshot
        assert told["previous_snapshot"] == (before.isoformat() if before else None)
        assert told["verified"] is False
        assert told["source"] == edition.source
        deadline = edition.submission_deadline
        assert told["submission_deadline"] == (deadline.isoformat() if deadline else None)
    assert list(data[0]) == [
        "edition",
        "snapshot",
        "previous_snapshot",
        "submission_route",
        "submission_deadline",
        "publication_deadline",
        "verified",
        "source",
        "evidence",
        "note",
        "items",
    ]
