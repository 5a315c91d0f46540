"""The catalogue of rules, read from templates/rules."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from wres_excel.domain.declaration import structure
from wres_excel.domain.rule import FoundBy, Rule
from wres_excel.findings import Severity


@dataclass(frozen=True)
class RuleDeclaration:
    """One rule of a file in templates/rules; what it leaves out has the defaults of Rule."""

    id: str
    title: str
    severity: Severity
    looks_at: str
    message: str
    remedy: str
    why: str
    source: str
    needs: str = ""
    editions: tuple[str, ...] = ()
    warn_only: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    limits: dict[str, float] | None = None


@dataclass(frozen=True)
class TopicDeclaration:
    """A file in templates/rules: the rules that stand under one heading."""

    topic: str
    order: int
    found_by: FoundBy
    rules: tuple[RuleDeclaration, ...]


def rules() -> tuple[Rule, ...]:
    """Return every rule that a return is checked by, topic after topic."""
    return _shipped()


@lru_cache
def _shipped() -> tuple[Rule, ...]:
    return tuple(rule for topic in _topics() for rule in _rules(topic))


def _topics() -> list[TopicDeclaration]:
    folder = resources.files("wres_excel.templates") / "rules"
    topics = (
        structure(tomllib.loads(file.read_text(encoding="utf-8")), TopicDeclaration, file.name)
        for file in folder.iterdir()
        if file.name.endswith(".toml")
    )
    return sorted(topics, key=lambda topic: topic.order)


def _rules(topic: TopicDeclaration) -> Iterator[Rule]:
    for each in topic.rules:
        known = vars(each) | {"limits": each.limits or {}}
        yield Rule(topic=topic.topic, found_by=topic.found_by, **known)
