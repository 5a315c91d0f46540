"""Which edition a workbook is of, told by its content."""

from collections.abc import Iterator, Sequence

from wres_excel.domain.model import Edition
from wres_excel.domain.periods import same_snapshot
from wres_excel.findings import Finding
from wres_excel.workbook.locate.clues import Clues, Sighting, gather_clues
from wres_excel.workbook.locate.lexicon import lexicon_of
from wres_excel.workbook.locate.limits import refuse_too_much_text
from wres_excel.workbook.locate.locator import locate, search
from wres_excel.workbook.locate.records import Located, Recognition
from wres_excel.workbook.records import Workbook

FEWEST_ITEMS = 3
NAME_THE_EDITION = "Name the edition with --edition."


def recognise(workbook: Workbook, editions: Sequence[Edition]) -> Recognition:
    """Return which of some editions a workbook is of, with the reason, and its places located.

    The newest snapshot that heads columns of figures decides; where none does, a title that names
    the WRES and a year, then any other date. Nothing is guessed: if no edition fits, or more than
    one, or if the workbook is no WRES return, the edition is None and a finding says why.
    Raises UnreadableFile if the workbook holds too much text to look through.
    """
    refuse_too_much_text(workbook)
    clues = gather_clues(workbook)
    if _is_disability_standard(clues):
        return _refused(_other_standard(workbook, clues))
    for sightings in _in_order(clues):
        heads = sightings is clues.headings
        for sighting, edition in _candidates(sightings, editions, newest=heads):
            located = locate(workbook, edition)
            if _fits(located, clues, heads):
                return _recognised(edition, sighting, located)
    return _refused(_unclear(workbook, clues, editions))


def _in_order(clues: Clues) -> tuple[list[Sighting], ...]:
    """A form without columns for groups is a report, whose dates are answers more than headings."""
    if clues.has_groups:
        return clues.headings, clues.titles, clues.others
    return clues.titles, clues.headings, clues.others


def _candidates(
    sightings: Sequence[Sighting], editions: Sequence[Edition], newest: bool
) -> Iterator[tuple[Sighting, Edition]]:
    """Yield the editions that sightings speak for, newest first.

    newest: whether the newest decides; otherwise they must speak for one edition alone, other
    than the one before it, which a return names too.
    """
    seen = [(_sighting_of(edition, sightings), edition) for edition in editions]
    found = [(sighting, edition) for sighting, edition in seen if sighting]
    found.sort(key=lambda pair: pair[1].snapshot, reverse=True)
    if newest or all(_is_before(edition, found[0][1]) for _, edition in found[1:]):
        yield from found if newest else found[:1]


def _sighting_of(edition: Edition, sightings: Sequence[Sighting]) -> Sighting | None:
    return next((s for s in sightings if same_snapshot(s.day, edition.snapshot)), None)


def _is_before(edition: Edition, newer: Edition) -> bool:
    previous = newer.previous_snapshot
    return previous is not None and same_snapshot(edition.snapshot, previous)


def _fits(located: Located, clues: Clues, by_heading: bool) -> bool:
    """Require some items, and figures beneath a date that is said to head columns."""
    if _count(located) < FEWEST_ITEMS:
        return False
    if not (by_heading and clues.has_groups):
        return True
    places = (*located.locations, *located.ambiguous)
    return any(place.period == "current" and place.group != "all" for place in places)


def _count(located: Located) -> int:
    return len({place.item for place in (*located.locations, *located.ambiguous)})


def _recognised(edition: Edition, sighting: Sighting, located: Located) -> Recognition:
    reason = f"{sighting.shown} in {sighting.where}; {_share_found(edition, located)}"
    return Recognition(edition, reason, located, located.findings)


def _share_found(edition: Edition, located: Located) -> str:
    """Return how many of the data items were found, or of the report's if there are no others."""
    lexicon = lexicon_of(edition)
    held = {place.item for place in (*located.locations, *located.ambiguous)}
    data = lexicon.data_keys
    report = {i.key for i in (*lexicon.fields, *lexicon.grid.values())} - lexicon.organisation_keys
    wanted = data if held & data else report
    return f"{len(held & wanted)} of {len(wanted)} items"


def _refused(finding: Finding) -> Recognition:
    return Recognition(None, finding.message, None, (finding,))


def _is_disability_standard(clues: Clues) -> bool:
    named = "wdes" in clues.standards and "wres" not in clues.standards
    return not clues.has_groups and (clues.disability is not None or named)


def _other_standard(workbook: Workbook, clues: Clues) -> Finding:
    return Finding(
        "other-standard",
        "error",
        "This looks like a Workforce Disability Equality Standard return, not a WRES return",
        "Send the return for the Workforce Race Equality Standard.",
        file=workbook.file,
        found=clues.standards.get("wdes") or clues.disability,
        expected="columns for White and BME staff",
    )


def _unclear(workbook: Workbook, clues: Clues, editions: Sequence[Edition]) -> Finding:
    """Say whether the workbook is no return at all, or one whose year is not told."""
    newest = max(editions, key=lambda edition: edition.snapshot, default=None)
    if newest is None or _items_seen(workbook, editions) < FEWEST_ITEMS:
        return _no_return(workbook)
    seen = {s.shown: s for s in (*clues.headings, *clues.titles, *clues.others)}
    listed = "; ".join(f"'{s.shown}' in {s.where}" for s in list(seen.values())[:4])
    return Finding(
        "edition-unclear",
        "error",
        "Nothing tells for certain which edition of the WRES this return is",
        NAME_THE_EDITION,
        file=workbook.file,
        found=listed or "no snapshot date and no year",
        expected=f"a heading such as '31 March {newest.snapshot.year}'",
    )


def _items_seen(workbook: Workbook, editions: Sequence[Edition]) -> int:
    """Return how many items some edition finds, whatever year the columns are of."""
    return max(_rows_found(workbook, edition) for edition in (editions[0], editions[-1]))


def _rows_found(workbook: Workbook, edition: Edition) -> int:
    found = search(workbook, edition)
    rows = {row.item.key for table in found.tables for row in table.rows.found}
    fields = {place.item for place in found.choice.locations}
    return len((rows | fields) - found.lexicon.organisation_keys)


def _no_return(workbook: Workbook) -> Finding:
    return Finding(
        "not-a-return",
        "error",
        "This workbook is not a WRES return: it has none of the items that a return has",
        "Check that this is the right file.",
        file=workbook.file,
        found=f"sheets {', '.join(repr(sheet.name) for sheet in workbook.sheets[:6])}",
        expected="rows such as 'Band 5' with columns for White and BME staff",
    )
