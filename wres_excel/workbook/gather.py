"""Many findings alike as one, which lists the cells: a hundred of the same help nobody."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace

from wres_excel.findings import Finding

MANY = 3
MOST_ITEMS = 20
MOST_CELLS = 12
LONGEST = 160


def gather(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each rule and item, in the order of their first cells.

    Where more than MOST_ITEMS items of one sheet have the same, there is one for the sheet, about
    no item. The first finding's period, group, found and expected stay; found lists the others,
    and cells holds them all.
    """
    by_item = _grouped(findings, lambda f: (f.rule, f.sheet, f.item))
    by_sheet: dict[Hashable, list[list[Finding]]] = {}
    for group in by_item:
        by_sheet.setdefault((group[0].rule, group[0].sheet), []).append(group)
    gathered: list[Finding] = []
    for groups in by_sheet.values():
        if len(groups) > MOST_ITEMS:
            alike = [finding for group in groups for finding in group]
            gathered.append(_merged(alike, whole_sheet=True))
        else:
            gathered += [_merged(group) for group in groups]
    return gathered


def gather_texts(findings: Iterable[Finding]) -> list[Finding]:
    """Return one finding for each rule, sheet and found text, which lists the other cells."""
    return [_merged(group) for group in _grouped(findings, lambda f: (f.rule, f.sheet, f.found))]


def gather_rule(findings: Sequence[Finding], rule: str) -> list[Finding]:
    """Return findings with those of one rule on one sheet as one, where they are many.

    The one stands where the first of them stood.
    """
    groups = _grouped((f for f in findings if f.rule == rule), lambda f: f.sheet)
    merged = {
        id(group[0]): _merged(group, whole_sheet=True) for group in groups if len(group) > MANY
    }
    gone = {id(each) for group in groups if len(group) > MANY for each in group[1:]}
    return [merged.get(id(f), f) for f in findings if id(f) not in gone]


def likewise(cells: Sequence[str | None]) -> str:
    """Return further cells in words: "; likewise G44, H44 and 3 more"."""
    shown = ", ".join(cell for cell in cells[:MOST_CELLS] if cell)
    more = f" and {len(cells) - MOST_CELLS} more" if len(cells) > MOST_CELLS else ""
    return f"; likewise {shown}{more}" if shown else ""


def brief(text: str) -> str:
    """Return a text on one line that fits into a message."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else f"{plain[:LONGEST]}..."


def _grouped(
    findings: Iterable[Finding], key: Callable[[Finding], Hashable]
) -> list[list[Finding]]:
    groups: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(key(finding), []).append(finding)
    return list(groups.values())


def _merged(group: Sequence[Finding], whole_sheet: bool = False) -> Finding:
    first, *others = group
    if not others:
        return first
    found = (first.found or "") + likewise([finding.cell for finding in others])
    cells = tuple(f"{each.sheet}!{each.cell}" for each in others if each.cell)
    if whole_sheet:
        return replace(first, item=None, period=None, group=None, found=found, cells=cells)
    return replace(first, found=found, cells=cells)
