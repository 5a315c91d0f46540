"""Texts of two forms that are no item's label or heading: other rows, guidance, titles."""

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from wres_excel.comparison.records import FormChange, FormChangeKind
from wres_excel.workbook.addresses import format_address
from wres_excel.workbook.form_outline import Outline

ALIKE = 0.6
STILL_ALIKE = 0.3
MOST_PAIRS = 10_000
LONGEST = 200
Texts = dict[tuple[int, int], str]


def changed_texts(old: Outline, new: Outline, sheets: Mapping[str, str]) -> Iterator[FormChange]:
    """Yield the texts that only one of two forms has, those that are alike as one change.

    sheets: the new form's sheets by the old one's. A text where the labels of data items stand is
    a row that no item explains, such as a total or an item that the edition does not know.
    """
    for one, other in sheets.items():
        before, after = _without_common(old.texts[one], new.texts[other])
        for spot, match in _alike(before, after):
            yield FormChange(
                "text changed",
                after[match],
                before.pop(spot),
                after.pop(match),
                one,
                format_address(*spot),
                other,
                format_address(*match),
            )
        for spot, text in before.items():
            gone: FormChangeKind = "row gone" if _is_row(old, one, spot) else "text gone"
            cell = format_address(*spot)
            yield FormChange(gone, text, old=text, old_sheet=one, old_cell=cell)
        for spot, text in after.items():
            added: FormChangeKind = "row added" if _is_row(new, other, spot) else "text added"
            cell = format_address(*spot)
            yield FormChange(added, text, new=text, new_sheet=other, new_cell=cell)


def _is_row(form: Outline, sheet: str, spot: tuple[int, int]) -> bool:
    """Return whether a text stands beneath the first item, where labels stand."""
    column, first = form.label_columns.get(sheet, (0, 0))
    return spot[1] == column and spot[0] >= first


def _without_common(
    old: Mapping[tuple[int, int], str], new: Mapping[tuple[int, int], str]
) -> tuple[Texts, Texts]:
    """Return the texts that only one of two sheets has, or has more often.

    What stands in the same cell of both is common before any other.
    """
    before = {spot: text for spot, text in old.items() if new.get(spot) != text}
    after = {spot: text for spot, text in new.items() if old.get(spot) != text}
    common = Counter(before.values()) & Counter(after.values())
    return _rest(before, common.copy()), _rest(after, common)


def _rest(texts: Mapping[tuple[int, int], str], common: Counter[str]) -> Texts:
    rest = {}
    for spot, text in texts.items():
        if common[text]:
            common[text] -= 1
        else:
            rest[spot] = text
    return rest


def _alike(old: Texts, new: Texts) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return which texts were reworded, the most alike first; less will do in the same cell."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(spot, spot) for spot in old if spot in new]
    ratios = sorted(
        (
            (_ratio(text, other), spot, match)
            for spot, text in old.items()
            for match, other in new.items()
        ),
        key=lambda pair: (-pair[0], pair[1] != pair[2]),
    )
    pairs: dict[tuple[int, int], tuple[int, int]] = {}
    for ratio, spot, match in ratios:
        if spot in pairs or match in pairs.values():
            continue
        if ratio >= (STILL_ALIKE if spot == match else ALIKE):
            pairs[spot] = match
    return sorted(pairs.items())


def _ratio(one: str, other: str) -> float:
    """Return how alike two texts are; those that cannot be alike are not looked into."""
    matcher = SequenceMatcher(None, one[:LONGEST], other[:LONGEST], autojunk=False)
    bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
    return matcher.ratio() if bound >= STILL_ALIKE else 0.0
