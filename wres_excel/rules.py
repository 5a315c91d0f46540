"""The catalogue of rules, read from templates/rules."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from wres_excel.domain.declaration import structure
from wres_excel.domain.rule import Rule


@dataclass(frozen=True)
class Topic:
    """A file in templates/rules: the rules that stand under one heading."""

    order: int
    rules: tuple[Rule, ...]


def rules() -> tuple[Rule, ...]:
    """Return every rule that a return is checked by, topic after topic."""
    return _shipped()


@lru_cache
def _shipped() -> tuple[Rule, ...]:
    folder = resources.files("wres_excel.templates") / "rules"
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    topics = [read_topic(file.read_text(encoding="utf-8"), file.name) for file in files]
    return tuple(
        rule for topic in sorted(topics, key=lambda each: each.order) for rule in topic.rules
    )


def read_topic(text: str, name: str) -> Topic:
    """Return the rules of a file, each with the topic and the way of finding that they share.

    Raises EditionError for a mistake, which it names with the file and the place in it.
    """
    data = tomllib.loads(text)
    shared = {"topic": data.pop("topic", ""), "found_by": data.pop("found_by", "")}
    rules: list[dict[str, Any]] = data.get("rules", [])
    return structure({**data, "rules": [shared | rule for rule in rules]}, Topic, name)
