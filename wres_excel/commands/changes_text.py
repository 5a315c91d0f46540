"""What changed between two returns, as text for people."""

from collections.abc import Iterator, Sequence

from wres_excel.commands.columns import excerpts, in_columns, shortened
from wres_excel.commands.forms_text import forms_as_text
from wres_excel.comparison.records import Change, Changes, Comparison, Effect, Lone
from wres_excel.comparison.words import (
    answers_in_words,
    change_in_words,
    day_in_words,
    effect_in_words,
    shares_in_words,
    value_in_words,
)
from wres_excel.domain.model import Edition, Item, Place, Return, Section, Value
from wres_excel.domain.terms import GROUP_WORDS
from wres_excel.findings import Finding

LONGEST_LABEL = 64
LONGEST_ANSWER = 44
MOST_ALIKE = 3
_SHEETS = {
    "Data": "Indicator",
    "Report": "Reporting Template:",
    "Report indicators": "Reporting Template:",
}


def changes_as_text(changes: Changes) -> str:
    """Return all that changed, grouped by indicator, one line each with sheet and cell."""
    parts = ["\n".join((f"Old: {_head(changes.old)}", f"New: {_head(changes.new)}"))]
    if changes.forms is not None:
        parts.append(forms_as_text(changes.forms))
    else:
        parts += [_comparison(comparison, changes) for comparison in changes.comparisons]
        parts += _apart(changes)
    return "\n\n".join([*parts, *_findings(changes)])


def _head(r: Return) -> str:
    named = r.organisation.code or "organisation code not found"
    name = f", {r.organisation.name}" if r.organisation.name else ""
    return f"{r.source.file}, edition {r.edition.name}, {named}{name}"


def _comparison(comparison: Comparison, changes: Changes) -> str:
    parts = [_title(comparison)]
    if comparison.changes:
        parts += _effects(comparison.effects)
        parts += _sections(comparison.changes, changes.new.edition)
        parts += _results(comparison.changes)
    if comparison.respelt:
        answers = _counted(comparison.respelt, "answer says", "answers say")
        parts.append(f"  {answers} the same in other characters, and no change is counted.")
    return "\n\n".join(parts)


def _title(comparison: Comparison) -> str:
    old, new = day_in_words(comparison.old_date), day_in_words(comparison.new_date)
    both = f"{_counted(comparison.compared, 'answer stands', 'answers stand')} in both returns"
    changed = _changed(comparison.changes)
    if comparison.kind == "over time":
        return f"FROM {old} TO {new}: {f'{changed} changed' if changed else 'no change'} ({both})"
    if comparison.old_period == comparison.new_period:
        return f"FIGURES FOR {new}: {f'{changed} changed' if changed else 'no change'} ({both})"
    roles = {"current": "reporting year", "previous": "previous year"}
    old_role, new_role = roles[comparison.old_period], roles[comparison.new_period]
    told = f"FIGURES FOR {new}, {old_role} of the old return and {new_role} of the new"
    return f"{told}: {f'{changed} restated' if changed else 'none restated'} ({both})"


def _changed(changes: Sequence[Change]) -> str:
    """Return how much was changed by hand: "3 figures and 1 text"; nothing for nothing."""
    own = [change for change in changes if change.cause != "follows"]
    texts = sum(change.item.in_words for change in own)
    counts = (_counted(len(own) - texts, "figure"), _counted(texts, "text"))
    return " and ".join(count for count in counts if not count.startswith("0 "))


def _effects(effects: Sequence[Effect]) -> Iterator[str]:
    told = [e for e in effects if e.movement != "unchanged"]
    lines = ["  Effect on the indicators"]
    for effect in told:
        lines += [f"    {effect.indicator} {effect.title}", f"      {effect_in_words(effect)}"]
        if effect.new.basis != "share":
            lines.append(f"      {shares_in_words(effect)}")
    same = ", ".join(str(effect.indicator) for effect in effects if effect not in told)
    if same:
        lines.append(f"    Unchanged: {same}")
    yield "\n".join(lines)


def _sections(changes: Sequence[Change], edition: Edition) -> Iterator[str]:
    """Yield the answers of each section of the form that has any, sized alike throughout."""
    answers = [change for change in changes if change.cause == "answer"]
    lines = dict(_lines(answers))
    for section in edition.sections:
        here = [c.new.place for c in answers if c.item.section == section.key]
        if here:
            yield "\n".join([f"  {_heading(section)}", *(f"    {lines[place]}" for place in here)])


def _lines(changes: Sequence[Change]) -> Iterator[tuple[Place, str]]:
    """Yield a line for each change; texts, which are long, have columns of their own."""
    for in_words in (False, True):
        here = [change for change in changes if change.item.in_words == in_words]
        lines = in_columns([_row(change) for change in here], right=(3,))
        yield from zip((change.new.place for change in here), lines, strict=True)


