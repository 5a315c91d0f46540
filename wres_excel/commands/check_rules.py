"""The rules themselves, as text for people: a table, one page, or some of them in full."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from wres_excel.commands.check import choose_rules
from wres_excel.domain.rule import Rule


def rules_as_text(catalogue: Sequence[Rule]) -> str:
    """Return the rules as a table, topic by topic."""
    width = max(len(rule.id) for rule in catalogue)
    lines: list[str] = []
    for topic, each in groupby(catalogue, key=lambda rule: rule.topic):
        lines += ["", topic] if lines else [topic]
        lines += [f"  {rule.id:{width}}  {rule.severity:7}  {rule.title}" for rule in each]
    return "\n".join(lines)


def rules_as_markdown(catalogue: Sequence[Rule]) -> str:
    """Return the catalogue as a page: each rule with what it looks at, why, and what to do."""
    lines = ["# The rules that check knows", ""]
    for topic, each in groupby(catalogue, key=lambda rule: rule.topic):
        lines += [f"## {topic}", ""]
        for rule in each:
            lines += [f"### {rule.id}: {rule.title}", "", *_paragraphs(rule)]
    return "\n".join(lines)


def rules_in_full(names: Sequence[str]) -> str:
    """Return all that there is to say of some rules, named by their ids.

    Raises UsageError for an id that no rule has, with the nearest one that there is.
    """
    chosen = {rule.id: rule for rule in choose_rules(select=names)}
    lines: list[str] = []
    for rule in (chosen[name] for name in dict.fromkeys(names)):
        lines += [f"{rule.id}: {rule.title}", "", *_paragraphs(rule)]
    return "\n".join(lines).rstrip("\n")


def limits_in_words(rule: Rule) -> tuple[str, ...]:
    """Return the numbers of a rule with what each of them is: "at least 50 people"."""
    return tuple(words.format(f"{rule.limits[name]:g}") for name, words in rule.limit_words.items())


def _paragraphs(rule: Rule) -> Iterator[str]:
    """Yield the paragraphs of a rule, each with an empty line after it."""
    for paragraph in _sentences(rule):
        yield paragraph
        yield ""


def _sentences(rule: Rule) -> Iterator[str]:
    yield f"{rule.severity.capitalize()}, under {rule.topic}. Looks at {rule.looks_at}."
    if rule.limits:
        yield f"Limits: {'; '.join(limits_in_words(rule))}."
    if rule.words:
        yield f"Words: {', '.join(rule.words)}."
    yield f"{rule.why} {_remedy(rule)}"
    yield f"Source: {rule.source}."
    if rule.needs:
        yield f"Not checked without {rule.needs}."


def _remedy(rule: Rule) -> str:
    """Return the remedy with words where a finding has numbers and groups of its own."""
    stands_for = {
        "shown": "the figure found",
        "computed": "its reciprocal",
        "ratio": "its reciprocal",
        "first": "the one group",
        "second": "the other group",
    }
    return rule.remedy.format_map(stands_for)
