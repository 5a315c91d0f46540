"""Is everything there: figures, front page, sign-off, self-reporting, narratives."""

import re
from collections.abc import Collection, Iterator, Sequence

from wres_excel.checks.gaps import gap_of
from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check, Subject
from wres_excel.domain.expressions import Sum
from wres_excel.domain.model import Item, Place
from wres_excel.domain.terms import Measure, Period, Status
from wres_excel.domain.wording import day_in_words

BLANK: tuple[Status, ...] = ("blank",)
SUPPRESSED: tuple[Status, ...] = ("suppressed",)
_SIGNS = re.compile(r"(\W|_|x)\1*", re.IGNORECASE)
IN_WORDS: tuple[Status, ...] = ("not_applicable", "not_collected")
"""The answers that say in words why there is no figure."""


def blank_figures(check: Check) -> Looked:
    """Yield a hit for each section in which figures of the reporting year are blank."""
    return _by_section(check, ("current",), BLANK)


def blank_previous_figures(check: Check) -> Looked:
    """Yield a hit for each section in which figures of the previous year are blank."""
    return _by_section(check, ("previous",), BLANK)


def figures_in_words(check: Check) -> Looked:
    """Yield a hit for each section that answers N/A or not collected, in either year."""
    return _by_section(check, check.edition.periods, IN_WORDS)


def figures_suppressed(check: Check) -> Looked:
    """Yield a hit for each section in which headcounts are suppressed, in either year."""
    return _by_section(check, check.edition.periods, SUPPRESSED, "headcount")


def total_not_known(check: Check) -> Looked:
    """Yield a hit for each total that cannot be added up because parts are answered in words.

    A year that has no figures at all, as before an organisation began, has no total to miss.
    """
    for item in check.items:
        for period in item.periods if isinstance(item.formula, Sum) else ():
            parts = _parts(check.subject, item, period)
            if not any(check.subject.status(part) == "reported" for part in parts):
                continue
            words = [part for part in parts if check.subject.status(part) in IN_WORDS]
            yield _of(check, words, parts, "in the workforce") if words else FINE


def unanswered(check: Check) -> Looked:
    """Yield a hit for each question that the rule names and nobody answered."""
    for item in check.items:
        place = Place(item.key, "current", "all")
        if check.subject.asked(place):
            yield Hit(place) if check.subject.status(place) == "blank" else FINE


def narrative_missing(check: Check) -> Looked:
    """Yield a hit for each indicator that shows a gap about which the narrative says nothing."""
    return _unanswered_gaps(check, "narrative")


def action_missing(check: Check) -> Looked:
    """Yield a hit for each indicator that shows a gap about which no action is named."""
    return _unanswered_gaps(check, "action")


def placeholders(check: Check) -> Looked:
    """Yield a hit for each answer in words that only keeps the place of one.

    A short answer with one of the rule's words in it, or one sign or letter x, once or repeated.
    """
    words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, check.rule.words))})(?!\w)", re.I)
    for item in check.edition.items:
        place = Place(item.key, "current", "all")
        text = (check.subject.text(item.key) or "").strip()
        if not text or not item.in_words or item.optional or item.note_of:
            continue
        short = len(text) <= check.limit("characters")
        kept = _SIGNS.fullmatch(text) or (short and words.search(text))
        yield Hit(place, f"'{text}'", "an answer") if kept else FINE


def _unanswered_gaps(check: Check, column: str) -> Looked:
    for indicator in check.edition.indicators:
        place = Place(f"indicator_{indicator.number}.{column}", "current", "all")
        if not check.subject.asked(place):
            continue
        gap = gap_of(check, indicator)
        if gap is None or check.subject.status(place) != "blank":
            yield FINE
        else:
            yield Hit(place, facts={"gap": gap})


def _by_section(
    check: Check,
    periods: Sequence[Period],
    statuses: Collection[Status],
    measure: Measure | None = None,
) -> Looked:
    """Yield a hit for each section with such answers; a year that has no others is told as one."""
    sections: dict[str, list[Place]] = {}
    for period in periods:
        blocks = _blocks(check, period, measure)
        every = [place for places in blocks.values() for place in places]
        if len(blocks) > 1 and all(check.subject.status(place) in statuses for place in every):
            yield _whole_year(check, period, every)
            continue
        for section, places in blocks.items():
            sections.setdefault(section, []).extend(places)
    for places in sections.values():
        found = [place for place in places if check.subject.status(place) in statuses]
        yield _of(check, found, places) if found else FINE


def _blocks(check: Check, period: Period, measure: Measure | None) -> dict[str, list[Place]]:
    """Return by section the figures of a year, of one measure if one is named."""
    blocks = {
        section.key: [p for p in places if measure in (None, check.subject.item(p).measure)]
        for section, each, places in check.subject.blocks
        if each == period
    }
    return {key: places for key, places in blocks.items() if places}


def _of(
    check: Check, found: Sequence[Place], places: Sequence[Place], among: str = "in this section"
) -> Hit | Fine:
    """Return one hit for some of several places that belong together."""
    word, facts = _word(check, found), check.subject.these(found, among)
    if len(found) == 1:
        return Hit(found[0], word or None, facts=facts, covers=tuple(found))
    amount = f"{word} in {len(found)}" if word else str(len(found))
    cells = f"{amount} of {len(places)} figures: {check.subject.cells(found)}"
    return Hit(found[0], cells, facts=facts, covers=tuple(found))


def _whole_year(check: Check, period: Period, places: Sequence[Place]) -> Hit:
    day = day_in_words(check.edition.snapshot_of(period))
    facts = {"these_are": f"All {len(places)} figures of {day} are"}
    word, cells = _word(check, places), check.subject.cells(places)
    return Hit(None, f"{word} in {cells}" if word else cells, facts=facts, covers=tuple(places))


def _word(check: Check, places: Sequence[Place]) -> str:
    """Return what the first of the places says, quoted, or nothing if it is blank."""
    value = check.subject.value(places[0])
    return f"'{value.raw}'" if value and value.raw else ""


def _parts(subject: Subject, item: Item, period: Period) -> list[Place]:
    """Return the places with a cell that are added up for a total, in any group."""
    return [part for part in _added(item, period) if subject.asked(part)]


def _added(item: Item, period: Period) -> Iterator[Place]:
    parts = item.formula.parts if isinstance(item.formula, Sum) else ()
    for part in parts:
        for group in item.groups:
            yield Place(part.item, period, group)