def _heading(section: Section) -> str:
    kind = _SHEETS.get(section.sheet, "")
    if kind == "Indicator" and section.indicator is None:
        kind = "Indicators"
    return f"{kind} {section.title}".strip()


def _row(change: Change) -> tuple[str, ...]:
    old, new = answers_in_words(change.item, change.old, change.new)
    answer = " -> ".join(excerpts(old, new, LONGEST_ANSWER))
    by = "not compared" if change.caveat else change_in_words(change)
    return _label(change.item), _group(change.item, change.new), answer, by, _cells(change)


def _label(item: Item) -> str:
    label = shortened(item.label, LONGEST_LABEL)
    return label if item.number is None else f"{item.number} {label}"


def _group(item: Item, value: Value) -> str:
    if item.groups == ("all",):
        return ""
    group = value.place.group
    return "Unknown" if group == "unknown" else GROUP_WORDS[group]


def _cells(change: Change) -> str:
    """Return the cell in both files, once if it is the same or only one has it."""
    cells = (f"{v.sheet}!{v.cell}" for v in (change.old, change.new) if v.cell)
    return " -> ".join(dict.fromkeys(cells))


def _results(changes: Sequence[Change]) -> Iterator[str]:
    """Say how many results followed, and show those that changed by themselves."""
    follows = sum(change.cause == "follows" for change in changes)
    alone = [change for change in changes if change.cause == "result"]
    if alone:
        lead = "  Results that changed although the figures that they follow from did not"
        yield "\n".join([lead, *(f"    {line}" for _, line in _lines(alone))])
    if follows:
        results = _counted(follows, "result that follows", "results that follow")
        yield f"  {results} from these figures changed too; --format json and csv list them."


def _apart(changes: Changes) -> Iterator[str]:
    """Yield what has nothing to be compared with."""
    for side, day in changes.uncompared:
        only = f"stand in the {side} return only and were not compared"
        yield f"Figures for {day_in_words(day)} {only}."
    yield from _lones(changes.only_old, changes.old.edition, changes.new.edition)
    yield from _lones(changes.only_new, changes.new.edition, changes.old.edition)


def _lones(lones: Sequence[Lone], edition: Edition, other: Edition) -> Iterator[str]:
    answered = [lone for lone in lones if any(v.status != "blank" for v in lone.values)]
    if not lones:
        return
    asked = _counted(sum(lone.item.note_of is None for lone in lones), "item")
    title = f"{asked} of edition {edition.name} that edition {other.name} does not ask for"
    lines = in_columns([_lone_row(lone) for lone in answered])
    without = len(lones) - len(answered)
    rest = [f"  {without:,} more without any answer."] if without else []
    yield "\n".join([title, *(f"  {line}" for line in lines), *rest])


def _lone_row(lone: Lone) -> tuple[str, ...]:
    """Return the answers of the current period, or of the other where there are none."""
    said = [value for value in lone.values if value.status != "blank"]
    period = "current" if any(v.place.period == "current" for v in said) else "previous"
    shown = [
        f"{_group(lone.item, value)} {shortened(value_in_words(lone.item, value), LONGEST_ANSWER)}"
        for value in said
        if value.place.period == period
    ]
    first = next(value for value in said if value.place.period == period)
    return _label(lone.item), ", ".join(shown).strip(), f"{first.sheet}!{first.cell}"


def _findings(changes: Changes) -> Iterator[str]:
    checked = changes.checked
    stayed = [f for f in checked.stayed if f.severity == "error"]
    for title, found, edition in (
        ("Findings that are new", checked.new, changes.new.edition),
        ("Findings that are gone", checked.gone, changes.old.edition),
        ("Errors that stayed", stayed, changes.new.edition),
    ):
        if found:
            lines = in_columns(list(_finding_rows(found, edition)))
            yield "\n".join([title, *(f"  {line}" for line in lines)])
    rest = len(checked.stayed) - len(stayed)
    if rest:
        yield f"{_counted(rest, 'finding')} stayed; see `wres-excel read`."


def _finding_rows(findings: Sequence[Finding], edition: Edition) -> Iterator[tuple[str, ...]]:
    """Yield a row for each finding, or one for all that say the same on one sheet."""
    groups: dict[tuple[str | None, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.rule, finding.message, finding.sheet), []).append(finding)
    for group in groups.values():
        if len(group) > MOST_ALIKE:
            yield _finding_row(group[0], f"{len(group)} findings, the first of them here")
        else:
            for finding in group:
                item = edition.by_key.get(finding.item or "")
                yield _finding_row(finding, _label(item) if item else "")


def _finding_row(finding: Finding, about: str) -> tuple[str, ...]:
    where = f"{finding.sheet}!{finding.cell}" if finding.sheet and finding.cell else ""
    message = f"{finding.message}: {about}" if about else finding.message
    return f"{finding.severity}[{finding.rule}]", where, message


def _counted(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
