"""What came up while a workbook was read, told as its reader sees the cell."""

from dataclasses import replace

from wres_excel.checks.subject import Subject
from wres_excel.domain.wording import number_in_words, place_of_finding
from wres_excel.findings import Finding

_OF_THE_NUMBER = frozenset({"out-of-range", "negative"})


def in_words(subject: Subject, finding: Finding) -> Finding:
    """Return a finding about a percentage with the number that its cell shows.

    24.6 typed into a cell formatted as a percentage is 2,460 %, which nobody sees in "found 24.6".
    """
    place = place_of_finding(subject.edition, finding)
    value = subject.value(place) if place and finding.rule in _OF_THE_NUMBER else None
    if value is None or value.value is None or "%" not in (value.format or ""):
        return finding
    shown = number_in_words(value.value, subject.item(value.place).measure)
    return replace(finding, found=f"{shown} ({value.raw} in a cell formatted as a percentage)")
