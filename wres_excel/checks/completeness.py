"""Is everything there: figures, front page, sign-off, self-reporting, narratives."""

from collections.abc import Sequence

from wres_excel.checks.gaps import gap_of
from wres_excel.checks.hits import FINE, Fine, Hit, Looked
from wres_excel.checks.subject import Check
from wres_excel.domain.model import Place
from wres_excel.domain.terms import Period


def blank_figures(check: Check) -> Looked:
    """Yield a hit for each section in which figures of the reporting year are blank."""
    return _blank(check, "current")


def blank_previous_figures(check: Check) -> Looked:
    """Yield a hit for each section in which figures of the previous year are blank."""
    return _blank(check, "previous")


def figures_not_given(check: Check) -> Looked:
    """Yield a hit for each section that answers N/A, not collected or suppressed."""
    for _, _, places in check.subject.blocks():
        words = ("not_applicable", "not_collected", "suppressed")
        yield _of_block(check, places, words)


def unanswered(check: Check) -> Looked:
    """Yield a hit for each question that the rule names and nobody answered."""
    for item in check.items:
        place = Place(item.key, "current", "all")
        value = check.subject.value(place)
        if value is None or value.cell is None:
            continue
        label = check.edition.name_of(item)
        yield FINE if value.status != "blank" else Hit(place, "nothing", facts={"label": label})


def narrative_missing(check: Check) -> Looked:
    """Yield a hit for each indicator that shows a gap about which the narrative says nothing."""
    for indicator in check.edition.indicators:
        place = Place(f"indicator_{indicator.number}.narrative", "current", "all")
        value = check.subject.value(place)
        if value is None or value.cell is None:
            continue
        gap = gap_of(check, indicator)
        if gap is None or value.status != "blank":
            yield FINE
        else:
            facts = {"indicator": f"{indicator.number}, {indicator.title}", "gap": gap}
            yield Hit(place, "no narrative", facts=facts)


def _blank(check: Check, wanted: Period) -> Looked:
    for _, period, places in check.subject.blocks():
        if period == wanted:
            yield _of_block(check, places, ("blank",))


def _of_block(check: Check, places: Sequence[Place], statuses: Sequence[str]) -> Hit | Fine:
    """Return one hit for all places of a block that have one of the statuses."""
    found = [p for p in places if check.subject.values[p].status in statuses]
    if not found:
        return FINE
    cells = f"{len(found)} of {len(places)}: {check.subject.cells(found)}"
    return Hit(found[0], cells, facts=check.subject.these(found), covers=tuple(found))
